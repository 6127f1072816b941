//! A document in; whether somebody's life is in danger out.

use super::{Flag, outputs::Output};
use crate::signals::{
    Document,
    rules::{Rule, RuleSet, Scope, SpokenLabel},
    settings,
};

/// Whether the writer says in plain words that they will kill or want to die. It is
/// too rare in labelled mails, and too grave, to be left to the weights alone: one
/// such sentence is enough, unless a rule finds it to be hyperbole.
pub(super) fn life_in_danger(doc: &Document, rules: &RuleSet) -> bool {
    let label = SpokenLabel::Output(Output::Flag(Flag::LifeThreat));
    let speaks = |rule: &Rule| rule.speaks.iter().any(|x| x.label == label);
    doc.sentences.iter().zip(settings(doc)).any(|(s, setting)| {
        let hits = rules.hits_of(doc.words(s), doc.text(s), setting.quoted, speaks);
        let plain = hits.iter().filter(|h| h.scope == Scope::Plain);
        let mut spoken = plain.flat_map(|h| &rules.rules()[h.rule].speaks).filter(|x| x.label == label).peekable();
        spoken.peek().is_some() && spoken.all(|x| !x.against)
    })
}
