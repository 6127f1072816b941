//! All tables and files of dictionaries by name, as text.

use std::{fs, path::Path};

use anyhow::{Context, Result};
use complaint_dictionaries::{facts, replies, rules, tables::TABLES};

use crate::{args::SetupArgs, settings::Settings, setup::folders};

/// A table as it is listed.
pub(super) struct Listed {
    /// `words/classes.tsv`; of an own one, the path.
    pub(super) name: String,
    pub(super) text: String,
    /// Its first row names the columns.
    pub(super) has_names: bool,
}

impl Listed {
    fn built_in(name: &str, text: &str, has_names: bool) -> Self {
        Self { name: name.into(), text: text.into(), has_names }
    }

    /// Rows, without comments, blank lines and the names of columns; of what is
    /// no table, every line.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &str)> {
        let table = self.name.ends_with(".tsv");
        let lines = self.text.lines().enumerate().map(|(n, l)| (n + 1, l));
        let rows = lines.filter(move |(_, l)| !table || (!l.is_empty() && !l.starts_with('#')));
        rows.skip(usize::from(table && self.has_names))
    }
}

/// The reply files.
pub(super) fn reply_files() -> Vec<(String, &'static str)> {
    let rest = [&replies::FORMS, &replies::SPEECH, &replies::MEMO, &replies::LINT, &replies::CUES];
    let files = replies::TEMPLATES.iter().chain(rest);
    files.map(|(name, text)| (format!("replies/{name}"), *text)).collect()
}

/// Every built-in table and file, by folder.
pub(super) fn built_in() -> Vec<Listed> {
    let of_facts =
        [("goods", facts::GOODS), ("patterns", facts::PATTERNS), ("times", facts::TIMES), ("words", facts::WORDS)];
    let rules = rules::FILES.iter().chain([&rules::SETS, &rules::SURFACE]);
    let mut all: Vec<Listed> = of_facts
        .iter()
        .map(|(name, text)| Listed::built_in(&format!("facts/{name}.tsv"), text, false))
        .chain(TABLES.iter().map(|t| Listed::built_in(t.name, t.text, t.has_names())))
        .chain(reply_files().iter().map(|(name, text)| Listed::built_in(name, text, false)))
        .chain(rules.map(|(name, text)| Listed::built_in(&format!("rules/{name}"), text, true)))
        .collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

/// The built-in tables, then the own ones.
pub(super) fn all(args: &SetupArgs) -> Result<Vec<Listed>> {
    let settings = Settings::load(args)?;
    let mut all = built_in();
    for folder in folders(args, &settings) {
        for below in ["", "rules", "replies"] {
            all.extend(own(&folder.join(below))?);
        }
    }
    Ok(all)
}

fn own(folder: &Path) -> Result<Vec<Listed>> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(Vec::new()) };
    let mut paths: Vec<_> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.is_file() && p.extension().is_some_and(|e| e == "tsv" || e == "toml"));
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.display().to_string();
        let text = fs::read_to_string(path).with_context(|| format!("{name}: cannot be read"))?;
        Ok(Listed { name, text, has_names: true })
    };
    paths.iter().map(read).collect()
}
