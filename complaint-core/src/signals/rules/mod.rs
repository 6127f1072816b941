//! Words in; hits of the rules out: knowledge that people wrote, with their reasons.
//!
//! A rule is a pattern of words (`dictionaries/rules/*.tsv`, README there) or a
//! written form found under disguise (`surface.tsv`). Its hit is a feature like
//! any other: what it counts is fitted. A hit that the writer does not assert
//! (negated, quoted, somebody else's, supposed, settled) is another feature.

mod anchors;
mod examples;
mod overlay;
mod pattern;
mod program;
mod scope;
mod spoken;
mod surface;
mod table;

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use complaint_dictionaries::{hash::word_hash, rules as data};

pub use examples::Tried;
pub use scope::Scope;
pub use spoken::{Spoken, SpokenLabel};

use super::features::{Setting, Sink, Template};
use crate::{tokens::Token, verdict::outputs::Output};
use anchors::{Index, Lengths};
use pattern::Sets;
use program::{Program, View};
use scope::ScopeWords;
use surface::SurfaceRules;
use table::{list, rows};

/// A rule as it was written.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its name: `group/what`.
    pub id: String,
    /// Hash of the name, its part in features.
    pub hash: u32,
    /// The pattern, or the forms of a surface rule.
    pub pattern: String,
    /// What it speaks for or against.
    pub speaks: Vec<Spoken>,
    /// Why, for people; `{text}` stands for the words of the mail.
    pub why: String,
    /// Sentences in which it must be found.
    fires: String,
    /// Sentences in which it must not be found.
    quiet: String,
    /// File and line.
    pub origin: (String, usize),
    /// It comes from an own dictionary.
    pub own: bool,
}

impl Rule {
    /// Sentences in which it must be found, asserted by the writer.
    pub fn fires(&self) -> impl Iterator<Item = &str> {
        list(&self.fires)
    }

    /// Sentences in which it must not be found.
    pub fn quiet(&self) -> impl Iterator<Item = &str> {
        list(&self.quiet)
    }

    /// It speaks of a feeling, and it matters whose.
    fn felt(&self) -> bool {
        self.speaks.iter().any(|s| matches!(s.label, SpokenLabel::Output(Output::Anger(_))))
    }
}

/// A rule found in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Number of the rule.
    pub rule: usize,
    /// First word and the word after the last, by position in the sentence.
    pub words: (usize, usize),
    /// How it stands in the sentence.
    pub scope: Scope,
}

/// A table of rules that cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct RuleError {
    file: String,
    line: usize,
    message: String,
}

impl RuleError {
    pub(in crate::signals::rules) fn new(file: &str, line: usize, message: String) -> Self {
        Self { file: file.to_string(), line, message }
    }
}

/// Rules ready to be looked for; immutable.
pub struct RuleSet {
    rules: Vec<Rule>,
    programs: Vec<Program>,
    index: Index,
    scope: ScopeWords,
    surface: SurfaceRules,
    by_hash: HashMap<u32, usize>,
}

static BUILT_IN: LazyLock<Result<Arc<RuleSet>, RuleError>> =
    LazyLock::new(|| RuleSet::parse(&[data::SETS], data::FILES, &[data::SURFACE]).map(Arc::new));

/// Name for errors, and text.
type Source<'a> = (&'a str, &'a str);

const PATTERN_COLUMNS: usize = 6;
const SURFACE_COLUMNS: usize = 9;

