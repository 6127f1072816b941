//! A stream of bytes with look-ahead, and the offset of the next byte.

use std::io::{self, Read};

/// Bytes asked for in one read.
const CHUNK: usize = 64 * 1024;

/// Lines are handed on in pieces of at most this size.
const PIECE: usize = 64 * 1024;

/// A piece of a line, or a whole one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes of the piece.
    pub(super) len: usize,
    /// It ends with the line feed.
    pub(super) ends_line: bool,
}

/// A reader that can be looked into without being moved.
pub(super) struct Input {
    reader: Box<dyn Read + Send>,
    buffer: Vec<u8>,
    /// Start of the bytes not yet consumed.
    start: usize,
    offset: u64,
    at_end: bool,
    /// What reading failed with; given out once all that was read before is.
    failure: Option<io::Error>,
}

impl Input {
    pub(super) fn new(reader: Box<dyn Read + Send>) -> Self {
        Self { reader, buffer: Vec::new(), start: 0, offset: 0, at_end: false, failure: None }
    }

    /// Offset in the stream of the next byte.
    pub(super) fn offset(&self) -> u64 {
        self.offset
    }

    /// The next bytes, `len` of them unless the stream ends before; they stay.
    pub(super) fn peek(&mut self, len: usize) -> io::Result<&[u8]> {
        self.peek_until(len, |_| false)
    }

    /// The next bytes; more are waited for only until they are enough, or `len`
    /// of them, or the stream ends: a slow pipe must not hold back what is there.
    pub(super) fn peek_until(&mut self, len: usize, enough: impl Fn(&[u8]) -> bool) -> io::Result<&[u8]> {
        while self.buffer.len() - self.start < len && !self.at_end && !enough(&self.buffer[self.start..]) {
            self.read_chunk(len);
        }
        if self.buffer.len() == self.start
            && let Some(failure) = self.failure.take()
        {
            return Err(failure);
        }
        let rest = &self.buffer[self.start..];
        Ok(&rest[..rest.len().min(len)])
    }

    /// Passes over bytes that were peeked at.
    pub(super) fn consume(&mut self, len: usize) {
        debug_assert!(self.start + len <= self.buffer.len());
        self.start += len;
        self.offset += len as u64;
        if self.start == self.buffer.len() {
            self.buffer.clear();
            self.start = 0;
            // A long look-ahead must not stay in memory.
            self.buffer.shrink_to(4 * CHUNK);
        }
    }

    /// Passes over a UTF-8 byte order mark.
    pub(super) fn skip_bom(&mut self) -> io::Result<()> {
        if self.peek(3)? == b"\xEF\xBB\xBF" {
            self.consume(3);
        }
        Ok(())
    }

    /// Appends the next piece of a line; `None` at the end of the stream.
    pub(super) fn read_piece(&mut self, into: &mut Vec<u8>) -> io::Result<Option<Piece>> {
        let Some(piece) = self.next_piece()? else {
            return Ok(None);
        };
        into.extend_from_slice(&self.buffer[self.start..self.start + piece.len]);
        self.consume(piece.len);
        Ok(Some(piece))
    }

    /// Appends a whole line, its first `max` bytes where it is longer; says how
    /// long it was. `None` at the end of the stream.
    pub(super) fn read_line(&mut self, into: &mut Vec<u8>, max: usize) -> io::Result<Option<usize>> {
        let mut total = 0;
        while let Some(piece) = self.next_piece()? {
            let room = max.saturating_sub(into.len()).min(piece.len);
            into.extend_from_slice(&self.buffer[self.start..self.start + room]);
            self.consume(piece.len);
            total += piece.len;
            if piece.ends_line {
                break;
            }
        }
        Ok((total > 0).then_some(total))
    }

    fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        if self.buffer.len() == self.start {
            self.peek(1)?;
        }
        // A piece that is no whole line must still be long enough to be judged.
        let rest = self.peek_until(PIECE, |held| memchr::memchr(b'\n', held).is_some())?;
        let end = memchr::memchr(b'\n', rest);
        let len = end.map_or(rest.len(), |end| end + 1);
        Ok((len > 0).then_some(Piece { len, ends_line: end.is_some() }))
    }

    fn read_chunk(&mut self, wanted: usize) {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.start = 0;
        }
        let held = self.buffer.len();
        let chunk = CHUNK.max(wanted.saturating_sub(held).min(8 * CHUNK));
        self.buffer.resize(held + chunk, 0);
        let read = loop {
            match self.reader.read(&mut self.buffer[held..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        self.buffer.truncate(held + read.as_ref().copied().unwrap_or(0));
        match read {
            Ok(read) => self.at_end = read == 0,
            Err(failure) => {
                self.at_end = true;
                self.failure = Some(failure);
            }
        }
    }
}

impl Read for Input {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.buffer.len() == self.start {
            self.peek(1)?;
        }
        let rest = &self.buffer[self.start..];
        let len = rest.len().min(into.len());
        into[..len].copy_from_slice(&rest[..len]);
        self.consume(len);
        Ok(len)
    }
}
