//! Options of `threads`.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::Args;

use super::{Colour, InputArgs, JudgeArgs, OutputFormat};
use crate::threads::AsOf;

/// Options of `threads`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage threads ~/Maildir --own shop.example\n  \
    triage threads verdicts.jsonl --heating\n  \
    triage threads inbox.mbox sent.mbox --own shop.example --as-of 2026-05-31 -f csv -o threads.csv\n  \
    triage threads inbox.mbox -f jsonl | jq -r 'select(.waiting.overdue) | .subject'\n\n\
    Mails belong together by Message-ID, In-Reply-To and References alone. Without --own, no mail is\n\
    known to be ours, and nobody is seen to be answered.")]
pub struct ThreadsArgs {
    /// What to read; verdicts of `triage score --format jsonl` too.
    #[command(flatten)]
    pub input: InputArgs,
    /// Output format [default: table on a terminal, jsonl elsewhere]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<OutputFormat>,
    /// Write to this file: beside it first, renamed when all is done
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Look at open matters from this day or time [default: that of the newest mail]
    #[arg(long, value_name = "TIME")]
    pub as_of: Option<AsOf>,
    /// Only conversations that heat up
    #[arg(long)]
    pub heating: bool,
    /// Only conversations in which the customer waits for a reply
    #[arg(long)]
    pub open: bool,
    /// Only conversations of at least so many mails
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_mails: usize,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// Threads of the processor [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// No notes; errors are still printed
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}
