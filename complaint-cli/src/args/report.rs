//! Options of `report`.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::Args;

use super::{InputArgs, JudgeArgs, Language};
use crate::threads::AsOf;

/// Options of `report`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage report inbox.mbox --own shop.example -o report.html\n  \
    triage score archive/ -o verdicts.jsonl && triage report verdicts.jsonl -o report.html\n  \
    triage report inbox.mbox sent.mbox --own shop.example --as-of 2026-05-31 --title '5月' > may.html\n\n\
    The page is one file: no script, nothing loaded from elsewhere. It holds subjects of mails and\n\
    words from them: treat it as you treat the mails.")]
pub struct ReportArgs {
    /// What to read; verdicts of `triage score --format jsonl` too.
    #[command(flatten)]
    pub input: InputArgs,
    /// Write to this file: beside it first, renamed when all is done
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Title of the page
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Language of the page
    #[arg(long, value_name = "LANGUAGE", default_value = "ja")]
    pub lang: Language,
    /// Look at open matters from this day or time [default: that of the newest mail]
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<AsOf>,
    /// Mails that a number leads to, at most: the most urgent ones
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub list: usize,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// Threads [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}
