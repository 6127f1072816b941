//! What is kept of a mail, and points in time.

use std::str::FromStr;

use complaint_core::{
    mailbox::Source,
    record::VerdictRecord,
    verdict::{AngerLevel, Direction, Fact, Kind, Priority, Target},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

/// A mail in its conversation.
#[derive(Debug, Clone, Serialize)]
pub struct Message {
    /// Without angle brackets.
    pub message_id: Option<String>,
    /// Where the mail stands.
    pub source: Source,
    /// RFC 3339.
    pub date: Option<String>,
    /// From or to the customer.
    pub direction: Direction,
    /// Sender.
    pub from: Option<String>,
    /// Decoded subject.
    pub subject: String,
    /// As in the verdict.
    pub kind: Kind,
    /// As in the verdict.
    pub target: Target,
    /// As in the verdict.
    pub anger: AngerLevel,
    /// As in the verdict.
    pub priority: Priority,
    /// Hours from the customer's mail until our answer; for answered mails.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered_after_hours: Option<f64>,
    /// What speaks most for the verdict, where it was kept.
    #[serde(skip)]
    pub reason: String,
    /// Name of its conversation, where the mail gives one.
    #[serde(skip)]
    pub(super) thread: Option<String>,
    /// Hours until the first reply is due; `None` where no reply is needed.
    #[serde(skip)]
    pub(super) due_hours: Option<u32>,
    /// Days and words: by when the customer wants something; of our mails, what
    /// lies ahead.
    #[serde(skip)]
    pub(super) ahead: Vec<(String, String)>,
    #[serde(skip)]
    seconds: Option<i64>,
}

impl Message {
    /// What a verdict says of its mail.
    pub fn new(r: &VerdictRecord) -> Self {
        let own = r.direction == Direction::Out;
        let facts = &r.facts;
        let ahead = if own {
            ahead(&facts.dates, r).chain(ahead(&facts.deadline, r)).collect()
        } else {
            dated(&facts.deadline).collect()
        };
        Self {
            message_id: r.message_id.clone(),
            source: r.source.clone(),
            seconds: r.date.as_deref().and_then(seconds),
            date: r.date.clone(),
            direction: r.direction,
            from: r.from.clone(),
            subject: r.subject.clone(),
            kind: r.kind,
            target: r.target,
            anger: r.anger,
            priority: r.priority,
            answered_after_hours: None,
            reason: String::new(),
            thread: r.thread.clone(),
            due_hours: r.reply_within_hours.filter(|_| r.kind != Kind::Other && !r.closed),
            ahead,
        }
    }

    /// Keeps the reason.
    #[must_use]
    pub fn with_reason(self, reason: &str) -> Self {
        Self { reason: reason.to_owned(), ..self }
    }

    /// It is one of ours.
    pub fn is_own(&self) -> bool {
        self.direction == Direction::Out
    }

    /// Seconds since 1970.
    pub fn time(&self) -> Option<i64> {
        self.seconds
    }
}

/// Facts with a day: the day and the words.
fn dated(facts: &[Fact]) -> impl Iterator<Item = (String, String)> {
    facts.iter().filter_map(|f| Some((f.date.clone()?, f.text.clone())))
}

/// Those of the mail's day or later.
fn ahead<'a>(facts: &'a [Fact], r: &'a VerdictRecord) -> impl Iterator<Item = (String, String)> + 'a {
    let today = r.date.as_deref().and_then(|d| d.get(..10)).unwrap_or_default();
    dated(facts).filter(move |(day, _)| !today.is_empty() && day.as_str() >= today)
}

/// Seconds since 1970 of an RFC 3339 time.
fn seconds(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_second)
}

/// The time that open matters are looked at from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AsOf {
    /// Seconds since 1970.
    pub seconds: i64,
    /// ISO 8601 day in Japan.
    pub day: String,
}

/// Seconds by which Japan is ahead of UTC.
const JAPAN: i64 = 9 * 3600;

impl AsOf {
    pub(super) fn from_seconds(seconds: i64) -> Self {
        let local = Timestamp::from_second(seconds + JAPAN).map(|t| t.to_string()).unwrap_or_default();
        Self { seconds, day: local.get(..10).unwrap_or_default().to_owned() }
    }
}

impl FromStr for AsOf {
    type Err = String;

    /// A day (its end in Japan) or an RFC 3339 time.
    fn from_str(text: &str) -> Result<Self, String> {
        let end_of_day = || text.parse::<Date>().ok().and_then(|_| seconds(&format!("{text}T23:59:59+09:00")));
        let found = seconds(text).or_else(end_of_day);
        found.map(Self::from_seconds).ok_or_else(|| "expected a day, such as 2026-05-31, or an RFC 3339 time".into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_in_japan() {
        let day: AsOf = "2026-05-31".parse().expect("a day");
        assert_eq!(day.day, "2026-05-31");
        assert_eq!("2026-05-31T14:59:59Z".parse(), Ok(day));
        for bad in ["", "2026-05", "2026-13-01", "tomorrow", "2026-02-30"] {
            assert!(bad.parse::<AsOf>().is_err(), "{bad}");
        }
    }
}
