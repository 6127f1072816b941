//! A mail in; the stretches of it that facts are read from out, normalized, with a way back.

use std::ops::Range;

use super::vocabulary::near_end;
use crate::{
    signals::Document,
    text::{Aside, AsideKind, Normalized, sentences},
    tokens::Token,
    verdict::{Fact, Part, Place},
};

/// Bytes of a line that are looked back at.
const LINE: usize = 600;

/// Whose words a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Speech {
    /// The subject.
    Subject,
    /// What the writer says.
    Words,
    /// Fields of a form.
    Form,
    /// Below the words: name, address, numbers.
    Signature,
}

/// A stretch of a judged text.
pub(super) struct Passage<'a> {
    pub(super) speech: Speech,
    part: Part,
    offset: usize,
    normalized: std::borrow::Cow<'a, Normalized>,
    /// Its words; none for asides.
    pub(super) tokens: &'a [Token],
    /// Its sentences, as byte ranges of [`Passage::text`].
    pub(super) sentences: Vec<Range<usize>>,
}

impl<'a> Passage<'a> {
    /// The passages of a mail, in order of appearance.
    pub(super) fn all(doc: &'a Document, body: &str, asides: &[Aside]) -> Vec<Self> {
        let mut all: Vec<Self> = doc
            .stretches()
            .map(|s| Self {
                speech: if s.part == Part::Subject { Speech::Subject } else { Speech::Words },
                part: s.part,
                offset: s.offset,
                normalized: std::borrow::Cow::Borrowed(s.normalized),
                tokens: s.tokens,
                sentences: sentences(&s.normalized.text),
            })
            .collect();
        for aside in asides {
            let speech = match aside.kind {
                AsideKind::Form => Speech::Form,
                AsideKind::Signature => Speech::Signature,
                _ => continue,
            };
            let Some(text) = body.get(aside.span.clone()) else { continue };
            let normalized = Normalized::new(text);
            let sentences = sentences(&normalized.text);
            all.push(Self {
                speech,
                part: Part::Body,
                offset: aside.span.start,
                normalized: std::borrow::Cow::Owned(normalized),
                tokens: &[],
                sentences,
            });
        }
        all.sort_by_key(|p| (p.part, p.offset));
        all
    }

    /// The normalized text.
    pub(super) fn text(&self) -> &str {
        &self.normalized.text
    }

    /// The fact that stands at a byte range of [`Passage::text`].
    pub(super) fn fact(&self, mail: (&str, &str), span: Range<usize>) -> Option<Fact> {
        let r = self.normalized.original_span(span);
        let span = (r.start + self.offset, r.end + self.offset);
        let whole = if self.part == Part::Subject { mail.0 } else { mail.1 };
        let text = whole.get(span.0..span.1).filter(|t| !t.trim().is_empty())?;
        Some(Fact { text: text.to_string(), place: Place { part: self.part, span }, yen: None, date: None, role: None })
    }

    /// The sentence that holds a byte.
    pub(super) fn sentence_at(&self, at: usize) -> Range<usize> {
        let i = self.sentences.partition_point(|s| s.end <= at);
        self.sentences.get(i).filter(|s| s.start <= at).cloned().unwrap_or(at..self.text().len().max(at))
    }

    /// The word that begins at a byte.
    pub(super) fn word_from(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(self.tokens.partition_point(|t| (t.start as usize) < at)).filter(|t| t.start as usize == at)
    }

    /// The word that ends at a byte.
    pub(super) fn word_to(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(self.tokens.partition_point(|t| (t.end as usize) < at)).filter(|t| t.end as usize == at)
    }

    /// Is a 「 open at a byte, on the same line?
    pub(super) fn inside_quote(&self, at: usize) -> bool {
        let line = near_end(&self.text()[..at], LINE).rsplit('\n').next().unwrap_or_default();
        line.matches('「').count() > line.matches('」').count()
    }

    /// The words inside a byte range.
    pub(super) fn words(&self, span: Range<usize>) -> &'a [Token] {
        let first = self.tokens.partition_point(|t| (t.start as usize) < span.start);
        let end = self.tokens.partition_point(|t| (t.end as usize) <= span.end);
        &self.tokens[first..end.max(first)]
    }
}
