//! Normalized text in; words with part of speech and semantic class out.
//!
//! The adapter to lindera: no other folder names its types. No string is made
//! here; a word is its base form's hash and ten bytes from a dense table.

mod own;
mod reuse;

use complaint_dictionaries::{
    Dictionary, DictionaryError,
    hash::word_hash,
    word::{Class, Form, Pos, WordInfo},
};
use lindera::{mode::Mode, segmenter::Segmenter, worker::SegmentWorker};
use lindera_dictionary::viterbi::{LexType, WordId};

use crate::own::OwnDictionary;
use own::OwnWords;

use reuse::{Clauses, clauses};

/// Position of the base form among IPADIC's details.
const BASE_FORM: usize = 6;

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte in the normalized text.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Number of the word in the dictionary, [`Token::UNKNOWN`] where it has none;
    /// from [`Token::OWN`] on for words of an own dictionary.
    pub word_id: u32,
    /// What the dictionary says of it.
    pub info: WordInfo,
}

impl Token {
    /// The `word_id` of a word that the dictionary does not know.
    pub const UNKNOWN: u32 = u32::MAX;
    /// The first `word_id` of own words.
    pub const OWN: u32 = 1 << 31;

    /// The byte range in the normalized text.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The shared analyzer: the dictionary, immutable.
pub struct Analyzer {
    segmenter: Segmenter,
    dictionary: Dictionary,
    own: OwnWords,
}

/// One thread's buffers.
pub struct Worker {
    segments: SegmentWorker,
    /// What was analysed before.
    known: Option<Clauses>,
}

/// The dictionary could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct AnalyzerError(String);

impl From<DictionaryError> for AnalyzerError {
    fn from(e: DictionaryError) -> Self {
        Self(e.to_string())
    }
}

impl Analyzer {
    /// The built-in dictionary.
    ///
    /// # Errors
    /// When the embedded dictionary does not load.
    pub fn new() -> Result<Self, AnalyzerError> {
        Self::with_words(&OwnDictionary::default())
    }

    /// The built-in dictionary with the words and names of a company.
    ///
    /// # Errors
    /// When the embedded dictionary does not load, or an own word has no model of
    /// how it conjugates: file and line are named.
    pub fn with_words(own: &OwnDictionary) -> Result<Self, AnalyzerError> {
        Self::with_dictionary(Dictionary::built_in()?, own)
    }

    /// A dictionary of the caller with the words and names of a company.
    ///
    /// # Errors
    /// When an own word has no model of how it conjugates: file and line are named.
    pub fn with_dictionary(dictionary: Dictionary, own: &OwnDictionary) -> Result<Self, AnalyzerError> {
        let (user, own) = OwnWords::new(own, &dictionary)?;
        let segmenter = Segmenter::new(Mode::Normal, dictionary.analyzer.clone(), user).max_grouping_len(Some(24));
        Ok(Self { segmenter, dictionary, own })
    }

    /// Buffers for one thread; reuse them.
    pub fn worker(&self) -> Worker {
        Worker { segments: self.segmenter.new_worker(), known: None }
    }

    /// Buffers that remember: clauses met before are not analysed again. The
    /// words are the same, for some megabytes of memory.
    pub fn remembering_worker(&self) -> Worker {
        Worker { known: Some(Clauses::new()), ..self.worker() }
    }

    /// Appends the words of `text` to `out`. White space is left out; it shows as
    /// a gap between the end of one word and the start of the next.
    pub fn tokenize(&self, worker: &mut Worker, text: &str, out: &mut Vec<Token>) {
        let Some(known) = &mut worker.known else { return self.segment(&mut worker.segments, text, 0, out) };
        for (at, clause) in clauses(text) {
            if !known.append(clause, at, out) {
                let first = out.len();
                self.segment(&mut worker.segments, clause, at, out);
                known.learn(clause, at, &out[first..]);
            }
        }
    }

    /// Appends the words of a text, which begins at byte `offset` of the whole.
    fn segment(&self, worker: &mut SegmentWorker, text: &str, offset: usize, out: &mut Vec<Token>) {
        // lindera fails only when a dictionary's data are corrupt: then there are no words
        let Ok(tokens) = worker.segment(text) else { return };
        out.reserve(tokens.len());
        for t in &tokens {
            let (word_id, info) = self.known(t.word_id).unwrap_or_else(|| (Token::UNKNOWN, unknown(&t.surface)));
            let (start, end) = (offset + t.byte_start, offset + t.byte_end);
            out.push(Token { start: start as u32, end: end as u32, word_id, info });
        }
    }

    fn known(&self, id: WordId) -> Option<(u32, WordInfo)> {
        match id.lex_type() {
            LexType::System => Some((id.id(), WordInfo::at(self.dictionary.words(), id.id())?)),
            LexType::User => Some((Token::OWN | id.id(), self.own.get(id.id())?.1)),
            LexType::Unknown => None,
        }
    }

    /// The base form of a word of `text`; the word itself where the dictionary
    /// does not know it. For reports and fitting, not for the hot path.
    pub fn base_form<'a>(&'a self, token: &Token, text: &'a str) -> &'a str {
        let details = &self.segmenter.dictionary;
        let base = match token.word_id {
            Token::UNKNOWN => None,
            own if own >= Token::OWN => self.own.get(own - Token::OWN).map(|w| w.0.as_str()),
            id => details.word_details_iter(id as usize).nth(BASE_FORM),
        };
        base.unwrap_or_else(|| text.get(token.range()).unwrap_or_default())
    }

    /// Part of speech with its subdivisions and the inflection, as IPADIC has them,
    /// joined by commas (`動詞,自立,*,*,五段・ラ行,連用形`); `UNK` for what is not in
    /// it. For replies, not for the hot path.
    pub fn inflection(&self, token: &Token) -> String {
        if token.word_id >= Token::OWN {
            return "UNK".to_string();
        }
        let details = self.segmenter.dictionary.word_details_iter(token.word_id as usize);
        details.take(BASE_FORM).collect::<Vec<_>>().join(",")
    }
}

/// A word that the dictionary does not know, judged by its characters.
fn unknown(surface: &str) -> WordInfo {
    let pos = match surface.chars().next() {
        Some('0'..='9') => Pos::Number,
        Some('a'..='z' | 'A'..='Z') => Pos::Alphabet,
        Some('!' | '?') => Pos::Period,
        Some('(' | '[' | '{' | '<') => Pos::OpenBracket,
        Some(')' | ']' | '}' | '>') => Pos::CloseBracket,
        Some(c) if c.is_alphanumeric() => Pos::Unknown,
        _ => Pos::Symbol,
    };
    WordInfo { lemma: word_hash(surface), pos, form: Form::None, class: Class::None, feeling: 0, cluster: 0 }
}
