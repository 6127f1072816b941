//! Marks around what is told back from the mail, so that after rendering it is
//! known which words are the customer's own.

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// A value from the mail, on one line, without what could be taken for a slot
/// of ours, between marks.
pub(crate) fn own(value: &str) -> String {
    format!("{OPEN}{}{CLOSE}", one_line(value))
}

/// The value on one line, its marks and slot brackets made harmless.
pub(crate) fn one_line(value: &str) -> String {
    let plain: String = value
        .chars()
        .map(|c| match c {
            '［' => '〔',
            '］' => '〕',
            c if c.is_control() || c == OPEN || c == CLOSE => ' ',
            c => c,
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Takes the marks out; the byte ranges between them in what is left.
pub(crate) fn unmark(text: &str) -> (String, Vec<(usize, usize)>) {
    let mut plain = String::with_capacity(text.len());
    let mut ranges = Vec::new();
    let mut opened = None;
    for c in text.chars() {
        match c {
            OPEN => opened = Some(plain.len()),
            CLOSE => {
                if let Some(start) = opened.take() {
                    ranges.push((start, plain.len()));
                }
            }
            c => plain.push(c),
        }
    }
    (plain, ranges)
}

/// A number that is the same for the same text on every machine (FNV-1a).
pub(crate) fn stable_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for part in parts {
        part.bytes().for_each(&mut eat);
        eat(0);
    }
    hash ^ (hash >> 29)
}
