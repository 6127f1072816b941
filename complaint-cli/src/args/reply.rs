//! Options of `draft` and `lint`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use complaint_core::reply::{Decision, Fault};

use super::{InputArgs, JudgeArgs};

/// How drafts are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DraftFormat {
    /// Text with visible slots.
    #[default]
    Text,
    /// One JSON object a line.
    Json,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LintFormat {
    /// Place, words, reason, better wording.
    #[default]
    Text,
    /// One JSON object a line.
    Jsonl,
}

/// Whose fault it was; somebody must have looked.
#[derive(Debug, Clone, Args)]
pub struct FaultArgs {
    /// Whose fault it was: unknown, confirmed (ours), partial, none (not ours)
    #[arg(long, value_name = "FAULT", default_value = "unknown", value_parser = ["unknown", "confirmed", "partial", "none"])]
    fault: String,
}

impl FaultArgs {
    /// The value.
    pub fn fault(&self) -> Fault {
        self.fault.parse().unwrap_or_default()
    }
}

/// Options of `draft`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage draft complaint.eml --company くらし本舗 --agent 佐伯 --reply-within 24\n  \
    triage draft inbox.mbox --where 'kind=complaint' --eml -o drafts.mbox\n  \
    triage draft inbox.mbox --eml --maildir ~/Maildir/.Drafts --from support@shop.example")]
pub struct DraftArgs {
    /// What to read.
    #[command(flatten)]
    pub input: InputArgs,
    /// Whose fault it was.
    #[command(flatten)]
    pub fault: FaultArgs,
    /// What will be done: unknown, accept, alternative, decline
    #[arg(long, value_name = "DECISION", default_value = "unknown", value_parser = ["unknown", "accept", "alternative", "decline"])]
    decision: String,
    /// Name of the company
    #[arg(long, value_name = "NAME")]
    pub company: Option<String>,
    /// Name of the person who answers
    #[arg(long, value_name = "NAME")]
    pub agent: Option<String>,
    /// Hours until the next report
    #[arg(long, value_name = "HOURS")]
    pub reply_within: Option<u32>,
    /// Add the 5W1H sheet of what is known and what must be asked
    #[arg(long, conflicts_with = "eml")]
    pub memo: bool,
    /// Folder with templates that replace the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Only mails whose verdict fulfils this, as in `score --where`
    #[arg(long = "where", value_name = "CONDITION", value_parser = crate::output::filter::Filter::parse)]
    pub filter: Vec<crate::output::filter::Filter>,
    /// Output format
    #[arg(long, short, value_name = "FORMAT", default_value = "text", conflicts_with = "eml")]
    pub format: DraftFormat,
    /// Real draft replies, as an mbox on standard output or in --output
    #[arg(long)]
    pub eml: bool,
    /// With --eml, put the drafts into this Maildir
    #[arg(long, value_name = "DIR", requires = "eml", conflicts_with = "output")]
    pub maildir: Option<PathBuf>,
    /// With --eml, the address that the drafts come from
    #[arg(long, value_name = "ADDRESS", requires = "eml")]
    pub from: Option<String>,
    /// Write to this file: beside it first, renamed when all is done
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// What the judgement depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
}

impl DraftArgs {
    /// What will be done.
    pub fn decision(&self) -> Decision {
        self.decision.parse().unwrap_or_default()
    }
}

/// Options of `lint`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage lint reply.txt\n  \
    triage lint reply.eml --to complaint.eml --allow over-apology\n  \
    triage draft complaint.eml | triage lint -\n\n\
    Exit: 0 no finding, 1 findings, 2 usage or nothing to read.")]
pub struct LintArgs {
    /// The reply: text or a mail; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    pub file: PathBuf,
    /// The mail that it answers
    #[arg(long, value_name = "MAIL")]
    pub to: Option<PathBuf>,
    /// Whose fault it was.
    #[command(flatten)]
    pub fault: FaultArgs,
    /// The reply is the report that a first reply promised
    #[arg(long)]
    pub report: bool,
    /// Pass over findings of this rule
    ///
    /// May be given more than once; `triage dict list lint.toml` names the rules.
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Output format
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub format: LintFormat,
    /// What the judgement of the mail answered depends on.
    #[command(flatten)]
    pub judge: JudgeArgs,
}
