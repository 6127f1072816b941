//! A written reply in; what it must not say out, each with a reason and a
//! better wording.
//!
//! The rules are data (`dictionaries/replies/lint.toml`), patterns over words;
//! what asks for the whole text or for the mail answered is in [`structure`]
//! and [`answer`]. The customer's quoted words, quoted lines and slots are not
//! linted.

mod answer;
mod cues;
mod features;
mod judge;
mod pattern;
mod rules;
mod structure;
mod text;

use serde::{Deserialize, Serialize};

use crate::mail::Mail;
use crate::verdict::Verdict;

use super::options::Fault;
use super::speech::Speech;
use super::templates::{self, TemplateError};
use super::words::{Word, Words, WordsError};

use cues::{Cue, Cues};
pub(crate) use features::Listener;
use judge::Judge;
pub(crate) use judge::standing;
pub use rules::Rule;
use rules::{MARKS, Rules};
use text::{Sentence, Text};

/// Why the rules could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LintError {
    /// Something is wrong in the file of rules.
    #[error("{file}:{line}: {message}")]
    Rules {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// The built-in dictionary cannot be opened.
    #[error(transparent)]
    Words(#[from] WordsError),
}

/// What is known beside the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct LintContext<'a> {
    /// Whose fault it was; `unknown` forbids admitting it.
    pub fault: Fault,
    /// The mail answered, and its verdict.
    pub mail: Option<(&'a Mail, &'a Verdict)>,
    /// The text is the report that a first reply promised: it need not name
    /// steps and dates again, yet must say what was checked.
    pub report: bool,
}

/// One thing that a reply must not say, or lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Identifier of the rule.
    pub rule: String,
    /// Byte range in the text; the whole first sentence where something is missing.
    pub span: (usize, usize),
    /// The words found.
    pub text: String,
    /// Why, in Japanese.
    pub why: String,
    /// A better wording.
    pub better: String,
    /// Where the rule comes from.
    pub source: String,
}

/// The rules, ready to use. Immutable, cheap to share.
#[derive(Debug)]
pub struct Linter {
    rules: Rules,
    words: Words,
    speech: Speech,
    cues: Cues,
    /// Without it the patterns decide alone.
    judge: Option<Judge>,
}

impl Linter {
    /// The built-in rules.
    ///
    /// # Errors
    /// When a built-in file cannot be read, which the tests rule out.
    pub fn built_in() -> Result<Self, LintError> {
        Self::with(Words::new()?)
    }

    /// The built-in rules, over words that are cut with a dictionary of the caller.
    ///
    /// # Errors
    /// As [`Self::built_in`].
    pub fn with(words: Words) -> Result<Self, LintError> {
        let (file, source) = complaint_dictionaries::replies::LINT;
        let rules = Rules::parse(file, source)?;
        let (file, source) = complaint_dictionaries::replies::SPEECH;
        let speech = templates::parse(file, source).map_err(|e| match e {
            TemplateError::Content { file, line, message } => LintError::Rules { file, line, message },
            other => LintError::Rules { file: file.to_string(), line: 1, message: other.to_string() },
        })?;
        let (file, source) = complaint_dictionaries::replies::LINT_WEIGHTS;
        let judge = Some(Judge::parse(file, source)?);
        let (file, source) = complaint_dictionaries::replies::CUES;
        let cues = Cues::parse(file, source)?;
        Ok(Self { rules, words, speech, cues, judge })
    }

    /// The patterns alone, on which weights are fitted.
    ///
    /// # Errors
    /// As [`Self::built_in`].
    pub fn patterns(words: Words) -> Result<Self, LintError> {
        Ok(Self { judge: None, ..Self::with(words)? })
    }

    /// The rules that are judged by weights, too.
    pub(crate) fn judged(&self) -> &[String] {
        &self.rules.judged
    }

    /// Some row of the rule holds for the fault.
    pub(crate) fn holds(&self, id: &str, fault: Fault) -> bool {
        self.rules.rules.iter().any(|r| r.id == id && (r.fault.is_empty() || r.fault.contains(&fault)))
    }

    /// Where the sentences of a text stand.
    pub(crate) fn places(&self, text: &str) -> Vec<(usize, usize)> {
        let words = self.words.cut(text);
        let text = Text::new(text, &words, None, &self.rules.ends);
        text.sentences.iter().map(|s| text.span(s)).collect()
    }

