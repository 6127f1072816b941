//! Mails or verdicts in, told apart by content; verdicts with the ids that tie
//! their mails together out, in the order of the input.

use std::{
    fs::File,
    io::{BufRead, BufReader, Cursor, Read},
    num::NonZeroUsize,
    path::Path,
    thread,
};

use anyhow::{Context, Result};
use complaint_core::{
    Mail, Record, Triage,
    mailbox::{self, RawMail},
    record::VerdictRecord,
};

use super::{judge, score::guarded};
use crate::{
    Console, Exit,
    args::{InputArgs, JudgeArgs},
    input::{Inputs, Item, place, with_way_out},
    pipeline::{Pipeline, Sink},
    stop,
};

/// What every line of `triage score --format jsonl` begins with.
const VERDICTS: &[u8] = b"{\"schema\":";

/// A judged mail, and the ids of the mails before it in its conversation.
pub struct Judged {
    /// The verdict.
    pub record: Box<VerdictRecord>,
    /// Ids of `References` and `In-Reply-To`, the own id not among them.
    pub before: Vec<String>,
}

/// What is read and how.
pub struct Wanted<'a> {
    /// What to read.
    pub input: &'a InputArgs,
    /// What judges.
    pub judge: &'a JudgeArgs,
    /// Threads; one a processor unless set.
    pub jobs: Option<NonZeroUsize>,
    /// No notes on inputs with nothing in them.
    pub quiet: bool,
}

/// How a run over all inputs ended.
#[derive(Debug, Clone, Copy, Default)]
pub struct Run {
    /// Mails that could not be read.
    pub errors: u64,
    refused: bool,
    stopped: bool,
}

impl Run {
    /// The exit code of the run.
    pub fn exit(self) -> Exit {
        match self {
            Self { stopped: true, .. } => Exit::Interrupted,
            Self { refused: true, .. } => Exit::Nothing,
            Self { errors: 1.., .. } => Exit::Some,
            _ => Exit::Success,
        }
    }

    /// The user stopped it.
    pub fn stopped(self) -> bool {
        self.stopped
    }
}

/// Gives every verdict of the inputs to `take`.
///
/// # Errors
/// When nothing can be read or judged.
pub fn each(wanted: &Wanted<'_>, console: &mut Console, take: &mut dyn FnMut(Judged)) -> Result<Run> {
    let segments = segments(wanted.input, console)?;
    let triage = judge(wanted.judge)?;
    let jobs = wanted.jobs.map_or_else(|| thread::available_parallelism().map_or(1, usize::from), usize::from);
    let mut collector = Collector { console, take, quiet: wanted.quiet, run: Run::default() };
    let whole = Pipeline { jobs, stop: stop::asked }.run(
        segments.into_iter().flatten(),
        Entry::size,
        move |entry| found(&triage, entry),
        &mut collector,
    )?;
    let run = collector.run;
    Ok(Run { stopped: !whole, ..run })
}

/// One thing of the input.
enum Entry {
    Item(Item),
    /// A line of verdicts: path, number, text.
    Line(String, u64, Vec<u8>),
    Broken(String),
}

impl Entry {
    fn size(&self) -> usize {
        match self {
            Self::Item(item) => item.size(),
            Self::Line(_, _, text) => text.len(),
            Self::Broken(_) => 0,
        }
    }
}

type Segment = Box<dyn Iterator<Item = Entry> + Send>;

/// One for each path.
fn segments(input: &InputArgs, console: &mut Console) -> Result<Vec<Segment>> {
    // refuses paths that do not exist before anything is judged
    let paths = if input.paths.is_empty() { vec!["-".into()] } else { input.paths.clone() };
    let mut out: Vec<Segment> = Vec::new();
    for path in paths {
        let one = InputArgs { paths: vec![path.clone()], column: input.column.clone() };
        let name = path.to_string_lossy().into_owned();
        let verdicts = if name == "-" { verdicts_of_stdin(console)? } else { verdicts_of_file(&path)? };
        match verdicts {
            Some(reader) => out.push(lines(reader, name)),
            None => out.push(Box::new(Inputs::new(&one, console)?.map(Entry::Item))),
        }
    }
    Ok(out)
}

