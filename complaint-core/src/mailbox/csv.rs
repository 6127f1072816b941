//! Tables of mails: CSV, or the same with tabs or semicolons.
//!
//! Records are split as bytes and decoded field by field: no byte of a CP932
//! or EUC-JP character is a delimiter, a quote or a line break.

use std::io::{self, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};

use super::columns::{Column, Layout};
use super::input::Input;
use super::text;
use super::{MailFields, RawContent, RawMail, ReadError, ReadErrorKind, Source};

/// Iterates over the records of a table.
pub(super) struct CsvReader {
    /// `None` once reading has failed.
    table: Option<Reader<Bounded>>,
    layout: Layout,
    path: String,
    max_bytes: usize,
    index: u64,
    /// Place in the file of the first byte that `table` read.
    base: u64,
    base_line: u64,
    names_read: bool,
}

impl CsvReader {
    pub(super) fn new(input: Input, path: String, layout: Layout, max_bytes: usize) -> Self {
        let base = input.offset();
        Self {
            table: Some(table(input, layout.delimiter)),
            layout,
            path,
            max_bytes,
            index: 0,
            base,
            base_line: 0,
            names_read: false,
        }
    }

    fn next_record(&mut self) -> Option<Result<(ByteRecord, Source, u64), ReadError>> {
        let table = self.table.as_mut()?;
        table.get_mut().allowed = self.max_bytes as u64;
        let start = table.position().clone();
        let source = Source {
            path: self.path.clone(),
            index: self.index,
            offset: self.base + start.byte(),
        };
        let line = self.base_line + start.line();
        let mut record = ByteRecord::new();
        match table.read_byte_record(&mut record) {
            Ok(true) => Some(Ok((record, source, line))),
            Ok(false) => None,
            Err(error) => Some(Err(self.failed(error, source, line))),
        }
    }

    /// After a record beyond the limit (a quote that is never closed, say),
    /// reading goes on at the next line.
    fn failed(&mut self, error: csv::Error, source: Source, line: u64) -> ReadError {
        let is_limit = self
            .table
            .as_ref()
            .is_some_and(|table| table.get_ref().exceeded);
        let reader = self.table.take().map(Reader::into_inner);
        self.index += 1;
        if let (true, Some(bounded)) = (is_limit, reader) {
            let mut input = bounded.input;
            let skipped = input.read_line(&mut Vec::new(), 0);
            if skipped.is_ok() {
                self.base = input.offset();
                self.base_line = line;
                self.table = Some(table(input, self.layout.delimiter));
            }
            let what = format!(
                "a record of more than {} bytes: perhaps a quote that is never closed",
                self.max_bytes
            );
            return ReadError::at_line(ReadErrorKind::TooLarge, source, line, &what);
        }
        match error.into_kind() {
            csv::ErrorKind::Io(cause) => ReadError::io(source, "reading stopped", cause),
            other => ReadError::at_line(
                ReadErrorKind::BadRecord,
                source,
                line,
                &format!("{other:?}"),
            ),
        }
    }

    fn content(&self, record: &ByteRecord) -> Result<RawContent, &'static str> {
        let field = |column: Column| {
            let bytes = record.get(self.layout.index_of(column)?)?;
            Some(text::decode(bytes, self.layout.encoding))
        };
        let given = |column: Column| field(column).filter(|text| !text.trim().is_empty());
        Ok(RawContent::Fields(Box::new(MailFields {
            message_id: given(Column::MessageId),
            subject: field(Column::Subject).unwrap_or_default(),
            body: field(Column::Body)
                .ok_or("the record ends before the column of the mail text")?,
            from: given(Column::From),
            from_name: given(Column::FromName),
            date: given(Column::Date),
        })))
    }
}

impl Iterator for CsvReader {
    type Item = Result<RawMail, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (record, source, line) = match self.next_record()? {
                Ok(record) => record,
                Err(error) => return Some(Err(error)),
            };
            if !std::mem::replace(&mut self.names_read, true) {
                continue;
            }
            if record.iter().all(|field| field.trim_ascii().is_empty()) {
                continue;
            }
            self.index += 1;
            return Some(match self.content(&record) {
                Ok(content) => Ok(RawMail { source, content }),
                Err(what) => Err(ReadError::at_line(
                    ReadErrorKind::BadRecord,
                    source,
                    line,
                    what,
                )),
            });
        }
    }
}

fn table(input: Input, delimiter: u8) -> Reader<Bounded> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(Bounded {
            input,
            allowed: u64::MAX,
            exceeded: false,
        })
}

/// Hands on no more bytes than allowed for one record: a table is read record
/// by record, however long.
struct Bounded {
    input: Input,
    allowed: u64,
    exceeded: bool,
}

impl Read for Bounded {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.allowed == 0 {
            self.exceeded = true;
            return Err(io::Error::other("record too large"));
        }
        let len =
            usize::try_from(self.allowed).map_or(into.len(), |allowed| into.len().min(allowed));
        let read = self.input.read(&mut into[..len])?;
        self.allowed -= read as u64;
        Ok(read)
    }
}
