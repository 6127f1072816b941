//! Which charset unlabelled bytes are in.

use encoding_rs::{EUC_JP, SHIFT_JIS};

use super::labels::Charset;

/// Plausibility from which a text passes as what someone wrote.
pub(super) const PLAUSIBLE: i64 = 60;

/// What unlabelled mail of Western languages is in.
const LATIN: Charset = Charset::Other(encoding_rs::WINDOWS_1252);

/// Text longer than this is judged by its beginning.
const SAMPLE_CHARS: usize = 4_000;

/// The charset in which the bytes have no fault; where EUC-JP and CP932 both
/// fit, the hint, else the one that reads like Japanese.
pub(super) fn strict(bytes: &[u8], hint: Option<Charset>) -> Option<Charset> {
    if is_utf8(bytes) {
        return Some(Charset::Utf8);
    }
    let euc = EUC_JP.decode_without_bom_handling_and_without_replacement(bytes);
    let sjis = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    let (charset, text) = match (euc, sjis) {
        (None, None) if is_latin(bytes) => return Some(LATIN),
        (None, None) => return None,
        (Some(euc), None) => (Charset::EucJp, euc),
        (None, Some(sjis)) => (Charset::ShiftJis, sjis),
        (Some(euc), Some(sjis)) => match hint {
            Some(hint @ (Charset::EucJp | Charset::ShiftJis)) => return Some(hint),
            _ if plausibility(&euc) >= plausibility(&sjis) => (Charset::EucJp, euc),
            _ => (Charset::ShiftJis, sjis),
        },
    };
    let latin = plausibility(&text) < PLAUSIBLE && is_latin(bytes);
    Some(if latin { LATIN } else { charset })
}

/// Whether unlabelled bytes look like a Western language: few accented letters,
/// one at a time, beside ASCII letters.
fn is_latin(bytes: &[u8]) -> bool {
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let single = |at: usize| {
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let neighbours = [before, bytes.get(at + 1)];
        neighbours.iter().flatten().all(|byte| byte.is_ascii())
            && neighbours.iter().flatten().any(|byte| byte.is_ascii_alphabetic())
    };
    let letters = || (0..bytes.len()).filter(|&at| !bytes[at].is_ascii());
    high * 5 <= bytes.len()
        && letters().any(|at| bytes[at] >= 0xE0)
        && letters().all(|at| bytes[at] >= 0xC0 && single(at))
}

/// UTF-8, where a character cut off at the end is no fault.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 8,
    }
}

/// How much text reads like Japanese: the mean over its non-ASCII characters,
/// in hundredths; text that is all ASCII passes.
pub(super) fn plausibility(text: &str) -> i64 {
    let (mut sum, mut count) = (0_i64, 0_i64);
    for c in text.chars().filter(|c| !c.is_ascii()).take(SAMPLE_CHARS) {
        count += 1;
        sum += match c {
            '\u{3040}'..='\u{309F}' => 300,
            '\u{30A0}'..='\u{30FF}' => 200,
            '\u{3000}'..='\u{303F}' | '\u{FF01}'..='\u{FF5E}' => 200,
            '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' => 100,
            '\u{FF61}'..='\u{FF9F}' => -100,
            '\u{2000}'..='\u{2BFF}' => 50,
            '\u{E000}'..='\u{F8FF}' => -100,
            '\u{FFFD}' => -500,
            _ => -200,
        };
    }
    if count == 0 { 100 } else { sum / count }
}

/// Hiragana and full-width katakana among the non-ASCII characters, in percent.
pub(super) fn kana_share(text: &str) -> usize {
    let (mut kana, mut count) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| !c.is_ascii()).take(SAMPLE_CHARS) {
        count += 1;
        kana += usize::from(matches!(c, '\u{3041}'..='\u{30FA}'));
    }
    (kana * 100).checked_div(count).unwrap_or(0)
}

/// Whether the bytes are text in some charset rather than a binary file.
pub(in crate::mail) fn is_text(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(4_096)];
    let controls = sample
        .iter()
        .filter(|&&b| (b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x1B | 0x0C)) || b == 0x7F)
        .count();
    controls * 50 <= sample.len()
}
