//! Mbox in all its variants, read as a stream.
//!
//! A mail begins at a line `From ` that follows a blank line (or the start) and
//! is followed by a header field. `>From ` in a body loses one `>` (mboxo,
//! mboxrd). `Content-Length` (mboxcl, mboxcl2) is consulted where a separator
//! stands inside the length it gives, and believed only when a separator or the
//! end of the file follows there.

use std::io;

use super::header_line::{field_colon, field_name, is_mail_field};
use super::input::Input;
use super::{RawContent, RawMail, ReadError, ReadErrorKind, Source};

/// What a separator begins with.
const FROM: &[u8] = b"From ";

/// Look-ahead for a `From ` line and the field after it.
const SEPARATOR_BYTES: usize = 4 * 1024;

/// After so many lengths that were wrong, none of this file is consulted: each
/// costs a look-ahead of its size.
const MAX_WRONG_LENGTHS: u32 = 16;

/// Iterates over the mails of an mbox.
pub(super) struct MboxReader {
    input: Input,
    path: String,
    max_bytes: usize,
    index: u64,
    wrong_lengths: u32,
    started: bool,
    failed: bool,
}

/// The mail being collected.
#[derive(Default)]
struct Collected {
    bytes: Vec<u8>,
    /// Where a `>` was taken away, ascending.
    unquoted: Vec<usize>,
    in_body: bool,
    /// Bytes of the body as they stand in the file.
    body_len: u64,
    content_length: Option<u64>,
    /// More than the limit; only the size is kept.
    too_large: bool,
}

impl MboxReader {
    pub(super) fn new(input: Input, path: String, max_bytes: usize) -> Self {
        Self { input, path, max_bytes, index: 0, wrong_lengths: 0, started: false, failed: false }
    }

    fn next_mail(&mut self) -> io::Result<Option<Result<RawMail, ReadError>>> {
        if !self.started {
            self.started = true;
            self.skip_to_start()?;
        }
        let source = Source { path: self.path.clone(), index: self.index, offset: self.input.offset() };
        let mut line = Vec::new();
        if self.input.read_line(&mut line, SEPARATOR_BYTES)?.is_none() {
            return Ok(None);
        }
        self.index += 1;
        let collected = self.collect()?;
        if collected.too_large {
            let what = format!("a mail of more than {} bytes; raise the limit to read it", self.max_bytes);
            return Ok(Some(Err(ReadError::new(ReadErrorKind::TooLarge, source, &what))));
        }
        Ok(Some(Ok(RawMail { source, content: RawContent::Message(collected.bytes) })))
    }

    fn skip_to_start(&mut self) -> io::Result<()> {
        self.input.skip_bom()?;
        while matches!(self.input.peek(1)?, b"\r" | b"\n" | b" " | b"\t") {
            self.input.consume(1);
        }
        Ok(())
    }

    fn collect(&mut self) -> io::Result<Collected> {
        let mut mail = Collected::default();
        let (mut line_start, mut after_blank) = (true, false);
        let mut piece_bytes = Vec::new();
        loop {
            if line_start && after_blank && self.at_separator()? {
                if self.take_by_length(&mut mail)? {
                    return Ok(mail);
                }
                break;
            }
            piece_bytes.clear();
            let Some(piece) = self.input.read_piece(&mut piece_bytes)? else {
                break;
            };
            mail.add(&piece_bytes, line_start, self.max_bytes);
            after_blank = line_start && is_blank(&piece_bytes);
            line_start = piece.ends_line;
        }
        mail.drop_blank_line();
        Ok(mail)
    }

    fn at_separator(&mut self) -> io::Result<bool> {
        let begun = |held: &[u8]| FROM.starts_with(&held[..held.len().min(FROM.len())]);
        if self.input.peek_until(FROM.len(), |held| !begun(held))? != FROM {
            return Ok(false);
        }
        Ok(is_separator(self.input.peek_until(SEPARATOR_BYTES, has_two_lines)?))
    }

