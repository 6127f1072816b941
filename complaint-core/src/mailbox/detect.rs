//! Which kind of input a stream is, by its first bytes.

use super::columns::Layout;
use super::header_line::begins_with_header;
use super::mbox::{has_two_lines, is_separator};
use super::options::{InputFormat, OpenOptions};

/// Bytes that are looked at.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// Whether these first bytes tell the kind for sure, so that a slow pipe need not
/// give more: the first lines of an mbox or of JSON Lines.
pub(super) fn is_certain(head: &[u8], options: &OpenOptions) -> bool {
    if options.format.is_some() {
        return !head.is_empty();
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    match text.first() {
        Some(b'{') => text.contains(&b'\n'),
        Some(b'F') => has_two_lines(text) && is_separator(text),
        _ => false,
    }
}

/// What the beginning of a stream shows.
#[derive(Debug)]
pub(super) enum Detected {
    Empty,
    Format(InputFormat),
    /// Known, and not readable: what it is and the way out.
    Unsupported(&'static str),
    /// Something else: what it might have been meant to be.
    Unknown(String),
}

pub(super) fn detect(head: &[u8], options: &OpenOptions) -> Detected {
    if head.is_empty() {
        return Detected::Empty;
    }
    if let Some(format) = options.format {
        return Detected::Format(format);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Detected::Unsupported("a zip archive or a spreadsheet; unpack it, or save it as CSV");
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Detected::Unsupported("an Outlook .msg or Office file; save it as .eml or CSV");
    }
    if head.starts_with(b"!BDN") {
        return Detected::Unsupported("an Outlook .pst file; export it as mbox or .eml");
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let text = text.trim_ascii_start();
    match text.first() {
        None => Detected::Unknown("nothing but white space".to_owned()),
        Some(b'{') if text.starts_with(b"{\\rtf") => {
            Detected::Unsupported("an RTF document; save it as plain text or .eml")
        }
        Some(b'{') if first_line(text) == b"{" => {
            Detected::Unsupported("a JSON object over several lines; give one object a line (jq -c .)")
        }
        Some(b'{') => Detected::Format(InputFormat::JsonLines),
        Some(b'[') => Detected::Unsupported("a JSON array; give one object a line (jq -c '.[]')"),
        Some(_) if is_separator(text) => Detected::Format(InputFormat::Mbox),
        Some(_) if begins_with_header(text) => Detected::Format(InputFormat::Message),
        Some(_) => match Layout::read(text, options) {
            Ok(_) => Detected::Format(InputFormat::Csv),
            Err(why) => Detected::Unknown(why.to_string()),
        },
    }
}

fn first_line(text: &[u8]) -> &[u8] {
    text.split(|&byte| byte == b'\n').next().unwrap_or_default().trim_ascii_end()
}
