//! By when the writer wants an answer or action.

use std::{collections::HashSet, ops::Range};

use super::{
    Sheet,
    calendar::{Day, Now},
    dates::Spot,
    moments::Moment,
    passage::{Passage, Speech},
    resolve::Lean,
    shapes::shape,
    vocabulary::{Unit, holds, is_word, near_end, near_start, places, word_at_end, word_at_start, words},
};
use crate::verdict::Fact;

/// The deadlines of a mail.
#[derive(Default)]
pub(super) struct Wanted {
    pub(super) facts: Vec<Fact>,
    /// Where they stand.
    pub(super) taken: HashSet<Spot>,
    /// One is within 24 hours of the mail's date.
    pub(super) close: bool,
}

/// How far behind an expression the demand may stand, in bytes.
const REACH: usize = 180;
/// The same for a demand right behind 今日, without まで.
const NEAR: usize = 45;

/// Finds them: an expression of time with まで, 中, 以内 and a demand behind it;
/// 今日, 今夜 right before a demand; a date that それまで points back to.
pub(super) fn find(sheet: &Sheet<'_>) -> Wanted {
    let mut wanted = Wanted::default();
    for (number, (passage, moments)) in sheet.passages.iter().zip(&sheet.moments).enumerate() {
        if matches!(passage.speech, Speech::Signature | Speech::Form) {
            continue;
        }
        let mut found: Vec<(usize, Range<usize>)> = Vec::new();
        for (i, m) in moments.iter().enumerate() {
            let last = i.checked_sub(1).map(|i| &moments[i]);
            if let Some(end) = limit(passage, m, last) {
                found.push((i, m.span.start..end));
            }
        }
        if found.is_empty() {
            found.extend(pointed_at(passage, moments).map(|i| (i, moments[i].span.clone())));
        }
        for (i, span) in found {
            add(sheet, &mut wanted, (number, passage), &moments[i], span);
        }
    }
    wanted
}

