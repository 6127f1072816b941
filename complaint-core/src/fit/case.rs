//! A labelled mail and what was judged of it in; both sides compared out.

use serde_json::Value;

use super::{corpus::LabelledMail, matching, metrics::Counts};
use crate::{
    record::VerdictRecord,
    verdict::{Confidence, Demand, Fact, Facts, Flag, Judgement, Kind, Target, Verdict},
};

/// Kinds of facts that are compared.
pub const FACTS: [&str; 7] = ["order_id", "amount", "operator", "deadline", "product", "phone", "dates"];

/// Labels of one mail, from whichever side.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Labels {
    pub(super) kind: Option<Kind>,
    pub(super) target: Option<Target>,
    pub(super) targets: Vec<Target>,
    pub(super) anger: u8,
    pub(super) flags: Vec<Flag>,
    pub(super) demands: Vec<Demand>,
    facts: Vec<Vec<String>>,
}

/// What was judged of one mail.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    pub(super) labels: Labels,
    pub(super) confidence: Confidence,
    pub(super) complaint: f32,
    pub(super) review: bool,
}

impl From<&LabelledMail> for Labels {
    fn from(m: &LabelledMail) -> Self {
        Self {
            kind: Some(m.kind),
            target: Some(m.target),
            targets: m.targets.clone(),
            anger: m.anger.get(),
            flags: m.flags.clone(),
            demands: m.demands.clone(),
            facts: FACTS.iter().map(|key| texts(m.facts.get(*key))).collect(),
        }
    }
}

/// A text, or a list of texts.
fn texts(v: Option<&Value>) -> Vec<String> {
    match v {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(list)) => list.iter().map(text).collect(),
        Some(v) => vec![text(v)],
    }
}

fn text(v: &Value) -> String {
    v.as_str().map_or_else(|| v.to_string(), str::to_owned)
}

fn found(f: &Facts) -> Vec<Vec<String>> {
    let lists: [&[Fact]; 7] = [&f.order_id, &f.amount, &f.operator, &f.deadline, &f.product, &f.phone, &f.dates];
    lists.iter().map(|l| l.iter().map(|f| f.text.clone()).collect()).collect()
}

macro_rules! given {
    ($v:expr, $facts:expr, $review:expr) => {
        Given {
            labels: Labels {
                kind: Some($v.kind),
                target: Some($v.target),
                targets: $v.targets.clone(),
                anger: $v.anger.get(),
                flags: $v.flags.iter().copied().filter(|f| *f != Flag::LifeThreat).collect(),
                demands: $v.demands.clone(),
                facts: $facts,
            },
            confidence: $v.confidence,
            complaint: $v.scores.complaint,
            review: $review,
        }
    };
}

impl From<&Verdict> for Given {
    fn from(v: &Verdict) -> Self {
        given!(v, found(&v.facts), v.review)
    }
}

impl From<&VerdictRecord> for Given {
    fn from(v: &VerdictRecord) -> Self {
        given!(v, found(&v.facts), v.review)
    }
}

impl From<&Judgement> for Given {
    fn from(j: &Judgement) -> Self {
        given!(j, vec![Vec::new(); FACTS.len()], crate::verdict::needs_person(j))
    }
}

/// One mail with both sides, compared.
#[derive(Debug, Clone)]
pub struct Case {
    pub(super) gold: Labels,
    pub(super) given: Option<Given>,
    /// The given labels, or those that are wrong on every measure.
    pub(super) side: Labels,
    /// By position in [`FACTS`].
    pub(super) facts: Vec<Counts>,
}

impl Case {
    /// Compares a labelled mail with what was judged of it.
    pub fn new(mail: &LabelledMail, given: Option<Given>) -> Self {
        let gold = Labels::from(mail);
        let side = given.as_ref().map_or_else(
            || Labels {
                anger: if gold.anger < 2 { 4 } else { 0 },
                facts: vec![Vec::new(); FACTS.len()],
                ..Labels::default()
            },
            |g| g.labels.clone(),
        );
        let facts = gold.facts.iter().zip(&side.facts).map(|(a, b)| matching::compare(a, b)).collect();
        Self { gold, given, side, facts }
    }

    /// By gold and by what was given.
    pub(super) fn is_complaint(&self) -> (bool, bool) {
        let gold = self.gold.kind == Some(Kind::Complaint);
        (gold, if self.given.is_none() { !gold } else { self.side.kind == Some(Kind::Complaint) })
    }

    /// Kind or target is wrong, or the anger by two levels or more.
    pub fn is_wrong(&self) -> bool {
        self.gold.kind != self.side.kind
            || self.gold.target != self.side.target
            || self.gold.anger.abs_diff(self.side.anger) >= 2
    }
}
