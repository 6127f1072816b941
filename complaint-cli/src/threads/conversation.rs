//! The mails of one conversation in; what it shows out.

use std::{cmp::Reverse, collections::HashSet};

use complaint_core::verdict::{AngerLevel, Kind, Priority, Target};
use serde::Serialize;

use super::message::{AsOf, Message};

/// Version of the record's shape.
const SCHEMA: u32 = 1;

/// Where the anger of a conversation goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trend {
    /// The customer's newest mail is angrier than an earlier one.
    Heating,
    /// It is calmer than the angriest before it.
    Cooling,
    /// It is as the others, or there is but one.
    Steady,
}

/// The target of a mail is another than that of the complaint before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Which mail.
    pub message_id: Option<String>,
    /// RFC 3339.
    pub date: Option<String>,
    /// Before.
    pub from: Target,
    /// Now.
    pub to: Target,
}

/// A day by which something is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// ISO 8601.
    pub date: String,
    /// The words of the mail.
    pub text: String,
    /// Which mail.
    pub message_id: Option<String>,
    /// No mail of ours came after it.
    pub open: bool,
    /// Open, and the day is over.
    pub overdue: bool,
}

/// How long customers wait: from the first mail without an answer until ours.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Waiting {
    /// Hours of the waits that ended.
    pub answered_hours: Vec<f64>,
    /// The longest of them.
    pub longest_hours: Option<f64>,
    /// RFC 3339 time of the first mail that waits still.
    pub open_since: Option<String>,
    /// Hours that it waits already.
    pub open_hours: Option<f64>,
    /// The reply was due before now.
    pub overdue: bool,
}

/// A conversation.
#[derive(Debug, Clone, Serialize)]
pub struct Conversation {
    schema: u32,
    /// Name: as in the verdict of its first mail.
    pub thread: Option<String>,
    /// Subject of its first mail.
    pub subject: String,
    /// Who wrote, our own addresses not among them.
    pub from: Vec<String>,
    /// RFC 3339 time of the first mail.
    pub first: Option<String>,
    /// RFC 3339 time of the last mail.
    pub last: Option<String>,
    /// Where the anger goes.
    pub trend: Trend,
    /// Levels between the calmest earlier mail and the newest.
    pub rise: u8,
    /// Anger of the customer's mails in order of time.
    pub anger: Vec<AngerLevel>,
    /// Target of the newest complaint.
    pub target: Target,
    /// Changes of the target.
    pub target_changes: Vec<Change>,
    /// Most urgent priority of the customer's mails.
    pub priority: Priority,
    /// By when the customer wants something.
    pub deadlines: Vec<Dated>,
    /// Days ahead that our mails name.
    pub promises: Vec<Dated>,
    /// Waiting times.
    pub waiting: Waiting,
    /// The mails in order of time.
    pub messages: Vec<Message>,
}

impl Conversation {
    pub(super) fn new(mut messages: Vec<Message>, as_of: Option<&AsOf>) -> Self {
        // mails without a date stay where they stood, behind the others
        messages.sort_by_key(|m| (m.time().is_none(), m.time()));
        // the same mail from two folders is one
        let mut seen = HashSet::new();
        messages.retain(|m| m.message_id.as_ref().is_none_or(|id| seen.insert(id.clone())));
        let waiting = waiting(&mut messages, as_of);
        let theirs = || messages.iter().filter(|m| !m.is_own());
        let anger: Vec<AngerLevel> = theirs().filter(|m| m.kind != Kind::Other).map(|m| m.anger).collect();
        let (trend, rise) = trend(&anger);
        let first = messages.first();
        let mut from: Vec<String> = Vec::new();
        for sender in theirs().filter_map(|m| m.from.as_ref()) {
            if !from.contains(sender) {
                from.push(sender.clone());
            }
        }
        Self {
            schema: SCHEMA,
            thread: first.and_then(|m| m.thread.clone()),
            subject: first.map(|m| m.subject.clone()).unwrap_or_default(),
            from,
            first: first.and_then(|m| m.date.clone()),
            last: messages.iter().rev().find_map(|m| m.date.clone()),
            trend,
            rise,
            anger,
            target: theirs().rfind(|m| m.kind == Kind::Complaint).map_or(Target::None, |m| m.target),
            target_changes: changes(&messages),
            priority: theirs().map(|m| m.priority).min().unwrap_or(Priority::P4),
            deadlines: dated(&messages, false, as_of),
            promises: dated(&messages, true, as_of),
            waiting,
            messages,
        }
    }

