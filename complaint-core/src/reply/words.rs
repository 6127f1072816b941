//! The one place where the reply stage obtains words: text in, words with base
//! form and part of speech out.
//!
//! Nothing else in `reply` knows the tokenizer, so that another one can take
//! its place here.

use std::borrow::Cow;

use complaint_dictionaries::Dictionary;
use lindera::{mode::Mode, segmenter::Segmenter};

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
}

/// The dictionary could not be opened, or the text not be cut.
#[derive(Debug, thiserror::Error)]
#[error("cannot cut the text into words: {0}")]
pub struct WordsError(String);

/// Cuts texts into words. Cheap to share between threads.
#[derive(Clone)]
pub struct Words {
    segmenter: Segmenter,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").finish_non_exhaustive()
    }
}

/// Index of the base form among the fields of a dictionary entry.
const BASE: usize = 6;

impl Words {
    /// Opens the built-in dictionary.
    ///
    /// # Errors
    /// When the dictionary that was compiled in cannot be read.
    pub fn new() -> Result<Self, WordsError> {
        Ok(Self::with(&Dictionary::built_in().map_err(|e| WordsError(e.to_string()))?))
    }

    /// Uses a dictionary of the caller.
    pub fn with(dictionary: &Dictionary) -> Self {
        Self { segmenter: Segmenter::new(Mode::Normal, dictionary.analyzer.clone(), None) }
    }

    /// The words of a text in order; white space is no word. A text that cannot
    /// be cut has none.
    pub fn cut(&self, text: &str) -> Vec<Word> {
        let Ok(tokens) = self.segmenter.segment(Cow::Borrowed(text)) else {
            return Vec::new();
        };
        tokens.into_iter().filter_map(word).collect()
    }
}

fn word(mut token: lindera::token::Token<'_>) -> Option<Word> {
    let surface = token.surface.to_string();
    if surface.trim().is_empty() {
        return None;
    }
    let span = (token.byte_start, token.byte_end);
    let details = token.details();
    let pos = details.iter().take(BASE).copied().collect::<Vec<_>>().join(",");
    let base = match details.get(BASE) {
        Some(&b) if b != "*" => b.to_string(),
        _ => surface.clone(),
    };
    Some(Word { surface, base, pos, span })
}
