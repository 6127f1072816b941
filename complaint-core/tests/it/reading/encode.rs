//! What a sender's mailer does, the wrong way too.

use encoding_rs::Encoding;

/// Text in an encoding of the WHATWG standard.
pub(super) fn text(text: &str, encoding: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(encoding.as_bytes()).expect("an encoding");
    let (bytes, _, faults) = encoding.encode(text);
    assert!(!faults, "{text:?} cannot be written in {encoding:?}");
    bytes.into_owned()
}

pub(super) fn base64(bytes: &[u8]) -> String {
    const SYMBOLS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().chain([0, 0].iter()).take(3).fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte));
        for place in 0..4 {
            let symbol = SYMBOLS[(bits >> (18 - 6 * place) & 63) as usize];
            out.push(if place <= chunk.len() { char::from(symbol) } else { '=' });
        }
    }
    out
}

/// Base64 in lines of 76.
pub(super) fn base64_lines(bytes: &[u8]) -> String {
    let encoded = base64(bytes);
    let lines: Vec<&str> =
        encoded.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).expect("base64 is ASCII")).collect();
    lines.join("\n")
}

/// Quoted-printable with a soft break every 60 bytes or so.
pub(super) fn quoted_printable(bytes: &[u8]) -> String {
    let (mut out, mut column) = (String::new(), 0);
    for &byte in bytes {
        if byte == b'\n' {
            out.push('\n');
            column = 0;
            continue;
        }
        if column > 60 {
            out.push_str("=\n");
            column = 0;
        }
        let written = if matches!(byte, b'!'..=b'<' | b'>'..=b'~') {
            char::from(byte).to_string()
        } else {
            format!("={byte:02X}")
        };
        column += written.len();
        out.push_str(&written);
    }
    out
}

/// An encoded word in base64.
pub(super) fn word(bytes: &[u8], label: &str) -> String {
    format!("=?{label}?B?{}?=", base64(bytes))
}

/// An encoded word in the Q encoding.
pub(super) fn word_q(bytes: &[u8], label: &str) -> String {
    let escaped: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
    format!("=?{label}?Q?{escaped}?=")
}
