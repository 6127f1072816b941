//! Mails or verdicts in, conversations out.

use anyhow::Result;

use super::records::{Wanted, each};
use crate::{
    Console, Exit,
    args::{Colour, OutputFormat, ThreadsArgs},
    output::{file::Written, threads::Shape},
    threads::{Conversation, Threads, Trend},
};

/// Runs `threads`.
///
/// # Errors
/// When nothing can be read, judged or written.
pub fn run(args: &ThreadsArgs, console: &mut Console) -> Result<Exit> {
    let mut out = Written::begin(args.output.as_deref(), &args.input.paths)?;
    let mut threads = Threads::default();
    let wanted = Wanted { input: &args.input, judge: &args.judge, jobs: args.jobs, quiet: args.quiet };
    let run = each(&wanted, console, &mut |judged| threads.add(&judged))?;
    if run.stopped() {
        return Ok(run.exit());
    }
    if !threads.is_empty() && !threads.has_own() && !args.quiet {
        console.complain("no mail is known to be ours (--own ADDRESS): nobody is seen to be answered");
    }
    let shape = shape(args, console);
    out.write(&shape.head(), console)?;
    for thread in threads.finish(args.as_of.clone()).iter().filter(|t| is_wanted(args, t)) {
        let mut bytes = Vec::new();
        shape.add(thread, &mut bytes)?;
        out.write(&bytes, console)?;
    }
    out.finish(console)?;
    Ok(run.exit())
}

fn is_wanted(args: &ThreadsArgs, t: &Conversation) -> bool {
    t.messages.len() >= args.min_mails && (!args.heating || t.trend == Trend::Heating) && (!args.open || t.is_open())
}

fn shape(args: &ThreadsArgs, console: &Console) -> Shape {
    let to_terminal = console.stdout_is_terminal && args.output.is_none();
    let default = if to_terminal { OutputFormat::Table } else { OutputFormat::Jsonl };
    let colour = match args.color {
        Colour::Auto => to_terminal && console.colour,
        Colour::Always => true,
        Colour::Never => false,
    };
    Shape { format: args.format.unwrap_or(default), width: console.width, colour }
}
