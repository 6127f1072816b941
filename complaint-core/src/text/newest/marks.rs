//! Quotation marks at the beginning of lines.

use std::sync::LazyLock;

use regex::Regex;

use super::evidence;
use super::vocabulary::SIGNATURE;

/// How deep a line is quoted, and where its text begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    /// Number of marks.
    pub(super) depth: usize,
    /// Bytes of the marks and the white space around them.
    pub(super) width: usize,
}

/// Faces that begin with what looks like a mark: `>_<`, `>w<`, `＞＜`.
static FACE: LazyLock<Option<Regex>> =
    LazyLock::new(|| evidence::pattern(r"^[>＞]\s?[^\p{Han}\p{Hiragana}<＜>＞@:\s]{0,4}\s?[<＜](?:[^A-Za-z0-9/]|$)"));

/// The marks that a line begins with, if it is quoted.
pub(super) fn mark(raw: &str) -> Option<Mark> {
    let text = raw.trim_start_matches(super::lines::is_invisible);
    // Four spaces or more before a mark are an indented drawing, not a quotation.
    if !text.starts_with(['>', '＞', '》', '|', '｜']) || raw.len() - text.len() > 12 || is_face(text) {
        return None;
    }
    let (mut depth, mut rest) = (0, text);
    loop {
        let inner = rest.trim_start_matches([' ', '\u{3000}', '\t', '\u{a0}']);
        let Some(after) = one_mark(inner) else { break };
        depth += 1;
        rest = after;
    }
    let body = rest.trim_start_matches([' ', '\u{3000}', '\t', '\u{a0}']);
    (depth > 0).then(|| Mark { depth, width: raw.len() - body.len() })
}

fn one_mark(text: &str) -> Option<&str> {
    ["|>", "｜＞", ">", "＞", "》"].iter().find_map(|m| text.strip_prefix(m))
}

fn is_face(text: &str) -> bool {
    FACE.as_ref().is_some_and(|face| face.is_match(text))
}

/// Whether a quoted line that stands alone, in a text without other quotations,
/// may be a pointer (`＞＞詳しくはこちら`), an address (`＞店長さん`) or a closing
/// bracket instead.
pub(super) fn is_doubtful(text: &str, mark: Mark) -> bool {
    let body = text.trim_start_matches(['>', '＞', '》', '|', '｜', ' ', '\u{3000}']);
    let spaced = text.starts_with("> ") || text.starts_with("＞ ");
    let ends_with = |words: &[&str]| words.iter().any(|end| body.ends_with(end));
    text.starts_with('》')
        || mark.depth >= 2
        || (body.chars().count() <= 15 && ends_with(&SIGNATURE.honorific))
        || ends_with(&SIGNATURE.pointer)
        || (!spaced && evidence::has_web_address(body))
        || body.is_empty()
}

/// Whether a marked line points to a page: an advert's `＞＞詳しくはこちら`.
pub(super) fn points_elsewhere(text: &str) -> bool {
    SIGNATURE.pointer.iter().any(|end| text.ends_with(end)) || evidence::has_web_address(text)
}
