//! Encodings of exports.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};

/// The encoding of a table by its beginning: UTF-8 where that has no fault,
/// else the one of CP932 and EUC-JP that has fewer faults and half-width kana.
pub(super) fn encoding_of(head: &[u8]) -> &'static Encoding {
    let is_utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    if is_utf8 {
        return UTF_8;
    }
    if unlikely(EUC_JP, head) < unlikely(SHIFT_JIS, head) { EUC_JP } else { SHIFT_JIS }
}

fn unlikely(encoding: &'static Encoding, head: &[u8]) -> usize {
    let text = encoding.decode_without_bom_handling(head).0;
    text.chars().filter(|c| matches!(c, '\u{FFFD}' | '\u{FF61}'..='\u{FF9F}' | '\u{80}'..='\u{9F}')).count()
}

/// Decodes one field of a table in a given encoding; a field of another
/// encoding than the beginning showed is read by its own bytes.
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => text.into_owned(),
        None => encoding_of(bytes).decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Decodes base64 in either alphabet, white space passed over.
pub(super) fn decode_base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => continue,
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held & 0xFF) as u8);
        }
    }
    out
}
