//! JSON Lines and CSV exports of help desks.

use std::io;

use complaint_core::mail::Mail;
use complaint_core::mailbox::{self, Column, OpenOptions, ReadErrorKind};

use super::{fixture, items, texts};

fn mails(path: &str) -> Vec<Mail> {
    items(path).into_iter().map(|item| item.unwrap().parse().unwrap()).collect()
}

#[test]
fn json_lines() {
    let mails = mails("mailboxes/records.jsonl");
    assert_eq!(mails.len(), 4);
    assert_eq!(mails[0].message_id.as_deref(), Some("1"));
    assert_eq!((&*mails[0].subject, &*mails[0].body), ("件名一", "本文一"));
    assert_eq!(mails[0].date.as_deref(), Some("2026-05-03T10:12:00+09:00"));
    let from = mails[1].from.clone().unwrap();
    assert_eq!((from.name.as_deref(), from.email.as_deref()), (Some("山田"), Some("b@example.jp")));
    assert_eq!(mails[1].message_id.as_deref(), Some("2@example.jp"));
    assert_eq!(mails[1].date.as_deref(), Some("2025-08-07T21:14:00+09:00"));
    assert_eq!((&*mails[2].subject, &*mails[2].body), ("three", "third body"));
    assert_eq!(mails[3].message_id.as_deref(), Some("4"));
}

#[test]
fn bad_lines_are_errors_with_their_place() {
    let items = items("mailboxes/records-with-faults.jsonl");
    let lines: Vec<Option<u64>> =
        items.iter().map(|item| item.as_ref().err().and_then(mailbox::ReadError::line)).collect();
    assert_eq!(lines, [None, Some(3), Some(4), Some(5), None]);
    let error = items[1].as_ref().unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::BadRecord);
    assert!(error.to_string().contains("records-with-faults.jsonl:3:"), "{error}");
    assert_eq!(error.position().offset, 39);
    let last = items[4].as_ref().unwrap();
    assert_eq!((last.source.index, last.parse().unwrap().body.as_str()), (4, "second body"));
}

#[test]
fn raw_in_base64() {
    let message = "Subject: one\nFrom: a@example.jp\n\nbody\n";
    let line = format!("{{\"raw\":\"{}\"}}\n", super::encode::base64(message.as_bytes()));
    let mut mails = mailbox::read(io::Cursor::new(line), "-", &OpenOptions::default()).unwrap();
    assert_eq!(mails.next().unwrap().unwrap().parse().unwrap().subject, "one");
}

#[test]
fn tables_in_any_encoding_and_with_any_delimiter() {
    for name in ["utf8-bom.csv", "cp932.csv", "semicolon.csv", "tab.tsv"] {
        let mails = mails(&format!("mailboxes/{name}"));
        assert_eq!(mails.len(), 2, "{name}");
        let first = &mails[0];
        assert_eq!(first.message_id.as_deref(), Some("A-1"), "{name}");
        assert_eq!(first.subject, "届かない");
        assert!(first.body.starts_with("商品が届きません。\n至急"), "{name}: {}", first.body);
        assert!(first.body.ends_with("\"連絡\"を"), "{name}: {}", first.body);
        let from = first.from.clone().unwrap();
        assert_eq!((from.name.as_deref(), from.email.as_deref()), (Some("山田 花子"), Some("a@example.jp")));
        assert_eq!(first.date.as_deref(), Some("2026-05-03T10:12:00+09:00"));
        assert_eq!(mails[1].body, "ソ連の十予表 能");
        assert_eq!(mails[1].date.as_deref(), Some("2026-05-04T09:00:00+09:00"));
    }
}

#[test]
fn offsets_of_records_are_those_of_the_file() {
    for name in ["utf8-bom.csv", "cp932.csv"] {
        let path = format!("mailboxes/{name}");
        let bytes = std::fs::read(fixture(&path)).unwrap();
        for (item, id) in items(&path).into_iter().zip(["A-1", "A-2"]) {
            let offset = usize::try_from(item.unwrap().source.offset).unwrap();
            assert!(bytes[offset..].starts_with(id.as_bytes()), "{name}: {offset}");
        }
    }
}

#[test]
fn columns_of_the_caller() {
    let path = fixture("mailboxes/other-names.csv");
    let error = mailbox::open(&path, &OpenOptions::default()).unwrap_err();
    assert_eq!(error.kind(), ReadErrorKind::NoMail);
    assert!(error.to_string().contains("\"memo\""), "{error}");
    let options = OpenOptions::default().column(Column::Body, "memo").column(Column::Subject, "heading");
    let mail = mailbox::open(&path, &options).unwrap().next().unwrap().unwrap().parse().unwrap();
    assert_eq!((&*mail.subject, &*mail.body), ("見出し", "本文の欄"));
    let wrong = OpenOptions::default().column(Column::Body, "no such");
    let read = mailbox::open(&path, &wrong.format(complaint_core::mailbox::InputFormat::Csv));
    assert_eq!(read.unwrap_err().kind(), ReadErrorKind::UnknownColumn);
}

#[test]
fn a_quote_that_is_never_closed_costs_one_record() {
    let mut table = "件名,本文\na,\"never closed\n".to_owned();
    for number in 0..20_000 {
        table.push_str(&format!("件名{number},本文{number}\n"));
    }
    for (limit, kind) in [(50_000, ReadErrorKind::TooLarge), (64 << 20, ReadErrorKind::BadRecord)] {
        let options = OpenOptions::default().max_mail_bytes(limit);
        let items: Vec<_> = mailbox::read(io::Cursor::new(table.clone()), "-", &options).unwrap().collect();
        assert_eq!(items[0].as_ref().unwrap_err().kind(), kind);
        assert_eq!(items[0].as_ref().unwrap_err().line(), Some(2));
        assert_eq!(items.len(), 20_001);
        for raw in &items[1..] {
            let raw = raw.as_ref().unwrap();
            let mail = raw.parse().unwrap();
            let offset = usize::try_from(raw.source.offset).unwrap();
            assert!(table[offset..].starts_with(&format!("{},{}\n", mail.subject, mail.body)));
        }
    }
}

#[test]
fn one_column_of_text_is_a_table() {
    let mut mails = mailbox::read(&b"body\nfirst\n"[..], "-", &OpenOptions::default()).unwrap();
    assert_eq!(mails.next().unwrap().unwrap().parse().unwrap().body, "first");
    assert_eq!(texts("mailboxes/records.jsonl").len(), 4);
}
