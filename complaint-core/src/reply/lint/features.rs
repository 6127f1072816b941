//! One sentence of a reply in; its features out: its words, as
//! [`signals::features`](crate::signals::features) makes features of them, what the
//! patterns say of it, the marks in it and beside it, and whose fault it was.
//!
//! What is masked (slots, the customer's own words) makes no features.

use complaint_dictionaries::hash::{feature_key, word_hash};

use crate::reply::options::Fault;
use crate::reply::words::Word;
use crate::signals::features::{Setting, Sink, Template, extract};
use crate::tokens::Token;

use super::Run;
use super::rules::MARKS;

/// The letter of the names of features that only replies have.
const OWN: u8 = b'l';

/// Receives the features of a sentence; words are counted from its first.
pub(crate) trait Listener {
    /// A feature of these words, and their range in the sentence.
    fn spoken(&mut self, key: u64, template: Template, parts: &[u32], words: &[&Word], places: (usize, usize));
    /// A feature of the sentence as a reply's, with the words that show it.
    fn own(&mut self, key: u64, name: &str, places: Option<(usize, usize)>);
}

/// What the patterns of one rule say of one sentence.
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    /// Place of the rule among the rules.
    pub(crate) rule: usize,
    /// Ranges of words, counted from the first of the sentence.
    pub(crate) places: Vec<(usize, usize)>,
    /// An exception or a mark excuses it.
    pub(crate) excused: bool,
}

/// Characters of the shortest and the longest piece of a sentence.
const PIECES: std::ops::RangeInclusive<usize> = 2..=4;

impl Run<'_> {
    /// Gives the features of a sentence, of which the patterns say `hits`.
    pub(super) fn features(&self, at: usize, hits: &[Hit], listener: &mut impl Listener) {
        let mut own = |name: &str, places: Option<(usize, usize)>| {
            listener.own(feature_key(OWN, &[word_hash(name)]), name, places);
        };
        for hit in hits {
            let id = &self.rules().rules[hit.rule].id;
            let how = if hit.excused { "excused" } else { "pattern" };
            own(&format!("{how}:{id}"), hit.places.first().copied());
        }
        own(&format!("fault:{}", self.context.fault), None);
        self.beside(at, &mut own);
        self.cues(at, &mut own);
        self.pieces(at, &mut own);
        self.spoken(at, listener);
    }

    /// Marks in the sentence, and marks and kinds of words in its neighbours.
    fn beside(&self, at: usize, own: &mut impl FnMut(&str, Option<(usize, usize)>)) {
        let paragraph = |i: usize| self.text.sentences.get(i).map(|s| s.paragraph);
        let before = at.checked_sub(1);
        for (side, place) in [("here", Some(at)), ("before", before), ("after", Some(at + 1))] {
            let Some(place) = place.filter(|&i| paragraph(i) == paragraph(at)) else {
                own(&format!("{side}:none"), None);
                continue;
            };
            for (mark, _) in MARKS.iter().zip(&self.marks[place]).filter(|(_, stands)| **stands) {
                own(&format!("{side}:{mark}"), None);
            }
        }
        for (side, place) in [("before", before), ("after", Some(at + 1))] {
            for (name, _) in place.and_then(|i| self.cues.get(i)).into_iter().flatten() {
                own(&format!("{side}:cue:{name}"), None);
            }
        }
        let (from, to) = self.text.sentences[at].words;
        if self.text.masked[from..to].contains(&true) {
            own("masked", None);
        }
    }

    /// Kinds of words, alone and two by two.
    fn cues(&self, at: usize, own: &mut impl FnMut(&str, Option<(usize, usize)>)) {
        let cues = &self.cues[at];
        let ours = matches!(self.context.fault, Fault::Confirmed | Fault::Partial);
        for (i, (name, place)) in cues.iter().enumerate() {
            own(&format!("cue:{name}"), Some(*place));
            if ours {
                own(&format!("cue:{name}+ours"), Some(*place));
            }
            for (other, _) in &cues[i + 1..] {
                own(&format!("cue:{name}+{other}"), Some(*place));
            }
        }
    }

    /// Pieces of the sentence as written, and its beginning.
    fn pieces(&self, at: usize, own: &mut impl FnMut(&str, Option<(usize, usize)>)) {
        let (from, to) = self.text.sentences[at].words;
        let open = (from..to).filter(|&i| !self.text.masked[i]);
        let chars: Vec<(usize, char)> =
            open.flat_map(|i| self.text.words[i].surface.chars().map(move |c| (i - from, c))).collect();
        for size in PIECES {
            for (start, piece) in chars.windows(size).enumerate() {
                let text: String = piece.iter().map(|(_, c)| c).collect();
                let places = piece.first().zip(piece.last()).map(|(a, b)| (a.0, b.0 + 1));
                own(&format!("text:{text}"), places);
                if start == 0 {
                    own(&format!("start:{text}"), places);
                }
            }
        }
    }

    fn spoken(&self, at: usize, listener: &mut impl Listener) {
        let (from, to) = self.text.sentences[at].words;
        let open = (from..to).filter(|&i| !self.text.masked[i]);
        let (words, places): (Vec<&Word>, Vec<usize>) = open.map(|i| (&self.text.words[i], i - from)).unzip();
        let tokens: Vec<Token> = words.iter().map(|w| w.token).collect();
        let last = self.text.sentences.len().saturating_sub(1);
        // a sentence alone has no place
        let position = if last == 0 { 0.5 } else { at as f32 / last as f32 };
        let setting = Setting { position, ..Setting::default() };
        extract(&tokens, setting, &mut Spoken { listener, words: &words, places: &places });
    }
}

/// Passes features on with the places that the words have in the sentence.
struct Spoken<'a, L> {
    listener: &'a mut L,
    words: &'a [&'a Word],
    places: &'a [usize],
}

impl<L: Listener> Sink for Spoken<'_, L> {
    fn feature(&mut self, template: Template, parts: &[u32], first: usize, last: usize) {
        if let (Some(words), Some(&from), Some(&to)) =
            (self.words.get(first..=last), self.places.get(first), self.places.get(last))
        {
            self.listener.spoken(feature_key(template as u8, parts), template, parts, words, (from, to + 1));
        }
    }
}
