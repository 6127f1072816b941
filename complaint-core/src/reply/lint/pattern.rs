//! Patterns over words.
//!
//! A pattern is a row of elements between spaces; each matches whole words.
//!
//! | element | matches |
//! |---|---|
//! | `お詫び` | these characters, from the start of a word to the end of one |
//! | `申し訳*` | the same, the last word may go on |
//! | `<いたす>` | one word with this base form |
//! | `{名詞,サ変接続}` | one word whose part of speech begins so |
//! | `a\|b\|<c>` | any of these |
//! | `@us` | any of the words that `[words]` lists under that name |
//! | `a?` | may be absent |
//! | `…` | up to eight words |
//! | `^`, `$` | start and end of the sentence |

use std::collections::BTreeMap;

use crate::reply::words::Word;

const GAP: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Atom {
    Text { text: String, open: bool },
    Base(String),
    Pos(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Any { atoms: Vec<Atom>, optional: bool },
    Gap,
    Start,
    End,
}

/// A pattern, ready to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    elements: Vec<Element>,
}

/// The words of one sentence, with what must not be matched.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
    pub(crate) masked: &'a [bool],
}

impl Pattern {
    /// Reads a pattern; the error says what is wrong.
    pub(crate) fn parse(source: &str, words: &BTreeMap<String, String>) -> Result<Self, String> {
        let elements: Vec<Element> = source.split_whitespace().map(|e| element(e, words)).collect::<Result<_, _>>()?;
        match elements.iter().any(|e| matches!(e, Element::Any { optional: false, .. })) {
            true => Ok(Self { elements }),
            false => Err(format!("the pattern `{source}` matches nothing in particular")),
        }
    }

    /// Every match in the sentence, as ranges of words, without overlap.
    pub(crate) fn find(&self, row: Row<'_>) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < row.words.len() {
            match matches(&self.elements, row, at) {
                Some(end) if end > at => {
                    found.push((at, end));
                    at = end;
                }
                _ => at += 1,
            }
        }
        found
    }
}

fn element(source: &str, words: &BTreeMap<String, String>) -> Result<Element, String> {
    match source {
        "^" => return Ok(Element::Start),
        "$" => return Ok(Element::End),
        "…" => return Ok(Element::Gap),
        _ => {}
    }
    let (body, optional) = match source.strip_suffix('?') {
        Some(body) if !body.is_empty() && !body.ends_with('|') => (body, true),
        _ => (source, false),
    };
    let mut atoms = Vec::new();
    for alternative in body.split('|') {
        match alternative.strip_prefix('@') {
            Some(name) => {
                let list = words.get(name).ok_or_else(|| format!("no words are listed as `{name}`"))?;
                atoms.extend(list.split('|').map(atom).collect::<Result<Vec<_>, _>>()?);
            }
            None => atoms.push(atom(alternative)?),
        }
    }
    Ok(Element::Any { atoms, optional })
}

fn atom(source: &str) -> Result<Atom, String> {
    let inside = |open: char, close: char| source.strip_prefix(open).and_then(|s| s.strip_suffix(close));
    if source.is_empty() {
        return Err("an empty alternative".to_string());
    }
    Ok(if let Some(base) = inside('<', '>') {
        Atom::Base(base.to_string())
    } else if let Some(pos) = inside('{', '}') {
        Atom::Pos(pos.to_string())
    } else if let Some(text) = source.strip_suffix('*') {
        Atom::Text { text: text.to_string(), open: true }
    } else {
        Atom::Text { text: source.to_string(), open: false }
    })
}

/// The word after the match that starts at `at`.
fn matches(elements: &[Element], row: Row<'_>, at: usize) -> Option<usize> {
    let Some((first, rest)) = elements.split_first() else {
        return Some(at);
    };
    match first {
        Element::Start => (at == 0).then(|| matches(rest, row, at)).flatten(),
        Element::End => (at == row.words.len()).then_some(at),
        Element::Gap => (at..=(at + GAP).min(row.words.len())).find_map(|next| matches(rest, row, next)),
        Element::Any { atoms, optional } => atoms
            .iter()
            .filter_map(|a| after(a, row, at))
            .find_map(|next| matches(rest, row, next))
            .or_else(|| if *optional { matches(rest, row, at) } else { None }),
    }
}

fn after(atom: &Atom, row: Row<'_>, at: usize) -> Option<usize> {
    let word = row.words.get(at)?;
    if row.masked[at] {
        return None;
    }
    match atom {
        Atom::Base(base) => (word.base == *base).then_some(at + 1),
        Atom::Pos(pos) => word.pos.starts_with(pos.as_str()).then_some(at + 1),
        Atom::Text { text, open } => {
            let start = word.span.0;
            let end = start + text.len();
            row.text.get(start..)?.starts_with(text.as_str()).then_some(())?;
            let last = row.words[at..].iter().position(|w| w.span.1 >= end)? + at;
            let whole = *open || row.words[last].span.1 == end;
            (whole && !row.masked[at..=last].contains(&true)).then_some(last + 1)
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::reply::words::Words;

    fn hits(pattern: &str, text: &str) -> usize {
        let words = Words::new().unwrap().cut(text);
        let masked = vec![false; words.len()];
        let lists = BTreeMap::from([("us".to_string(), "弊社|当社".to_string())]);
        Pattern::parse(pattern, &lists).unwrap().find(Row { text, words: &words, masked: &masked }).len()
    }

    #[test]
    fn words_are_matched_whole() {
        assert_eq!(hits("必ず", "必ずご連絡します"), 1);
        assert_eq!(hits("必ず", "必ずしも同じではございません"), 0);
        assert_eq!(hits("だけ <です>", "確認できたのは一部だけです"), 1);
        assert_eq!(hits("だけ", "お待ちいただけますか"), 0);
    }

    #[test]
    fn base_forms_gaps_and_places() {
        assert_eq!(hits("お詫び <いたす>|<申し上げる>", "深くお詫び申し上げます"), 1);
        assert_eq!(hits("^ でも", "でも、確認しました"), 1);
        assert_eq!(hits("^ でも", "店舗でも承ります"), 0);
        assert_eq!(hits("{名詞} … <する>", "確認を担当がすぐにする"), 1);
    }

    #[test]
    fn a_pattern_that_matches_everything_is_refused() {
        let none = BTreeMap::new();
        assert!(Pattern::parse("… a?", &none).is_err());
        assert!(Pattern::parse("a||b", &none).is_err());
    }

    #[test]
    fn lists_of_words_by_name() {
        assert_eq!(hits("@us|店 の", "当社の手続き"), 1);
        assert!(Pattern::parse("@them の", &BTreeMap::new()).unwrap_err().contains("them"));
    }
}
