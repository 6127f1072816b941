//! The newest part, on marked texts: `fixtures/newest/*.txt`.
//!
//! `### name` begins a case. Then each line of the body follows with what it
//! is: `=` newest, `-` and a letter an aside (A attribution, Q quote,
//! F forward, S signature, D disclaimer, L form), `~` and a letter a line whose
//! front up to `|` is aside. A blank line belongs to its neighbours.

mod laws;
mod tables;

use std::path::Path;

use complaint_core::text::{AsideKind, NewestPart};

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
            cases.push(Case { name: format!("{file}: {name}"), lines: Vec::new() });
            continue;
        }
        let marked = match line.chars().next() {
            None => (String::new(), vec![]),
            Some('=') => (line[1..].to_owned(), vec![(0, '=')]),
            Some('-') => (line[2..].to_owned(), vec![(0, line[1..].chars().next().expect("a kind"))]),
            Some('~') => {
                let (front, words) = line[2..].split_once('|').expect("a front");
                let letter = line[1..].chars().next().expect("a kind");
                (format!("{front}{words}"), vec![(0, letter), (front.len(), '=')])
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
    part.asides.iter().find(|aside| aside.span.contains(&at)).map_or('?', |aside| letter(aside.kind))
}

/// The lines of a case that came out otherwise.
fn misses(case: &Case, line_end: &str) -> Vec<String> {
    let body: String = case.lines.iter().map(|(text, _)| format!("{text}{line_end}")).collect();
    let part = NewestPart::find(&body);
    laws::check(&body, &part);
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

fn check(file: &str, at_least: usize) {
    let cases = cases(file);
    assert!(cases.len() >= at_least, "{file}: {} cases", cases.len());
    let misses: Vec<String> =
        cases.iter().flat_map(|case| ["\n", "\r\n"].into_iter().flat_map(|end| misses(case, end))).collect();
    assert!(misses.is_empty(), "{} lines\n{}", misses.len(), misses.join("\n"));
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
fn mails_of_a_support_desk() {
    check("desk.txt", 80);
}

#[test]
fn nothing_is_cut() {
    check("uncut.txt", 90);
    for case in cases("uncut.txt") {
        let whole = case.lines.iter().all(|(_, marks)| marks.iter().all(|(_, mark)| *mark == '='));
        assert!(whole, "{}: an aside among the uncut", case.name);
    }
}
