//! Bytes come out as they went in, whatever goes wrong.

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use complaint_core::verdict::{AngerLevel, Flag, Kind, Priority, Target};

use super::*;

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

/// Gives its bytes in small pieces, then fails.
struct Failing(Cursor<Vec<u8>>);

impl Read for Failing {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let most = into.len().min(7);
        match self.0.read(&mut into[..most])? {
            0 => Err(io::Error::other("the disk is gone")),
            n => Ok(n),
        }
    }
}

const BOX: &str = "From a 10:00\nSubject: a\n\nA\n>From b\n\nFrom b 10:01\nX-Triage-Kind: praise\nSubject: b\n\nB\n\n\
    From c 10:02\nSubject: c\n\nC";
const LABELS: &str = "X-Triage-Kind: complaint\nX-Triage-Target: product\nX-Triage-Anger: 2\nX-Triage-Flags: safety\n\
    X-Triage-Priority: P0\n";

fn labels(mail: &RawMail) -> anyhow::Result<Labels> {
    mail.parse()?;
    Ok(Labels {
        kind: Kind::Complaint,
        target: Target::Product,
        anger: AngerLevel::new(2),
        flags: vec![Flag::Safety],
        priority: Priority::P0,
    })
}

/// What comes out, what became of the mails, what was said.
fn passed_by(
    judge: &dyn Fn(&RawMail) -> anyhow::Result<Labels>,
    input: Box<dyn Read + Send>,
    options: OpenOptions,
) -> (Vec<u8>, io::Result<Passed>, Vec<String>) {
    let (out, mut notes) = (Buffer::default(), Vec::new());
    let mut complain = |why: &str| notes.push(why.to_owned());
    let passed = Tagger { judge, complain: &mut complain, options }.pass(input, Box::new(out.clone()), "-");
    let bytes = out.0.lock().expect("no panic").clone();
    (bytes, passed, notes)
}

fn through(input: &[u8]) -> (Vec<u8>, Passed) {
    let (out, passed, _) = passed_by(&labels, Box::new(Cursor::new(input.to_vec())), OpenOptions::default());
    (out, passed.expect("passes"))
}

/// The fixtures that are read as a stream of mails.
fn fixtures() -> Vec<PathBuf> {
    let mut list = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_stem().is_some_and(|n| n != "sealed") {
                list.push(path);
            }
        }
    }
    assert!(list.len() > 100, "the fixtures are there");
    list
}

#[test]
fn without_the_added_fields_every_fixture_is_as_it_was() {
    let mut labelled = 0;
    for path in fixtures() {
        let bytes = fs::read(&path).expect("reads");
        let (out, passed) = through(&bytes);
        labelled += passed.labelled;
        let lines = out.windows(9).filter(|w| w == b"X-Triage-").count() as u64;
        assert_eq!(lines, 5 * passed.labelled, "{}", path.display());
        // what was added are whole lines: nothing else has changed
        assert!(removed(&out) == bytes, "{}", path.display());
    }
    assert!(labelled > 800, "{labelled} mails");
}

