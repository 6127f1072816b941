//! A folder in; its tables and templates as texts out.

use std::{fs, io, path::Path};

use super::error::{OwnError, Problem};

/// A table or template.
pub(super) struct File {
    /// Path below the folder, with `/`.
    pub(super) name: String,
    /// The name for errors.
    pub(super) path: String,
    pub(super) text: String,
}

const KNOWN: &str = "words.tsv, products.tsv, staff.tsv, rules/*.tsv, replies/*.toml";
const FOLDERS: [&str; 2] = ["rules", "replies"];

/// What is said of a file that is no table of ours.
pub(super) fn unknown(name: &str) -> String {
    let misplaced = if name.ends_with(".toml") { "; templates belong into replies/" } else { "" };
    format!("unknown table; known are {KNOWN}{misplaced}")
}

/// The tables of a folder in the order of their names. What is no table (a
/// README, a hidden file) is passed over.
pub(super) fn files(folder: &Path) -> Result<Vec<File>, OwnError> {
    let mut out = Vec::new();
    read(folder, "", &mut out)?;
    for below in FOLDERS {
        let path = folder.join(below);
        if path.is_dir() {
            read(&path, &format!("{below}/"), &mut out)?;
        }
    }
    if out.is_empty() {
        let message = format!("there is no table in this folder; known are {KNOWN}");
        return Err(Problem::of_file(&folder.display().to_string(), message).into());
    }
    Ok(out)
}

fn read(folder: &Path, prefix: &str, out: &mut Vec<File>) -> Result<(), OwnError> {
    let failed = |path: &Path, e: &io::Error| OwnError::from(Problem::of_file(&path.display().to_string(), cause(e)));
    let entries = fs::read_dir(folder).map_err(|e| failed(folder, &e))?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(|e| failed(folder, &e))?.path());
    }
    paths.sort();
    for path in paths.iter().filter(|p| p.is_file()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let table = Path::new(&name).extension().is_some_and(|e| e == "tsv" || e == "toml");
        if !table || name.starts_with('.') || name == "triage.toml" {
            continue;
        }
        let text = fs::read_to_string(path).map_err(|e| failed(path, &e))?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
        out.push(File { name: format!("{prefix}{name}"), path: path.display().to_string(), text });
    }
    Ok(())
}

fn cause(e: &io::Error) -> String {
    if e.kind() == io::ErrorKind::InvalidData {
        "is not UTF-8; save it as UTF-8".into()
    } else {
        format!("cannot be read: {e}")
    }
}
