//! One raw mail in; headers and decoded text out.
//!
//! Bytes never fail: what cannot be decoded is replaced and counted in a
//! [`Warning`]. Only what is no mail at all, or exceeds the limits, is refused.
//!
//! ```
//! use complaint_core::mail::{BodySource, Mail};
//!
//! let raw = "From: yamada@example.jp\r\nSubject: =?UTF-8?B?6L+U6YeR?=\r\n\r\n返金してください\r\n";
//! let mail = Mail::parse(raw.as_bytes())?;
//! assert_eq!(mail.subject, "返金");
//! assert_eq!(mail.body, "返金してください");
//! assert_eq!(mail.body_source, BodySource::Plain);
//! # Ok::<(), complaint_core::mail::MailError>(())
//! ```
//!
//! | file | job |
//! |---|---|
//! | `parse` | the order in which the others work |
//! | `limits` | refuses, before parsing, what would cost too much |
//! | `headers`, `encoded_word`, `address`, `date`, `origin` | header fields |
//! | `mime` | the parts of a message: the only file that knows `mail-parser` |
//! | `content_type`, `transfer` | how a part is labelled and encoded |
//! | `charset` | bytes to text |
//! | `body`, `part_text`, `flowed`, `html` | the text that is judged |
//! | `warning` | what was guessed or lost |

mod address;
mod body;
mod charset;
mod content_type;
mod date;
mod encoded_word;
mod error;
mod flowed;
mod headers;
mod html;
mod limits;
mod mime;
mod origin;
mod parse;
mod part_text;
mod transfer;
pub mod warning;

pub use error::{MailError, MailErrorKind};
pub use limits::Limits;
pub use warning::Warning;

use serde::{Deserialize, Serialize};

/// A mailbox of a sender or recipient.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Display name, decoded.
    pub name: Option<String>,
    /// `local@domain`, as written.
    pub email: Option<String>,
}

/// Where the judged body came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BodySource {
    /// A `text/plain` part, or a field of an export.
    #[default]
    Plain,
    /// HTML turned into text.
    Html,
    /// The raw bytes after the header, where nothing else could be had.
    Raw,
    /// There was no text.
    Empty,
}

/// What the headers say about how a mail came to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// `Auto-Submitted` present and not `no`, `X-Autoreply`, or a vacation precedence.
    pub auto_submitted: bool,
    /// `List-Id` or `List-Unsubscribe` present.
    pub list: bool,
    /// `Precedence: bulk`, `junk` or `list`.
    pub bulk: bool,
    /// A delivery report (`multipart/report`, null return path, MAILER-DAEMON).
    pub report: bool,
}

/// One mail, decoded: what the judgement reads.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mail {
    /// Message id without angle brackets.
    pub message_id: Option<String>,
    /// `In-Reply-To`, without angle brackets.
    pub in_reply_to: Option<String>,
    /// `References`, oldest first, without angle brackets.
    pub references: Vec<String>,
    /// RFC 3339 with the sender's offset.
    pub date: Option<String>,
    /// Author.
    pub from: Option<Address>,
    /// `Reply-To`, where an answer goes.
    pub reply_to: Option<Address>,
    /// Recipients in `To` and `Cc`.
    pub to: Vec<Address>,
    /// Decoded subject, empty when absent.
    pub subject: String,
    /// Decoded text that is judged.
    pub body: String,
    /// Which part the body came from.
    pub body_source: BodySource,
    /// What the headers say of automatic origin.
    pub origin: Origin,
    /// What was lost or guessed while reading.
    pub warnings: Vec<Warning>,
}
