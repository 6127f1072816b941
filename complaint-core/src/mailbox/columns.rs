//! Which column of an export holds which field of a mail.
//!
//! The names known for each field are rows of `columns.tsv`.

use std::str::FromStr;

use encoding_rs::Encoding;
use thiserror::Error;

use super::ReadErrorKind;
use super::options::OpenOptions;
use super::record::RecordParser;
use super::text;

/// Known column names.
const NAMES: &str = include_str!("columns.tsv");

/// A field of a mail that a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Column {
    /// `message_id`.
    MessageId,
    /// `subject`.
    Subject,
    /// `body`, without which there is no mail.
    Body,
    /// `from`: the sender's address.
    From,
    /// `from_name`: the sender's name.
    FromName,
    /// `date`.
    Date,
}

/// A name that is no field of a mail.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0:?} is none of message_id, subject, body, from, from_name, date")]
pub struct UnknownField(String);

impl FromStr for Column {
    type Err = UnknownField;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Ok(match name {
            "message_id" | "id" => Self::MessageId,
            "subject" => Self::Subject,
            "body" => Self::Body,
            "from" => Self::From,
            "from_name" => Self::FromName,
            "date" => Self::Date,
            _ => return Err(UnknownField(name.to_owned())),
        })
    }
}

/// Where the fields stand in a table, and how it is written.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) delimiter: u8,
    pub(super) encoding: &'static Encoding,
    columns: Vec<(Column, usize)>,
}

/// Why a text is no table of mails.
#[derive(Debug, Error)]
pub(super) enum NotATable {
    #[error("the first line is no line of column names")]
    Header,
    #[error("no column is known to hold the mail text among {names}; name it with the body column option")]
    BodyColumn { names: String },
    #[error("there is no column {wanted:?} among {names}")]
    NamedColumn { wanted: String, names: String },
}

impl NotATable {
    pub(super) fn kind(&self) -> ReadErrorKind {
        match self {
            Self::NamedColumn { .. } => ReadErrorKind::UnknownColumn,
            Self::Header | Self::BodyColumn { .. } => ReadErrorKind::NoMail,
        }
    }
}

impl Layout {
    /// Reads the first record of a table as column names.
    pub(super) fn read(head: &[u8], options: &OpenOptions) -> Result<Self, NotATable> {
        let encoding = text::encoding_of(head);
        let first_line = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let count = |mark: u8| first_line.iter().filter(|&&byte| byte == mark).count();
        let delimiter = [b',', b'\t', b';'].into_iter().max_by_key(|&mark| (count(mark), mark == b',')).unwrap_or(b',');
        let mut record = RecordParser::new(delimiter);
        let (_, complete) = record.feed(head);
        if !complete {
            record.feed(&[]);
        }
        if record.fields().any(|name| name.contains(&0)) {
            return Err(NotATable::Header);
        }
        let names: Vec<String> = record.fields().map(|name| text::decode(name, encoding)).collect();
        Ok(Self { delimiter, encoding, columns: columns(&names, options)? })
    }

    pub(super) fn index_of(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(of, _)| *of == column).map(|(_, index)| *index)
    }
}

/// The caller's columns first, then the known names in the order of their rows.
fn columns(names: &[String], options: &OpenOptions) -> Result<Vec<(Column, usize)>, NotATable> {
    let listed = || listing(names);
    let mut columns: Vec<(Column, usize)> = Vec::new();
    for (column, wanted) in &options.columns {
        let index = names
            .iter()
            .position(|name| name.trim() == wanted.trim())
            .or_else(|| names.iter().position(|name| comparable(name) == comparable(wanted)))
            .ok_or_else(|| NotATable::NamedColumn { wanted: wanted.clone(), names: listed() })?;
        columns.push((*column, index));
    }
    let comparables: Vec<[String; 2]> = names.iter().map(|name| [with_note(name), comparable(name)]).collect();
    for (column, known) in known_names() {
        let free = !columns.iter().any(|(of, _)| *of == column);
        if let (true, Some(index)) = (free, comparables.iter().position(|name| name.iter().any(|name| name == known)))
            && !columns.iter().any(|(_, taken)| *taken == index)
        {
            columns.push((column, index));
        }
    }
    if columns.iter().any(|(column, _)| *column == Column::Body) {
        Ok(columns)
    } else if names.len() > 1 {
        Err(NotATable::BodyColumn { names: listed() })
    } else {
        Err(NotATable::Header)
    }
}

/// The fields and the names known for each, the ones that go first first.
pub(super) fn known_names() -> impl Iterator<Item = (Column, &'static str)> {
    NAMES
        .lines()
        .filter(|row| !row.starts_with('#'))
        .filter_map(|row| row.split_once('\t'))
        .filter_map(|(field, name)| Some((field.parse().ok()?, name)))
}

/// Names with what stands in brackets: Outlook's `From: (Address)`.
fn with_note(name: &str) -> String {
    let marks = |c: &char| !matches!(c, '(' | ')' | '\u{FF08}' | '\u{FF09}' | ':' | '\u{FF1A}' | '_' | '\u{FEFF}');
    name.chars().filter(|c| !c.is_whitespace() && marks(c)).flat_map(char::to_lowercase).collect()
}

/// Names are compared without case, blanks, underscores, marks and brackets.
pub(super) fn comparable(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{FEFF}');
    let inner = name
        .trim_start_matches(['[', '\u{3010}', '\u{FF3B}', '*', '\u{FF0A}', '\u{203B}'])
        .trim_end_matches([']', '\u{3011}', '\u{FF3D}', '*', '\u{FF0A}', ':', '\u{FF1A}']);
    let bare = inner.split(['(', '\u{FF08}', '\u{3010}', '[']).next().unwrap_or_default();
    bare.chars().filter(|c| !c.is_whitespace() && *c != '_').flat_map(char::to_lowercase).collect()
}

/// The first names of a table, for a message.
fn listing(names: &[String]) -> String {
    let shown: Vec<String> =
        names.iter().take(12).map(|name| name.chars().filter(|c| !c.is_control()).take(30).collect()).collect();
    format!("\"{}\"", shown.join("\", \""))
}
