//! Dates and times named as an event.

use std::collections::HashSet;

use super::{
    Sheet,
    passage::Passage,
    resolve::{Fields, Lean},
    vocabulary::{Unit, holds, is_word, near_end, near_start, word_at_end, word_at_start},
};
use crate::verdict::Fact;

/// A place in the passages: number of the passage and first byte.
pub(super) type Spot = (usize, usize);

/// The events; `taken` are the places of deadlines.
pub(super) fn find(sheet: &Sheet<'_>, taken: &HashSet<Spot>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut month = None;
    for (number, (passage, moments)) in sheet.passages.iter().zip(&sheet.moments).enumerate() {
        for m in moments {
            let day = sheet.now.and_then(|now| m.fields.resolve(now, lean(passage, m.span.end), month));
            if let Some((y, mo, _)) = day.map(|d| d.civil()) {
                month = Some((y, mo));
            }
            if taken.contains(&(number, m.span.start)) || !is_event(passage, &m.fields, &m.span) {
                continue;
            }
            facts.extend(sheet.fact(passage, m.span.clone()).map(|f| Fact { date: day.map(|d| d.iso()), ..f }));
        }
    }
    facts
}

/// Is it told in the same clause that it has happened?
fn lean(passage: &Passage<'_>, at: usize) -> Lean {
    let clause = near_start(&passage.text()[at..], 60);
    // with its 。, since some words of what happened end in one
    let end = clause
        .find(['、', '\n', '。'])
        .map_or(clause.len(), |i| i + if clause[i..].starts_with('。') { '。'.len_utf8() } else { 0 });
    if word_at_start("at", clause).is_some() && holds("happened", &clause[..end]) { Lean::Past } else { Lean::Event }
}

fn is_event(passage: &Passage<'_>, fields: &Fields, span: &std::ops::Range<usize>) -> bool {
    let text = passage.text();
    let (before, after) = (near_end(&text[..span.start], 24), near_start(&text[span.end..], 24));
    if word_at_start("no_event_after", after).is_some() || word_at_end("no_event_before", before).is_some() {
        return false;
    }
    if fields.only_time() || fields.within.is_some() || (fields.anchored && fields.day.is_none()) {
        return false;
    }
    let words = &text[span.clone()];
    if is_word("today", words) {
        return opens_report(passage, span);
    }
    !is_word("vague_time", words) && !matches!(fields.shift, Some((Unit::Now, _)))
}

/// 今日 at the start of one of the first sentences, before what happened.
fn opens_report(passage: &Passage<'_>, span: &std::ops::Range<usize>) -> bool {
    let text = passage.text();
    let sentence = passage.sentence_at(span.start);
    let first = passage.sentences.iter().take(FIRST).any(|s| s.start == span.start);
    first
        && (text[span.end..].starts_with(' ') || word_at_start("today_follow", &text[span.end..]).is_some())
        && sentence.len() > 30
}

/// Sentences in which 今日 is likely the day of the matter.
const FIRST: usize = 4;
