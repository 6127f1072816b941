//! The program as a function of its arguments and streams.

use std::{
    ffi::OsString,
    io::{self, Cursor, Write},
    sync::{Arc, Mutex},
};

use complaint_cli::{Console, run};

const INBOX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/inbox.mbox");

/// What was written, by whoever holds a clone.
#[derive(Clone, Default)]
struct Buffer(Arc<Mutex<Vec<u8>>>);

impl Write for Buffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Buffer {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().expect("no panic").clone()).expect("text")
    }
}

/// A reader that has gone away.
struct Closed;

impl Write for Closed {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::BrokenPipe.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn console(stdin: &[u8], terminal: bool) -> (Console, Buffer, Buffer) {
    let (out, err) = (Buffer::default(), Buffer::default());
    let console = Console {
        stdin: Some(Box::new(Cursor::new(stdin.to_vec()))),
        stdout: Box::new(out.clone()),
        stderr: Box::new(err.clone()),
        stdin_is_terminal: false,
        stdout_is_terminal: terminal,
        stderr_is_terminal: terminal,
        width: 100,
        colour: terminal,
    };
    (console, out, err)
}

fn args(list: &[&str]) -> Vec<OsString> {
    ["triage"].iter().chain(list).map(OsString::from).collect()
}

fn output(list: &[&str], stdin: &[u8], terminal: bool) -> (u8, String, String) {
    let (console, out, err) = console(stdin, terminal);
    let code = run(args(list), console);
    (code, out.text(), err.text())
}

/// As `output`, for what need not be text.
pub(crate) fn raw_output(list: &[&str], stdin: &[u8]) -> (u8, Vec<u8>, String) {
    let (console, out, err) = console(stdin, false);
    let code = run(args(list), console);
    let bytes = out.0.lock().expect("no panic").clone();
    (code, bytes, err.text())
}

/// Exit code and notes where nothing can be written.
pub(crate) fn output_to_full_disk(list: &[&str], stdin: &[u8]) -> (u8, String) {
    let (mut console, _, err) = console(stdin, false);
    console.stdout = Box::new(Full);
    (run(args(list), console), err.text())
}

/// A disk without room.
struct Full;

impl Write for Full {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(io::ErrorKind::StorageFull.into())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (code, one, _) = output(&[INBOX, "--jobs", "1"], b"", false);
    assert_eq!(code, 0);
    assert!(one.lines().count() >= 34);
    for jobs in ["2", "5", "16"] {
        assert_eq!(output(&[INBOX, "--jobs", jobs], b"", false).1, one, "{jobs} threads");
    }
}

#[test]
fn every_line_is_a_record_that_can_be_read() {
    let (_, text, _) = output(&[INBOX, "--text"], b"", false);
    for line in text.lines() {
        let record: complaint_core::Record = serde_json::from_str(line).expect(line);
        assert_eq!(serde_json::to_string(&record).expect("writes"), line);
    }
}

#[test]
fn on_a_terminal_there_is_a_coloured_table_and_a_summary() {
    let (code, text, notes) = output(&[INBOX], b"", true);
    assert_eq!(code, 0);
    assert!(text.contains("PRI") && text.contains("\x1b["));
    assert!(notes.contains("mails") && notes.contains("kinds"), "{notes}");
    let (_, _, quiet) = output(&[INBOX, "--quiet"], b"", true);
    assert_eq!(quiet, "");
}

#[test]
fn standard_input_is_read_with_and_without_a_dash() {
    let mail = std::fs::read(INBOX).expect("reads");
    let (code, dash, _) = output(&["-"], &mail, false);
    assert_eq!(code, 0);
    assert_eq!(output(&[], &mail, false).1, dash);
    assert!(dash.contains(r#""path":"-""#));
    let (code, text, notes) = output(&[], b"", false);
    assert_eq!((code, text.as_str()), (0, ""));
    assert!(notes.contains("empty"), "{notes}");
}

#[test]
fn a_person_at_a_terminal_is_told_that_input_is_waited_for() {
    let (mut console, _, err) = console(b"", true);
    console.stdin_is_terminal = true;
    assert_eq!(run(args(&[]), console), 0);
    assert!(err.text().contains("reading from the terminal"), "{}", err.text());
}

#[test]
fn a_closed_pipe_ends_quietly() {
    for list in [
        vec![INBOX],
        vec![INBOX, "--format", "csv"],
        vec!["explain", INBOX],
        vec!["tag", INBOX],
        vec!["threads", INBOX, "--quiet"],
        vec!["report", INBOX],
        vec!["completions", "bash"],
        vec!["--help"],
    ] {
        let (mut console, _, err) = console(b"", false);
        console.stdout = Box::new(Closed);
        assert_eq!(run(args(&list), console), 0, "{list:?}");
        assert_eq!(err.text(), "", "{list:?}");
    }
}

#[test]
fn a_full_disk_is_an_error_that_says_so() {
    let (code, notes) = output_to_full_disk(&[INBOX], b"");
    assert_eq!(code, 2);
    assert!(notes.contains("no storage space"), "{notes}");
}

#[test]
fn nothing_hidden_reaches_the_terminal() {
    let mail = "From: a@b.example\nSubject: \x1b[2Jx\u{202e}y\nMessage-ID: <a\x1b@b>\n\nよい\u{9b}31m品\u{200b}でした。\x07\n> \x1b]0;title\x07\n";
    for list in [vec!["explain", "--color", "never"], vec!["--format", "table", "--color", "never"]] {
        let (code, text, notes) = output(&list, mail.as_bytes(), false);
        assert_eq!(code, 0, "{notes}");
        let bad = text.chars().find(|c| (c.is_control() && *c != '\n') || matches!(c, '\u{202e}' | '\u{200b}'));
        assert_eq!(bad, None, "{text:?}");
    }
}

#[test]
fn manual_pages_and_completions_name_every_command() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let (code, text, _) = output(&["completions", shell], b"", false);
        assert_eq!(code, 0);
        for command in ["score", "explain", "draft", "lint", "tag", "threads", "report", "eval", "fit", "dict"] {
            assert!(text.contains(command), "{shell}: {command}");
        }
    }
    let dir = tempfile::tempdir().expect("a folder");
    assert_eq!(output(&["man", "--dir", &dir.path().to_string_lossy()], b"", false).0, 0);
    assert!(dir.path().join("triage-explain.1").is_file());
    assert!(output(&["man"], b"", false).1.contains(".TH triage"));
}

#[test]
fn a_draft_passes_the_lint() {
    let inbox = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/inbox.mbox")).expect("reads");
    let weights = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cmd/in/weights.tsv");
    for level in ["anger=2", "anger=4"] {
        let (code, text, notes) = output(&["draft", "--weights", weights, "--where", level], &inbox, false);
        assert_eq!(code, 0, "{notes}");
        let (code, findings, _) = output(&["lint"], text.as_bytes(), false);
        assert_eq!((code, findings.as_str()), (0, ""));
    }
}
