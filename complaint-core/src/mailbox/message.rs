//! A stream that is one message.

use super::input::Input;
use super::{RawContent, RawMail, ReadError, ReadErrorKind, Source};
use std::io::Read;

/// Reads the whole stream as one message, up to the limit.
pub(super) fn read_message(mut input: Input, path: String, max_bytes: usize) -> Result<RawMail, ReadError> {
    let source = Source { path, index: 0, offset: 0 };
    let mut bytes = Vec::new();
    let limit = (max_bytes as u64).saturating_add(1);
    match input.by_ref().take(limit).read_to_end(&mut bytes) {
        Err(cause) => Err(ReadError::io(source, "reading stopped", cause)),
        Ok(_) if bytes.len() > max_bytes => {
            let what = format!("a mail of more than {max_bytes} bytes; raise the limit to read it");
            Err(ReadError::new(ReadErrorKind::TooLarge, source, &what))
        }
        Ok(_) => Ok(RawMail { source, content: RawContent::Message(bytes) }),
    }
}
