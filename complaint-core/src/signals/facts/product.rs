//! What was bought: a name in 「」, a form field, or the head noun of what was ordered.
//!
//! Every name and noun phrase is a candidate; what stands in and around it is
//! weighed by `dictionaries/facts/goods.tsv`, and the best one is named.

use std::ops::Range;

use complaint_dictionaries::word::{Class, Pos};

use super::{
    Sheet,
    passage::{Passage, Speech},
    shapes::shape,
    vocabulary::{goods_weight, holds, is_word, near_end, near_start, word_at_end, word_at_start},
};
use crate::verdict::Fact;

/// A candidate and what is known of it.
struct Candidate {
    passage: usize,
    span: Range<usize>,
    marks: Vec<&'static str>,
}

impl Candidate {
    fn score(&self) -> i32 {
        let brackets = !self.marks.contains(&"noun");
        self.marks.iter().map(|m| goods_weight(m, brackets)).sum()
    }
}

/// Candidates of a mail that are weighed: what it is about is named early.
const MOST: usize = 200;
/// Characters of the longest name.
const LONGEST: usize = 24;
/// Characters of the longest value of a form field.
const LONGEST_FIELD: usize = 40;
/// Bytes around a candidate that are looked at.
const AROUND: usize = 36;

/// The company's own products that are named; else the likeliest name, if any is likely enough.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Fact> {
    let spoken = sheet.passages.iter().filter(|p| p.speech != Speech::Signature);
    let own: Vec<Fact> =
        spoken.flat_map(|p| sheet.own.products(p.text()).into_iter().filter_map(|span| sheet.fact(p, span))).collect();
    if own.is_empty() { guess(sheet) } else { own }
}

fn guess(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut all = Vec::new();
    for (number, passage) in sheet.passages.iter().enumerate() {
        match passage.speech {
            Speech::Form => fields(number, passage, &mut all),
            Speech::Subject | Speech::Words => {
                fields(number, passage, &mut all);
                quoted(number, passage, &mut all);
                nouns(number, passage, &mut all);
            }
            Speech::Signature => {}
        }
    }
    all.truncate(MOST);
    mark_repeated(sheet, &mut all);
    let scored = all.iter().map(|c| (c, c.score()));
    let best = scored.max_by_key(|(c, score)| (*score, std::cmp::Reverse((c.passage, c.span.start))));
    let fact = best
        .filter(|(_, score)| *score >= goods_weight("least", false))
        .and_then(|(c, _)| sheet.fact(&sheet.passages[c.passage], c.span.clone()));
    fact.into_iter().collect()
}

/// Named more than once; another candidate of the mail is a name in brackets.
fn mark_repeated(sheet: &Sheet<'_>, all: &mut [Candidate]) {
    let brackets = all.iter().any(|c| c.marks.contains(&"quoted"));
    for c in all {
        let name = &sheet.passages[c.passage].text()[c.span.clone()];
        let finder = memchr::memmem::Finder::new(name);
        let count: usize = sheet.passages.iter().map(|p| finder.find_iter(p.text().as_bytes()).count()).sum();
        if count > 1 {
            c.marks.push("repeated");
        }
        if count > 3 {
            c.marks.push("often");
        }
        if brackets && !c.marks.contains(&"quoted") {
            c.marks.push("beside-brackets");
        }
    }
}

/// Form fields: 【商品名】.
fn fields(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let Some(field) = shape("product_field") else { return };
    for c in field.find_all(passage.text()) {
        let Some(value) = c.name("value") else { continue };
        let trimmed = value.as_str().trim();
        let start = value.start() + value.as_str().find(trimmed).unwrap_or(0);
        if !trimmed.is_empty() && trimmed.chars().count() <= LONGEST_FIELD {
            out.push(Candidate { passage: number, span: start..start + trimmed.len(), marks: vec!["field"] });
        }
    }
}

/// Names in 「」 and 『』 that are no speech.
fn quoted(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let text = passage.text();
    let Some(brackets) = shape("brackets") else { return };
    for c in brackets.find_all(text) {
        let Some(name) = c.name("name") else { continue };
        let whole = c.whole().range();
        if !(2..=LONGEST).contains(&name.as_str().chars().count()) || !is_name(passage, name.range()) {
            continue;
        }
        let (before, after) = (near_end(&text[..whole.start], AROUND), near_start(&text[whole.end..], AROUND));
        let called = word_at_start("called", after).is_some();
        if !called && word_at_start("said_after", after).is_some() {
            continue;
        }
        let mut marks = vec!["quoted"];
        let kind_before = passage.word_to(whole.start).is_some_and(|t| is_noun(t.info.pos));
        put(&mut marks, kind_before, "kind-before");
        put(&mut marks, called, "called");
        put(&mut marks, holds("place_before", before), "place-before");
        put(&mut marks, after.starts_with('、') || after.starts_with('\n') || after.is_empty(), "ends-line");
        describe(passage, &name.range(), (before, after), &mut marks);
        out.push(Candidate { passage: number, span: name.range(), marks });
    }
}

