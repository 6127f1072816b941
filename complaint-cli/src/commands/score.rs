//! Mails in, one verdict a mail out.

mod row;
mod writer;

use std::thread;

use anyhow::Result;
use complaint_core::Triage;

use crate::{
    Console, Exit,
    args::{Colour, OutputFormat, ScoreArgs},
    commands::judge,
    input::{Inputs, Item, total_bytes},
    output::{
        Csv, Format, JsonLines, Table,
        fields::Fields,
        file::{Mark, PartialFile, refuse_input},
        filter::Filter,
        tally::Tally,
    },
    pipeline::Pipeline,
    stop,
    term::progress::Progress,
};
use row::Judge;
pub(crate) use row::guarded;
use writer::Writer;

/// Runs `score`.
///
/// # Errors
/// When nothing can be read, judged or written.
pub fn run(args: ScoreArgs, console: &mut Console) -> Result<Exit> {
    let fields =
        (!args.fields.is_empty()).then(|| Fields::parse(args.fields.iter().map(String::as_str))).transpose()?;
    let with_text = args.text || fields.as_ref().is_some_and(Fields::want_text);
    if let Some(output) = &args.output {
        refuse_input(output, &args.input.paths)?;
    }
    let triage = judge(&args.judge)?;
    let inputs = Inputs::new(&args.input, console)?;
    let format = format(&args, fields, console);
    let head = format.head();
    let (out, mark) = open_output(&args, &triage)?;
    let progress = progress(&args, console, out.is_some(), &mark.tally);
    let mut writer = Writer::new(console, out, &mark, progress).sorted(args.hottest).quiet(args.quiet);
    if mark.items == 0 {
        writer.write(&head)?;
    }
    let judge = Judge { triage, format, filter: Filter::all(&args.filter), with_text };
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let skip = usize::try_from(mark.items)?;
    let whole = Pipeline { jobs, stop: stop::asked }.run(
        inputs.skip(skip),
        Item::size,
        move |item| judge.row(item),
        &mut writer,
    )?;
    writer.end(whole)
}

fn format(args: &ScoreArgs, fields: Option<Fields>, console: &Console) -> Box<dyn Format> {
    let to_terminal = console.stdout_is_terminal && args.output.is_none();
    let default = if to_terminal && fields.is_none() { OutputFormat::Table } else { OutputFormat::Jsonl };
    let colour = match args.color {
        Colour::Auto => to_terminal && console.colour,
        Colour::Always => true,
        Colour::Never => false,
    };
    match args.format.unwrap_or(default) {
        OutputFormat::Table => Box::new(Table { width: console.width, colour }),
        OutputFormat::Jsonl => Box::new(JsonLines { fields }),
        OutputFormat::Csv => Box::new(Csv { fields }),
    }
}

fn open_output(args: &ScoreArgs, triage: &Triage) -> Result<(Option<PartialFile>, Mark)> {
    let Some(path) = &args.output else { return Ok((None, Mark::default())) };
    let (file, mark) = PartialFile::open(path, &run_name(args, triage), args.resume)?;
    Ok((Some(file), mark))
}

/// Everything that the output depends on, in one line.
fn run_name(args: &ScoreArgs, triage: &Triage) -> String {
    let ScoreArgs { input, format, filter, fields, text, hottest, .. } = args;
    let weights = triage.assess(&complaint_core::Mail::default()).versions;
    format!("{weights:?} {input:?} {format:?} {filter:?} {fields:?} {text} {hottest} {:?}", triage.options())
}

fn progress(args: &ScoreArgs, console: &Console, to_file: bool, earlier: &Tally) -> Option<Progress> {
    let seen = console.stderr_is_terminal && !args.quiet && (to_file || !console.stdout_is_terminal);
    seen.then(|| Progress::new(total_bytes(&args.input.paths), earlier))
}
