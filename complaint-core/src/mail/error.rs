//! Why a mail was refused.

use thiserror::Error;

/// The reason in a form that programs compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MailErrorKind {
    /// No header field that a mail has.
    NotMail,
    /// More bytes than [`Limits::bytes`](super::Limits::bytes).
    TooLarge,
    /// More header fields, or a longer header, than allowed.
    TooManyHeaders,
    /// More MIME parts than allowed.
    TooManyParts,
    /// Parts or attached mails nested deeper than allowed.
    TooDeep,
    /// So many multiparts for the size that reading them would take too long.
    TooCostly,
}

impl MailErrorKind {
    /// Stable identifier, such as `too-large`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotMail => "not-mail",
            Self::TooLarge => "too-large",
            Self::TooManyHeaders => "too-many-headers",
            Self::TooManyParts => "too-many-parts",
            Self::TooDeep => "too-deep",
            Self::TooCostly => "too-costly",
        }
    }
}

/// A mail that was refused: it is no mail, or exceeds the [`Limits`](super::Limits).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct MailError {
    kind: MailErrorKind,
    message: String,
}

impl MailError {
    pub(super) fn new(kind: MailErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into() }
    }

    /// The reason.
    #[must_use]
    pub fn kind(&self) -> MailErrorKind {
        self.kind
    }
}
