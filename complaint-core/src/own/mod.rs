//! A company's own tables in; its words, names, rules and templates out.
//!
//! Built-in dictionaries know Japanese, not your products and people. A folder
//! of tables (`dictionaries/README.md`, "Your own words") adds them at run time:
//!
//! | file | rows |
//! |---|---|
//! | `words.tsv` | words with their class: one word to the analyzer, judged as built-in words of that class are |
//! | `products.tsv` | names found as fact `product` |
//! | `staff.tsv` | names found as fact `operator` |
//! | `rules/*.tsv` | rules, in the format of the built-in ones |
//! | `replies/*.toml` | reply templates that replace the built-in ones of the same name |
//!
//! Own rows win over built-in ones. Refused, with file and line: unknown files,
//! columns and classes, bad rows, doubles.
//!
//! ```
//! use complaint_core::{Mail, Triage, own::OwnDictionary};
//!
//! let own = OwnDictionary::from_texts([
//!     ("products.tsv", "name\talso\nスチームモップX2\tX2モップ\n"),
//!     ("staff.tsv", "name\n佐伯\n"),
//! ])?;
//! let triage = Triage::builder().own_dictionary(own).build()?;
//! let mail = Mail { body: "佐伯にX2モップの返品を断られました。".into(), ..Mail::default() };
//! let facts = triage.assess(&mail).facts;
//! assert_eq!(facts.product[0].text, "X2モップ");
//! assert_eq!(facts.operator[0].text, "佐伯");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod folder;
mod names;
mod rows;
mod table;

use std::{collections::HashSet, path::Path};

use complaint_dictionaries::word::Class;

pub use error::{OwnError, Problem};
pub(crate) use names::OwnNames;

/// A company's own tables, read and checked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnDictionary {
    pub(crate) words: Vec<OwnWord>,
    pub(crate) products: Vec<OwnName>,
    pub(crate) staff: Vec<OwnName>,
    /// Names for errors, and texts.
    pub(crate) rules: Vec<(String, String)>,
    pub(crate) sets: Vec<(String, String)>,
    pub(crate) surface: Vec<(String, String)>,
    pub(crate) templates: Vec<(String, String)>,
}

/// A row of `words.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnWord {
    /// The word, normalized; of what conjugates, the base form.
    pub word: String,
    /// `n`, `v`, `a`, `r` or `i`, as in the built-in table of classes.
    pub pos: char,
    /// Semantic class.
    pub class: Class,
    /// How much the word by itself suggests dissatisfaction, -2 to 3.
    pub feeling: i8,
    /// A built-in word that means the same and conjugates alike.
    pub like: Option<String>,
    /// How it is read; for people.
    pub reading: Option<String>,
    /// File and line.
    pub origin: (String, usize),
}

/// A row of `products.tsv` or `staff.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnName {
    /// The name and its other spellings, normalized.
    pub spellings: Vec<String>,
    /// File and line.
    pub origin: (String, usize),
}

impl OwnDictionary {
    /// Reads the tables of a folder.
    ///
    /// # Errors
    /// Names every file and row that cannot be used.
    pub fn from_folder(folder: &Path) -> Result<Self, OwnError> {
        Self::read(folder::files(folder)?)
    }

