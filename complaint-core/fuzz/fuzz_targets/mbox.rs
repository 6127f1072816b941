//! Any bytes as a mailbox: positions are right, and splitting an mbox, joining
//! its mails and splitting again gives the same mails.
#![no_main]

use std::io::Cursor;

use complaint_core::mailbox::{self, OpenOptions, RawContent};
use libfuzzer_sys::fuzz_target;

const SEPARATOR: &[u8] = b"From a@example.jp Thu Aug  7 21:14:00 2025\n";

fuzz_target!(|data: &[u8]| {
    let Some(found) = split(data) else { return };
    let is_mbox = data.starts_with(b"From ") && found.iter().all(|(_, mail)| mail.is_some());
    let mut last = None;
    for (offset, mail) in &found {
        assert!(*offset <= data.len() as u64, "a mail begins behind the end");
        assert!(last < Some(*offset), "mails out of order");
        if is_mbox && mail.is_some() {
            assert!(data[*offset as usize..].starts_with(b"From "), "no separator at {offset}");
        }
        last = Some(*offset);
    }
    // A length that is wrong in the first mbox can be right in the second by chance.
    let has_length = data.windows(14).any(|text| text.eq_ignore_ascii_case(b"content-length"));
    if !is_mbox || has_length {
        return;
    }
    let mails: Vec<Vec<u8>> = found.into_iter().filter_map(|(_, mail)| mail).collect();
    // What begins with no header field is no mail of its own.
    if !mails.iter().all(|mail| begins_with_field(mail)) {
        return;
    }
    let joined = join(&mails);
    let again: Vec<Vec<u8>> = split(&joined).unwrap_or_default().into_iter().filter_map(|(_, mail)| mail).collect();
    assert_eq!(ended(mails), ended(again), "joined: {:?}", String::from_utf8_lossy(&joined));
});

/// Offset and bytes of each mail; no bytes for errors and for records of exports.
fn split(data: &[u8]) -> Option<Vec<(u64, Option<Vec<u8>>)>> {
    let mails = mailbox::read(Cursor::new(data.to_vec()), "-", &OpenOptions::default()).ok()?;
    let items = mails.map(|item| match item {
        Ok(raw) => {
            let _ = raw.parse();
            match raw.content {
                RawContent::Message(bytes) => (raw.source.offset, Some(bytes)),
                RawContent::Fields(_) => (raw.source.offset, None),
            }
        }
        Err(error) => (error.position().offset, None),
    });
    Some(items.collect())
}

fn begins_with_field(mail: &[u8]) -> bool {
    let line = mail.split(|&byte| byte == b'\n').next().unwrap_or_default();
    line.iter().position(|&byte| byte == b':').is_some_and(|colon| {
        let name = line[..colon].trim_ascii_end();
        !name.is_empty() && name.iter().all(|byte| (33..=126).contains(byte))
    })
}

/// As mboxrd: each `From ` line of a body, quoted or not, gets one more `>`.
fn join(mails: &[Vec<u8>]) -> Vec<u8> {
    let mut out = Vec::new();
    for mail in mails {
        out.extend(SEPARATOR);
        let mut in_body = false;
        for line in mail.split_inclusive(|&byte| byte == b'\n') {
            let marks = line.iter().take_while(|byte| **byte == b'>').count();
            if in_body && line[marks..].starts_with(b"From ") {
                out.push(b'>');
            }
            in_body |= matches!(line, b"\n" | b"\r\n");
            out.extend(line);
        }
        if !mail.ends_with(b"\n") {
            out.push(b'\n');
        }
        out.push(b'\n');
    }
    out
}

/// The last line of a file may have no end.
fn ended(mut mails: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    for mail in &mut mails {
        mail.truncate(mail.trim_ascii_end().len());
    }
    mails
}
