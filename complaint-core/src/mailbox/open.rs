//! From a path or a stream to the mails in it.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::columns::Layout;
use super::compression::decompressed;
use super::csv::CsvReader;
use super::detect::{Detected, HEAD_BYTES, detect, is_certain};
use super::folder::FolderReader;
use super::input::Input;
use super::json_lines::JsonLinesReader;
use super::mbox::MboxReader;
use super::message::read_message;
use super::options::{InputFormat, OpenOptions};
use super::text::without_utf16;
use super::{RawMail, ReadError, ReadErrorKind, Source};

/// The mails of an input, in its order.
///
/// A record that cannot be read is an error item, and the iteration goes on.
/// An input that has something in it but no mail ends with an error of kind
/// [`ReadErrorKind::NoMail`], unless an error was given before.
pub struct Mails {
    records: Box<dyn Iterator<Item = Result<RawMail, ReadError>> + Send>,
    /// The input as a whole, until it has given something.
    silent: Option<Source>,
}

impl std::fmt::Debug for Mails {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mails").finish_non_exhaustive()
    }
}

impl Mails {
    fn new(records: impl Iterator<Item = Result<RawMail, ReadError>> + Send + 'static, whole: Option<Source>) -> Self {
        Self { records: Box::new(records), silent: whole }
    }
}

impl Iterator for Mails {
    type Item = Result<RawMail, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.records.next();
        let whole = self.silent.take();
        match (next, whole) {
            (None, Some(whole)) => Some(Err(ReadError::new(ReadErrorKind::NoMail, whole, "there is no mail in it"))),
            (next, _) => next,
        }
    }
}

/// Opens a file, a folder (walked in the order of names), a Maildir, or
/// standard input for the path `-`.
///
/// An empty file and an empty Maildir are simply empty.
///
/// # Errors
/// [`ReadErrorKind::Io`] where the path cannot be opened,
/// [`ReadErrorKind::NoMail`] where a file is of no known kind,
/// [`ReadErrorKind::Unsupported`] for kinds that cannot be read,
/// [`ReadErrorKind::UnknownColumn`] where a CSV lacks a column of the options.
pub fn open(path: impl AsRef<Path>, options: &OpenOptions) -> Result<Mails, ReadError> {
    let path = path.as_ref();
    let name = path.to_string_lossy().into_owned();
    if name == "-" {
        return read(io::stdin(), "-", options);
    }
    if path.is_dir() {
        return Ok(Mails::new(FolderReader::new(path, options.clone()), None));
    }
    match File::open(path) {
        Ok(file) => read(file, &name, options),
        Err(cause) => Err(ReadError::io(whole(&name), "cannot be opened", cause)),
    }
}

/// Reads mails from a stream; `name` stands for its path in every position.
///
/// # Errors
/// As [`open`].
pub fn read(reader: impl Read + Send + 'static, name: &str, options: &OpenOptions) -> Result<Mails, ReadError> {
    let io_error = |cause| ReadError::io(whole(name), "cannot be read", cause);
    let mut input = decompressed(Box::new(reader)).and_then(without_utf16).map_err(io_error)?;
    let head = input.peek_until(HEAD_BYTES, |held| is_certain(held, options)).map_err(io_error)?;
    let detected = detect(head, options);
    let path = name.to_owned();
    let max_bytes = options.max_mail_bytes;
    let format = match detected {
        Detected::Empty => return Ok(Mails::new(std::iter::empty(), None)),
        Detected::Format(format) => format,
        Detected::Unsupported(what) => {
            return Err(ReadError::new(ReadErrorKind::Unsupported, whole(name), what));
        }
        Detected::Unknown(why) => {
            let what =
                format!("no mail: not an mbox, a message, JSON Lines or a CSV with a column of mail text ({why})");
            return Err(ReadError::new(ReadErrorKind::NoMail, whole(name), &what));
        }
    };
    let whole_input = Some(whole(name));
    Ok(match format {
        InputFormat::Mbox => Mails::new(MboxReader::new(input, path, max_bytes), whole_input),
        InputFormat::Message => {
            Mails::new(std::iter::once_with(move || read_message(input, path, max_bytes)), whole_input)
        }
        InputFormat::JsonLines => Mails::new(JsonLinesReader::new(input, path, max_bytes), whole_input),
        InputFormat::Csv => {
            let layout = csv_layout(&mut input, name, options)?;
            Mails::new(CsvReader::new(input, path, layout, max_bytes), whole_input)
        }
    })
}

/// The bytes of a stream, decompressed where they are gzip or zstd.
///
/// # Errors
/// When the beginning of the stream cannot be read.
pub fn uncompressed(reader: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    Ok(Box::new(decompressed(Box::new(reader))?))
}

fn csv_layout(input: &mut Input, name: &str, options: &OpenOptions) -> Result<Layout, ReadError> {
    input.skip_bom().map_err(|cause| ReadError::io(whole(name), "cannot be read", cause))?;
    let head = input.peek(HEAD_BYTES).map_err(|cause| ReadError::io(whole(name), "cannot be read", cause))?;
    Layout::read(head, options).map_err(|why| {
        let kind = why.kind();
        ReadError::at_line(kind, whole(name), 1, &why.to_string())
    })
}

/// The position that stands for an input as a whole.
fn whole(name: &str) -> Source {
    Source { path: name.to_owned(), index: 0, offset: 0 }
}
