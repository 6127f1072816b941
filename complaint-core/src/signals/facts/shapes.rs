//! The shapes of `dictionaries/facts/patterns.tsv`: a text in; where a shape stands, with its parts, out.
//!
//! One mail must not wait for what only many mails need. A shape is compiled on
//! first use and small (`regex-lite`: ready fifty times sooner than `regex`, ten
//! times slower to search); after some mails it is compiled for speed. The places
//! found are the same.

use std::{
    collections::HashMap,
    ops::Range,
    sync::{
        LazyLock, OnceLock,
        atomic::{AtomicUsize, Ordering},
    },
};

use complaint_dictionaries::facts as tables;
use regex::Regex;
use regex_lite::Regex as SmallRegex;

use super::vocabulary::{near_end, near_start, words};

/// Bytes around a match that are looked at.
const NEAR: usize = 24;
/// Bytes searched from which on a shape is worth being compiled for speed.
const MANY: usize = 16 << 10;

/// A surface shape, and what must not stand around it.
pub(super) struct Shape {
    pattern: Pattern,
    at_start: Pattern,
    before: Option<Pattern>,
    after: Option<Pattern>,
    /// The letters that a match can begin with; empty for any.
    begins: Vec<char>,
}

/// A regular expression that is compiled on first use, and anew for speed.
struct Pattern {
    source: String,
    small: OnceLock<Option<SmallRegex>>,
    fast: OnceLock<Option<Regex>>,
    searched: AtomicUsize,
}

impl Pattern {
    fn new(source: String) -> Self {
        Self { source, small: OnceLock::new(), fast: OnceLock::new(), searched: AtomicUsize::new(0) }
    }

    /// `None` for a row that is no regular expression, which a test refuses.
    fn small(&self) -> Option<&SmallRegex> {
        self.small.get_or_init(|| SmallRegex::new(&self.source).ok()).as_ref()
    }

    /// The one for many mails, once so much was searched; `bytes` more are now.
    fn fast(&self, bytes: usize) -> Option<&Regex> {
        let many = self.searched.load(Ordering::Relaxed) >= MANY
            || self.searched.fetch_add(bytes, Ordering::Relaxed) + bytes >= MANY;
        many.then(|| self.fast.get_or_init(|| Regex::new(&self.source).ok()).as_ref()).flatten()
    }

    fn is_match(&self, text: &str) -> bool {
        match self.fast(text.len()) {
            Some(regex) => regex.is_match(text),
            None => self.small().is_some_and(|r| r.is_match(text)),
        }
    }

    /// The end of the first match.
    fn end(&self, text: &str) -> Option<usize> {
        match self.fast(text.len()) {
            Some(regex) => regex.find(text).map(|m| m.end()),
            None => self.small()?.find(text).map(|m| m.end()),
        }
    }
}

/// A shape found in a text.
pub(super) struct Found<'a> {
    text: &'a str,
    whole: Range<usize>,
    parts: Vec<(&'a str, Range<usize>)>,
}

/// A stretch of the text that was searched.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Part<'a> {
    pub(super) fn as_str(&self) -> &'a str {
        self.text
    }

    pub(super) fn start(&self) -> usize {
        self.start
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end()
    }
}

impl<'a> Found<'a> {
    /// All of it.
    pub(super) fn whole(&self) -> Part<'a> {
        self.part(&self.whole)
    }

    /// The part of that name.
    pub(super) fn name(&self, name: &str) -> Option<Part<'a>> {
        self.parts.iter().find(|(n, _)| *n == name).map(|(_, range)| self.part(range))
    }

    fn part(&self, range: &Range<usize>) -> Part<'a> {
        Part { text: &self.text[range.clone()], start: range.start }
    }
}

impl Shape {
    fn new(source: &str, before: Option<String>, after: Option<String>, begins: Vec<char>) -> Self {
        Self {
            pattern: Pattern::new(source.to_string()),
            at_start: Pattern::new(format!("\\A(?:{source})")),
            before: before.map(|p| Pattern::new(format!("(?:{p})$"))),
            after: after.map(|p| Pattern::new(format!("\\A(?:{p})"))),
            begins,
        }
    }

    /// All places of this shape, from left to right, without overlap.
    pub(super) fn find_all<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found<'a>> + 'a {
        let fast = self.pattern.fast(text.len());
        let places = match fast {
            Some(regex) => regex.find_iter(text).map(|m| m.range()).collect(),
            None if self.begins.is_empty() => {
                self.pattern.small().map(|r| r.find_iter(text).map(|m| m.range()).collect()).unwrap_or_default()
            }
            None => self.places_by_letter(text),
        };
        // most texts have none: parts are looked for only in what was found
        places.into_iter().filter(|m| self.fits(text, m)).filter_map(move |whole| match fast {
            Some(regex) => {
                let captures = regex.captures_at(text, whole.start)?;
                let parts = regex.capture_names().flatten().filter_map(|n| Some((n, captures.name(n)?.range())));
                Some(Found { text, whole, parts: parts.collect() })
            }
            None => self.found_at(text, whole.start, text.len()),
        })
    }

