//! What each command does, one file each.

pub mod dict;
pub mod draft;
pub mod eval;
pub mod explain;
pub mod fit;
pub mod lint;
pub mod score;
pub mod shell;

use anyhow::{Context, Result, bail};
use complaint_core::{Options, Reuse, Triage, verdict::Weights};

use crate::args::JudgeArgs;

/// Builds the judge that the options ask for.
///
/// # Errors
/// When the weights cannot be read.
pub fn judge(args: &JudgeArgs) -> Result<Triage> {
    let weights = match &args.weights {
        None => Weights::embedded()?,
        Some(path) => {
            let text = read_text(path)?;
            if !text.lines().any(|l| l == "[outputs]") {
                bail!(
                    "{}: is no weights file: it has no section [outputs]; `triage fit` writes such files",
                    path.display()
                );
            }
            Weights::parse(&text).with_context(|| format!("{}: not usable as weights", path.display()))?
        }
    };
    let reuse = if args.no_reuse { Reuse::Never } else { Reuse::Bounded };
    let options = Options { own: args.own.clone(), prevalence: args.prevalence, reuse, ..Options::default() };
    Ok(Triage::with(options, weights)?)
}

/// Reads a text file; the error names it.
///
/// # Errors
/// When it cannot be read or is not UTF-8.
pub fn read_text(path: &std::path::Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}
