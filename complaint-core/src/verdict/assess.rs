//! One mail's document in; its verdict out.

use std::ops::Range;

use super::{
    Direction, Evidence, Flag, Kind, Part, PriorityTable, Telling, Verdict, Versions, Weights,
    aggregate::{Decision, MailNumbers, SentenceScore, sigmoid},
    closed::closed,
    context::reconsider,
    danger::life_in_danger,
    evidence::Reasons,
    judge::{Judgement, judge},
    outputs::Output,
    priority::prioritise,
    score::{Found, score},
};
use crate::{
    mail::{Mail, Origin, Warning},
    own::OwnNames,
    signals::{Document, facts, rules::RuleSet},
    text::Aside,
    tokens::Analyzer,
};

/// Everything that a verdict depends on.
pub(crate) struct Input<'a> {
    pub(crate) mail: &'a Mail,
    pub(crate) doc: &'a Document,
    pub(crate) newest: &'a [Range<usize>],
    pub(crate) asides: &'a [Aside],
    pub(crate) direction: Direction,
    pub(crate) analyzer: &'a Analyzer,
    pub(crate) rules: &'a RuleSet,
    pub(crate) names: &'a OwnNames,
    pub(crate) weights: &'a Weights,
    /// Share of complaints among the mails, where it is known.
    pub(crate) prevalence: Option<f32>,
    pub(crate) priorities: &'a PriorityTable,
    pub(crate) versions: &'a Versions,
}

/// A confidence below this needs a person.
const SURE: f32 = 0.5;

/// From this confidence in `other` on, products and people of the mail are none of ours.
const FOREIGN: f32 = 0.8;

/// Judges the document.
pub(crate) fn assess(x: &Input<'_>) -> Verdict {
    let (first_look, found) = score(x.doc, x.rules, x.weights);
    let scores = reconsider(&first_look, &x.weights.context);
    let numbers = MailNumbers::new(&scores, &x.weights.bias);
    let mut odds = x.weights.decide(&numbers);
    let mut warnings = x.mail.warnings.clone();
    let silent = unreadable(x.doc, x.mail, x.newest);
    if let Some((code, message)) = silent
        && !warnings.iter().any(|w| w.code == code)
    {
        warnings.push(Warning { code: code.into(), message: message.into() });
    }
    let verdict_is_other = silent.is_some() || x.direction == Direction::Out;
    shift_kinds(&mut odds, if verdict_is_other { CERTAIN } else { origin_shift(&x.mail.origin) });
    let mut j = judge(&odds, &x.weights.settings, x.prevalence);
    if life_in_danger(x.doc, x.rules) {
        j.raise(Flag::LifeThreat);
    }
    let evidence = reasons(x, &scores, &found, &j);
    let foreign = j.kind == Kind::Other && j.confidence.kind >= FOREIGN;
    let (facts, close_deadline) = facts::collect(x.mail, x.doc, x.asides, foreign, x.names);
    let (priority, priority_reasons, reply_within_hours) = prioritise(&j, close_deadline, x.priorities);
    Verdict {
        direction: x.direction,
        review: silent.is_some() || needs_person(&j),
        kind: j.kind,
        target: j.target,
        targets: j.targets,
        anger: j.anger,
        scores: j.scores,
        confidence: j.confidence,
        flags: j.flags,
        demands: j.demands,
        facts,
        closed: closed(x.doc, x.rules),
        priority,
        priority_reasons,
        reply_within_hours,
        evidence,
        newest: x.newest.iter().map(|r| (r.start, r.end)).collect(),
        telling: telling(x.doc, &scores),
        warnings,
        versions: x.versions.clone(),
    }
}

/// From this worth on a sentence is told back.
const WORTH_TELLING: f32 = 0.5;

fn telling(doc: &Document, scores: &[SentenceScore]) -> Vec<Telling> {
    let worth = |s: &SentenceScore| (1..=2).map(|k| sigmoid(s.logits[Output::Telling(k).index()])).sum();
    doc.sentences
        .iter()
        .zip(scores)
        .map(|(s, score)| (doc.place(s), worth(score)))
        .filter(|(place, worth)| place.part == Part::Body && *worth >= WORTH_TELLING)
        .map(|(place, worth)| Telling { span: place.span, worth })
        .collect()
}

fn reasons(x: &Input<'_>, scores: &[SentenceScore], found: &Found<'_>, j: &Judgement) -> Vec<Evidence> {
    let reasons = Reasons {
        analyzer: x.analyzer,
        rules: x.rules,
        doc: x.doc,
        scores,
        found,
        subject: &x.mail.subject,
        body: &x.mail.body,
    };
    reasons.collect(j)
}

/// Log-odds that leave no doubt.
const CERTAIN: f32 = 30.0;

/// What the headers say for `other`, in log-odds. Lists and bulk weigh less: a
/// desk's address may itself be a list.
fn origin_shift(o: &Origin) -> f32 {
    let add = |on: bool, w: f32| if on { w } else { 0.0 };
    add(o.report, 8.0) + add(o.auto_submitted, 4.0) + add(o.list, 2.0) + add(o.bulk, 3.0)
}

fn shift_kinds(odds: &mut [f32], towards_other: f32) {
    for (d, x) in Decision::all().zip(odds.iter_mut()) {
        match d {
            Decision::Kind(Kind::Other) => *x += towards_other,
            Decision::Kind(_) => *x -= towards_other,
            _ => {}
        }
    }
}

/// Why there is nothing to judge: a warning's code and sentence.
fn unreadable(doc: &Document, mail: &Mail, newest: &[Range<usize>]) -> Option<(&'static str, &'static str)> {
    let text = newest.iter().filter_map(|r| mail.body.get(r.clone()));
    let (mut letters, mut japanese) = (0usize, 0usize);
    for c in text.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        letters += 1;
        japanese += usize::from(matches!(c, 'ぁ'..='ヿ' | '一'..='鿿' | 'ｦ'..='ﾟ' | '々'));
    }
    if !doc.sentences.iter().any(|s| s.part == Part::Body) || letters == 0 {
        Some(("no-text", "there is no text to judge"))
    } else if japanese * 10 < letters {
        Some(("not-japanese", "the text is not Japanese"))
    } else {
        None
    }
}

/// A wrong verdict would be grave, or the verdict is not sure.
pub(crate) fn needs_person(j: &Judgement) -> bool {
    let grave = [Flag::LifeThreat, Flag::Safety, Flag::Privacy, Flag::Harassment];
    j.flags.iter().any(|f| grave.contains(f))
        || j.confidence.kind < SURE
        || (j.kind == Kind::Complaint && (j.confidence.target < SURE || j.confidence.anger < 0.4))
}