/// Noun phrases whose head can be goods.
fn nouns(number: usize, passage: &Passage<'_>, out: &mut Vec<Candidate>) {
    let (text, tokens) = (passage.text(), passage.tokens);
    let mut i = 0;
    while i < tokens.len() {
        let first = i;
        while i < tokens.len() && is_noun(tokens[i].info.pos) && (i == first || tokens[i - 1].end == tokens[i].start) {
            i += 1;
        }
        if i == first {
            i += 1;
            continue;
        }
        let begin = (first..i)
            .find(|n| !matches!(tokens[*n].info.pos, Pos::Number | Pos::Counter | Pos::Suffix))
            .unwrap_or(first);
        // 3枚, 200部: how many of it
        let mut end = i;
        while end > begin && matches!(tokens[end - 1].info.pos, Pos::Number | Pos::Counter) {
            end -= 1;
        }
        if end == begin {
            continue;
        }
        let span = tokens[begin].start as usize..tokens[end - 1].end as usize;
        let head = tokens[end - 1].info;
        if !is_head(&text[span.clone()], head.class, head.pos) {
            continue;
        }
        let mut marks = vec!["noun"];
        let (before, after) = (near_end(&text[..span.start], AROUND), near_start(&text[span.end..], AROUND));
        put(&mut marks, passage.inside_quote(span.start), "in-quote");
        put(&mut marks, end < i, "counted");
        put(&mut marks, after.starts_with(['「', '『']), "before-brackets");
        describe(passage, &span, (before, after), &mut marks);
        out.push(Candidate { passage: number, span, marks });
    }
}

/// The marks that all candidates share.
fn describe(passage: &Passage<'_>, span: &Range<usize>, (before, after): (&str, &str), marks: &mut Vec<&'static str>) {
    let text = passage.text();
    let name = &text[span.clone()];
    let words = passage.words(span.clone());
    let clause = after.split(['。', '\n', '!', '?']).next().unwrap_or_default();
    let head = words.last().map(|t| t.info);
    marks.push(match head.map(|h| h.class) {
        Some(Class::Goods) => "goods",
        Some(Class::None) | None => "no-class",
        Some(_) => "other-class",
    });
    put(marks, head.is_some_and(|h| h.pos == Pos::VerbalNoun), "verbal");
    put(marks, words.len() > 1, "compound");
    put(marks, name.chars().count() > 4, "long");
    put(marks, name.chars().any(|c| ('ァ'..='ヴ').contains(&c)), "katakana");
    put(marks, name.chars().any(|c| c.is_ascii_alphanumeric()), "latin");
    put(marks, holds("goods_end", name), "goods-end");
    put(marks, word_at_start("object", after).is_some() && holds("bought", clause), "object-bought");
    put(marks, holds("bought", clause), "bought-behind");
    put(marks, word_at_end("bought_before", before).is_some(), "bought-before");
    put(marks, word_at_end("our_house", before.trim_end_matches(['の', '「', '『'])).is_some(), "of-company");
    put(marks, holds("fault", clause), "fault-behind");
    put(marks, word_at_start("about", after).is_some(), "about");
    put(marks, word_at_end("many_things", before).is_some(), "modified");
    put(marks, before.ends_with('の'), "behind-no");
    if passage.speech == Speech::Subject {
        marks.push("subject");
        put(marks, after.trim().is_empty() || word_at_start("about", after).is_some(), "subject-head");
        return;
    }
    let nth = passage.sentences.partition_point(|s| s.start <= span.start);
    marks.push(match nth {
        0..=2 => "sentence-1-2",
        3..=4 => "sentence-3-4",
        5..=8 => "sentence-5-8",
        _ => "late",
    });
}

fn put(marks: &mut Vec<&'static str>, on: bool, mark: &'static str) {
    if on {
        marks.push(mark);
    }
}

/// Nouns, letters and kana, no sentence.
fn is_name(passage: &Passage<'_>, span: Range<usize>) -> bool {
    let text = &passage.text()[span.clone()];
    if text.contains(['。', '!', '?', '、', '\n', '…']) || is_word("not_product", text) {
        return false;
    }
    let words = passage.words(span);
    let polite = words.iter().any(|t| matches!(t.info.pos, Pos::Auxiliary | Pos::FinalParticle) && t.end - t.start > 6);
    words
        .last()
        .is_none_or(|t| is_noun(t.info.pos) || matches!(t.info.pos, Pos::Symbol | Pos::CloseBracket | Pos::Adverb))
        && !polite
}

fn is_noun(pos: Pos) -> bool {
    use Pos::*;
    matches!(
        pos,
        Noun | VerbalNoun
            | AdjectivalNoun
            | ProperNoun
            | PlaceName
            | PersonName
            | Number
            | Counter
            | Suffix
            | Alphabet
            | Unknown
    )
}

fn is_head(name: &str, class: Class, pos: Pos) -> bool {
    (2..=LONGEST).contains(&name.chars().count())
        && !is_word("not_product", name)
        && !matches!(pos, Pos::Number | Pos::Counter | Pos::PersonName | Pos::PlaceName)
        && matches!(class, Class::Goods | Class::None | Class::Other | Class::Process | Class::System)
        && name.chars().any(char::is_alphabetic)
}
