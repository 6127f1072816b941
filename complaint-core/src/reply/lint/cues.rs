//! Words that speak for or against a rule without deciding it alone, by kind
//! (`cues.toml`); which kinds stand in a sentence, and where, out.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

use super::LintError;
use super::pattern::Row;

/// A kind by name, and the words of the sentence that show it.
pub(crate) type Cue<'a> = (&'a str, (usize, usize));

/// The kinds, ready to be found.
#[derive(Debug)]
pub(crate) struct Cues {
    words: AhoCorasick,
    /// Kind of each word.
    kinds: Vec<usize>,
    names: Vec<String>,
}

impl Cues {
    /// Reads lists of words by the name of their kind.
    pub(crate) fn parse(file: &str, source: &str) -> Result<Self, LintError> {
        let error = |message: String| LintError::Rules { file: file.to_string(), line: 1, message };
        let lists: BTreeMap<String, Vec<String>> = toml::from_str(source).map_err(|e| error(e.to_string()))?;
        let (names, lists): (Vec<String>, Vec<Vec<String>>) = lists.into_iter().unzip();
        let kinds = lists.iter().enumerate().flat_map(|(kind, list)| list.iter().map(move |_| kind)).collect();
        let words = AhoCorasick::new(lists.iter().flatten()).map_err(|e| error(e.to_string()))?;
        Ok(Self { words, kinds, names })
    }

    /// The kinds in the sentence by name, each with the first place that shows it.
    pub(crate) fn find(&self, row: Row<'_>) -> Vec<Cue<'_>> {
        let (Some(first), Some(last)) = (row.words.first(), row.words.last()) else { return Vec::new() };
        let offset = first.span.0;
        let mut places: Vec<Option<(usize, usize)>> = vec![None; self.names.len()];
        for found in self.words.find_overlapping_iter(&row.text[offset..last.span.1]) {
            let (start, end) = (offset + found.start(), offset + found.end());
            let Ok(from) = row.words.binary_search_by_key(&start, |w| w.span.0) else { continue };
            let to = row.words[from..].iter().position(|w| w.span.1 >= end).map_or(row.words.len(), |n| from + n + 1);
            let place = &mut places[self.kinds[found.pattern().as_usize()]];
            if place.is_none() && !row.masked[from..to].contains(&true) {
                *place = Some((from, to));
            }
        }
        let named = self.names.iter().zip(places);
        named.filter_map(|(name, place)| Some((name.as_str(), place?))).collect()
    }
}
