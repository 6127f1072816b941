//! Every table of words, as text: for listing, counting and checking.

use std::collections::HashSet;

use crate::{mail_forms as mail, word::Class};

/// What every row of a table must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// No two rows have the same first cells, so many of them.
    UniqueBy(usize),
    /// Rows are sorted by their first cells, so many of them.
    SortedBy(usize),
    /// The cell of this column is a class of words.
    Class(usize),
    /// The cell of this column is one of these.
    OneOf(usize, &'static [&'static str]),
    /// The cell of this column is a whole number, or empty where that is allowed.
    Number(usize, bool),
}
use Rule::{Class as ClassIn, Number, OneOf, SortedBy, UniqueBy};

/// A table of tab-separated rows; lines that begin with `#` are comments.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Path below `dictionaries/`.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
    /// The first row names the columns.
    has_names: bool,
    columns: usize,
    rules: &'static [Rule],
}

/// A row that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line in the file, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// All tables, in the order of their names.
pub const TABLES: &[Table] = &[
    table("mail/attributions.tsv", mail::ATTRIBUTIONS, 2, &[UniqueBy(1)]),
    table(
        "mail/form_labels.tsv",
        mail::FORM_LABELS,
        2,
        &[UniqueBy(1), OneOf(1, &["inquiry", "name", "person", "meta"])],
    ),
    table(
        "mail/form_phrases.tsv",
        mail::FORM_PHRASES,
        2,
        &[UniqueBy(1), OneOf(1, &["above", "below", "self", "writer", "begin", "end"])],
    ),
    table(
        "mail/header_labels.tsv",
        mail::HEADER_LABELS,
        2,
        &[UniqueBy(1), OneOf(1, &["from", "date", "to", "subject", "other"])],
    ),
    table(
        "mail/mobile_lines.tsv",
        mail::MOBILE_LINES,
        2,
        &[UniqueBy(1), OneOf(1, &["line", "device", "tail", "head", "filler"])],
    ),
    table(
        "mail/notices.tsv",
        mail::NOTICES,
        2,
        &[UniqueBy(1), OneOf(1, &["subject", "secret", "misdelivery", "action", "advert", "banner"])],
    ),
    table(
        "mail/separators.tsv",
        mail::SEPARATORS,
        3,
        &[UniqueBy(1), OneOf(1, &["reply", "forward", "dated", "above"]), OneOf(2, &["yes", "no"])],
    ),
    table("mail/signature_words.tsv", mail::SIGNATURE_WORDS, 2, &[UniqueBy(2)]),
    named(
        "words/classes.tsv",
        include_str!("../words/classes.tsv"),
        4,
        &[UniqueBy(2), SortedBy(2), OneOf(1, &["n", "v", "a", "r", "i"]), ClassIn(2), Number(3, false)],
    ),
    named(
        "words/clusters.tsv",
        include_str!("../words/clusters.tsv"),
        2,
        &[UniqueBy(1), SortedBy(1), Number(1, false)],
    ),
    named("words/models.tsv", crate::MODELS, 4, &[UniqueBy(3), OneOf(0, &["n", "v", "a", "r", "i"])]),
    named("words/reasons.tsv", crate::REASONS, 2, &[UniqueBy(1)]),
    named("words/spellings.tsv", include_str!("../words/spellings.tsv"), 2, &[UniqueBy(1), SortedBy(1)]),
    named(
        "words/vocabulary.tsv",
        include_str!("../words/vocabulary.tsv"),
        3,
        &[UniqueBy(1), SortedBy(1), Number(2, true)],
    ),
];

const fn table(name: &'static str, text: &'static str, columns: usize, rules: &'static [Rule]) -> Table {
    Table { name, text, has_names: false, columns, rules }
}

const fn named(name: &'static str, text: &'static str, columns: usize, rules: &'static [Rule]) -> Table {
    Table { name, text, has_names: true, columns, rules }
}

impl Table {
    /// Whether the first row names the columns.
    pub const fn has_names(&self) -> bool {
        self.has_names
    }

    /// Rows with their line numbers, without comments, blank lines and the names of columns.
    pub fn rows(&self) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
        let lines = self.text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        lines.skip(usize::from(self.has_names)).map(|(n, l)| (n + 1, l.split('\t').collect()))
    }

    /// Every row that is not as it must be.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut seen: HashSet<Vec<&str>> = HashSet::new();
        let mut before: Option<Vec<&str>> = None;
        for (line, row) in self.rows() {
            let mut say = |message: String| problems.push(Problem { line, message });
            if row.len() != self.columns {
                say(format!("{} cells, {} expected", row.len(), self.columns));
                continue;
            }
            if row[0].is_empty() || row.iter().skip(1).any(|c| *c != c.trim()) {
                say("white space around a cell, or no word in the first one".into());
            }
            for rule in self.rules {
                if let Some(message) = broken(*rule, &row, before.as_deref(), &mut seen) {
                    say(message);
                }
            }
            before = Some(row);
        }
        problems
    }
}

/// What is wrong with a row by a rule.
fn broken<'a>(
    rule: Rule,
    row: &[&'a str],
    before: Option<&[&'a str]>,
    seen: &mut HashSet<Vec<&'a str>>,
) -> Option<String> {
    match rule {
        UniqueBy(n) => (!seen.insert(row[..n].to_vec())).then(|| format!("`{}` stands twice", row[..n].join(" "))),
        SortedBy(n) => before
            .filter(|b| b[..n] > row[..n])
            .map(|b| format!("`{}` belongs before `{}`", row[..n].join(" "), b[..n].join(" "))),
        ClassIn(i) => Class::from_name(row[i]).is_none().then(|| format!("unknown class `{}`", row[i])),
        OneOf(i, values) => {
            (!values.contains(&row[i])).then(|| format!("`{}` is none of {}", row[i], values.join(", ")))
        }
        Number(i, optional) => {
            let fine = row[i].parse::<i64>().is_ok() || (optional && row[i].is_empty());
            (!fine).then(|| format!("`{}` is no whole number", row[i]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_tidy() {
        for t in TABLES {
            assert_eq!(t.check(), [], "{}", t.name);
            assert!(t.rows().next().is_some(), "{} is empty", t.name);
        }
    }

    #[test]
    fn the_names_are_sorted() {
        assert!(TABLES.is_sorted_by_key(|t| t.name));
    }

    #[test]
    fn untidy_rows_are_found() {
        let text = "# c\nword\tcost\nb\t1\na\t2\na\tx\n\t3\nc\n";
        let t = named("x", text, 2, &[UniqueBy(1), SortedBy(1), Number(1, false)]);
        let lines: Vec<usize> = t.check().iter().map(|p| p.line).collect();
        assert_eq!(lines, [4, 5, 5, 6, 6, 7]);
    }
}
