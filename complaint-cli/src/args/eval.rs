//! Options of `eval`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::JudgeArgs;

/// How figures are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum EvalFormat {
    /// For a person.
    #[default]
    Table,
    /// One JSON object.
    Json,
}

/// What the mails are divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// Who wrote the mail.
    Writer,
    /// The trade of the company.
    Industry,
    /// The tone of the mail.
    Register,
}

/// Options of `eval`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage eval gold.jsonl --by industry --misses 10\n  \
    triage eval gold.jsonl --verdicts verdicts.jsonl --format json")]
pub struct EvalArgs {
    /// Labelled mails, one JSON object a line
    #[arg(value_name = "GOLD.jsonl", required = true)]
    pub gold: Vec<PathBuf>,
    /// Compare these verdicts (JSON Lines of `score`) instead of judging
    #[arg(long, value_name = "PRED.jsonl")]
    pub verdicts: Option<PathBuf>,
    /// Add the main figures of each part of the mails
    #[arg(long, value_name = "WHAT")]
    pub by: Option<By>,
    /// Show this many wrong verdicts with their strongest evidence
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub misses: usize,
    /// Only mails on which writer and annotators agreed
    #[arg(long)]
    pub agreed: bool,
    /// Output format
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub format: EvalFormat,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
}
