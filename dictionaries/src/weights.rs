//! The generated weights file: text in, a table for the hot path out.
//!
//! The file has sections. `[features]` has a row a feature: its name, a tab, and
//! `output:weight` pairs, the weight in hundredths of log-odds. The other
//! sections are few rows and stay text.

use std::borrow::Cow;

use crate::hash::{feature_key, hash64, word_hash};

/// Weights are written in hundredths.
pub const UNIT: f32 = 0.01;

/// A row of the weights file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightsError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// The key of a feature's name: `b て くれる`.
pub fn key_of_name(name: &str) -> Option<u64> {
    let (template, parts) = name.split_once(' ')?;
    let &[template] = template.as_bytes() else { return None };
    let parts: Vec<u32> = parts.split(' ').map(word_hash).collect();
    Some(feature_key(template, &parts))
}

/// Compiles the `[features]` section: a header (number of slots), the slots
/// (check and offset, four bytes each), then the postings (a count byte, then
/// output byte and weight, little endian).
///
/// # Errors
/// On a row that is no feature row.
pub fn compile(text: &str) -> Result<Vec<u8>, WeightsError> {
    let mut rows = Vec::new();
    let mut postings = vec![0u8];
    for (n, line) in section(text, "features") {
        let bad = |message: &str| WeightsError { line: n, message: message.to_string() };
        let (name, weights) =
            line.split_once('\t').ok_or_else(|| bad("a feature row is a name, a tab and output:weight pairs"))?;
        let key = key_of_name(name).ok_or_else(|| bad("a feature's name is a letter and its parts"))?;
        let pairs: Vec<(u8, i16)> = weights
            .split(' ')
            .map(|p| p.split_once(':').and_then(|(o, w)| Some((o.parse().ok()?, w.parse().ok()?))))
            .collect::<Option<_>>()
            .ok_or_else(|| bad("weights are output:hundredths"))?;
        let count = u8::try_from(pairs.len()).map_err(|_| bad("too many outputs"))?;
        rows.push((key, postings.len() as u32));
        postings.push(count);
        for (o, w) in pairs {
            postings.push(o);
            postings.extend(w.to_le_bytes());
        }
    }
    let slots = (rows.len() * 2).next_power_of_two().max(2);
    let mut table = vec![(0u32, 0u32); slots];
    for (key, offset) in rows {
        let mut i = key as usize & (slots - 1);
        while table[i].1 != 0 {
            i = (i + 1) & (slots - 1);
        }
        table[i] = ((key >> 32) as u32, offset);
    }
    let mut out = (slots as u32).to_le_bytes().to_vec();
    for (check, offset) in table {
        out.extend(check.to_le_bytes());
        out.extend(offset.to_le_bytes());
    }
    out.extend(postings);
    Ok(out)
}

/// The rows of a section with their line numbers, comments left out.
pub fn section<'a>(text: &'a str, name: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    let mut inside = false;
    text.lines().enumerate().filter_map(move |(n, line)| {
        if let Some(s) = line.strip_prefix('[') {
            inside = s.strip_suffix(']') == Some(name);
            return None;
        }
        (inside && !line.is_empty() && !line.starts_with('#')).then_some((n + 1, line))
    })
}

/// A compiled table, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Table<'a> {
    slots: &'a [[u8; 8]],
    postings: &'a [u8],
}

impl<'a> Table<'a> {
    /// Views compiled bytes; `None` when they are cut off.
    pub fn new(bytes: &'a [u8]) -> Option<Self> {
        let slots = u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?) as usize;
        let body = bytes.get(4..)?;
        if !slots.is_power_of_two() || body.len() < slots * 8 {
            return None;
        }
        let (slots, postings) = body.split_at(slots * 8);
        Some(Self { slots: slots.as_chunks::<8>().0, postings })
    }

    /// The (output, weight in hundredths) pairs of a feature.
    pub fn get(&self, key: u64) -> Option<&'a [[u8; 3]]> {
        self.find(key).map(|at| self.at(at))
    }

    /// Where the pairs of a feature stand. Many features are best found first and
    /// read then: the processor waits for several places in memory at once.
    #[inline]
    pub fn find(&self, key: u64) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let check = ((key >> 32) as u32).to_le_bytes();
        let mut i = key as usize & mask;
        loop {
            let [c0, c1, c2, c3, o0, o1, o2, o3] = self.slots[i];
            let offset = u32::from_le_bytes([o0, o1, o2, o3]);
            if offset == 0 {
                return None;
            }
            if [c0, c1, c2, c3] == check {
                return Some(offset);
            }
            i = (i + 1) & mask;
        }
    }

    /// The pairs at a place that [`Self::find`] gave.
    #[inline]
    pub fn at(&self, offset: u32) -> &'a [[u8; 3]] {
        let rest = self.postings.get(offset as usize..).unwrap_or_default();
        let Some((count, rest)) = rest.split_first() else { return &[] };
        rest.as_chunks::<3>().0.get(..usize::from(*count)).unwrap_or_default()
    }
}

