//! A document and weights in; log-odds of every sentence out.

use std::collections::HashMap;

use complaint_dictionaries::{
    hash::feature_key,
    weights::{Table, entry},
};

use super::{aggregate::SentenceScore, outputs::Output, weights::Weights};
use crate::{
    signals::{
        Document, Sentence,
        features::{Setting, Sink, Template, extract},
        rules::{self, RuleSet},
        settings,
    },
    verdict::Part,
};

/// Weights of own rules, by feature and output.
type OwnWeights = HashMap<u64, Vec<(usize, f32)>>;

/// Adds up the weights of the features of one sentence.
struct Sum<'a> {
    table: Table<'a>,
    own: &'a OwnWeights,
    logits: [f32; Output::COUNT],
    features: usize,
}

impl Sink for Sum<'_> {
    #[inline]
    fn feature(&mut self, template: Template, parts: &[u32], _first: usize, _last: usize) {
        let key = feature_key(template as u8, parts);
        if template == Template::Rule
            && let Some(weights) = self.own.get(&key)
        {
            self.features += 1;
            weights.iter().for_each(|(output, weight)| self.logits[*output] += weight);
        } else if let Some(weights) = self.table.get(key) {
            self.features += 1;
            for e in weights {
                let (output, weight) = entry(*e);
                self.logits[output] += weight;
            }
        }
    }
}

/// The score of every sentence of the document.
pub(super) fn score(doc: &Document, rules: &RuleSet, weights: &Weights) -> Vec<SentenceScore> {
    let table = weights.table();
    doc.sentences
        .iter()
        .zip(settings(doc))
        .map(|(s, setting)| {
            let mut logits = [0.0; Output::COUNT];
            logits[..Output::SENTENCE].copy_from_slice(&weights.bias[..Output::SENTENCE]);
            let mut sum = Sum { table, own: &weights.own, logits, features: 0 };
            extract(doc.words(s), setting, &mut sum);
            rules::emit(rules, doc.words(s), doc.text(s), setting, &mut sum);
            SentenceScore { logits: sum.logits, features: sum.features, subject: s.part == Part::Subject }
        })
        .collect()
}

/// What one feature of a sentence adds to one output.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contribution {
    pub(super) template: Template,
    pub(super) parts: Vec<u32>,
    /// Words by position in the sentence.
    pub(super) words: std::ops::Range<usize>,
    pub(super) weight: f32,
}

struct Explain<'a> {
    table: Table<'a>,
    own: &'a OwnWeights,
    output: usize,
    found: Vec<Contribution>,
}

impl Sink for Explain<'_> {
    fn feature(&mut self, template: Template, parts: &[u32], first: usize, last: usize) {
        let key = feature_key(template as u8, parts);
        let of = |list: &mut dyn Iterator<Item = (usize, f32)>| -> f32 {
            list.filter(|(o, _)| *o == self.output).map(|(_, w)| w).sum()
        };
        let weight = match self.own.get(&key).filter(|_| template == Template::Rule) {
            Some(own) => of(&mut own.iter().copied()),
            None => of(&mut self.table.get(key).into_iter().flatten().map(|e| entry(*e))),
        };
        if weight != 0.0 {
            self.found.push(Contribution { template, parts: parts.to_vec(), words: first..last + 1, weight });
        }
    }
}

/// Every feature of a sentence that adds to an output, strongest first.
pub(super) fn contributions(
    doc: &Document,
    s: &Sentence,
    setting: Setting,
    (rules, weights): (&RuleSet, &Weights),
    output: Output,
) -> Vec<Contribution> {
    let mut sink = Explain { table: weights.table(), own: &weights.own, output: output.index(), found: Vec::new() };
    extract(doc.words(s), setting, &mut sink);
    rules::emit(rules, doc.words(s), doc.text(s), setting, &mut sink);
    sink.found.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    sink.found
}
