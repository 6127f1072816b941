//! The bytes of an input on their way to the output.
//!
//! Whatever is read through the tap is kept here until it is passed on, so the
//! bytes that leave are those that came, whatever the reader made of them.

use std::{
    io::{self, Read, Write},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// So many bytes wait for their mail to be judged; more than a mail and a
/// look-ahead of the reader's can have. A larger mail is written as it comes.
pub(super) const MOST: usize = 160 << 20;
/// Bytes that the reader has seen and perhaps not used.
const SEEN: usize = 1 << 20;

/// The two ends, and what is between them.
pub(super) struct Passage(Arc<Mutex<State>>);

struct State {
    input: Box<dyn Read + Send>,
    out: Box<dyn Write + Send>,
    kept: Vec<u8>,
    /// Offset in the input of the first byte that is kept.
    offset: u64,
    most: usize,
    /// What reading or writing failed with.
    failure: Option<io::Error>,
}

impl Passage {
    pub(super) fn new(input: Box<dyn Read + Send>, out: Box<dyn Write + Send>) -> Self {
        Self::with_room(input, out, MOST)
    }

    fn with_room(input: Box<dyn Read + Send>, out: Box<dyn Write + Send>, most: usize) -> Self {
        Self(Arc::new(Mutex::new(State { input, out, kept: Vec::new(), offset: 0, most, failure: None })))
    }

    /// Reads the input; what is read is kept.
    pub(super) fn tap(&self) -> impl Read + Send + 'static {
        Tap(Arc::clone(&self.0))
    }

    /// Reading or writing has failed.
    pub(super) fn has_failed(&self) -> bool {
        self.lock().failure.is_some()
    }

    /// Whether nothing from the offset on has left already.
    pub(super) fn holds_from(&self, offset: u64) -> bool {
        self.lock().offset <= offset
    }

    /// Passes on what stands before the offset as it is.
    pub(super) fn skip_to(&self, offset: u64) {
        self.pass(Some(offset), |bytes| bytes);
    }

    /// Passes on what stands before the offset `end` (all that is kept without
    /// one), changed by `change`.
    pub(super) fn pass(&self, end: Option<u64>, change: impl FnOnce(Vec<u8>) -> Vec<u8>) {
        let mut state = self.lock();
        let whole = state.kept.len();
        let count = end.map_or(whole, |end| usize::try_from(end.saturating_sub(state.offset)).unwrap_or(whole));
        let bytes = state.take(count.min(whole));
        // a panic must not hold what stands behind these bytes
        drop(state);
        if !bytes.is_empty() {
            let bytes = change(bytes);
            self.lock().write(&bytes);
        }
    }

    /// Passes on all that is left.
    pub(super) fn rest(self) -> io::Result<()> {
        self.pass(None, |bytes| bytes);
        let mut state = self.lock();
        if let Some(failure) = state.failure.take() {
            // what was read before a failure is not held back
            let _ = state.out.flush();
            return Err(failure);
        }
        let State { input, out, .. } = &mut *state;
        io::copy(input, out)?;
        out.flush()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn take(&mut self, count: usize) -> Vec<u8> {
        let rest = self.kept.split_off(count);
        self.offset += count as u64;
        std::mem::replace(&mut self.kept, rest)
    }

    fn write(&mut self, bytes: &[u8]) {
        if let Err(e) = self.out.write_all(bytes) {
            self.failure.get_or_insert(e);
        }
    }

    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(into).inspect_err(|e| {
            if e.kind() != io::ErrorKind::Interrupted {
                self.failure.get_or_insert_with(|| io::Error::new(e.kind(), e.to_string()));
            }
        })?;
        self.kept.extend_from_slice(&into[..read]);
        if self.kept.len() > self.most {
            let bytes = self.take(self.kept.len().saturating_sub(SEEN));
            self.write(&bytes);
        }
        Ok(read)
    }
}

/// The end that the reader of mails holds.
struct Tap(Arc<Mutex<State>>);

impl Read for Tap {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).read(into)
    }
}
