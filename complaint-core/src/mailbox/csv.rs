//! Tables of mails: CSV, or the same with tabs or semicolons.
//!
//! Records are split as bytes and decoded field by field: no byte of a CP932
//! or EUC-JP character is a delimiter, a quote or a line break.

use std::io;

use super::columns::{Column, Layout};
use super::input::Input;
use super::record::RecordParser;
use super::text;
use super::{MailFields, RawContent, RawMail, ReadError, ReadErrorKind, Source};

/// Bytes added to the look-ahead for a record that is not complete.
const CHUNK: usize = 16 * 1024;

/// So many times reading goes back to the line after a quote that is never
/// closed: each costs a look-ahead of up to the limit.
const MAX_REWINDS: u32 = 16;

/// Iterates over the records of a table.
pub(super) struct CsvReader {
    input: Input,
    parser: RecordParser,
    layout: Layout,
    path: String,
    max_bytes: usize,
    index: u64,
    line: u64,
    rewinds: u32,
    names_read: bool,
    failed: bool,
}

/// How the look for the end of a record ended.
enum Found {
    /// So many bytes.
    Record(usize),
    /// No end within the limit.
    TooLarge,
    /// The table ends inside a quote.
    Unclosed,
}

impl CsvReader {
    pub(super) fn new(input: Input, path: String, layout: Layout, max_bytes: usize) -> Self {
        Self {
            input,
            parser: RecordParser::new(layout.delimiter),
            layout,
            path,
            max_bytes,
            index: 0,
            line: 1,
            rewinds: 0,
            names_read: false,
            failed: false,
        }
    }

    fn next_record(&mut self) -> io::Result<Option<Result<RawMail, ReadError>>> {
        loop {
            self.skip_blank_lines()?;
            if self.input.peek(1)?.is_empty() {
                return Ok(None);
            }
            let (source, line) = (self.here(), self.line);
            let fault = match self.find_record()? {
                Found::Record(len) => {
                    self.pass(len)?;
                    if !std::mem::replace(&mut self.names_read, true) || self.is_blank() {
                        continue;
                    }
                    self.index += 1;
                    return Ok(Some(self.mail(source, line)));
                }
                Found::TooLarge => {
                    let what = format!("a record of more than {} bytes", self.max_bytes);
                    ReadError::at_line(ReadErrorKind::TooLarge, source, line, &what)
                }
                Found::Unclosed => {
                    let what = "a quote that is never closed; reading goes on at the next line";
                    ReadError::at_line(ReadErrorKind::BadRecord, source, line, what)
                }
            };
            self.index += 1;
            self.names_read = true;
            self.pass_fault()?;
            return Ok(Some(Err(fault)));
        }
    }

    fn find_record(&mut self) -> io::Result<Found> {
        self.parser.start();
        let mut used = 0;
        loop {
            let has_line = |held: &[u8]| held.get(used..).is_some_and(|rest| memchr::memchr(b'\n', rest).is_some());
            let ahead = self.input.peek_until(used + CHUNK, has_line)?;
            let rest = &ahead[used..];
            let at_end = rest.is_empty();
            let after_line = ahead.last() == Some(&b'\n');
            let (read, complete) = self.parser.feed(rest);
            used += read;
            if complete && at_end && after_line {
                // Outside quotes, the line break would have ended it.
                return Ok(Found::Unclosed);
            }
            if complete {
                return Ok(Found::Record(used));
            }
            if used > self.max_bytes {
                return Ok(Found::TooLarge);
            }
        }
    }

    /// Passes over the line on which a broken record begins; over all that was
    /// looked at once that happened too often.
    fn pass_fault(&mut self) -> io::Result<()> {
        self.rewinds += 1;
        if self.rewinds > MAX_REWINDS {
            let ahead = self.input.peek(self.max_bytes)?.len();
            self.pass(ahead)?;
        }
        self.input.read_line(&mut Vec::new(), 0)?;
        self.line += 1;
        Ok(())
    }

    fn pass(&mut self, len: usize) -> io::Result<()> {
        let lines = memchr::memchr_iter(b'\n', self.input.peek(len)?).count();
        self.line += lines as u64;
        self.input.consume(len);
        Ok(())
    }

    fn skip_blank_lines(&mut self) -> io::Result<()> {
        while let [byte @ (b'\r' | b'\n')] = self.input.peek(1)? {
            self.line += u64::from(*byte == b'\n');
            self.input.consume(1);
        }
        Ok(())
    }

    fn here(&self) -> Source {
        Source { path: self.path.clone(), index: self.index, offset: self.input.offset() }
    }

    fn is_blank(&self) -> bool {
        self.parser.fields().all(|field| field.trim_ascii().is_empty())
    }

    fn mail(&self, source: Source, line: u64) -> Result<RawMail, ReadError> {
        let field = |column: Column| {
            let bytes = self.parser.field(self.layout.index_of(column)?)?;
            Some(text::decode(bytes, self.layout.encoding))
        };
        let given = |column: Column| field(column).filter(|text| !text.trim().is_empty());
        let Some(body) = field(Column::Body) else {
            let what = "the record ends before the column of the mail text";
            return Err(ReadError::at_line(ReadErrorKind::BadRecord, source, line, what));
        };
        let fields = MailFields {
            message_id: given(Column::MessageId),
            subject: field(Column::Subject).unwrap_or_default(),
            body,
            from: given(Column::From),
            from_name: given(Column::FromName),
            date: given(Column::Date),
        };
        Ok(RawMail { source, content: RawContent::Fields(Box::new(fields)) })
    }
}

impl Iterator for CsvReader {
    type Item = Result<RawMail, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        self.next_record().unwrap_or_else(|cause| {
            self.failed = true;
            Some(Err(ReadError::io(self.here(), "reading stopped", cause)))
        })
    }
}
