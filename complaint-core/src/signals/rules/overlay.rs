//! A company's own rules in; the built-in ones with them out.

use std::{collections::HashSet, sync::Arc};

use complaint_dictionaries::rules as data;

use super::{BUILT_IN, Rule, RuleError, RuleSet, Source};
use crate::own::OwnDictionary;

const PATTERNS: &str = "id\tpattern\tspeaks\twhy\tfires\tquiet";
const SETS: &str = "name\tmembers";
const SURFACE: &str = "id\tforms\tbegin\tend\tnot\tspeaks\twhy\tfires\tquiet";

impl RuleSet {
    /// The built-in rules and those of a company. An own rule takes the place of
    /// the built-in one of the same name; own sets are added.
    ///
    /// # Errors
    /// On the first own row that cannot be used: unknown names, bad patterns,
    /// missing examples.
    pub fn with_own(own: &OwnDictionary) -> Result<Arc<Self>, RuleError> {
        if own.rules.is_empty() && own.sets.is_empty() && own.surface.is_empty() {
            return BUILT_IN.clone();
        }
        for (files, columns) in [(&own.rules, PATTERNS), (&own.sets, SETS), (&own.surface, SURFACE)] {
            files.iter().try_for_each(|(file, text)| named(file, text, columns))?;
        }
        let names: HashSet<&str> = own.rules.iter().chain(&own.surface).flat_map(|(_, text)| ids(text)).collect();
        let without = |(file, text): &Source<'static>| (*file, without_rows(text, &names));
        let files: Vec<(&str, String)> = data::FILES.iter().map(without).collect();
        let surface = without(&data::SURFACE);
        let mut set = Self::parse(
            &with(&[data::SETS], &own.sets),
            &with(&borrowed(&files), &own.rules),
            &with(&borrowed(std::slice::from_ref(&surface)), &own.surface),
        )?;
        let sources: HashSet<&str> = own.rules.iter().chain(&own.surface).map(|f| f.0.as_str()).collect();
        for rule in &mut set.rules {
            rule.own = sources.contains(rule.origin.0.as_str());
            if rule.own {
                complete(rule)?;
            }
        }
        Ok(Arc::new(set))
    }
}

/// Refuses a table whose first row does not name the columns: that row is no rule.
fn named(file: &str, text: &str, columns: &str) -> Result<(), RuleError> {
    let first = text.lines().enumerate().find(|(_, l)| !l.trim().is_empty() && !l.starts_with('#'));
    match first {
        Some((n, row)) if row.trim_end() != columns => {
            let message = format!("the first row must name the columns: {}", columns.replace('\t', ", "));
            Err(RuleError::new(file, n + 1, message))
        }
        _ => Ok(()),
    }
}

fn borrowed<'a>(files: &'a [(&'a str, String)]) -> Vec<Source<'a>> {
    files.iter().map(|(file, text)| (*file, text.as_str())).collect()
}

fn with<'a>(built_in: &[Source<'a>], own: &'a [(String, String)]) -> Vec<Source<'a>> {
    built_in.iter().copied().chain(own.iter().map(|(file, text)| (file.as_str(), text.as_str()))).collect()
}

/// The first cells of a table's rows.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    let rows = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    rows.skip(1).filter_map(|l| l.split('\t').next())
}

/// The text with other lines in the place of rows that others replace, so that
/// the numbers of the lines stay.
fn without_rows(text: &str, names: &HashSet<&str>) -> String {
    let kept = |l: &str| !l.split('\t').next().is_some_and(|id| names.contains(id));
    text.lines().map(|l| if kept(l) { format!("{l}\n") } else { "\n".to_string() }).collect()
}

/// Refuses a rule that does not say what it is for.
fn complete(rule: &Rule) -> Result<(), RuleError> {
    let missing = if rule.speaks.is_empty() {
        "`speaks` is empty; name a label such as demand.refund (dictionaries/rules/README.md)"
    } else if rule.why.is_empty() || rule.why == "-" {
        "`why` is empty; write one sentence for people, with {text} for the words found"
    } else if rule.fires().next().is_none() {
        "`fires` is empty; give a sentence in which the rule must be found"
    } else if rule.quiet().next().is_none() {
        "`quiet` is empty; give a sentence in which the rule must not be found"
    } else {
        return Ok(());
    };
    Err(RuleError::new(&rule.origin.0, rule.origin.1, format!("{}: {missing}", rule.id)))
}
