//! Rules over sentences and over the whole text: patterns, counts, bare
//! apologies, missing parts.

use crate::reply::form::form;
use crate::reply::skeleton::Form;

use super::features::Hit;
use super::rules::{Patterns, Rule};
use super::text::Sentence;
use super::{Finding, Run};

/// The rule of which structure, not patterns, tells.
const BARE: &str = "bare-apology";

impl Run<'_> {
    /// What single sentences must not say.
    pub(super) fn phrases(&self) -> Vec<Finding> {
        let sentences = 0..self.text.sentences.len();
        let mut findings: Vec<Finding> = sentences.flat_map(|at| self.judged(at, &self.hits(at))).collect();
        findings.extend(self.rules().rules.iter().flat_map(|rule| self.too_often(rule)));
        findings
    }

    /// What the patterns, and the structure of apologies, say of a sentence.
    pub(super) fn hits(&self, at: usize) -> Vec<Hit> {
        let sentence = &self.text.sentences[at];
        let rules = self.rules().rules.iter().enumerate().filter(|(_, r)| self.holds(r));
        let mut hits: Vec<Hit> = rules.filter_map(|(i, rule)| self.hit(i, rule, sentence)).collect();
        if self.bare_apology(at) {
            let all = (0, sentence.words.1 - sentence.words.0);
            let rule = self.rules().rules.iter().position(|r| r.id == BARE);
            hits.extend(rule.map(|rule| Hit { rule, places: vec![all], excused: false }));
        }
        hits
    }

    fn hit(&self, number: usize, rule: &Rule, sentence: &Sentence) -> Option<Hit> {
        let row = self.text.row(sentence);
        let places: Vec<(usize, usize)> = rule.patterns.iter().flat_map(|p| p.find(row)).collect();
        let excused = || any(&rule.except, self, sentence) || self.excused(rule, sentence);
        (!places.is_empty()).then(|| Hit { rule: number, excused: excused(), places })
    }

    /// One of the rule's marks stands in the sentence or a neighbour of it in the
    /// same paragraph; of some marks, only in it or before it.
    fn excused(&self, rule: &Rule, sentence: &Sentence) -> bool {
        let at = self.text.sentences.iter().position(|s| s == sentence).unwrap_or_default();
        let near = |to: usize| {
            let row = self.text.sentences.iter().take(to).skip(at.saturating_sub(1));
            row.filter(|s| s.paragraph == sentence.paragraph)
        };
        let says = |marks: &[String], to: usize| near(to).any(|s| marks.iter().any(|mark| self.marked(mark, s)));
        says(&rule.unless, at + 2) || says(&rule.unless_before, at + 1)
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
    fn bare_apology(&self, at: usize) -> bool {
        let sentence = &self.text.sentences[at];
        if !self.marked("apology", sentence) || self.marked("trouble", sentence) {
            return false;
        }
        let row = self.text.row(sentence);
        let heads = self.rules().marks["apology"].iter().flat_map(|p| p.find(row)).map(|m| m.0);
        let head = heads.min().unwrap_or_default();
        let says_what = row.words[..head].iter().enumerate().any(|(i, w)| {
            let content = self.rules().content.iter().any(|p| w.pos.starts_with(p.as_str()));
            (content && !self.rules().quiet_words.contains(&w.surface)) || row.masked[i]
        });
        let before = at.checked_sub(1).map(|i| &self.text.sentences[i]);
        let just_said = before.is_some_and(|b| b.paragraph == sentence.paragraph && self.marked("trouble", b));
        let repeats = self.text.sentences[..at].iter().any(|s| self.marked("apology", s));
        !says_what && !just_said && !repeats
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
    ///
    /// It ends one of the first lines, which hold no sentence, or stands before
    /// the first comma of the first sentence.
    pub(super) fn addressed(&self) -> Option<(String, (usize, usize))> {
        const FIRST_LINES: usize = 4;
        let mut at = 0;
        let lines = self.text.text.split_inclusive('\n').map(|line| {
            at += line.len();
            (at - line.len(), line)
        });
        for (start, line) in lines.filter(|(_, l)| !l.trim().is_empty()).take(FIRST_LINES) {
            let head = line.trim().split(['、', '。', ',', '，']).next().unwrap_or_default();
            let name = self.rules().honorific.iter().find_map(|h| head.trim_end().strip_suffix(h.as_str()));
            if let Some(name) = name.filter(|_| head.chars().count() <= 40) {
                let start = start + line.len() - line.trim_start().len();
                return Some((name.trim().to_string(), (start, start + head.len())));
            }
            if head.len() < line.trim().len() {
                return None;
            }
        }
        None
    }
}

pub(super) fn any(patterns: &Patterns, run: &Run<'_>, sentence: &Sentence) -> bool {
    let row = run.text.row(sentence);
    patterns.iter().any(|p| !p.find(row).is_empty())
}
