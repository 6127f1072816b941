//! The words of pages, in English and Japanese: `words/page.tsv`, `words/report.tsv`.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use crate::args::Language;

const TABLES: [&str; 2] = [include_str!("../../words/page.tsv"), include_str!("../../words/report.tsv")];

static ROWS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let rows = TABLES.iter().flat_map(|t| t.lines().filter(|l| !l.starts_with('#')).skip(1));
    rows.filter_map(|l| {
        let mut cells = l.split('\t');
        Some((cells.next()?, [cells.next()?, cells.next()?]))
    })
    .collect()
});

/// The words of one language.
#[derive(Debug, Clone, Copy)]
pub struct Words(pub Language);

impl Words {
    /// The words under a key; the key itself where there are none.
    pub fn get(self, key: &str) -> &str {
        ROWS.get(key).map_or(key, |r| r[usize::from(self.0 == Language::Ja)])
    }

    /// All words whose keys begin with `prefix`, by the rest of the key.
    pub fn section(self, prefix: &str) -> BTreeMap<&'static str, &'static str> {
        let rows = ROWS.iter().filter_map(|(key, row)| Some((key.strip_prefix(prefix)?, row)));
        rows.map(|(key, row)| (key, row[usize::from(self.0 == Language::Ja)])).collect()
    }

    /// Whichever of the two is of this language.
    pub const fn label<'a>(self, en: &'a str, ja: &'a str) -> &'a str {
        match self.0 {
            Language::En => en,
            Language::Ja => ja,
        }
    }

    /// Why a piece of evidence counts: by the letter of its shape, or by the name
    /// of a rule that people wrote and the scope that it stands in.
    pub fn why(self, rule: &str, text: &str, label: &str) -> String {
        let (name, scope) = rule.split_once(' ').unwrap_or((rule, ""));
        let shape = format!("why.{name}");
        let sentence = if ROWS.contains_key(shape.as_str()) {
            self.get(&shape).to_owned()
        } else {
            let scope = format!("why.{scope}");
            let aside = if ROWS.contains_key(scope.as_str()) { self.get(&scope) } else { "" };
            self.get("why").replace("{rule}", name) + aside
        };
        sentence.replace("{text}", text).replace("{label}", label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_three_cells() {
        let lines = || TABLES.iter().flat_map(|t| t.lines().filter(|l| !l.starts_with('#')));
        for line in lines() {
            assert_eq!(line.split('\t').filter(|c| !c.trim().is_empty()).count(), 3, "{line}");
        }
        assert_eq!(ROWS.len(), lines().count() - TABLES.len(), "a key stands twice");
    }
}
