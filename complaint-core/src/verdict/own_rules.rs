//! A company's own rules in; what they weigh out. No mail has shown it: somewhat
//! more than built-in rules weigh, since no other feature speaks with them.

use std::collections::HashMap;

use complaint_dictionaries::hash::feature_key;

use super::outputs::Output;
use crate::signals::{
    features::Template,
    rules::{Rule, SpokenLabel},
};

/// Log-odds for a demand or a flag, which few sentences carry …
const SURE: f32 = 4.5;
/// … and for fault, anger or a kind, which depend on what else is said.
const LIKELY: f32 = 2.0;

/// Weights by output of the features that own rules are.
pub(super) fn weights<'a>(rules: impl Iterator<Item = &'a Rule>) -> HashMap<u64, Vec<(usize, f32)>> {
    rules.map(|r| (feature_key(Template::Rule as u8, &[r.hash]), of(r))).collect()
}

fn of(rule: &Rule) -> Vec<(usize, f32)> {
    let mut out = Vec::new();
    for spoken in &rule.speaks {
        let (outputs, strength): (Vec<Output>, f32) = match spoken.label {
            SpokenLabel::Output(o @ (Output::Demand(_) | Output::Flag(_))) => (vec![o], SURE),
            // who is angry enough for a level is so for the levels below
            SpokenLabel::Output(Output::Anger(level)) if !spoken.against => {
                ((1..=level).map(Output::Anger).collect(), LIKELY)
            }
            SpokenLabel::Output(Output::Anger(level)) => ((level..=4).map(Output::Anger).collect(), LIKELY),
            SpokenLabel::Output(o) => (vec![o], LIKELY),
            SpokenLabel::Kind(k) => (vec![Output::MailKind(k)], LIKELY),
            SpokenLabel::Closed => continue,
        };
        let weight = if spoken.against { -strength } else { strength };
        out.extend(outputs.into_iter().map(|o| (o.index(), weight)));
    }
    out
}
