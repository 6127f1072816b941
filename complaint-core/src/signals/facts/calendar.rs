//! Days of the proleptic Gregorian calendar as numbers, and back.

/// A day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day(pub(super) i64);

/// The mail's day and minute of that day, in the writer's own time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Now {
    pub(super) day: Day,
    pub(super) minute: i64,
}

impl Now {
    /// From an RFC 3339 date.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let field = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        let day = Day::of(field(0, 4)?, field(5, 7)?, field(8, 10)?)?;
        let minute = field(11, 13).unwrap_or(12) * 60 + field(14, 16).unwrap_or(0);
        Some(Self { day, minute })
    }
}

impl Day {
    /// `None` for a day that the calendar does not have.
    pub(super) fn of(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) || !(1900..=2200).contains(&year) {
            return None;
        }
        // days from civil: years begin in March, so that the leap day is the last one
        let y = if month <= 2 { year - 1 } else { year };
        let (era, of_era) = (y.div_euclid(400), y.rem_euclid(400));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let of_era_day = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
        Some(Self(era * 146_097 + of_era_day - 719_468))
    }

    /// Year, month, day.
    pub(super) fn civil(self) -> (i64, i64, i64) {
        let z = self.0 + 719_468;
        let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let month = if mp < 10 { mp + 3 } else { mp - 9 };
        (yoe + era * 400 + i64::from(month <= 2), month, doy - (153 * mp + 2) / 5 + 1)
    }

    /// 0 is Monday.
    pub(super) fn weekday(self) -> i64 {
        (self.0 + 3).rem_euclid(7)
    }

    pub(super) fn plus(self, days: i64) -> Self {
        Self(self.0 + days)
    }

    /// ISO 8601.
    pub(super) fn iso(self) -> String {
        let (y, m, d) = self.civil();
        format!("{y:04}-{m:02}-{d:02}")
    }
}

/// Year and month so many months after a month.
pub(super) fn month_after(year: i64, month: i64, months: i64) -> (i64, i64) {
    let n = year * 12 + month - 1 + months;
    (n.div_euclid(12), n.rem_euclid(12) + 1)
}

/// Number of days of a month.
pub(super) fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for (y, m, d, weekday) in
            [(1970, 1, 1, 3), (2026, 3, 20, 4), (2024, 2, 29, 3), (2026, 12, 31, 3), (2000, 3, 1, 2)]
        {
            let day = Day::of(y, m, d).expect("a day");
            assert_eq!((day.civil(), day.weekday()), ((y, m, d), weekday));
        }
        assert!(Day::of(2026, 2, 29).is_none() && Day::of(2026, 13, 1).is_none());
        assert_eq!(Day::of(2026, 1, 31).map(|d| d.plus(1).iso()), Some("2026-02-01".into()));
        assert_eq!(month_after(2026, 1, -2), (2025, 11));
    }
}
