//! Ten bytes for every word id: what the judgement needs to know of a word.
use std::{collections::HashMap, fs, path::Path};

use lindera_dictionary::dictionary::Dictionary;

use crate::{
    hash::word_hash,
    word::{Class, Form, Pos, WordInfo},
};

/// Writes the table for the dictionary at `dictionary`.
pub fn build(root: &Path, dictionary: &Path, table: &Path) {
    let d = Dictionary::load_from_path(dictionary).expect("the dictionary just built loads");
    let classes = fs::read_to_string(root.join("words/classes.tsv")).expect("words/classes.tsv");
    let classes = parse_classes(&classes);
    let clusters = fs::read_to_string(root.join("words/clusters.tsv")).expect("words/clusters.tsv");
    let clusters = parse_clusters(&clusters);
    let mut out = Vec::with_capacity(d.prefix_dictionary.word_count() * WordInfo::SIZE);
    for id in 0..d.prefix_dictionary.word_count() {
        let f: Vec<&str> = d.word_details_iter(id).collect();
        let get = |i: usize| f.get(i).copied().unwrap_or("*");
        let base = get(6);
        let pos = match base {
            "!" | "?" => Pos::Period,
            _ => Pos::from_ipadic(get(0), get(1), get(2)),
        };
        let (class, feeling) =
            pos.class_column().and_then(|c| classes.get(&(base, c))).copied().unwrap_or((Class::None, 0));
        let cluster = pos.class_column().and_then(|_| clusters.get(base)).copied().unwrap_or(0);
        let info = WordInfo { lemma: word_hash(base), pos, form: Form::from_ipadic(get(5)), class, feeling, cluster };
        out.extend(info.to_bytes());
    }
    fs::write(table, out).expect("OUT_DIR is writable");
}

fn parse_classes(text: &str) -> HashMap<(&str, char), (Class, i8)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(|(n, line)| {
            let c: Vec<&str> = line.split('\t').collect();
            let bad = || -> ! { panic!("words/classes.tsv:{}: a row is word, pos, class, feeling: {line}", n + 1) };
            let [word, pos, class, feeling] = c[..] else { bad() };
            let (Some(pos), Some(class), Ok(feeling)) = (pos.chars().next(), Class::from_name(class), feeling.parse())
            else {
                bad()
            };
            ((word, pos), (class, feeling))
        })
        .collect()
}

fn parse_clusters(text: &str) -> HashMap<&str, u16> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.is_empty() && !l.starts_with('#'))
        .skip(1)
        .map(|(n, line)| {
            let row = line.split_once('\t').and_then(|(w, c)| Some((w, c.parse().ok()?)));
            row.unwrap_or_else(|| panic!("words/clusters.tsv:{}: a row is word, cluster: {line}", n + 1))
        })
        .collect()
}
