//! The labelled corpus: the mbox gives the same texts as the JSON Lines.

use complaint_core::mail::{BodySource, Mail};
use complaint_core::mailbox::{self, OpenOptions, RawMail};

use super::fixture;

/// Characters for which the Japanese charsets have one cell and Unicode has
/// two: what Python encodes as the left is decoded, as browsers do, to the
/// right.
const SAME_CELL: &[(char, char)] = &[
    ('\u{301C}', '\u{FF5E}'),
    ('\u{2016}', '\u{2225}'),
    ('\u{2212}', '\u{FF0D}'),
    ('\u{2014}', '\u{2015}'),
    ('\u{A2}', '\u{FFE0}'),
    ('\u{A3}', '\u{FFE1}'),
    ('\u{AC}', '\u{FFE2}'),
    ('\u{A6}', '\u{FFE4}'),
];

fn one_cell(text: &str) -> String {
    text.chars().map(|c| SAME_CELL.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect()
}

fn without_white_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn mails(path: &str) -> Vec<RawMail> {
    mailbox::open(fixture(path), &OpenOptions::default()).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn mbox_and_json_lines_give_the_same_mails() {
    let (mbox, json) = (mails("corpus/corpus.mbox"), mails("corpus/corpus.jsonl"));
    assert_eq!((mbox.len(), json.len()), (320, 320));
    let mut html = 0;
    for (raw, expected) in mbox.iter().zip(&json) {
        let (mail, expected) = (raw.parse().unwrap(), expected.parse().unwrap());
        compare(&mail, &expected);
        html += usize::from(mail.body_source == BodySource::Html);
    }
    assert!(html > 20, "the corpus has mails that are HTML only");
}

fn compare(mail: &Mail, expected: &Mail) {
    let id = expected.message_id.as_deref().unwrap();
    assert_eq!(mail.message_id.as_deref(), Some(&*format!("{id}@corpus.example")));
    assert_eq!(one_cell(&mail.subject), one_cell(&expected.subject), "{id}");
    assert_eq!(mail.from, expected.from, "{id}");
    assert_eq!(mail.date, expected.date, "{id}");
    let (body, wanted) = (one_cell(&mail.body), one_cell(&expected.body));
    if mail.body_source == BodySource::Html {
        assert_eq!(without_white_space(&body), without_white_space(&wanted), "{id}");
    } else {
        assert_eq!(body.trim_end(), wanted.trim_end(), "{id}");
    }
    assert_eq!(mail.warnings, [], "{id}");
}

#[test]
fn offsets_point_at_the_separators() {
    let bytes = std::fs::read(fixture("corpus/corpus.mbox")).unwrap();
    let mails = mails("corpus/corpus.mbox");
    for (index, mail) in mails.iter().enumerate() {
        let offset = usize::try_from(mail.source.offset).unwrap();
        assert_eq!(mail.source.index, index as u64);
        assert!(bytes[offset..].starts_with(b"From "));
    }
}
