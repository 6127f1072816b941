//! Where the numbers are taken from; the lists that they lead to are noted on the way.

use std::collections::{BTreeMap, HashSet};

use complaint_core::verdict::{Demand, Flag, Kind, Priority, Target};
use jiff::{ToSpan, civil::Date};

use super::{
    Settings,
    lists::{Days, Facet, List},
    periods::Periods,
    recurring::Recurring,
    row::{Row, target},
    sheet::{Change, Compared, Hot, Listed, Named, Number},
};
use crate::{
    page::Words,
    term::clean,
    threads::{Conversation, Message, Trend},
};

/// Things that come again, at most.
const RECURRING: usize = 20;
/// Conversations that heat up, at most.
const HEATING: usize = 50;

/// Numbers are taken from here; their lists are noted on the way.
pub(super) struct Book<'a> {
    pub(super) settings: &'a Settings,
    pub(super) days: &'a Days,
    pub(super) lists: Vec<Listed>,
    pub(super) ids: HashSet<String>,
}

impl Book<'_> {
    pub(super) fn words(&self) -> Words {
        self.settings.words
    }

    /// A number with its list.
    fn number(&mut self, id: String, title: &str, list: List) -> Number {
        if list.count == 0 {
            return Number { n: 0, list: None };
        }
        // two numbers may lead to one list
        if self.ids.insert(id.clone()) {
            let rows = list.rows.iter().map(|r| (**r).clone()).collect();
            self.lists.push(Listed { id: id.clone(), title: title.to_owned(), count: list.count, rows });
        }
        Number { n: list.count, list: Some(id) }
    }

    /// The number of a facet over the days that are wanted.
    pub(super) fn over(&mut self, facet: Facet, stretch: (&str, &str), wanted: impl Fn(&str) -> bool) -> Number {
        let list = self.days.over(facet, wanted);
        let title = [self.name(facet), stretch.1.to_owned()].join("　");
        self.number(facet.anchor(stretch.0), title.trim(), list)
    }

    fn whole(&mut self, facet: Facet) -> Number {
        self.over(facet, ("all", ""), |_| true)
    }

    /// How many, without a list.
    pub(super) fn count(&self, facet: Facet, wanted: impl Fn(&str) -> bool) -> u64 {
        self.days.count(facet, wanted)
    }

    fn name(&self, facet: Facet) -> String {
        let words = self.words();
        match facet {
            Facet::All => words.get("report.all").to_owned(),
            Facet::Own => words.get("report.own").to_owned(),
            Facet::Incoming => words.get("report.incoming").to_owned(),
            Facet::Review => words.get("report.review").to_owned(),
            Facet::Angry => words.get("report.angry").to_owned(),
            Facet::Kind(k) => words.label(k.as_str(), k.ja()).to_owned(),
            Facet::Target(t) => target(t, words).to_owned(),
            Facet::TargetAnger(t, a) => format!("{} × {} {a}", target(t, words), words.get("anger")),
            Facet::Flag(f) => words.label(f.as_str(), f.ja()).to_owned(),
            Facet::Demand(d) => words.label(d.as_str(), d.ja()).to_owned(),
        }
    }

    pub(super) fn tiles(&mut self) -> Vec<Named> {
        let facets =
            [Facet::All, Facet::Incoming, Facet::Own, Facet::Kind(Kind::Complaint), Facet::Angry, Facet::Review];
        facets.map(|f| Named { name: self.name(f), number: self.whole(f) }).into()
    }

    /// Those that occur, the most frequent first.
    pub(super) fn named(&mut self, facets: impl Iterator<Item = Facet>) -> Vec<Named> {
        let mut out: Vec<Named> = facets
            .filter(|f| self.days.count(*f, |_| true) > 0)
            .collect::<Vec<_>>()
            .into_iter()
            .map(|f| Named { name: self.name(f), number: self.whole(f) })
            .collect();
        out.sort_by_key(|n| std::cmp::Reverse(n.number.n));
        out
    }

    pub(super) fn targets(&mut self) -> Vec<(String, Vec<Number>, Number)> {
        let targets = Target::ALL.iter().filter(|t| **t != Target::None);
        targets
            .map(|t| {
                let cells = (0..=4).map(|a| self.whole(Facet::TargetAnger(*t, a))).collect();
                (self.name(Facet::Target(*t)), cells, self.whole(Facet::Target(*t)))
            })
            .collect()
    }

    /// Mails that the chart does not show.
    pub(super) fn outside(&mut self, periods: Option<&Periods>) -> Number {
        let span = periods.and_then(|p| Some((p.spans.first()?.0.clone(), p.spans.last()?.1.clone())));
        let title = self.words().get("report.outside").to_owned();
        self.over(Facet::All, ("outside", &title), |day| {
            span.as_ref().is_none_or(|(first, end)| day < first.as_str() || day >= end.as_str())
        })
    }

    /// The newest four weeks (or one, of a short time) and those before.
    pub(super) fn compared(&mut self, day: &str) -> Option<Compared> {
        let newest: Date = day.parse().ok()?;
        let oldest: Date = self.days.dated().next()?.0.parse().ok()?;
        let long = newest.checked_sub(56.days()).is_ok_and(|d| d >= oldest);
        let days = if long { 28 } else { 7 };
        let ago = |n: i64| newest.checked_sub(n.days()).map(|d| d.to_string()).unwrap_or_default();
        let (middle, start) = (ago(days), ago(2 * days));
        let recent = |d: &str| d > middle.as_str() && d <= day;
        let before = |d: &str| d > start.as_str() && d <= middle.as_str();
        if self.days.count(Facet::Incoming, before) == 0 {
            return None;
        }
        let [recent_title, before_title] =
            ["recent", "before"].map(|k| self.words().get(&format!("report.{k}")).replace("{days}", &days.to_string()));
        let facets = [Facet::Incoming, Facet::Kind(Kind::Complaint), Facet::Angry]
            .into_iter()
            .chain(Target::ALL.iter().map(|t| Facet::Target(*t)))
            .chain(Flag::ALL.iter().map(|f| Facet::Flag(*f)))
            .chain(Demand::ALL.iter().map(|d| Facet::Demand(*d)));
        let rows = facets
            .map(|f| {
                let now = self.over(f, ("recent", &recent_title), recent);
                let then = self.over(f, ("before", &before_title), before);
                let change = now.n as i64 - then.n as i64;
                Change { name: self.name(f), recent: now, before: then, change }
            })
            .filter(|c| c.recent.n + c.before.n > 0)
            .collect();
        Some(Compared { days, rows })
    }

    pub(super) fn recurring(&mut self, found: Recurring, what: &str) -> Vec<Named> {
        let list = found.top(RECURRING).into_iter().zip(1..);
        list.map(|((name, list), i)| {
            let number = self.number(format!("{what}-{i}"), &name, list);
            Named { name, number }
        })
        .collect()
    }

    /// Customers that wait, by the most urgent of their mails since our last one.
    pub(super) fn open(&mut self, all: &[Conversation]) -> Vec<Named> {
        let words = self.words();
        let mut lists: BTreeMap<Priority, List> = BTreeMap::new();
        for t in all.iter().filter(|t| t.is_open()) {
            let waiting = t.messages.iter().rev().take_while(|m| !m.is_own());
            if let Some(m) = waiting.min_by_key(|m| m.priority) {
                lists.entry(m.priority).or_default().add(&Row::of(m, words).into(), self.settings.rows);
            }
        }
        let title = words.get("report.open").to_owned();
        lists
            .into_iter()
            .map(|(p, list)| {
                let number = self.number(format!("open-{p}"), &format!("{title}　{p}"), list);
                Named { name: p.to_string(), number }
            })
            .collect()
    }

    pub(super) fn heating(&mut self, all: &[Conversation]) -> Vec<Hot> {
        let hot = all.iter().filter(|t| t.trend == Trend::Heating).take(HEATING).zip(1..);
        hot.map(|(t, i)| self.hot(t, i)).collect()
    }

    fn hot(&mut self, t: &Conversation, i: usize) -> Hot {
        let words = self.words();
        let subject = clean::line(&t.subject);
        let rows: Vec<_> = t.messages.iter().map(|m: &Message| Row::of(m, words).into()).collect();
        let list = List { count: rows.len() as u64, rows: rows.into_iter().take(self.settings.rows).collect() };
        let changes = t.target_changes.iter().map(|c| target(c.to, words));
        let first = t.target_changes.first().map_or(t.target, |c| c.from);
        Hot {
            anger: t.anger.iter().map(|a| a.get()).collect(),
            targets: std::iter::once(target(first, words)).chain(changes).collect(),
            waits_hours: t.waiting.open_hours,
            overdue: t.waiting.overdue,
            mails: self.number(format!("thread-{i}"), &subject, list),
            subject,
        }
    }
}
