//! The newest part, on marked texts: `fixtures/newest/*.txt`.
//!
//! `### name` begins a case. Then each line of the body follows with what it
//! is: `=` newest, `-` and a letter an aside (A attribution, Q quote,
//! F forward, S signature, D disclaimer, L form), `~` and a letter a line whose
//! front up to `|` is aside. A blank line belongs to its neighbours.

use std::path::Path;

use complaint_core::text::{AsideKind, NewestPart};
use complaint_dictionaries::mail_forms;
use proptest::prelude::*;

/// One marked body.
struct Case {
    name: String,
    lines: Vec<(String, Vec<(usize, char)>)>,
}

fn cases(file: &str) -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/newest");
    let text = std::fs::read_to_string(folder.join(file)).expect("a file of cases");
    let mut cases: Vec<Case> = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("### ") {
            cases.push(Case {
                name: format!("{file}: {name}"),
                lines: Vec::new(),
            });
            continue;
        }
        let marked = match line.chars().next() {
            None => (String::new(), vec![]),
            Some('=') => (line[1..].to_owned(), vec![(0, '=')]),
            Some('-') => (
                line[2..].to_owned(),
                vec![(0, line[1..].chars().next().expect("a kind"))],
            ),
            Some('~') => {
                let (front, words) = line[2..].split_once('|').expect("a front");
                let letter = line[1..].chars().next().expect("a kind");
                (
                    format!("{front}{words}"),
                    vec![(0, letter), (front.len(), '=')],
                )
            }
            Some(other) => panic!("{file}: a line begins with {other}: {line}"),
        };
        cases.last_mut().expect("a name first").lines.push(marked);
    }
    assert!(!cases.is_empty(), "{file} holds no cases");
    cases
}

fn letter(kind: AsideKind) -> char {
    match kind {
        AsideKind::Attribution => 'A',
        AsideKind::Quote => 'Q',
        AsideKind::Forward => 'F',
        AsideKind::Signature => 'S',
        AsideKind::Disclaimer => 'D',
        AsideKind::Form => 'L',
    }
}

/// What the part says of the byte at `at`.
fn letter_at(part: &NewestPart, at: usize) -> char {
    if part.newest.iter().any(|span| span.contains(&at)) {
        return '=';
    }
    part.asides
        .iter()
        .find(|aside| aside.span.contains(&at))
        .map_or('?', |aside| letter(aside.kind))
}

/// The lines of a case that came out otherwise.
fn misses(case: &Case, line_end: &str) -> Vec<String> {
    let body: String = case
        .lines
        .iter()
        .map(|(text, _)| format!("{text}{line_end}"))
        .collect();
    let part = NewestPart::find(&body);
    check_laws(&body, &part);
    let (mut start, mut misses) = (0, Vec::new());
    for (text, marks) in &case.lines {
        for (offset, wanted) in marks.iter().filter(|_| !text.trim().is_empty()) {
            let found = letter_at(&part, start + offset);
            if found != *wanted {
                misses.push(format!("{}: {text:?} is {found}, not {wanted}", case.name));
            }
        }
        start += text.len() + line_end.len();
    }
    misses
}

/// Both lists cover the body in order, on character boundaries, and a body
/// with text has a newest part with text.
fn check_laws(body: &str, part: &NewestPart) {
    let mut spans: Vec<_> = part.newest.clone();
    spans.extend(part.asides.iter().map(|aside| aside.span.clone()));
    spans.sort_by_key(|span| span.start);
    let mut end = 0;
    for span in &spans {
        assert_eq!(span.start, end, "a gap or an overlap in {body:?}: {part:?}");
        assert!(span.start < span.end && body.get(span.clone()).is_some());
        end = span.end;
    }
    assert_eq!(end, body.len());
    assert!(part.newest.is_sorted_by_key(|span| span.start));
    assert!(part.asides.is_sorted_by_key(|aside| aside.span.start));
    let blank = |text: &str| {
        text.chars().all(|c| {
            c.is_whitespace()
                || "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(c)
        })
    };
    assert!(
        blank(body) || !blank(&part.text(body)),
        "nothing newest in {body:?}: {part:?}"
    );
}

