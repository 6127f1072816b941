//! Rules against the mail that is answered.

use crate::reply::addressee::writer_name;
use crate::reply::dates::{month_and_day, named_dates, slashed_dates};
use crate::verdict::{Flag, Kind};

use super::structure::any;
use super::{Finding, Run};

impl Run<'_> {
    /// What does not fit the mail answered.
    pub(super) fn answer(&self) -> Vec<Finding> {
        if self.context.mail.is_none() {
            return Vec::new();
        }
        let found = [
            self.safety_first().map(|s| ("safety-first", s)),
            self.deadline_missed().map(|s| ("deadline-missed", s)),
            self.wrong_name().map(|s| ("wrong-name", s)),
        ];
        let mut spans: Vec<(&str, (usize, usize))> = found.into_iter().flatten().collect();
        spans.extend(self.demands_missed().into_iter().map(|s| ("demand-missed", s)));
        spans.extend(self.reopened().into_iter().map(|s| ("reopen", s)));
        spans.into_iter().filter_map(|(rule, span)| self.finding(rule, span)).collect()
    }

    /// Body and health come in the first two paragraphs and sentences after the
    /// address, and no question before.
    fn safety_first(&self) -> Option<(usize, usize)> {
        let (_, verdict) = self.context.mail?;
        if verdict.closed || !verdict.flags.contains(&Flag::Safety) {
            return None;
        }
        let skip = usize::from(self.addressed().is_some());
        let opening = self.text.sentences.iter().skip(skip);
        for (before, sentence) in opening.enumerate() {
            if self.marked("health", sentence) {
                return (sentence.paragraph > 2 || before > 2).then(|| self.text.span(sentence));
            }
            if self.marked("question", sentence) {
                return Some(self.text.span(sentence));
            }
        }
        Some(self.first_sentence())
    }

    /// One finding for each demand of which the reply says nothing.
    fn demands_missed(&self) -> Vec<(usize, usize)> {
        let Some((_, verdict)) = self.context.mail else {
            return Vec::new();
        };
        if verdict.closed || verdict.flags.contains(&Flag::LifeThreat) || self.context.report {
            return Vec::new();
        }
        let told = |patterns| self.text.sentences.iter().any(|s| any(patterns, self, s));
        let missed = verdict.demands.iter().filter_map(|d| self.rules().demands.get(d)).filter(|p| !told(p)).count();
        if missed > 0 { vec![self.first_sentence()] } else { Vec::new() }
    }

    /// No date at all, or the first one after the customer's deadline.
    fn deadline_missed(&self) -> Option<(usize, usize)> {
        let (mail, verdict) = self.context.mail?;
        let judged =
            matches!(verdict.kind, Kind::Complaint) && !verdict.closed && !verdict.flags.contains(&Flag::LifeThreat);
        let deadline = verdict.facts.deadline.first().filter(|_| judged)?;
        if !self.has("date") {
            return Some(self.first_sentence());
        }
        let wanted = month_and_day(deadline.date.as_deref()?)?;
        let written = mail.date.as_deref().and_then(month_and_day).map_or(1, |d| d.0);
        let since = |(month, day): (u32, u32)| ((month + 12 - written) % 12, day);
        let (first, span) = self.dates().into_iter().map(|(d, s)| (since(d), s)).min()?;
        (first > since(wanted)).then_some(span)
    }

    /// Months and days named in the text, with their places.
    fn dates(&self) -> Vec<((u32, u32), (usize, usize))> {
        let (text, rules) = (self.text.text, self.rules());
        let mut found = named_dates(text, &rules.month, &rules.day);
        found.extend(slashed_dates(text));
        let quoted = |span: (usize, usize)| {
            self.text.words.iter().zip(&self.text.masked).any(|(w, &m)| m && w.span.0 < span.1 && span.0 < w.span.1)
        };
        found.retain(|&(_, span)| !quoted(span));
        found
    }

    /// Addressed to somebody who does not write the mail.
    fn wrong_name(&self) -> Option<(usize, usize)> {
        let (mail, verdict) = self.context.mail?;
        let (name, span) = self.addressed()?;
        let plain = |s: &str| s.split_whitespace().collect::<String>();
        if self.rules().customer.contains(&plain(&name)) || name.contains('［') {
            return None;
        }
        let known = writer_name(mail, verdict, &self.linter.speech, &self.linter.words);
        let display = mail.from.as_ref().and_then(|a| a.name.clone()).unwrap_or_default();
        let same = |writer: &str| {
            let (writer, name) = (plain(writer), plain(&name));
            !writer.is_empty() && (writer.contains(&name) || name.contains(&writer))
        };
        let family = known.iter().flat_map(|k| k.split_whitespace()).any(|part| name.contains(part));
        let right =
            known.as_deref().is_some_and(same) || same(&display) || family || plain(&mail.body).contains(&plain(&name));
        (!right).then_some(span)
    }

    /// Steps, calls, questions and new apologies of cause after the end.
    fn reopened(&self) -> Vec<(usize, usize)> {
        let Some((_, verdict)) = self.context.mail else {
            return Vec::new();
        };
        if !verdict.closed {
            return Vec::new();
        }
        let again = |s: &&super::Sentence| ["step", "call", "question"].iter().any(|m| self.marked(m, s));
        self.text.sentences.iter().filter(again).map(|s| self.text.span(s)).collect()
    }
}
