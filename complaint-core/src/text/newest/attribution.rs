//! Lines that introduce a quotation: `2024年1月1日(月) 10:00 山田 <a@example.jp>:`.

use super::contact;
use super::evidence;
use super::lines::Line;
use super::marks;
use super::vocabulary::ATTRIBUTION_ENDINGS;

/// How sure an introduction is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// Only when marked lines follow.
    BeforeMarks,
    /// By itself: what follows is quoted though it carries no marks (HTML mail).
    ByItself,
}

/// An introduction and what it introduces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Attribution {
    /// First line after it.
    pub(super) body: usize,
    /// Whether the quotation below it carries marks.
    pub(super) marked: bool,
}

/// Long addresses make these lines long, but not endless.
const LONGEST: usize = 500;

/// The introduction that begins at line `at`: programs wrap it over three lines.
pub(super) fn at(lines: &[Line<'_>], at: usize) -> Option<Attribution> {
    let mut joined = String::new();
    for (count, line) in lines[at..].iter().take(3).enumerate() {
        let broken = line.is_blank() || (count > 0 && marks::mark(line.raw).is_some());
        if broken || joined.len() + line.text.len() > LONGEST {
            return None;
        }
        if count > 0 {
            joined.push(' ');
        }
        joined.push_str(line.text);
        if count == 0 && !may_begin(&joined) {
            return None;
        }
        let body = at + count + 1;
        let marked =
            super::headers::next_visible(lines, body, 2).is_some_and(|next| marks::mark(lines[next].raw).is_some());
        match certainty(&joined) {
            Some(found) if marked || found == Certainty::ByItself => {
                return Some(Attribution { body, marked });
            }
            _ => {}
        }
    }
    None
}

/// Whether one line by itself introduces a quotation beyond doubt.
pub(super) fn is_certain(text: &str) -> bool {
    text.len() <= LONGEST && may_begin(text) && certainty(text) == Some(Certainty::ByItself)
}

/// Cheap: there must be a date, an address or the programs' first word.
fn may_begin(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit() || b == b'@' || b == b':')
        || text.contains('＠')
        || evidence::begins_with_on(text)
        || text.chars().any(|c| c.is_numeric())
        || (text.starts_with(['"', '<']))
}

fn certainty(text: &str) -> Option<Certainty> {
    let closed = evidence::ends_like_introduction(text);
    let told = text.trim_end_matches([':', '：', ' ', '\u{3000}', ']', '-']).to_ascii_lowercase();
    let verb = ATTRIBUTION_ENDINGS.iter().any(|ending| told.ends_with(ending.as_str()));
    let dated = evidence::has_date(text);
    if !closed && !verb && !dated {
        return None;
    }
    let begins = evidence::begins_with_date(text);
    let bracketed = evidence::has_bracketed_address(text);
    let addressed = bracketed || evidence::has_address(text);
    let timed = evidence::has_time(text);
    let english = verb && told.is_ascii() || told.ends_with("wrote");

    let last = evidence::ends_with_address(text) && timed;
    let by_address = begins && dated && closed && (last || bracketed && (verb || tail_after_address(text) <= 16));
    let by_verb = verb
        && closed
        && dated
        && (bracketed
            || (begins && timed && addressed)
            || (begins && english)
            || evidence::begins_with_moment_and_comma(text));
    if by_address || by_verb {
        return Some(Certainty::ByItself);
    }
    let before_marks = (closed && verb && (dated || addressed || text.chars().count() <= 60))
        || (closed && begins && (timed || text.chars().count() <= 40) && !contact::is_sentence(told.trim()))
        || (begins && bracketed)
        || (verb && begins && (addressed || timed))
        || (closed && bracketed && text.chars().count() <= 120);
    before_marks.then_some(Certainty::BeforeMarks)
}

/// Characters between the last bracket of the address and the end.
fn tail_after_address(text: &str) -> usize {
    text.rfind(['>', '＞', ']', ')', '）']).map_or(usize::MAX, |at| text[at..].chars().count())
}
