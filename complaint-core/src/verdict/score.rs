//! A document and weights in; log-odds of every sentence out.

use complaint_dictionaries::{
    hash::feature_key,
    weights::{Table, entry},
};

use super::{aggregate::SentenceScore, outputs::Output, weights::Weights};
use crate::{
    signals::{
        Document, Sentence,
        features::{Setting, Sink, Template, extract},
        rules, settings,
    },
    verdict::Part,
};

/// Adds up the weights of the features of one sentence.
struct Sum<'a> {
    table: Table<'a>,
    logits: [f32; Output::COUNT],
    features: usize,
}

impl Sink for Sum<'_> {
    #[inline]
    fn feature(&mut self, template: Template, parts: &[u32], _first: usize, _last: usize) {
        if let Some(weights) = self.table.get(feature_key(template as u8, parts)) {
            self.features += 1;
            for e in weights {
                let (output, weight) = entry(*e);
                self.logits[output] += weight;
            }
        }
    }
}

/// The score of every sentence of the document.
pub(super) fn score(doc: &Document, weights: &Weights) -> Vec<SentenceScore> {
    let table = weights.table();
    doc.sentences
        .iter()
        .zip(settings(doc))
        .map(|(s, setting)| {
            let mut logits = [0.0; Output::COUNT];
            logits[..Output::SENTENCE].copy_from_slice(&weights.bias[..Output::SENTENCE]);
            let mut sum = Sum { table, logits, features: 0 };
            extract(doc.words(s), setting, &mut sum);
            rules::emit(doc.words(s), doc.text(s), setting, &mut sum);
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
    output: usize,
    found: Vec<Contribution>,
}

impl Sink for Explain<'_> {
    fn feature(&mut self, template: Template, parts: &[u32], first: usize, last: usize) {
        let Some(weights) = self.table.get(feature_key(template as u8, parts)) else { return };
        let weight: f32 = weights.iter().map(|e| entry(*e)).filter(|(o, _)| *o == self.output).map(|(_, w)| w).sum();
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
    weights: &Weights,
    output: Output,
) -> Vec<Contribution> {
    let mut sink = Explain { table: weights.table(), output: output.index(), found: Vec::new() };
    extract(doc.words(s), setting, &mut sink);
    rules::emit(doc.words(s), doc.text(s), setting, &mut sink);
    sink.found.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    sink.found
}
