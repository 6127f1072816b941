//! Own products and people in; the places of their names in a text out.

use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::{OwnDictionary, OwnName};

/// Products and people, ready to be looked for.
#[derive(Debug, Default)]
pub(crate) struct OwnNames {
    products: Option<AhoCorasick>,
    staff: Option<AhoCorasick>,
}

impl OwnNames {
    /// The names of a dictionary.
    pub(crate) fn new(own: &OwnDictionary) -> Self {
        Self { products: search(&own.products), staff: search(&own.staff) }
    }

    /// Where products are named in a normalized text.
    pub(crate) fn products(&self, text: &str) -> Vec<Range<usize>> {
        places(self.products.as_ref(), text)
    }

    /// Where people are named in a normalized text.
    pub(crate) fn staff(&self, text: &str) -> Vec<Range<usize>> {
        places(self.staff.as_ref(), text)
    }
}

/// Nothing to search where there is no name; names too many for the search are
/// none either, which no company has.
fn search(names: &[OwnName]) -> Option<AhoCorasick> {
    let spellings: Vec<&String> = names.iter().flat_map(|n| &n.spellings).collect();
    let builder =
        || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).ascii_case_insensitive(true).build(&spellings);
    (!spellings.is_empty()).then(builder).and_then(Result::ok)
}

fn places(search: Option<&AhoCorasick>, text: &str) -> Vec<Range<usize>> {
    let found = search.into_iter().flat_map(|s| s.find_iter(text)).map(|m| m.range());
    found.filter(|r| stands_alone(text, r)).collect()
}

/// Not a part of a longer word in the same letters.
fn stands_alone(text: &str, r: &Range<usize>) -> bool {
    let joined = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| letters(a).is_some() && letters(a) == letters(b))
    };
    let (before, inside, after) = (&text[..r.start], &text[r.clone()], &text[r.end..]);
    !joined(before.chars().next_back(), inside.chars().next())
        && !joined(inside.chars().next_back(), after.chars().next())
}

/// Letters that run on in one word. Words in kanji join without ending, so they are none.
fn letters(c: char) -> Option<u8> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(0),
        '0'..='9' => Some(1),
        'ァ'..='ヺ' | 'ー' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_alone_and_the_longest_counts() {
        let own = OwnDictionary::from_texts([("products.tsv", "name\nモップ\nモップX2\nAir\n")]).expect("reads");
        let found = |text: &str| {
            OwnNames::new(&own).products(text).into_iter().map(|r| text[r].to_string()).collect::<Vec<_>>()
        };
        assert_eq!(found("モップx2とモップ"), ["モップx2", "モップ"]);
        assert_eq!(found("モップス、Airport、モップX20"), Vec::<String>::new());
        assert_eq!(found("AIRが届かない"), ["AIR"]);
    }
}
