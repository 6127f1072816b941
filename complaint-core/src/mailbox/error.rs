//! Why an input or one of its records could not be read.

use std::io;

use thiserror::Error;

use super::Source;

/// The reason in a form that programs compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The operating system or the decompressor failed; the input ends here.
    Io,
    /// There is something in the input, but no mail.
    NoMail,
    /// One record is larger than allowed; the next one follows.
    TooLarge,
    /// One record is broken; the next one follows.
    BadRecord,
    /// A column was named that the export does not have.
    UnknownColumn,
    /// A kind of file that is recognized and cannot be read.
    Unsupported,
}

impl ReadErrorKind {
    /// Stable identifier, such as `no-mail`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::NoMail => "no-mail",
            Self::TooLarge => "too-large",
            Self::BadRecord => "bad-record",
            Self::UnknownColumn => "unknown-column",
            Self::Unsupported => "unsupported",
        }
    }
}

/// An input or a record that could not be read: where, why, and what to do.
#[derive(Debug, Error)]
#[error("{message}")]
pub struct ReadError {
    kind: ReadErrorKind,
    message: String,
    // Boxed, so that a `Result` of a mail stays small.
    position: Box<Source>,
    line: Option<u64>,
    #[source]
    cause: Option<io::Error>,
}

impl ReadError {
    pub(super) fn new(kind: ReadErrorKind, position: Source, what: &str) -> Self {
        let place = if position.offset > 0 || position.index > 0 {
            format!("{} at byte {}", position.path, position.offset)
        } else {
            position.path.clone()
        };
        Self { kind, message: format!("{place}: {what}"), position: Box::new(position), line: None, cause: None }
    }

    pub(super) fn at_line(kind: ReadErrorKind, position: Source, line: u64, what: &str) -> Self {
        let message = format!("{}:{line}: {what}", position.path);
        Self { kind, message, position: Box::new(position), line: Some(line), cause: None }
    }

    pub(super) fn io(position: Source, doing: &str, cause: io::Error) -> Self {
        let mut error = Self::new(ReadErrorKind::Io, position, doing);
        error.cause = Some(cause);
        error
    }

    /// The reason.
    #[must_use]
    pub fn kind(&self) -> ReadErrorKind {
        self.kind
    }

    /// Where it happened; index and offset are 0 for the input as a whole.
    #[must_use]
    pub fn position(&self) -> &Source {
        &self.position
    }

    /// Line in the file, from 1, where the input has lines.
    #[must_use]
    pub fn line(&self) -> Option<u64> {
        self.line
    }
}
