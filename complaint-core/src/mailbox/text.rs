//! Encodings of exports.

use std::io;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};
use encoding_rs_io::DecodeReaderBytes;

use super::input::Input;

/// The stream as UTF-8 where it begins with the mark of UTF-16, as spreadsheets
/// save "Unicode text"; offsets are then those of the UTF-8.
pub(super) fn without_utf16(mut input: Input) -> io::Result<Input> {
    let marked = matches!(input.peek(2)?, b"\xFF\xFE" | b"\xFE\xFF");
    Ok(if marked { Input::new(Box::new(DecodeReaderBytes::new(input))) } else { input })
}

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
