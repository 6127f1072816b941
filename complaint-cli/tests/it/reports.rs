//! `triage report`: one page, safe to open, in which every number leads to its mails.

use std::{collections::HashSet, fs};

use crate::streams::raw_output;

const INBOX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/inbox.mbox");
const FORGED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/forged.eml");
const THREADS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/threads.mbox");
const WEIGHTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/weights.tsv");

fn page(args: &[&str]) -> String {
    let args: Vec<&str> = ["report", "--weights", WEIGHTS].iter().chain(args).copied().collect();
    let (code, out, notes) = raw_output(&args, b"");
    assert_eq!(code, 0, "{notes}");
    String::from_utf8(out).expect("text")
}

/// The values of an attribute.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let begin = format!(" {attribute}=\"");
    page.split(begin.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_number_leads_to_its_mails() {
    let page = page(&[INBOX, THREADS, "--own", "kurashi-shop.example", "--own", "shop.example"]);
    let ids = values(&page, "id");
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "ids are unique");
    let links = values(&page, "href");
    assert!(links.len() > 60, "{}", links.len());
    for link in links {
        assert!(unique.contains(link.trim_start_matches('#')), "{link} leads nowhere");
    }
    // a number that is not zero is a link
    for cell in page.split("<td class=\"n\">").skip(1).filter(|c| c.starts_with("<span class=\"zero\">")) {
        assert!(cell.starts_with("<span class=\"zero\">0<"), "{}", &cell[..40]);
    }
    assert!(page.contains("二週間も返信がありません") || page.contains("t4@customer.example"));
}

#[test]
fn a_list_has_as_many_mails_as_its_number_says() {
    let page = page(&[INBOX, "--list", "1000"]);
    for list in page.split("<section class=\"list\" id=\"").skip(1) {
        let list = list.split("</section>").next().unwrap_or_default();
        let said: usize = list.split('　').rev().nth(1).and_then(|n| n.trim().parse().ok()).expect("a number");
        assert_eq!(list.matches("<tr><td>").count(), said, "{}", &list[..60]);
    }
}

#[test]
fn nothing_hostile_gets_into_the_page() {
    let page = page(&[FORGED, "--title", "<script>\u{202e}"]);
    for bad in ["<script", "<img", "javascript:", "http://", "https://", "\u{202e}", "{{"] {
        // what the subject says stands there as text
        let allowed = if bad == "{{" { page.replace("&#x27;&amp;{{ 7*7 }}", "") } else { page.clone() };
        assert!(!allowed.contains(bad), "{bad}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;"), "the subject is shown");
    for attribute in ["src", "action", "onload", "onclick"] {
        assert!(values(&page, attribute).is_empty(), "{attribute}");
    }
}

#[test]
fn the_page_of_verdicts_is_that_of_their_mails() {
    let (_, verdicts, _) = raw_output(&["--weights", WEIGHTS, INBOX], b"");
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("verdicts.jsonl");
    fs::write(&path, &verdicts).expect("writes");
    let direct = page(&[INBOX]);
    assert_eq!(page(&[&path.to_string_lossy()]), direct);
    let (code, piped, _) = raw_output(&["report"], &verdicts);
    assert_eq!((code, String::from_utf8(piped).expect("text")), (0, direct));
}

#[test]
fn conversations_of_verdicts_are_those_of_their_mails() {
    let own = ["--own", "shop.example", "--weights", WEIGHTS, THREADS];
    let (_, verdicts, _) = raw_output(&own, b"");
    let (_, direct, _) = raw_output(&[&["threads"], &own[..]].concat(), b"");
    let (code, of_verdicts, notes) = raw_output(&["threads"], &verdicts);
    assert_eq!((code, notes.as_str()), (0, ""));
    assert_eq!(direct.split(|b| *b == b'\n').count(), 3);
    assert_eq!(of_verdicts, direct);
}

#[test]
fn the_page_says_its_language() {
    assert!(page(&[INBOX]).contains("<html lang=\"ja\">"));
    let english = page(&[INBOX, "--lang", "en"]);
    assert!(english.contains("<html lang=\"en\">") && english.contains("Conversations that heat up"));
}

#[test]
fn mails_that_cannot_be_read_are_counted() {
    let bad = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/one-bad.jsonl");
    let (code, out, notes) = raw_output(&["report", "--weights", WEIGHTS, bad], b"");
    assert_eq!(code, 1, "{notes}");
    assert!(String::from_utf8(out).expect("text").contains("<b>1</b>読めなかったメール"));
    let (code, _, notes) = raw_output(&["threads"], b"{\"schema\":1,\"source\":3}\n");
    assert_eq!(code, 1);
    assert!(notes.contains("line 1: no verdict of `triage score`"), "{notes}");
}
