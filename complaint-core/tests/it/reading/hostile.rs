//! What is meant to hurt: refused in time, never a panic.

use std::io::Cursor;
use std::time::{Duration, Instant};

use complaint_core::mail::{Limits, Mail, MailErrorKind};
use complaint_core::mailbox::{self, OpenOptions, ReadErrorKind};

fn kind(mail: &[u8]) -> MailErrorKind {
    Mail::parse(mail).unwrap_err().kind()
}

/// The work is bounded, so it ends; the time is far beyond any that a busy machine takes.
fn ends<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let out = run();
    let taken = start.elapsed();
    assert!(taken < Duration::from_secs(120), "{what} took {taken:?}");
    out
}

/// Eight times as much takes far less than the 64 times of quadratic work. Both
/// are run in turns and the quickest counts, so that a busy machine slows both.
fn grows_linearly(what: &str, size: usize, run: impl Fn(usize)) {
    let once = |size: usize| {
        let start = Instant::now();
        run(size);
        start.elapsed()
    };
    let mut quickest = (Duration::MAX, Duration::MAX);
    for _ in 0..20 {
        quickest = (quickest.0.min(once(size)), quickest.1.min(once(8 * size)));
        if quickest.1 < 24 * quickest.0 {
            return;
        }
    }
    panic!("{what}: {size} take {:?}, eight times as many {:?}", quickest.0, quickest.1);
}

fn parsed(mail: &str) {
    Mail::parse(mail.as_bytes()).unwrap();
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
    let kind = ends("2 MB of multiparts", || kind(&mail));
    assert!(matches!(kind, MailErrorKind::TooCostly | MailErrorKind::TooDeep));
    // The most that passes.
    for bytes in [20_000, 60_000, 200_000, 400_000] {
        let mail = siblings(bytes);
        ends("fewer multiparts", || drop(Mail::parse(&mail)));
    }
}

#[test]
fn hidden_in_an_encoded_attached_mail() {
    let inner = super::encode::base64_lines(&siblings(1 << 20));
    let mail = format!("Subject: a\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n{inner}\n");
    ends("encoded multiparts", || drop(Mail::parse(mail.as_bytes())));
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
    ends("900 attached mails", || drop(Mail::parse(&mail)));
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
    ends("parameter pieces", || drop(Mail::parse(mail.as_bytes())));
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
    let html = |text: String| parsed(&format!("Subject: a\nContent-Type: text/html\n\n{text}"));
    let subject = |text: String| parsed(&format!("Subject: {text}\n\nb"));
    let to = |text: String| parsed(&format!("To: {text}\n\nb"));
    grows_linearly("blockquotes", 10_000, |n| html("<blockquote type=cite>x".repeat(n)));
    grows_linearly("hidden", 10_000, |n| html("<p style='display:none'>x".repeat(n)));
    grows_linearly("words", 10_000, |n| subject("=?utf-8?B?".repeat(n)));
    grows_linearly("words", 10_000, |n| subject("=?utf-8?B?a ".repeat(n)));
    grows_linearly("words", 10_000, |n| subject("=?utf-8?Q?a?= ".repeat(n)));
    grows_linearly("addresses", 5_000, |n| to("\"a\" <a@example.jp>, ".repeat(n)));
    grows_linearly("marks", 10_000, |n| to("\"(<".repeat(n)));
    grows_linearly("brackets", 30_000, |n| subject("=?x".repeat(n)));
    grows_linearly("escapes", 20_000, |n| {
        let escapes = "\x1b$B\x1b(B".repeat(n);
        parsed(&format!("Subject: a\nContent-Type: text/plain; charset=iso-2022-jp\n\n{escapes}"));
    });
}

#[test]
fn lengths_that_lie_cost_a_bounded_look_ahead() {
    let mail = "From a Thu Aug  7 21:14:00 2025\nSubject: a\nContent-Length: 20000000\n\nb\n\n";
    let mbox = mail.repeat(300_000);
    let count = ends("lengths that lie", || {
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
