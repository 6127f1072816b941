//! Options of `dict`.

use clap::{Args, Subcommand, ValueEnum};

use super::{InputArgs, JudgeArgs, SetupArgs};

/// Options of `dict`.
#[derive(Debug, Clone, Args)]
pub struct DictArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: DictCommand,
}

/// What `dict` does.
#[derive(Debug, Clone, Subcommand)]
pub enum DictCommand {
    /// Are the tables well-formed, sorted and free of doubles, and all names known
    Check(SetupArgs),
    /// Do the rules and words do what their examples say, those of the lint too
    Test(SetupArgs),
    /// What each rule and word fires on in mails; without mails, how many rows each table has
    Stats(StatsArgs),
    /// Print the rows of tables, or the names of all tables
    List(ListArgs),
}

/// Options of `dict list`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage dict list rules\n  \
    triage dict list classes.tsv --grep 返金\n  \
    triage dict list --grep 返金")]
pub struct ListArgs {
    /// A table or folder of tables, as `dict list` prints them
    pub table: Option<String>,
    /// Only rows with this text; without a table, of all tables, with file and line
    #[arg(long, value_name = "TEXT")]
    pub grep: Option<String>,
    /// Settings and own dictionaries.
    #[command(flatten)]
    pub setup: SetupArgs,
}

/// How counts are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum StatsFormat {
    /// For a person.
    #[default]
    Table,
    /// One JSON object a row.
    Jsonl,
}

/// Options of `dict stats`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Labelled mails (JSON Lines as for `eval`) are counted by their labels, other mails by the\n\
    verdicts on them.\n\n\
    Examples:\n  \
    triage dict stats labelled.jsonl --top 50\n  \
    triage dict stats ~/Maildir --dictionary own/\n  \
    triage dict stats labelled.jsonl --format jsonl | jq -r 'select(.row==\"rule\" and .hits==0).id'")]
pub struct StatsArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Rows shown of each table; 0 for all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// Output format
    #[arg(long, short, value_name = "FORMAT", default_value = "table")]
    pub format: StatsFormat,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
}