/// Without lines of ours, by means other than those of the program.
fn removed(bytes: &[u8]) -> Vec<u8> {
    let blocks = ["\r\n", "\n", "\r"].map(|end| LABELS.replace('\n', end).into_bytes());
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        match blocks.iter().find(|b| bytes[at..].starts_with(b)) {
            Some(block) => at += block.len(),
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    out
}

#[test]
fn an_mbox_keeps_its_separators_and_quoting() {
    let (out, passed) = through(BOX.as_bytes());
    let wanted = BOX.replace("X-Triage-Kind: praise\n", "").replace("Subject: ", &format!("{LABELS}Subject: "));
    assert_eq!(String::from_utf8_lossy(&out), wanted);
    assert_eq!(passed, Passed { labelled: 3, unchanged: 0 });
}

#[test]
fn the_length_of_a_body_stays_right() {
    let mail = "From a 10:00\nSubject: a\nContent-Length: 33\n\nA\n\nFrom here 10:00\nNote: no mail\n\n\n\
        From b 10:01\nSubject: b\n\nB\n";
    let (out, passed) = through(mail.as_bytes());
    assert_eq!(passed.labelled, 2, "{}", String::from_utf8_lossy(&out));
    assert_eq!(removed(&out), mail.as_bytes());
}

#[test]
fn one_mail_is_one_mail_where_that_is_said() {
    let mail = b"From a 10:00\nSubject: a\n\nA\n\nFrom b 10:00\nSubject: b\n\nB\n";
    let options = OpenOptions::default().format(mailbox::InputFormat::Message);
    let (out, passed, _) = passed_by(&labels, Box::new(Cursor::new(mail.to_vec())), options);
    assert_eq!(passed.expect("passes").labelled, 1);
    assert_eq!(out, [b"From a 10:00\n", LABELS.as_bytes(), &mail[13..]].concat());
}

#[test]
fn what_is_no_mail_passes_unchanged() {
    let huge_line = [b"Subject: a\n\n".as_slice(), &vec![b'x'; 3 << 20]].concat();
    for (input, labelled) in [
        (Vec::new(), 0),
        (b"\n\n".to_vec(), 0),
        ((0..=255u8).cycle().take(70_000).collect(), 0),
        (vec![0x1F, 0x8B, 8, 0, 1, 2, 3], 0),
        (b"{\"subject\":\"a\",\"body\":\"b\"}\n".to_vec(), 0),
        (b"id,body\n1,a\n".to_vec(), 0),
        (b"a text\nof two lines\n".to_vec(), 0),
        (b"Subject: a".to_vec(), 1),
        (b"Subject: a\n".to_vec(), 1),
        (b"From a 10:00\nSubj".to_vec(), 0),
        (b"From a 10:00\nSubject: a\n\nA\n\nFrom b 10".to_vec(), 1),
        (huge_line, 1),
        (vec![b'x'; 3 << 20], 0),
    ] {
        let (out, passed) = through(&input);
        let begin = String::from_utf8_lossy(&input[..input.len().min(40)]).into_owned();
        assert!(removed(&out) == input, "{begin:?}");
        assert_eq!(passed.labelled, labelled, "{begin:?}");
        assert_eq!(passed.unchanged, u64::from(labelled == 0 && !input.is_empty()), "{begin:?}");
    }
}

#[test]
fn an_mbox_cut_off_anywhere_loses_nothing() {
    let whole = BOX.replace("X-Triage-Kind: praise\n", "");
    for end in 0..whole.len() {
        let (out, _) = through(&whole.as_bytes()[..end]);
        assert_eq!(removed(&out), whole.as_bytes()[..end], "{end}");
    }
}

#[test]
fn a_fault_in_one_mail_leaves_the_others() {
    let judge = |mail: &RawMail| {
        assert!(mail.source.index != 1, "a fault");
        anyhow::ensure!(mail.source.index != 2, "not to be judged");
        labels(mail)
    };
    let (out, passed, notes) = passed_by(&judge, Box::new(Cursor::new(BOX.as_bytes())), OpenOptions::default());
    assert_eq!(passed.expect("passes"), Passed { labelled: 1, unchanged: 2 });
    assert_eq!(String::from_utf8_lossy(&out), BOX.replacen("Subject: ", &format!("{LABELS}Subject: "), 1));
    assert!(notes[0].contains("mail 1") && notes[0].contains("a fault"), "{notes:?}");
    assert!(notes[1].contains("not to be judged; passed unchanged"), "{notes:?}");
}

#[test]
fn a_mail_over_the_limit_passes_and_the_next_is_labelled() {
    let mail = format!("From a 10:00\nSubject: a\n\n{}\n\nFrom b 10:01\nSubject: b\n\nB\n", "x".repeat(4000));
    let options = OpenOptions::default().max_mail_bytes(1000);
    let (out, passed, notes) = passed_by(&labels, Box::new(Cursor::new(mail.clone())), options);
    assert_eq!(passed.expect("passes"), Passed { labelled: 1, unchanged: 1 });
    assert_eq!(removed(&out), mail.as_bytes());
    assert!(notes[0].contains("more than 1000 bytes"), "{notes:?}");
}

#[test]
fn what_was_read_before_a_failure_is_passed_and_the_failure_told() {
    for text in [BOX.replace("X-Triage-Kind: praise\n", ""), "Subject: a\n\nA\n".to_owned(), "no mail".to_owned()] {
        let input = Box::new(Failing(Cursor::new(text.clone().into_bytes())));
        let (out, passed, _) = passed_by(&labels, input, OpenOptions::default());
        assert_eq!(passed.expect_err("fails").to_string(), "the disk is gone");
        assert_eq!(removed(&out), text.as_bytes());
    }
}