fn check(file: &str, at_least: usize) {
    let cases = cases(file);
    assert!(cases.len() >= at_least, "{file}: {} cases", cases.len());
    let misses: Vec<String> = cases
        .iter()
        .flat_map(|case| ["\n", "\r\n"].into_iter().flat_map(|end| misses(case, end)))
        .collect();
    assert!(
        misses.is_empty(),
        "{} lines\n{}",
        misses.len(),
        misses.join("\n")
    );
}

#[test]
fn introductions_of_quotations() {
    check("attributions.txt", 30);
}

#[test]
fn header_blocks_and_separators() {
    check("header_blocks.txt", 15);
}

#[test]
fn forwards_and_mails_of_quotations_only() {
    check("forwards.txt", 12);
}

#[test]
fn quotation_marks() {
    check("marks.txt", 10);
}

#[test]
fn signatures_notices_and_adverts() {
    check("signatures.txt", 35);
}

#[test]
fn form_mails() {
    check("forms.txt", 10);
}

#[test]
fn nothing_is_cut() {
    check("uncut.txt", 40);
    for case in cases("uncut.txt") {
        let whole = case
            .lines
            .iter()
            .all(|(_, marks)| marks.iter().all(|(_, mark)| *mark == '='));
        assert!(whole, "{}: an aside among the uncut", case.name);
    }
}

#[test]
fn every_separator_fires() {
    for row in mail_forms::rows(mail_forms::SEPARATORS).filter(|row| row[1] != "dated") {
        let body = format!(
            "困る。\n\n----- {} -----\nFrom: a@example.jp\nSubject: x\n\n前\n",
            row[0]
        );
        let text = NewestPart::find(&body).text(&body);
        assert_eq!(text.trim(), "困る。", "{row:?}");
    }
}

#[test]
fn every_device_fires_and_no_device_alone() {
    for row in mail_forms::rows(mail_forms::MOBILE_LINES) {
        let (line, plain) = match row[1] {
            "device" => (format!("{}から送信", row[0]), row[0].to_owned()),
            "tail" => (format!("iPhone{}", row[0]), row[0].to_owned()),
            "head" => (format!("{} iPhone", row[0]), row[0].to_owned()),
            "line" => (row[0].to_owned(), format!("{}と書いてある", row[0])),
            _ => continue,
        };
        let body = format!("困る。\n\n{line}\n");
        assert_eq!(
            NewestPart::find(&body).text(&body).trim(),
            "困る。",
            "{line}"
        );
        let body = format!("困る。\n\n{plain}\n");
        assert_eq!(NewestPart::find(&body).text(&body), body, "{plain}");
    }
}

#[test]
fn every_ending_of_an_introduction_needs_evidence() {
    for row in mail_forms::rows(mail_forms::ATTRIBUTIONS) {
        let body = format!(
            "困る。\n\n2024/01/01 10:00、山田 <a@example.jp> {}:\n> 前\n",
            row[0]
        );
        assert_eq!(
            NewestPart::find(&body).text(&body).trim(),
            "困る。",
            "{row:?}"
        );
        let body = format!("困る。\n\n山田{}:\n前\n", row[0]);
        assert_eq!(NewestPart::find(&body).text(&body), body, "{row:?}");
    }
}

#[test]
fn every_form_label_fires() {
    for row in mail_forms::rows(mail_forms::FORM_LABELS) {
        let body = match row[1] {
            "inquiry" => format!("【お名前】佐藤\n【{}】\n電源が入りません。\n", row[0]),
            _ => format!(
                "【お名前】佐藤\n【{}】12\n【お問い合わせ内容】\n電源が入りません。\n",
                row[0]
            ),
        };
        assert_eq!(
            NewestPart::find(&body).text(&body).trim(),
            "電源が入りません。",
            "{row:?}"
        );
    }
}

