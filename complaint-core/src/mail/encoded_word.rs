//! RFC 2047 encoded words, as they should be and as they are.
//!
//! Neighbouring words of one charset are joined before decoding, since senders
//! split characters (and even the base64 quanta) across words. A word without
//! its end, or with blanks inside, is decoded as far as it goes.

use super::charset::{self, Carrier};
use super::transfer;
use super::warning::{ENCODED_WORD_DAMAGED, Warnings};

/// One word, its text still encoded.
struct Word<'a> {
    charset: &'a str,
    base64: bool,
    text: String,
    /// Bytes of the source that it takes.
    len: usize,
    complete: bool,
}

/// Words of one charset in a row.
struct Run<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    /// A word had characters that were never encoded, and are UTF-8 by now.
    raw: bool,
    /// Base64 whose quantum was not complete at the end of the last word.
    pending: String,
}

/// Decodes the encoded words in the text of a header field called `name`.
pub(super) fn decode(text: &str, name: &str, carrier: Carrier, warnings: &mut Warnings) -> String {
    if !text.contains("=?") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut run: Option<Run<'_>> = None;
    let mut rest = text;
    while let Some(at) = rest.find("=?") {
        let (between, from) = rest.split_at(at);
        let Some(word) = Word::parse(from) else {
            finish(run.take(), name, carrier, warnings, &mut out);
            out.push_str(between);
            out.push_str("=?");
            rest = &from[2..];
            continue;
        };
        if !word.complete {
            warnings.push(ENCODED_WORD_DAMAGED, format!("an encoded word in {name} has no end"));
        }
        let joins =
            between.trim().is_empty() && run.as_ref().is_some_and(|run| run.charset.eq_ignore_ascii_case(word.charset));
        if !joins {
            let after_word = run.is_some();
            finish(run.take(), name, carrier, warnings, &mut out);
            // White space between two encoded words is no text.
            if !(after_word && between.trim().is_empty()) {
                out.push_str(between);
            }
        }
        let current =
            run.get_or_insert(Run { charset: word.charset, bytes: Vec::new(), raw: false, pending: String::new() });
        current.add(&word);
        rest = &from[word.len..];
    }
    finish(run, name, carrier, warnings, &mut out);
    out.push_str(rest);
    out
}

fn finish(run: Option<Run<'_>>, name: &str, carrier: Carrier, warnings: &mut Warnings, out: &mut String) {
    let Some(mut run) = run else { return };
    run.complete_base64();
    let label = match std::str::from_utf8(&run.bytes) {
        Ok(_) if run.raw => "utf-8",
        _ => run.charset,
    };
    let decoded = charset::decode(&run.bytes, Some(label), carrier);
    warnings.note_decoded(name, &decoded);
    // A line break inside a word would forge a second header line.
    out.extend(decoded.text.chars().filter(|c| !matches!(c, '\r' | '\n' | '\0')));
}

impl Run<'_> {
    fn add(&mut self, word: &Word<'_>) {
        self.raw |= !word.text.is_ascii();
        if word.base64 {
            self.pending.push_str(&word.text);
            let symbols = self.pending.trim_end_matches('=').len();
            let padded = symbols != self.pending.len();
            if padded || symbols.is_multiple_of(4) {
                self.complete_base64();
            }
        } else {
            self.complete_base64();
            self.bytes.extend(transfer::decode_q(&word.text));
        }
    }

    fn complete_base64(&mut self) {
        if !self.pending.is_empty() {
            let decoded = transfer::decode_base64(self.pending.as_bytes());
            self.bytes.extend_from_slice(&decoded.bytes);
            self.pending.clear();
        }
    }
}

impl<'a> Word<'a> {
    /// Reads the word at the start of `text`; `None` where it is no word.
    fn parse(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix("=?")?;
        let (charset, after) = inner.split_once('?')?;
        let named = !charset.is_empty()
            && charset.len() <= 40
            && charset.bytes().all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'<' | b'>' | b'(' | b')' | b','));
        let base64 = match after.as_bytes() {
            [b'B' | b'b', b'?', ..] => true,
            [b'Q' | b'q', b'?', ..] => false,
            _ => return None,
        };
        if !named {
            return None;
        }
        let body = &after[2..];
        let start = text.len() - body.len();
        let (end, next, complete) = word_end(body, base64);
        let text = body[..end].chars().filter(|c| !base64 || !c.is_ascii_whitespace()).collect();
        Some(Self { charset, base64, text, len: start + next, complete })
    }
}

/// End of the encoded text, start of what follows, and whether `?=` stood there.
fn word_end(body: &str, base64: bool) -> (usize, usize, bool) {
    // The end is looked for up to the next word only: many words without an
    // end must not each be searched to the end of the field.
    let next = body.find("=?");
    let own = match next {
        // `...==?=`: padding, then the end.
        Some(at) if body[at..].starts_with("=?=") => &body[..at + 3],
        Some(at) => &body[..at],
        None => body,
    };
    match own.find("?=") {
        Some(close) => (close, close + 2, true),
        None => cut(own, base64),
    }
}

/// A word without an end goes up to what cannot belong to it.
fn cut(body: &str, base64: bool) -> (usize, usize, bool) {
    let belongs = |c: char| {
        if base64 {
            c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=')
        } else {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '?')
        }
    };
    let end = body.find(|c| !belongs(c)).unwrap_or(body.len());
    let next = if body[end..].starts_with('?') { end + 1 } else { end };
    (end, next, false)
}