impl RuleSet {
    /// The built-in rules, read on first use.
    ///
    /// # Errors
    /// When the embedded tables do not load.
    pub fn built_in() -> Result<&'static Self, RuleError> {
        BUILT_IN.as_deref().map_err(Clone::clone)
    }

    /// Reads tables, each with the name for its errors: named sets, files of
    /// patterns, and surface rules.
    ///
    /// # Errors
    /// On the first row that cannot be used.
    pub fn parse(sets: &[Source<'_>], files: &[Source<'_>], surface: &[Source<'_>]) -> Result<Self, RuleError> {
        let (named, mut lengths) = read_sets(sets)?;
        let scope = ScopeWords::new(&named).map_err(|m| RuleError::new(data::SETS.0, 0, m))?;
        let (mut rules, mut programs, mut index) = (Vec::new(), Vec::new(), Index::default());
        for (file, text) in files {
            for row in rows(file, text, PATTERN_COLUMNS)? {
                let [id, pattern, speaks, why, fires, quiet] = row.fields[..] else { continue };
                let wrong = |m: String| RuleError::new(file, row.line, m);
                let tree = pattern::parse(pattern, &named, &mut lengths).map_err(wrong)?;
                index.push(&tree, &lengths);
                programs.push(Program::new(tree));
                rules.push(rule(file, row.line, [id, pattern, speaks, why, fires, quiet])?);
            }
        }
        let mut surface_rows = Vec::new();
        for (file, text) in surface {
            surface_rows.extend(rows(file, text, SURFACE_COLUMNS)?.into_iter().map(|row| (*file, row)));
        }
        let disguised = SurfaceRules::new(&surface_rows, rules.len())?;
        for (file, row) in surface_rows {
            let [id, forms, _, _, _, speaks, why, fires, quiet] = row.fields[..] else { continue };
            rules.push(rule(file, row.line, [id, forms, speaks, why, fires, quiet])?);
        }
        let mut by_hash = HashMap::new();
        for (i, r) in rules.iter().enumerate() {
            if by_hash.insert(r.hash, i).is_some() {
                return Err(RuleError::new(&r.origin.0, r.origin.1, format!("`{}` is there twice", r.id)));
            }
        }
        Ok(Self { rules, programs, index, scope, surface: disguised, by_hash })
    }

    /// Every rule.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule with that hash of its name.
    pub fn by_hash(&self, hash: u32) -> Option<&Rule> {
        self.by_hash.get(&hash).map(|i| &self.rules[*i])
    }

    /// The rules found in a sentence, each once: where the writer asserts it, if
    /// anywhere. `text` is what the words point into; `quoted` is whether the
    /// sentence begins inside 「」.
    pub fn hits(&self, words: &[Token], text: &str, quoted: bool) -> Vec<Hit> {
        self.hits_of(words, text, quoted, |_| true)
    }

    /// The same of those rules that are `wanted`, without looking for others.
    pub(crate) fn hits_of(
        &self,
        words: &[Token],
        text: &str,
        quoted: bool,
        wanted: impl Fn(&Rule) -> bool,
    ) -> Vec<Hit> {
        let view = View::new(words, text, |t| self.scope.is_negative(t));
        let mut out: Vec<Hit> = Vec::new();
        let mut keep = |rule: usize, first: usize, end: usize| {
            let scope = self.scope.of(&view, first, end, quoted, self.rules[rule].felt());
            let hit = Hit { rule, words: (first, end), scope };
            match out.iter_mut().find(|h| h.rule == rule) {
                Some(h) if h.scope <= scope => {}
                Some(h) => *h = hit,
                None => out.push(hit),
            }
        };
        self.index.candidates(&view, |rule, at| {
            if wanted(&self.rules[rule])
                && let Some(end) = self.programs[rule].match_at(&view, at)
            {
                keep(rule, at, end);
            }
        });
        self.surface.find(words, text, |rule, first, end| {
            if wanted(&self.rules[rule]) {
                keep(rule, first, end);
            }
        });
        out.sort_unstable_by_key(|h| h.rule);
        out
    }
}

/// Gives the hits of the rules in a sentence to `sink` as features.
pub fn emit(set: &RuleSet, words: &[Token], text: &str, setting: Setting, sink: &mut impl Sink) {
    for h in set.hits(words, text, setting.quoted) {
        let parts = [set.rules[h.rule].hash, word_hash(h.scope.name())];
        let parts = if h.scope == Scope::Plain { &parts[..1] } else { &parts[..] };
        sink.feature(Template::Rule, parts, h.words.0, h.words.1 - 1);
    }
}

fn read_sets(sets: &[Source<'_>]) -> Result<(Sets, Lengths), RuleError> {
    let (mut named, mut lengths) = (Sets::new(), Lengths::default());
    for (file, text) in sets {
        for row in rows(file, text, 2)? {
            let members = pattern::parse(row.fields[1], &named, &mut lengths);
            let members = pattern::simple(members.map_err(|m| RuleError::new(file, row.line, m))?);
            if named.insert(row.fields[0].to_string(), members).is_some() {
                return Err(RuleError::new(file, row.line, format!("`{}` is there twice", row.fields[0])));
            }
        }
    }
    Ok((named, lengths))
}

/// The words that a pattern names.
pub fn literals(pattern: &str) -> impl Iterator<Item = &str> {
    pattern
        .split([' ', '|', '(', ')', '&', '!', '?', '~', '"'])
        .filter(|w| !w.is_empty() && !w.starts_with(['@', '<', '{', '.', '_', '^', '$']))
}

fn rule(file: &str, line: usize, [id, pattern, speaks, why, fires, quiet]: [&str; 6]) -> Result<Rule, RuleError> {
    Ok(Rule {
        id: id.to_string(),
        hash: word_hash(id),
        pattern: pattern.to_string(),
        speaks: list(speaks).map(Spoken::parse).collect::<Result<_, _>>().map_err(|m| RuleError::new(file, line, m))?,
        why: why.to_string(),
        fires: fires.to_string(),
        quiet: quiet.to_string(),
        origin: (file.to_string(), line),
        own: false,
    })
}
