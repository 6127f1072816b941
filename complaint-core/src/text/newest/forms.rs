//! Mails that a web form writes: `【お名前】…【お問い合わせ内容】…`.
//!
//! The writer's words are the values of the inquiry fields. Labels, the other
//! fields and what the form's program says around them are set aside.

use std::ops::Range;

use crate::text::AsideKind;

use super::evidence;
use super::fields::{Field, field};
use super::lines::{Line, head};
use super::sheet::Sheet;
use super::vocabulary::{FORM_PHRASES, FieldRole, key};

/// The longest word, in characters, of a list to choose from.
const CHOICE: usize = 15;

/// Sets aside what is not the writer's in a range, if it is a form.
pub(super) fn set_aside(sheet: &mut Sheet<'_>, range: Range<usize>) {
    if let Some(words) = passed_on(sheet, range.clone()) {
        sheet.set_aside(range.start..words.start, AsideKind::Form);
        sheet.set_aside(words.end..range.end, AsideKind::Form);
        return;
    }
    let fields: Vec<Field> =
        range.clone().filter(|at| sheet.kinds[*at].is_none()).filter_map(|at| field(at, &sheet.lines[at])).collect();
    if !is_form(sheet, &fields, range.clone()) {
        return;
    }
    let end = footer(sheet, fields[0].line..range.end);
    sheet.set_aside(end..range.end, AsideKind::Form);
    introduction(sheet, range.start..fields[0].line);
    let mut open: Option<Field> = None;
    for (at, field) in fields.iter().enumerate().take_while(|(_, field)| field.line < end) {
        // Inside the writer's words only labels of the form's own shape end them.
        if open.is_some_and(|open| open.style != field.style) {
            continue;
        }
        let next = fields.get(at + 1).map(|next| next.line);
        open = None;
        if field.role == FieldRole::Inquiry && !is_choice(sheet, &fields, at, end) {
            begin_words(sheet, field);
            open = Some(*field);
        } else {
            other_field(sheet, field, next.unwrap_or(end).min(end));
        }
    }
}

/// The writer's words between the lines with which a marketplace passes them on
/// (`---- Begin message ----`, `---- End message ----`).
fn passed_on(sheet: &Sheet<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let says = |at: usize, phrases: &[String]| {
        evidence::between_dashes(head(sheet.lines[at].text, 200))
            .map(|inner| key(inner.trim_end_matches([':', '：'])))
            .is_some_and(|inner| phrases.contains(&inner))
    };
    let begin = range.clone().find(|at| says(*at, &FORM_PHRASES.begin))? + 1;
    let end = (begin..range.end).find(|at| says(*at, &FORM_PHRASES.end))?;
    sheet.any_speaks(begin..end).then_some(begin..end)
}

/// Whether the fields are those of a form: what tells the person stands before
/// an inquiry field or has its shape, or a form program speaks above them.
fn is_form(sheet: &Sheet<'_>, fields: &[Field], range: Range<usize>) -> bool {
    let inquiry = |field: &Field| field.role == FieldRole::Inquiry;
    let Some(first) = fields.iter().position(inquiry) else {
        return false;
    };
    let written = fields.iter().enumerate().skip(first).any(|(at, field)| {
        let next = fields.get(at + 1).map_or(range.end, |next| next.line);
        inquiry(field) && (has_value(sheet, field) || sheet.any_speaks(field.line + 1..next))
    });
    let style = fields[first].style;
    let alike = |at: usize| style.is_some() && fields[at].style == style;
    let person = fields.iter().position(|field| tells_person(sheet, field));
    let told = person.is_some_and(|person| person < first || alike(person));
    let labelled = fields.len() >= 3 && first > 0 && alike(0);
    let spoken = fields.len() >= 2 && range.take(200).any(|at| is_said_above(&sheet.lines[at]));
    written && (told || labelled || spoken)
}

/// Whether a field says who writes: a name, or a number or address to reach
/// them; not a complaint's own `電話：何度も`.
fn tells_person(sheet: &Sheet<'_>, field: &Field) -> bool {
    let value = value(sheet, field);
    let short = value.chars().count() <= 60 && !evidence::ends_like_sentence(value);
    let digits = value.chars().filter(|c| c.is_numeric()).count();
    let reached = digits >= 6 || evidence::has_address(value);
    match field.role {
        FieldRole::Name => short,
        FieldRole::Person => short && (reached || (value.is_empty() && field.style.is_some())),
        FieldRole::Inquiry | FieldRole::Meta => false,
    }
}

/// The value beside a label.
fn value<'a>(sheet: &Sheet<'a>, field: &Field) -> &'a str {
    let line = &sheet.lines[field.line];
    line.raw.get(field.value - line.start..).unwrap_or("").trim()
}

fn has_value(sheet: &Sheet<'_>, field: &Field) -> bool {
    !value(sheet, field).is_empty()
}

