//! Bytes in any container in, raw mails out, one at a time.
//!
//! Kinds of input are told apart by content, not by name. Memory does not grow
//! with the mailbox; one unreadable mail never stops a run.

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
    /// where the file is compressed).
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
