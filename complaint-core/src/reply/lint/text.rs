//! A reply divided into sentences, with what is not linted masked: slots,
//! quoted lines, and the customer's own words.

use crate::mail::Mail;
use crate::reply::draft::slots;
use crate::reply::words::Word;

use super::pattern::Row;

/// One sentence of a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    /// Range of words.
    pub(crate) words: (usize, usize),
    /// Number of its paragraph.
    pub(crate) paragraph: usize,
}

/// A reply, divided.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
    pub(crate) masked: Vec<bool>,
    pub(crate) sentences: Vec<Sentence>,
    /// Slots that stand in the text.
    pub(crate) slots: Vec<(usize, usize)>,
}

impl<'a> Text<'a> {
    pub(crate) fn new(text: &'a str, words: &'a [Word], mail: Option<&Mail>, ends: &[String]) -> Self {
        let slots: Vec<(usize, usize)> = slots(text).into_iter().map(|s| s.span).collect();
        let mut masks = slots.clone();
        masks.extend(quoted_lines(text));
        masks.extend(brackets(text).into_iter().filter(|&(from, to)| is_customers(&text[from..to], mail)));
        let masked = words.iter().map(|w| masks.iter().any(|m| w.span.0 < m.1 && m.0 < w.span.1)).collect();
        Self { text, words, masked, sentences: sentences(text, words, ends), slots }
    }

    /// What patterns match against.
    pub(crate) fn row(&self, sentence: &Sentence) -> Row<'_> {
        let (from, to) = sentence.words;
        Row { text: self.text, words: &self.words[from..to], masked: &self.masked[from..to] }
    }

    /// Bytes of the sentence.
    pub(crate) fn span(&self, sentence: &Sentence) -> (usize, usize) {
        self.span_of_words(sentence.words)
    }

    /// Bytes of a range of words.
    pub(crate) fn span_of_words(&self, (from, to): (usize, usize)) -> (usize, usize) {
        (self.words[from].span.0, self.words[to.max(from + 1) - 1].span.1)
    }
}

fn quoted_lines(text: &str) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut ranges = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.trim_start().starts_with(['>', '＞']) {
            ranges.push((at, at + line.len()));
        }
        at += line.len();
    }
    ranges
}

/// Ranges inside 「…」, outermost.
fn brackets(text: &str) -> Vec<(usize, usize)> {
    let mut ranges = Vec::new();
    let mut open = None;
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '「' => {
                depth += 1;
                if depth == 1 {
                    open = Some(at + c.len_utf8());
                }
            }
            '」' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    ranges.extend(open.take().map(|from| (from, at)));
                }
            }
            '\n' => {
                depth = 0;
                open = None;
            }
            _ => {}
        }
    }
    ranges
}

/// Against a mail, only what stands in the mail is the customer's own.
fn is_customers(quoted: &str, mail: Option<&Mail>) -> bool {
    let plain =
        |s: &str| -> String { s.chars().filter(|c| !c.is_whitespace() && !"「」『』".contains(*c)).collect() };
    let Some(mail) = mail else { return true };
    let quoted = plain(quoted);
    plain(&mail.body).contains(&quoted) || plain(&mail.subject).contains(&quoted)
}

fn sentences(text: &str, words: &[Word], ends: &[String]) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut paragraph = 0;
    for i in 0..words.len() {
        let next = words.get(i + 1);
        let between = next.map_or("", |n| &text[words[i].span.1..n.span.0]);
        let ended = ends.contains(&words[i].surface) || between.contains('\n') || next.is_none();
        if ended {
            all.push(Sentence { words: (start, i + 1), paragraph });
            start = i + 1;
        }
        if between.matches('\n').count() > 1 {
            paragraph += 1;
        }
    }
    all
}
