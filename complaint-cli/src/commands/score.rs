//! Mails in, one verdict a mail out.

use std::{io::Write, panic::AssertUnwindSafe, thread};

use anyhow::{Result, bail};
use complaint_core::{
    Record, Triage,
    mailbox::{RawMail, Source},
    record::Failure,
    verdict::Priority,
};

use crate::{
    Console, Exit,
    args::{Colour, OutputFormat, ScoreArgs},
    commands::judge,
    input::{Inputs, Item, total_bytes, with_way_out},
    output::{
        Csv, Format, JsonLines, Table,
        fields::Fields,
        file::{Mark, PartialFile},
        filter::Filter,
        tally::{Entry, Tally},
    },
    pipeline::{Pipeline, Sink},
    stop,
    term::progress::Progress,
};

/// Runs `score`.
///
/// # Errors
/// When nothing can be read, judged or written.
pub fn run(args: ScoreArgs, console: &mut Console) -> Result<Exit> {
    let fields = (!args.fields.is_empty()).then(|| Fields::parse(args.fields.iter().map(String::as_str))).transpose()?;
    let with_text = args.text || fields.as_ref().is_some_and(Fields::want_text);
    refuse_to_write_an_input(&args)?;
    let triage = judge(&args.judge)?;
    let inputs = Inputs::new(&args.input, console)?;
    let format = format(&args, fields, console);
    let head = format.head();
    let (out, mark) = open_output(&args, &triage)?;
    let mut writer = Writer {
        console,
        file: out,
        tally: mark.tally.clone(),
        items: mark.items,
        hottest: args.hottest.then(Vec::new),
        quiet: args.quiet,
        nothing: false,
        progress: None,
    };
    writer.progress = progress(&args, writer.console, writer.file.is_some());
    if mark.items == 0 {
        writer.write(&head)?;
    }
    let judge = Judge { triage, format, filter: Filter::all(&args.filter), with_text };
    let jobs = args.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let skip = usize::try_from(mark.items)?;
    let whole = Pipeline { jobs, stop: stop::asked }.run(inputs.skip(skip), Item::size, move |item| judge.row(item), &mut writer)?;
    writer.end(whole)
}

/// Renaming over an input would lose it.
fn refuse_to_write_an_input(args: &ScoreArgs) -> Result<()> {
    let Some(output) = args.output.as_ref().and_then(|o| o.canonicalize().ok()) else { return Ok(()) };
    match args.input.paths.iter().find(|p| p.canonicalize().is_ok_and(|p| p == output)) {
        Some(path) => bail!("{}: is an input; name another file with --output", path.display()),
        None => Ok(()),
    }
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
    let ScoreArgs { input, format, filter, fields, text, hottest, judge, .. } = args;
    let weights = triage.assess(&complaint_core::Mail::default()).versions;
    format!("{weights:?} {input:?} {format:?} {filter:?} {fields:?} {text} {hottest} {:?} {:?}", judge.own, judge.prevalence)
}

fn progress(args: &ScoreArgs, console: &Console, to_file: bool) -> Option<Progress> {
    let seen = console.stderr_is_terminal && !args.quiet && (to_file || !console.stdout_is_terminal);
    seen.then(|| Progress::new(total_bytes(&args.input.paths)))
}

/// Judges one mail at a time; shared by the workers.
struct Judge {
    triage: Triage,
    format: Box<dyn Format>,
    filter: Filter,
    with_text: bool,
}

/// Order of `--hottest`: priority, anger from high to low, oldest first.
type Heat = (Priority, i32, Option<String>);

/// What a worker makes of an item.
enum Row {
    Record { bytes: Vec<u8>, entry: Entry, heat: Option<Heat>, complaint: Option<String>, size: usize },
    Refused(String),
    Empty(String),
}

impl Judge {
    fn row(&self, item: Item) -> Row {
        let size = item.size();
        match item {
            Item::Refused(why) => Row::Refused(why),
            Item::Empty(name) => Row::Empty(name),
            Item::Unread(e) => self.written(&Record::error(e.position().clone(), &e), Some(with_way_out(&e)), size),
            Item::Mail(raw) => {
                let record = record(&raw, |raw| self.judged(raw));
                let complaint = match &record {
                    Record::Error(e) => Some(place(&e.source, &e.error.message)),
                    Record::Verdict(_) => None,
                };
                self.written(&record, complaint, size)
            }
        }
    }

    fn judged(&self, raw: &RawMail) -> Record {
        match raw.parse() {
            Ok(mail) => Record::verdict(raw.source.clone(), &mail, self.triage.assess(&mail), self.with_text),
            Err(e) => Record::error(raw.source.clone(), &e),
        }
    }

    fn written(&self, record: &Record, complaint: Option<String>, size: usize) -> Row {
        let chosen = match record {
            Record::Verdict(v) => self.filter.holds(v),
            Record::Error(_) => true,
        };
        let mut bytes = Vec::new();
        if chosen && let Err(e) = self.format.record(record, &mut bytes) {
            return Row::Refused(format!("{}: cannot be written: {e:#}", record.source().path));
        }
        Row::Record { bytes, entry: Entry::new(record, chosen), heat: heat(record), complaint, size }
    }
}

