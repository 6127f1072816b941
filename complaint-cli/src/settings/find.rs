//! Options and environment in; the settings file out.

use std::path::PathBuf;

use anyhow::{Result, bail};
use etcetera::BaseStrategy;

use crate::args::SetupArgs;

const VARIABLE: &str = "TRIAGE_CONFIG";
const NAME: &str = "triage.toml";
/// The folder below the user's configuration folder.
const FOLDER: &str = "triage";

/// The file that was named, or the first one that is there.
pub(super) fn file(args: &SetupArgs) -> Result<Option<PathBuf>> {
    if args.no_config {
        return Ok(None);
    }
    let named = std::env::var_os(VARIABLE).filter(|v| !v.is_empty()).map(PathBuf::from);
    match (&args.config, named) {
        (Some(path), _) => there(path.clone(), "--config"),
        (None, Some(path)) => there(path, VARIABLE),
        (None, None) => Ok(usual().into_iter().find(|p| p.is_file())),
    }
}

/// A file that was named must be there.
fn there(path: PathBuf, by: &str) -> Result<Option<PathBuf>> {
    if !path.is_file() {
        bail!("{}: there is no such settings file ({by} names it)", path.display());
    }
    Ok(Some(path))
}

/// The working folder; then `$XDG_CONFIG_HOME` or `~/.config`, on Windows `%APPDATA%`.
fn usual() -> Vec<PathBuf> {
    let user = etcetera::choose_base_strategy().ok().map(|s| s.config_dir().join(FOLDER).join(NAME));
    std::iter::once(PathBuf::from(NAME)).chain(user).collect()
}
