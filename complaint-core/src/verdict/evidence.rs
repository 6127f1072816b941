//! Judgement and document in; the reasons for each label out.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use complaint_dictionaries::{REASONS, hash::word_hash, word::Pos};

use super::{
    Axis, Evidence, Kind, Label, Part,
    aggregate::{SentenceScore, sigmoid, whole_scale},
    judge::Judgement,
    outputs::Output,
    score::{Contribution, Found},
    surround::NEAR,
};
use crate::{
    signals::{
        Document,
        features::Template,
        names::name,
        rules::{RuleSet, Scope},
    },
    tokens::{Analyzer, Token},
};

/// Sentences shown for one label.
const SENTENCES: usize = 3;
/// Features shown for one sentence and label.
const FEATURES: usize = 2;
/// A sentence must carry a label with at least this probability …
const LEAST_PROBABILITY: f32 = 0.15;
/// … and a feature must add at least this much to be shown.
const LEAST_WEIGHT: f32 = 0.1;

static WHY: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| REASONS.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('\t')).collect());

pub(super) struct Reasons<'a> {
    pub(super) analyzer: &'a Analyzer,
    pub(super) rules: &'a RuleSet,
    pub(super) doc: &'a Document,
    pub(super) scores: &'a [SentenceScore],
    pub(super) found: &'a Found<'a>,
    pub(super) subject: &'a str,
    pub(super) body: &'a str,
}

impl Reasons<'_> {
    /// The evidence of every label of the judgement, strongest first within a label.
    pub(super) fn collect(&self, j: &Judgement) -> Vec<Evidence> {
        let mut out = Vec::new();
        let mut label = |axis, label, output, ja: &str| self.label(axis, label, output, ja, &mut out);
        // what makes a mail a complaint is the displeasure in its sentences
        let of_kind = if j.kind == Kind::Complaint { Output::Anger(1) } else { Output::MailKind(j.kind) };
        label(Axis::Kind, Label::Kind(j.kind), of_kind, j.kind.ja());
        if j.kind == Kind::Complaint {
            for t in &j.targets {
                label(Axis::Target, Label::Target(*t), Output::Fault(*t), t.ja());
            }
            label(Axis::Anger, Label::Anger(j.anger), Output::Anger(j.anger.get().max(1)), j.anger.ja());
        }
        for f in &j.flags {
            label(Axis::Flag, Label::Flag(*f), Output::Flag(*f), f.ja());
        }
        for d in &j.demands {
            label(Axis::Demand, Label::Demand(*d), Output::Demand(*d), d.ja());
        }
        out
    }

    fn label(&self, axis: Axis, label: Label, output: Output, ja: &str, out: &mut Vec<Evidence>) {
        let mut ranked: Vec<usize> = (0..self.scores.len()).collect();
        ranked
            .sort_by(|a, b| self.scores[*b].logits[output.index()].total_cmp(&self.scores[*a].logits[output.index()]));
        let whole = output.index() >= Output::SENTENCE;
        let features: usize = self.scores.iter().map(|s| s.features).sum();
        // of the mail as a whole every feature says little, but together they decide
        let (scale, least) = if whole { (whole_scale(features), f32::MIN_POSITIVE) } else { (1.0, LEAST_WEIGHT) };
        // a sentence and its neighbour may name the same words
        let mut named: HashSet<(usize, usize)> = HashSet::new();
        for (rank, i) in ranked.into_iter().take(SENTENCES).enumerate() {
            if rank > 0 && !whole && sigmoid(self.scores[i].logits[output.index()]) < LEAST_PROBABILITY {
                break;
            }
            for (at, c) in self.sentence(i, output, |c| c.weight * scale >= least) {
                if named.insert((at, c.words.start)) {
                    out.push(self.evidence(&self.doc.sentences[at], &c, scale, axis, label, ja));
                }
            }
        }
    }

    /// The strongest reasons for what a sentence says, in it and next door, each
    /// with its sentence; none over words that another has named.
    fn sentence(
        &self,
        i: usize,
        output: Output,
        enough: impl Fn(&Contribution<'_>) -> bool,
    ) -> Vec<(usize, Contribution<'_>)> {
        let own = [(i, output.index())];
        let next_door = [i.checked_sub(1), Some(i + 1).filter(|k| *k < self.scores.len())];
        let neighbours = next_door.into_iter().flatten().map(|k| (k, NEAR + output.index()));
        let mut found: Vec<_> = own
            .into_iter()
            .chain(neighbours.filter(|_| output.index() < Output::SENTENCE))
            .flat_map(|(at, o)| self.found.contributions(at, o).into_iter().map(move |c| (at, c)))
            .filter(|(at, c)| enough(c) && is_telling(c, self.doc.words(&self.doc.sentences[*at])))
            .collect();
        found.sort_by(|a, b| b.1.weight.total_cmp(&a.1.weight));
        let mut out: Vec<(usize, Contribution<'_>)> = Vec::new();
        for (at, c) in found {
            let covers = |(k, r): &(usize, Contribution<'_>)| {
                *k == at && r.words.start < c.words.end && c.words.start < r.words.end
            };
            if out.len() < FEATURES && !out.iter().any(covers) {
                out.push((at, c));
            }
        }
        out
    }

    fn evidence(
        &self,
        sentence: &crate::signals::Sentence,
        c: &Contribution<'_>,
        scale: f32,
        axis: Axis,
        label: Label,
        ja: &str,
    ) -> Evidence {
        let place = self.doc.place_of_words(sentence, c.words.clone());
        let words = &self.doc.words(sentence)[c.words.clone()];
        let base = |t: &Token| self.analyzer.base_form(t, self.doc.text(sentence));
        let source = match place.part {
            Part::Subject => self.subject,
            Part::Body => self.body,
        };
        let text = source.get(place.span.0..place.span.1).unwrap_or_default().to_string();
        let (rule, why) = written(self.rules, c)
            .unwrap_or_else(|| (name(c.template, c.parts, words, base), shape(c.template).to_string()));
        Evidence {
            axis,
            label,
            place,
            weight: c.weight * scale,
            why: why.replace("{text}", &text).replace("{label}", ja),
            rule,
            text,
        }
    }
}

/// A lone particle or a mark weighs something, but is no reason for a person.
fn is_telling(c: &Contribution<'_>, words: &[Token]) -> bool {
    words[c.words.clone()]
        .iter()
        .any(|t| t.info.pos.class_column().is_some() || t.info.pos == Pos::Auxiliary && c.words.len() > 1)
}

/// The sentence for people under a key of the table of reasons.
fn reason(key: &str) -> &'static str {
    WHY.get(key).copied().unwrap_or_default()
}

/// The sentence for people that says what shape of thing a feature is.
fn shape(template: Template) -> &'static str {
    reason(template.letter().encode_utf8(&mut [0; 4]))
}

/// Name and reason of a rule that people wrote.
fn written(rules: &RuleSet, c: &Contribution<'_>) -> Option<(String, String)> {
    let (Template::Rule, [hash, scope @ ..]) = (c.template, c.parts) else { return None };
    let rule = rules.by_hash(*hash)?;
    let scope = Scope::ALL.into_iter().find(|s| scope == [word_hash(s.name())].as_slice());
    Some(match scope {
        Some(s) => (format!("{} {}", rule.id, s.name()), format!("{}{}", rule.why, reason(s.name()))),
        None => (rule.id.clone(), rule.why.clone()),
    })
}
