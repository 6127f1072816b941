//! Defects of headers one by one: what comes out, and which warning names the loss.

use complaint_core::mail::{Mail, warning};

use super::encode;

fn parse(header: &[u8], body: &[u8]) -> Mail {
    let mail = [b"From: a@example.jp\nDate: Thu, 07 Aug 2025 21:14:00 +0900\n", header, b"\n\n", body].concat();
    Mail::parse(&mail).unwrap()
}

fn subject(raw: &[u8]) -> Mail {
    parse(&[b"Subject: ", raw].concat(), b"x")
}

fn codes(mail: &Mail) -> Vec<&str> {
    mail.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

#[test]
fn subjects() {
    let jis = encode::text("返金の件", "iso-2022-jp");
    let cases: Vec<(Vec<u8>, &str, &[&str])> = vec![
        (b"=?utf-8?B?6L+U6YeR?= =?utf-8?B?44Gu5Lu2?=".to_vec(), "返金の件", &[]),
        (b"=?utf-8?B?6L+U6YeR?=\n  =?UTF-8?Q?=E3=81=AE=E4=BB=B6?=".to_vec(), "返金の件", &[]),
        (b"Re: =?utf-8?B?6L+U6YeR?= (2)".to_vec(), "Re: 返金 (2)", &[]),
        (b"=?utf-8*ja?B?6L+U6YeR?=".to_vec(), "返金", &[]),
        (b"=?utf-8?Q?a_b=20c?=".to_vec(), "a b c", &[]),
        (b"=?utf-8?Q?a b?=".to_vec(), "a b", &[]),
        (b"=?utf-8?B?6L+U6YeR".to_vec(), "返金", &[warning::ENCODED_WORD_DAMAGED]),
        (b"=?utf-8?B?6L+U6YeR? ".to_vec(), "返金", &[warning::ENCODED_WORD_DAMAGED]),
        (b"=?utf-8?B?6L+U =?utf-8?B?6YeR?=".to_vec(), "返金", &[warning::ENCODED_WORD_DAMAGED]),
        (b"a =? b ?= c".to_vec(), "a =? b ?= c", &[]),
        (b"=?utf-8?X?abc?=".to_vec(), "=?utf-8?X?abc?=", &[]),
        (encode::word(&jis, "cp50221").into_bytes(), "返金の件", &[]),
        (encode::word(&jis, "utf-8").into_bytes(), "返金の件", &[warning::CHARSET_MISMATCH]),
        (jis.clone(), "返金の件", &[warning::HEADER_RAW]),
        ("返金の件".as_bytes().to_vec(), "返金の件", &[warning::HEADER_RAW]),
        (encode::text("返金の件です", "shift_jis"), "返金の件です", &[warning::HEADER_RAW]),
        (encode::text("返金の件です", "euc-jp"), "返金の件です", &[warning::HEADER_RAW]),
        (b"=?utf-8?B?6L+U6YeRDQpCY2M6IGFAYg==?=".to_vec(), "返金Bcc: a@b", &[]),
        (b"Fr\xf6sche".to_vec(), "Frösche", &[warning::HEADER_RAW]),
        (b"=?iso-8859-1?Q?Fr\xf6sche_=3D?=".to_vec(), "Frösche =", &[warning::HEADER_RAW]),
        (b"=?utf-8?Q??=".to_vec(), "", &[]),
        (b"caf=?iso-8859-1?Q?=E9?=".to_vec(), "café", &[]),
        (b"a\rBcc: b@example.jp".to_vec(), "a Bcc: b@example.jp", &[]),
    ];
    for (raw, expected, warnings) in cases {
        let mail = subject(&raw);
        assert_eq!(mail.subject, expected, "{}", String::from_utf8_lossy(&raw));
        assert_eq!(codes(&mail), warnings, "{}", String::from_utf8_lossy(&raw));
    }
}

#[test]
fn senders() {
    let jis = encode::text("山田<花子>\"", "iso-2022-jp");
    let cases: Vec<(Vec<u8>, Option<&str>, Option<&str>)> = vec![
        (b"a@example.jp".to_vec(), None, Some("a@example.jp")),
        (b"<a@example.jp>".to_vec(), None, Some("a@example.jp")),
        (b"\"A, B\" <a@example.jp>".to_vec(), Some("A, B"), Some("a@example.jp")),
        (b"\"A \\\"B\\\"\" <a@example.jp>".to_vec(), Some("A \"B\""), Some("a@example.jp")),
        (b"a@example.jp (A B)".to_vec(), Some("A B"), Some("a@example.jp")),
        (b"A B a@example.jp".to_vec(), Some("A B"), Some("a@example.jp")),
        (b"A <a@example.jp".to_vec(), Some("A"), Some("a@example.jp")),
        (b"=?utf-8?B?5bGx55Sw?= <a@example.jp>".to_vec(), Some("山田"), Some("a@example.jp")),
        (b"=?utf-8?B?5bGx55Sw?=<a@example.jp>".to_vec(), Some("山田"), Some("a@example.jp")),
        (b"\"=?utf-8?B?5bGx55Sw?=\" <a@example.jp>".to_vec(), Some("山田"), Some("a@example.jp")),
        (b"A <@relay.jp:a@example.jp>".to_vec(), Some("A"), Some("a@example.jp")),
        (b"a..b.@docomo.ne.jp".to_vec(), None, Some("a..b.@docomo.ne.jp")),
        (b"nobody".to_vec(), Some("nobody"), None),
        ([&jis[..], b" <a@example.jp>"].concat(), Some("山田<花子>\""), Some("a@example.jp")),
    ];
    for (raw, name, email) in cases {
        let mail = Mail::parse(&[b"Subject: a\nFrom: ", &raw[..], b"\n\nx"].concat()).unwrap();
        let from = mail.from.unwrap();
        let what = String::from_utf8_lossy(&raw);
        assert_eq!((from.name.as_deref(), from.email.as_deref()), (name, email), "{what}");
    }
    let none = Mail::parse(b"Subject: a\n\nx").unwrap();
    assert!(none.from.is_none() && codes(&none).contains(&warning::ADDRESS_UNREADABLE));
}

#[test]
fn dates() {
    let cases = [
        ("Thu, 07 Aug 2025 21:14:00 +0900", Some("2025-08-07T21:14:00+09:00")),
        ("7 Aug 2025 21:14 +0900 (JST)", Some("2025-08-07T21:14:00+09:00")),
        ("Thu, 7 Aug 25 9:04:05 GMT", Some("2025-08-07T09:04:05+00:00")),
        ("Thu Aug  7 21:14:00 2025", Some("2025-08-07T21:14:00+09:00")),
        ("Fri, 31 Dec 1999 23:59:60 -0330", Some("1999-12-31T23:59:59-03:30")),
        ("2025-08-07T21:14:00+09:00", Some("2025-08-07T21:14:00+09:00")),
        ("2025-08-07T21:14:00.123Z", Some("2025-08-07T21:14:00+00:00")),
        ("2025/08/07 21:14", Some("2025-08-07T21:14:00+09:00")),
        ("2025年8月7日 21時14分", Some("2025-08-07T21:14:00+09:00")),
        ("Thu, 32 Aug 2025 21:14:00 +0900", None),
        ("Sat, 29 Feb 2025 21:14:00 +0900", None),
        ("Thu, 29 Feb 2024 21:14:00 +0900", Some("2024-02-29T21:14:00+09:00")),
        ("yesterday", None),
    ];
    for (date, expected) in cases {
        let mail = Mail::parse(format!("Subject: a\nDate: {date}\n\nx").as_bytes()).unwrap();
        assert_eq!(mail.date.as_deref(), expected, "{date}");
        assert_eq!(codes(&mail).contains(&warning::DATE_UNREADABLE), expected.is_none(), "{date}");
    }
}
