//! Bytes in any container in, raw mails out, one at a time.
//!
//! Kinds of input are told apart by content, not by name: mbox in all its
//! variants, Maildir, single messages, folders of any of them, JSON Lines and
//! CSV exports of help desks; gzip and zstd of each. Memory does not grow with
//! the mailbox; one unreadable mail never stops a run.
//!
//! ```
//! use complaint_core::mailbox::{self, OpenOptions};
//!
//! let mbox = "From a@example.jp Thu Aug  7 21:14:00 2025\nSubject: a\n\nA\n\n\
//!             From b@example.jp Thu Aug  7 21:15:00 2025\nSubject: b\n\nB\n";
//! let mails = mailbox::read(mbox.as_bytes(), "-", &OpenOptions::default())?;
//! let offsets: Vec<u64> = mails
//!     .map(|mail| mail.map(|mail| mail.source.offset))
//!     .collect::<Result<_, _>>()?;
//! assert_eq!(offsets, [0, 58]);
//! # Ok::<(), complaint_core::mailbox::ReadError>(())
//! ```
//!
//! | file | job |
//! |---|---|
//! | `open` | the way from a path or a stream to its reader |
//! | `detect`, `header_line` | which kind of input it is |
//! | `input`, `compression` | bytes with look-ahead and offset; gzip, zstd |
//! | `mbox`, `message`, `folder`, `json_lines`, `csv` (`record`) | one reader for each kind |
//! | `columns`, `text`, `base64` | names of fields in exports, their encodings |
//! | `error`, `options` | what goes wrong, what can be set |

pub(crate) mod base64;
mod columns;
mod compression;
mod csv;
mod detect;
mod error;
mod folder;
pub(crate) mod header_line;
mod input;
mod json_lines;
mod mbox;
mod message;
mod open;
mod options;
mod record;
mod text;

pub use columns::{Column, UnknownField};
pub use compression::is_compressed;
pub use error::{ReadError, ReadErrorKind};
pub use open::{Mails, open, read, uncompressed};
pub use options::{InputFormat, OpenOptions};

use serde::{Deserialize, Serialize};

/// Where a mail was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path as the caller gave it, or `-` for standard input; for a mail inside
    /// a folder, the path of its file.
    pub path: String,
    /// Number of the mail inside that file, from 0.
    pub index: u64,
    /// Byte offset of the mail inside that file (of the decompressed stream
    /// where the file is compressed); in an mbox that of its `From ` line.
    pub offset: u64,
}

/// One mail as it stood in its container, not yet parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawMail {
    /// Where it was found.
    pub source: Source,
    /// What was found.
    pub content: RawContent,
}

/// The two shapes in which exports carry a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawContent {
    /// An RFC 5322 message, headers and body, mbox quoting undone.
    Message(Vec<u8>),
    /// Fields of a help-desk export (JSON Lines or CSV): already decoded text.
    Fields(Box<MailFields>),
}

/// A mail given as named fields instead of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailFields {
    /// Message id without angle brackets; `id` is accepted too.
    #[serde(alias = "id")]
    pub message_id: Option<String>,
    /// Decoded subject.
    pub subject: String,
    /// Decoded body.
    pub body: String,
    /// Sender's address.
    pub from: Option<String>,
    /// Sender's display name.
    pub from_name: Option<String>,
    /// Date as RFC 3339 or RFC 5322 text.
    pub date: Option<String>,
}
