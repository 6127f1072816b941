//! What an expression of time says in; the calendar's day out.

use super::{
    calendar::{Day, Now, days_in, month_after},
    vocabulary::Unit,
};

/// Where a date without a year or month is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// Something that happens: the nearest day, rather in the past.
    Event,
    /// Something that has happened: no day in the future.
    Past,
    /// Something wanted: the nearest day from the mail's day on.
    Deadline,
}

/// The last day of what, where an expression names an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Month,
    Year,
    /// 週明け: the next Monday.
    NextWeek,
    /// 週末: the Saturday.
    Week,
}

/// The parts that an expression of time names.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    pub(super) weekday: Option<i64>,
    /// A distance from the mail's date.
    pub(super) shift: Option<(Unit, i64)>,
    pub(super) end: Option<End>,
    /// Minute of the day.
    pub(super) minute: Option<i64>,
    /// Minutes from the mail's date on.
    pub(super) within: Option<i64>,
    /// Stands beside a date named before.
    pub(super) anchored: bool,
}

impl Fields {
    /// What both say; the later one refines.
    pub(super) fn with(self, next: Self) -> Self {
        Self {
            year: next.year.or(self.year),
            month: next.month.or(self.month),
            day: next.day.or(self.day),
            weekday: next.weekday.or(self.weekday),
            shift: self.shift.or(next.shift),
            end: next.end.or(self.end),
            minute: next.minute.or(self.minute),
            within: next.within.or(self.within),
            anchored: (self.anchored || next.anchored) && next.day.is_none(),
        }
    }

    /// Does it name a time of the day and nothing else?
    pub(super) fn only_time(&self) -> bool {
        Self { minute: None, ..*self } == Self::default()
    }

    /// The day named, where it can be told. `month` is the month named last.
    pub(super) fn resolve(&self, now: Now, lean: Lean, month: Option<(i64, i64)>) -> Option<Day> {
        if self.anchored {
            return None;
        }
        if let Some(minutes) = self.within {
            return Some(now.day.plus((now.minute + minutes).div_euclid(24 * 60)));
        }
        match self.shift {
            Some((Unit::Day, n)) => Some(now.day.plus(n)),
            Some((Unit::Now, _)) => Some(now.day),
            Some((Unit::Week, n)) => self.in_week(now, n, lean),
            Some((Unit::Month, n)) => {
                let (y, m, _) = now.day.civil();
                let (y, m) = month_after(y, m, n);
                self.in_month(y, m, lean)
            }
            Some((Unit::Year, n)) => {
                let year = now.day.civil().0 + n;
                match self.month {
                    Some(m) => self.in_month(year, m, lean),
                    None => (lean == Lean::Deadline).then(|| Day::of(year, 12, 31)).flatten(),
                }
            }
            _ => self.without_shift(now, lean, month),
        }
    }

    fn in_week(&self, now: Now, weeks: i64, lean: Lean) -> Option<Day> {
        let monday = now.day.plus(7 * weeks - now.day.weekday());
        match (self.weekday, self.end) {
            (Some(w), _) => Some(monday.plus(w)),
            (None, Some(_)) => Some(monday.plus(5)),
            // the last working day
            (None, None) => (lean == Lean::Deadline).then(|| monday.plus(4).max(now.day)),
        }
    }

    fn in_month(&self, year: i64, month: i64, lean: Lean) -> Option<Day> {
        match self.day {
            Some(d) => Day::of(year, month, d),
            None if lean == Lean::Deadline || self.end.is_some() => Day::of(year, month, days_in(year, month)),
            None => None,
        }
    }

    fn without_shift(&self, now: Now, lean: Lean, context: Option<(i64, i64)>) -> Option<Day> {
        let (year, month, _) = now.day.civil();
        match (self.month, self.day) {
            (Some(m), _) => match self.year {
                Some(y) => self.in_month(y, m, lean),
                None => nearest((-1..=1).filter_map(|n| self.in_month(year + n, m, lean)), now.day, lean, 45),
            },
            (None, Some(d)) => {
                let near = context.and_then(|(y, m)| Day::of(y, m, d)).filter(|c| fits(*c, now.day, lean));
                let months = (-1..=1).map(|n| month_after(year, month, n));
                near.or_else(|| nearest(months.filter_map(|(y, m)| Day::of(y, m, d)), now.day, lean, 0))
            }
            (None, None) => self.without_date(now, lean),
        }
    }

    fn without_date(&self, now: Now, lean: Lean) -> Option<Day> {
        let (year, month, _) = now.day.civil();
        let next = |weekday: i64| now.day.plus((weekday - now.day.weekday()).rem_euclid(7));
        match (self.end, self.weekday) {
            (Some(End::Month), _) => Day::of(year, month, days_in(year, month)),
            (Some(End::Year), _) => Day::of(year, 12, 31),
            (Some(End::NextWeek), _) => Some(now.day.plus(7 - now.day.weekday())),
            (Some(End::Week), _) => Some(next(5)),
            (None, Some(w)) if lean == Lean::Deadline => Some(next(w)),
            (None, Some(w)) => Some(next(w)).map(|d| if d > now.day { d.plus(-7) } else { d }),
            (None, None) => (lean == Lean::Deadline && self.minute.is_some()).then_some(now.day),
        }
    }
}

fn fits(day: Day, now: Day, lean: Lean) -> bool {
    match lean {
        Lean::Event => true,
        Lean::Past => day <= now,
        Lean::Deadline => day >= now,
    }
}

/// The day nearest to the mail's; for a deadline none that is past by more than `slack` days.
fn nearest(days: impl Iterator<Item = Day>, now: Day, lean: Lean, slack: i64) -> Option<Day> {
    let distance = |d: Day| match lean {
        Lean::Deadline if d.0 < now.0 - slack => 10_000 + now.0 - d.0,
        Lean::Past if d > now => 10_000 + d.0 - now.0,
        // as likely a month ahead as four months ago
        Lean::Event if d > now => (d.0 - now.0) * 2,
        _ => (d.0 - now.0).abs(),
    };
    days.min_by_key(|d| distance(*d))
}
