//! A passage in; its expressions of time out, each with the parts that it names.
//!
//! Small shapes (a year, 3月20日, 金曜, 14時) are found one by one and joined
//! where one refines the one before: 先週 + の + 土曜, 4月12日 + 12時.

use std::ops::Range;

use super::{
    numerals::number,
    passage::Passage,
    resolve::{End, Fields},
    shapes::{Found, Shape, shape},
    vocabulary::{Unit, is_word, time_word, word_at_end, word_at_start, words},
};

/// One expression of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Moment {
    /// Byte range in the passage.
    pub(super) span: Range<usize>,
    pub(super) fields: Fields,
    /// How far back the parts reach: 5 year, 4 month, 3 week, 2 day, 1 time of day.
    coarse: u8,
    fine: u8,
}

const YEAR: u8 = 5;
const MONTH: u8 = 4;
const WEEK: u8 = 3;
const DAY: u8 = 2;
const TIME: u8 = 1;

/// The expressions of time of a passage, in order.
pub(super) fn moments(passage: &Passage<'_>) -> Vec<Moment> {
    let text = passage.text();
    let mut atoms = Vec::new();
    for (name, read) in READERS {
        let Some(shape) = shape(name) else { continue };
        atoms.extend(shape.find_all(text).filter_map(|c| read(&c)));
    }
    words_of_time(passage, &mut atoms);
    atoms.sort_by_key(|a: &Moment| (a.span.start, std::cmp::Reverse(a.span.end)));
    let mut out: Vec<Moment> = Vec::new();
    let mut end = 0;
    for atom in atoms {
        if atom.span.start < end {
            continue;
        }
        if atom.coarse == DAY && atom.fields.day.is_some() && !is_day_of_month(text, &atom.span) {
            continue;
        }
        let mut atom = atom;
        atom.span.end = with_tail(text, &atom);
        end = atom.span.end;
        match out.last_mut() {
            // 8月12日〜13日 is one, of the first day
            Some(last)
                if last.fine == DAY
                    && atom.fine == DAY
                    && is_word("range", text[last.span.end..atom.span.start].trim()) =>
            {
                last.span.end = atom.span.end;
            }
            Some(last) if refines(text, last, &atom) => {
                last.span.end = atom.span.end;
                last.fields = last.fields.with(atom.fields);
                last.fine = atom.fine;
            }
            _ => out.push(atom),
        }
    }
    out.retain(|m| m.fields != Fields::default());
    out
}

