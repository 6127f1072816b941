//! Folders, walked in the order of names: Maildirs, and files of any kind.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::open::{Mails, open};
use super::options::{InputFormat, OpenOptions};
use super::{RawMail, ReadError, Source};

/// Files that mail programs and systems keep beside mail: endings and names.
const INDEX_ENDINGS: &[&str] = &[".msf", ".ini", ".lock", ".wdseml", ".mozmsgs"];
const INDEX_NAMES: &[&str] =
    &["maildirfolder", "maildirsize", "subscriptions", "thumbs.db", "desktop.ini", "msgfilterrules.dat"];

/// What is still to be read.
#[derive(Debug)]
enum Entry {
    Folder(PathBuf),
    File(PathBuf),
    /// A file of a Maildir: one message, whatever it looks like.
    Message(PathBuf),
}

/// Iterates over the mails of all files in a folder.
pub(super) struct FolderReader {
    /// The next one last.
    pending: Vec<Entry>,
    current: Option<Mails>,
    /// Folders entered, so that links cannot lead in circles.
    entered: HashSet<PathBuf>,
    options: OpenOptions,
}

impl FolderReader {
    pub(super) fn new(path: &Path, options: OpenOptions) -> Self {
        Self { pending: vec![Entry::Folder(path.to_owned())], current: None, entered: HashSet::new(), options }
    }

    fn enter(&mut self, folder: &Path) -> Result<(), ReadError> {
        let cannot = |cause| ReadError::io(position(folder), "cannot be listed", cause);
        let real = fs::canonicalize(folder).map_err(cannot)?;
        if !self.entered.insert(real) {
            return Ok(());
        }
        let mut entries = list(folder).map_err(cannot)?;
        entries.reverse();
        self.pending.extend(entries);
        Ok(())
    }

    fn open(&self, path: &Path, is_message: bool) -> Result<Mails, ReadError> {
        if is_message {
            open(path, &self.options.clone().format(InputFormat::Message))
        } else {
            open(path, &self.options)
        }
    }
}

impl Iterator for FolderReader {
    type Item = Result<RawMail, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item);
            }
            self.current = None;
            let opened = match self.pending.pop()? {
                Entry::Folder(path) => self.enter(&path).map(|()| None),
                Entry::File(path) => self.open(&path, false).map(Some),
                Entry::Message(path) => self.open(&path, true).map(Some),
            };
            match opened {
                Ok(mails) => self.current = mails,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Entries of a folder in the order of names; in a Maildir the messages come
/// before its subfolders.
fn list(folder: &Path) -> io::Result<Vec<Entry>> {
    let is_maildir = folder.join("cur").is_dir();
    let mut entries = Vec::new();
    if is_maildir {
        for part in ["cur", "new"] {
            let path = folder.join(part);
            if path.is_dir() {
                let files = sorted(&path)?.into_iter().filter(|path| path.is_file() && !is_hidden(path));
                entries.extend(files.map(Entry::Message));
            }
        }
    }
    for path in sorted(folder)? {
        let name = name_of(&path);
        let of_maildir = is_maildir && matches!(name.as_str(), "cur" | "new" | "tmp");
        if path.is_dir() {
            let is_subfolder = !is_hidden(&path) || path.join("cur").is_dir();
            if !of_maildir && is_subfolder {
                entries.push(Entry::Folder(path));
            }
        } else if path.is_file() && !is_maildir && !is_hidden(&path) && !is_index(&name) {
            entries.push(Entry::File(path));
        }
    }
    Ok(entries)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default()
}

fn is_hidden(path: &Path) -> bool {
    name_of(path).starts_with('.')
}

fn is_index(name: &str) -> bool {
    INDEX_NAMES.contains(&name)
        || name.starts_with("dovecot")
        || INDEX_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

fn position(path: &Path) -> Source {
    Source { path: path.to_string_lossy().into_owned(), index: 0, offset: 0 }
}