type Reader = Box<dyn Read + Send>;

/// The reader with all its bytes, and whether they are verdicts.
fn sniffed(mut reader: Reader) -> std::io::Result<(bool, Reader)> {
    let mut head = Vec::new();
    reader.by_ref().take(VERDICTS.len() as u64).read_to_end(&mut head)?;
    let is = head == VERDICTS;
    Ok((is, Box::new(Cursor::new(head).chain(reader))))
}

fn verdicts_of_stdin(console: &mut Console) -> Result<Option<Reader>> {
    let (is, reader) = sniffed(console.take_stdin()).context("standard input cannot be read")?;
    if is {
        return Ok(Some(reader));
    }
    console.stdin = Some(reader);
    Ok(None)
}

fn verdicts_of_file(path: &Path) -> Result<Option<Reader>> {
    // a pipe can be read only once, and what cannot be opened is told by the reader of mails
    let Some(file) = path.is_file().then(|| File::open(path).ok()).flatten() else { return Ok(None) };
    let found = mailbox::uncompressed(file).and_then(sniffed);
    let (is, reader) = found.with_context(|| format!("{}: cannot be read", path.display()))?;
    Ok(is.then_some(reader))
}

fn lines(reader: Reader, name: String) -> Segment {
    let lines = BufReader::new(reader).split(b'\n').zip(1..);
    Box::new(lines.filter_map(move |(line, number)| match line {
        Ok(text) if text.trim_ascii().is_empty() => None,
        Ok(text) => Some(Entry::Line(name.clone(), number, text)),
        Err(e) => Some(Entry::Broken(format!("{name}: line {number}: reading stopped: {e}"))),
    }))
}

/// What became of an entry.
enum Found {
    Judged(Judged),
    Unread(String),
    Refused(String),
    Empty(String),
}

fn found(triage: &Triage, entry: Entry) -> Found {
    match entry {
        Entry::Broken(why) => Found::Unread(why),
        Entry::Line(path, number, text) => match serde_json::from_slice(&text) {
            Ok(record) => of_record(record, Vec::new()),
            Err(e) => Found::Unread(format!("{path}: line {number}: no verdict of `triage score`: {e}")),
        },
        Entry::Item(Item::Refused(why)) => Found::Refused(why),
        Entry::Item(Item::Empty(name)) => Found::Empty(name),
        Entry::Item(Item::Unread(e)) => Found::Unread(with_way_out(&e)),
        Entry::Item(Item::Mail(raw)) => mail(triage, &raw),
    }
}

fn mail(triage: &Triage, raw: &RawMail) -> Found {
    let mut before = Vec::new();
    let record = guarded(raw, |raw| match raw.parse() {
        Ok(mail) => {
            before = ids(&mail);
            Record::verdict(raw.source.clone(), &mail, triage.assess(&mail), false)
        }
        Err(e) => Record::error(raw.source.clone(), &e),
    });
    of_record(record, before)
}

fn ids(mail: &Mail) -> Vec<String> {
    mail.references.iter().chain(&mail.in_reply_to).cloned().collect()
}

fn of_record(record: Record, before: Vec<String>) -> Found {
    match record {
        Record::Verdict(record) => Found::Judged(Judged { record, before }),
        Record::Error(e) => Found::Unread(place(&e.source, &e.error.message)),
    }
}

/// Hands verdicts on, tells the rest.
struct Collector<'a> {
    console: &'a mut Console,
    take: &'a mut dyn FnMut(Judged),
    quiet: bool,
    run: Run,
}

impl Sink<Found> for Collector<'_> {
    fn take(&mut self, results: Vec<Found>) -> Result<()> {
        for found in results {
            match found {
                Found::Judged(judged) => (self.take)(judged),
                Found::Unread(why) => {
                    self.run.errors += 1;
                    self.console.complain(&why);
                }
                Found::Refused(why) => {
                    self.run.refused = true;
                    self.console.complain(&why);
                }
                Found::Empty(_) if self.quiet => {}
                Found::Empty(name) => self.console.complain(&format!("{name}: empty, there is nothing to judge")),
            }
        }
        Ok(())
    }
}
