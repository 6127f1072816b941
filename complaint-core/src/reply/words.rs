//! The one place where the reply stage obtains words: text in, words with base
//! form and part of speech out.
//!
//! Words with their inflection as strings: templates and rules of replies name
//! them so, and a reply is short.

use std::sync::Arc;

use crate::tokens::{Analyzer, AnalyzerError, Token};

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// As written.
    pub surface: String,
    /// Dictionary form; the surface where the dictionary has none.
    pub base: String,
    /// Part of speech with its subdivisions and the inflection, as IPADIC has
    /// them, joined by commas (`動詞,自立,*,*,五段・ラ行,連用形`).
    pub pos: String,
    /// Byte range in the text.
    pub span: (usize, usize),
    /// The word as features are made of it.
    pub(crate) token: Token,
}

/// The dictionary could not be opened.
#[derive(Debug, thiserror::Error)]
#[error("cannot cut the text into words: {0}")]
pub struct WordsError(String);

impl From<AnalyzerError> for WordsError {
    fn from(e: AnalyzerError) -> Self {
        Self(e.to_string())
    }
}

/// Cuts texts into words. Cheap to share between threads.
#[derive(Clone)]
pub struct Words {
    analyzer: Arc<Analyzer>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}

impl Words {
    /// Opens the built-in dictionary.
    ///
    /// # Errors
    /// When the dictionary that was compiled in cannot be read.
    pub fn new() -> Result<Self, WordsError> {
        Ok(Self { analyzer: Arc::new(Analyzer::new()?) })
    }

    /// Cuts words as an analyzer does.
    pub fn of(analyzer: Arc<Analyzer>) -> Self {
        Self { analyzer }
    }

    /// The words of a text in order; white space is no word.
    pub fn cut(&self, text: &str) -> Vec<Word> {
        let mut tokens = Vec::new();
        self.analyzer.tokenize(&mut self.analyzer.worker(), text, &mut tokens);
        let words = tokens.iter().map(|t| Word {
            surface: text[t.range()].to_string(),
            base: self.analyzer.base_form(t, text).to_string(),
            pos: self.analyzer.inflection(t),
            span: (t.range().start, t.range().end),
            token: *t,
        });
        words.filter(|w| !w.surface.trim().is_empty()).collect()
    }
}