fn place(source: &Source, message: &str) -> String {
    format!("{}: mail {} at byte {}: {message}", source.path, source.index, source.offset)
}

/// The record of one mail; a fault of the program becomes an error of that mail.
fn record(raw: &RawMail, judged: impl FnOnce(&RawMail) -> Record) -> Record {
    std::panic::catch_unwind(AssertUnwindSafe(|| judged(raw))).unwrap_or_else(|cause| {
        let told = cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(ToString::to_string));
        let message = format!("triage failed on this mail; please report it with the mail: {}", told.unwrap_or_default());
        Record::error(raw.source.clone(), Failure { kind: Failure::INTERNAL.into(), message })
    })
}

fn heat(record: &Record) -> Option<Heat> {
    match record {
        Record::Verdict(v) => Some((v.priority, -(v.scores.anger * 1000.0) as i32, v.date.clone())),
        Record::Error(_) => None,
    }
}

/// Writes rows in their order, counts and reports.
struct Writer<'a> {
    console: &'a mut Console,
    file: Option<PartialFile>,
    tally: Tally,
    /// Items done, those of an earlier run included.
    items: u64,
    /// All rows, where they are to be sorted.
    hottest: Option<Vec<(Option<Heat>, Vec<u8>)>>,
    quiet: bool,
    /// A path had no mail in it.
    nothing: bool,
    progress: Option<Progress>,
}

impl Sink<Row> for Writer<'_> {
    fn take(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            self.items += 1;
            self.row(row)?;
        }
        if let Some(file) = &mut self.file {
            file.note_at_times(&self.tally, self.items)?;
        }
        if let Some(p) = &mut self.progress {
            p.show(self.tally.mails, self.tally.errors);
        }
        Ok(())
    }

    fn idle(&mut self) -> Result<()> {
        if self.file.is_none() {
            self.console.stdout.flush()?;
        }
        Ok(())
    }
}

impl Writer<'_> {
    fn row(&mut self, row: Row) -> Result<()> {
        match row {
            Row::Refused(why) => {
                self.nothing = true;
                self.complain(&why);
            }
            Row::Empty(name) if !self.quiet => self.complain(&format!("{name}: empty, there is nothing to judge")),
            Row::Empty(_) => {}
            Row::Record { bytes, entry, heat, complaint, size } => {
                self.tally.add(&entry);
                if let Some(p) = &mut self.progress {
                    p.read(size as u64);
                }
                if let Some(why) = complaint {
                    self.complain(&why);
                }
                match &mut self.hottest {
                    Some(rows) => rows.push((heat, bytes)),
                    None => self.write(&bytes)?,
                }
            }
        }
        Ok(())
    }

    fn complain(&mut self, why: &str) {
        let console = &mut *self.console;
        match &self.progress {
            Some(p) => p.aside(|| console.complain(why)),
            None => console.complain(why),
        }
    }

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Ok(self.console.stdout.write_all(bytes)?),
        }
    }

    fn end(mut self, whole: bool) -> Result<Exit> {
        if let Some(mut rows) = self.hottest.take() {
            // the sort is stable: rows of the same heat keep their order; errors come last
            rows.sort_by(|(a, _), (b, _)| a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(b)));
            rows.iter().try_for_each(|(_, bytes)| self.write(bytes))?;
        }
        self.console.stdout.flush()?;
        self.progress = None;
        if whole { self.close()? } else { self.keep()? }
        if self.console.stderr_is_terminal && !self.quiet {
            // a summary that cannot be shown is no failure of the run
            let _ = write!(self.console.stderr, "\n{}", self.tally.summary());
        }
        Ok(if whole { self.exit() } else { Exit::Interrupted })
    }

    fn close(&mut self) -> Result<()> {
        self.file.take().map_or(Ok(()), PartialFile::finish)
    }

    /// Stopped by the user: what is done stays, to be gone on with.
    fn keep(&mut self) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.note(&self.tally, self.items)?;
        let done = self.tally.mails;
        self.console.complain(&format!("stopped after {done} mails; the same command with --resume goes on"));
        Ok(())
    }

    fn exit(&self) -> Exit {
        let t = &self.tally;
        if self.nothing || (t.mails == 0 && t.errors > 0 && t.errors == t.no_mail) {
            Exit::Nothing
        } else if t.errors > 0 {
            Exit::Some
        } else {
            Exit::Success
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use complaint_core::mailbox::RawContent;

    #[test]
    fn a_fault_in_one_mail_is_an_error_of_that_mail() {
        let raw = RawMail { source: Source { path: "a".into(), index: 4, offset: 7 }, content: RawContent::Message(Vec::new()) };
        let Record::Error(e) = record(&raw, |_| panic!("slice index 3")) else { panic!("an error was expected") };
        assert_eq!((e.source.index, e.error.kind.as_str()), (4, "internal"));
        assert!(e.error.message.contains("slice index 3"));
    }
}
