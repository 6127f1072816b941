//! Mails that a web form writes: `【お名前】…【お問い合わせ内容】…`.
//!
//! The writer's words are the values of the inquiry fields. Labels, the other
//! fields and what the form's program says around them are set aside.

use std::ops::Range;

use crate::text::AsideKind;

use super::evidence;
use super::lines::{Line, head};
use super::vocabulary::{FORM_LABELS, FORM_PHRASES, FieldRole, key};

use super::sheet::Sheet;

/// The longest word, in characters, of a list to choose from.
const CHOICE: usize = 15;

/// A line that begins with a known label.
#[derive(Debug, Clone, Copy)]
struct Field {
    line: usize,
    role: FieldRole,
    /// The bracket or mark before the label; `None` for a bare label with a colon.
    style: Option<char>,
    /// Where in the body the value begins.
    value: usize,
}

/// Sets aside what is not the writer's in a range, if it is a form.
pub(super) fn set_aside(sheet: &mut Sheet<'_>, range: Range<usize>) {
    let fields: Vec<Field> = range
        .clone()
        .filter(|at| sheet.kinds[*at].is_none())
        .filter_map(|at| field(at, &sheet.lines[at]))
        .collect();
    let Some(first) = beginning(sheet, &fields, range.clone()) else {
        return;
    };
    let fields = &fields[first..];
    let end = footer(sheet, fields[0].line..range.end);
    sheet.set_aside(end..range.end, AsideKind::Form);
    introduction(sheet, range.start..fields[0].line);
    let mut open: Option<Field> = None;
    for (at, field) in fields
        .iter()
        .enumerate()
        .take_while(|(_, field)| field.line < end)
    {
        // Inside the writer's words only labels of the form's own shape end them.
        if open.is_some_and(|open| open.style != field.style) {
            continue;
        }
        let next = fields.get(at + 1).map(|next| next.line);
        open = None;
        if field.role == FieldRole::Inquiry && !is_choice(sheet, fields, at, end) {
            begin_words(sheet, field);
            open = Some(*field);
        } else {
            other_field(sheet, field.line..next.unwrap_or(end).min(end));
        }
    }
}

/// The first field, if the fields are those of a form: a person's field (or,
/// with a phrase of a form program, any) before an inquiry field.
fn beginning(sheet: &Sheet<'_>, fields: &[Field], range: Range<usize>) -> Option<usize> {
    let inquiry = fields
        .iter()
        .position(|field| field.role == FieldRole::Inquiry)?;
    let spoken = range
        .clone()
        .take(200)
        .any(|at| has_phrase(&sheet.lines[at]));
    let person = fields.iter().position(|field| tells_person(sheet, field));
    let shaped = |first: usize| fields[first].style == fields[inquiry].style;
    let written = fields.iter().enumerate().skip(inquiry).any(|(at, field)| {
        let next = fields.get(at + 1).map_or(range.end, |next| next.line);
        field.role == FieldRole::Inquiry
            && (has_value(sheet, field) || sheet.any_speaks(field.line + 1..next))
    });
    if !written {
        return None;
    }
    match person {
        Some(person) if person < inquiry => Some(0),
        Some(person) if shaped(person) && fields[person].style.is_some() => Some(0),
        _ if spoken && fields.len() >= 2 => Some(0),
        _ if fields.len() >= 3 && inquiry > 0 && shaped(0) && fields[0].style.is_some() => Some(0),
        _ => None,
    }
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
    line.raw
        .get(field.value - line.start..)
        .unwrap_or("")
        .trim()
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

/// A field that is not the writer's words, with the lines of its value; a
/// sentence below it is the writer's all the same.
fn other_field(sheet: &mut Sheet<'_>, range: Range<usize>) {
    let mut end = range.start + 1;
    while end < range.end {
        let text = sheet.lines[end].text;
        if evidence::ends_like_sentence(text) || text.contains('。') || text.chars().count() > 60 {
            break;
        }
        end += 1;
    }
    sheet.set_aside(range.start..end, AsideKind::Form);
}

/// What the form's program says above the fields, down to its phrase.
fn introduction(sheet: &mut Sheet<'_>, range: Range<usize>) {
    let last = range.clone().rev().find(|at| has_phrase(&sheet.lines[*at]));
    match last {
        Some(last) if last - range.start <= 8 => {
            let mut end = last + 1;
            while end < range.end && !sheet.lines[end].is_blank() {
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

/// Where the form program's own lines at the end begin: rules, fields such as
/// the time of sending, and its phrases.
fn footer(sheet: &Sheet<'_>, range: Range<usize>) -> usize {
    let (mut start, mut evidence_found, mut rules) = (range.end, false, None);
    for at in range.rev().take(20) {
        let line = &sheet.lines[at];
        let meta = field(at, line).is_some_and(|field| {
            field.role == FieldRole::Meta && !evidence::ends_like_sentence(line.text)
        });
        if meta || has_phrase(line) {
            evidence_found = true;
            start = at;
        } else if evidence::is_rule(line.text) {
            start = if evidence_found { at } else { start };
            rules = Some(at);
        } else if !line.is_blank() && !evidence::has_web_address(line.text) {
            break;
        }
    }
    match rules {
        // Without anything of the program above it a rule may be the writer's.
        Some(at) if evidence_found => start.min(at),
        _ => start,
    }
}

fn has_phrase(line: &Line<'_>) -> bool {
    let text = head(line.text, 400);
    FORM_PHRASES.iter().any(|phrase| text.contains(phrase))
}

/// The known label that a line begins with.
fn field(at: usize, line: &Line<'_>) -> Option<Field> {
    let near = head(line.text, 100);
    let style = near
        .chars()
        .next()
        .filter(|c| closing(*c).is_some() || is_bullet(*c));
    let inner = &near[style.map_or(0, char::len_utf8)..];
    let (name, after) = match style.and_then(closing) {
        Some(close) => {
            let end = inner.find(close)?;
            (&inner[..end], &inner[end + close.len_utf8()..])
        }
        None => {
            let colon = inner.find([':', '：']);
            let end = match (colon, style) {
                (Some(colon), _) => colon,
                (None, Some(_)) => inner
                    .trim_start()
                    .find(char::is_whitespace)
                    .map_or(inner.len(), |space| {
                        space + inner.len() - inner.trim_start().len()
                    }),
                (None, None) => return None,
            };
            (&inner[..end], &inner[end..])
        }
    };
    let role = *FORM_LABELS.get(&key(without_note(name)))?;
    let lead = after.len()
        - after
            .trim_start_matches([':', '：', ' ', '\u{3000}', '\t'])
            .len();
    let value = line.text_start() + (near.len() - after.len()) + lead;
    Some(Field {
        line: at,
        role,
        style,
        value,
    })
}

/// A label without `（必須）` and the like.
fn without_note(name: &str) -> &str {
    let name = name.trim_matches(['*', '＊', '※', ' ', '\u{3000}']);
    if FORM_LABELS.contains_key(&key(name)) {
        return name;
    }
    name.find(['(', '（', '[', '［'])
        .map_or(name, |at| &name[..at])
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '【' => '】',
        '［' => '］',
        '[' => ']',
        '〔' => '〕',
        '〈' => '〉',
        '＜' => '＞',
        '≪' => '≫',
        '《' => '》',
        _ => return None,
    })
}

fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '■' | '□'
            | '◆'
            | '◇'
            | '●'
            | '○'
            | '▼'
            | '▽'
            | '★'
            | '☆'
            | '・'
            | '*'
            | '＊'
            | '◎'
            | '※'
            | '▪'
    )
}
