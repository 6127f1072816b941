//! Header blocks and separator lines that open an earlier or forwarded mail.

use super::evidence;
use super::lines::{Line, head};
use super::marks;
use super::vocabulary::{EarlierMail, FORM_LABELS, HEADER_LABELS, HeaderRole, SEPARATORS, key};

/// The lines that open an earlier mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    /// First line after them.
    pub(super) body: usize,
    /// Reply or forward.
    pub(super) kind: EarlierMail,
    /// Whether the earlier mail ends at the next ruled line (a writer's own separator).
    pub(super) until_rule: bool,
}

/// What was found in a run of header lines.
#[derive(Default)]
struct Block {
    roles: Vec<HeaderRole>,
    /// A date stands in the date line.
    dated: bool,
    /// An address stands in a sender's or recipient's line.
    addressed: bool,
    end: usize,
}

impl Block {
    fn has(&self, role: HeaderRole) -> bool {
        self.roles.contains(&role)
    }

    /// Enough to be a header without a separator above it. An itinerary has
    /// `From`, `To` and `Date` too: without a subject an address is needed.
    fn stands_alone(&self) -> bool {
        let evidence = self.dated || self.addressed;
        let titled = self.has(HeaderRole::Subject) && (self.has(HeaderRole::Date) || self.has(HeaderRole::To));
        let complete = self.has(HeaderRole::Date) && self.has(HeaderRole::To);
        self.has(HeaderRole::From)
            && self.roles.len() >= 3
            && ((titled && evidence) || (complete && self.dated && self.addressed))
    }

    fn stands_below_separator(&self) -> bool {
        self.roles.len() >= 2 || self.has(HeaderRole::From)
    }
}

