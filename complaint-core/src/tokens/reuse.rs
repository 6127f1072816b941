//! Clauses that were analysed before; their words out.
//!
//! Archives repeat themselves: greetings, signatures, forms. The analyzer looks
//! at each clause by itself (it cuts at 、 and 。, and at ends of lines), so the
//! words of a clause depend on nothing but its text, and the text is the key.
//! Memory is bounded: a clause has one place, where it may drive another out.

use std::hash::{DefaultHasher, Hasher};

use super::Token;

/// Places for clauses.
const PLACES: usize = 1 << 15;
/// Clauses met once are only marked, here; most are never met again.
const MARKS: usize = 1 << 16;
/// Longer clauses are rarely the same, and would take much room.
const LONGEST: usize = 512;

/// What the analyzer ends a clause at.
const ENDS: [char; 4] = ['\n', '\t', '。', '、'];

/// The clauses of a text with their first bytes.
pub(super) fn clauses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(ENDS).map(move |clause| {
        at += clause.len();
        (at - clause.len(), clause)
    })
}

/// A clause and its words, counted from its first byte.
struct Known {
    text: Box<str>,
    words: Box<[Token]>,
    /// Met again since another clause wanted its place.
    used: bool,
}

/// The memory of one thread.
pub(super) struct Clauses {
    places: Vec<Option<Known>>,
    marks: Vec<u32>,
}

fn hash(text: &str) -> u64 {
    let mut h = DefaultHasher::new();
    h.write(text.as_bytes());
    h.finish()
}

impl Clauses {
    pub(super) fn new() -> Self {
        let mut places = Vec::new();
        places.resize_with(PLACES, || None);
        Self { places, marks: vec![0; MARKS] }
    }

    /// Appends the words of a clause that begins at byte `at`, if they are known.
    pub(super) fn append(&mut self, clause: &str, at: usize, out: &mut Vec<Token>) -> bool {
        if clause.len() > LONGEST {
            return false;
        }
        match &mut self.places[hash(clause) as usize % PLACES] {
            Some(known) if *known.text == *clause => {
                known.used = true;
                let at = at as u32;
                out.extend(known.words.iter().map(|t| Token { start: t.start + at, end: t.end + at, ..*t }));
                true
            }
            _ => false,
        }
    }

    /// Learns the words of a clause that begins at byte `at`; at the second time that it is met.
    pub(super) fn learn(&mut self, clause: &str, at: usize, words: &[Token]) {
        if clause.len() > LONGEST {
            return;
        }
        let hash = hash(clause);
        let mark = &mut self.marks[(hash >> 16) as usize % MARKS];
        if std::mem::replace(mark, (hash >> 32) as u32) != (hash >> 32) as u32 {
            return;
        }
        let place = &mut self.places[hash as usize % PLACES];
        match place {
            Some(known) if known.used => known.used = false,
            _ => {
                let at = at as u32;
                let words = words.iter().map(|t| Token { start: t.start - at, end: t.end - at, ..*t }).collect();
                *place = Some(Known { text: clause.into(), words, used: false });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::Analyzer;

    #[test]
    fn clauses_cover_the_text() {
        let text = "お世話になります。\n届かず、困っています";
        let all: Vec<_> = clauses(text).collect();
        assert_eq!(all.iter().map(|c| c.1).collect::<String>(), text);
        assert!(all.iter().all(|(at, c)| text[*at..].starts_with(c)));
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn words_known_are_the_words_found() {
        let analyzer = Analyzer::new().expect("a dictionary");
        let texts = [
            "お世話になります。\n届いた商品が、壊れていました!? どう なって\tいるのですか。",
            "、。\n\n  、届いた商品が、 また壊れて(笑)いました。ＡＢＣ、abc\n\u{3000}、",
            &"とても長い文".repeat(200),
        ];
        let (mut with, mut without) = (analyzer.remembering_worker(), analyzer.worker());
        for _ in 0..4 {
            for text in texts {
                let (mut a, mut b) = (Vec::new(), Vec::new());
                analyzer.tokenize(&mut with, text, &mut a);
                analyzer.tokenize(&mut without, text, &mut b);
                assert_eq!(a, b);
            }
        }
    }
}
