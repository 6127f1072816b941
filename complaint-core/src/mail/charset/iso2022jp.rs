//! ISO-2022-JP as it is sent: with redundant escapes, half-width kana, NEC and
//! IBM characters (CP50221), supplementary kanji, carrier emoji, and lines that
//! end without going back to ASCII.
//!
//! Double-byte characters are collected as EUC-JP (the same cells with the high
//! bits set) and decoded by `encoding_rs`; its own decoder takes an escape that
//! directly follows another for an error.

use encoding_rs::EUC_JP;

use super::carrier::{Carrier, GETA, JisRow, jis_row};
use super::labels::Charset;
use super::trial;

const ESC: u8 = 0x1B;
const SHIFT_OUT: u8 = 0x0E;
const SHIFT_IN: u8 = 0x0F;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Ascii,
    /// JIS X 0201 Roman: ASCII but for the yen sign.
    Roman,
    Kana,
    /// JIS X 0208 and what vendors put into its empty rows.
    Kanji,
    /// JIS X 0212.
    Supplementary,
    /// SoftBank emoji, up to a shift-in.
    SoftBank,
}

/// Escapes and the set each selects; longer ones first.
const ESCAPES: &[(&[u8], Set)] = &[
    (b"$(B", Set::Kanji),
    (b"$(@", Set::Kanji),
    (b"$(O", Set::Kanji),
    (b"$(Q", Set::Kanji),
    (b"$(D", Set::Supplementary),
    (b"$(P", Set::Supplementary),
    (b"$B", Set::Kanji),
    (b"$@", Set::Kanji),
    (b"$E", Set::SoftBank),
    (b"$F", Set::SoftBank),
    (b"$G", Set::SoftBank),
    (b"$O", Set::SoftBank),
    (b"$P", Set::SoftBank),
    (b"$Q", Set::SoftBank),
    (b"(B", Set::Ascii),
    (b"(H", Set::Ascii),
    (b"(J", Set::Roman),
    (b"(I", Set::Kana),
];

/// Whether there is an escape that selects a Japanese set.
pub(super) fn has_escapes(bytes: &[u8]) -> bool {
    memchr::memchr_iter(ESC, bytes)
        .any(|at| ESCAPES.iter().any(|(escape, set)| *set != Set::Ascii && bytes[at + 1..].starts_with(escape)))
}

/// Decodes; the number is that of emoji, faults are U+FFFD in the text.
pub(super) fn decode(bytes: &[u8], carrier: Carrier) -> (String, usize) {
    let mut decoder =
        Decoder { carrier, set: Set::Ascii, euc: Vec::new(), text: String::with_capacity(bytes.len()), emoji: 0 };
    let mut at = 0;
    while at < bytes.len() {
        at += decoder.step(&bytes[at..]);
    }
    decoder.flush();
    (decoder.text, decoder.emoji)
}

struct Decoder {
    carrier: Carrier,
    set: Set,
    /// Double-byte characters not yet decoded.
    euc: Vec<u8>,
    text: String,
    emoji: usize,
}

impl Decoder {
    /// Takes the next character, escape or run; says how many bytes it had.
    fn step(&mut self, rest: &[u8]) -> usize {
        let byte = rest[0];
        match byte {
            ESC => self.escape(&rest[1..]) + 1,
            b'\n' | b'\r' => {
                // A line ends in ASCII (RFC 1468), whether it says so or not.
                self.push(char::from(byte));
                self.set = Set::Ascii;
                1
            }
            SHIFT_OUT => self.select(Set::Kana),
            SHIFT_IN => self.select(Set::Ascii),
            0x00..=0x20 => {
                self.push(char::from(byte));
                1
            }
            _ => match self.set {
                Set::Kanji | Set::Supplementary => self.double(rest),
                _ if byte >= 0x80 => self.eight_bit(rest),
                _ => self.single(byte),
            },
        }
    }

    fn select(&mut self, set: Set) -> usize {
        self.set = set;
        1
    }

    fn escape(&mut self, after: &[u8]) -> usize {
        for (escape, set) in ESCAPES {
            if after.starts_with(escape) {
                self.set = *set;
                return escape.len();
            }
        }
        if after.starts_with(b"&@") {
            // Announces the 1990 edition; the escape proper follows.
            return 2;
        }
        // Cut off at the end of a line: nothing was lost but the escape.
        let cut = after.iter().take_while(|b| matches!(b, b'$' | b'(')).count();
        if matches!(after.get(cut), None | Some(b'\r' | b'\n')) {
            return cut;
        }
        self.push(char::REPLACEMENT_CHARACTER);
        0
    }

    fn single(&mut self, byte: u8) -> usize {
        match self.set {
            Set::Kana if (0x21..=0x5F).contains(&byte) => self.push(half_width_kana(byte | 0x80)),
            Set::Roman if byte == b'\\' => self.push('\u{A5}'),
            Set::SoftBank => {
                self.emoji += 1;
                self.push(GETA);
            }
            _ => self.push(char::from(byte)),
        }
        1
    }

    fn double(&mut self, rest: &[u8]) -> usize {
        let lead = rest[0] & 0x7F;
        let trail = match rest.get(1) {
            Some(&trail) if (0x21..=0x7E).contains(&(trail & 0x7F)) && lead != 0x7F => trail & 0x7F,
            _ => {
                self.push(char::REPLACEMENT_CHARACTER);
                return 1;
            }
        };
        if self.set == Set::Supplementary {
            self.euc.push(0x8F);
        } else if jis_row(lead, self.carrier) == JisRow::Emoji {
            self.emoji += 1;
            self.push(GETA);
            return 2;
        }
        self.euc.extend([lead | 0x80, trail | 0x80]);
        2
    }

    /// Eight-bit bytes between escapes: half-width kana of CP50221, or a piece
    /// of another charset that some gateway put in. Up to the line's end.
    fn eight_bit(&mut self, rest: &[u8]) -> usize {
        let end = rest.iter().position(|byte| matches!(*byte, ESC | b'\n' | b'\r')).unwrap_or(rest.len());
        let run = &rest[..end];
        let decoded = match trial::strict(run, Some(Charset::ShiftJis)) {
            Some(Charset::Utf8) => String::from_utf8_lossy(run).into_owned(),
            Some(Charset::EucJp) => EUC_JP.decode_without_bom_handling(run).0.into_owned(),
            _ => encoding_rs::SHIFT_JIS.decode_without_bom_handling(run).0.into_owned(),
        };
        self.flush();
        self.text.push_str(&decoded);
        end
    }

    fn push(&mut self, c: char) {
        self.flush();
        self.text.push(c);
    }

    fn flush(&mut self) {
        if !self.euc.is_empty() {
            self.text.push_str(&EUC_JP.decode_without_bom_handling(&self.euc).0);
            self.euc.clear();
        }
    }
}

/// JIS X 0201 kana with the high bit set, A1 to DF.
fn half_width_kana(byte: u8) -> char {
    char::from_u32(0xFF61 + u32::from(byte) - 0xA1).unwrap_or(char::REPLACEMENT_CHARACTER)
}
