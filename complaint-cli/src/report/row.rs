//! What a list shows of a mail: texts of strangers, without hidden controls.

use complaint_core::{
    record::VerdictRecord,
    verdict::{Axis, Evidence, Kind, Label, Target},
};
use serde::Serialize;

use crate::{args::Language, page::Words, term::clean, threads::Message};

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Row {
    /// Message id, else the place of the mail.
    pub(super) id: String,
    place: String,
    subject: String,
    /// Day and minute as the sender's clock showed them.
    date: String,
    priority: &'static str,
    kind: &'static str,
    target: &'static str,
    anger: u8,
    review: bool,
    /// What speaks most for the verdict.
    pub(super) reason: String,
    /// Most urgent, then angriest, then oldest first.
    #[serde(skip)]
    heat: (usize, i32),
}

impl Row {
    pub(super) fn new(r: &VerdictRecord, words: Words) -> Self {
        // the list stands in order of weight; what angers says more than what kind of mail it is
        let speaks = |e: &&Evidence| e.weight > 0.0;
        let of_note = |e: &&Evidence| matches!(e.axis, Axis::Anger | Axis::Flag);
        let strongest = r.evidence.iter().filter(speaks).find(of_note).or_else(|| r.evidence.iter().find(speaks));
        let reason = strongest.map(|e| clean::line(&reason(e, words))).unwrap_or_default();
        let message = Message::new(r).with_reason(&reason);
        Self {
            review: r.review,
            heat: (r.priority.index(), -(r.scores.anger * 1000.0) as i32),
            ..Self::of(&message, words)
        }
    }

    /// The row of a mail in its conversation.
    pub(super) fn of(m: &Message, words: Words) -> Self {
        let place = format!("{} #{}", m.source.path, m.source.index);
        let date = m.date.as_deref().unwrap_or_default();
        Self {
            id: clean::line(m.message_id.as_deref().unwrap_or(&place)),
            place: clean::line(&place),
            subject: clean::line(&m.subject),
            date: clean::line(&date.chars().take(16).collect::<String>()).replace('T', " "),
            priority: m.priority.as_str(),
            kind: words.label(m.kind.as_str(), m.kind.ja()),
            target: if m.kind == Kind::Complaint { target(m.target, words) } else { "" },
            anger: m.anger.get(),
            review: false,
            reason: m.reason.clone(),
            heat: (m.priority.index(), -i32::from(m.anger.get()) * 1000),
        }
    }

    /// ISO 8601; nothing where the mail has no date.
    pub(super) fn day(&self) -> &str {
        self.date.get(..10).unwrap_or_default()
    }

    pub(super) fn order(&self) -> impl Ord + '_ {
        (self.heat, &self.date, &self.place)
    }
}

pub(super) fn target(t: Target, words: Words) -> &'static str {
    words.label(t.as_str(), t.ja())
}

fn reason(e: &Evidence, words: Words) -> String {
    if words.0 == Language::Ja && !e.why.is_empty() {
        return e.why.clone();
    }
    let label = match e.label {
        Label::Anger(a) => format!("{} {}", words.get("anger"), words.label(&a.get().to_string(), a.ja())),
        Label::Kind(k) => words.label(k.as_str(), k.ja()).to_owned(),
        Label::Target(t) => target(t, words).to_owned(),
        Label::Flag(f) => words.label(f.as_str(), f.ja()).to_owned(),
        Label::Demand(d) => words.label(d.as_str(), d.ja()).to_owned(),
    };
    words.why(&e.rule, &e.text, &label)
}
