//! The words and shapes by which facts are found in a mail: numbers, amounts, dates, people, goods.
//!
//! Tab-separated tables; the first lines of each, which begin with `#`, explain its columns.

pub use crate::mail_forms::rows;

/// Word lists: list, word.
pub const WORDS: &str = include_str!("../facts/words.tsv");
/// Words of time: word, unit, distance.
pub const TIMES: &str = include_str!("../facts/times.tsv");
/// Surface shapes: name, pattern, what must not stand before, what must not stand after.
pub const PATTERNS: &str = include_str!("../facts/patterns.tsv");
/// What speaks for a noun as the thing bought: mark, weight of a name in brackets, weight of a plain noun, in hundredths of log-odds.
pub const GOODS: &str = include_str!("../facts/goods.tsv");
