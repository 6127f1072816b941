//! What is meant to hurt: refused in time, never a panic.

use std::io::Cursor;
use std::time::{Duration, Instant};

use complaint_core::mail::{Limits, Mail, MailErrorKind};
use complaint_core::mailbox::{self, OpenOptions, ReadErrorKind};

fn kind(mail: &[u8]) -> MailErrorKind {
    Mail::parse(mail).unwrap_err().kind()
}

fn timed<T>(what: &str, limit: Duration, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let out = run();
    let taken = start.elapsed();
    assert!(taken < limit, "{what} took {taken:?}");
    out
}

fn siblings(bytes: usize) -> Vec<u8> {
    let mut mail = b"Subject: a\nContent-Type: multipart/mixed; boundary=outer\n\n".to_vec();
    let mut number = 0;
    while mail.len() < bytes {
        mail.extend(format!("--outer\nContent-Type: multipart/mixed; boundary=none{number}\n\nx\n").bytes());
        number += 1;
    }
    mail.extend(b"--outer--\n");
    mail
}

#[test]
fn sibling_multiparts_without_boundaries() {
    let mail = siblings(2 << 20);
    let kind = timed("2 MB of multiparts", Duration::from_millis(200), || kind(&mail));
    assert!(matches!(kind, MailErrorKind::TooCostly | MailErrorKind::TooDeep));
    // The most that passes stays bearable.
    for bytes in [20_000, 60_000, 200_000, 400_000] {
        let mail = siblings(bytes);
        timed("fewer multiparts", Duration::from_secs(2), || drop(Mail::parse(&mail)));
    }
}

#[test]
fn hidden_in_an_encoded_attached_mail() {
    let inner = super::encode::base64_lines(&siblings(1 << 20));
    let mail = format!("Subject: a\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n");
    timed("encoded multiparts", Duration::from_secs(1), || drop(Mail::parse(mail.as_bytes())));
}

#[test]
fn nesting() {
    let mut mail = b"Subject: a\n".to_vec();
    for number in 0..100_000 {
        mail.extend(format!("Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n").bytes());
    }
    assert_eq!(kind(&mail), MailErrorKind::TooDeep);
    let mut mail = b"Subject: a\n".to_vec();
    for _ in 0..100_000 {
        mail.extend(b"Content-Type: message/rfc822\n\n");
    }
    assert_eq!(kind(&mail), MailErrorKind::TooDeep);
    let mut mail = b"Subject: a\n".to_vec();
    for _ in 0..900 {
        mail.extend(b"Content-Type: message/rfc822\n\n");
    }
    timed("900 attached mails", Duration::from_secs(1), || drop(Mail::parse(&mail)));
}

#[test]
fn too_much_of_anything() {
    let fields = "X-A: b\n".repeat(6_000);
    assert_eq!(kind(format!("Subject: a\n{fields}\nb").as_bytes()), MailErrorKind::TooManyHeaders);
    let parts = "--b\nContent-Type: text/plain\n\nx\n".repeat(11_000);
    let mail = format!("Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n{parts}");
    assert_eq!(kind(mail.as_bytes()), MailErrorKind::TooManyParts);
    let mut limits = Limits::default();
    limits.bytes = 10;
    let error = Mail::parse_within(b"Subject: a\n\nlong enough", &limits).unwrap_err();
    assert_eq!(error.kind(), MailErrorKind::TooLarge);
    let pieces: String = (0..40_000).map(|n| format!("\n a{n}*1=b;")).collect();
    let mail = format!("Subject: a\nContent-Type: text/plain;{pieces}\n\nb");
    timed("parameter pieces", Duration::from_secs(1), || drop(Mail::parse(mail.as_bytes())));
}

#[test]
fn what_is_no_mail() {
    for bytes in [
        &b""[..],
        b"\n\n",
        b"hello",
        "これはメモです。\n".as_bytes(),
        b"{\"a\":1}",
        b"\x00\x01\x02: x\n\n",
        b"Hello: world\n\ntext",
    ] {
        assert_eq!(kind(bytes), MailErrorKind::NotMail, "{bytes:?}");
    }
}

#[test]
fn long_things_take_linear_time() {
    let second = Duration::from_secs(2);
    let quotes = "<blockquote type=cite>x".repeat(100_000);
    let html = format!("Subject: a\nContent-Type: text/html\n\n{quotes}");
    timed("blockquotes", second, || Mail::parse(html.as_bytes()).unwrap());
    let hidden = "<p style='display:none'>x".repeat(100_000);
    let html = format!("Subject: a\nContent-Type: text/html\n\n{hidden}");
    timed("hidden", second, || Mail::parse(html.as_bytes()).unwrap());
    let words = "=?utf-8?B?".repeat(100_000);
    timed("words", second, || Mail::parse(format!("Subject: {words}\n\nb").as_bytes()).unwrap());
    let words = "=?utf-8?B?a ".repeat(100_000);
    timed("words", second, || Mail::parse(format!("Subject: {words}\n\nb").as_bytes()).unwrap());
    let words = "=?utf-8?Q?a?= ".repeat(100_000);
    timed("words", second, || Mail::parse(format!("Subject: {words}\n\nb").as_bytes()).unwrap());
    let names = "\"a\" <a@example.jp>, ".repeat(50_000);
    timed("addresses", second, || Mail::parse(format!("To: {names}\n\nb").as_bytes()).unwrap());
    let marks = "\"(<".repeat(100_000);
    timed("marks", second, || Mail::parse(format!("To: {marks}\n\nb").as_bytes()).unwrap());
    let brackets = "=?x".repeat(300_000);
    timed("brackets", second, || Mail::parse(format!("Subject: {brackets}\n\nb").as_bytes()).unwrap());
    let escapes = "\x1b$B\x1b(B".repeat(200_000);
    let mail = format!("Subject: a\nContent-Type: text/plain; charset=iso-2022-jp\n\n{escapes}");
    timed("escapes", second, || Mail::parse(mail.as_bytes()).unwrap());
}

#[test]
fn lengths_that_lie_cost_a_bounded_look_ahead() {
    let mail = "From a Thu Aug  7 21:14:00 2025\nSubject: a\nContent-Length: 20000000\n\nb\n\n";
    let mbox = mail.repeat(300_000);
    let count = timed("lengths that lie", Duration::from_secs(5), || {
        let read = mailbox::read(Cursor::new(mbox), "-", &OpenOptions::default()).unwrap();
        read.filter(Result::is_ok).count()
    });
    assert_eq!(count, 300_000);
}

#[test]
fn a_line_beyond_the_limit_is_one_error() {
    let long = "x".repeat(200_000);
    let lines = format!("{{\"body\":\"{long}\"}}\n{{\"body\":\"b\"}}\n");
    let options = OpenOptions::default().max_mail_bytes(100_000);
    let items: Vec<_> = mailbox::read(Cursor::new(lines), "-", &options).unwrap().collect();
    let kinds: Vec<_> = items.iter().map(|item| item.as_ref().err().map(mailbox::ReadError::kind)).collect();
    assert_eq!(kinds, [Some(ReadErrorKind::TooLarge), None]);
}
