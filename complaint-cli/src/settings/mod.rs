//! The settings file in; what a company set, checked, out.
//!
//! Refused, with file and line: unknown keys, values of another kind or range,
//! folders that are not there.

mod find;

use std::{
    num::NonZeroU32,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use complaint_core::verdict::{Condition, PriorityLevel, PriorityTable};
use serde::{Deserialize, Deserializer, de};
use toml::Spanned;

use crate::{
    args::{Language, SetupArgs},
    commands::read_text,
};

/// What a company set. Everything may be absent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Name of the company, for replies.
    pub company: Option<String>,
    /// Name of the person who answers.
    pub agent: Option<String>,
    /// Hours until the next report that a reply promises.
    pub reply_within: Option<NonZeroU32>,
    /// The address that draft mails come from.
    pub from: Option<String>,
    /// Our own addresses and domains.
    #[serde(deserialize_with = "filled")]
    pub own: Vec<String>,
    /// Names of our people.
    #[serde(deserialize_with = "filled")]
    pub agents: Vec<String>,
    /// Names of our products.
    #[serde(deserialize_with = "filled")]
    pub products: Vec<String>,
    /// Folders with own dictionaries; relative to the settings file.
    dictionaries: Vec<Spanned<PathBuf>>,
    /// Folder with reply templates; relative to the settings file.
    templates: Option<Spanned<PathBuf>>,
    /// Share of complaints among the mails.
    #[serde(deserialize_with = "share")]
    pub prevalence: Option<f32>,
    /// Language of pages.
    pub language: Option<Language>,
    priority: Levels,
    /// The file.
    #[serde(skip)]
    pub path: Option<PathBuf>,
}

/// Changes of the priority table.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Levels {
    p0: Level,
    p1: Level,
    p2: Level,
    p3: Level,
    p4: Rest,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Level {
    hours: Option<NonZeroU32>,
    when: Option<Vec<Condition>>,
}

/// The level of whatever no other level is for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rest {
    hours: Option<NonZeroU32>,
}

impl Settings {
    /// The settings that the options name, or those of the usual places.
    ///
    /// # Errors
    /// When the file cannot be read or used.
    pub fn load(args: &SetupArgs) -> Result<Self> {
        match find::file(args)? {
            Some(path) => Self::read(&path),
            None => Ok(Self::default()),
        }
    }

    fn read(path: &Path) -> Result<Self> {
        let text = read_text(path)?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let place = |at: usize| format!("{}:{}", path.display(), line_of(text, at));
        let mut out: Self = toml::from_str(text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            anyhow::anyhow!("{}: {}", place(at), e.message().replace('\n', "; "))
        })?;
        let base = path.parent().unwrap_or(Path::new(""));
        for folder in out.dictionaries.iter_mut().chain(&mut out.templates) {
            let at = folder.span().start;
            let joined = base.join(folder.get_ref());
            if !joined.is_dir() {
                let name = joined.display();
                bail!("{}: there is no folder `{name}`; paths are relative to the settings file", place(at));
            }
            *folder = Spanned::new(folder.span(), joined);
        }
        out.path = Some(path.to_path_buf());
        Ok(out)
    }

    /// Folders with own dictionaries.
    pub fn dictionaries(&self) -> impl Iterator<Item = &Path> {
        self.dictionaries.iter().map(|d| d.get_ref().as_path())
    }

    /// The folder with reply templates.
    pub fn templates(&self) -> Option<&Path> {
        self.templates.as_ref().map(|t| t.get_ref().as_path())
    }

    /// The priority table with the changes that the settings make.
    pub fn priorities(&self) -> PriorityTable {
        let mut table = PriorityTable::default();
        let change = |level: &mut PriorityLevel, new: &Level| {
            level.hours = new.hours.map_or(level.hours, NonZeroU32::get);
            if let Some(when) = &new.when {
                level.when.clone_from(when);
            }
        };
        let Levels { p0, p1, p2, p3, p4 } = &self.priority;
        change(&mut table.p0, p0);
        change(&mut table.p1, p1);
        change(&mut table.p2, p2);
        change(&mut table.p3, p3);
        table.p4.hours = p4.hours.map_or(table.p4.hours, NonZeroU32::get);
        table
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|b| **b == b'\n').count() + 1
}

fn share<'de, D: Deserializer<'de>>(d: D) -> Result<Option<f32>, D::Error> {
    let x = f32::deserialize(d)?;
    if x > 0.0 && x < 1.0 {
        Ok(Some(x))
    } else {
        Err(de::Error::custom("expected a number between 0 and 1, such as 0.2"))
    }
}

fn filled<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    let list = Vec::<String>::deserialize(d)?;
    match list.iter().any(|s| s.trim().is_empty()) {
        true => Err(de::Error::custom("there is an empty name in this list; delete it")),
        false => Ok(list),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("triage.toml");
        std::fs::write(&path, text)?;
        Settings::read(&path)
    }

    #[test]
    fn the_priority_table_changes_only_where_it_is_set() {
        let table = read("[priority.p1]\nwhen = ['churn', 'anger>=3']\n[priority.p3]\nhours = 12\n")
            .expect("reads")
            .priorities();
        let default = PriorityTable::default();
        assert_eq!(table.p1.hours, default.p1.hours);
        assert_eq!(table.p1.when.len(), 2);
        assert_eq!(table.p3, PriorityLevel { hours: 12, ..default.p3 });
        assert_eq!(table.p0, default.p0);
    }

    #[test]
    fn errors_name_the_line() {
        let error = |text: &str| read(text).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(error("company = 'x'\nprevalence = 7").contains("triage.toml:2: expected a number between 0 and 1"));
        assert!(error("own = ['a', ' ']").contains("triage.toml:1: there is an empty name"));
        assert!(error("\n\ndictionaries = ['nowhere']").contains("triage.toml:3: there is no folder"));
        assert!(error("[priority.p2]\nwhen = ['angry']").contains("triage.toml:2: unknown condition `angry`"));
        assert!(error("compny = 'x'").contains("triage.toml:1: unknown field `compny`"));
    }
}
