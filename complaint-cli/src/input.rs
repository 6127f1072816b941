//! The paths of a run in; one mail after the other out, with what went wrong.

use std::{
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use complaint_core::{
    mailbox::{self, Mails, OpenOptions, RawContent, RawMail, ReadError, ReadErrorKind, Source},
    record::Failure,
};

use crate::{Console, args::InputArgs};

/// What an input gives.
#[derive(Debug)]
pub enum Item {
    /// A mail.
    Mail(RawMail),
    /// A mail, or a file in a folder, that cannot be read: a record of the output.
    Unread(ReadError),
    /// A path of the command line in which no mail can be found.
    Refused(String),
    /// A path of the command line with nothing in it.
    Empty(String),
}

impl Item {
    /// Bytes that the item holds.
    pub fn size(&self) -> usize {
        match self {
            Self::Mail(RawMail { content: RawContent::Message(bytes), .. }) => bytes.len(),
            Self::Mail(RawMail { content: RawContent::Fields(f), .. }) => f.subject.len() + f.body.len(),
            _ => 0,
        }
    }
}

/// The mails of all paths, in order.
pub struct Inputs {
    paths: std::vec::IntoIter<PathBuf>,
    stdin: Option<Box<dyn Read + Send>>,
    options: OpenOptions,
    current: Option<Current>,
}

/// The path that is being read.
struct Current {
    mails: Mails,
    name: String,
    is_folder: bool,
    found: u64,
    /// Files that are no mail.
    no_mail: u64,
    /// Other errors.
    errors: u64,
}

impl Inputs {
    /// The inputs of a command line; without a path, standard input.
    ///
    /// # Errors
    /// When a path does not exist.
    pub fn new(args: &InputArgs, console: &mut Console) -> Result<Self> {
        let mut paths = args.paths.clone();
        if paths.is_empty() {
            paths.push("-".into());
        }
        for path in paths.iter().filter(|p| p.as_os_str() != "-") {
            if let Err(e) = std::fs::metadata(path) {
                bail!("{}: cannot be opened: {e}{}", path.display(), perhaps_command(path));
            }
        }
        let options = args.column.iter().fold(OpenOptions::default(), |o, c| o.column(c.field, c.name.clone()));
        let stdin = paths.iter().any(|p| p.as_os_str() == "-").then(|| console.take_stdin());
        Ok(Self { paths: paths.into_iter(), stdin, options, current: None })
    }

    fn open(&mut self, path: &Path) -> Result<Mails, ReadError> {
        if path.as_os_str() == "-" {
            let stdin = self.stdin.take().unwrap_or_else(|| Box::new(std::io::empty()));
            return mailbox::read(stdin, "-", &self.options);
        }
        mailbox::open(path, &self.options)
    }

    fn next_path(&mut self) -> Option<Item> {
        let path = self.paths.next()?;
        let name = path.to_string_lossy().into_owned();
        match self.open(&path) {
            Ok(mails) => {
                self.current = Some(Current { mails, is_folder: path.is_dir(), name, found: 0, no_mail: 0, errors: 0 });
                self.next()
            }
            Err(e) => Some(Item::Refused(with_way_out(&e))),
        }
    }
}

impl Iterator for Inputs {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        let Some(current) = &mut self.current else { return self.next_path() };
        match current.mails.next() {
            Some(Ok(mail)) => {
                current.found += 1;
                Some(Item::Mail(mail))
            }
            Some(Err(e)) => Some(current.error(e)),
            None => self.current.take().and_then(|c| c.end()).or_else(|| self.next_path()),
        }
    }
}

impl Current {
    fn error(&mut self, e: ReadError) -> Item {
        let no_mail = matches!(e.kind(), ReadErrorKind::NoMail | ReadErrorKind::Unsupported);
        if no_mail {
            self.no_mail += 1
        } else {
            self.errors += 1
        }
        if no_mail && !self.is_folder && self.found == 0 { Item::Refused(with_way_out(&e)) } else { Item::Unread(e) }
    }

    /// What is to be said of the path as a whole.
    fn end(self) -> Option<Item> {
        if self.found > 0 || self.errors > 0 {
            None
        } else if self.no_mail == 0 {
            Some(Item::Empty(self.name))
        } else if self.is_folder {
            Some(Item::Refused(format!(
                "{}: there is no mail in this folder ({} files of other kinds)",
                self.name, self.no_mail
            )))
        } else {
            None
        }
    }
}

/// The message of an error, its cause, and what can be done.
pub fn with_way_out(e: &ReadError) -> String {
    let message = Failure::from(e).message;
    match e.kind() {
        ReadErrorKind::UnknownColumn => format!("{message} (name a column that is there with --column FIELD=NAME)"),
        _ => message,
    }
}

/// A message with the place of its mail.
pub fn place(source: &Source, message: &str) -> String {
    format!("{}: mail {} at byte {}: {message}", source.path, source.index, source.offset)
}

const COMMANDS: [&str; 13] = [
    "score",
    "explain",
    "tag",
    "threads",
    "report",
    "eval",
    "fit",
    "draft",
    "lint",
    "dict",
    "completions",
    "man",
    "help",
];

/// A word that looks like a command mistyped.
fn perhaps_command(path: &Path) -> String {
    let name = path.to_string_lossy();
    let near = COMMANDS.iter().find(|c| name.len() > 2 && distance(c, &name) <= 2);
    near.map(|c| format!(" (is the command `{c}` meant?)")).unwrap_or_default()
}

/// Letters to insert, delete or replace.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Bytes of all inputs, where they are known: plain files and folders of them.
pub fn total_bytes(paths: &[PathBuf]) -> Option<u64> {
    if paths.is_empty() { None } else { paths.iter().map(|p| bytes_of(p, 0)).sum() }
}

fn bytes_of(path: &Path, depth: usize) -> Option<u64> {
    let meta = std::fs::metadata(path).ok()?;
    let packed = path.extension().is_some_and(|e| e == "gz" || e == "zst");
    if meta.is_file() {
        return (!packed).then_some(meta.len());
    }
    if !meta.is_dir() || depth > 32 {
        return None;
    }
    std::fs::read_dir(path).ok()?.map(|entry| bytes_of(&entry.ok()?.path(), depth + 1)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_commands_are_known() {
        assert!(perhaps_command(Path::new("explian")).contains("explain"));
        assert_eq!(perhaps_command(Path::new("inbox.mbox")), "");
    }
}
