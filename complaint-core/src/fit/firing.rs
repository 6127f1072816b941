//! Mails with labels in; what every rule and every row of the classes of words
//! fires on out, and which rules contradict each other.

use std::collections::{BTreeMap, HashMap, HashSet};

use complaint_dictionaries::{hash::word_hash, tables::TABLES, word::Class};

use super::corpus::LabelledMail;
use crate::{
    Mail, Triage, Verdict,
    own::OwnDictionary,
    signals::{
        rules::{Hit, Scope, Spoken, SpokenLabel},
        settings,
    },
    verdict::{Kind, outputs::Output},
};

/// The table of classes of words.
const CLASSES: &str = "words/classes.tsv";
/// An association needs so many mails.
const LEAST_MAILS: u32 = 3;

/// The labels of one mail by name: `kind.complaint`, `target.product`,
/// `anger.2` (at least), `flag.safety`, `demand.refund`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailLabels(Vec<String>);

impl From<&LabelledMail> for MailLabels {
    fn from(m: &LabelledMail) -> Self {
        Self::new(m.kind, &m.targets, m.anger.get(), &m.flags, &m.demands)
    }
}

impl From<&Verdict> for MailLabels {
    fn from(v: &Verdict) -> Self {
        Self::new(v.kind, &v.targets, v.anger.get(), &v.flags, &v.demands)
    }
}

impl MailLabels {
    fn new(
        kind: Kind,
        targets: &[crate::verdict::Target],
        anger: u8,
        flags: &[crate::verdict::Flag],
        demands: &[crate::verdict::Demand],
    ) -> Self {
        let mut all = vec![format!("kind.{kind}")];
        all.extend(targets.iter().map(|t| format!("target.{t}")));
        all.extend((1..=anger).map(|k| format!("anger.{k}")));
        all.extend(flags.iter().map(|f| format!("flag.{f}")));
        all.extend(demands.iter().map(|d| format!("demand.{d}")));
        Self(all)
    }
}

/// The name of a spoken label among [`MailLabels`].
pub fn label_name(label: SpokenLabel) -> String {
    match label {
        SpokenLabel::Output(Output::Fault(t)) => format!("target.{t}"),
        SpokenLabel::Output(o) => o.name(),
        SpokenLabel::Kind(k) => format!("kind.{k}"),
        SpokenLabel::Closed => "closed".into(),
    }
}

/// How often something was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// Places; of rules, those that the writer asserts.
    pub hits: u64,
    /// Mails with such a place.
    pub mails: u32,
    labels: BTreeMap<String, u32>,
}

impl Count {
    fn add_mail(&mut self, labels: &MailLabels) {
        self.mails += 1;
        for l in &labels.0 {
            *self.labels.entry(l.clone()).or_default() += 1;
        }
    }

    /// Of the mails with it, the share that has a label.
    pub fn share(&self, label: &str) -> f32 {
        self.labels.get(label).copied().unwrap_or_default() as f32 / self.mails.max(1) as f32
    }
}

/// A row of the classes of words, or of an own table of words or names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordRow {
    /// File and line.
    pub origin: (String, usize),
    /// Word, part of speech, class, feeling.
    pub cells: [String; 4],
    /// How often it was found.
    pub count: Count,
}

fn built_in() -> impl Iterator<Item = WordRow> {
    let rows = TABLES.iter().filter(|t| t.name == CLASSES).flat_map(|t| t.rows());
    rows.filter_map(|(line, cells)| {
        let cells: [&str; 4] = cells.try_into().ok()?;
        let origin = (CLASSES.to_string(), line);
        Some(WordRow { origin, cells: cells.map(str::to_string), count: Count::default() })
    })
}

/// Own words and names; they come after the built-in ones and so win.
fn own(own: &OwnDictionary) -> impl Iterator<Item = WordRow> {
    let row = |cells: [&str; 4], origin: &(String, usize)| WordRow {
        origin: origin.clone(),
        cells: cells.map(str::to_string),
        count: Count::default(),
    };
    let words = own.words().iter().map(move |w| {
        let (pos, feeling) = (w.pos.to_string(), w.feeling.to_string());
        row([&w.word, &pos, w.class.as_str(), &feeling], &w.origin)
    });
    let products = own.products().iter().map(|n| (n, Class::Goods.as_str()));
    let names = products.chain(own.staff().iter().map(|n| (n, Class::None.as_str())));
    words.chain(names.flat_map(move |(n, class)| n.spellings.iter().map(move |s| row([s, "n", class, "0"], &n.origin))))
}

/// Two rules that fire on the same words and speak for and against the same label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Numbers of the rules; the first speaks for the label.
    pub rules: (usize, usize),
    /// The label.
    pub label: String,
    /// Sentences.
    pub sentences: u32,
    /// One of them.
    pub example: String,
}

