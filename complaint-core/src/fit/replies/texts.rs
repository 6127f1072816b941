//! Labelled replies, pairs of a bad and a good reply, the examples of the rules and
//! the templates of replies in; texts whose sentences have labels out.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::reply::{Fault, LintContext, Linter, Rule, Templates, samples};

use super::corpus::LabelledReply;

/// A text whose lines have labels.
#[derive(Debug, Clone)]
pub struct Text {
    /// Who wrote it; `None` where it was written with the patterns: what they say of
    /// it proves nothing, and nothing is measured on it.
    pub writer: Option<String>,
    /// Whose fault it was.
    pub fault: Fault,
    /// It reports what was found.
    pub report: bool,
    /// The words.
    pub text: String,
    /// Byte range of each line, and the rules that it breaks.
    pub lines: Vec<((usize, usize), Vec<String>)>,
}

impl Text {
    /// What is known beside the text.
    pub(super) fn context(&self) -> LintContext<'static> {
        LintContext { fault: self.fault, mail: None, report: self.report }
    }
}

impl From<&LabelledReply> for Text {
    fn from(reply: &LabelledReply) -> Self {
        let (text, lines) = reply.lay_out();
        let lines = lines.into_iter().map(|(place, line)| (place, line.rules.clone())).collect();
        Self { writer: Some(reply.writer.clone()), fault: reply.fault, report: reply.report, text, lines }
    }
}

/// A file of pairs, as `fixtures/lint/README.md` describes it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pairs {
    /// In the order of the file.
    pub pair: Vec<Pair>,
}

/// A reply that must not be sent, and one that says the same rightly.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// The rule that the bad one breaks.
    pub rule: String,
    /// Further rules that it breaks.
    #[serde(default)]
    pub also: Vec<String>,
    /// Whose fault it was.
    #[serde(default)]
    pub fault: Fault,
    /// They are the report that a first reply promised.
    #[serde(default)]
    pub report: bool,
    /// The bad one.
    pub bad: String,
    /// The good one.
    pub good: String,
    /// The mail answered, with the label names of `fixtures/corpus`.
    pub mail: Option<serde_json::Value>,
}

impl Pairs {
    /// Good replies, and bad ones of which one sentence differs from the good one:
    /// that sentence breaks the rules. Pairs for a mail are left out.
    pub fn texts(&self, linter: &Linter) -> Vec<Text> {
        self.pair.iter().filter(|p| p.mail.is_none()).flat_map(|p| p.texts(linter)).collect()
    }
}

impl Pair {
    fn texts(&self, linter: &Linter) -> Vec<Text> {
        let good = self.text(linter, &self.good);
        let mut bad = self.text(linter, &self.bad);
        let right: BTreeSet<&str> = good.lines.iter().map(|(p, _)| &self.good[p.0..p.1]).collect();
        let mut differing: Vec<_> =
            bad.lines.iter_mut().filter(|(p, _)| !right.contains(&self.bad[p.0..p.1])).collect();
        let mut texts = Vec::new();
        if let [(_, rules)] = differing.as_mut_slice() {
            rules.extend(self.also.iter().chain([&self.rule]).cloned());
            texts.push(bad);
        }
        texts.push(good);
        texts
    }

    fn text(&self, linter: &Linter, text: &str) -> Text {
        Text { report: self.report, ..Text::written_with(linter, text, self.fault, &[]) }
    }
}

impl Text {
    /// A text with which patterns were written, and what all of it breaks.
    fn written_with(linter: &Linter, text: &str, fault: Fault, rules: &[&str]) -> Self {
        let rules: Vec<String> = rules.iter().map(|r| (*r).to_string()).collect();
        let lines = linter.places(text).into_iter().map(|place| (place, rules.clone())).collect();
        Self { writer: None, fault, report: false, text: text.to_string(), lines }
    }
}

/// The sentences in which rules must be found, and must not: the former, too, where
/// the fault is one for which the rule does not hold.
pub fn rule_examples(linter: &Linter) -> Vec<Text> {
    let of_rule = |rule: &Rule| {
        let text = |text: &String, fault, rules: &[&str]| Text::written_with(linter, text, fault, rules);
        let mut texts: Vec<Text> = rule.quiet.iter().map(|t| text(t, Fault::Unknown, &[])).collect();
        for fires in &rule.fires {
            texts.push(text(fires, Fault::Unknown, &[&rule.id]));
            let free = Fault::ALL.iter().filter(|f| !rule.fault.is_empty() && !rule.fault.contains(f));
            texts.extend(free.map(|&fault| text(fires, fault, &[])));
        }
        texts
    };
    linter.rules().iter().flat_map(of_rule).collect()
}

/// What the program drafts: good throughout.
pub fn drafted(linter: &Linter, templates: &Templates) -> Vec<Text> {
    let texts = samples(templates).into_iter();
    texts.map(|(text, fault)| Text::written_with(linter, &text, fault, &[])).collect()
}
