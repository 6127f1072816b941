//! Lines that begin with a label of a form: `【お名前】佐藤`, `■お名前 佐藤`, `お名前：佐藤`.

use super::lines::{Line, head};
use super::vocabulary::{FORM_LABELS, FieldRole, key};

/// A line that begins with a known label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) line: usize,
    pub(super) role: FieldRole,
    /// The bracket or mark before the label; `None` for a bare label with a colon.
    pub(super) style: Option<char>,
    /// Where in the body the value begins.
    pub(super) value: usize,
}

/// The known label that a line begins with.
pub(super) fn field(at: usize, line: &Line<'_>) -> Option<Field> {
    let near = head(line.text, 100);
    let style = near.chars().next().filter(|c| closing(*c).is_some() || is_bullet(*c));
    let inner = match style {
        Some(mark) => &near[mark.len_utf8()..],
        None => without_number(near),
    };
    let (name, after) = match style.and_then(closing) {
        Some(close) => {
            let end = inner.find(close)?;
            (&inner[..end], &inner[end + close.len_utf8()..])
        }
        None => {
            let colon = inner.find([':', '：', '=', '＝']);
            let end = match (colon, style) {
                (Some(colon), _) => colon,
                (None, Some(_)) => inner
                    .trim_start()
                    .find(char::is_whitespace)
                    .map_or(inner.len(), |space| space + inner.len() - inner.trim_start().len()),
                (None, None) => return None,
            };
            (&inner[..end], &inner[end..])
        }
    };
    let role = *FORM_LABELS.get(&key(without_note(name)))?;
    let lead = after.len() - after.trim_start_matches([':', '：', '=', '＝', ' ', '\u{3000}', '\t']).len();
    let value = line.text_start() + (near.len() - after.len()) + lead;
    Some(Field { line: at, role, style, value })
}

/// A label without the number of its question: `Q1. `, `(2)`, `3．`.
fn without_number(text: &str) -> &str {
    let inner = text.trim_start_matches(['Q', 'Ｑ', '(', '（']);
    let rest = inner.trim_start_matches(char::is_numeric);
    let numbered = rest.len() < inner.len() && rest.starts_with(['.', '．', ')', '）', '、']);
    if numbered { rest.trim_start_matches(['.', '．', ')', '）', '、', ' ', '\u{3000}']) } else { text }
}

/// A label without `（必須）` and the like.
fn without_note(name: &str) -> &str {
    let name = name.trim_matches(['*', '＊', '※', ' ', '\u{3000}']);
    if FORM_LABELS.contains_key(&key(name)) {
        return name;
    }
    name.find(['(', '（', '[', '［']).map_or(name, |at| &name[..at])
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
    matches!(c, '■' | '□' | '◆' | '◇' | '●' | '○' | '▼' | '▽' | '★' | '☆' | '・' | '*' | '＊' | '◎' | '※' | '▪')
}
