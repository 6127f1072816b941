//! Labelled mails and sentences in; rows of features and labels out.

use std::collections::HashMap;

use super::{
    corpus::{LabelledMail, LabelledPieces, LabelledSentence, SentenceLabels, by_id, locate},
    scales::scale,
    solver::Rows,
    surroundings::{self, merge},
};
use crate::{
    signals::{
        Document,
        features::{Setting, Sink, Template, extract},
        names::Names,
        rules,
        rules::{RuleSet, SpokenLabel},
        settings,
    },
    tokens::{Analyzer, Token, Worker},
    verdict::{
        Flag,
        outputs::{Output, TARGETS},
        surround::length_scale,
    },
};
use complaint_dictionaries::hash::feature_key;

/// One sentence, not yet as a row.
struct Raw {
    features: Vec<(u64, Template)>,
    words: usize,
    labels: [f32; Output::SENTENCE],
    mail: Option<usize>,
    group: u32,
    subject: bool,
}

/// All sentences of all mails and of the bank, as rows.
pub struct Examples {
    /// Features of each sentence.
    pub rows: Rows,
    /// The same with their surroundings, as the sentence's outputs are fitted on.
    pub surrounded: Rows,
    /// Labels of each sentence, by output; not a number where nobody said.
    pub labels: Vec<[f32; Output::SENTENCE]>,
    /// The mail of each sentence (`None`: from the bank).
    pub mail: Vec<Option<usize>>,
    /// Whether it is a subject.
    pub subject: Vec<bool>,
    /// Rows of each mail.
    pub of_mail: Vec<Vec<usize>>,
    /// Name of each feature.
    pub names: Vec<String>,
    /// Key of each feature.
    pub keys: Vec<u64>,
    /// Template of each feature.
    pub templates: Vec<Template>,
    /// In how many sentences each feature occurs, repeated ones counted again.
    pub counts: Vec<u32>,
    /// How much each feature counts before the data speak.
    pub scales: Vec<f32>,
    /// What rules speak for before any mail has shown it.
    rule_priors: Vec<(usize, Output, f64)>,
}

/// Log-odds of a rule for a demand or flag before any mail has shown it …
const PRIOR_SURE: f64 = 2.0;
/// … and for fault or anger, which depend more on what else is said.
const PRIOR: f64 = 0.8;

/// A feature must have been seen this often …
const LEAST_COUNT: u32 = 4;
/// … in the words of this many writers.
const LEAST_WRITERS: u32 = 2;

struct Collect<'a> {
    features: &'a mut Vec<(u64, Template)>,
    names: &'a mut Names,
    text: &'a str,
    words: &'a [Token],
    analyzer: &'a Analyzer,
}

impl Sink for Collect<'_> {
    fn feature(&mut self, template: Template, parts: &[u32], first: usize, last: usize) {
        let key = feature_key(template as u8, parts);
        self.features.push((key, template));
        self.names.learn(key, template, parts, &self.words[first..=last], |t| self.analyzer.base_form(t, self.text));
    }
}