    /// Reads tables from memory: names as in a folder (`words.tsv`,
    /// `rules/own.tsv`), and texts.
    ///
    /// # Errors
    /// Names every table and row that cannot be used.
    pub fn from_texts<N: Into<String>, T: Into<String>>(
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Self, OwnError> {
        let file = |(name, text): (N, T)| {
            let name = name.into();
            folder::File { path: name.clone(), name, text: text.into() }
        };
        Self::read(texts.into_iter().map(file).collect())
    }

    /// Products and people named one by one, as a settings file does; `origin`
    /// is the file that names them.
    ///
    /// # Errors
    /// On an empty name.
    pub fn from_names(origin: &str, products: &[String], staff: &[String]) -> Result<Self, OwnError> {
        let mut problems = Vec::new();
        let mut names = |list: &[String], what| {
            let all = list.iter().map(|n| rows::name(n, "", (origin.to_string(), 0)));
            let good: Vec<OwnName> = all.filter(|n| !n.spellings.is_empty()).collect();
            if good.len() < list.len() {
                problems.push(Problem::of_file(origin, format!("{what} has an empty name; delete it")));
            }
            good
        };
        let (products, staff) = (names(products, "`products`"), names(staff, "`agents`"));
        OwnError::unless_fine(problems)?;
        Ok(Self { products, staff, ..Self::default() })
    }

    fn read(files: Vec<folder::File>) -> Result<Self, OwnError> {
        let (mut out, mut problems) = (Self::default(), Vec::new());
        for f in files {
            match f.name.as_str() {
                "words.tsv" => out.words.extend(rows::words(&f, &mut problems)),
                "products.tsv" => out.products.extend(rows::names(&f, &mut problems)),
                "staff.tsv" => out.staff.extend(rows::names(&f, &mut problems)),
                "rules/sets.tsv" => out.sets.push((f.path, f.text)),
                "rules/surface.tsv" => out.surface.push((f.path, f.text)),
                name if name.starts_with("rules/") && name.ends_with(".tsv") => out.rules.push((f.path, f.text)),
                name => match name.strip_prefix("replies/").filter(|n| n.ends_with(".toml")) {
                    Some(template) => out.templates.push((template.to_string(), f.text)),
                    None => problems.push(Problem::of_file(&f.path, folder::unknown(name))),
                },
            }
        }
        OwnError::unless_fine(problems)?;
        Ok(out)
    }

    /// Adds another dictionary; where both have a row, the other one's counts.
    pub fn add(&mut self, other: Self) {
        let theirs: HashSet<(&str, char)> = other.words.iter().map(|w| (w.word.as_str(), w.pos)).collect();
        self.words.retain(|w| !theirs.contains(&(w.word.as_str(), w.pos)));
        self.words.extend(other.words);
        self.products.extend(other.products);
        self.staff.extend(other.staff);
        self.rules.extend(other.rules);
        self.sets.extend(other.sets);
        self.surface.extend(other.surface);
        self.templates.retain(|t| !other.templates.iter().any(|o| o.0 == t.0));
        self.templates.extend(other.templates);
    }

    /// Its words.
    pub fn words(&self) -> &[OwnWord] {
        &self.words
    }

    /// Its products.
    pub fn products(&self) -> &[OwnName] {
        &self.products
    }

    /// Its people.
    pub fn staff(&self) -> &[OwnName] {
        &self.staff
    }

    /// Its reply templates: file name and text.
    pub fn templates(&self) -> &[(String, String)] {
        &self.templates
    }

    /// There is nothing in it.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Stands for the content in the versions of a verdict.
    pub(crate) fn digest(&self) -> u64 {
        use complaint_dictionaries::hash::hash64;
        if self.is_empty() {
            return 0;
        }
        // not where it stands: the same rows of another folder judge the same
        let words = self.words.iter().map(|w| OwnWord { origin: Default::default(), ..w.clone() });
        let names = |names: &[OwnName]| names.iter().map(|n| n.spellings.clone()).collect::<Vec<_>>();
        let texts = |files: &[(String, String)]| files.iter().map(|f| f.1.clone()).collect::<Vec<_>>();
        let content = (
            words.collect::<Vec<_>>(),
            [&self.products, &self.staff].map(|n| names(n)),
            [&self.rules, &self.sets, &self.surface, &self.templates].map(|t| texts(t)),
        );
        hash64(format!("{content:?}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, text: &str) -> Vec<String> {
        let error = OwnDictionary::from_texts([(name, text)]).err();
        error.iter().flat_map(|e| e.problems()).map(ToString::to_string).collect()
    }

    #[test]
    fn rows_are_read_by_the_names_of_columns() {
        let text = "# ours\nclass\tword\tfeeling\nGO\tﾓｯﾌﾟＸ2\t1\n";
        let own = OwnDictionary::from_texts([("words.tsv", text)]).expect("reads");
        assert_eq!(own.words[0].word, "モップX2");
        assert_eq!((own.words[0].class, own.words[0].pos, own.words[0].feeling), (Class::Goods, 'n', 1));
    }

    #[test]
    fn every_bad_row_is_named_with_its_place_and_the_way_out() {
        let got = problems("words.tsv", "word\tclass\tpos\nモップ\tXX\tn\nモ\tGO\nモップ\tGO\tq\n\tGO\tn\n");
        assert_eq!(got.len(), 4, "{got:?}");
        assert!(got[0].starts_with("words.tsv:2: unknown class `XX`; known are PS, PO,"), "{}", got[0]);
        assert_eq!(got[1], "words.tsv:3: 2 cells, 3 expected; put a tab between cells, also between empty ones");
        assert!(got[2].starts_with("words.tsv:4: unknown part of speech `q`"), "{}", got[2]);
        assert_eq!(got[3], "words.tsv:5: the cell of `word` is empty; fill it or delete the row");
    }

    #[test]
    fn unknown_columns_and_files_are_refused() {
        assert_eq!(
            problems("words.tsv", "word\tclas\n"),
            ["words.tsv:1: unknown column `clas`; known are word, class, pos, feeling, like, reading"]
        );
        assert_eq!(
            problems("staff.tsv", "also\n"),
            ["staff.tsv:1: there is no column `name`; the first row names the columns"]
        );
        assert!(problems("word.tsv", "")[0].starts_with("word.tsv: unknown table; known are words.tsv,"));
        let twice = problems("words.tsv", "word\tclass\nモップ\tGO\nモップ\tGO\n");
        assert_eq!(twice, ["words.tsv:3: `モップ` stands twice, first in line 2; delete one"]);
    }

    #[test]
    fn a_later_dictionary_wins() {
        let read = |class: &str| {
            OwnDictionary::from_texts([("words.tsv", format!("word\tclass\nモップ\t{class}\n"))]).expect("reads")
        };
        let mut own = read("GO");
        own.add(read("FA"));
        assert_eq!(own.words.iter().map(|w| w.class).collect::<Vec<_>>(), [Class::Fault]);
    }
}
