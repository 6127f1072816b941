//! What holds for every input.

use std::io;

use complaint_core::mail::Mail;
use complaint_core::mailbox::{self, OpenOptions, RawContent};
use proptest::prelude::*;

/// Writes an mbox as mboxrd does: every `From ` line in a body, quoted or not,
/// gets one more `>`.
fn join(mails: &[String], end: &str) -> String {
    let mut out = String::new();
    for mail in mails {
        out.push_str("From a@example.jp Thu Aug  7 21:14:00 2025");
        out.push_str(end);
        let (header, body) = mail.split_once("\n\n").unwrap();
        out.push_str(&header.replace('\n', end));
        out.push_str(end);
        out.push_str(end);
        for line in body.split_inclusive('\n') {
            if line.trim_start_matches('>').starts_with("From ") {
                out.push('>');
            }
            out.push_str(&line.replace('\n', end));
        }
        out.push_str(end);
    }
    out
}

fn mail() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("From a@example.jp Thu Aug  7 21:14:00 2025".to_owned()),
        Just(">From here".to_owned()),
        Just(">>From Tokyo to Osaka".to_owned()),
        Just("Subject: inner".to_owned()),
        Just(String::new()),
        "[ -~ぁ-ん]{0,40}",
    ];
    ("[a-z]{1,9}", proptest::collection::vec(line, 0..12)).prop_map(|(subject, lines)| {
        let body: String = lines.iter().map(|line| format!("{line}\n")).collect();
        format!("Subject: {subject}\nFrom: a@example.jp\n\n{body}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn splitting_a_joined_mbox_gives_the_mails_back(
        mails in proptest::collection::vec(mail(), 1..6),
        crlf in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mbox = join(&mails, end);
        let read = mailbox::read(io::Cursor::new(mbox.clone()), "-", &OpenOptions::default()).unwrap();
        let mut found = Vec::new();
        for (index, item) in read.enumerate() {
            let raw = item.unwrap();
            prop_assert_eq!(raw.source.index, index as u64);
            prop_assert!(mbox[usize::try_from(raw.source.offset).unwrap()..].starts_with("From "));
            let RawContent::Message(bytes) = raw.content else { panic!("a message") };
            found.push(String::from_utf8(bytes).unwrap().replace("\r\n", "\n"));
        }
        prop_assert_eq!(found, mails);
    }

    #[test]
    fn any_bytes_after_a_header_are_a_mail(
        bytes in proptest::collection::vec(any::<u8>(), 0..400),
        charset in prop_oneof![Just("iso-2022-jp"), Just("shift_jis"), Just("euc-jp"), Just("utf-8"), Just("x")],
        transfer in prop_oneof![Just("8bit"), Just("base64"), Just("quoted-printable"), Just("x-uuencode")],
        kind in prop_oneof![Just("text/plain"), Just("text/html"), Just("multipart/mixed; boundary=a"), Just("message/rfc822")],
    ) {
        let mut mail = format!(
            "Subject: a\nContent-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
        ).into_bytes();
        mail.extend(&bytes);
        let first = Mail::parse(&mail).unwrap();
        prop_assert_eq!(&first.subject, "a");
        prop_assert!(!first.body.contains('\r'));
        prop_assert_eq!(Mail::parse(&mail).unwrap(), first);
    }

    #[test]
    fn any_header_value_is_read(value in proptest::collection::vec(any::<u8>(), 0..200), name in prop_oneof![
        Just("Subject"), Just("From"), Just("To"), Just("Date"), Just("References"), Just("Content-Type"), Just("Received"),
    ]) {
        let mut mail = format!("Message-ID: <a@b>\n{name}: ").into_bytes();
        mail.extend(value.iter().filter(|byte| !matches!(byte, b'\n' | b'\r')));
        mail.extend(b"\n\nbody\n");
        let mail = Mail::parse(&mail).unwrap();
        prop_assert_eq!(mail.message_id.as_deref(), Some("a@b"));
        prop_assert!(!mail.subject.contains(['\n', '\r']));
    }

    #[test]
    fn any_bytes_never_panic_as_a_mailbox(bytes in proptest::collection::vec(any::<u8>(), 0..300), head in prop_oneof![
        Just(""), Just("From a Thu Aug  7 21:14:00 2025\nSubject: a\n"), Just("{\"body\":"), Just("件名,本文\n"), Just("Subject: a\n"),
        Just("\u{1f}"), Just("(\u{b5}/"),
    ]) {
        let mut input = head.as_bytes().to_vec();
        input.extend(bytes);
        if let Ok(mails) = mailbox::read(io::Cursor::new(input), "-", &OpenOptions::default()) {
            for item in mails.flatten() {
                let _ = item.parse();
            }
        }
    }
}