/// What fires on the mails that were added.
pub struct Firing<'a> {
    triage: &'a Triage,
    /// All mails.
    pub all: Count,
    /// By number of the rule.
    pub rules: Vec<Count>,
    /// Rows in the order of the table.
    pub words: Vec<WordRow>,
    by_word: HashMap<(u32, char), usize>,
    contradictions: BTreeMap<(usize, usize, String), (u32, String)>,
}

impl<'a> Firing<'a> {
    /// Nothing has fired yet.
    pub fn new(triage: &'a Triage) -> Self {
        let words: Vec<WordRow> = built_in().chain(own(triage.own_dictionary())).collect();
        let key = |w: &WordRow| Some((word_hash(&w.cells[0]), w.cells[1].chars().next()?));
        let by_word = words.iter().enumerate().filter_map(|(i, w)| Some((key(w)?, i))).collect();
        let rules = vec![Count::default(); triage.rules().rules().len()];
        Self { triage, all: Count::default(), rules, words, by_word, contradictions: BTreeMap::new() }
    }

    /// Adds a mail with the labels that people, or a verdict, gave it.
    pub fn add(&mut self, mail: &Mail, labels: &MailLabels) {
        self.all.hits += 1;
        self.all.add_mail(labels);
        let doc = self.triage.words(mail);
        let (mut rules, mut words) = (HashSet::new(), HashSet::new());
        for t in &doc.tokens {
            let row = t.info.pos.class_column().and_then(|c| self.by_word.get(&(t.info.lemma, c)));
            if let Some(row) = row {
                self.words[*row].count.hits += 1;
                words.insert(*row);
            }
        }
        for (s, setting) in doc.sentences.iter().zip(settings(&doc)) {
            let mut hits = self.triage.rules().hits(doc.words(s), doc.text(s), setting.quoted);
            hits.retain(|h| h.scope == Scope::Plain);
            for h in &hits {
                self.rules[h.rule].hits += 1;
                rules.insert(h.rule);
            }
            self.contradict(&hits, doc.sentence_text(s));
        }
        rules.into_iter().for_each(|r| self.rules[r].add_mail(labels));
        words.into_iter().for_each(|w| self.words[w].count.add_mail(labels));
    }

    fn contradict(&mut self, hits: &[Hit], sentence: &str) {
        let all = self.triage.rules().rules();
        let speaks = |h: &Hit| all[h.rule].speaks.iter().copied();
        for a in hits {
            for b in hits.iter().filter(|b| a.words.0 < b.words.1 && b.words.0 < a.words.1) {
                for label in speaks(a).filter(|s| !s.against).map(|s| s.label) {
                    if speaks(b).any(|s| s == Spoken { against: true, label }) {
                        let key = (a.rule, b.rule, label_name(label));
                        let found = self.contradictions.entry(key).or_insert_with(|| (0, sentence.trim().to_string()));
                        found.0 += 1;
                    }
                }
            }
        }
    }

    /// Rules that contradict each other, most often first.
    pub fn contradictions(&self) -> Vec<Contradiction> {
        let of = |((a, b, label), (sentences, example)): (&(usize, usize, String), &(u32, String))| Contradiction {
            rules: (*a, *b),
            label: label.clone(),
            sentences: *sentences,
            example: example.clone(),
        };
        let mut out: Vec<Contradiction> = self.contradictions.iter().map(of).collect();
        out.sort_by_key(|c| std::cmp::Reverse(c.sentences));
        out
    }

    /// The label that goes most with something: its name and the log-odds ratio
    /// of having it in mails with and without the thing.
    pub fn strongest(&self, count: &Count) -> Option<(&str, f32)> {
        let odds = |yes: u32, of: u32| ((yes as f32 + 0.5) / (of.saturating_sub(yes) as f32 + 0.5)).ln();
        let ratio = |(label, all): (&'_ String, &u32)| {
            let with = count.labels.get(label).copied().unwrap_or_default();
            odds(with, count.mails) - odds(all - with, self.all.mails - count.mails)
        };
        let all = self.all.labels.iter().filter(|_| count.mails >= LEAST_MAILS);
        all.map(|l| (l.0.as_str(), ratio(l))).max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// What the weights say of a rule's label: the weight, and whether it has the
    /// sign that the rule's author meant.
    pub fn weight(&self, rule: usize, spoken: Spoken) -> Option<(f32, bool)> {
        let output = match spoken.label {
            SpokenLabel::Output(o) => o,
            SpokenLabel::Kind(k) => Output::MailKind(k),
            SpokenLabel::Closed => return None,
        };
        let weight = self.triage.weights().of_rule(&self.triage.rules().rules()[rule], output)?;
        Some((weight, weight == 0.0 || (weight < 0.0) == spoken.against))
    }
}
