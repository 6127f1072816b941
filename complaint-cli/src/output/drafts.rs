//! Draft messages in; an mbox or a Maildir that a mail client opens out.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use complaint_dictionaries::hash::hash64;

/// Between the name of a file in a Maildir and its flags; `:` is no part of a
/// name on Windows.
const FLAGS: &str = if cfg!(windows) { "!2,D" } else { ":2,D" };

/// A message as an entry of an mbox: `From ` line, line feeds, lines that begin
/// like a `From ` line marked.
pub fn mbox_entry(message: &[u8]) -> Vec<u8> {
    // no clock here: the same drafts are the same file
    let mut out = b"From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n".to_vec();
    for line in message.split_inclusive(|b| *b == b'\n') {
        let line = line.strip_suffix(b"\r\n").or_else(|| line.strip_suffix(b"\n")).unwrap_or(line);
        let marks = line.iter().take_while(|b| **b == b'>').count();
        if line[marks..].starts_with(b"From ") {
            out.push(b'>');
        }
        out.extend_from_slice(line);
        out.push(b'\n');
    }
    out.push(b'\n');
    out
}

/// A Maildir that drafts are put into.
#[derive(Debug)]
pub struct Maildir {
    root: PathBuf,
}

impl Maildir {
    /// Opens the folder, or makes it.
    ///
    /// # Errors
    /// When a folder cannot be made.
    pub fn open(root: &Path) -> Result<Self> {
        for part in ["cur", "new", "tmp"] {
            let path = root.join(part);
            fs::create_dir_all(&path).with_context(|| format!("{}: the folder cannot be made", path.display()))?;
        }
        Ok(Self { root: root.to_owned() })
    }

    /// Adds a message, flagged as a draft. The same message is there once.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, message: &[u8]) -> Result<()> {
        let name = format!("{:016x}.triage", hash64(message));
        let (tmp, cur) = (self.root.join("tmp").join(&name), self.root.join("cur").join(format!("{name}{FLAGS}")));
        let cannot = || format!("{}: cannot be written", cur.display());
        fs::write(&tmp, message).with_context(cannot)?;
        fs::rename(&tmp, &cur).with_context(cannot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use complaint_core::mailbox::{OpenOptions, RawContent, open, read};

    const MESSAGE: &[u8] = b"From: a@b.example\r\nSubject: x\r\n\r\nFrom here\r\n>From there\r\nend";

    #[test]
    fn an_mbox_gives_back_its_messages() {
        let bytes = [mbox_entry(MESSAGE), mbox_entry(MESSAGE)].concat();
        let mails = read(std::io::Cursor::new(bytes), "-", &OpenOptions::default()).expect("an mbox");
        let mails: Vec<_> = mails.collect();
        assert_eq!(mails.len(), 2);
        for mail in mails {
            let RawContent::Message(m) = mail.expect("a mail").content else { panic!("a message") };
            let plain = String::from_utf8(m).expect("text");
            assert_eq!(plain.trim_end(), "From: a@b.example\nSubject: x\n\nFrom here\n>From there\nend");
        }
    }

    #[test]
    fn a_maildir_holds_a_message_once() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut maildir = Maildir::open(dir.path()).expect("opens");
        maildir.add(MESSAGE).expect("adds");
        maildir.add(MESSAGE).expect("adds");
        assert_eq!(open(dir.path(), &OpenOptions::default()).expect("a Maildir").count(), 1);
    }
}
