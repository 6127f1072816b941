//! Base64 as mails really carry it, in either alphabet: line breaks, junk,
//! several paddings or none. Text in, bytes and the number of faults out.

/// What could be had, and how many bytes do not belong.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// Bytes that are neither of the alphabet, padding nor white space.
    pub(crate) faults: usize,
}

/// Decodes; nothing is refused.
pub(crate) fn decode(text: &[u8]) -> Decoded {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    let (mut bits, mut held, mut faults) = (0_u32, 0_u32, 0);
    for &byte in text {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => {
                // The end of a quantum; another stream may follow.
                (bits, held) = (0, 0);
                continue;
            }
            _ => {
                faults += usize::from(!byte.is_ascii_whitespace());
                continue;
            }
        };
        bits = (bits << 6) | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xFF) as u8);
        }
    }
    Decoded { bytes, faults }
}
