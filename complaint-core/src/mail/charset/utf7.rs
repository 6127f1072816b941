//! UTF-7 (RFC 2152): rare, and still sent.

/// Decodes; what is no UTF-7 becomes U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'+' {
            out.push(if byte.is_ascii() { char::from(byte) } else { char::REPLACEMENT_CHARACTER });
            continue;
        }
        let len = rest.iter().take_while(|byte| value(**byte).is_some()).count();
        let (encoded, after) = rest.split_at(len);
        let closed = after.first() == Some(&b'-');
        rest = &after[usize::from(closed)..];
        if encoded.is_empty() && closed {
            out.push('+');
        } else {
            out.extend(char::decode_utf16(units(encoded)).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
    }
    out
}

/// UTF-16 units in unpadded base64; bits left over are padding.
fn units(encoded: &[u8]) -> Vec<u16> {
    let (mut bits, mut held) = (0_u32, 0);
    let mut units = Vec::with_capacity(encoded.len() * 6 / 16);
    for six in encoded.iter().filter_map(|byte| value(*byte)) {
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push((bits >> held & 0xFFFF) as u16);
        }
    }
    units
}

fn value(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}
