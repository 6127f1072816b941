//! `lint.toml`: what a reply must not say, as data.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::reply::options::Fault;
use crate::reply::skeleton::Form;
use crate::reply::templates::line_of;
use crate::verdict::Demand;

use super::LintError;
use super::pattern::Pattern;

/// A pattern that is checked when the file is read.
pub(crate) type Patterns = Vec<Pattern>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    ends: Vec<String>,
    quiet_words: Vec<String>,
    content: Vec<String>,
    honorific: Vec<String>,
    customer: Vec<String>,
    judged: Vec<String>,
    date_slots: Vec<String>,
    month: String,
    day: String,
    #[serde(default)]
    words: BTreeMap<String, String>,
    marks: BTreeMap<String, Vec<Spanned<String>>>,
    demands: BTreeMap<Demand, Vec<Spanned<String>>>,
    required: BTreeMap<Form, Vec<Spanned<String>>>,
    required_report: Vec<Spanned<String>>,
    rule: Vec<RawRule>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    why: String,
    better: String,
    source: String,
    #[serde(default)]
    fault: Vec<Fault>,
    #[serde(default)]
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    unless_before: Vec<Spanned<String>>,
    count: Option<RawCount>,
    #[serde(default)]
    fires: Vec<String>,
    #[serde(default)]
    quiet: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCount {
    max: usize,
    #[serde(default)]
    each: bool,
    patterns: Vec<Spanned<String>>,
    #[serde(default)]
    except: Vec<Spanned<String>>,
}

/// Sentences with one of the patterns may stand up to `max` times.
#[derive(Debug)]
pub(crate) struct Count {
    pub(crate) max: usize,
    /// Matches are counted, not sentences.
    pub(crate) each: bool,
    pub(crate) patterns: Patterns,
    pub(crate) except: Patterns,
}

/// One rule. Those without patterns and count are structure, and live in code.
#[derive(Debug)]
pub struct Rule {
    /// Stable identifier.
    pub id: String,
    /// Why it should not be said, in Japanese.
    pub why: String,
    /// What to say instead.
    pub better: String,
    /// Where the rule comes from.
    pub source: String,
    /// Sentences in which it must be found.
    pub fires: Vec<String>,
    /// Sentences in which it must not be found.
    pub quiet: Vec<String>,
    /// Faults under which it holds; all where empty.
    pub fault: Vec<Fault>,
    pub(crate) patterns: Patterns,
    pub(crate) except: Patterns,
    pub(crate) unless: Vec<String>,
    pub(crate) unless_before: Vec<String>,
    pub(crate) count: Option<Count>,
}

/// Everything that `lint.toml` says.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) ends: Vec<String>,
    pub(crate) quiet_words: Vec<String>,
    pub(crate) content: Vec<String>,
    pub(crate) honorific: Vec<String>,
    pub(crate) customer: Vec<String>,
    /// Rules that weights judge, too.
    pub(crate) judged: Vec<String>,
    pub(crate) date_slots: Vec<String>,
    pub(crate) month: String,
    pub(crate) day: String,
    pub(crate) marks: BTreeMap<String, Patterns>,
    pub(crate) demands: BTreeMap<Demand, Patterns>,
    pub(crate) required: BTreeMap<Form, Vec<String>>,
    pub(crate) required_report: Vec<String>,
    pub(crate) rules: Vec<Rule>,
}

/// Marks that code asks for by name.
pub(crate) const MARKS: [&str; 9] =
    ["apology", "thanks", "date", "step", "checked", "trouble", "health", "call", "question"];

impl Rules {
    /// Reads and checks the rules.
    pub(crate) fn parse(file: &str, source: &str) -> Result<Self, LintError> {
        let reader = Reader { file, source, words: BTreeMap::new() };
        let raw: RawFile = toml::from_str(source)
            .map_err(|e| reader.error(e.span().map_or(0, |s| s.start), e.message().to_string()))?;
        let reader = Reader { words: raw.words, ..reader };
        let mut marks = BTreeMap::new();
        for (name, patterns) in &raw.marks {
            marks.insert(name.clone(), reader.patterns(patterns)?);
        }
        if let Some(missing) = MARKS.iter().find(|m| !marks.contains_key(**m)) {
            return Err(reader.error(0, format!("the mark `{missing}` is missing")));
        }
        let mut demands = BTreeMap::new();
        for (demand, patterns) in &raw.demands {
            demands.insert(*demand, reader.patterns(patterns)?);
        }
        let mut required = BTreeMap::new();
        for (form, names) in &raw.required {
            required.insert(*form, reader.names(names, &marks)?);
        }
        let required_report = reader.names(&raw.required_report, &marks)?;
        let rules = raw.rule.into_iter().map(|r| reader.rule(r, &marks)).collect::<Result<_, _>>()?;
        Ok(Self {
            ends: raw.ends,
            quiet_words: raw.quiet_words,
            content: raw.content,
            honorific: raw.honorific,
            customer: raw.customer,
            judged: raw.judged,
            date_slots: raw.date_slots,
            month: raw.month,
            day: raw.day,
            marks,
            demands,
            required,
            required_report,
            rules,
        })
    }
}

struct Reader<'a> {
    file: &'a str,
    source: &'a str,
    /// Lists of words that patterns name with `@`.
    words: BTreeMap<String, String>,
}

impl Reader<'_> {
    fn error(&self, at: usize, message: String) -> LintError {
        LintError::Rules { file: self.file.to_string(), line: line_of(self.source, at), message }
    }

    fn patterns(&self, sources: &[Spanned<String>]) -> Result<Patterns, LintError> {
        let parse = |s: &Spanned<String>| Pattern::parse(s.get_ref(), &self.words);
        sources.iter().map(|s| parse(s).map_err(|e| self.error(s.span().start, e))).collect()
    }

    fn names(&self, names: &[Spanned<String>], marks: &BTreeMap<String, Patterns>) -> Result<Vec<String>, LintError> {
        names
            .iter()
            .map(|n| match marks.contains_key(n.get_ref()) {
                true => Ok(n.get_ref().clone()),
                false => Err(self.error(n.span().start, format!("unknown mark `{}`", n.get_ref()))),
            })
            .collect()
    }

    fn rule(&self, raw: RawRule, marks: &BTreeMap<String, Patterns>) -> Result<Rule, LintError> {
        let count = match &raw.count {
            Some(c) => Some(Count {
                max: c.max,
                each: c.each,
                patterns: self.patterns(&c.patterns)?,
                except: self.patterns(&c.except)?,
            }),
            None => None,
        };
        Ok(Rule {
            patterns: self.patterns(&raw.patterns)?,
            except: self.patterns(&raw.except)?,
            unless: self.names(&raw.unless, marks)?,
            unless_before: self.names(&raw.unless_before, marks)?,
            count,
            id: raw.id,
            why: raw.why,
            better: raw.better,
            source: raw.source,
            fires: raw.fires,
            quiet: raw.quiet,
            fault: raw.fault,
        })
    }
}
