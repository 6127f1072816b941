//! Rows of own tables in; words and names out.

use std::collections::HashMap;

use complaint_dictionaries::word::Class;

use super::{
    OwnName, OwnWord,
    error::Problem,
    folder::File,
    table::{Row, Shape, rows},
};
use crate::text::Normalized;

const WORDS: Shape = Shape { columns: &["word", "class", "pos", "feeling", "like", "reading"], required: 2 };
const NAMES: Shape = Shape { columns: &["name", "also", "reading"], required: 1 };
/// The part of speech where no column names it.
const NOUN: char = 'n';
const PARTS_OF_SPEECH: &str = "n (noun), v (verb), a (adjective), r (adverb), i (interjection)";

/// The words of `words.tsv`.
pub(super) fn words(file: &File, problems: &mut Vec<Problem>) -> Vec<OwnWord> {
    let mut out: Vec<OwnWord> = Vec::new();
    let mut seen = HashMap::new();
    for row in rows(file, &WORDS, problems) {
        let word = word(file, &row).and_then(|w| match seen.insert((w.word.clone(), w.pos), row.line) {
            Some(first) => Err(twice(row.get("word"), first)),
            None => Ok(w),
        });
        match word {
            Ok(w) => out.push(w),
            Err(message) => problems.push(Problem::of_line(&file.path, row.line, message)),
        }
    }
    out
}

fn word(file: &File, row: &Row<'_>) -> Result<OwnWord, String> {
    let class = row.get("class");
    let class = Class::from_name(class).ok_or_else(|| {
        let known: Vec<&str> = Class::ALL.iter().map(|c| c.as_str()).filter(|c| *c != "-").collect();
        format!("unknown class `{class}`; known are {} (dictionaries/words/README.md)", known.join(", "))
    })?;
    let pos = match row.get("pos") {
        "" => NOUN,
        p => single(p)
            .filter(|p| "nvari".contains(*p))
            .ok_or_else(|| format!("unknown part of speech `{p}`; known are {PARTS_OF_SPEECH}"))?,
    };
    let feeling = match row.get("feeling") {
        "" => 0,
        f => f
            .parse()
            .ok()
            .filter(|f| (-2..=3).contains(f))
            .ok_or_else(|| format!("`{f}` is no feeling; write a whole number from -2 (thanks) to 3 (anger)"))?,
    };
    let text = |column: &str| Some(row.get(column)).filter(|t| !t.is_empty()).map(normal);
    Ok(OwnWord {
        word: normal(row.get("word")),
        pos,
        class,
        feeling,
        like: text("like"),
        reading: text("reading"),
        origin: (file.path.clone(), row.line),
    })
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// The names of `products.tsv` or `staff.tsv`.
pub(super) fn names(file: &File, problems: &mut Vec<Problem>) -> Vec<OwnName> {
    let mut out = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for row in rows(file, &NAMES, problems) {
        let found = name(row.get("name"), row.get("also"), (file.path.clone(), row.line));
        match found.spellings.iter().find_map(|s| Some((s, *seen.get(s)?))) {
            Some((spelling, first)) => {
                problems.push(Problem::of_line(&file.path, row.line, twice(spelling, first)));
            }
            None => {
                seen.extend(found.spellings.iter().map(|s| (s.clone(), row.line)));
                out.push(found);
            }
        }
    }
    out
}

/// A name with its other spellings, which `|` separates.
pub(super) fn name(name: &str, also: &str, origin: (String, usize)) -> OwnName {
    let mut spellings: Vec<String> = Vec::new();
    for spelling in std::iter::once(name).chain(also.split('|')).map(normal) {
        if !spelling.is_empty() && !spellings.contains(&spelling) {
            spellings.push(spelling);
        }
    }
    OwnName { spellings, origin }
}

/// As the analyzer sees it.
fn normal(text: &str) -> String {
    Normalized::new(text.trim()).text
}

fn twice(word: &str, first: usize) -> String {
    format!("`{word}` stands twice, first in line {first}; delete one")
}
