//! The names of features, for the weights file and for reasons.

use std::{collections::HashMap, sync::LazyLock};

use complaint_dictionaries::{
    hash::word_hash,
    word::{Class, Pos},
};

use super::{
    features::{MARKS, Template},
    rules::RuleSet,
    symbols::{class_name, cluster, cluster_name, pos_name},
};
use crate::tokens::Token;

/// Names of what is no word: marks, classes, parts of speech, rules.
static FIXED: LazyLock<HashMap<u32, String>> = LazyLock::new(|| {
    let mut out = HashMap::new();
    out.extend(MARKS.iter().map(|m| (word_hash(m), (*m).to_string())));
    out.extend(Class::ALL.iter().map(|c| (word_hash(&class_name(*c)), class_name(*c))));
    out.extend(Pos::ALL.iter().map(|p| (word_hash(&pos_name(*p)), pos_name(*p))));
    let rules = RuleSet::built_in().map(RuleSet::rules).unwrap_or_default();
    out.extend(rules.iter().map(|r| (r.hash, r.id.clone())));
    out
});

/// The name of one feature of these words.
pub(crate) fn name<'a>(template: Template, parts: &[u32], words: &[Token], base: impl Fn(&Token) -> &'a str) -> String {
    let mut out = String::from(template.letter());
    for p in parts {
        out.push(' ');
        if let Some(fixed) = FIXED.get(p) {
            out.push_str(fixed);
        } else if let Some(w) = words.iter().find(|w| cluster(w) == Some(*p) || w.info.lemma == *p) {
            if cluster(w) == Some(*p) { out.push_str(&cluster_name(w.info.cluster)) } else { out.push_str(base(w)) }
        } else {
            out.push('?');
        }
    }
    out
}

/// Names learned while features are extracted.
#[derive(Debug, Default)]
pub struct Names {
    parts: HashMap<u32, String>,
    features: HashMap<u64, (Template, Vec<u32>)>,
}

impl Names {
    /// Remembers what a feature is made of.
    pub fn learn<'a>(
        &mut self,
        key: u64,
        template: Template,
        parts: &[u32],
        words: &[Token],
        base: impl Fn(&Token) -> &'a str,
    ) {
        for w in words {
            if let Some(id) = cluster(w) {
                self.parts.entry(id).or_insert_with(|| cluster_name(w.info.cluster));
            }
            self.parts.entry(w.info.lemma).or_insert_with(|| base(w).to_string());
        }
        self.features.entry(key).or_insert_with(|| (template, parts.to_vec()));
    }

    /// The name of a feature: its template's letter and its parts.
    pub fn get(&self, key: u64) -> String {
        let Some((template, parts)) = self.features.get(&key) else { return String::new() };
        let parts: Vec<&str> =
            parts.iter().map(|p| FIXED.get(p).or_else(|| self.parts.get(p)).map_or("?", String::as_str)).collect();
        format!("{} {}", template.letter(), parts.join(" "))
    }
}
