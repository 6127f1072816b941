//! Labels in; order of answering out.

use serde::{Deserialize, Serialize};

use super::{Flag, Kind, Priority, judge::Judgement};

/// Hours until the first reply is due, by priority; a company may set its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PriorityTable {
    /// Life, safety, privacy.
    pub p0: u32,
    /// Anger 4, harassment, legal, publicity.
    pub p1: u32,
    /// Anger 3, neglect, a close deadline.
    pub p2: u32,
    /// Other complaints.
    pub p3: u32,
    /// The rest.
    pub p4: u32,
}

impl Default for PriorityTable {
    fn default() -> Self {
        Self { p0: 1, p1: 4, p2: 8, p3: 24, p4: 48 }
    }
}

/// The priority of a mail, why, and the hours until the first reply is due.
pub(super) fn prioritise(
    j: &Judgement,
    close_deadline: bool,
    table: &PriorityTable,
) -> (Priority, Vec<String>, Option<u32>) {
    let flags = |wanted: &[Flag]| {
        j.flags.iter().filter(|f| wanted.contains(f)).map(|f| f.as_str().to_string()).collect::<Vec<_>>()
    };
    let anger = |level: u8| (j.anger.get() == level).then(|| format!("anger {level}"));
    let p0 = flags(&[Flag::LifeThreat, Flag::Safety, Flag::Privacy]);
    let p1: Vec<String> =
        anger(4).into_iter().chain(flags(&[Flag::Harassment, Flag::Legal, Flag::Publicity])).collect();
    let deadline = close_deadline.then(|| "deadline".to_string());
    let p2: Vec<String> = anger(3).into_iter().chain(flags(&[Flag::Neglect])).chain(deadline).collect();
    if !p0.is_empty() {
        (Priority::P0, p0, Some(table.p0))
    } else if !p1.is_empty() {
        (Priority::P1, p1, Some(table.p1))
    } else if !p2.is_empty() {
        (Priority::P2, p2, Some(table.p2))
    } else if j.kind == Kind::Complaint {
        (Priority::P3, vec!["complaint".into()], Some(table.p3))
    } else {
        (Priority::P4, vec![j.kind.to_string()], (j.kind != Kind::Other).then_some(table.p4))
    }
}
