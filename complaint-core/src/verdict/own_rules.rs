//! A company's own rules in; what they weigh out. No mail has shown it, and no
//! other feature speaks with them, so a rule counts for as much as makes its
//! label likely in a sentence that says nothing else.

use std::collections::HashMap;

use complaint_dictionaries::{hash::feature_key, weights::to_entry};

use super::outputs::Output;
use crate::signals::{
    features::Template,
    rules::{Rule, SpokenLabel},
};

/// Log-odds that a demand or a flag has then, which few sentences carry …
const SURE: f32 = 1.5;
/// … and fault, anger or a kind, which depend on what else is said.
const LIKELY: f32 = 1.0;
/// The least that a rule for a label weighs.
const LEAST: f32 = 1.0;
/// What a rule against a label weighs.
const AGAINST: f32 = -2.5;

/// Weights by output of the features that own rules are; `bias` is what a
/// sentence has for each output before it says anything.
pub(super) fn weights<'a>(
    rules: impl Iterator<Item = &'a Rule>,
    bias: &[f32; Output::COUNT],
) -> HashMap<u64, Vec<[u8; 3]>> {
    rules.map(|r| (feature_key(Template::Rule as u8, &[r.hash]), of(r, bias))).collect()
}

fn of(rule: &Rule, bias: &[f32; Output::COUNT]) -> Vec<[u8; 3]> {
    let mut out = Vec::new();
    for spoken in &rule.speaks {
        let (outputs, wanted): (Vec<Output>, f32) = match spoken.label {
            SpokenLabel::Output(o @ (Output::Demand(_) | Output::Flag(_))) => (vec![o], SURE),
            // who is angry enough for a level is so for the levels below
            SpokenLabel::Output(Output::Anger(level)) => {
                let levels = if spoken.against { level..=4 } else { 1..=level };
                (levels.map(Output::Anger).collect(), LIKELY)
            }
            SpokenLabel::Output(o) => (vec![o], LIKELY),
            SpokenLabel::Kind(k) => (vec![Output::MailKind(k)], LIKELY),
            SpokenLabel::Closed => continue,
        };
        let weight = |o: Output| if spoken.against { AGAINST } else { (wanted - bias[o.index()]).max(LEAST) };
        out.extend(outputs.into_iter().map(|o| to_entry(o.index(), weight(o))));
    }
    out
}
