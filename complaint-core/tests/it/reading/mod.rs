//! Bytes to mails: containers, MIME, charsets.

mod battery;
mod body_defects;
mod corpus;
mod desks;
mod encode;
mod exports;
mod goldens;
mod header_defects;
mod hostile;
mod laws;
mod made;
mod mailboxes;

use std::path::PathBuf;

use complaint_core::mailbox::{self, OpenOptions, RawMail, ReadError};

/// A file or folder under `fixtures/`.
pub(crate) fn fixture(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures")).join(path)
}

/// All items of a mailbox fixture, default options.
fn items(path: &str) -> Vec<Result<RawMail, ReadError>> {
    mailbox::open(fixture(path), &OpenOptions::default()).unwrap().collect()
}

/// Subject and body of all mails of a mailbox fixture, none of them an error.
fn texts(path: &str) -> Vec<(String, String)> {
    items(path)
        .into_iter()
        .map(|item| {
            let mail = item.unwrap().parse().unwrap();
            (mail.subject, mail.body)
        })
        .collect()
}
