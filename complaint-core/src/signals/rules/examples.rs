//! Rules and the analyzer in; the examples that do not hold out.

use super::{Rule, RuleSet, Scope};
use crate::{
    signals::{Document, settings},
    tokens::Analyzer,
};

/// What came of trying the examples of rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tried {
    /// How many sentences were tried.
    pub examples: usize,
    /// What does not hold, with file and line.
    pub problems: Vec<String>,
}

impl RuleSet {
    /// Looks for the rules that `chosen` says in their own examples.
    pub fn try_examples(&self, analyzer: &Analyzer, chosen: impl Fn(&Rule) -> bool) -> Tried {
        let mut out = Tried::default();
        for (i, rule) in self.rules().iter().enumerate().filter(|(_, r)| chosen(r)) {
            let all = rule.fires().map(|t| (t, true)).chain(rule.quiet().map(|t| (t, false)));
            for (text, wanted) in all {
                out.examples += 1;
                if self.asserted(analyzer, text).contains(&i) != wanted {
                    let (file, line) = &rule.origin;
                    let not = if wanted { "is not found" } else { "is found" };
                    out.problems.push(format!("{file}:{line}: {} {not} in: {text}", rule.id));
                }
            }
        }
        out
    }

    /// The rules that a text asserts.
    fn asserted(&self, analyzer: &Analyzer, text: &str) -> Vec<usize> {
        let mut worker = analyzer.worker();
        let doc = Document::new(analyzer, &mut worker, "", text, std::slice::from_ref(&(0..text.len())));
        let sentences = doc.sentences.iter().zip(settings(&doc));
        let hits = sentences.flat_map(|(s, setting)| self.hits(doc.words(s), doc.text(s), setting.quoted));
        hits.filter(|h| h.scope == Scope::Plain).map(|h| h.rule).collect()
    }
}
