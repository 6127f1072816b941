//! Containers: mbox variants, Maildir, folders, compression.

use std::io::{self, Read};

use complaint_core::mailbox::{self, OpenOptions, RawContent, ReadErrorKind};

use super::{fixture, items, texts};

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

const THREE: &[(&str, &str)] = &[("one", "first body"), ("two", "second body"), ("three", "third body")];

#[test]
fn plain_mboxes() {
    for name in ["plain.mbox", "crlf.mbox", "bom.mbox", "content-length-wrong.mbox", "plain.mbox.gz"] {
        assert_eq!(texts(&format!("mailboxes/{name}")), pairs(THREE), "{name}");
    }
}

#[test]
fn mboxes_of_programs() {
    for name in ["takeout.mbox", "thunderbird.mbox", "no-time-in-separator.mbox"] {
        assert_eq!(texts(&format!("mailboxes/{name}")), pairs(&THREE[..2]), "{name}");
    }
}

#[test]
fn quoted_from_lines_lose_one_mark() {
    let one = ">From the second\nFrom here on\n\nFrom Tokyo (HND)\nto Osaka";
    let one = format!("From the first\n{one}");
    assert_eq!(texts("mailboxes/mboxrd.mbox"), pairs(&[("one", &one), THREE[1]]));
}

#[test]
fn prose_is_no_separator() {
    let one = "we went\n\nFrom Tokyo to Osaka\nNote: by train\n\nFrom: Tokyo\nTo: Osaka";
    assert_eq!(texts("mailboxes/prose-from.mbox"), pairs(&[("one", one), THREE[1]]));
}

#[test]
fn content_length_is_believed_where_it_leads_to_a_separator() {
    let texts = texts("mailboxes/mboxcl2.mbox");
    assert_eq!(texts.len(), 2);
    assert!(texts[0].1.starts_with("before\n\nFrom a@example.jp"), "{:?}", texts[0]);
    assert!(texts[0].1.ends_with("inner body"));
}

#[test]
fn compressed_streams_of_several_pieces() {
    for name in ["two-members.mbox.gz", "two-frames.mbox.zst"] {
        let twice = [THREE, THREE].concat();
        assert_eq!(texts(&format!("mailboxes/{name}")), pairs(&twice), "{name}");
    }
}

#[test]
fn positions_point_into_the_decompressed_file() {
    let bytes = std::fs::read(fixture("mailboxes/plain.mbox")).unwrap();
    for name in ["plain.mbox", "plain.mbox.gz"] {
        for (index, item) in items(&format!("mailboxes/{name}")).into_iter().enumerate() {
            let source = item.unwrap().source;
            assert_eq!(source.index, index as u64);
            assert!(source.path.ends_with(name));
            assert!(bytes[usize::try_from(source.offset).unwrap()..].starts_with(b"From "));
        }
    }
}

#[test]
fn maildirs_and_folders_in_the_order_of_names() {
    let four = [THREE, &[("four", "fourth body")]].concat();
    assert_eq!(texts("mailboxes/maildir"), pairs(&four));
    assert_eq!(texts("mailboxes/folder"), pairs(THREE));
}

#[test]
fn empty_inputs_are_empty() {
    assert!(items("mailboxes/empty.mbox").is_empty());
    let folder = tempfile::tempdir().unwrap();
    for part in ["cur", "new", "tmp"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    let mails = mailbox::open(folder.path(), &OpenOptions::default()).unwrap();
    assert_eq!(mails.count(), 0);
}

#[test]
fn no_mail_is_an_error() {
    let error = mailbox::open(fixture("mailboxes/notes.txt"), &OpenOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::NoMail);
    assert!(error.to_string().contains("notes.txt"), "{error}");
    for text in [" \n\n", "From here\nto there\n", "\0\u{1}\u{2}binary", "a,b\n1,2\n"] {
        let read = mailbox::read(text.as_bytes(), "-", &OpenOptions::default());
        assert_eq!(read.unwrap_err().kind(), ReadErrorKind::NoMail, "{text:?}");
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), "memo\n").unwrap();
    let items: Vec<_> = mailbox::open(folder.path(), &OpenOptions::default()).unwrap().collect();
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].as_ref().unwrap_err().kind(), ReadErrorKind::NoMail);
}

