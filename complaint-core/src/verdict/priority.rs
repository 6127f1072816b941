//! Labels in; order of answering out.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Demand, Flag, Kind, Priority, Target, judge::Judgement};

/// When a mail has which priority, and the hours until its first reply is due.
/// The first level of which a condition holds counts; `p4` is the rest.
///
/// ```
/// use complaint_core::verdict::PriorityTable;
/// let mut table = PriorityTable::default();
/// table.p1.when.push("churn".parse()?);
/// table.p1.hours = 2;
/// # Ok::<(), complaint_core::verdict::UnknownCondition>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PriorityTable {
    /// At once.
    pub p0: PriorityLevel,
    /// First.
    pub p1: PriorityLevel,
    /// Soon.
    pub p2: PriorityLevel,
    /// In order.
    pub p3: PriorityLevel,
    /// The rest.
    pub p4: PriorityLevel,
}

/// One level of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityLevel {
    /// Hours until the first reply is due.
    pub hours: u32,
    /// One of these must hold.
    #[serde(default)]
    pub when: Vec<Condition>,
}

/// What makes a mail urgent: `anger>=3`, `deadline`, or a kind, target, flag or demand by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// Anger of at least this level, 1–4.
    Anger(u8),
    /// An answer is wanted within 24 hours of the mail's date.
    Deadline,
    /// The kind of mail.
    Kind(Kind),
    /// One of the targets.
    Target(Target),
    /// One of the flags.
    Flag(Flag),
    /// One of the demands.
    Demand(Demand),
}

impl Default for PriorityTable {
    fn default() -> Self {
        use Condition::{Anger, Deadline};
        let flags = |list: &[Flag]| list.iter().copied().map(Condition::Flag).collect::<Vec<_>>();
        let level = |hours, when: Vec<Condition>| PriorityLevel { hours, when };
        let with = |first: Condition, rest: Vec<Condition>| [vec![first], rest].concat();
        Self {
            p0: level(1, flags(&[Flag::Safety, Flag::Privacy, Flag::LifeThreat])),
            p1: level(4, with(Anger(4), flags(&[Flag::Legal, Flag::Publicity, Flag::Harassment]))),
            p2: level(8, [vec![Anger(3)], flags(&[Flag::Neglect]), vec![Deadline]].concat()),
            p3: level(24, vec![Condition::Kind(Kind::Complaint)]),
            p4: level(48, Vec::new()),
        }
    }
}

impl Condition {
    /// What is said of the mail when the condition holds.
    fn reason(self, j: &Judgement, close_deadline: bool) -> Option<String> {
        let holds = match self {
            Self::Anger(level) => return (j.anger.get() >= level).then(|| format!("anger {}", j.anger.get())),
            Self::Deadline => close_deadline,
            Self::Kind(k) => j.kind == k,
            Self::Target(t) => j.targets.contains(&t),
            Self::Flag(f) => j.flags.contains(&f),
            Self::Demand(d) => j.demands.contains(&d),
        };
        holds.then(|| self.to_string())
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anger(level) => write!(f, "anger>={level}"),
            Self::Deadline => f.write_str("deadline"),
            Self::Kind(k) => k.fmt(f),
            Self::Target(t) => t.fmt(f),
            Self::Flag(x) => x.fmt(f),
            Self::Demand(d) => d.fmt(f),
        }
    }
}

/// A condition that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown condition `{0}`; write anger>=1 to anger>=4, deadline, or the name of a kind, target, flag or demand")]
pub struct UnknownCondition(String);

impl FromStr for Condition {
    type Err = UnknownCondition;

    fn from_str(text: &str) -> Result<Self, UnknownCondition> {
        if let Some(level) = text.strip_prefix("anger") {
            let level = level.trim().strip_prefix(">=").and_then(|n| n.trim().parse().ok());
            let level = level.filter(|n| (1..=4).contains(n)).map(Self::Anger);
            return level.ok_or_else(|| UnknownCondition(text.into()));
        }
        if text == "deadline" {
            return Ok(Self::Deadline);
        }
        let target = || text.parse().ok().filter(|t| *t != Target::None).map(Self::Target);
        let found = text.parse().ok().map(Self::Flag);
        let found = found.or_else(|| text.parse().ok().map(Self::Demand)).or_else(|| text.parse().ok().map(Self::Kind));
        found.or_else(target).ok_or_else(|| UnknownCondition(text.into()))
    }
}

impl Serialize for Condition {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Condition {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

/// The priority of a mail, why, and the hours until the first reply is due.
pub(super) fn prioritise(
    j: &Judgement,
    close_deadline: bool,
    table: &PriorityTable,
) -> (Priority, Vec<String>, Option<u32>) {
    let levels =
        [(Priority::P0, &table.p0), (Priority::P1, &table.p1), (Priority::P2, &table.p2), (Priority::P3, &table.p3)];
    for (priority, level) in levels {
        let reasons: Vec<String> = level.when.iter().filter_map(|c| c.reason(j, close_deadline)).collect();
        if !reasons.is_empty() {
            return (priority, reasons, Some(level.hours));
        }
    }
    let hours = (j.kind != Kind::Other).then_some(table.p4.hours);
    (Priority::P4, vec![j.kind.to_string()], hours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_written_as_they_are_read() {
        for text in ["anger>=3", "deadline", "complaint", "operator", "churn", "refund"] {
            assert_eq!(text.parse::<Condition>().map(|c| c.to_string()).as_deref(), Ok(text));
        }
        for text in ["anger", "anger>=5", "anger=3", "angry", "none", ""] {
            assert!(text.parse::<Condition>().is_err(), "{text}");
        }
    }
}