fn add(
    sheet: &Sheet<'_>,
    wanted: &mut Wanted,
    (number, passage): (usize, &Passage<'_>),
    m: &Moment,
    span: Range<usize>,
) {
    let text = &passage.text()[span.clone()];
    let due = sheet.now.and_then(|now| m.fields.resolve(now, Lean::Deadline, None).map(|d| (now, d)));
    let Some(fact) = sheet.fact(passage, span.clone()) else { return };
    wanted.facts.push(Fact { date: due.map(|(_, d)| d.iso()), ..fact });
    wanted.taken.insert((number, m.span.start));
    wanted.close |= due.is_some_and(|(now, day)| is_close(now, day, minute(m, text)));
}

/// The minute of the day that is named, by number or by word.
fn minute(m: &Moment, text: &str) -> Option<i64> {
    let by_word = || {
        words("part_minute").iter().filter_map(|w| w.split_once('=')).find(|(w, _)| text.contains(w))?.1.parse().ok()
    };
    m.fields.minute.or_else(by_word)
}

/// Within 24 hours; a day without an hour counts from its start.
fn is_close(now: Now, day: Day, minute: Option<i64>) -> bool {
    let minutes = (day.0 - now.day.0) * 24 * 60 + minute.unwrap_or(0) - now.minute;
    day >= now.day && minutes <= 24 * 60
}

/// The end of the expression with its まで or 中, where something is wanted by then.
fn limit(passage: &Passage<'_>, m: &Moment, last: Option<&Moment>) -> Option<usize> {
    let text = passage.text();
    let before = near_end(&text[..m.span.start], 24);
    let now = matches!(m.fields.shift, Some((Unit::Now, _)));
    if now || word_at_end("no_deadline_before", before).is_some() || passage.inside_quote(m.span.start) {
        return None;
    }
    let Some(until) = shape("until").and_then(|s| s.at_start(&text[m.span.end..])) else {
        return without_until(passage, m, before).then_some(m.span.end);
    };
    let end = m.span.end + until.whole().end();
    let Some(kept) = until.name("keep") else { return Some(m.span.end) };
    let up_to = word_at_start("up_to", kept.as_str()).is_some();
    let past = up_to && matches!(m.fields.shift, Some((Unit::Day | Unit::Week | Unit::Month | Unit::Year, n)) if n < 0);
    let until_now =
        up_to && matches!(m.fields.shift, Some((Unit::Day, 0))) && minute(m, &text[m.span.clone()]).is_none();
    let vague = m.fields.anchored || m.fields.only_time();
    let clause = rest_of_clause(passage, end, if vague { NEAR } else { REACH });
    let wanted = match (up_to, holds("deadline_particle", kept.as_str())) {
        (true, true) if !vague => !told(clause) || demands(clause),
        (true, false) if !vague => word_at_start("wait", clause).is_some() || demands(near_start(clause, NEAR)),
        _ => demands(clause),
    };
    let end = m.span.end + kept.start() + without_particle(kept.as_str());
    (wanted && !past && !until_now && !is_range(text, m, last)).then_some(end)
}

/// 今日 or 明日の朝 right before a demand, 期限: before the expression.
fn without_until(passage: &Passage<'_>, m: &Moment, before: &str) -> bool {
    let labelled = word_at_end("deadline_label", before.trim_end()).is_some()
        && word_at_end("other_limit", before.trim_end_matches(['は', ':', ' '])).is_none();
    let clause = rest_of_clause(passage, m.span.end, NEAR).split('「').next().unwrap_or_default();
    let pressing = matches!(m.fields.shift, Some((Unit::Day, 0 | 1))) && holds("press", clause) && !told(clause);
    let expression = &passage.text()[m.span.clone()];
    let tomorrow_early = matches!(m.fields.shift, Some((Unit::Day, 1)))
        && minute(m, expression).is_some()
        && word_at_start("at", &passage.text()[m.span.end..]).is_some();
    let ends_itself = tomorrow_early || word_at_end("own_end", expression).is_some();
    labelled || pressing || (ends_itself && demands(rest_of_clause(passage, m.span.end, REACH)))
}

/// 朝10時から夕方5時まで: the end of a stretch of time.
fn is_range(text: &str, m: &Moment, last: Option<&Moment>) -> bool {
    let gap = last.filter(|l| l.span.end <= m.span.start).map(|l| text[l.span.end..m.span.start].trim());
    gap.is_some_and(|g| is_word("from", g))
}

/// The length of まで of までに.
fn without_particle(text: &str) -> usize {
    words("deadline_particle").iter().find_map(|p| text.strip_suffix(p)).unwrap_or(text).len()
}

/// What follows in the sentence.
fn rest_of_clause<'a>(passage: &'a Passage<'_>, at: usize, reach: usize) -> &'a str {
    let sentence = passage.sentence_at(at.saturating_sub(1));
    let end = sentence.end.max(at);
    near_start(&passage.text()[at..end], reach)
}

/// Something is asked for, and it is not told what somebody had promised.
fn demands(clause: &str) -> bool {
    let first = |list: &str| words(list).iter().filter_map(|w| clause.find(w)).min();
    match (first("demand"), first("promise")) {
        (Some(_), None) => true,
        (Some(d), Some(p)) => d < p,
        (None, _) => !clause.chars().any(char::is_alphanumeric),
    }
}

/// It is told what was promised or done.
fn told(clause: &str) -> bool {
    holds("promise", clause)
}

/// The expressions that それまで or その前 points back to: the last one before it.
fn pointed_at(passage: &Passage<'_>, moments: &[Moment]) -> impl Iterator<Item = usize> {
    let text = passage.text();
    let mut found = Vec::new();
    for (word, at) in places("before_then", text) {
        let before = &moments[..moments.partition_point(|m| m.span.end <= at)];
        let near = before.iter().enumerate().rev().take_while(|(_, m)| at - m.span.end < REACH);
        let last = near.filter(|(_, m)| !m.fields.only_time()).map(|(i, _)| i).next();
        let asked = holds("ask", rest_of_clause(passage, at + word.len(), REACH));
        found
            .extend(last.filter(|i| asked && word_at_start("no_event_after", &text[moments[*i].span.end..]).is_none()));
    }
    found.sort_unstable();
    found.dedup();
    found.into_iter()
}