#[test]
fn unreadable_kinds_say_the_way_out() {
    for bytes in [&b"PK\x03\x04rest"[..], b"[{}]", b"!BDN....", b"{\\rtf1", b"{\n  \"body\": \"a\"\n}\n"] {
        let read = mailbox::read(bytes, "x", &OpenOptions::default());
        assert_eq!(read.unwrap_err().kind(), ReadErrorKind::Unsupported);
    }
    let missing = mailbox::open("no/such/file", &OpenOptions::default()).unwrap_err();
    assert_eq!(missing.kind(), ReadErrorKind::Io);
    assert!(missing.to_string().contains("no/such/file"));
}

#[test]
fn a_mail_beyond_the_limit_is_an_error_and_the_next_follows() {
    let big = "x".repeat(300_000);
    let mbox = format!(
        "From a Thu Aug  7 21:14:00 2025\nSubject: one\n\n{big}\n{big}\n\nFrom a Thu Aug  7 21:14:00 2025\nSubject: two\n\nB\n"
    );
    let options = OpenOptions::default().max_mail_bytes(400_000);
    let items: Vec<_> = mailbox::read(io::Cursor::new(mbox), "-", &options).unwrap().collect();
    assert_eq!(items[0].as_ref().unwrap_err().kind(), ReadErrorKind::TooLarge);
    let second = items[1].as_ref().unwrap();
    assert_eq!(second.source.index, 1);
    assert_eq!(second.parse().unwrap().subject, "two");
    assert_eq!(items.len(), 2);
    let message = io::Cursor::new(format!("Subject: a\n\n{big}{big}"));
    let items: Vec<_> = mailbox::read(message, "-", &options).unwrap().collect();
    assert_eq!(items[0].as_ref().unwrap_err().kind(), ReadErrorKind::TooLarge);
}

#[test]
fn a_cut_archive_gives_what_it_has_and_an_error() {
    let mut bytes = std::fs::read(fixture("mailboxes/two-members.mbox.gz")).unwrap();
    bytes.truncate(bytes.len() - 40);
    let items: Vec<_> = mailbox::read(io::Cursor::new(bytes), "-", &OpenOptions::default()).unwrap().collect();
    assert!(items.iter().filter(|item| item.is_ok()).count() >= 3);
    assert_eq!(items.last().unwrap().as_ref().unwrap_err().kind(), ReadErrorKind::Io);
}

/// Gives mails without end, and counts the bytes taken.
struct Endless {
    mail: Vec<u8>,
    at: usize,
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = &self.mail[self.at..];
        // Odd pieces, so that no line end falls on the end of a read.
        let len = rest.len().min(into.len()).min(1_013);
        into[..len].copy_from_slice(&rest[..len]);
        self.at = (self.at + len) % self.mail.len();
        Ok(len)
    }
}

#[test]
fn reading_is_streaming() {
    let mail = b"From a Thu Aug  7 21:14:00 2025\nSubject: one\n\nbody\n>From here\n\n".to_vec();
    let stream = Endless { mail, at: 0 };
    let mails = mailbox::read(stream, "-", &OpenOptions::default()).unwrap();
    let mut last = 0;
    for item in mails.take(20_000) {
        let raw = item.unwrap();
        assert_eq!(raw.content, RawContent::Message(b"Subject: one\n\nbody\nFrom here\n".to_vec()));
        last = raw.source.offset;
    }
    assert_eq!(last, 19_999 * 63);
}

/// A pipe on which nothing more has come yet: a reader that waits for more fails.
struct SlowPipe(Option<&'static [u8]>);

impl Read for SlowPipe {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let Some(bytes) = self.0.take() else { panic!("a mail was there, and more was waited for") };
        into[..bytes.len()].copy_from_slice(bytes);
        Ok(bytes.len())
    }
}

#[test]
fn a_mail_that_is_there_is_given_at_once() {
    let mbox = b"From a Thu Aug  7 21:14:00 2025\nSubject: one\n\nbody\n\nFrom b Thu Aug  7 21:15:00 2025\nTo: x\n";
    let long =
        b"From a Thu Aug  7 21:14:00 2025\nContent-Length: 9\n\nbody\n\nFrom b Thu Aug  7 21:15:00 2025\nTo: x\n";
    let lines = b"{\"subject\":\"one\",\"body\":\"text\"}\n{\"sub";
    for bytes in [&mbox[..], long, lines] {
        let mut mails = mailbox::read(SlowPipe(Some(bytes)), "-", &OpenOptions::default()).unwrap();
        assert!(mails.next().unwrap().is_ok(), "{}", String::from_utf8_lossy(bytes));
    }
}