/// Whether an inquiry field holds a word chosen from a list (`【ご用件】その他`)
/// and the words stand in another one.
fn is_choice(sheet: &Sheet<'_>, fields: &[Field], at: usize, end: usize) -> bool {
    let long = |at: usize| {
        let next = fields.get(at + 1).map_or(end, |next| next.line.min(end));
        value(sheet, &fields[at]).chars().count() > CHOICE
            || sheet.any_speaks(fields[at].line + 1..next.max(fields[at].line + 1))
    };
    let neighbour = |next: usize| next < fields.len() && fields[next].role == FieldRole::Inquiry;
    !long(at)
        && !value(sheet, &fields[at]).is_empty()
        && ((neighbour(at + 1) && long(at + 1)) || (at > 0 && neighbour(at - 1) && long(at - 1)))
}

/// The label of an inquiry field is set aside, its value kept.
fn begin_words(sheet: &mut Sheet<'_>, field: &Field) {
    if has_value(sheet, field) {
        sheet.keep_from(field.line, field.value, AsideKind::Form);
    } else {
        sheet.set_aside(field.line..field.line + 1, AsideKind::Form);
    }
}

/// A field that is not the writer's words, with the lines of its value: those
/// at once below it, and below a blank line what looks like a field unknown to
/// the table. A sentence is the writer's all the same.
fn other_field(sheet: &mut Sheet<'_>, field: &Field, end: usize) {
    let mut apart = false;
    let mut next = field.line + 1;
    let mut valued = has_value(sheet, field);
    while next < end {
        let text = sheet.lines[next].text;
        let sentence = evidence::ends_like_sentence(text) || text.contains('。');
        if sentence || text.chars().count() > 60 || (apart && !has_label(text, field.style)) {
            break;
        }
        valued |= !text.is_empty();
        apart = text.is_empty() && valued;
        next += 1;
    }
    sheet.set_aside(field.line..next, AsideKind::Form);
}

/// Whether a line has the shape of a field of the same form.
fn has_label(text: &str, style: Option<char>) -> bool {
    match style {
        _ if text.is_empty() => true,
        Some(mark) => text.starts_with(mark),
        None => head(text, 45).contains([':', '：']),
    }
}

/// What the form's program says above the fields, down to its phrase.
fn introduction(sheet: &mut Sheet<'_>, range: Range<usize>) {
    let last = range.clone().rev().find(|at| is_said_above(&sheet.lines[*at]));
    match last {
        Some(last) if last - range.start <= 8 => {
            let mut end = last + 1;
            while end < range.end && !sheet.lines[end].is_blank() {
                end += 1;
            }
            // The rule between these words and the fields is the program's too.
            while end < range.end && (sheet.lines[end].is_blank() || evidence::is_rule(sheet.lines[end].text)) {
                end += 1;
            }
            sheet.set_aside(range.start..end, AsideKind::Form);
            let rest_speaks = sheet.any_speaks(end..range.end);
            if !rest_speaks {
                sheet.set_aside(end..range.end, AsideKind::Form);
            }
        }
        _ if !sheet.any_speaks(range.clone()) => sheet.set_aside(range, AsideKind::Form),
        _ => {}
    }
}

/// Where the form program's own lines at the end begin: fields such as the time
/// of sending, what it says of itself, and the rule above them.
fn footer(sheet: &Sheet<'_>, range: Range<usize>) -> usize {
    let mut start = range.end;
    for at in range.clone().rev().take(20) {
        let line = &sheet.lines[at];
        let ruled = at > range.start && evidence::is_rule(sheet.lines[at - 1].text);
        let rule = start < range.end && evidence::is_rule(line.text);
        if rule || is_meta_field(at, line) || is_said_below(line.text, ruled) {
            start = at;
        } else if !(line.is_blank() || evidence::is_rule(line.text) || evidence::has_web_address(line.text)) {
            break;
        }
    }
    start
}

fn is_meta_field(at: usize, line: &Line<'_>) -> bool {
    field(at, line).is_some_and(|field| field.role == FieldRole::Meta) && !evidence::ends_like_sentence(line.text)
}

/// Whether a form's program says this above the fields.
fn is_said_above(line: &Line<'_>) -> bool {
    contains_any(line.text, &FORM_PHRASES.above) && is_program_line(line.text)
}

/// Whether a form's program says this below the fields.
fn is_said_below(text: &str, under_rule: bool) -> bool {
    contains_any(text, &FORM_PHRASES.below)
        && (under_rule || contains_any(text, &FORM_PHRASES.itself))
        && is_program_line(text)
}

/// Programs say little at a time, and do not complain.
fn is_program_line(text: &str) -> bool {
    text.chars().count() <= 80 && !contains_any(text, &FORM_PHRASES.writer)
}

fn contains_any(text: &str, phrases: &[&str]) -> bool {
    let text = head(text, 400);
    phrases.iter().any(|phrase| text.contains(phrase))
}
