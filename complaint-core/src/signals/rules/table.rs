//! Tab-separated tables of rules in; their rows out.

use super::RuleError;

/// One row of a table.
pub(super) struct Row<'a> {
    /// Line in the file, from 1.
    pub(super) line: usize,
    pub(super) fields: Vec<&'a str>,
}

/// The rows of a table below its row of names, without comments.
pub(super) fn rows<'a>(file: &str, text: &'a str, columns: usize) -> Result<Vec<Row<'a>>, RuleError> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(|(n, l)| {
            let fields: Vec<&str> = l.split('\t').collect();
            if fields.len() == columns {
                Ok(Row { line: n + 1, fields })
            } else {
                Err(RuleError::new(file, n + 1, format!("{columns} columns expected, {} found", fields.len())))
            }
        })
        .collect()
}

/// The members of a field `a|b`; `-` is empty.
pub(super) fn list(field: &str) -> impl Iterator<Item = &str> {
    field.split('|').map(str::trim).filter(|s| !s.is_empty() && *s != "-")
}
