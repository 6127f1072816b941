use complaint_core::mail::{Address, Mail};
use complaint_core::reply::*;
use mail_parser::{HeaderValue, MessageParser};

use super::gold::{Labelled, corpus};

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    value.as_text_list().unwrap_or_default().iter().map(|s| s.to_string()).collect()
}

fn first() -> (Labelled, Reply) {
    let l = corpus().into_iter().next().unwrap();
    let reply = draft(&l.mail, &l.verdict, &ReplyOptions::default(), &Templates::built_in().unwrap());
    (l, reply)
}

#[test]
fn a_mail_client_can_open_it() {
    let (mut l, reply) = first();
    l.mail.references = vec!["r1@a.example".into(), "r2@a.example".into()];
    let bytes = reply.to_eml(&l.mail, Some("cs@company.example"));
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(message.subject(), Some(reply.subject.as_str()));
    assert_eq!(message.subject().unwrap().matches("Re:").count(), 1);
    assert_eq!(message.from().unwrap().first().unwrap().address(), Some("cs@company.example"));
    assert_eq!(message.to().unwrap().first().unwrap().address(), l.mail.from.as_ref().unwrap().email.as_deref());
    assert_eq!(ids(message.in_reply_to()), [l.mail.message_id.clone().unwrap()]);
    assert_eq!(ids(message.references()), ["r1@a.example", "r2@a.example", l.mail.message_id.as_deref().unwrap()]);
    let text = message.body_text(0).unwrap().replace("\r\n", "\n");
    assert!(text.starts_with(&reply.body));
    assert!(text.contains(&format!("> {}", l.mail.body.lines().next().unwrap())));
    assert_eq!(bytes, reply.to_eml(&l.mail, Some("cs@company.example")), "no clock, no chance");
}

#[test]
fn every_draft_comes_back_from_the_wire() {
    let templates = Templates::built_in().unwrap();
    let mut read = 0;
    for mut l in corpus() {
        let reply = draft(&l.mail, &l.verdict, &ReplyOptions::default(), &templates);
        if reply.form == Form::None {
            continue;
        }
        l.mail.references = vec!["r1@a.example".into()];
        let bytes = reply.to_eml(&l.mail, Some("cs@company.example"));
        let message = MessageParser::default().parse(&bytes).unwrap();
        let to = message.to().unwrap().first().unwrap();
        let from = l.mail.from.as_ref().unwrap();
        assert_eq!(message.subject(), Some(reply.subject.as_str()), "{}", l.id);
        assert_eq!((to.name(), to.address()), (from.name.as_deref(), from.email.as_deref()), "{}", l.id);
        assert_eq!(ids(message.in_reply_to()), [l.mail.message_id.clone().unwrap()]);
        assert_eq!(ids(message.references()), ["r1@a.example", l.mail.message_id.as_deref().unwrap()]);
        assert!(message.body_text(0).unwrap().replace("\r\n", "\n").starts_with(&reply.body), "{}", l.id);
        read += 1;
    }
    assert!(read >= 250);
}

#[test]
fn headers_are_ascii_and_lines_are_short() {
    let (l, reply) = first();
    let bytes = reply.to_eml(&l.mail, None);
    let head = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
    assert!(bytes[..head].is_ascii());
    assert!(bytes.split(|&b| b == b'\n').all(|line| line.len() <= 998));
    assert!(!String::from_utf8_lossy(&bytes[..head]).contains("\nFrom:"));
}

#[test]
fn no_header_can_be_smuggled_in() {
    let (_, mut reply) = first();
    reply.subject = "Re: 件名\r\nBcc: evil@example.com\r\n\r\nbody".into();
    let mail = Mail {
        message_id: Some("a@b.example>\r\nX-Evil: 1".into()),
        references: vec!["ok@a.example".into(), "bad id\r\nX-Evil: 1".into()],
        from: Some(Address { name: Some("名\r\nX-Evil: 1".into()), email: Some("a@b.example\r\nX-Evil: 1".into()) }),
        reply_to: Some(Address { name: Some("A\"\r\nX-Evil: 1".into()), email: Some("c@d.example".into()) }),
        body: "本文".into(),
        ..Mail::default()
    };
    let bytes = reply.to_eml(&mail, Some("x@y.example\r\nX-Evil: 1"));
    let message = MessageParser::default().parse(&bytes).unwrap();
    assert!(message.headers().iter().all(|h| h.name() != "X-Evil" && h.name() != "Bcc"));
    assert!(message.from().is_none() && message.bcc().is_none());
    assert_eq!(message.to().unwrap().first().unwrap().address(), Some("c@d.example"));
    assert_eq!(ids(message.references()), ["ok@a.example"]);
}

#[test]
fn what_cannot_be_seen_does_not_get_into_a_header() {
    let (mut l, mut reply) = first();
    reply.subject = "Re: 返金\u{202e}\r\nBcc: x@example.com\u{200b}の件".into();
    l.mail.from =
        Some(Address { name: Some("山田\u{202e}\u{feff}\n花子".into()), email: Some("hanako@example.jp".into()) });
    l.mail.reply_to = None;
    let bytes = reply.to_eml(&l.mail, None);
    let message = MessageParser::default().parse(&bytes).unwrap();
    let words: Vec<&str> = message.subject().unwrap().split_whitespace().collect();
    assert_eq!(words, ["Re:", "返金", "Bcc:", "x@example.comの件"]);
    assert_eq!(message.to().unwrap().first().unwrap().name(), Some("山田 花子"));
    assert!(message.bcc().is_none());
}
