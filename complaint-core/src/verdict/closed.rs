//! A document in; whether the customer has ended the matter out.

use crate::{
    signals::{
        Document,
        rules::{Rule, RuleSet, Scope, SpokenLabel},
        settings,
    },
    verdict::Part,
};

/// So many sentences at the end of a mail may end the matter.
const NEAR_END: usize = 6;

/// Whether the writer wants no more of us (もう電話しないでください) and does not
/// ask for anything after that.
pub(super) fn closed(doc: &Document, rules: &RuleSet) -> bool {
    let body: Vec<_> = doc.sentences.iter().zip(settings(doc)).filter(|(s, _)| s.part == Part::Body).collect();
    let ends = |rule: &Rule| rule.speaks.iter().any(|x| x.label == SpokenLabel::Closed);
    let mut closed = false;
    for (s, setting) in &body[body.len().saturating_sub(NEAR_END)..] {
        let hits = rules.hits_of(doc.words(s), doc.text(s), setting.quoted, ends);
        for h in hits.iter().filter(|h| h.scope == Scope::Plain) {
            for spoken in rules.rules()[h.rule].speaks.iter().filter(|x| x.label == SpokenLabel::Closed) {
                closed = !spoken.against;
            }
        }
    }
    closed
}
