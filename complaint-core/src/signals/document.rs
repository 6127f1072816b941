//! Subject and newest words in; sentences of words out.

use std::ops::Range;

use crate::{
    text::{Normalized, sentences},
    tokens::{Analyzer, Token, Worker},
    verdict::{Part, Place},
};

/// One stretch of a judged text, normalized.
#[derive(Debug)]
struct Stretch {
    part: Part,
    /// Where the stretch begins in its text.
    offset: usize,
    normalized: Normalized,
    /// Its words, as a range of [`Document::tokens`].
    tokens: Range<usize>,
}

/// A stretch as it is lent out.
pub(crate) struct StretchView<'a> {
    pub(crate) part: Part,
    /// Where the stretch begins in its text.
    pub(crate) offset: usize,
    pub(crate) normalized: &'a Normalized,
    pub(crate) tokens: &'a [Token],
}

/// One sentence of the mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Subject or body.
    pub part: Part,
    /// Its words, as a range of [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Number of its stretch.
    stretch: usize,
    /// Byte range in the normalized stretch.
    range: Range<usize>,
}

/// What is judged of a mail: the words of its subject and newest part.
#[derive(Debug, Default)]
pub struct Document {
    stretches: Vec<Stretch>,
    /// The words of all sentences, in order.
    pub tokens: Vec<Token>,
    /// The sentences: the subject's first, then the body's.
    pub sentences: Vec<Sentence>,
}

impl Document {
    /// Splits subject and newest part into sentences and words.
    pub fn new(analyzer: &Analyzer, worker: &mut Worker, subject: &str, body: &str, newest: &[Range<usize>]) -> Self {
        let mut out = Self::default();
        out.push(analyzer, worker, Part::Subject, subject, 0);
        for range in newest {
            if let Some(text) = body.get(range.clone()) {
                out.push(analyzer, worker, Part::Body, text, range.start);
            }
        }
        out
    }

    fn push(&mut self, analyzer: &Analyzer, worker: &mut Worker, part: Part, text: &str, offset: usize) {
        let normalized = Normalized::new(text);
        let stretch = self.stretches.len();
        let begin = self.tokens.len();
        let mut next = begin;
        analyzer.tokenize(worker, &normalized.text, &mut self.tokens);
        for range in sentences(&normalized.text) {
            while next < self.tokens.len() && (self.tokens[next].start as usize) < range.start {
                next += 1;
            }
            let first = next;
            while next < self.tokens.len() && (self.tokens[next].start as usize) < range.end {
                next += 1;
            }
            if first < next {
                self.sentences.push(Sentence { part, tokens: first..next, stretch, range });
            }
        }
        self.stretches.push(Stretch { part, offset, normalized, tokens: begin..self.tokens.len() });
    }

    /// Subject and ranges of the newest part, normalized.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = StretchView<'_>> {
        self.stretches.iter().map(|s| StretchView {
            part: s.part,
            offset: s.offset,
            normalized: &s.normalized,
            tokens: &self.tokens[s.tokens.clone()],
        })
    }

    /// The words of a sentence.
    pub fn words(&self, s: &Sentence) -> &[Token] {
        &self.tokens[s.tokens.clone()]
    }

    /// The normalized text that the words of a sentence point into.
    pub fn text(&self, s: &Sentence) -> &str {
        &self.stretches[s.stretch].normalized.text
    }

    /// The normalized sentence.
    pub fn sentence_text(&self, s: &Sentence) -> &str {
        &self.text(s)[s.range.clone()]
    }

    /// Where a sentence stands in the mail.
    pub fn place(&self, s: &Sentence) -> Place {
        self.place_of(s, s.range.clone())
    }

    /// Where some words of a sentence (by position in it) stand in the mail.
    pub fn place_of_words(&self, s: &Sentence, words: Range<usize>) -> Place {
        let w = &self.words(s)[words];
        match (w.first(), w.last()) {
            (Some(a), Some(b)) => self.place_of(s, a.start as usize..b.end as usize),
            _ => self.place(s),
        }
    }

    fn place_of(&self, s: &Sentence, range: Range<usize>) -> Place {
        let st = &self.stretches[s.stretch];
        let r = st.normalized.original_span(range);
        Place { part: st.part, span: (r.start + st.offset, r.end + st.offset) }
    }
}
