//! Options of `score` and `explain`.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, ValueEnum};

use super::{InputArgs, JudgeArgs, Language};
use crate::output::filter::Filter;

/// How verdicts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// Columns for a person, as wide as the terminal.
    Table,
    /// One JSON record a line.
    Jsonl,
    /// For spreadsheets: UTF-8 with a byte order mark.
    Csv,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options of `score`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage score inbox.mbox --hottest\n  \
    triage score export.csv --column body=本文 --where 'kind=complaint,priority<=P1'\n  \
    triage score archive/ -o verdicts.jsonl --resume\n  \
    cat mail.eml | triage --fields message_id,kind,anger,flags")]
pub struct ScoreArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Output format [default: table on a terminal, jsonl elsewhere]
    #[arg(long, short, value_name = "FORMAT")]
    pub format: Option<OutputFormat>,
    /// Write to this file: beside it first, renamed when all is done
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Go on where an earlier run with the same options stopped
    #[arg(long, requires = "output")]
    pub resume: bool,
    /// Only verdicts for which this holds, such as 'anger>=3,flag=safety'
    ///
    /// Conditions joined by `,` must all hold; values joined by `|` are
    /// alternatives. Operators: = != < <= > >= and ~ (contains). Names: anger,
    /// priority (P0 is the highest: priority<=P1), kind, target, targets, flag,
    /// demand, review, direction, from, subject, thread, message_id, warning.
    /// Mails that could not be read are always written.
    #[arg(long = "where", value_name = "CONDITION", value_parser = Filter::parse)]
    pub filter: Vec<Filter>,
    /// Only these fields, in this order, such as message_id,kind,scores.anger
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// Add the decoded body and the ranges of its newest part
    #[arg(long)]
    pub text: bool,
    /// Most urgent and angriest first (needs memory for all verdicts)
    #[arg(long, conflicts_with = "resume")]
    pub hottest: bool,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// Threads [default: one a processor]
    #[arg(long, short, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
    /// No progress, notes or summary; errors are still printed
    #[arg(long, short)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// Options of `explain`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage explain complaint.eml\n  \
    triage explain inbox.mbox --index 3 --lang en\n  \
    triage explain inbox.mbox --id 20260503.1@shop.example")]
pub struct ExplainArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Only the mail with this number in its file, from 0
    #[arg(long, value_name = "N")]
    pub index: Option<u64>,
    /// Only the mail with this message id
    #[arg(long, value_name = "MESSAGE_ID")]
    pub id: Option<String>,
    /// Language of the page [default: that of the settings, else ja]
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<Language>,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}
