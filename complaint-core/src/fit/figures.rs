//! Compared mails in; agreement figures out.
//!
//! Their names: `complaint_f1`, `kind_acc`, `target_acc` (among the complaints),
//! `target_macro_f1`, `anger_qwk` (quadratically weighted kappa),
//! `anger_within1`, `flags_f1` (over all flags of all mails), `flags.legal_f1`,
//! `facts.amount_f1` and their likes; `_p` is precision, `_r` recall. A mail
//! without a verdict is wrong on every measure. `life_threat` is not labelled
//! and left out.

use serde_json::{Map, Value};

use super::{
    case::{Case, FACTS, Labels},
    metrics::{Counts, weighted_kappa},
};
use crate::verdict::{Demand, Flag, Kind, Target};

const TARGETS: [Target; 3] = [Target::Product, Target::Company, Target::Operator];

/// Figures by name, in a fixed order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures(pub Vec<(String, f64)>);

impl Figures {
    /// The figure of this name.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, x)| *x)
    }

    fn put(&mut self, name: impl Into<String>, x: f64) {
        self.0.push((name.into(), x));
    }

    fn put_counts(&mut self, name: &str, c: Counts) {
        self.put(format!("{name}_p"), c.precision());
        self.put(format!("{name}_r"), c.recall());
        self.put(format!("{name}_f1"), c.f1());
    }

    /// As a JSON object; what cannot be computed is `null`.
    pub fn to_json(&self) -> Map<String, Value> {
        self.0
            .iter()
            .map(|(n, x)| (n.clone(), serde_json::Number::from_f64(*x).map_or(Value::Null, Value::Number)))
            .collect()
    }

    /// Every figure of these mails.
    pub fn of(cases: &[&Case]) -> Self {
        let mut out = Self::default();
        out.put("mails", cases.len() as f64);
        out.put("missing", cases.iter().filter(|c| c.given.is_none()).count() as f64);
        main_figures(cases, &mut out);
        out.put("anger_mae", share(cases, |c| f64::from(c.gold.anger.abs_diff(c.side.anger))));
        by_label(cases, "kind", Kind::ALL, |l| l.kind.into_iter().collect(), &mut out);
        by_label(cases, "targets", &TARGETS, |l| l.targets.clone(), &mut out);
        by_label(cases, "flags", Flag::ALL, |l| l.flags.clone(), &mut out);
        by_label(cases, "demands", Demand::ALL, |l| l.demands.clone(), &mut out);
        for (i, key) in FACTS.iter().enumerate() {
            let sum = cases.iter().map(|c| c.facts[i]).fold(Counts::default(), Counts::plus);
            if sum.hits + sum.misses > 0 {
                out.put_counts(&format!("facts.{key}"), sum);
            }
        }
        out
    }
}

fn share(cases: &[&Case], x: impl Fn(&Case) -> f64) -> f64 {
    cases.iter().map(|c| x(c)).sum::<f64>() / cases.len().max(1) as f64
}

fn yes(b: bool) -> f64 {
    f64::from(u8::from(b))
}

/// The figures of the mail as a whole, in the order in which they are printed.
pub(super) fn main_figures(cases: &[&Case], out: &mut Figures) {
    let mut complaint = Counts::default();
    for (gold, given) in cases.iter().map(|c| c.is_complaint()) {
        complaint.add(gold, given);
    }
    out.put_counts("complaint", complaint);
    out.put("kind_acc", share(cases, |c| yes(c.gold.kind == c.side.kind)));
    let complaints: Vec<&Case> = cases.iter().copied().filter(|c| c.is_complaint().0).collect();
    out.put("target_acc", share(&complaints, |c| yes(c.gold.target == c.side.target)));
    let mut sum = 0.0;
    for t in TARGETS {
        let mut n = Counts::default();
        complaints.iter().for_each(|c| n.add(c.gold.target == Some(t), c.side.target == Some(t)));
        out.put(format!("target_f1_{t}"), n.f1());
        sum += n.f1();
    }
    out.put("target_macro_f1", sum / 3.0);
    let levels: Vec<(u8, u8)> = cases.iter().map(|c| (c.gold.anger, c.side.anger)).collect();
    out.put("anger_qwk", weighted_kappa(&levels));
    out.put("anger_acc", share(cases, |c| yes(c.gold.anger == c.side.anger)));
    out.put("anger_within1", share(cases, |c| yes(c.gold.anger.abs_diff(c.side.anger) <= 1)));
    out.put_counts("flags", total(cases, Flag::ALL, |l| &l.flags));
    out.put_counts("demands", total(cases, Demand::ALL, |l| &l.demands));
}

