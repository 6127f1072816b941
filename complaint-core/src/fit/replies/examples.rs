//! Labelled texts in; their sentences as rows of features, with labels, out.

use std::collections::{BTreeMap, HashMap};

use crate::fit::solver::Rows;
use crate::reply::{Linter, Listener, Word};
use crate::signals::{features::Template, names::name};
use crate::tokens::Token;

use super::scales::scale;
use super::texts::Text;

/// A feature must have been seen this often.
const LEAST_COUNT: u32 = 4;

/// The sentences of labelled texts.
#[derive(Debug, Default)]
pub struct Examples {
    /// Features of each sentence, the bias last.
    pub rows: Rows,
    /// Rules that each sentence breaks.
    pub broken: Vec<Vec<String>>,
    /// Rules that patterns find in it.
    pub found: Vec<Vec<String>>,
    /// Rules that hold for the fault.
    pub holding: Vec<Vec<String>>,
    /// Text and line of each sentence.
    pub places: Vec<(usize, usize)>,
    /// Who wrote it; `None` where nothing may be measured on it.
    pub writers: Vec<Option<String>>,
    /// Name of each feature.
    pub names: Vec<String>,
    /// Key of each feature.
    pub keys: Vec<u64>,
    /// How much each feature counts before the data speak.
    pub scales: Vec<f32>,
}

/// A sentence, not yet as a row.
struct Raw {
    place: (usize, usize),
    features: BTreeMap<u64, f32>,
    found: Vec<String>,
}

/// Names and shapes of features, and how many sentences have them.
#[derive(Default)]
struct Known(HashMap<u64, (String, Option<Template>, u32)>);

impl Examples {
    /// Reads the sentences of texts.
    pub fn new(linter: &Linter, texts: &[Text]) -> Self {
        let mut known = Known::default();
        let mut raw = Vec::new();
        for (number, text) in texts.iter().enumerate() {
            sentences(linter, number, text, &mut known, &mut raw);
        }
        let mut out = Self { rows: Rows::new(), ..Self::default() };
        let index = out.name(&known, &raw);
        let bias = (out.keys.len() as u32, 1.0);
        for Raw { place: (text, line), features, found } in raw {
            let kept = features.iter().filter_map(|(k, v)| index.get(k).map(|&i| (i, v * out.scales[i as usize])));
            out.rows.push(kept.chain([bias]));
            out.broken.push(texts[text].lines[line].1.clone());
            out.writers.push(texts[text].writer.clone());
            out.found.push(found);
            let holds = |rule: &&String| linter.holds(rule, texts[text].fault);
            out.holding.push(linter.judged().iter().filter(holds).cloned().collect());
            out.places.push((text, line));
        }
        out
    }

    /// Numbers the features that were seen often enough, in the order of the sentences.
    fn name(&mut self, known: &Known, raw: &[Raw]) -> HashMap<u64, u32> {
        let mut index: HashMap<u64, u32> = HashMap::new();
        for key in raw.iter().flat_map(|sentence| sentence.features.keys()) {
            let Some((name, template, count)) = known.0.get(key).filter(|k| k.2 >= LEAST_COUNT) else { continue };
            index.entry(*key).or_insert_with(|| {
                self.names.push(name.clone());
                self.keys.push(*key);
                self.scales.push(scale(name, *template, *count, raw.len()));
                self.keys.len() as u32 - 1
            });
        }
        index
    }

    /// Weights of a rule, the bias the last of them.
    pub fn width(&self) -> usize {
        self.keys.len() + 1
    }
}

fn sentences(linter: &Linter, number: usize, text: &Text, known: &mut Known, raw: &mut Vec<Raw>) {
    for (span, found, named) in linter.sentences::<Named>(&text.text, &text.context()) {
        let Some(line) = text.lines.iter().position(|(place, _)| place.0 <= span.0 && span.0 < place.1) else {
            continue;
        };
        let mut features = BTreeMap::new();
        for (key, name, template) in named.0 {
            // the patterns were written with these texts
            if text.writer.is_none() && PATTERNS.iter().any(|p| name.starts_with(p)) {
                continue;
            }
            if features.insert(key, 1.0).is_none() {
                known.0.entry(key).or_insert((name, template, 0)).2 += 1;
            }
        }
        raw.push(Raw { place: (number, line), features, found });
    }
}

/// Beginnings of the names of features that tell what patterns say.
const PATTERNS: [&str; 2] = ["l pattern:", "l excused:"];

/// Features with their names.
#[derive(Debug, Default)]
struct Named(Vec<(u64, String, Option<Template>)>);

impl Listener for Named {
    fn spoken(&mut self, key: u64, template: Template, parts: &[u32], words: &[&Word], _: (usize, usize)) {
        let tokens: Vec<Token> = words.iter().map(|w| w.token).collect();
        let base = |t: &Token| words.iter().find(|w| w.token == *t).map_or("", |w| w.base.as_str());
        self.0.push((key, name(template, parts, &tokens, base), Some(template)));
    }

    fn own(&mut self, key: u64, name: &str, _: Option<(usize, usize)>) {
        self.0.push((key, format!("l {name}"), None));
    }
}
