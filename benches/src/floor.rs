//! The least that judging an archive costs: split the mailbox, take each mail
//! apart with mail-parser, segment its newest text with lindera.
//!
//! Which text is the newest is found beforehand and written to a file of its
//! own, so that the floor pays for nothing but to read it.

use std::{
    cell::RefCell,
    fs::File,
    hint::black_box,
    io::{self, BufRead, BufReader, BufWriter, Read, Write},
    path::Path,
};

use anyhow::{Context, Result};
use complaint_cli::pipeline::{Pipeline, Sink};
use complaint_core::{
    mail::BodySource,
    mailbox::{self, OpenOptions, RawContent},
    text::{NewestPart, Normalized},
};
use lindera::{mode::Mode, segmenter::Segmenter, worker::SegmentWorker};

/// Writes the texts that are judged of each mail: how many, then each with its length.
///
/// # Errors
/// When the archive cannot be read or the file not be written.
pub fn write_texts(archive: &Path, to: &Path) -> Result<()> {
    let mut out = BufWriter::new(File::create(to).with_context(|| to.display().to_string())?);
    for raw in mailbox::open(archive, &OpenOptions::default())? {
        let mail = raw?.parse()?;
        let newest =
            if mail.body_source == BodySource::Empty { Vec::new() } else { NewestPart::find(&mail.body).newest };
        let texts: Vec<&str> =
            std::iter::once(mail.subject.as_str()).chain(newest.into_iter().map(|r| &mail.body[r])).collect();
        number(texts.len(), &mut out)?;
        for text in texts {
            let text = Normalized::new(text).text;
            number(text.len(), &mut out)?;
            out.write_all(text.as_bytes())?;
        }
    }
    Ok(out.flush()?)
}

fn number(n: usize, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&(n as u64).to_le_bytes())
}

/// The texts of one mail; nothing at the end.
fn read_texts(from: &mut impl BufRead) -> io::Result<Vec<String>> {
    if from.fill_buf()?.is_empty() {
        return Ok(Vec::new());
    }
    (0..length(from)?)
        .map(|_| {
            let mut bytes = vec![0; length(from)?];
            from.read_exact(&mut bytes)?;
            String::from_utf8(bytes).map_err(io::Error::other)
        })
        .collect()
}

fn length(from: &mut impl Read) -> io::Result<usize> {
    let mut bytes = [0; 8];
    from.read_exact(&mut bytes)?;
    Ok(u64::from_le_bytes(bytes) as usize)
}

/// Counts words, so that nothing can be left out.
struct Words(u64);

impl Sink<Result<usize, String>> for Words {
    fn take(&mut self, results: Vec<Result<usize, String>>) -> Result<()> {
        for r in results {
            self.0 += r.map_err(anyhow::Error::msg)? as u64;
        }
        Ok(())
    }
}

thread_local! {
    static WORKER: RefCell<Option<SegmentWorker>> = const { RefCell::new(None) };
}

/// Does it, in the same pipeline as `triage score`; gives the number of words.
///
/// # Errors
/// When something cannot be read.
pub fn run(archive: &Path, texts: &Path, jobs: usize) -> Result<u64> {
    let dictionary = complaint_dictionaries::ipadic()?;
    let segmenter = Segmenter::new(Mode::Normal, dictionary, None).max_grouping_len(Some(24));
    let mut texts = BufReader::with_capacity(1 << 16, File::open(texts)?);
    let items = mailbox::open(archive, &OpenOptions::default())?.map(move |raw| (raw, read_texts(&mut texts)));
    let size = |item: &Item| match &item.0 {
        Ok(mailbox::RawMail { content: RawContent::Message(bytes), .. }) => bytes.len(),
        _ => 0,
    };
    let mut words = Words(0);
    let work = move |(raw, texts): Item| -> Result<usize, String> {
        let RawContent::Message(bytes) = raw.map_err(|e| e.to_string())?.content else { return Ok(0) };
        black_box(mail_parser::MessageParser::default().parse(&bytes));
        WORKER.with_borrow_mut(|w| {
            let worker = w.get_or_insert_with(|| segmenter.new_worker());
            let texts = texts.map_err(|e| e.to_string())?;
            texts.iter().map(|t| worker.segment(t).map(|w| black_box(w).len()).map_err(|e| e.to_string())).sum()
        })
    };
    Pipeline { jobs, stop: || false }.run(items, size, work, &mut words)?;
    Ok(words.0)
}

type Item = (Result<mailbox::RawMail, mailbox::ReadError>, io::Result<Vec<String>>);
