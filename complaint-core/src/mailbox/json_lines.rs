//! JSON Lines: one object a line, either the fields of a mail or `raw`, the
//! message itself (as text, or in base64 as mail services give it). Fields may
//! have the names that columns of tables have (`件名`, `description`).

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::columns::{self, Column};
use super::input::Input;
use super::{MailFields, RawContent, RawMail, ReadError, ReadErrorKind, Source};
use crate::mailbox::header_line::begins_with_header;

/// The message itself.
const RAW: &str = "raw";

/// The names of our own output come first, then those of the table of columns.
fn own_names(column: Column) -> &'static [&'static str] {
    match column {
        Column::MessageId => &["message_id", "id"],
        Column::Subject => &["subject"],
        Column::Body => &["body"],
        Column::From => &["from"],
        Column::FromName => &["from_name"],
        Column::Date => &["date"],
    }
}

/// Iterates over the objects of a stream; blank lines are passed over.
pub(super) struct JsonLinesReader {
    input: Input,
    path: String,
    max_bytes: usize,
    index: u64,
    line: u64,
    failed: bool,
    started: bool,
}

impl JsonLinesReader {
    pub(super) fn new(input: Input, path: String, max_bytes: usize) -> Self {
        Self { input, path, max_bytes, index: 0, line: 0, failed: false, started: false }
    }

    fn source_at(&self, offset: u64) -> Source {
        Source { path: self.path.clone(), index: self.index, offset }
    }

    /// The next line that is not blank, and its offset.
    fn next_line(&mut self) -> std::io::Result<Option<(u64, Vec<u8>, usize)>> {
        if !self.started {
            self.started = true;
            self.input.skip_bom()?;
        }
        loop {
            let offset = self.input.offset();
            let mut line = Vec::new();
            let Some(len) = self.input.read_line(&mut line, self.max_bytes)? else {
                return Ok(None);
            };
            self.line += 1;
            if !line.trim_ascii().is_empty() || len > line.len() {
                return Ok(Some((offset, line, len)));
            }
        }
    }
}

impl Iterator for JsonLinesReader {
    type Item = Result<RawMail, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let (offset, line, len) = match self.next_line() {
            Ok(next) => next?,
            Err(cause) => {
                self.failed = true;
                let position = self.source_at(self.input.offset());
                return Some(Err(ReadError::io(position, "reading stopped", cause)));
            }
        };
        let source = self.source_at(offset);
        self.index += 1;
        if len > self.max_bytes {
            let what = format!("a record of {len} bytes, more than the {} allowed", self.max_bytes);
            return Some(Err(ReadError::at_line(ReadErrorKind::TooLarge, source, self.line, &what)));
        }
        Some(match content(&line) {
            Ok(content) => Ok(RawMail { source, content }),
            Err(what) => Err(ReadError::at_line(ReadErrorKind::BadRecord, source, self.line, &what)),
        })
    }
}

fn content(line: &[u8]) -> Result<RawContent, String> {
    let object: Map<String, Value> = serde_json::from_slice(line)
        .map_err(|error| format!("no JSON object on one line ({error}); write one object a line"))?;
    if let Some(raw) = text(&object, &[RAW])? {
        return Ok(RawContent::Message(message_bytes(raw)));
    }
    let (subject, body) = (field(&object, Column::Subject)?, field(&object, Column::Body)?);
    if subject.is_none() && body.is_none() {
        return Err("the object has none of \"body\", \"subject\" and \"raw\"".to_owned());
    }
    Ok(RawContent::Fields(Box::new(MailFields {
        message_id: field(&object, Column::MessageId)?,
        subject: subject.unwrap_or_default(),
        body: body.unwrap_or_default(),
        from: field(&object, Column::From)?,
        from_name: field(&object, Column::FromName)?,
        date: field(&object, Column::Date)?,
    })))
}

/// Place of each known name of a field in the table of columns.
static KNOWN: LazyLock<HashMap<&str, (usize, Column)>> = LazyLock::new(|| {
    columns::known_names().enumerate().map(|(place, (column, name))| (name, (place, column))).collect()
});

fn field(object: &Map<String, Value>, column: Column) -> Result<Option<String>, String> {
    if let Some(own) = text(object, own_names(column))? {
        return Ok(Some(own));
    }
    let known = object.keys().filter_map(|key| {
        let (place, of) = KNOWN.get(columns::comparable(key).as_str())?;
        (*of == column).then_some((place, key))
    });
    // What only resembles a field of a mail may hold anything.
    Ok(known.min().and_then(|(_, key)| text(object, &[key.as_str()]).ok().flatten()))
}

/// Value of the first name present: a number as its digits, a person
/// (`{"name", "email"}`) as mails write one.
fn text(object: &Map<String, Value>, names: &[&str]) -> Result<Option<String>, String> {
    let found =
        names.iter().find_map(|name| object.get(*name).filter(|value| !value.is_null()).map(|value| (name, value)));
    match found {
        None => Ok(None),
        Some((_, Value::String(text))) => Ok(Some(text.clone())),
        Some((_, Value::Number(number))) => Ok(Some(number.to_string())),
        Some((name, Value::Object(person))) => {
            person_text(person).ok_or_else(|| format!("\"{name}\" is no text")).map(Some)
        }
        Some((name, _)) => Err(format!("\"{name}\" is no text")),
    }
}

fn person_text(person: &Map<String, Value>) -> Option<String> {
    let part = |names: &[&str]| names.iter().find_map(|name| person.get(*name)?.as_str());
    match (part(&["name"]), part(&["email", "address"])?) {
        (Some(name), address) => Some(format!("\"{}\" <{address}>", name.replace(['"', '\\'], ""))),
        (None, address) => Some(address.to_owned()),
    }
}

fn message_bytes(raw: String) -> Vec<u8> {
    let encoded = !begins_with_header(raw.as_bytes())
        && raw.bytes().all(|byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'+' | b'/' | b'-' | b'_' | b'=')
                || byte.is_ascii_whitespace()
        });
    if encoded {
        let decoded = super::base64::decode(raw.as_bytes()).bytes;
        if begins_with_header(&decoded) {
            return decoded;
        }
    }
    raw.into_bytes()
}
