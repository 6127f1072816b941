//! What each command does, one file each.

pub mod dict;
pub mod draft;
pub mod eval;
pub mod explain;
pub mod fit;
pub mod lint;
pub mod records;
pub mod report;
pub mod score;
pub mod shell;
pub mod tag;
pub mod threads;

use anyhow::{Context, Result};
use complaint_core::Triage;

use crate::{args::JudgeArgs, setup::Setup};

/// The judge that the options and settings ask for.
///
/// # Errors
/// When settings, own dictionaries or weights cannot be read or used.
pub fn judge(args: &JudgeArgs) -> Result<Triage> {
    Ok(Setup::new(args)?.triage)
}

/// Reads a text file; the error names it.
///
/// # Errors
/// When it cannot be read or is not UTF-8.
pub fn read_text(path: &std::path::Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))
}