    /// At a separator before the end that `Content-Length` gives: takes the
    /// rest of that length too, if a separator or the end follows it.
    fn take_by_length(&mut self, mail: &mut Collected) -> io::Result<bool> {
        let rest = mail
            .content_length
            .and_then(|length| length.checked_sub(mail.body_len))
            .and_then(|rest| usize::try_from(rest).ok())
            .filter(|&rest| rest > 0 && rest <= self.max_bytes && !mail.too_large);
        let Some(rest) = rest.filter(|_| self.wrong_lengths < MAX_WRONG_LENGTHS) else {
            return Ok(false);
        };
        let ahead =
            self.input.peek_until(rest + SEPARATOR_BYTES, |held| held.get(rest..).is_some_and(shows_separator))?;
        let believed = ahead.len() >= rest && {
            let after = ahead[rest..].trim_ascii_start();
            after.is_empty() || is_separator(after)
        };
        if !believed {
            self.wrong_lengths += 1;
            return Ok(false);
        }
        // A length is needed where `From ` lines are not quoted (mboxcl2), so
        // what looked quoted was not.
        mail.requote();
        if mail.bytes.len() + rest > self.max_bytes {
            mail.too_large = true;
        } else {
            mail.bytes.extend_from_slice(&ahead[..rest]);
        }
        self.input.consume(rest);
        self.skip_blank_lines()?;
        Ok(true)
    }

    fn skip_blank_lines(&mut self) -> io::Result<()> {
        while matches!(self.input.peek(1)?, b"\r" | b"\n") {
            self.input.consume(1);
        }
        Ok(())
    }
}

impl Iterator for MboxReader {
    type Item = Result<RawMail, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        self.next_mail().unwrap_or_else(|cause| {
            self.failed = true;
            let position = Source { path: self.path.clone(), index: self.index, offset: self.input.offset() };
            Some(Err(ReadError::io(position, "reading stopped", cause)))
        })
    }
}

impl Collected {
    fn add(&mut self, piece: &[u8], line_start: bool, max_bytes: usize) {
        if self.in_body {
            self.body_len += piece.len() as u64;
        }
        if self.bytes.len() + piece.len() > max_bytes {
            self.too_large = true;
            self.bytes = Vec::new();
        }
        if self.too_large {
            return;
        }
        let mut piece = piece;
        if line_start && self.in_body && is_quoted(piece) {
            self.unquoted.push(self.bytes.len());
            piece = &piece[1..];
        }
        self.bytes.extend_from_slice(piece);
        if line_start && !self.in_body {
            self.in_body = is_blank(piece);
            if field_name(piece).as_deref() == Some("content-length") {
                self.content_length = content_length(piece);
            }
        }
    }

    /// The blank line before a separator belongs to the mbox.
    fn drop_blank_line(&mut self) {
        for (ending, blank) in [(&b"\r\n\r\n"[..], 2), (b"\n\n", 1)] {
            if self.bytes.ends_with(ending) {
                self.bytes.truncate(self.bytes.len() - blank);
                return;
            }
        }
    }

    fn requote(&mut self) {
        for at in self.unquoted.drain(..).rev() {
            self.bytes.insert(at, b'>');
        }
    }
}

/// Whether all is there that [`is_separator`] looks at.
pub(super) fn has_two_lines(text: &[u8]) -> bool {
    memchr::memchr_iter(b'\n', text).nth(1).is_some()
}

/// Whether two lines are there after blank ones.
fn shows_separator(text: &[u8]) -> bool {
    has_two_lines(text.trim_ascii_start())
}

/// Whether a text begins with a `From ` line and a header field after it.
///
/// The line must have a time of day, or the field be one that mails have: prose
/// may begin with `From` and go on with `Note:`.
pub(super) fn is_separator(text: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b'\n', text) else {
        return false;
    };
    let (line, next) = text.split_at(end + 1);
    if !line.starts_with(b"From ") {
        return false;
    }
    let next = next.split(|&byte| byte == b'\n').next().unwrap_or_default();
    if next.starts_with(b">From ") {
        return has_time(line);
    }
    if field_colon(next).is_none() {
        return false;
    }
    has_time(line) || field_name(next).is_some_and(|name| is_mail_field(&name))
}

/// `22:16`, as every `From ` line of a mail program has.
fn has_time(line: &[u8]) -> bool {
    line.windows(5).any(|five| {
        matches!(five, [a, b, b':', c, d] if [a, b, c, d].iter().all(|byte| byte.is_ascii_digit() || **byte == b' '))
    })
}

fn is_blank(line: &[u8]) -> bool {
    matches!(line, b"\n" | b"\r\n")
}

fn is_quoted(line: &[u8]) -> bool {
    let marks = line.iter().take_while(|byte| **byte == b'>').count();
    marks > 0 && line[marks..].starts_with(b"From ")
}

fn content_length(field: &[u8]) -> Option<u64> {
    let value = &field[field_colon(field)? + 1..];
    std::str::from_utf8(value.trim_ascii()).ok()?.parse().ok()
}
