//! One text part: transfer encoding, charset, line ends, HTML.

use std::borrow::Cow;

use super::charset::{self, Carrier};
use super::flowed::unflow;
use super::html;
use super::mime::Part;
use super::transfer::TransferEncoding;
use super::warning::{HTML_HIDDEN, TRANSFER_DAMAGED, TRANSFER_MISMATCH, Warnings};

/// HTML declares its charset within this many bytes (HTML standard: 1024).
const META_BYTES: usize = 2_048;

/// Text of a part that is not HTML; `None` where there is nothing to read.
pub(super) fn plain(part: &Part<'_>, carrier: Carrier, warnings: &mut Warnings) -> Option<String> {
    let mut noted = Warnings::default();
    let bytes = transferred(part, &mut noted);
    let decoded = charset::decode(&bytes, part.content_type.charset.as_deref(), carrier);
    if is_invisible(&decoded.text) {
        return None;
    }
    noted.note_decoded("the body", &decoded);
    warnings.append(noted);
    let text = tidy(&decoded.text);
    Some(if part.content_type.flowed { unflow(&text, part.content_type.delete_space) } else { text })
}

/// Text of an HTML part; `None` where it shows none.
pub(super) fn html(part: &Part<'_>, carrier: Carrier, warnings: &mut Warnings) -> Option<String> {
    let mut noted = Warnings::default();
    let bytes = transferred(part, &mut noted);
    let label = part.content_type.charset.clone();
    let label = label.or_else(|| meta_charset(&bytes));
    let decoded = charset::decode(&bytes, label.as_deref(), carrier);
    let converted = html::to_text(&decoded.text);
    if is_invisible(&converted.text) {
        return None;
    }
    noted.note_decoded("the HTML body", &decoded);
    warnings.append(noted);
    if converted.was_hidden {
        warnings.push(HTML_HIDDEN, "all text of the HTML is hidden; it was used nevertheless");
    }
    Some(converted.text)
}

/// Line ends as `\n`, no byte order mark, no line break at the end.
pub(super) fn tidy(text: &str) -> String {
    let text = text.trim_start_matches('\u{FEFF}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.trim_end_matches('\n').to_owned()
}

fn transferred<'p>(part: &Part<'p>, warnings: &mut Warnings) -> Cow<'p, [u8]> {
    let transferred = part.transfer.decode(part.raw);
    if transferred.mislabelled {
        let what = match part.transfer {
            TransferEncoding::Unknown => "the transfer encoding is not known",
            _ => "a part is not in the transfer encoding it names",
        };
        warnings.push(TRANSFER_MISMATCH, format!("{what}; its bytes were read as they stand"));
    } else if transferred.faults > 0 {
        warnings.push(TRANSFER_DAMAGED, format!("{} faults in the transfer encoding of the body", transferred.faults));
    }
    transferred.bytes
}

fn is_invisible(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{AD}' | '\0'))
}

/// The charset that the HTML itself names.
fn meta_charset(html: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&html[..html.len().min(META_BYTES)]).to_ascii_lowercase();
    let value = head.split_once("charset=")?.1;
    let label: String = value
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
        .collect();
    // The bytes of this very declaration show that it is no UTF-16.
    (!label.is_empty() && !label.starts_with("utf-16")).then_some(label)
}
