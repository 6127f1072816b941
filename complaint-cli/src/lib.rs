//! The command line of `complaint-core`: arguments in; verdicts, pages, figures
//! and an exit code out.
//!
//! | module | job |
//! |---|---|
//! | [`args`] | the command line, parsed into plain values |
//! | [`commands`] | what each command does: one file each |
//! | [`settings`], [`setup`] | the settings file, and the judge made by it |
//! | [`input`] | the paths of a run, one mail at a time |
//! | [`pipeline`] | reader, workers, ordered writer; bounded memory |
//! | [`output`] | records to bytes: one file a format; files that can be gone on with |
//! | [`page`] | a mail and its verdict as a page |
//! | [`tag`] | a mail or mbox as it passes a delivery hook |
//! | [`term`] | widths, colours, what must not reach a terminal |
//! | [`threads`] | judged mails to conversations |
//! | [`report`] | judged mails to a page of HTML |
//! | [`console`] | the three streams, and what is known of the terminal |
//!
//! Exit codes: 0 all read; 1 some mails could not be read, or a lint has
//! findings; 2 usage, configuration, or no mail in what was given; 130 stopped
//! by the user; 75 `tag` could not pass everything on. A closed pipe is 0.

pub mod args;
pub mod commands;
pub mod console;
pub mod input;
pub mod output;
pub mod page;
pub mod pipeline;
pub mod report;
pub mod settings;
pub mod setup;
pub mod stop;
pub mod tag;
pub mod term;
pub mod threads;

use std::{ffi::OsString, io::Write};

use clap::{CommandFactory, Parser};

use args::{Cli, Command};
pub use console::Console;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All went well.
    Success,
    /// Some mails could not be read, or there are findings.
    Some,
    /// There was no mail in what was given.
    Nothing,
    /// The user stopped the run.
    Interrupted,
    /// A delivery was not done as it should be.
    TryAgain,
}

impl Exit {
    /// The number that the process ends with.
    pub const fn code(self) -> u8 {
        match self {
            Self::Success => 0,
            Self::Some => 1,
            Self::Nothing => 2,
            Self::Interrupted => 130,
            // EX_TEMPFAIL of sysexits.h: delivery agents keep the mail and come again
            Self::TryAgain => 75,
        }
    }
}

/// Exit code of wrong usage and of whatever stops a run.
const FAILED: u8 = 2;

/// Runs the program with its arguments (the first is its name) and streams.
pub fn run(args: impl IntoIterator<Item = OsString>, mut console: Console) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(e) => return refuse(&e, &mut console),
    };
    match dispatch(cli, &mut console).and_then(|exit| Ok(console.stdout.flush().map(|()| exit)?)) {
        Ok(exit) => exit.code(),
        Err(e) if is_closed_pipe(&e) => Exit::Success.code(),
        Err(e) => {
            console.complain(&format!("{e:#}"));
            FAILED
        }
    }
}

fn dispatch(cli: Cli, console: &mut Console) -> anyhow::Result<Exit> {
    match cli.command {
        None => commands::score::run(cli.score, console),
        Some(Command::Score(a)) => commands::score::run(a, console),
        Some(Command::Explain(a)) => commands::explain::run(a, console),
        Some(Command::Draft(a)) => commands::draft::run(a, console),
        Some(Command::Lint(a)) => commands::lint::run(a, console),
        Some(Command::Tag(a)) => commands::tag::run(&a, console),
        Some(Command::Threads(a)) => commands::threads::run(&a, console),
        Some(Command::Report(a)) => commands::report::run(&a, console),
        Some(Command::Eval(a)) => commands::eval::run(a, console),
        Some(Command::Fit(a)) => commands::fit::run(a, console),
        Some(Command::Dict(a)) => commands::dict::run(a, console),
        Some(Command::Completions(a)) => commands::shell::completions(&a, &mut Cli::command(), console),
        Some(Command::Man(a)) => commands::shell::man(&a, Cli::command(), console),
    }
}

/// Help and version are answers; everything else is wrong usage.
fn refuse(e: &clap::Error, console: &mut Console) -> u8 {
    let text = e.render();
    let colour = if e.use_stderr() { console.stderr_is_terminal } else { console.stdout_is_terminal } && console.colour;
    let text = if colour { text.ansi().to_string() } else { text.to_string() };
    let (out, code) = if e.use_stderr() { (&mut console.stderr, FAILED) } else { (&mut console.stdout, 0) };
    // nothing is left to be done about a stream that cannot be written
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    code
}

/// The reader of our output went away: no fault of ours.
fn is_closed_pipe(e: &anyhow::Error) -> bool {
    e.chain().any(|c| {
        let plain = c.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe);
        plain
            || c.downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe))
    })
}
