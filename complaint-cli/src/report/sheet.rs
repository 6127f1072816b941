//! The numbers of the page, each with the list that it leads to.

use std::collections::{BTreeMap, HashSet};

use complaint_core::verdict::{Demand, Flag, Kind};
use serde::Serialize;

use super::{Report, book::Book, chart::Chart, lists::Facet, periods::Periods, row::Row};
use crate::term::clean;

/// A number and the list that it leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Number {
    pub(super) n: u64,
    /// Where the mails stand; nothing where there are none.
    pub(super) list: Option<String>,
}

/// A number with its name.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    #[serde(flatten)]
    pub(super) number: Number,
}

/// A list at the foot of the page.
#[derive(Debug, Serialize)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) count: u64,
    pub(super) rows: Vec<Row>,
}

/// Numbers of the newest weeks beside those before them.
#[derive(Debug, Serialize)]
pub(super) struct Compared {
    pub(super) days: i64,
    pub(super) rows: Vec<Change>,
}

#[derive(Debug, Serialize)]
pub(super) struct Change {
    pub(super) name: String,
    pub(super) recent: Number,
    pub(super) before: Number,
    pub(super) change: i64,
}

/// A conversation that heats up.
#[derive(Debug, Serialize)]
pub(super) struct Hot {
    pub(super) subject: String,
    pub(super) anger: Vec<u8>,
    pub(super) targets: Vec<&'static str>,
    pub(super) waits_hours: Option<f64>,
    pub(super) overdue: bool,
    pub(super) mails: Number,
}

/// Everything that the template shows.
#[derive(Debug, Serialize)]
pub(super) struct Sheet {
    lang: &'static str,
    title: String,
    as_of: String,
    w: BTreeMap<&'static str, &'static str>,
    errors: u64,
    /// Some mails are known to be ours.
    has_own: bool,
    tiles: Vec<Named>,
    open: Vec<Named>,
    chart: Option<Chart>,
    outside: Number,
    targets: Vec<(String, Vec<Number>, Number)>,
    kinds: Vec<Named>,
    flags: Vec<Named>,
    demands: Vec<Named>,
    compared: Option<Compared>,
    products: Vec<Named>,
    terms: Vec<Named>,
    heating: Vec<Hot>,
    lists: Vec<Listed>,
}

impl Sheet {
    pub(super) fn new(report: Report, errors: u64) -> Self {
        let Report { settings, days, products, terms, threads } = report;
        let as_of = settings.as_of.clone().or_else(|| threads.newest());
        let has_own = threads.has_own();
        let conversations = threads.finish(as_of.clone());
        let mut book = Book { settings: &settings, days: &days, lists: Vec::new(), ids: HashSet::new() };
        let periods = Periods::of(days.dated());
        let chart = periods.as_ref().map(|p| Chart::new(p, &mut book));
        let day = as_of.map(|a| a.day).unwrap_or_default();
        let words = settings.words;
        let mut sheet = Self {
            lang: words.label("en", "ja"),
            title: clean::line(settings.title.as_deref().unwrap_or(words.get("report.title"))),
            w: words.section("report."),
            errors,
            has_own,
            tiles: book.tiles(),
            open: book.open(&conversations),
            chart,
            outside: book.outside(periods.as_ref()),
            targets: book.targets(),
            kinds: book.named(Kind::ALL.iter().map(|k| Facet::Kind(*k))),
            flags: book.named(Flag::ALL.iter().map(|f| Facet::Flag(*f))),
            demands: book.named(Demand::ALL.iter().map(|d| Facet::Demand(*d))),
            compared: book.compared(&day),
            products: book.recurring(products, "product"),
            terms: book.recurring(terms, "term"),
            heating: book.heating(&conversations),
            as_of: day,
            lists: Vec::new(),
        };
        sheet.lists = book.lists;
        sheet
    }
}
