//! Checks, tests, counts and lists dictionaries: the built-in ones and your own.

mod check;
mod list;
mod stats;
mod tables;
mod test;

use std::io::Write;

use anyhow::Result;

use crate::{
    Console, Exit,
    args::{DictArgs, DictCommand},
};

/// Runs `dict`.
///
/// # Errors
/// When data or settings do not load, or a table is unknown.
pub fn run(args: DictArgs, console: &mut Console) -> Result<Exit> {
    match args.command {
        DictCommand::Check(args) => check::run(&args, console),
        DictCommand::Test(args) => test::run(&args, console),
        DictCommand::Stats(args) => stats::run(&args, console),
        DictCommand::List(args) => list::run(&args, console),
    }
}

/// Lists what is wrong; exit 1 where something is.
fn finish(problems: &[String], fine: &[String], console: &mut Console) -> Result<Exit> {
    for p in problems {
        writeln!(console.stdout, "{p}")?;
    }
    if problems.is_empty() {
        for line in fine {
            writeln!(console.stdout, "{line}")?;
        }
        return Ok(Exit::Success);
    }
    let s = if problems.len() == 1 { "" } else { "s" };
    console.complain(&format!("{} problem{s}", problems.len()));
    Ok(Exit::Some)
}