type Reader = fn(&Found<'_>) -> Option<Moment>;

const READERS: [(&str, Reader); 11] = [
    ("slash", date),
    ("month_day", date),
    ("month_kana_day", date),
    ("short_slash", date),
    ("month", date),
    ("day", date),
    ("month_end", end_word),
    ("within", within),
    ("time", time),
    ("clock", time),
    ("noon", noon),
];

fn moment(c: &Found<'_>, fields: Fields, coarse: u8, fine: u8) -> Option<Moment> {
    Some(Moment { span: c.whole().range(), fields, coarse, fine })
}

fn named(c: &Found<'_>, name: &str) -> Option<i64> {
    c.name(name).and_then(|m| number(m.as_str())).map(|n| n as i64)
}

fn date(c: &Found<'_>) -> Option<Moment> {
    let year = c.name("y").and_then(|y| year(y.as_str()));
    let month = named(c, "m");
    let day = c.name("d").and_then(|d| number(d.as_str()).map(|n| n as i64).or_else(|| kana_day(d.as_str())));
    if month.is_some_and(|m| !(1..=12).contains(&m)) || day.is_some_and(|d| !(1..=31).contains(&d)) {
        return None;
    }
    let end = c.name("part").filter(|p| words("end_part").contains(&p.as_str())).map(|_| End::Month);
    let coarse = if year.is_some() {
        YEAR
    } else if month.is_some() {
        MONTH
    } else {
        DAY
    };
    let fine = if day.is_some() { DAY } else { MONTH };
    moment(c, Fields { year, month, day, end, ..Fields::default() }, coarse, fine)
}

/// A year of the common era or of an era of the table.
fn year(text: &str) -> Option<i64> {
    let eras = words("era");
    for era in eras {
        let (name, first) = era.split_once('=')?;
        if let Some(n) = text.strip_prefix(name) {
            return Some(first.parse::<i64>().ok()? - 1 + number(n)? as i64);
        }
    }
    number(text).map(|n| n as i64)
}

/// The day of the month in kana: its row names the number.
fn kana_day(text: &str) -> Option<i64> {
    words("kana_day").iter().filter_map(|w| w.split_once('=')).find(|(w, _)| *w == text)?.1.parse().ok()
}

fn end_word(c: &Found<'_>) -> Option<Moment> {
    let text = c.whole().as_str();
    let row = words("end_word").iter().filter_map(|w| w.split_once('=')).find(|(w, _)| *w == text);
    let end = row.and_then(|(_, what)| match what {
        "month" => Some(End::Month),
        "year" => Some(End::Year),
        "next-week" => Some(End::NextWeek),
        "week" => Some(End::Week),
        _ => None,
    });
    let anchored = end.is_none();
    moment(c, Fields { end, anchored, ..Fields::default() }, DAY, DAY)
}

fn within(c: &Found<'_>) -> Option<Moment> {
    let (n, unit, kind) = (named(c, "n"), c.name("u")?.as_str(), c.name("k")?.as_str());
    let row = words("span_unit").iter().filter_map(|w| w.split_once('=')).find(|(w, _)| *w == unit);
    let minutes = row.and_then(|(_, m)| m.parse::<i64>().ok()).zip(n).map(|(m, n)| m * n);
    let direction = words("span_end").iter().filter_map(|w| w.split_once('=')).find(|(w, _)| *w == kind)?.1;
    let fields = match direction {
        "within" => Fields { within: minutes, anchored: minutes.is_none(), ..Fields::default() },
        "ago" if minutes.is_some_and(|m| m % (24 * 60) == 0) => {
            Fields { shift: minutes.map(|m| (Unit::Day, -m / (24 * 60))), ..Fields::default() }
        }
        _ => Fields { anchored: true, ..Fields::default() },
    };
    moment(c, fields, DAY, DAY)
}

fn time(c: &Found<'_>) -> Option<Moment> {
    let hour = named(c, "h").filter(|h| *h <= 25)?;
    let later = c.name("ap").is_some_and(|a| words("afternoon").contains(&a.as_str())) && hour < 12;
    let minute = named(c, "min").unwrap_or(if c.name("half").is_some() { 30 } else { 0 });
    let minute = (hour + if later { 12 } else { 0 }) * 60 + minute;
    moment(c, Fields { minute: Some(minute), ..Fields::default() }, TIME, TIME)
}

/// 正午, 夕方: a time of the day without a number.
fn noon(c: &Found<'_>) -> Option<Moment> {
    let part = c.name("part")?.as_str();
    let minute =
        words("part_minute").iter().filter_map(|w| w.split_once('=')).find(|(w, _)| part.contains(w))?.1.parse().ok();
    moment(c, Fields { minute, ..Fields::default() }, TIME, TIME)
}

/// Words of the table: 昨日, 先週, 土曜. Words in kana must be words of the
/// analyzer too, so that they are not found inside others.
fn words_of_time(passage: &Passage<'_>, out: &mut Vec<Moment>) {
    let text = passage.text();
    let Some(shape) = shape("word") else { return };
    for c in shape.find_all(text) {
        let m = c.whole();
        let Some((unit, n)) = time_word(m.as_str()) else { continue };
        if m.as_str().chars().all(|c| ('ぁ'..='ゟ').contains(&c)) && !stands_alone(passage, m.range()) {
            continue;
        }
        let mut fields = Fields::default();
        let level = match unit {
            Unit::Weekday => {
                fields.weekday = Some(i64::from(n));
                DAY
            }
            Unit::Anchor => {
                fields.anchored = true;
                DAY
            }
            Unit::Season => {
                fields.month = Some(i64::from(n) / 100);
                fields.day = Some(i64::from(n) % 100).filter(|d| *d > 0);
                fields.anchored = fields.day.is_none();
                if fields.day.is_some() { DAY } else { MONTH }
            }
            Unit::Next => WEEK,
            unit => {
                fields.shift = Some((unit, i64::from(n)));
                match unit {
                    Unit::Year => YEAR,
                    Unit::Month => MONTH,
                    Unit::Week => WEEK,
                    _ => DAY,
                }
            }
        };
        out.push(Moment { span: m.range(), fields, coarse: level, fine: level });
    }
}

/// 15日 as a date, and no number of days.
fn is_day_of_month(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let follows =
        after.is_empty() || after.starts_with(char::is_whitespace) || word_at_start("day_follow", after).is_some();
    let listed = word_at_end("list_mark", before).is_some();
    let first = is_word("first_day", &text[span.clone()]) && !listed;
    follows && !first && word_at_end("no_day_before", before).is_none()
}

fn stands_alone(passage: &Passage<'_>, span: Range<usize>) -> bool {
    passage.tokens.is_empty() || (passage.word_from(span.start).is_some() && passage.word_to(span.end).is_some())
}

/// The end of an expression with what follows it: (土), の夕方, ごろ, の末.
fn with_tail(text: &str, atom: &Moment) -> usize {
    let mut end = atom.span.end;
    let grow = |shape: Option<&Shape>, end: usize| shape.and_then(|s| s.length_at_start(&text[end..])).map(|n| end + n);
    if atom.fine == DAY {
        end = grow(shape("paren_weekday"), end).unwrap_or(end);
    }
    if atom.fine >= MONTH {
        end = grow(shape("relative_end"), end).unwrap_or(end);
    }
    if atom.fine == DAY {
        end = grow(shape("day_tail"), end).unwrap_or(end);
    }
    grow(shape("tailword"), end).unwrap_or(end)
}

/// Does `next` say more exactly what `last` began to say?
fn refines(text: &str, last: &Moment, next: &Moment) -> bool {
    let gap = &text[last.span.end..next.span.start];
    let weekday =
        last.fine == DAY && next.fields.weekday.is_some() && last.fields.weekday.is_none() && !last.fields.anchored;
    (gap.is_empty() || words("joint").contains(&gap.trim()) || gap == " ") && (next.coarse < last.fine || weekday)
}
