//! Days with counts in; the periods of a chart out.
//!
//! The finest of day, week, month and year is taken in which a chart of
//! bounded width shows nearly all mails: a mail that says it comes from 2099
//! must not press all others into one bar.

use std::collections::BTreeMap;

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

/// Bars of a chart, at most.
const MOST: usize = 62;
/// Share of the mails that a chart must show.
const NEARLY_ALL: f64 = 0.95;

/// The length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    Week,
    Month,
    Year,
}

impl Step {
    /// Key of the words for it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Day => "by-day",
            Self::Week => "by-week",
            Self::Month => "by-month",
            Self::Year => "by-year",
        }
    }

    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let back = i64::from(day.weekday().since(Weekday::Monday));
                day.checked_sub(back.days()).unwrap_or(day)
            }
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    fn next(self, start: Date) -> Option<Date> {
        let span = match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        };
        start.checked_add(span).ok()
    }
}

/// Periods without gaps: the first day of each and the day after its last.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Periods {
    pub(super) step: Step,
    pub(super) spans: Vec<(String, String)>,
}

impl Periods {
    /// `None` where no day can be read.
    pub(super) fn of<'a>(days: impl Iterator<Item = (&'a str, u64)>) -> Option<Self> {
        let days: Vec<(Date, u64)> = days.filter_map(|(d, n)| Some((d.parse().ok()?, n))).collect();
        let all: u64 = days.iter().map(|(_, n)| n).sum();
        for step in [Step::Day, Step::Week, Step::Month, Step::Year] {
            let (first, last, shown) = densest(&days, step)?;
            if step == Step::Year || shown as f64 >= all as f64 * NEARLY_ALL {
                return Some(Self { step, spans: spans(step, first, last) });
            }
        }
        None
    }
}

/// The stretch of periods with the most mails: its first and last period.
fn densest(days: &[(Date, u64)], step: Step) -> Option<(Date, Date, u64)> {
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    for (day, n) in days {
        *counts.entry(step.start(*day)).or_default() += n;
    }
    let starts: Vec<(Date, u64)> = counts.into_iter().collect();
    let mut best: Option<(Date, Date, u64)> = None;
    for (i, (first, _)) in starts.iter().enumerate() {
        let Some(end) = std::iter::successors(Some(*first), |d| step.next(*d)).take(MOST).last() else { continue };
        let inside = starts[i..].iter().take_while(|(d, _)| *d <= end);
        let (last, sum) = inside.fold((*first, 0), |(_, sum), (d, n)| (*d, sum + n));
        if best.is_none_or(|(_, _, most)| sum > most) {
            best = Some((*first, last, sum));
        }
    }
    best
}

fn spans(step: Step, first: Date, last: Date) -> Vec<(String, String)> {
    let starts = std::iter::successors(Some(first), |d| step.next(*d)).take_while(|d| *d <= last);
    starts.map(|d| (d.to_string(), step.next(d).map_or_else(|| "9999-12-31".to_owned(), |n| n.to_string()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn periods(days: &[&str]) -> Periods {
        Periods::of(days.iter().map(|d| (*d, 10))).expect("periods")
    }

    #[test]
    fn the_length_of_a_period_fits_the_mails() {
        let p = periods(&["2026-05-01", "2026-05-03"]);
        assert_eq!((p.step, p.spans.len()), (Step::Day, 3));
        assert_eq!(p.spans[2], ("2026-05-03".into(), "2026-05-04".into()));
        let p = periods(&["2026-01-01", "2026-08-01"]);
        assert_eq!((p.step, p.spans[0].0.as_str()), (Step::Week, "2025-12-29"));
        assert_eq!(periods(&["2023-01-01", "2026-08-01"]).step, Step::Month);
        assert_eq!(periods(&["1990-01-01", "2026-08-01"]).step, Step::Year);
        assert_eq!(Periods::of([("no day", 1)].into_iter()), None);
    }

    #[test]
    fn one_mail_from_the_future_does_not_hide_the_others() {
        let mut days: Vec<(String, u64)> = (1..=28).map(|d| (format!("2026-02-{d:02}"), 3)).collect();
        days.push(("2099-01-01".into(), 1));
        let p = Periods::of(days.iter().map(|(d, n)| (d.as_str(), *n))).expect("periods");
        assert_eq!((p.step, p.spans.len()), (Step::Day, 28));
    }
}