fn total<T: PartialEq>(cases: &[&Case], all: &[T], of: impl Fn(&Labels) -> &Vec<T>) -> Counts {
    let mut n = Counts::default();
    for c in cases {
        all.iter().for_each(|x| n.add(of(&c.gold).contains(x), of(&c.side).contains(x)));
    }
    n
}

/// Precision, recall and F1 of each label that occurs, and their plain mean.
fn by_label<T: PartialEq + Copy + std::fmt::Display>(
    cases: &[&Case],
    key: &str,
    all: &[T],
    of: impl Fn(&Labels) -> Vec<T>,
    out: &mut Figures,
) {
    let sides: Vec<(Vec<T>, Vec<T>)> = cases.iter().map(|c| (of(&c.gold), of(&c.side))).collect();
    let (mut sum, mut f1s) = (Counts::default(), Vec::new());
    for x in all {
        let mut n = Counts::default();
        sides.iter().for_each(|(a, b)| n.add(a.contains(x), b.contains(x)));
        sum = sum.plus(n);
        if n != Counts::default() {
            out.put_counts(&format!("{key}.{x}"), n);
            f1s.push(n.f1());
        }
    }
    out.put(format!("{key}_macro_f1"), f1s.iter().sum::<f64>() / f1s.len().max(1) as f64);
    if key == "targets" {
        out.put_counts(key, sum);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Triage, fit::corpus::LabelledMail, fit::evaluate::Given, mail::Mail};

    fn mail(kind: &str, target: &str, anger: u8, flags: &str) -> LabelledMail {
        let line = format!(
            r#"{{"id":"a","body":"b","kind":"{kind}","target":"{target}","targets":["{target}"],"anger":{anger},"flags":[{flags}],"facts":{{"dates":["8月4日"]}}}}"#
        );
        serde_json::from_str(&line).expect("a labelled mail")
    }

    #[test]
    fn a_mail_without_a_verdict_is_wrong_on_every_measure() {
        let gold = [mail("complaint", "company", 3, r#""legal""#), mail("praise", "none", 0, "")];
        let cases: Vec<Case> = gold.iter().map(|m| Case::new(m, None)).collect();
        let f = Figures::of(&cases.iter().collect::<Vec<_>>());
        for name in
            ["complaint_f1", "kind_acc", "target_acc", "anger_acc", "anger_within1", "flags_f1", "facts.dates_f1"]
        {
            assert_eq!(f.get(name), Some(0.0), "{name}");
        }
        assert_eq!(f.get("missing"), Some(2.0));
        assert!(f.get("anger_qwk").expect("a figure") < 0.0);
    }

    #[test]
    fn a_right_verdict_is_right_on_every_measure() {
        let mut v = Triage::new().expect("loads").assess(&Mail::default());
        (v.kind, v.target, v.targets) = (Kind::Complaint, Target::Company, vec![Target::Company]);
        (v.anger, v.flags) = (crate::verdict::AngerLevel::new(3), vec![Flag::Legal, Flag::LifeThreat]);
        let case = Case::new(&mail("complaint", "company", 3, r#""legal""#), Some(Given::from(&v)));
        let f = Figures::of(&[&case]);
        for name in [
            "complaint_f1",
            "kind_acc",
            "target_acc",
            "targets_f1",
            "anger_acc",
            "anger_qwk",
            "flags_f1",
            "flags.legal_f1",
        ] {
            assert_eq!(f.get(name), Some(1.0), "{name}");
        }
        assert_eq!(f.get("facts.dates_f1"), Some(0.0));
        assert!(!case.is_wrong());
    }
}