/// The opening that begins at line `at`, if one does.
pub(super) fn opening_at(lines: &[Line<'_>], at: usize) -> Option<Opening> {
    let text = lines[at].text;
    if text.len() > 400 {
        return None;
    }
    if let Some((kind, alone)) = separator(text) {
        return below_separator(lines, at, kind, alone);
    }
    if is_reply_line(text) {
        return Some(Opening { body: at + 1, kind: EarlierMail::Reply, until_rule: false });
    }
    if is_dated_separator(text) {
        return Some(Opening { body: at + 1, kind: EarlierMail::Reply, until_rule: true });
    }
    // A rule like one above it closes the writer's own block.
    let closes = || (at.saturating_sub(12)..at).any(|above| lines[above].text == text);
    let first = if evidence::is_rule(text) && !closes() { next_visible(lines, at + 1, 1)? } else { at };
    let block = block_at(lines, first)?;
    // A form's own fields can look like a header; not with date and address.
    let next_is_field = !(block.dated && block.addressed)
        && next_visible(lines, block.end, 3).is_some_and(|next| is_form_field(lines[next].text));
    // In the middle of a paragraph the lines are the writer's account of a mail.
    let apart = first > at || at == 0 || lines[at - 1].is_blank() || lines.get(block.end).is_none_or(Line::is_blank);
    (block.stands_alone() && apart && !next_is_field).then_some(Opening {
        body: block.end,
        kind: EarlierMail::Reply,
        until_rule: false,
    })
}

/// A separator needs what it announces: a header, a quotation or the line that
/// introduces one; the programs' full phrases between long rules stand alone.
fn below_separator(lines: &[Line<'_>], at: usize, kind: EarlierMail, alone: bool) -> Option<Opening> {
    let opening = |body| Some(Opening { body, kind, until_rule: false });
    let Some(next) = next_visible(lines, at + 1, 3) else {
        return if alone { opening(at + 1) } else { None };
    };
    if let Some(block) = block_at(lines, next).filter(Block::stands_below_separator) {
        return opening(block.end);
    }
    if let Some(introduced) = super::attribution::at(lines, next) {
        return opening(introduced.body);
    }
    let announced = marks::mark(lines[next].raw).is_some() || evidence::begins_with_date(head(lines[next].text, 200));
    if announced || alone { opening(at + 1) } else { None }
}

/// The kind of a separator, and whether it needs nothing below it.
fn separator(text: &str) -> Option<(EarlierMail, bool)> {
    let inner = text.trim_matches(|c: char| {
        evidence::is_dash(c)
            || c.is_whitespace()
            || matches!(c, '<' | '＜' | '[' | '【' | '「')
            || matches!(c, '>' | '＞' | ']' | '】' | '」' | ':' | '：')
    });
    if inner.is_empty() || inner.len() > 200 {
        return None;
    }
    let ruled = evidence::between_dashes(text).is_some();
    let phrase = key(inner);
    if let Some((kind, bare)) = SEPARATORS.phrases.get(&phrase) {
        let long = text.chars().filter(|c| evidence::is_dash(*c)).count() >= 8;
        let alone = ruled && long && phrase.chars().count() >= 4;
        return (ruled || *bare).then_some((*kind, alone));
    }
    // Lotus Notes: `---- Forwarded by X on 2024/01/01 10:00 ----`; Becky!: `Forwarded by X <address>`.
    let dated =
        (ruled && evidence::has_date(inner)) || (text.len() <= 120 && evidence::ends_with_bracketed_address(text));
    let mut known = SEPARATORS.phrases.iter().filter(|_| dated);
    known.find(|(known, _)| phrase.starts_with(known.as_str())).map(|(_, (kind, _))| (*kind, true))
}

/// A help desk's `##- Please type your reply above this line -##`, marks on both sides.
fn is_reply_line(text: &str) -> bool {
    let mark = |c: char| evidence::is_dash(c) || c == '#';
    let marks = |mut marks: std::str::Chars<'_>, back: bool| {
        (0..2).all(|_| if back { marks.next_back() } else { marks.next() }.is_some_and(mark))
    };
    let text = head(text, 200);
    if !marks(text.chars(), false) || !marks(text.chars(), true) {
        return false;
    }
    let phrase = text.to_ascii_lowercase();
    SEPARATORS.above.iter().any(|known| phrase.contains(known.as_str()))
}

/// A writer's own `--- 1/11に送った文 ---`.
fn is_dated_separator(text: &str) -> bool {
    let closed = text.chars().next_back().is_some_and(evidence::is_dash);
    let Some(inner) = evidence::between_dashes(text).filter(|_| closed) else {
        return false;
    };
    inner.chars().count() <= 40
        && evidence::has_any_day(inner)
        && SEPARATORS.dated.iter().any(|word| inner.contains(word))
}

/// Header lines from `first` on: one blank line between two of them and a few
/// lines that go on with a long value are passed over.
fn block_at(lines: &[Line<'_>], first: usize) -> Option<Block> {
    label(lines[first].text)?;
    let mut block = Block::default();
    let (mut at, mut passed) = (first, 0);
    while let Some(line) = lines.get(at).filter(|_| at < first + 24 && passed <= 3) {
        match label(line.text) {
            Some((role, _)) if role != HeaderRole::Other && block.has(role) => break,
            Some((role, value)) => {
                block.take(role, head(value, 400));
                passed = 0;
                block.end = at + 1;
            }
            None if line.is_blank() => {
                let next = lines.get(at + 1).and_then(|next| label(next.text));
                if next.is_none_or(|(role, _)| block.has(role)) {
                    break;
                }
            }
            None => passed += 1,
        }
        at += 1;
    }
    Some(block)
}

impl Block {
    fn take(&mut self, role: HeaderRole, value: &str) {
        self.roles.push(role);
        match role {
            HeaderRole::Date => {
                self.dated |= evidence::has_any_day(value) || evidence::has_time(value) && evidence::has_date(value)
            }
            HeaderRole::From | HeaderRole::To => self.addressed |= evidence::has_address(value),
            HeaderRole::Subject | HeaderRole::Other => {}
        }
    }
}

/// The label of a header line and its value.
fn label(text: &str) -> Option<(HeaderRole, &str)> {
    let near = head(text, 60);
    let colon = near.find([':', '：'])?;
    let value = text[colon..].trim_start_matches([':', '：', '*', ' ', '\u{3000}', '\t']);
    // A rule may stand at once before the label when HTML was made text.
    let name = near[..colon].trim_start_matches(|c| evidence::is_dash(c) || c == 'ー');
    let name = name.trim_matches(['*', ' ', '\u{3000}', '\t']);
    HEADER_LABELS.get(&key(name)).map(|role| (*role, value))
}

fn is_form_field(text: &str) -> bool {
    let near = head(text, 60);
    near.find([':', '：', '】'])
        .map(|end| near[..end].trim_start_matches(['【', '■', '●', '◆', '・', ' ']))
        .is_some_and(|name| FORM_LABELS.contains_key(&key(name)) && !HEADER_LABELS.contains_key(&key(name)))
}

/// The first visible line from `from` on, at most `blanks` blank lines away.
pub(super) fn next_visible(lines: &[Line<'_>], from: usize, blanks: usize) -> Option<usize> {
    (from..lines.len()).take(blanks + 1).find(|at| !lines[*at].is_blank())
}
