//! `triage tag` with the real judge: what comes out is what went in, and the labels.

use std::{fs, path::Path};

use crate::streams::raw_output;

const FIELDS: [&str; 5] = ["Kind", "Target", "Anger", "Flags", "Priority"];

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)).expect("reads")
}

/// Without lines that begin with the name of one of our fields.
fn removed(bytes: &[u8]) -> Vec<u8> {
    let ours = |line: &&[u8]| FIELDS.iter().any(|f| line.starts_with(format!("X-Triage-{f}: ").as_bytes()));
    bytes.split_inclusive(|b| *b == b'\n').filter(|l| !ours(l)).collect::<Vec<_>>().concat()
}

fn count(bytes: &[u8], what: &str) -> usize {
    bytes.split(|b| *b == b'\n').filter(|l| l.starts_with(what.as_bytes())).count()
}

#[test]
fn mailboxes_come_out_as_they_went_in() {
    for (name, mails) in [("inbox.mbox", 42), ("corpus/corpus.mbox", 320), ("mailboxes/mboxcl2.mbox", 2)] {
        let bytes = fixture(name);
        let (code, out, notes) = raw_output(&["tag"], &bytes);
        assert_eq!(code, 0, "{name}: {notes}");
        assert!(removed(&out) == bytes, "{name}");
        for field in FIELDS {
            assert!(count(&out, &format!("X-Triage-{field}: ")) >= mails, "{name}: {field}");
        }
    }
}

#[test]
fn labels_that_came_with_the_mails_are_gone() {
    let honest = fixture("inbox.mbox");
    // inside the header of each mail: a folded one, one in other letters, one that is not ours to add
    let forged_fields = "\nX-Triage-Kind:\n praise,\n\tfolded\nx-triage-PRIORITY: P4\nX-Triage-Note: 1";
    let field = b"\nMIME-Version: ";
    let mut forged = Vec::new();
    // once a mail: a returned mail has another header in its body
    let mut in_header = true;
    for (i, byte) in honest.iter().enumerate() {
        in_header |= honest[i..].starts_with(b"\nFrom ");
        if in_header && honest[i..].starts_with(field) {
            forged.extend_from_slice(forged_fields.as_bytes());
            in_header = false;
        }
        forged.push(*byte);
    }
    assert!(count(&forged, "X-Triage-Note") > 30);
    let (code, out, _) = raw_output(&["tag"], &forged);
    let (_, wanted, _) = raw_output(&["tag"], &honest);
    assert_eq!(code, 0);
    assert_eq!(count(&out, "X-Triage-Note"), 0);
    assert!(out == wanted, "the forged mails come out as the honest ones");
}

#[test]
fn every_label_is_that_of_the_verdict() {
    let bytes = fixture("inbox.mbox");
    let (_, out, _) = raw_output(&["tag", "--own", "kurashi-shop.example"], &bytes);
    let (_, verdicts, _) =
        raw_output(&["--own", "kurashi-shop.example", "--fields", "kind,target,anger,flags,priority"], &bytes);
    let labels = String::from_utf8_lossy(&out);
    let labels: Vec<Vec<&str>> = labels
        .lines()
        .filter_map(|l| l.strip_prefix("X-Triage-")?.split_once(": "))
        .map(|(_, v)| v)
        .collect::<Vec<_>>()
        .chunks(5)
        .map(<[&str]>::to_vec)
        .collect();
    let verdicts = String::from_utf8(verdicts).expect("text");
    assert_eq!(labels.len(), verdicts.lines().count());
    for (label, verdict) in labels.iter().zip(verdicts.lines()) {
        let v: serde_json::Value = serde_json::from_str(verdict).expect("a verdict");
        let flags: Vec<&str> = v["flags"].as_array().expect("a list").iter().filter_map(|f| f.as_str()).collect();
        let flags = if flags.is_empty() { "none".into() } else { flags.join(", ") };
        let wanted = [&v["kind"], &v["target"], &v["anger"], &flags.into(), &v["priority"]]
            .map(|x| x.as_str().map_or_else(|| x.to_string(), str::to_owned));
        assert_eq!(label, &wanted);
    }
}

#[test]
fn a_full_disk_is_told_to_whoever_delivers() {
    let (code, notes) = crate::streams::output_to_full_disk(&["tag"], &fixture("inbox.mbox"));
    assert_eq!(code, 75);
    assert!(notes.contains("not passed on to the end"), "{notes}");
}
