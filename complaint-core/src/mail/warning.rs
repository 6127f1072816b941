//! What was guessed or lost while reading: stable codes and a collector.

use serde::{Deserialize, Serialize};

use super::charset::{Decoded, Guess};

/// Something the reader of a verdict should know about how the mail was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Stable identifier, such as `charset-guessed`; one of the constants of
    /// this module.
    pub code: String,
    /// One sentence for a person.
    pub message: String,
}

/// No usable label; the charset was found by trial.
pub const CHARSET_GUESSED: &str = "charset-guessed";
/// The label is wrong; another charset decodes the bytes without a fault.
pub const CHARSET_MISMATCH: &str = "charset-mismatch";
/// Bytes that are no text in the charset became U+FFFD.
pub const BYTES_REPLACED: &str = "bytes-replaced";
/// Carrier emoji or private-use characters became a geta mark.
pub const EMOJI_REPLACED: &str = "emoji-replaced";
/// A header field carries bytes that were never encoded.
pub const HEADER_RAW: &str = "header-raw";
/// The header block has lines that are no fields, or no end.
pub const HEADER_DAMAGED: &str = "header-damaged";
/// An encoded word is cut off or not decodable.
pub const ENCODED_WORD_DAMAGED: &str = "encoded-word-damaged";
/// The `From` field holds no address.
pub const ADDRESS_UNREADABLE: &str = "address-unreadable";
/// The `Date` field is absent or no date; where possible the time of reception stands in.
pub const DATE_UNREADABLE: &str = "date-unreadable";
/// A date without an offset; Japan's was assumed.
pub const DATE_OFFSET_ASSUMED: &str = "date-offset-assumed";
/// Base64 or quoted-printable with faults; what could be had was used.
pub const TRANSFER_DAMAGED: &str = "transfer-encoding-damaged";
/// The transfer encoding named is not the one used, or not known.
pub const TRANSFER_MISMATCH: &str = "transfer-encoding-mismatch";
/// The boundary named never occurs; parts were found another way or not at all.
pub const BOUNDARY_MISSING: &str = "boundary-missing";
/// The closing boundary is missing: the mail may be cut off.
pub const BOUNDARY_UNCLOSED: &str = "boundary-unclosed";
/// The MIME structure could not be read.
pub const MIME_UNREADABLE: &str = "mime-unreadable";
/// The text part is blank; the HTML was used.
pub const TEXT_PART_BLANK: &str = "text-part-blank";
/// There are more text parts than the one that is judged.
pub const TEXT_PART_SKIPPED: &str = "text-part-skipped";
/// All text of the HTML is hidden; it was used nevertheless.
pub const HTML_HIDDEN: &str = "html-hidden";
/// The body is that of an attached mail.
pub const BODY_FROM_ATTACHED: &str = "body-from-attached-mail";
/// The body is that of a text attachment.
pub const BODY_FROM_ATTACHMENT: &str = "body-from-attachment";
/// The body is the raw bytes after the header.
pub const BODY_RAW: &str = "body-raw";
/// There is no text to judge.
pub const NO_TEXT: &str = "no-text";

/// Collects warnings; the same one is kept once.
#[derive(Debug, Default)]
pub(super) struct Warnings {
    list: Vec<Warning>,
}

impl Warnings {
    pub(super) fn push(&mut self, code: &str, message: impl Into<String>) {
        let warning = Warning { code: code.to_owned(), message: message.into() };
        if !self.list.contains(&warning) {
            self.list.push(warning);
        }
    }

    /// Records what decoding `what` (such as `the body`) had to guess or lose.
    pub(super) fn note_decoded(&mut self, what: &str, decoded: &Decoded) {
        let charset = decoded.charset;
        match &decoded.guess {
            None => {}
            Some(Guess::Unlabelled) => {
                self.push(CHARSET_GUESSED, format!("{what} names no charset; read as {charset}"))
            }
            Some(Guess::UnknownLabel(label)) => {
                self.push(CHARSET_GUESSED, format!("{what} names the unknown charset {label:?}; read as {charset}"))
            }
            Some(Guess::WrongLabel(label)) => self.push(
                CHARSET_MISMATCH,
                format!("{what} is labelled {label:?} but its bytes are {charset}; read as {charset}"),
            ),
        }
        if decoded.replaced > 0 {
            self.push(BYTES_REPLACED, format!("{what} has {} places that are no {charset}", decoded.replaced));
        }
        if decoded.emoji > 0 {
            self.push(
                EMOJI_REPLACED,
                format!("{what} has {} carrier emoji or private-use characters, shown as \u{3013}", decoded.emoji),
            );
        }
    }

    /// Takes over what another collector holds.
    pub(super) fn append(&mut self, other: Warnings) {
        for warning in other.list {
            self.push(&warning.code, warning.message);
        }
    }

    pub(super) fn into_vec(self) -> Vec<Warning> {
        self.list
    }
}
