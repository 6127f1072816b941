//! What was bought: a name in 「」, or the head noun of what was ordered.

use std::ops::Range;

use complaint_dictionaries::word::{Class, Pos};

use super::{
    Sheet,
    passage::{Passage, Speech},
    vocabulary::{holds, is_word, near_end, near_start, shape, word_at_end, word_at_start},
};
use crate::verdict::Fact;

/// A candidate and how much speaks for it.
struct Candidate {
    passage: usize,
    span: Range<usize>,
    score: i32,
}

/// What a candidate needs to be named.
const ENOUGH: i32 = 4;
/// Characters of the longest name.
const LONGEST: usize = 24;

/// The likeliest name, if any is likely enough.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut all = Vec::new();
    for (number, passage) in sheet.passages.iter().enumerate() {
        match passage.speech {
            Speech::Form => fields(number, passage, &mut all),
            Speech::Subject | Speech::Words => {
                quoted(number, passage, &mut all);
                bought(number, passage, &mut all);
                if passage.speech == Speech::Subject {
                    subject(number, passage, &mut all);
                }
            }
            Speech::Signature => {}
        }
    }
    let best = all.iter().max_by_key(|c| (c.score, std::cmp::Reverse((c.passage, c.span.start))));
    let fact = best.filter(|c| c.score >= ENOUGH).and_then(|c| sheet.fact(&sheet.passages[c.passage], c.span.clone()));
    fact.into_iter().collect()
}

/// Form fields: 【商品名】.
fn fields(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let text = passage.text();
    let Some(field) = shape("product_field") else { return };
    for c in field.find_all(text) {
        let Some(value) = c.name("value") else { continue };
        let trimmed = value.as_str().trim();
        let start = value.start() + value.as_str().find(trimmed).unwrap_or(0);
        if !trimmed.is_empty() && trimmed.chars().count() <= 40 {
            out.push(Candidate { passage: number, span: start..start + trimmed.len(), score: 12 });
        }
    }
}

/// Names in 「」 and 『』 that are no speech.
fn quoted(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let text = passage.text();
    let Some(brackets) = shape("brackets") else { return };
    for c in brackets.find_all(text) {
        let Some(name) = c.name("name") else { continue };
        let whole = c.get(0).map_or(name.range(), |m| m.range());
        let n = name.as_str().chars().count();
        if !(2..=LONGEST).contains(&n) || !is_name(passage, name.range()) {
            continue;
        }
        let (before, after) = (near_end(&text[..whole.start], 36), near_start(&text[whole.end..], 36));
        if word_at_start("said_after", after).is_some() {
            continue;
        }
        let last_before = passage.words(whole.start.saturating_sub(24)..whole.start).last().copied();
        let goods_before = last_before.is_some_and(|t| t.end as usize == whole.start && is_noun(t.info.pos));
        let mut score = 3 + i32::from(passage.speech == Speech::Subject) * 2;
        score += i32::from(goods_before) * 3;
        score += i32::from(holds("bought", clause(after))) * 3;
        score += i32::from(holds("bought", before)) * 2;
        score += i32::from(word_at_start("name_after", after).is_some());
        score -= i32::from(holds("place_before", before)) * 3;
        score += i32::from(text.matches(name.as_str()).count() > 1);
        out.push(Candidate { passage: number, span: name.range(), score });
    }
}

fn clause(text: &str) -> &str {
    text.split(['。', '\n', '!', '?']).next().unwrap_or_default()
}

/// Nouns, letters and kana, no sentence.
fn is_name(passage: &Passage<'_>, span: Range<usize>) -> bool {
    let text = &passage.text()[span.clone()];
    if text.contains(['。', '!', '?', '、', '\n', '…']) {
        return false;
    }
    let words = passage.words(span);
    let last = words.last().is_none_or(|t| is_noun(t.info.pos) || matches!(t.info.pos, Pos::Symbol | Pos::CloseBracket | Pos::Adverb | Pos::Alphabet));
    let polite = words.iter().any(|t| t.info.pos == Pos::Auxiliary && t.info.class == Class::None && t.end - t.start > 6);
    last && !polite && !is_word("not_product", text)
}

