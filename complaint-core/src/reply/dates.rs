//! Month and day of a date in ISO 8601.

/// Month (1–12) and day of an ISO 8601 date.
pub(crate) fn month_and_day(date: &str) -> Option<(u32, u32)> {
    let mut parts = date.get(..10)?.split('-').skip(1);
    let month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    Some((month, parts.next()?.parse().ok()?))
}
