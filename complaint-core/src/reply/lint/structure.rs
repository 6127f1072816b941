//! Rules over sentences and over the whole text: patterns, counts, bare
//! apologies, missing parts.

use crate::reply::form::form;
use crate::reply::skeleton::Form;

use super::rules::{Patterns, Rule};
use super::text::Sentence;
use super::{Finding, Run};

impl Run<'_> {
    /// What single sentences must not say.
    pub(super) fn phrases(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in &self.rules().rules {
            for sentence in &self.text.sentences {
                findings.extend(self.rule_in(rule, sentence));
            }
            findings.extend(self.too_often(rule));
        }
        for at in 0..self.text.sentences.len() {
            if let Some(span) = self.bare_apology(at) {
                findings.extend(self.finding("bare-apology", span));
            }
        }
        findings
    }

    fn rule_in(&self, rule: &Rule, sentence: &Sentence) -> Vec<Finding> {
        let row = self.text.row(sentence);
        let spans: Vec<(usize, usize)> = rule.patterns.iter().flat_map(|p| p.find(row)).collect();
        if spans.is_empty() || any(&rule.except, self, sentence) || self.excused(rule, sentence) {
            return Vec::new();
        }
        let offset = sentence.words.0;
        let span = |(from, to): (usize, usize)| self.text.span_of_words((from + offset, to + offset));
        spans.into_iter().filter_map(|s| self.found(rule, span(s))).collect()
    }

    /// One of the rule's marks stands in the same paragraph.
    fn excused(&self, rule: &Rule, sentence: &Sentence) -> bool {
        let near = self.text.sentences.iter().filter(|s| s.paragraph == sentence.paragraph);
        near.into_iter().any(|s| rule.unless.iter().any(|mark| self.marked(mark, s)))
    }

    fn too_often(&self, rule: &Rule) -> Vec<Finding> {
        let Some(count) = &rule.count else {
            return Vec::new();
        };
        let mut spans = Vec::new();
        for sentence in self.text.sentences.iter().filter(|s| !any(&count.except, self, s)) {
            let row = self.text.row(sentence);
            let offset = sentence.words.0;
            let found = count.patterns.iter().flat_map(|p| p.find(row));
            let mut places: Vec<(usize, usize)> =
                found.map(|(a, b)| self.text.span_of_words((a + offset, b + offset))).collect();
            places.sort_unstable();
            places.dedup_by(|b, a| b.0 < a.1);
            match (count.each, places.is_empty()) {
                (_, true) => {}
                (true, _) => spans.extend(places),
                (false, _) => spans.push(self.text.span(sentence)),
            }
        }
        spans.into_iter().skip(count.max).filter_map(|s| self.found(rule, s)).collect()
    }

    /// An apology with nothing before it that says for what. One that repeats
    /// an earlier, full apology is not bare.
    fn bare_apology(&self, at: usize) -> Option<(usize, usize)> {
        let sentence = &self.text.sentences[at];
        if !self.marked("apology", sentence) || self.marked("trouble", sentence) {
            return None;
        }
        let row = self.text.row(sentence);
        let head = self.rules().marks["apology"].iter().flat_map(|p| p.find(row)).map(|m| m.0).min()?;
        let says_what = row.words[..head].iter().enumerate().any(|(i, w)| {
            let content = self.rules().content.iter().any(|p| w.pos.starts_with(p.as_str()));
            (content && !self.rules().quiet_words.contains(&w.surface)) || row.masked[i]
        });
        let before = at.checked_sub(1).map(|i| &self.text.sentences[i]);
        let just_said = before.is_some_and(|b| b.paragraph == sentence.paragraph && self.marked("trouble", b));
        let repeats = self.text.sentences[..at].iter().any(|s| self.marked("apology", s));
        (!says_what && !just_said && !repeats).then(|| self.text.span(sentence))
    }

    /// What a whole reply lacks. A text is a whole reply when the mail that it
    /// answers is given, or when it is addressed to somebody.
    pub(super) fn whole(&self) -> Vec<Finding> {
        let form = match self.context.mail {
            Some((_, verdict)) => form(verdict),
            None if self.addressed().is_some() => Form::Irritated,
            None => return Vec::new(),
        };
        let required = match self.context.report {
            true => Some(&self.rules().required_report),
            false => self.rules().required.get(&form),
        };
        let missing = required.into_iter().flatten().find(|mark| !self.has(mark));
        missing.and_then(|_| self.finding("missing-part", self.first_sentence())).into_iter().collect()
    }

    /// The name that the text is addressed to, without the title, and its place.
    pub(super) fn addressed(&self) -> Option<(String, (usize, usize))> {
        let mut at = 0;
        for line in self.text.text.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let bare = line.trim();
            if bare.is_empty() {
                continue;
            }
            let name = self.rules().honorific.iter().find_map(|h| bare.strip_suffix(h.as_str()));
            let short = bare.chars().count() <= 40 && !bare.contains(['。', '、']);
            match name {
                Some(name) if short => {
                    let lead = line.len() - line.trim_start().len();
                    return Some((name.trim().to_string(), (start + lead, start + lead + bare.len())));
                }
                _ => return None,
            }
        }
        None
    }
}

pub(super) fn any(patterns: &Patterns, run: &Run<'_>, sentence: &Sentence) -> bool {
    let row = run.text.row(sentence);
    patterns.iter().any(|p| !p.find(row).is_empty())
}
