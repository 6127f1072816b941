//! Records in; the summary of a run out.

use std::{collections::BTreeMap, fmt::Write};

use complaint_core::{
    Record,
    verdict::{AngerLevel, Direction, Flag, Kind, Target},
};
use serde::{Deserialize, Serialize};

/// What one record adds to the summary.
#[derive(Debug, Clone)]
pub enum Entry {
    /// A verdict.
    Verdict {
        /// From or to the customer.
        direction: Direction,
        /// Its kind.
        kind: Kind,
        /// Its primary target.
        target: Target,
        /// Its level of anger.
        anger: AngerLevel,
        /// Its flags.
        flags: Vec<Flag>,
        /// A person must decide.
        review: bool,
        /// The conditions hold.
        chosen: bool,
    },
    /// A mail that could not be read.
    Error {
        /// There was no mail at all.
        no_mail: bool,
    },
}

/// Counts of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Mails that were read.
    pub mails: u64,
    /// Verdicts that were written.
    pub chosen: u64,
    /// Mails that could not be read.
    pub errors: u64,
    /// Errors that were no mail at all.
    pub no_mail: u64,
    /// Paths in which there was no mail.
    pub refused: u64,
    /// Bytes of the mails.
    pub bytes: u64,
    review: u64,
    outgoing: u64,
    kinds: BTreeMap<Kind, u64>,
    targets: BTreeMap<Target, [u64; 5]>,
    flags: BTreeMap<Flag, u64>,
}

impl Entry {
    /// What a record adds; `chosen` says whether it is written.
    pub fn new(record: &Record, chosen: bool) -> Self {
        match record {
            Record::Error(e) => {
                Self::Error { no_mail: matches!(e.error.kind.as_str(), "no-mail" | "not-mail" | "unsupported") }
            }
            Record::Verdict(v) => Self::Verdict {
                direction: v.direction,
                kind: v.kind,
                target: v.target,
                anger: v.anger,
                flags: v.flags.clone(),
                review: v.review,
                chosen,
            },
        }
    }
}

impl Tally {
    /// Counts one record.
    pub fn add(&mut self, entry: &Entry) {
        match entry {
            Entry::Error { no_mail } => {
                self.errors += 1;
                self.no_mail += u64::from(*no_mail);
            }
            Entry::Verdict { direction, kind, target, anger, flags, review, chosen } => {
                self.mails += 1;
                self.chosen += u64::from(*chosen);
                self.review += u64::from(*review);
                self.outgoing += u64::from(*direction == Direction::Out);
                *self.kinds.entry(*kind).or_default() += 1;
                if *kind == Kind::Complaint {
                    self.targets.entry(*target).or_default()[usize::from(anger.get())] += 1;
                }
                for f in flags {
                    *self.flags.entry(*f).or_default() += 1;
                }
            }
        }
    }

    /// The summary for a person.
    pub fn summary(&self) -> String {
        let mut out = format!("mails   {}", self.mails);
        for (label, n) in
            [("written", self.chosen), ("for review", self.review), ("our own", self.outgoing), ("errors", self.errors)]
        {
            if n > 0 && !(label == "written" && n == self.mails) {
                let _ = write!(out, "  {label} {n}");
            }
        }
        let kinds: Vec<String> = Kind::ALL.iter().filter_map(|k| Some(format!("{k} {}", self.kinds.get(k)?))).collect();
        let flags: Vec<String> = Flag::ALL.iter().filter_map(|f| Some(format!("{f} {}", self.flags.get(f)?))).collect();
        let _ = writeln!(out, "\nkinds   {}", if kinds.is_empty() { "-".into() } else { kinds.join("  ") });
        if !self.targets.is_empty() {
            let _ = writeln!(out, "anger          1      2      3      4");
            for (t, row) in &self.targets {
                let cells: String = row[1..].iter().map(|n| format!("{n:>7}")).collect();
                let _ = writeln!(out, "  {t:<8}{}", &cells[1..]);
            }
        }
        let _ = writeln!(out, "flags   {}", if flags.is_empty() { "-".into() } else { flags.join("  ") });
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::{error, record};

    #[test]
    fn what_a_summary_looks_like() {
        let mut t = Tally::default();
        t.add(&Entry::new(&record(), true));
        t.add(&Entry::new(&record(), false));
        t.add(&Entry::new(&error(), true));
        assert_eq!(
            t.summary(),
            "mails   2  written 1  errors 1\nkinds   complaint 2\nanger          1      2      3      4\n  company      0      0      2      0\nflags   legal 2  neglect 2\n"
        );
    }
}
