//! The sentences of the writer's newest words, in place.

use crate::mail::Mail;
use crate::verdict::Verdict;

use super::speech::QuoteWords;

/// A sentence of the newest part.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Sentence<'a> {
    pub(crate) text: &'a str,
    /// Byte range in the body.
    pub(crate) span: (usize, usize),
}

/// The sentences of the writer's newest words, in order. Brackets keep a
/// quotation inside its sentence.
pub(crate) fn sentences<'a>(mail: &'a Mail, verdict: &Verdict, lists: &QuoteWords) -> Vec<Sentence<'a>> {
    let mut all = Vec::new();
    for &(from, to) in &verdict.newest {
        let Some(text) = mail.body.get(from..to) else {
            continue;
        };
        let mut start = 0;
        let mut depth = 0_u32;
        for (at, c) in text.char_indices() {
            let next = at + c.len_utf8();
            match c {
                '「' | '『' | '（' => depth += 1,
                '」' | '』' | '）' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let mark = lists.ends.iter().any(|e| e.starts_with(c));
            if c == '\n' || (mark && depth == 0) {
                push(&mut all, text, from, start, next);
                start = next;
                if c == '\n' {
                    depth = 0;
                }
            }
        }
        push(&mut all, text, from, start, text.len());
    }
    all
}

fn push<'a>(all: &mut Vec<Sentence<'a>>, text: &'a str, offset: usize, from: usize, to: usize) {
    let piece = &text[from..to];
    let trimmed = without_bullet(piece);
    let lead = piece.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    if !trimmed.is_empty() {
        let start = offset + from + lead;
        all.push(Sentence { text: trimmed, span: (start, start + trimmed.len()) });
    }
}

/// The line without a bullet or the number of a list.
pub(super) fn without_bullet(piece: &str) -> &str {
    let bullet = |c: char| c.is_whitespace() || "・●■◆-–*※→".contains(c);
    let bare = piece.trim_start_matches(bullet);
    let number = |c: char| c.is_ascii_digit() || "０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩一二三四五六七八九十".contains(c);
    let rest = bare.trim_start_matches(number);
    let circled = bare.starts_with(|c| ('①'..='⑩').contains(&c));
    match rest.strip_prefix(['、', '.', '．', ')', '）']) {
        Some(text) if rest.len() < bare.len() && !text.starts_with(number) => text.trim_start_matches(bullet),
        _ if circled => rest,
        _ => bare,
    }
}
