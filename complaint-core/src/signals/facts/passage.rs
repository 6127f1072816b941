//! A mail in; the stretches of it that facts are read from out, normalized, with a way back.

use std::{borrow::Cow, ops::Range};

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
    normalized: Cow<'a, Normalized>,
    /// Its words; none for asides.
    pub(super) tokens: &'a [Token],
    /// Its sentences, as byte ranges of [`Passage::text`].
    pub(super) sentences: Vec<Range<usize>>,
    /// Where 「 (true) and 」 stand.
    brackets: Vec<(usize, bool)>,
}

impl<'a> Passage<'a> {
    /// The passages of a mail, in order of appearance.
    pub(super) fn all(doc: &'a Document, body: &str, asides: &[Aside]) -> Vec<Self> {
        let mut all: Vec<Self> = doc
            .stretches()
            .map(|s| {
                let speech = if s.part == Part::Subject { Speech::Subject } else { Speech::Words };
                Self::new(speech, s.part, s.offset, Cow::Borrowed(s.normalized), s.tokens)
            })
            .collect();
        for aside in asides {
            let speech = match aside.kind {
                AsideKind::Form => Speech::Form,
                AsideKind::Signature => Speech::Signature,
                _ => continue,
            };
            let Some(text) = body.get(aside.span.clone()) else { continue };
            let normalized = Cow::Owned(Normalized::new(text));
            all.push(Self::new(speech, Part::Body, aside.span.start, normalized, &[]));
        }
        all.sort_by_key(|p| (p.part, p.offset));
        all
    }

    fn new(speech: Speech, part: Part, offset: usize, normalized: Cow<'a, Normalized>, tokens: &'a [Token]) -> Self {
        let sentences = sentences(&normalized.text);
        let brackets = normalized.text.match_indices(['「', '」']).map(|(at, b)| (at, b == "「")).collect();
        Self { speech, part, offset, normalized, tokens, sentences, brackets }
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
        let near = near_end(&self.text()[..at], LINE);
        let line = at - near.len() + memchr::memrchr(b'\n', near.as_bytes()).map_or(0, |end| end + 1);
        let before = &self.brackets[..self.brackets.partition_point(|b| b.0 < at)];
        let depth: i32 = before.iter().rev().take_while(|b| b.0 >= line).map(|b| if b.1 { 1 } else { -1 }).sum();
        depth > 0
    }

    /// The words inside a byte range.
    pub(super) fn words(&self, span: Range<usize>) -> &'a [Token] {
        let first = self.tokens.partition_point(|t| (t.start as usize) < span.start);
        let end = self.tokens.partition_point(|t| (t.end as usize) <= span.end);
        &self.tokens[first..end.max(first)]
    }
}
