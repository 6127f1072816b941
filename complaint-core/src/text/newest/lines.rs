//! A text in; its lines with their place in it out. Ends of lines are LF, CRLF or CR.

use memchr::memchr2;

/// One line of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'a> {
    /// Where the line begins.
    pub(super) start: usize,
    /// Where the next line begins.
    pub(super) next: usize,
    /// The line without its end.
    pub(super) raw: &'a str,
    /// The line without surrounding white space.
    pub(super) text: &'a str,
}

impl Line<'_> {
    /// Whether nothing can be seen in the line.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the visible text begins in the body.
    pub(super) fn text_start(&self) -> usize {
        self.start + (self.raw.len() - self.raw.trim_start_matches(is_invisible).len())
    }
}

/// White space, and the zero-width marks that mail programs leave in it.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Divides a text into lines.
pub(super) fn split(body: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    while start < body.len() {
        let rest = &body.as_bytes()[start..];
        let (end, next) = match memchr2(b'\n', b'\r', rest) {
            Some(at) if rest[at] == b'\r' && rest.get(at + 1) == Some(&b'\n') => (start + at, start + at + 2),
            Some(at) => (start + at, start + at + 1),
            None => (body.len(), body.len()),
        };
        let raw = &body[start..end];
        let text = raw.trim_matches(is_invisible);
        lines.push(Line { start, next, raw, text });
        start = next;
    }
    lines
}

/// The text up to a number of bytes, cut at a character: what evidence is sought
/// in, so that one endless line costs no more than a long one.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
