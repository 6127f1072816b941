//! Emoji of the Japanese mobile carriers.
//!
//! They sit in private-use code points, or in cells where the standard charset
//! has a kanji. None has a meaning that text can carry, so each becomes a geta
//! mark (U+3013), the printer's sign for a missing character.

use std::borrow::Cow;

/// The sign for a character that cannot be shown.
pub(super) const GETA: char = '\u{3013}';

/// The geta mark in Shift_JIS.
const GETA_SHIFT_JIS: [u8; 2] = [0x81, 0xAC];

/// Whose cells to expect where carriers and the standard charset disagree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::mail) enum Carrier {
    #[default]
    Unknown,
    Au,
    SoftBank,
}

/// Domains whose handsets send the carrier's own cells.
const DOMAINS: &[(&str, Carrier)] = &[
    ("ezweb.ne.jp", Carrier::Au),
    ("au.com", Carrier::Au),
    ("softbank.ne.jp", Carrier::SoftBank),
    ("vodafone.ne.jp", Carrier::SoftBank),
    ("disney.ne.jp", Carrier::SoftBank),
];

impl Carrier {
    /// The carrier of a raw `From` field.
    pub(in crate::mail) fn of_sender(from: &[u8]) -> Self {
        let from = String::from_utf8_lossy(from).to_ascii_lowercase();
        let domain = from
            .rsplit('@')
            .next()
            .unwrap_or_default()
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-')))
            .next()
            .unwrap_or_default();
        DOMAINS
            .iter()
            .find(|(suffix, _)| domain.strip_suffix(suffix).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
            .map_or(Self::Unknown, |(_, carrier)| *carrier)
    }
}

/// Puts geta marks for private-use characters; also says how many.
pub(super) fn without_private_use(text: String) -> (String, usize) {
    let private =
        |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}');
    let count = text.chars().filter(|&c| private(c)).count();
    if count == 0 {
        return (text, 0);
    }
    let text = text.chars().map(|c| if private(c) { GETA } else { c }).collect();
    (text, count)
}

/// SoftBank keeps emoji in FB41–FBD7, where CP932 has kanji; private-use cells
/// of all carriers need no care here.
pub(super) fn without_softbank_emoji(bytes: &[u8], carrier: Carrier) -> (Cow<'_, [u8]>, usize) {
    if carrier != Carrier::SoftBank || !bytes.contains(&0xFB) {
        return (Cow::Borrowed(bytes), 0);
    }
    let (mut out, mut emoji, mut at) = (Vec::with_capacity(bytes.len()), 0, 0);
    while at < bytes.len() {
        let lead = bytes[at];
        let pair = match bytes.get(at + 1) {
            Some(&trail) if matches!(lead, 0x81..=0x9F | 0xE0..=0xFC) => [lead, trail],
            _ => {
                out.push(lead);
                at += 1;
                continue;
            }
        };
        if lead == 0xFB && (0x41..=0xD7).contains(&pair[1]) {
            out.extend(GETA_SHIFT_JIS);
            emoji += 1;
        } else {
            out.extend(pair);
        }
        at += 2;
    }
    (Cow::Owned(out), emoji)
}

/// What a JIS row holds besides the standard characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JisRow {
    Standard,
    Emoji,
}

/// au sends emoji in JIS rows 0x75–0x7B; 0x79–0x7C hold the kanji of names
/// (the NEC-selected ones) when anyone else sends them.
pub(super) fn jis_row(lead: u8, carrier: Carrier) -> JisRow {
    match lead {
        0x75..=0x78 => JisRow::Emoji,
        0x79..=0x7B if carrier == Carrier::Au => JisRow::Emoji,
        _ => JisRow::Standard,
    }
}