fn is_noun(pos: Pos) -> bool {
    use Pos::*;
    matches!(pos, Noun | VerbalNoun | AdjectivalNoun | ProperNoun | PlaceName | PersonName | Number | Counter | Suffix | Alphabet | Unknown)
}

/// The noun before を and a verb of buying, or が and one of coming.
fn bought(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let text = passage.text();
    for (i, t) in passage.tokens.iter().enumerate() {
        if !matches!(t.info.pos, Pos::CaseParticle | Pos::TopicParticle | Pos::Comma | Pos::Particle | Pos::CloseBracket | Pos::OpenBracket) && !passage.text()[t.range()].starts_with('の') {
            continue;
        }
        let Some(span) = phrase_before(passage, i) else { continue };
        let name = &text[span.clone()];
        let head = passage.words(span.clone()).last().map(|t| t.info);
        let Some(head) = head else { continue };
        if !is_head(name, head.class, head.pos) {
            continue;
        }
        let (before, after) = (near_end(&text[..span.start], 30), near_start(&text[span.end..], 30));
        let goods = head.class == Class::Goods;
        let mut score = i32::from(goods) * 2;
        score += i32::from(word_at_start("object", after).is_some() && holds("bought", clause(after))) * 3;
        score += i32::from(word_at_end("bought_before", before).is_some()) * 3;
        score += i32::from(span.start < 200);
        score += i32::from(name.chars().count() > 3);
        out.push(Candidate { passage: number, span, score });
    }
}

/// The nouns that end right before word `i`.
fn phrase_before(passage: &Passage<'_>, i: usize) -> Option<Range<usize>> {
    let tokens = passage.tokens;
    let mut first = i;
    while first > 0 && is_noun(tokens[first - 1].info.pos) && tokens[first - 1].end == tokens[first].start {
        first -= 1;
    }
    while first < i && matches!(tokens[first].info.pos, Pos::Number | Pos::Counter | Pos::Suffix) {
        first += 1;
    }
    (first < i).then(|| tokens[first].start as usize..tokens[i - 1].end as usize)
}

fn is_head(name: &str, class: Class, pos: Pos) -> bool {
    let n = name.chars().count();
    (2..=LONGEST).contains(&n)
        && !is_word("not_product", name)
        && !matches!(pos, Pos::Number | Pos::Counter | Pos::PersonName | Pos::PlaceName)
        && matches!(class, Class::Goods | Class::None | Class::Other)
        && name.chars().any(char::is_alphabetic)
}

/// The noun that the subject is about: 掃除機の件, 振袖について.
fn subject(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let text = passage.text();
    let tokens = passage.tokens;
    for i in 1..=tokens.len() {
        let end = tokens[i - 1].end as usize;
        let after = &text[end..];
        let about = word_at_start("about", after).is_some() || after.trim().is_empty();
        if i < tokens.len() && is_noun(tokens[i].info.pos) && tokens[i].start as usize == end {
            continue;
        }
        let Some(span) = phrase_ending(passage, i) else { continue };
        let Some(head) = passage.words(span.clone()).last().map(|t| t.info) else { continue };
        if !is_head(&text[span.clone()], head.class, head.pos) {
            continue;
        }
        let score = 2 + i32::from(head.class == Class::Goods) * 3 + i32::from(about) * 2;
        out.push(Candidate { passage: number, span, score });
    }
}

fn phrase_ending(passage: &Passage<'_>, end: usize) -> Option<Range<usize>> {
    let tokens = passage.tokens;
    let mut first = end;
    while first > 0 && is_noun(tokens[first - 1].info.pos) && (first == end || tokens[first - 1].end == tokens[first].start) {
        first -= 1;
    }
    while first < end && matches!(tokens[first].info.pos, Pos::Number | Pos::Counter | Pos::Suffix) {
        first += 1;
    }
    (first < end).then(|| tokens[first].start as usize..tokens[end - 1].end as usize)
}
