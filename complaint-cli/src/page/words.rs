//! The words of the page, in English and Japanese: `words/page.tsv`.

use std::{collections::HashMap, sync::LazyLock};

use crate::args::Language;

const TABLE: &str = include_str!("../../words/page.tsv");

static ROWS: LazyLock<HashMap<&str, [&str; 2]>> = LazyLock::new(|| {
    let rows = TABLE.lines().filter(|l| !l.starts_with('#')).skip(1);
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

    /// Whichever of the two is of this language.
    pub const fn label<'a>(self, en: &'a str, ja: &'a str) -> &'a str {
        match self.0 {
            Language::En => en,
            Language::Ja => ja,
        }
    }

    /// Why a piece of evidence counts, by the letter of its rule.
    pub fn why(self, rule: &str, text: &str, label: &str) -> String {
        let key = format!("why.{}", rule.split(' ').next().unwrap_or_default());
        let sentence = if ROWS.contains_key(key.as_str()) { self.get(&key) } else { self.get("why") };
        sentence.replace("{text}", text).replace("{label}", label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_three_cells() {
        for line in TABLE.lines().filter(|l| !l.starts_with('#')) {
            assert_eq!(line.split('\t').filter(|c| !c.trim().is_empty()).count(), 3, "{line}");
        }
        let rows = TABLE.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(ROWS.len(), rows - 1, "a key stands twice");
    }
}
