//! `fixtures/mails/*.eml`, each with what must come out beside it as `.json`.
//!
//! A new mail: put the `.eml` there, run with `UPDATE_GOLDENS=1`, read the diff.

use std::fs;
use std::path::PathBuf;

use complaint_core::mail::Mail;

use super::fixture;

fn mails() -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(fixture("mails"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .collect();
    paths.sort();
    paths
}

#[test]
fn each_mail_gives_its_golden_in_lf_and_crlf() {
    let mails = mails();
    assert!(mails.len() >= 60, "{} mails", mails.len());
    for path in mails {
        let lf = fs::read(&path).unwrap();
        assert!(!lf.contains(&b'\r'), "{} is kept in LF", path.display());
        let mail = Mail::parse(&lf).unwrap();
        let golden = path.with_extension("json");
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            fs::write(&golden, serde_json::to_string_pretty(&mail).unwrap() + "\n").unwrap();
        }
        let expected: Mail = serde_json::from_slice(&fs::read(&golden).unwrap()).unwrap();
        assert_eq!(mail, expected, "{}", path.display());
        let crlf = Mail::parse(&with_crlf(&lf)).unwrap();
        assert_eq!(crlf, expected, "{} in CRLF", path.display());
    }
}

#[test]
fn no_golden_without_a_mail() {
    for entry in fs::read_dir(fixture("mails")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "json") {
            assert!(path.with_extension("eml").exists(), "{}", path.display());
        }
    }
}

fn with_crlf(mail: &[u8]) -> Vec<u8> {
    mail.split(|&byte| byte == b'\n').collect::<Vec<_>>().join(&b"\r\n"[..])
}