    /// The length of this shape right at the start of `text`.
    pub(super) fn length_at_start(&self, text: &str) -> Option<usize> {
        self.at_start.end(near_start(text, NEAR * 2)).filter(|n| *n > 0)
    }

    /// This shape right at the start of `text`.
    pub(super) fn at_start<'a>(&'a self, text: &'a str) -> Option<Found<'a>> {
        self.found_at(text, 0, near_start(text, NEAR * 2).len()).filter(|f| !f.whole.is_empty())
    }

    /// This shape right at byte `at`, looked for up to `end`. No pattern looks at
    /// what stands before it but for the start of a line.
    fn found_at<'a>(&'a self, text: &'a str, at: usize, end: usize) -> Option<Found<'a>> {
        let regex = self.at_start.small()?;
        let captures = regex.captures(&text[at..end])?;
        let moved = |r: Range<usize>| at + r.start..at + r.end;
        let parts = regex.capture_names().flatten().filter_map(|n| Some((n, moved(captures.name(n)?.range()))));
        Some(Found { text, whole: moved(captures.get(0)?.range()), parts: parts.collect() })
    }

    fn places_by_letter(&self, text: &str) -> Vec<Range<usize>> {
        let Some(regex) = self.at_start.small() else { return Vec::new() };
        let mut places: Vec<Range<usize>> = Vec::new();
        for (at, c) in text.char_indices() {
            let free = places.last().is_none_or(|p| p.end <= at);
            if free && self.begins.binary_search(&c).is_ok() {
                places.extend(regex.find(&text[at..]).map(|m| at..at + m.end()));
            }
        }
        places
    }

    fn fits(&self, text: &str, place: &Range<usize>) -> bool {
        let before = near_end(&text[..place.start], NEAR);
        let after = near_start(&text[place.end..], NEAR);
        !self.before.as_ref().is_some_and(|r| r.is_match(before))
            && !self.after.as_ref().is_some_and(|r| r.is_match(after))
    }
}

/// The shape of that name; `None` where the table has none.
pub(super) fn shape(name: &str) -> Option<&'static Shape> {
    SHAPES.get(name)
}

static SHAPES: LazyLock<HashMap<&'static str, Shape>> = LazyLock::new(|| {
    let mut sources: HashMap<&str, String> = HashMap::new();
    let mut shapes = HashMap::new();
    for row in tables::rows(tables::PATTERNS) {
        let Some((name, pattern)) = row.first().zip(row.get(1)) else { continue };
        let source = expand(pattern, &sources);
        let around = |at: usize| row.get(at).filter(|p| !p.trim().is_empty()).map(|p| expand(p, &sources));
        shapes.insert(*name, Shape::new(&source, around(2), around(3), first_letters(pattern, &sources)));
        sources.insert(name, source);
    }
    shapes
});

/// The letters that a pattern can begin with, where it begins with the words of
/// lists, as `(?P<w><times>)` does: such patterns are long.
fn first_letters(pattern: &str, sources: &HashMap<&str, String>) -> Vec<char> {
    let lists = pattern
        .strip_prefix("(?P<")
        .and_then(|p| p.split_once('>'))
        .and_then(|(_, p)| p.split_once(')'))
        .map_or("", |(inside, _)| inside);
    let mut letters = Vec::new();
    for list in lists.split('|') {
        let name = list.strip_prefix('<').and_then(|l| l.strip_suffix('>')).filter(|n| !sources.contains_key(n));
        let Some(name) = name else { return Vec::new() };
        letters.extend(words(name).iter().filter_map(|w| w.chars().next()));
    }
    letters.sort_unstable();
    letters.dedup();
    letters
}

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
            let list: Vec<String> = words(name).iter().map(|w| regex_lite::escape(w)).collect();
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
            let shape = shape(row[0]).unwrap_or_else(|| panic!("{}", row[0]));
            let all = [Some(&shape.pattern), Some(&shape.at_start), shape.before.as_ref(), shape.after.as_ref()];
            for pattern in all.into_iter().flatten() {
                assert!(pattern.small().is_some() && pattern.fast(MANY).is_some(), "{}: {}", row[0], pattern.source);
            }
        }
    }

    /// A place and its named parts.
    type Found<'a> = (Range<usize>, Vec<(&'a str, Range<usize>)>);

    fn places<'a>(shape: &'a Shape, text: &'a str) -> Vec<Found<'a>> {
        shape.find_all(text).map(|f| (f.whole, f.parts)).collect()
    }

    #[test]
    fn one_mail_and_many_are_read_alike() {
        let text = "3月20日(金)の14時30分に注文番号:AB-1029を12,800円で買い、先週土曜に電話090-1234-5678へ。\n昨日10:15、今月中に。";
        for row in tables::rows(tables::PATTERNS) {
            let copy = |p: &Pattern| Pattern::new(p.source.clone());
            let shape = shape(row[0]).unwrap_or_else(|| panic!("{}", row[0]));
            let new = Shape {
                before: shape.before.as_ref().map(copy),
                after: shape.after.as_ref().map(copy),
                ..Shape::new(&shape.pattern.source, None, None, shape.begins.clone())
            };
            let first = places(&new, text);
            let _ = new.pattern.fast(MANY);
            assert_eq!(first, places(&new, text), "{}", row[0]);
        }
    }
}