impl Examples {
    /// Reads every sentence of `mails` (labels from `pieces`) and of the bank.
    pub fn new(
        analyzer: &Analyzer,
        mails: &[LabelledMail],
        pieces: &[LabelledPieces],
        bank: &[LabelledSentence],
    ) -> Self {
        let mut names = Names::default();
        let mut raw = Vec::new();
        let mut worker = analyzer.worker();
        let pieces = by_id(pieces);
        let mut groups: HashMap<&str, u32> = HashMap::new();
        for (i, m) in mails.iter().enumerate() {
            let next = groups.len() as u32;
            let group = *groups.entry(&m.writer).or_insert(next);
            mail_sentences(
                analyzer,
                &mut worker,
                m,
                pieces.get(m.id.as_str()).copied(),
                &mut names,
                |features, words, labels, subject| {
                    raw.push(Raw { features, words, labels, mail: Some(i), group, subject });
                },
            );
        }
        for (i, s) in bank.iter().enumerate() {
            let doc = Document::new(analyzer, &mut worker, "", &s.text, std::slice::from_ref(&(0..s.text.len())));
            let mut features = Vec::new();
            let words = doc.sentences.iter().map(|s| doc.words(s).len()).sum();
            for (sentence, _) in doc.sentences.iter().zip(settings(&doc)) {
                let middle = Setting { position: 0.5, ..Setting::default() };
                collect(analyzer, &doc, sentence, middle, &mut names, &mut features);
            }
            // every hundred sentences of the bank count as one writer
            raw.push(Raw {
                features,
                words,
                labels: label_row(&[&s.labels]),
                mail: None,
                group: 1000 + (i / 100) as u32,
                subject: false,
            });
        }
        Self::from_raw(raw, mails.len(), names)
    }

    fn from_raw(raw: Vec<Raw>, mails: usize, names: Names) -> Self {
        let mut seen: HashMap<u64, (u32, u32, u32)> = HashMap::new();
        for r in &raw {
            for (k, _) in &r.features {
                let e = seen.entry(*k).or_insert((0, 0, u32::MAX));
                e.0 += 1;
                if e.2 != r.group {
                    e.1 += 1;
                    e.2 = r.group;
                }
            }
        }
        let mut out = Self {
            rows: Rows::new(),
            surrounded: Rows::new(),
            labels: Vec::new(),
            mail: Vec::new(),
            subject: Vec::new(),
            of_mail: vec![Vec::new(); mails],
            names: Vec::new(),
            keys: Vec::new(),
            templates: Vec::new(),
            counts: Vec::new(),
            scales: Vec::new(),
            rule_priors: Vec::new(),
        };
        let mut index: HashMap<u64, u32> = HashMap::new();
        let sentences = raw.len();
        for r in raw {
            let length = length_scale(r.words);
            let mut row: Vec<(u32, f32)> = Vec::with_capacity(r.features.len() + 1);
            for (k, t) in r.features {
                let (count, writers, _) = seen[&k];
                if t != Template::Rule && (count < LEAST_COUNT || writers < LEAST_WRITERS) {
                    continue;
                }
                let i = *index.entry(k).or_insert_with(|| {
                    out.keys.push(k);
                    out.names.push(names.get(k));
                    out.templates.push(t);
                    out.counts.push(count);
                    out.scales.push(scale(t, count, sentences));
                    out.keys.len() as u32 - 1
                });
                row.push((i, out.scales[i as usize] * length));
            }
            merge(&mut row);
            let n = out.labels.len();
            if let Some(m) = r.mail {
                out.of_mail[m].push(n);
            }
            out.rows.push(row);
            out.labels.push(r.labels);
            out.mail.push(r.mail);
            out.subject.push(r.subject);
        }
        out.add_rules(&index);
        out.surrounded = surroundings::surrounded(&out.rows, &out.templates, &out.of_mail);
        out
    }

    /// Rules count before any mail has shown them: people wrote them.
    fn add_rules(&mut self, index: &HashMap<u64, u32>) {
        let Ok(set) = RuleSet::built_in() else { return };
        for rule in set.rules() {
            let key = feature_key(Template::Rule as u8, &[rule.hash]);
            let feature = index.get(&key).map_or(self.keys.len(), |i| *i as usize);
            if feature == self.keys.len() {
                self.keys.push(key);
                self.names.push(format!("{} {}", Template::Rule.letter(), rule.id));
                self.templates.push(Template::Rule);
                self.counts.push(0);
                self.scales.push(scale(Template::Rule, 0, self.labels.len()));
            }
            for spoken in &rule.speaks {
                let SpokenLabel::Output(o) = spoken.label else { continue };
                let strength = if matches!(o, Output::Demand(_) | Output::Flag(_)) { PRIOR_SURE } else { PRIOR };
                self.rule_priors.push((feature, o, if spoken.against { -strength } else { strength }));
            }
        }
    }

