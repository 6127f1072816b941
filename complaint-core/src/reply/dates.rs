//! Month and day of dates: ISO 8601 in, or a text as people write it.

use crate::signals::facts::numerals;

/// Month and day, and the bytes where they stand.
pub(crate) type NamedDate = ((u32, u32), (usize, usize));

/// Month (1–12) and day of an ISO 8601 date.
pub(crate) fn month_and_day(date: &str) -> Option<(u32, u32)> {
    let mut parts = date.get(..10)?.split('-').skip(1);
    let month = parts.next()?.parse().ok().filter(|m| (1..=12).contains(m))?;
    Some((month, parts.next()?.parse().ok()?))
}

/// Dates with the words for month and day: `5月14日`, `五月十四日`, `5月の14日`.
pub(crate) fn named_dates(text: &str, month: &str, day: &str) -> Vec<NamedDate> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(month) {
        let start = numeral_before(text, at);
        let after = at + month.len();
        let from = text[after..].char_indices().take(2).find(|&(_, c)| is_numeral(c)).map(|(i, _)| after + i);
        let Some(from) = from else { continue };
        let end = numeral_after(text, from);
        let (Some(m), Some(d)) = (number(&text[start..at]), number(&text[from..end])) else { continue };
        if text[end..].starts_with(day) && is_date(m, d) {
            found.push(((m, d), (start, end + day.len())));
        }
    }
    found
}

/// Dates like `6/15`; not a year before, nor a third number after.
pub(crate) fn slashed_dates(text: &str) -> Vec<NamedDate> {
    let mut found = Vec::new();
    for (at, slash) in text.match_indices(['/', '／']) {
        let start = numeral_before(text, at);
        let from = at + slash.len();
        let end = numeral_after(text, from);
        let (Some(m), Some(d)) = (number(&text[start..at]), number(&text[from..end])) else { continue };
        if is_date(m, d) && !text[end..].starts_with(['/', '／']) {
            found.push(((m, d), (start, end)));
        }
    }
    found
}

fn is_date(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn numeral_before(text: &str, end: usize) -> usize {
    text[..end].char_indices().rev().take_while(|&(_, c)| is_numeral(c)).last().map_or(end, |(i, _)| i)
}

fn numeral_after(text: &str, start: usize) -> usize {
    let len: usize = text[start..].chars().take_while(|&c| is_numeral(c)).map(char::len_utf8).sum();
    start + len
}

/// A numeral of at most two or, in kanji, three characters.
fn number(text: &str) -> Option<u32> {
    let plain: String = text.chars().map(half_width).collect();
    let short = (1..=3).contains(&plain.chars().count());
    numerals::number(&plain).filter(|_| short).and_then(|n| n.try_into().ok())
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        c => c,
    }
}

fn is_numeral(c: char) -> bool {
    numerals::number(half_width(c).encode_utf8(&mut [0; 4])).is_some_and(|n| n <= 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let named = |t| named_dates(t, "月", "日").into_iter().map(|d| d.0).collect::<Vec<_>>();
        assert_eq!(named("5月14日と１２月３日"), [(5, 14), (12, 3)]);
        assert_eq!(named("七月三日、十二月二十一日、6月の15日"), [(7, 3), (12, 21), (6, 15)]);
        assert_eq!(named("今月中に13月40日"), []);
        let slashed = |t| slashed_dates(t).into_iter().map(|d| d.0).collect::<Vec<_>>();
        assert_eq!(slashed("6/20まで、2026/6/21"), [(6, 20), (6, 21)]);
        assert_eq!(slashed("and/or 3/4/5"), [(4, 5)]);
    }
}
