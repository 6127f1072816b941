//! Dates as mail and exports write them in; RFC 3339 with the offset out.

/// A date read, and whether its offset was only assumed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dated {
    pub(super) rfc3339: String,
    pub(super) offset_assumed: bool,
}

/// Japan's offset in minutes: exports of Japanese systems give none.
const ASSUMED_OFFSET: i32 = 9 * 60;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Zone names that mail carries, with their offset in minutes.
const ZONES: &[(&str, i32)] = &[
    ("UT", 0),
    ("UTC", 0),
    ("GMT", 0),
    ("Z", 0),
    ("JST", 540),
    ("KST", 540),
    ("EST", -300),
    ("EDT", -240),
    ("CST", -360),
    ("CDT", -300),
    ("MST", -420),
    ("MDT", -360),
    ("PST", -480),
    ("PDT", -420),
    ("CET", 60),
    ("CEST", 120),
    ("BST", 60),
];

struct Parts {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    offset: Option<i32>,
}

/// Reads an RFC 5322 date, an RFC 3339 one, or numbers in the order year,
/// month, day, hour, minute, second. `None` where it is no date.
pub(super) fn parse(text: &str) -> Option<Dated> {
    let parts = rfc5322(text).or_else(|| numeric(text))?;
    parts.format()
}

fn rfc5322(text: &str) -> Option<Parts> {
    let text = without_comments(text);
    let tokens: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c == ',').filter(|token| !token.is_empty()).collect();
    // The month's name is the anchor: `7 Aug 2025` and `Aug 7 21:14:00 2025`.
    let at = tokens.iter().position(|token| month(token).is_some())?;
    let month = month(tokens[at])?;
    let number = |token: &&str| token.parse::<u32>().ok();
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).and_then(number);
    let (day, rest) = match before {
        Some(day) => (day, &tokens[at + 1..]),
        None => (tokens.get(at + 1).and_then(number)?, &tokens[at + 2..]),
    };
    let year = rest.iter().find_map(|token| match token.parse::<u32>() {
        Ok(year) if token.len() == 4 => Some(year),
        Ok(year) if token.len() <= 3 => Some(if year < 50 { 2000 + year } else { 1900 + year }),
        _ => None,
    })?;
    let clock = rest.iter().find(|token| token.contains(':') && !token.starts_with(['+', '-']))?;
    let mut clock = clock.split(':').map(|part| part.parse::<u32>().ok());
    let offset = rest.iter().find_map(|token| zone(token));
    Some(Parts {
        year,
        month,
        day,
        hour: clock.next()??,
        minute: clock.next()??,
        second: clock.next().flatten().unwrap_or(0),
        offset,
    })
}

/// `2026-05-03T10:12:00+09:00`, `2026/05/03 10:12`, and the same with other
/// marks between the numbers.
fn numeric(text: &str) -> Option<Parts> {
    let text = text.trim();
    let (mut numbers, mut end) = (Vec::new(), 0);
    for (start, token) in digit_runs(text) {
        let before = text[..start].chars().next_back();
        // A sign after the clock begins the offset.
        if numbers.len() >= 5 && matches!(before, Some('+' | '-' | '\u{2212}')) || numbers.len() == 6 {
            break;
        }
        numbers.push(token.parse::<u32>().ok()?);
        end = start + token.len();
    }
    let [year, month, day, clock @ ..] = numbers.as_slice() else {
        return None;
    };
    if *year < 1900 {
        return None;
    }
    let rest = text[end..].trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let at = |i: usize| clock.get(i).copied().unwrap_or(0);
    Some(Parts {
        year: *year,
        month: *month,
        day: *day,
        hour: at(0),
        minute: at(1),
        second: at(2),
        offset: rest.split_whitespace().next().and_then(zone),
    })
}

fn digit_runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|c: char| c.is_ascii_digit())?;
        let rest = &text[start..];
        let len = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        from = start + len;
        Some((start, &rest[..len]))
    })
}

fn month(token: &str) -> Option<u32> {
    let short = token.get(..3)?.to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == short)?;
    u32::try_from(index + 1).ok()
}

/// `+0900`, `+09:00` or a name, in minutes.
fn zone(token: &str) -> Option<i32> {
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| name.eq_ignore_ascii_case(token)) {
        return Some(*minutes);
    }
    let sign = match token.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = token[1..].chars().filter(char::is_ascii_digit).take(4).collect();
    let value: i32 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() <= 2 { (value, 0) } else { (value / 100, value % 100) };
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

fn without_comments(text: &str) -> String {
    let mut depth = 0_u32;
    text.chars()
        .filter(|c| {
            depth += u32::from(*c == '(');
            let keep = depth == 0;
            depth = depth.saturating_sub(u32::from(*c == ')'));
            keep
        })
        .collect()
}

impl Parts {
    fn format(&self) -> Option<Dated> {
        let sound = (1900..=9999).contains(&self.year)
            && (1..=12).contains(&self.month)
            && (1..=days_in_month(self.year, self.month)).contains(&self.day)
            && self.hour <= 23
            && self.minute <= 59
            && self.second <= 60;
        if !sound {
            return None;
        }
        let offset = self.offset.unwrap_or(ASSUMED_OFFSET);
        let zone = if self.offset == Some(0) {
            "+00:00".to_owned()
        } else {
            let sign = if offset < 0 { '-' } else { '+' };
            format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)
        };
        // A leap second is no RFC 3339 time outside the days that had one.
        let second = self.second.min(59);
        Some(Dated {
            rfc3339: format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{second:02}{zone}",
                self.year, self.month, self.day, self.hour, self.minute
            ),
            offset_assumed: self.offset.is_none(),
        })
    }
}

fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400) && month == 2 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
