//! `--fields`: names in; the values of a record under those names out, as JSON.

use std::collections::HashMap;

use anyhow::{Result, anyhow, bail};
use complaint_core::Record;
use serde_json::value::RawValue;

/// Names of a record's fields, in the order of the interface.
const TOP: [&str; 27] = [
    "schema",
    "source",
    "message_id",
    "thread",
    "direction",
    "date",
    "from",
    "subject",
    "body",
    "newest",
    "kind",
    "target",
    "targets",
    "anger",
    "scores",
    "confidence",
    "review",
    "flags",
    "demands",
    "facts",
    "closed",
    "priority",
    "priority_reasons",
    "reply_within_hours",
    "evidence",
    "warnings",
    "versions",
];

/// Fields that have fields of their own.
const NESTED: [&str; 5] = ["source", "scores", "confidence", "facts", "versions"];

/// Chosen fields, such as `kind` and `scores.anger`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    paths: Vec<String>,
}

impl Fields {
    /// Reads names.
    ///
    /// # Errors
    /// On the first that is no field, with those that are.
    pub fn parse<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let paths: Vec<String> = names.into_iter().map(|n| n.trim().to_owned()).collect();
        for path in &paths {
            let (top, inner) = path.split_once('.').map_or((path.as_str(), None), |(t, i)| (t, Some(i)));
            if !TOP.contains(&top) {
                bail!("--fields: unknown field `{path}`, expected some of {}", TOP.join(", "));
            }
            if inner.is_some() && !NESTED.contains(&top) {
                bail!("--fields: `{path}`: `{top}` has no fields of its own; those that have: {}", NESTED.join(", "));
            }
        }
        Ok(Self { paths })
    }

    /// The body was asked for.
    pub fn want_text(&self) -> bool {
        self.paths.iter().any(|p| p == "body" || p == "newest")
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.paths
    }

    /// Name and JSON value of each field; `null` where the record has none.
    ///
    /// # Errors
    /// When the record cannot be written as JSON.
    pub fn of(&self, record: &Record) -> Result<Vec<(String, String)>> {
        let text = serde_json::to_string(record)?;
        let top: HashMap<&str, &RawValue> = serde_json::from_str(&text)?;
        self.paths.iter().map(|path| Ok((path.clone(), value(&top, path)?))).collect()
    }
}

fn value(top: &HashMap<&str, &RawValue>, path: &str) -> Result<String> {
    let mut names = path.split('.');
    let mut found = names.next().and_then(|n| top.get(n)).map(|v| v.get().to_owned());
    for name in names {
        let Some(text) = &found else { break };
        let object: HashMap<String, Box<RawValue>> =
            serde_json::from_str(text).map_err(|_| anyhow!("--fields: `{path}` leads nowhere"))?;
        found = object.get(name).map(|v| v.get().to_owned());
    }
    Ok(found.unwrap_or_else(|| if path == "closed" { "false".into() } else { "null".into() }))
}
