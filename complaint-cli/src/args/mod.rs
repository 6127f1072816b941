//! The command line, parsed into plain values. The help texts, the man pages
//! and the completions are made from these definitions.

mod common;
mod dict;
mod eval;
mod fit;
mod reply;
mod report;
mod score;
mod setup;
mod tag;
mod threads;
mod tools;

use clap::{Parser, Subcommand, builder::styling};

pub use common::{Column, InputArgs, JudgeArgs, Language};
pub use dict::{DictArgs, DictCommand, ListArgs, StatsArgs, StatsFormat};
pub use eval::{By, EvalArgs, EvalFormat};
pub use fit::{Cross, FitArgs};
pub use reply::{DraftArgs, DraftFormat, LintArgs, LintFormat};
pub use report::ReportArgs;
pub use score::{Colour, ExplainArgs, OutputFormat, ScoreArgs};
pub use setup::SetupArgs;
pub use tag::TagArgs;
pub use threads::ThreadsArgs;
pub use tools::{CompletionsArgs, ManArgs};

const STYLES: styling::Styles = styling::Styles::styled()
    .header(styling::AnsiColor::Green.on_default().bold())
    .usage(styling::AnsiColor::Green.on_default().bold())
    .literal(styling::AnsiColor::Cyan.on_default().bold())
    .placeholder(styling::AnsiColor::Cyan.on_default());

/// Judges Japanese complaint mail on this machine alone: what it is about, how
/// angry the writer is, what is asked for, what must not wait, and why.
#[derive(Debug, Parser)]
#[command(
    name = "triage",
    version,
    styles = STYLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Without a command, `score` is meant.\n\n\
        Examples:\n  \
        triage inbox.mbox                         a table, one line a mail\n  \
        triage inbox.mbox --where 'anger>=3'      the angry ones\n  \
        triage ~/Maildir -o verdicts.jsonl        one JSON record a line\n  \
        triage explain complaint.eml              why\n\n\
        Settings: --config FILE, $TRIAGE_CONFIG, ./triage.toml, or triage/triage.toml in ~/.config\n\
        (%APPDATA% on Windows), the first that is there; options win over settings.\n\n\
        Exit: 0 all read, 1 some mails could not be read, 2 usage or no mail, 130 stopped."
)]
pub struct Cli {
    /// The command, where one is named.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The options of `score`, where none is named.
    #[command(flatten)]
    pub score: ScoreArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Mails in, one verdict a mail out (the default command)
    Score(ScoreArgs),
    /// Show a mail with its evidence marked, and what each verdict rests on
    Explain(ExplainArgs),
    /// Mails in, reply skeletons out
    Draft(DraftArgs),
    /// A written reply in, what it must not say out
    Lint(LintArgs),
    /// Pass a mail or mbox through with X-Triage headers added, for delivery hooks
    Tag(TagArgs),
    /// Mails or verdicts in, conversations out: those that heat up first
    Threads(ThreadsArgs),
    /// Mails or verdicts in, one self-contained page of HTML out
    Report(ReportArgs),
    /// Labelled mails in, agreement figures out
    Eval(EvalArgs),
    /// Labelled mails in, weights out
    Fit(FitArgs),
    /// Check, test and list dictionaries
    Dict(DictArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write those of all commands
    Man(ManArgs),
}
