//! The tables of `dictionaries/facts`, parsed once: word lists, words of time, shapes.

use std::{
    collections::HashMap,
    sync::{LazyLock, OnceLock},
};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use complaint_dictionaries::facts as tables;
use memchr::memmem::Finder;
use regex::{Captures, Regex};

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

/// A surface shape, and what must not stand around it.
pub(super) struct Shape {
    regex: Regex,
    before: Option<Regex>,
    after: Option<Regex>,
}

/// Bytes in front of a match that are looked at.
const NEAR: usize = 24;

impl Shape {
    /// All places of this shape, from left to right, without overlap.
    pub(super) fn find_all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Captures<'a>> + 'a {
        // most texts have none: parts are looked for only in what was found
        let fitting = self.regex.find_iter(text).filter(|m| self.fits(text, m.start(), m.end()));
        fitting.filter_map(|m| self.regex.captures_at(text, m.start()))
    }

    /// The length of this shape right at the start of `text`.
    pub(super) fn length_at_start(&self, text: &str) -> Option<usize> {
        self.at_start(text).and_then(|c| c.get(0).map(|m| m.end()))
    }

    /// This shape right at the start of `text`.
    pub(super) fn at_start<'a>(&self, text: &'a str) -> Option<Captures<'a>> {
        let near = near_start(text, NEAR * 2);
        self.regex.captures(near).filter(|c| c.get(0).is_some_and(|m| m.start() == 0 && !m.is_empty()))
    }

    fn fits(&self, text: &str, start: usize, end: usize) -> bool {
        let before = near_end(&text[..start], NEAR);
        let after = near_start(&text[end..], NEAR);
        !self.before.as_ref().is_some_and(|r| r.is_match(before))
            && !self.after.as_ref().is_some_and(|r| r.is_match(after))
    }
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
        .flat_map(|s| s.words.iter().zip(&s.finders))
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

/// The shape of that name; `None` where the table has none.
pub(super) fn shape(name: &str) -> Option<&'static Shape> {
    SHAPES.get(name)
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

/// A list's words, looked for all at once.
struct Search {
    words: &'static [&'static str],
    finders: Vec<Finder<'static>>,
    /// Built on first use: a run needs few of the lists.
    automaton: OnceLock<Option<AhoCorasick>>,
}

impl Search {
    fn is_match(&self, text: &str) -> bool {
        let build = || AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(self.words).ok();
        self.automaton.get_or_init(build).as_ref().is_some_and(|a| a.is_match(text))
    }
}

static SEARCHES: LazyLock<HashMap<&'static str, Search>> = LazyLock::new(|| {
    let search = |words: &'static Vec<&'static str>| Search {
        words,
        finders: words.iter().map(|w| Finder::new(*w)).collect(),
        automaton: OnceLock::new(),
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

static SHAPES: LazyLock<HashMap<&'static str, Shape>> = LazyLock::new(|| {
    let mut sources: HashMap<&str, String> = HashMap::new();
    let mut shapes = HashMap::new();
    for row in tables::rows(tables::PATTERNS) {
        let Some((name, pattern)) = row.first().zip(row.get(1)) else { continue };
        let source = expand(pattern, &sources);
        let around = |at: usize, open: &str, close: &str| {
            let p = row.get(at).filter(|p| !p.trim().is_empty())?;
            Regex::new(&format!("{open}(?:{}){close}", expand(p, &sources))).ok()
        };
        if let Ok(regex) = Regex::new(&source) {
            shapes.insert(*name, Shape { regex, before: around(2, "", "$"), after: around(3, "^", "") });
        }
        sources.insert(name, source);
    }
    shapes
});

/// Puts earlier patterns and word lists in the place of their names.
fn expand(pattern: &str, sources: &HashMap<&str, String>) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('<') {
        let (head, tail) = rest.split_at(open);
        out.push_str(head);
        let close = tail.find('>').unwrap_or(tail.len() - 1);
        let name = &tail[1..close.max(1)];
        if head.ends_with("?P") {
            out.push_str(&tail[..=close]);
        } else if let Some(source) = sources.get(name) {
            out.push_str(source);
        } else {
            let list: Vec<String> = words(name).iter().map(|w| regex::escape(w)).collect();
            out.push_str(&list.join("|"));
        }
        rest = &tail[close + 1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_compiles() {
        for row in tables::rows(tables::PATTERNS) {
            assert!(shape(row[0]).is_some(), "{}", row[0]);
        }
        for row in tables::rows(tables::TIMES) {
            assert!(time_word(row[0]).is_some(), "{row:?}");
        }
    }
}
