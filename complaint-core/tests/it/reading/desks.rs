//! Exports with the column names of usual help desks and mail programs, in
//! every encoding, delimiter and compression: the same mail comes out.

use std::io::{Cursor, Write};

use complaint_core::mail::{BodySource, Mail};
use complaint_core::mailbox::{self, OpenOptions};
use flate2::{Compression, write::GzEncoder};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::encode;

const SUBJECT: &str = "届かない件、至急";
const BODY: &str = "商品が届きません。\n\n\"明日\"では遅いです; 返金してください。";

/// Names of columns by tool; the letters say what a column holds: id, subject,
/// body, address, name, date, other.
const TABLES: &[(&str, &[(&str, char)])] = &[
    (
        "Zendesk",
        &[("ID", 'i'), ("件名", 's'), ("リクエスタ", 'n'), ("リクエスト日時", 'd'), ("ステータス", 'o'), ("説明", 'b')],
    ),
    (
        "Zendesk, English",
        &[
            ("Id", 'i'),
            ("Subject", 's'),
            ("Requester", 'n'),
            ("Requester email", 'a'),
            ("Created at", 'd'),
            ("Description", 'b'),
        ],
    ),
    (
        "メールディーラー",
        &[
            ("メール番号", 'i'),
            ("状態", 'o'),
            ("受信日時", 'd'),
            ("差出人", 'a'),
            ("宛先", 'o'),
            ("件名", 's'),
            ("本文", 'b'),
        ],
    ),
    (
        "Re:lation",
        &[("チケットID", 'i'), ("件名", 's'), ("差出人", 'a'), ("送信日時", 'd'), ("ラベル", 'o'), ("メール本文", 'b')],
    ),
    (
        "Salesforce, cases",
        &[("ケース番号", 'i'), ("件名", 's'), ("説明", 'b'), ("Web 名", 'n'), ("Web メール", 'a'), ("作成日時", 'd')],
    ),
    (
        "Salesforce, API",
        &[
            ("CaseNumber", 'i'),
            ("Subject", 's'),
            ("Description", 'b'),
            ("SuppliedName", 'n'),
            ("SuppliedEmail", 'a'),
            ("CreatedDate", 'd'),
        ],
    ),
    (
        "kintone",
        &[
            ("レコード番号", 'i'),
            ("受付日時", 'd'),
            ("お名前", 'n'),
            ("メールアドレス", 'a'),
            ("件名", 's'),
            ("お問い合わせ内容", 'b'),
        ],
    ),
    ("Yaritori", &[("件名", 's'), ("差出人", 'a'), ("日時", 'd'), ("担当", 'o'), ("本文", 'b')]),
    (
        "Freshdesk",
        &[
            ("Ticket ID", 'i'),
            ("Subject", 's'),
            ("Status", 'o'),
            ("Full name", 'n'),
            ("Email", 'a'),
            ("Created time", 'd'),
            ("Description", 'b'),
        ],
    ),
    ("Mailwise", &[("番号", 'i'), ("表題", 's'), ("送信者", 'a'), ("日時", 'd'), ("本文", 'b')]),
    (
        "Zoho Desk",
        &[
            ("Ticket Id", 'i'),
            ("Subject", 's'),
            ("Contact Name", 'n'),
            ("Email", 'a'),
            ("Created Time", 'd'),
            ("Description", 'b'),
        ],
    ),
    (
        "Outlook, Japanese",
        &[
            ("件名", 's'),
            ("本文", 'b'),
            ("差出人: (名前)", 'n'),
            ("差出人: (アドレス)", 'a'),
            ("差出人: (種類)", 'o'),
            ("宛先: (名前)", 'o'),
        ],
    ),
    (
        "Outlook, English",
        &[
            ("Subject", 's'),
            ("Body", 'b'),
            ("From: (Name)", 'n'),
            ("From: (Address)", 'a'),
            ("From: (Type)", 'o'),
            ("To: (Name)", 'o'),
        ],
    ),
    (
        "Google Forms",
        &[
            ("タイムスタンプ", 'd'),
            ("お名前（必須）", 'n'),
            ("メールアドレス", 'a'),
            ("ご用件", 's'),
            ("お問い合わせ内容（必須）", 'b'),
        ],
    ),
];

fn value(kind: char) -> &'static str {
    match kind {
        'i' => "A-1023",
        's' => SUBJECT,
        'b' => BODY,
        'a' => "hanako@example.jp",
        'n' => "山田 花子",
        'd' => "2026/05/03 10:12",
        _ => "その他",
    }
}

fn table(columns: &[(&str, char)], delimiter: &str) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |fields: Vec<String>| fields.join(delimiter) + "\r\n";
    line(columns.iter().map(|(name, _)| quoted(name)).collect())
        + &line(columns.iter().map(|(_, kind)| quoted(value(*kind))).collect())
}

