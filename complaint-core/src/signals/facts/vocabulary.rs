//! The tables of `dictionaries/facts` but the shapes, parsed once: word lists, words of time, marks of goods.

use std::{
    collections::HashMap,
    sync::{
        LazyLock, OnceLock,
        atomic::{AtomicU32, Ordering},
    },
};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use complaint_dictionaries::facts as tables;
use memchr::memmem::Finder;

/// What a word of time counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
    Weekday,
    Now,
    /// Stands beside a date named before.
    Anchor,
    /// Month and day as one number, day 0 for none.
    Season,
    /// Makes a weekday the coming one.
    Next,
}

/// The last bytes of `text`, at most about `n`.
pub(super) fn near_end(text: &str, n: usize) -> &str {
    let mut at = text.len().saturating_sub(n);
    while !text.is_char_boundary(at) {
        at += 1;
    }
    &text[at..]
}

/// The first bytes of `text`, at most about `n`.
pub(super) fn near_start(text: &str, n: usize) -> &str {
    let mut at = text.len().min(n);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    &text[..at]
}

/// The words of a list, longest first.
pub(super) fn words(list: &str) -> &'static [&'static str] {
    LISTS.get(list).map_or(&[], Vec::as_slice)
}

/// Does `text` hold a word of the list?
pub(super) fn holds(list: &str, text: &str) -> bool {
    SEARCHES.get(list).is_some_and(|s| s.is_match(text))
}

/// Where each word of the list stands in `text`, one word after the other.
pub(super) fn places<'a>(list: &str, text: &'a str) -> impl Iterator<Item = (&'static str, usize)> + use<'a> {
    let search = SEARCHES.get(list);
    search
        .into_iter()
        .flat_map(|s| s.words.iter().zip(s.finders()))
        .flat_map(|(word, finder)| finder.find_iter(text.as_bytes()).map(move |at| (*word, at)))
}

/// Is `text` a word of the list?
pub(super) fn is_word(list: &str, text: &str) -> bool {
    words(list).contains(&text)
}

/// The longest word of the list that `text` begins with.
pub(super) fn word_at_start(list: &str, text: &str) -> Option<&'static str> {
    words(list).iter().copied().find(|w| text.starts_with(w))
}

/// The longest word of the list that `text` ends with.
pub(super) fn word_at_end(list: &str, text: &str) -> Option<&'static str> {
    words(list).iter().copied().find(|w| text.ends_with(w))
}

/// What a word of time counts, and how far away.
pub(super) fn time_word(word: &str) -> Option<(Unit, i32)> {
    TIMES.get(word).copied()
}

/// What a mark of a candidate weighs, in hundredths of log-odds, for a name in
/// brackets and for a plain noun; 0 for none that the table has.
pub(super) fn goods_weight(mark: &str, brackets: bool) -> i32 {
    GOODS.get(mark).map_or(0, |(name, noun)| if brackets { *name } else { *noun })
}

static GOODS: LazyLock<HashMap<&'static str, (i32, i32)>> = LazyLock::new(|| {
    tables::rows(tables::GOODS)
        .filter_map(|row| match row[..] {
            [mark, name, noun, ..] => Some((mark, (name.parse().ok()?, noun.parse().ok()?))),
            _ => None,
        })
        .collect()
});

static LISTS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, Vec<&str>> = HashMap::new();
    for row in tables::rows(tables::WORDS) {
        if let [list, word, ..] = row[..] {
            lists.entry(list).or_default().push(word);
        }
    }
    lists.insert("times", TIMES.keys().copied().collect());
    for words in lists.values_mut() {
        words.sort_by_key(|w| (std::cmp::Reverse(w.len()), *w));
    }
    lists
});

/// Questions after which an automaton for a list's words is worth its building.
const OFTEN: u32 = 40;

/// A list's words, looked for all at once.
struct Search {
    words: &'static [&'static str],
    // both are built when they are worth it: one mail needs few of the lists, and those seldom
    finders: OnceLock<Vec<Finder<'static>>>,
    automaton: OnceLock<Option<AhoCorasick>>,
    asked: AtomicU32,
}

impl Search {
    fn is_match(&self, text: &str) -> bool {
        if self.asked.load(Ordering::Relaxed) < OFTEN {
            self.asked.fetch_add(1, Ordering::Relaxed);
            return self.words.iter().any(|w| text.contains(w));
        }
        let build = || AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(self.words).ok();
        self.automaton.get_or_init(build).as_ref().is_some_and(|a| a.is_match(text))
    }

    fn finders(&self) -> &[Finder<'static>] {
        self.finders.get_or_init(|| self.words.iter().map(|w| Finder::new(*w)).collect())
    }
}

static SEARCHES: LazyLock<HashMap<&'static str, Search>> = LazyLock::new(|| {
    let search = |words: &'static Vec<&'static str>| Search {
        words,
        finders: OnceLock::new(),
        automaton: OnceLock::new(),
        asked: AtomicU32::new(0),
    };
    LISTS.iter().map(|(name, words)| (*name, search(words))).collect()
});

static TIMES: LazyLock<HashMap<&'static str, (Unit, i32)>> = LazyLock::new(|| {
    let unit = |name: &str| match name {
        "day" => Unit::Day,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "year" => Unit::Year,
        "weekday" => Unit::Weekday,
        "now" => Unit::Now,
        "season" => Unit::Season,
        "next" => Unit::Next,
        _ => Unit::Anchor,
    };
    tables::rows(tables::TIMES)
        .filter_map(|row| match row[..] {
            [word, name, distance, ..] => Some((word, (unit(name), distance.parse().ok()?))),
            _ => None,
        })
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in tables::rows(tables::TIMES) {
            assert!(time_word(row[0]).is_some(), "{row:?}");
        }
    }
}
