//! Normalized text in; words with part of speech and semantic class out.
//!
//! The adapter to lindera: no other file names its types. No string is made
//! here; a word is its base form's hash and ten bytes from a dense table.

mod reuse;

use complaint_dictionaries::{
    WORDS,
    hash::word_hash,
    word::{Class, Form, Pos, WordInfo},
};
use lindera::{mode::Mode, segmenter::Segmenter, worker::SegmentWorker};

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
    /// Number of the word in the dictionary, [`Token::UNKNOWN`] where it has none.
    pub word_id: u32,
    /// What the dictionary says of it.
    pub info: WordInfo,
}

impl Token {
    /// The `word_id` of a word that the dictionary does not know.
    pub const UNKNOWN: u32 = u32::MAX;

    /// The byte range in the normalized text.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The shared analyzer: the dictionary, immutable.
pub struct Analyzer {
    segmenter: Segmenter,
}

/// One thread's buffers.
pub struct Worker {
    segments: SegmentWorker,
    /// What was analysed before.
    known: Option<Clauses>,
}

/// The dictionary could not be loaded.
#[derive(Debug, thiserror::Error)]
#[error("the dictionary of the analyzer does not load: {0}")]
pub struct AnalyzerError(String);

impl Analyzer {
    /// The built-in dictionary.
    ///
    /// # Errors
    /// When the embedded dictionary does not load.
    pub fn new() -> Result<Self, AnalyzerError> {
        let dictionary = complaint_dictionaries::ipadic().map_err(|e| AnalyzerError(e.to_string()))?;
        Ok(Self { segmenter: Segmenter::new(Mode::Normal, dictionary, None).max_grouping_len(Some(24)) })
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
        let Some(known) = &mut worker.known else { return segment(&mut worker.segments, text, 0, out) };
        for (at, clause) in clauses(text) {
            if !known.append(clause, at, out) {
                let first = out.len();
                segment(&mut worker.segments, clause, at, out);
                known.learn(clause, at, &out[first..]);
            }
        }
    }

    /// The base form of a word of `text`; the word itself where the dictionary
    /// does not know it. For reports and fitting, not for the hot path.
    pub fn base_form<'a>(&'a self, token: &Token, text: &'a str) -> &'a str {
        let details = &self.segmenter.dictionary;
        let base = (token.word_id != Token::UNKNOWN)
            .then(|| details.word_details_iter(token.word_id as usize).nth(BASE_FORM))
            .flatten();
        base.unwrap_or_else(|| text.get(token.range()).unwrap_or_default())
    }
}

/// Appends the words of a text, which begins at byte `offset` of the whole.
fn segment(worker: &mut SegmentWorker, text: &str, offset: usize, out: &mut Vec<Token>) {
    // lindera fails only when a dictionary's data are corrupt: then there are no words
    let Ok(tokens) = worker.segment(text) else { return };
    out.reserve(tokens.len());
    for t in &tokens {
        let known = if t.word_id.is_unknown() { None } else { WordInfo::at(WORDS, t.word_id.id()) };
        let (word_id, info) = match known {
            Some(info) => (t.word_id.id(), info),
            None => (Token::UNKNOWN, unknown(&t.surface)),
        };
        let (start, end) = (offset + t.byte_start, offset + t.byte_end);
        out.push(Token { start: start as u32, end: end as u32, word_id, info });
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