    /// What the sentences of a text are made of: their places, the rules that
    /// patterns find in them, and their features.
    pub(crate) fn sentences<L: Listener + Default>(&self, text: &str, context: &LintContext<'_>) -> Vec<Sentenced<L>> {
        let words = self.words.cut(text);
        let run = self.run(text, &words, context);
        let sentence = |at: usize| {
            let (hits, mut listener) = (run.hits(at), L::default());
            run.features(at, &hits, &mut listener);
            let standing = hits.iter().filter(|h| !h.excused);
            let found = standing.map(|h| self.rules.rules[h.rule].id.clone()).collect();
            (run.text.span(&run.text.sentences[at]), found, listener)
        };
        (0..run.text.sentences.len()).map(sentence).collect()
    }

    /// The rules in the order of the file.
    pub fn rules(&self) -> &[Rule] {
        &self.rules.rules
    }

    /// What a written reply must not say, in order of place.
    pub fn lint(&self, text: &str, context: &LintContext<'_>) -> Vec<Finding> {
        self.lint_words(text, &self.words.cut(text), context)
    }

    /// As [`Self::lint`], over words that are already cut. Their spans are byte
    /// ranges of `text`.
    pub fn lint_words(&self, text: &str, words: &[Word], context: &LintContext<'_>) -> Vec<Finding> {
        let run = self.run(text, words, context);
        let mut findings = run.phrases();
        findings.extend(run.whole());
        findings.extend(run.answer());
        sorted(findings)
    }

    /// Only what single sentences must not say: for texts that are no whole reply.
    pub fn lint_phrases(&self, text: &str, context: &LintContext<'_>) -> Vec<Finding> {
        let words = self.words.cut(text);
        sorted(self.run(text, &words, context).phrases())
    }

    fn run<'a>(&'a self, text: &'a str, words: &'a [Word], context: &'a LintContext<'a>) -> Run<'a> {
        let mail = context.mail.map(|(mail, _)| mail);
        let text = Text::new(text, words, mail, &self.rules.ends);
        let cues = text.sentences.iter().map(|s| self.cues.find(text.row(s))).collect();
        let mut run = Run { linter: self, context, text, marks: Vec::new(), cues };
        run.marks = run.text.sentences.iter().map(|s| MARKS.map(|mark| run.marked(mark, s))).collect();
        run
    }
}

/// Place of a sentence, the rules that patterns find in it, and its features.
type Sentenced<L> = ((usize, usize), Vec<String>, L);

fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
    findings.dedup_by(|a, b| a.rule == b.rule && a.span.0 < b.span.1 && b.span.0 < a.span.1);
    findings
}

/// One text being linted.
struct Run<'a> {
    linter: &'a Linter,
    context: &'a LintContext<'a>,
    text: Text<'a>,
    /// Which of [`MARKS`] stand in each sentence.
    marks: Vec<[bool; MARKS.len()]>,
    /// Kinds of words in each sentence, with a place that shows them.
    cues: Vec<Vec<Cue<'a>>>,
}

impl Run<'_> {
    fn rules(&self) -> &Rules {
        &self.linter.rules
    }

    /// A finding of the structural rule of that name.
    fn finding(&self, id: &str, span: (usize, usize)) -> Option<Finding> {
        self.rules().rules.iter().find(|r| r.id == id).and_then(|r| self.found(r, span))
    }

    /// The rule holds for this fault.
    fn holds(&self, rule: &Rule) -> bool {
        rule.fault.is_empty() || rule.fault.contains(&self.context.fault)
    }

    /// A finding of the rule, unless it holds for other faults.
    fn found(&self, rule: &Rule, span: (usize, usize)) -> Option<Finding> {
        self.holds(rule).then(|| Finding {
            rule: rule.id.clone(),
            span,
            text: self.text.text[span.0..span.1].to_string(),
            why: rule.why.clone(),
            better: rule.better.clone(),
            source: rule.source.clone(),
        })
    }

    /// The mark stands in the sentence.
    fn marked(&self, mark: &str, sentence: &Sentence) -> bool {
        let patterns = self.rules().marks.get(mark).map(Vec::as_slice).unwrap_or_default();
        let row = self.text.row(sentence);
        patterns.iter().any(|p| !p.find(row).is_empty()) || (mark == "date" && self.date_slot(sentence))
    }

    /// The mark stands somewhere in the text.
    fn has(&self, mark: &str) -> bool {
        self.text.sentences.iter().any(|s| self.marked(mark, s))
    }

    fn date_slot(&self, sentence: &Sentence) -> bool {
        let (from, to) = self.text.span(sentence);
        self.text.slots.iter().filter(|s| from <= s.0 && s.1 <= to).any(|&(a, b)| {
            let slot = &self.text.text[a..b];
            self.rules().date_slots.iter().any(|d| slot.contains(d.as_str()))
        })
    }

    /// The sentence of no finding where something is missing.
    fn first_sentence(&self) -> (usize, usize) {
        self.text.sentences.first().map_or((0, 0), |s| self.text.span(s))
    }
}
