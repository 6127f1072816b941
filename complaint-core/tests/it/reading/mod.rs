//! Bytes to mails: containers, MIME, charsets.

mod corpus;

use std::path::PathBuf;

/// A file or folder under `fixtures/`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures")).join(path)
}