#[test]
fn tables_are_tidy() {
    for (table, columns) in [
        (mail_forms::HEADER_LABELS, 2),
        (mail_forms::SEPARATORS, 3),
        (mail_forms::ATTRIBUTIONS, 2),
        (mail_forms::MOBILE_LINES, 2),
        (mail_forms::FORM_LABELS, 2),
        (mail_forms::FORM_PHRASES, 1),
        (mail_forms::NOTICES, 2),
        (mail_forms::SIGNATURE_WORDS, 2),
    ] {
        assert!(table.starts_with('#'), "a table without its columns told");
        let mut seen = std::collections::HashSet::new();
        for row in mail_forms::rows(table) {
            assert_eq!(row.len(), columns, "{row:?}");
            assert!(
                row.iter()
                    .all(|field| !field.is_empty() && !field.contains('\r')),
                "{row:?}"
            );
            assert!(seen.insert(row.clone()), "twice: {row:?}");
        }
    }
}

#[test]
fn long_bodies_take_time_in_proportion() {
    let hostile = [
        "> a\n",
        "From: a@b.jp\nDate: 2024/01/01\nSubject: x\n\n",
        "お名前：x\n内容：y\n",
        "内容：\n",
        "----\n",
        "2024年1月1日 <a@b.jp>\n",
        "-----Original Message-----\nFrom: x\n\n",
        "【",
        "：",
        ">",
        "\r",
        "--- 1/11に送った文 ---\nx\n",
        "iPhoneから送信\n",
        "2024/01/01 ",
        "a@b",
        "-",
        "On 2024/01/01 10:00, X wrote:\n",
        "---------- Forwarded message ---------\n",
        "《\n》\n",
        "佐藤\n03-0000-0000\n",
        "本メールは機密。",
        "x\n----\n",
        "From: x\n\n",
        "a\n> b\n",
    ];
    for piece in hostile {
        let time = |bytes: usize| {
            let body = piece.repeat(bytes / piece.len());
            let start = std::time::Instant::now();
            check_laws(&body, &NewestPart::find(&body));
            start.elapsed()
        };
        let (one, eight) = (time(50_000), time(400_000));
        // Quadratic would be 64 times; the machine may be busy.
        assert!(
            eight < one * 30 + std::time::Duration::from_millis(300),
            "{piece:?}: {one:?}, {eight:?}"
        );
    }
}

/// Lines that mean something here, in any order.
fn piece() -> impl Strategy<Value = String> {
    let lines = [
        "困る。",
        "",
        "> 前",
        "＞ 前",
        ">_<",
        "----",
        "-- ",
        "佐藤 花子",
        "TEL 03-0000-0000",
        "iPhoneから送信",
        "2024年1月1日(月) 10:00 山田 <a@example.jp>:",
        "On Mon, 1 Jan 2024 at 10:00, X",
        "<a@b.jp> wrote:",
        "-----Original Message-----",
        "差出人: a@b.jp",
        "送信日時: 2024/01/01",
        "件名: x",
        "宛先: y",
        "---------- Forwarded message ---------",
        "【お名前】佐藤",
        "【お問い合わせ内容】",
        "【お問い合わせ内容】x",
        "お名前：x",
        "内容：y",
        "--- 1/11に送った文 ---",
        "本メールは機密です。破棄してください。",
        "Do You Yahoo!?",
        "《",
        "》x",
        "送信日時: 2024/01/01",
        "　",
        "\u{200b}",
    ];
    prop_oneof![
        8 => prop::sample::select(lines.map(str::to_owned).to_vec()),
        1 => "\\PC{0,20}",
        1 => "[>＞|》 【】：:0-9@a-z\\-\u{3042}]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_any_text(body in any::<String>()) {
        check_laws(&body, &NewestPart::find(&body));
    }

    #[test]
    fn laws_hold_for_lines_of_mail(
        lines in prop::collection::vec((piece(), prop::sample::select(vec!["\n", "\r\n", "\r"])), 0..30),
    ) {
        let body: String = lines.into_iter().map(|(line, end)| line + end).collect();
        check_laws(&body, &NewestPart::find(&body));
    }
}
