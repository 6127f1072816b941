//! Output files: written beside their place, gone on with after a stop.

use std::{fs, path::Path, process::Command};

const INBOX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/inbox.mbox");

fn triage(args: &[&str]) -> std::process::Output {
    Command::new(env!("CARGO_BIN_EXE_triage")).args(args).output().expect("runs")
}

fn names(dir: &Path) -> Vec<String> {
    let mut list: Vec<String> = fs::read_dir(dir)
        .expect("lists")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    list.sort();
    list
}

#[test]
fn a_file_holds_what_a_pipe_gets() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("out.jsonl");
    let piped = triage(&[INBOX]);
    assert_eq!(triage(&[INBOX, "-o", &path.to_string_lossy()]).status.code(), Some(0));
    assert_eq!(fs::read(&path).expect("reads"), piped.stdout);
    assert_eq!(names(dir.path()), ["out.jsonl"]);
}

#[test]
fn a_run_killed_anywhere_is_gone_on_with() {
    let dir = tempfile::tempdir().expect("a folder");
    for format in ["jsonl", "csv"] {
        let whole = dir.path().join(format!("whole.{format}"));
        triage(&[INBOX, "-f", format, "-o", &whole.to_string_lossy()]);
        let whole = fs::read(&whole).expect("reads");
        let path = dir.path().join(format!("out.{format}"));
        let place = path.to_string_lossy().into_owned();
        for _ in 0..6 {
            let mut run = Command::new(env!("CARGO_BIN_EXE_triage"))
                .args([INBOX, "-f", format, "-o", &place, "--resume"])
                .spawn()
                .expect("starts");
            std::thread::sleep(std::time::Duration::from_millis(7));
            // it may have ended by itself
            let _ = run.kill();
            let _ = run.wait();
        }
        triage(&[INBOX, "-f", format, "-o", &place, "--resume"]);
        assert_eq!(fs::read(&path).expect("reads"), whole, "{format}");
    }
}

#[test]
fn a_run_with_other_options_is_not_gone_on_with() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("out.jsonl");
    let place = path.to_string_lossy().into_owned();
    fs::write(dir.path().join("out.jsonl.partial"), "").expect("writes");
    fs::write(dir.path().join("out.jsonl.partial.log"), "another run\n").expect("writes");
    let out = triage(&[INBOX, "-o", &place, "--resume"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("other options"));
    assert_eq!(triage(&[INBOX, "-o", &place]).status.code(), Some(0), "begun anew it is written");
}

#[test]
fn the_sealed_mails_are_never_shown() {
    let dir = tempfile::tempdir().expect("a folder");
    let sealed = dir.path().join("sealed.jsonl");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/gold.jsonl"), &sealed).expect("copies");
    let out = triage(&["eval", &sealed.to_string_lossy(), "--misses", "1"]);
    assert_eq!(out.status.code(), Some(2));
    assert!(out.stdout.is_empty());
    assert_eq!(triage(&["eval", &sealed.to_string_lossy()]).status.code(), Some(0));
}

#[test]
fn drafts_become_a_maildir() {
    let dir = tempfile::tempdir().expect("a folder");
    let maildir = dir.path().join("Drafts");
    let place = maildir.to_string_lossy().into_owned();
    let args = ["draft", INBOX, "--eml", "--maildir", &place, "--own", "kurashi-shop.example"];
    assert_eq!(triage(&args).status.code(), Some(0));
    let drafts = names(&maildir.join("cur"));
    assert_eq!(triage(&args).status.code(), Some(0));
    assert_eq!(names(&maildir.join("cur")), drafts, "the same drafts are there once");
    assert!(names(&maildir.join("tmp")).is_empty());
}
