//! The header block: fields as raw bytes, and where the body starts.

use std::ops::Range;

use super::charset::{self, Carrier, Charset};
use super::warning::{HEADER_DAMAGED, HEADER_RAW, Warnings};
use crate::mailbox::header_line::{field_colon, is_mail_field, is_mbox_line};

/// The fields of a header block in the order in which they stand.
#[derive(Debug)]
pub(super) struct Headers<'a> {
    bytes: &'a [u8],
    fields: Vec<(String, Range<usize>)>,
    /// Offset of the first byte after the header.
    pub(super) body_start: usize,
    /// Lines that are no field, or a header without an end.
    pub(super) damaged: bool,
}

impl<'a> Headers<'a> {
    /// Splits the block at the top of a mail. An mbox `From ` line and blank
    /// lines before it are passed over.
    pub(super) fn split(bytes: &'a [u8]) -> Self {
        let mut headers = Headers { bytes, fields: Vec::new(), body_start: bytes.len(), damaged: false };
        let mut first_junk = None;
        let mut at = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        while at < bytes.len() {
            let end = line_end(bytes, at);
            let line = &bytes[at..end];
            let blank = line.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
            if blank && !headers.fields.is_empty() {
                headers.body_start = end;
                headers.damaged = first_junk.is_some();
                return headers;
            }
            let continues = matches!(line[0], b' ' | b'\t');
            if continues && !headers.fields.is_empty() {
                if let Some((_, value)) = headers.fields.last_mut() {
                    value.end = end;
                }
            } else if let Some(colon) = field_colon(line) {
                let name = String::from_utf8_lossy(&line[..colon]);
                headers.fields.push((name.trim_end().to_ascii_lowercase(), at + colon + 1..end));
            } else if !blank && !is_mbox_line(line) && first_junk.is_none() {
                first_junk = Some(at);
            }
            at = end;
        }
        // No blank line at all: what follows the last field is the body.
        if let Some(junk) = first_junk {
            headers.body_start = junk;
            headers.fields.retain(|(_, value)| value.start < junk);
            headers.damaged = true;
        }
        headers
    }

    /// Whether a field is here that only mails have.
    pub(super) fn is_mail(&self) -> bool {
        self.fields.iter().any(|(name, _)| is_mail_field(name))
    }

    /// Raw value of the first field of a name given in lower case, still folded.
    pub(super) fn raw(&self, name: &str) -> Option<&'a [u8]> {
        self.all(name).next()
    }

    /// Raw values of all fields of a name given in lower case.
    pub(super) fn all<'s>(&'s self, name: &'s str) -> impl Iterator<Item = &'a [u8]> + 's {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .filter_map(|(_, value)| self.bytes.get(value.clone()))
    }

    /// Value of the first field of a name as ASCII-compatible text, for fields
    /// that carry no human text.
    pub(super) fn plain(&self, name: &str) -> Option<String> {
        self.raw(name).map(|raw| unfold(&String::from_utf8_lossy(raw)))
    }
}

/// Raw bytes of a field as text, encoded words left as they are.
pub(super) fn raw_text(
    raw: &[u8],
    name: &str,
    hint: Option<Charset>,
    carrier: Carrier,
    warnings: &mut Warnings,
) -> String {
    if raw.is_ascii() && !raw.contains(&0x1B) {
        return unfold(&String::from_utf8_lossy(raw));
    }
    let decoded = charset::decode_hinted(raw, hint, carrier);
    warnings.push(HEADER_RAW, format!("{name} has unencoded bytes; read as {}", decoded.charset));
    warnings.note_decoded(name, &charset::Decoded { guess: None, ..decoded.clone() });
    unfold(&decoded.text)
}

pub(super) fn note_damage(headers: &Headers<'_>, warnings: &mut Warnings) {
    if headers.damaged {
        warnings.push(HEADER_DAMAGED, "the header has lines that are no fields, or no blank line after it");
    }
}

/// Joins folded lines: a line break and the white space after it are one space.
/// So is a CR alone, which must not come out as a line of a header again.
fn unfold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split(['\r', '\n']) {
        if out.is_empty() {
            out.push_str(line.trim_start());
        } else {
            let line = line.trim_start_matches([' ', '\t']);
            if !line.is_empty() {
                out.push(' ');
                out.push_str(line);
            }
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at + 1)
}
