//! A document and weights in; log-odds of every sentence out.

use std::collections::HashMap;

use complaint_dictionaries::{
    hash::feature_key,
    weights::{Filter, Table, entry},
};

use super::{
    aggregate::SentenceScore,
    surround::{ALL, Weighed, length_scale, surround},
    weights::Weights,
};
use crate::{
    signals::{
        Document,
        features::{Sink, Template, extract},
        rules::{self, RuleSet},
        settings,
    },
    verdict::Part,
};

/// The features of a mail that have weights, kept for the evidence.
pub(super) struct Found<'a> {
    features: Vec<Feature<'a>>,
    parts: Vec<u32>,
    /// Where the features of each sentence end, and how much they count.
    ends: Vec<(usize, f32)>,
}

/// One feature of a sentence, with all its weights.
#[derive(Debug, Clone, Copy)]
struct Feature<'a> {
    template: Template,
    /// Words by position in the sentence, the last included.
    words: (u32, u32),
    /// Where its parts stand in [`Found::parts`].
    parts: (u32, u32),
    weights: &'a [[u8; 3]],
}

impl Found<'_> {
    fn with_capacity(features: usize) -> Self {
        Self { features: Vec::with_capacity(features), parts: Vec::with_capacity(2 * features), ends: Vec::new() }
    }
}

/// Features of a sentence that may have weights. They are looked up together: one
/// by one, most of the time goes into waiting for memory.
struct Pending<'a, 'f> {
    filter: &'a Filter,
    /// Own rules count in the place of what the table says of them.
    own: &'a HashMap<u64, Vec<[u8; 3]>>,
    keys: &'f mut Vec<u64>,
    found: &'f mut Found<'a>,
}

impl Sink for Pending<'_, '_> {
    #[inline]
    fn feature(&mut self, template: Template, parts: &[u32], first: usize, last: usize) {
        let key = feature_key(template as u8, parts);
        let own = (template == Template::Rule).then(|| self.own.get(&key).map(Vec::as_slice)).flatten();
        if own.is_some() || self.filter.may_have(key) {
            let begin = self.found.parts.len() as u32;
            self.found.parts.extend_from_slice(parts);
            let parts = (begin, self.found.parts.len() as u32);
            self.found.features.push(Feature {
                template,
                words: (first as u32, last as u32),
                parts,
                weights: own.unwrap_or_default(),
            });
            self.keys.push(key);
        }
    }
}

/// Gives the features from `first` on their weights, and drops those that have none.
fn look_up<'a>(table: Table<'a>, keys: &[u64], offsets: &mut Vec<u32>, first: usize, found: &mut Found<'a>) {
    offsets.clear();
    offsets.extend(keys.iter().map(|key| table.find(*key).unwrap_or_default()));
    let mut kept = first;
    for (i, offset) in offsets.iter().enumerate() {
        let feature = found.features[first + i];
        let own = !feature.weights.is_empty();
        found.features[kept] = Feature { weights: if own { feature.weights } else { table.at(*offset) }, ..feature };
        kept += usize::from(own || *offset != 0);
    }
    found.features.truncate(kept);
}

/// Features with weights that a word has, roughly.
const FEATURES_EACH: usize = 4;

/// The first look at every sentence of the document, and the features behind it.
pub(super) fn score<'a>(doc: &Document, rules: &RuleSet, weights: &'a Weights) -> (Vec<SentenceScore>, Found<'a>) {
    let table = weights.table();
    let mut found = Found::with_capacity(FEATURES_EACH * doc.tokens.len());
    let (mut keys, mut offsets) = (Vec::new(), Vec::new());
    let weighed: Vec<Weighed> = doc
        .sentences
        .iter()
        .zip(settings(doc))
        .map(|(s, setting)| {
            let first = found.features.len();
            let words = doc.words(s);
            keys.clear();
            let mut pending =
                Pending { filter: &weights.filter, own: &weights.own, keys: &mut keys, found: &mut found };
            extract(words, setting, &mut pending);
            rules::emit(rules, words, doc.text(s), setting, &mut pending);
            look_up(table, &keys, &mut offsets, first, &mut found);
            let scale = length_scale(words.len());
            found.ends.push((found.features.len(), scale));
            let features = &found.features[first..];
            let mut sums = [0.0; ALL];
            for (output, weight) in features.iter().flat_map(|f| f.weights).map(|e| entry(*e)) {
                sums[output] += weight * scale;
            }
            Weighed { sums, features: features.len(), subject: s.part == Part::Subject }
        })
        .collect();
    (surround(&weighed, &weights.bias), found)
}

/// What one feature of a sentence adds to one output.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Contribution<'a> {
    pub(super) template: Template,
    pub(super) parts: &'a [u32],
    /// Words by position in the sentence.
    pub(super) words: std::ops::Range<usize>,
    pub(super) weight: f32,
}

impl Found<'_> {
    /// The features of a sentence that add to an output (by its index in
    /// the weights, see [`super::surround`]).
    pub(super) fn contributions(&self, sentence: usize, output: usize) -> Vec<Contribution<'_>> {
        let begin = sentence.checked_sub(1).map_or(0, |s| self.ends[s].0);
        let (end, scale) = self.ends[sentence];
        let adds = |f: &Feature<'_>| -> f32 {
            f.weights.iter().map(|e| entry(*e)).filter(|(o, _)| *o == output).map(|(_, w)| w * scale).sum()
        };
        self.features[begin..end]
            .iter()
            .map(|f| (f, adds(f)))
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(f, weight)| Contribution {
                template: f.template,
                parts: &self.parts[f.parts.0 as usize..f.parts.1 as usize],
                words: f.words.0 as usize..f.words.1 as usize + 1,
                weight,
            })
            .collect()
    }
}
