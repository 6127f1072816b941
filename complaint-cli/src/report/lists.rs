//! Counts with their most urgent mails, by day and by what is counted.

use std::{collections::BTreeMap, sync::Arc};

use complaint_core::{
    record::VerdictRecord,
    verdict::{Demand, Direction, Flag, Kind, Target},
};

use super::row::Row;

/// A number, and some of its mails: the most urgent ones, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct List {
    pub(super) count: u64,
    pub(super) rows: Vec<Arc<Row>>,
}

impl List {
    pub(super) fn add(&mut self, row: &Arc<Row>, most: usize) {
        self.count += 1;
        self.keep(row, most);
    }

    pub(super) fn merge(&mut self, other: &Self, most: usize) {
        self.count += other.count;
        other.rows.iter().for_each(|row| self.keep(row, most));
    }

    fn keep(&mut self, row: &Arc<Row>, most: usize) {
        let at = self.rows.partition_point(|r| r.order() <= row.order());
        if at < most {
            self.rows.insert(at, Arc::clone(row));
            self.rows.truncate(most);
        }
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    /// Every mail.
    All,
    /// Our own.
    Own,
    /// From customers.
    Incoming,
    /// A person must decide.
    Review,
    /// Complaints of anger 3 or more.
    Angry,
    Kind(Kind),
    Target(Target),
    TargetAnger(Target, u8),
    Flag(Flag),
    Demand(Demand),
}

impl Facet {
    /// All that a mail counts for.
    pub(super) fn all(r: &VerdictRecord) -> Vec<Self> {
        if r.direction == Direction::Out {
            return vec![Self::All, Self::Own];
        }
        let mut out = vec![Self::All, Self::Incoming, Self::Kind(r.kind)];
        if r.review {
            out.push(Self::Review);
        }
        if r.kind == Kind::Complaint {
            out.extend([Self::Target(r.target), Self::TargetAnger(r.target, r.anger.get())]);
            if r.anger.get() >= 3 {
                out.push(Self::Angry);
            }
        }
        out.extend(r.flags.iter().map(|f| Self::Flag(*f)));
        out.extend(r.demands.iter().map(|d| Self::Demand(*d)));
        out
    }

    /// The name of its list within a stretch of time.
    pub(super) fn anchor(self, stretch: &str) -> String {
        let name = match self {
            Self::All => "all".to_owned(),
            Self::Own => "own".to_owned(),
            Self::Incoming => "in".to_owned(),
            Self::Review => "review".to_owned(),
            Self::Angry => "angry".to_owned(),
            Self::Kind(k) => format!("kind-{k}"),
            Self::Target(t) => format!("target-{t}"),
            Self::TargetAnger(t, a) => format!("target-{t}-{a}"),
            Self::Flag(f) => format!("flag-{f}"),
            Self::Demand(d) => format!("demand-{d}"),
        };
        format!("{stretch}-{name}")
    }
}

/// Lists by day and facet; the day is empty for mails without a date.
#[derive(Debug)]
pub(super) struct Days {
    most: usize,
    days: BTreeMap<String, BTreeMap<Facet, List>>,
}

impl Days {
    pub(super) fn new(most: usize) -> Self {
        Self { most, days: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, day: &str, facets: &[Facet], row: &Arc<Row>) {
        let lists = self.days.entry(day.to_owned()).or_default();
        for f in facets {
            lists.entry(*f).or_default().add(row, self.most);
        }
    }

    /// The list of a facet over the days for which `wanted` holds.
    pub(super) fn over(&self, facet: Facet, wanted: impl Fn(&str) -> bool) -> List {
        let mut out = List::default();
        for (day, lists) in &self.days {
            if let Some(list) = lists.get(&facet).filter(|_| wanted(day)) {
                out.merge(list, self.most);
            }
        }
        out
    }

    /// How many over the days for which `wanted` holds.
    pub(super) fn count(&self, facet: Facet, wanted: impl Fn(&str) -> bool) -> u64 {
        let days = self.days.iter().filter(|(day, _)| wanted(day));
        days.filter_map(|(_, lists)| lists.get(&facet)).map(|l| l.count).sum()
    }

    /// Days with the number of their mails, those without a date left out.
    pub(super) fn dated(&self) -> impl Iterator<Item = (&str, u64)> {
        let dated = self.days.iter().filter(|(day, _)| !day.is_empty());
        dated.map(|(day, lists)| (day.as_str(), lists.get(&Facet::All).map_or(0, |l| l.count)))
    }
}