    /// The weights of an output before any mail is read: of the features here,
    /// next door, elsewhere, the bias, and those peculiar to sentences without a mail.
    pub fn prior(&self, output: Output) -> Vec<f64> {
        let mut w = vec![0.0; surroundings::fitted_width(self.keys.len())];
        for (feature, _, strength) in self.rule_priors.iter().filter(|(_, o, _)| *o == output) {
            w[*feature] += strength / f64::from(self.scales[*feature]);
        }
        w
    }

    /// Weights of an output of the sentence that are used, the bias the last of them.
    pub fn width(&self) -> usize {
        surroundings::width(self.keys.len())
    }
}

fn mail_sentences(
    analyzer: &Analyzer,
    worker: &mut Worker,
    m: &LabelledMail,
    pieces: Option<&LabelledPieces>,
    names: &mut Names,
    mut put: impl FnMut(Vec<(u64, Template)>, usize, [f32; Output::SENTENCE], bool),
) {
    let located = pieces.map(|p| locate(&m.body, p)).unwrap_or_default();
    let newest = crate::text::NewestPart::find(&m.body).newest;
    let unsaid = |o: Output| o == Output::Flag(Flag::LifeThreat) && !m.says_life_threat();
    let subject = pieces.and_then(|p| p.pieces.first()).map(|p| &p.labels);
    let doc = Document::new(analyzer, worker, &m.subject, &m.body, &newest);
    for (s, setting) in doc.sentences.iter().zip(settings(&doc)) {
        let mut features = Vec::new();
        collect(analyzer, &doc, s, setting, names, &mut features);
        let (a, b) = doc.place(s).span;
        let labels: Vec<&SentenceLabels> = if setting.subject {
            subject.into_iter().collect()
        } else {
            located.iter().filter(|(r, _)| overlaps(r, a, b)).map(|(_, l)| *l).collect()
        };
        let mut labels = label_row(&labels);
        Output::all().zip(&mut labels).filter(|(o, _)| unsaid(*o)).for_each(|(_, l)| *l = f32::NAN);
        put(features, doc.words(s).len(), labels, setting.subject);
    }
}

/// Half of one lies in the other.
fn overlaps(r: &std::ops::Range<usize>, a: usize, b: usize) -> bool {
    let common = r.end.min(b).saturating_sub(r.start.max(a));
    2 * common >= (r.end - r.start).min(b - a) && common > 0
}

fn collect(
    analyzer: &Analyzer,
    doc: &Document,
    s: &crate::signals::Sentence,
    setting: Setting,
    names: &mut Names,
    features: &mut Vec<(u64, Template)>,
) {
    let words = doc.words(s);
    let mut sink = Collect { features, names, text: doc.text(s), words, analyzer };
    extract(words, setting, &mut sink);
    if let Ok(set) = RuleSet::built_in() {
        rules::emit(set, words, doc.text(s), setting, &mut sink);
    }
}

fn label_row(labels: &[&SentenceLabels]) -> [f32; Output::SENTENCE] {
    let mut out = [0.0; Output::SENTENCE];
    for l in labels {
        for t in &l.fault {
            if TARGETS.contains(t) {
                out[Output::Fault(*t).index()] = 1.0;
            }
        }
        for k in 1..=l.anger.get() {
            out[Output::Anger(k).index()] = 1.0;
        }
        for d in &l.demands {
            out[Output::Demand(*d).index()] = 1.0;
        }
        for f in &l.flags {
            out[Output::Flag(*f).index()] = 1.0;
        }
    }
    let telling = labels.iter().filter_map(|l| l.telling).max();
    for k in 1..=2 {
        out[Output::Telling(k).index()] = telling.map_or(f32::NAN, |t| f32::from(u8::from(t >= k)));
    }
    out
}