/// Bits that tell of most features without weights that they have none: a small
/// part of the table's size, so that it stays near the processor.
#[derive(Debug, Clone)]
pub struct Filter {
    words: Cow<'static, [[u8; 8]]>,
}

/// Bits of a [`Filter`] for each slot of its table.
const BITS_A_SLOT: usize = 8;

impl Filter {
    /// The filter of a table.
    pub fn new(table: Table<'_>) -> Self {
        let mut words = vec![0u64; (table.slots.len() * BITS_A_SLOT).div_ceil(64)];
        for [c0, c1, c2, c3, offset @ ..] in table.slots {
            if *offset != [0; 4] {
                let (word, bit) = place(u32::from_le_bytes([*c0, *c1, *c2, *c3]), words.len());
                words[word] |= bit;
            }
        }
        Self { words: words.into_iter().map(u64::to_le_bytes).collect() }
    }

    /// The filter that [`Self::bytes`] wrote; `None` when it is cut off.
    pub fn of_bytes(bytes: &'static [u8]) -> Option<Self> {
        let (words, rest) = bytes.as_chunks::<8>();
        (words.len().is_power_of_two() && rest.is_empty()).then_some(Self { words: Cow::Borrowed(words) })
    }

    /// The filter as bytes.
    pub fn bytes(&self) -> &[u8] {
        self.words.as_flattened()
    }

    /// Whether the table may have the key; `false` is certain.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        let (word, bit) = place((key >> 32) as u32, self.words.len());
        u64::from_le_bytes(self.words[word]) & bit != 0
    }
}

/// Word and bit of a check; the number of words is a power of two.
#[inline]
fn place(check: u32, words: usize) -> (usize, u64) {
    ((check >> 6) as usize & (words - 1), 1 << (check & 63))
}

/// Digest of weights: of the text without the features, and of their table.
pub fn digest(text: &str, table: &[u8]) -> String {
    format!("{:016x}", hash64(text.as_bytes()) ^ hash64(table))
}

/// An output and its weight as an entry of the table; what does not fit is cut off.
pub fn to_entry(output: usize, weight: f32) -> [u8; 3] {
    let w = ((weight / UNIT) as i16).to_le_bytes();
    [output as u8, w[0], w[1]]
}

/// One entry of [`Table::get`].
#[inline]
pub fn entry(e: [u8; 3]) -> (usize, f32) {
    (usize::from(e[0]), f32::from(i16::from_le_bytes([e[1], e[2]])) * UNIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_found() {
        let text = "# c\n[features]\nw 壊れる\t0:120 3:-45\nb て くれる\t1:7\n[bias]\n0\t1\n";
        let bytes = compile(text).expect("compiles");
        let t = Table::new(&bytes).expect("is a table");
        let get =
            |n: &str| t.get(key_of_name(n).expect("a name")).map(|p| p.iter().map(|e| entry(*e)).collect::<Vec<_>>());
        assert_eq!(get("w 壊れる"), Some(vec![(0, 120.0 * UNIT), (3, -45.0 * UNIT)]));
        assert_eq!(get("b て くれる"), Some(vec![(1, 7.0 * UNIT)]));
        assert_eq!(get("w 直る"), None);
        let filter = Filter::new(t);
        let may_have = |n: &str| filter.may_have(key_of_name(n).expect("a name"));
        assert!(may_have("w 壊れる") && may_have("b て くれる"));
    }

    #[test]
    fn a_bad_row_is_named_by_line() {
        assert_eq!(compile("[features]\nw x\t0:1\nw y\t0=1\n").expect_err("bad").line, 3);
    }
}
