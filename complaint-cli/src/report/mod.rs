//! Judged mails in; one page of HTML out, in which every number leads to its mails.
//!
//! | file | job |
//! |---|---|
//! | `row` | what a list shows of a mail |
//! | `lists` | counts with their most urgent mails, by day and by what is counted |
//! | `recurring` | products and words that come again, in bounded memory |
//! | `periods` | days, weeks, months or years as the bars of a chart |
//! | `chart` | bars and lines with their places |
//! | `book` | where the numbers are taken from, each with its list |
//! | `sheet` | everything that the page shows |
//! | `page` | the numbers put into `words/report.html` |
//!
//! Memory: of each day the counts and a bounded number of mails, and a short
//! record of each mail for the conversations. Nobody's name is counted: a
//! person must not be judged by a score.

mod book;
mod chart;
mod lists;
mod page;
mod periods;
mod recurring;
mod row;
mod sheet;

use std::sync::Arc;

use complaint_core::verdict::{Direction, Kind};

use crate::{
    commands::records::Judged,
    page::Words,
    threads::{AsOf, Message, Threads},
};
use lists::{Days, Facet};
use recurring::Recurring;
use row::Row;

/// Settings of a page.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Mails that a list shows at most.
    pub rows: usize,
    /// The language.
    pub words: Words,
    /// The title, where there is one.
    pub title: Option<String>,
    /// From when open matters are looked at.
    pub as_of: Option<AsOf>,
}

/// What is collected of a run.
pub struct Report {
    settings: Settings,
    days: Days,
    products: Recurring,
    terms: Recurring,
    threads: Threads,
}

impl Report {
    /// With nothing in it.
    pub fn new(settings: Settings) -> Self {
        let rows = settings.rows;
        Self {
            settings,
            days: Days::new(rows),
            products: Recurring::new(rows),
            terms: Recurring::new(rows),
            threads: Threads::default(),
        }
    }

    /// Counts a mail.
    pub fn add(&mut self, judged: &Judged) {
        let r = &judged.record;
        let row = Arc::new(Row::new(r, self.settings.words));
        self.days.add(row.day(), &Facet::all(r), &row);
        if r.direction == Direction::In && r.kind != Kind::Other {
            self.products.add(r.facts.product.iter().map(|f| f.text.as_str()), &row);
        }
        if r.direction == Direction::In && r.kind == Kind::Complaint {
            self.terms.add(recurring::terms(r), &row);
        }
        let message = Message::new(r).with_reason(&row.reason);
        self.threads.insert(judged, message);
    }

    /// The page; `errors` mails could not be read.
    ///
    /// # Errors
    /// When the template cannot be filled in.
    pub fn page(self, errors: u64) -> anyhow::Result<String> {
        page::render(&sheet::Sheet::new(self, errors))
    }
}