/// The text as programs save it, and what must be said of each.
fn encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16 = |swap: bool| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8 with a mark", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("CP932", encode::text(text, "shift_jis")),
        ("EUC-JP", encode::text(text, "euc-jp")),
        ("UTF-16, little end first", utf16(false)),
        ("UTF-16, big end first", utf16(true)),
    ]
}

fn compressions(bytes: Vec<u8>) -> [Vec<u8>; 3] {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(&bytes).unwrap();
    let zstd = compress_to_vec(&bytes[..], CompressionLevel::Fastest);
    [gzip.finish().unwrap(), zstd, bytes]
}

fn only_mail(bytes: Vec<u8>, what: &str) -> Mail {
    let mails = mailbox::read(Cursor::new(bytes), "-", &OpenOptions::default());
    let mut mails = mails.unwrap_or_else(|error| panic!("{what}: {error}"));
    let mail = mails.next().unwrap().unwrap().parse().unwrap();
    assert!(mails.next().is_none(), "{what}");
    mail
}

#[test]
fn tables_of_usual_tools() {
    for (tool, columns) in TABLES {
        for delimiter in [",", "\t", ";"] {
            for (encoding, bytes) in encodings(&table(columns, delimiter)) {
                for bytes in compressions(bytes) {
                    let what = format!("{tool}, {encoding}, {delimiter:?}");
                    let mail = only_mail(bytes, &what);
                    check(&mail, columns, &what);
                }
            }
        }
    }
}

fn check(mail: &Mail, columns: &[(&str, char)], what: &str) {
    let has = |kind: char| columns.iter().any(|(_, of)| *of == kind);
    assert_eq!((mail.subject.as_str(), mail.body.as_str()), (SUBJECT, BODY), "{what}");
    let from = mail.from.clone().unwrap_or_default();
    assert_eq!(from.email.as_deref(), has('a').then(|| value('a')), "{what}");
    assert_eq!(from.name.as_deref(), has('n').then(|| value('n')), "{what}");
    assert_eq!(mail.message_id.as_deref(), has('i').then(|| value('i')), "{what}");
    assert_eq!(mail.date.as_deref(), has('d').then_some("2026-05-03T10:12:00+09:00"), "{what}");
}

#[test]
fn json_lines_of_usual_tools() {
    let lines = [
        r#"{"id":"A-1023","subject":"S","description":"B","requester":{"name":"山田 花子","email":"hanako@example.jp"}}"#,
        r#"{"id":"A-1023","subject":"S","body":"B","from":{"name":"山田 花子","address":"hanako@example.jp"}}"#,
        r#"{"id":"A-1023","subject":"S","body":"B","from":"山田 花子 <hanako@example.jp>","tags":["x"]}"#,
        r#"{"チケットID":"A-1023","件名":"S","本文":"B","差出人":"hanako@example.jp","お名前":"山田 花子"}"#,
        r#"{"CaseNumber":"A-1023","Subject":"S","Description":"B","SuppliedName":"山田 花子","SuppliedEmail":"hanako@example.jp"}"#,
        r#"{"raw":"Message-ID: <A-1023>\r\nFrom: \"山田 花子\" <hanako@example.jp>\r\nSubject: S\r\n\r\nB"}"#,
    ];
    for line in lines {
        for (encoding, bytes) in encodings(line).into_iter().filter(|(name, _)| name.starts_with("UTF")) {
            for bytes in compressions(bytes) {
                let mail = only_mail(bytes, &format!("{encoding}: {line}"));
                let from = mail.from.clone().unwrap();
                assert_eq!((mail.subject.as_str(), mail.body.as_str()), ("S", "B"), "{line}");
                assert_eq!(mail.message_id.as_deref(), Some("A-1023"), "{line}");
                assert_eq!(from.email.as_deref(), Some("hanako@example.jp"), "{line}");
                assert_eq!(from.name.as_deref(), Some("山田 花子"), "{line}");
            }
        }
    }
}

#[test]
fn html_in_a_record_is_read_as_text() {
    for body in
        ["<div>壊れました。</div><div>返金を。</div>", "壊れました。<br>返金を。", "<p>壊れました。<br />返金を。</p>"]
    {
        let mail = only_mail(format!("{{\"subject\":\"S\",\"body\":{body:?}}}").into_bytes(), body);
        assert_eq!((mail.body.as_str(), mail.body_source), ("壊れました。\n返金を。", BodySource::Html));
    }
    let plain = "画面に <div> と出ます。\n<br> とも出ます。";
    let mail = only_mail(format!("{{\"subject\":\"S\",\"body\":{plain:?}}}").into_bytes(), plain);
    assert_eq!((mail.body.as_str(), mail.body_source), (plain, BodySource::Plain));
}