    /// Those that heat up first, the steepest before the others; then by time.
    pub(super) fn order(&self) -> impl Ord {
        let heat = (self.trend == Trend::Heating).then(|| (self.rise, self.anger.last().copied()));
        (Reverse(heat), self.messages.first().map(|m| (m.time().is_none(), m.time())))
    }

    /// The customer waits for a reply.
    pub fn is_open(&self) -> bool {
        self.waiting.open_since.is_some()
    }
}

fn trend(anger: &[AngerLevel]) -> (Trend, u8) {
    let Some((last, earlier)) = anger.split_last() else { return (Trend::Steady, 0) };
    let calmest = earlier.iter().min().map_or(last.get(), |a| a.get());
    let rise = last.get().saturating_sub(calmest);
    match earlier.iter().max() {
        _ if rise > 0 => (Trend::Heating, rise),
        Some(angriest) if last < angriest => (Trend::Cooling, 0),
        _ => (Trend::Steady, 0),
    }
}

fn changes(messages: &[Message]) -> Vec<Change> {
    let complaints: Vec<&Message> = messages.iter().filter(|m| m.kind == Kind::Complaint && !m.is_own()).collect();
    let pairs = complaints.windows(2).filter(|p| p[0].target != p[1].target);
    pairs
        .map(|p| Change {
            message_id: p[1].message_id.clone(),
            date: p[1].date.clone(),
            from: p[0].target,
            to: p[1].target,
        })
        .collect()
}

/// The days ahead in our mails, or those by which customers want something.
fn dated(messages: &[Message], own: bool, as_of: Option<&AsOf>) -> Vec<Dated> {
    let mut out: Vec<Dated> = Vec::new();
    for (i, m) in messages.iter().enumerate().filter(|(_, m)| m.is_own() == own) {
        let open = !messages[i + 1..].iter().any(Message::is_own);
        for (date, text) in &m.ahead {
            let overdue = open && as_of.is_some_and(|now| *date < now.day);
            let one = Dated { date: date.clone(), text: text.clone(), message_id: m.message_id.clone(), open, overdue };
            if !out.contains(&one) {
                out.push(one);
            }
        }
    }
    out
}

/// Fills in how long each answered mail waited.
fn waiting(messages: &mut [Message], as_of: Option<&AsOf>) -> Waiting {
    let mut out = Waiting::default();
    let mut since: Option<usize> = None;
    for i in 0..messages.len() {
        if !messages[i].is_own() {
            if since.is_none() && messages[i].due_hours.is_some() {
                since = Some(i);
            }
        } else if let Some(asked) = since.take()
            && let (Some(from), Some(to)) = (messages[asked].time(), messages[i].time())
        {
            let hours = hours(to - from);
            messages[asked].answered_after_hours = Some(hours);
            out.answered_hours.push(hours);
        }
    }
    out.longest_hours = out.answered_hours.iter().copied().reduce(f64::max);
    if let Some(asked) = since.map(|i| &messages[i]) {
        out.open_since = asked.date.clone();
        let open = as_of.zip(asked.time()).map(|(now, from)| hours((now.seconds - from).max(0)));
        out.overdue = open.zip(asked.due_hours).is_some_and(|(h, due)| h > f64::from(due));
        out.open_hours = open;
    }
    out
}

/// One decimal.
fn hours(seconds: i64) -> f64 {
    (seconds as f64 / 360.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_anger_goes() {
        let levels = |l: &[u8]| l.iter().map(|a| AngerLevel::new(*a)).collect::<Vec<_>>();
        for (anger, wanted) in [
            (vec![], (Trend::Steady, 0)),
            (vec![3], (Trend::Steady, 0)),
            (vec![2, 2], (Trend::Steady, 0)),
            (vec![1, 2], (Trend::Heating, 1)),
            (vec![3, 0, 4], (Trend::Heating, 4)),
            (vec![3, 1, 2], (Trend::Heating, 1)),
            (vec![2, 3, 2], (Trend::Cooling, 0)),
        ] {
            assert_eq!(trend(&levels(&anger)), wanted, "{anger:?}");
        }
    }
}
