//! Content transfer encodings, decoded as far as they go.

use std::borrow::Cow;

use crate::mailbox::base64;

/// How a part is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TransferEncoding {
    Identity,
    Base64,
    QuotedPrintable,
    Uuencode,
    /// A name that means nothing; read as it stands.
    Unknown,
}

impl TransferEncoding {
    /// Reads the value of a `Content-Transfer-Encoding` field.
    pub(super) fn from_field(value: &str) -> Self {
        let name: String = value
            .split([';', '('])
            .next()
            .unwrap_or_default()
            .chars()
            .filter(|c| c.is_ascii_alphanumeric())
            .collect::<String>()
            .to_ascii_lowercase();
        match name.as_str() {
            "" | "7bit" | "8bit" | "binary" | "7bits" | "8bits" | "none" => Self::Identity,
            "base64" | "b64" | "b" => Self::Base64,
            "quotedprintable" | "quotedprint" | "qp" | "q" => Self::QuotedPrintable,
            "xuuencode" | "uuencode" | "xuue" | "uue" => Self::Uuencode,
            _ => Self::Unknown,
        }
    }

    /// Decodes; bytes that do not belong are passed over and counted.
    pub(super) fn decode(self, raw: &[u8]) -> Transferred<'_> {
        match self {
            Self::Identity | Self::Unknown => {
                Transferred { bytes: Cow::Borrowed(raw), faults: 0, mislabelled: self == Self::Unknown }
            }
            Self::Base64 => decode_base64(raw),
            Self::QuotedPrintable => decode_quoted_printable(raw),
            Self::Uuencode => decode_uuencode(raw),
        }
    }
}

/// Decoded bytes, and how sound the encoding was.
#[derive(Debug)]
pub(super) struct Transferred<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    /// Bytes that do not belong into the encoding.
    pub(super) faults: usize,
    /// The bytes are not in this encoding at all; they are given as they stand.
    pub(super) mislabelled: bool,
}

/// Base64, unless a tenth of the bytes is something else.
pub(super) fn decode_base64(raw: &[u8]) -> Transferred<'_> {
    let decoded = base64::decode(raw);
    if decoded.faults * 10 > raw.len() {
        return Transferred { bytes: Cow::Borrowed(raw), faults: 0, mislabelled: true };
    }
    Transferred { bytes: Cow::Owned(decoded.bytes), faults: decoded.faults, mislabelled: false }
}

/// Quoted-printable; an `=` that begins no escape stays and is counted.
fn decode_quoted_printable(raw: &[u8]) -> Transferred<'_> {
    let mut out = Vec::with_capacity(raw.len());
    let mut faults = 0;
    for line in raw.split_inclusive(|&byte| byte == b'\n') {
        let ending = match line {
            [.., b'\r', b'\n'] => 2,
            [.., b'\n'] => 1,
            _ => 0,
        };
        let (text, ending) = line.split_at(line.len() - ending);
        // White space before a line break was added on the way (RFC 2045).
        let text = text.trim_ascii_end();
        let soft = text.last() == Some(&b'=');
        let text = if soft { &text[..text.len() - 1] } else { text };
        faults += unescape(text, &mut out);
        if !soft {
            out.extend(ending);
        }
    }
    Transferred { bytes: Cow::Owned(out), faults, mislabelled: false }
}

/// The Q encoding of encoded words.
pub(super) fn decode_q(text: &str) -> Vec<u8> {
    let spaced: Vec<u8> = text.bytes().map(|byte| if byte == b'_' { b' ' } else { byte }).collect();
    let mut out = Vec::with_capacity(spaced.len());
    unescape(&spaced, &mut out);
    out
}

/// Appends text with `=XX` undone; says how many `=` began no escape.
fn unescape(text: &[u8], out: &mut Vec<u8>) -> usize {
    let (mut at, mut faults) = (0, 0);
    while let Some(&byte) = text.get(at) {
        let escaped = match (byte, text.get(at + 1..at + 3)) {
            (b'=', Some(&[high, low])) => hex(high).zip(hex(low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            None => {
                faults += usize::from(byte == b'=');
                out.push(byte);
                at += 1;
            }
        }
    }
    faults
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Uuencode between `begin` and `end`; text around them is left out.
fn decode_uuencode(raw: &[u8]) -> Transferred<'_> {
    let mut out = Vec::new();
    let mut inside = false;
    for line in raw.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii_end();
        match line {
            _ if !inside => inside = line.starts_with(b"begin "),
            b"end" => inside = false,
            [] => {}
            [length, symbols @ ..] => {
                let length = usize::from(length.wrapping_sub(0x20) & 0x3F);
                let start = out.len();
                for quantum in symbols.chunks(4) {
                    let six = |i: usize| u32::from(quantum.get(i).map_or(0, |b| b.wrapping_sub(0x20) & 0x3F));
                    let bits = six(0) << 18 | six(1) << 12 | six(2) << 6 | six(3);
                    out.extend(&bits.to_be_bytes()[1..]);
                }
                out.truncate(start + length);
            }
        }
    }
    let mislabelled = out.is_empty() && !raw.trim_ascii().is_empty();
    Transferred { bytes: if mislabelled { Cow::Borrowed(raw) } else { Cow::Owned(out) }, faults: 0, mislabelled }
}
