//! Replies that the weights have not seen in; precision and recall of each rule,
//! of the patterns alone and with the judge, out.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::reply::Linter;

use super::{examples::Examples, model::Model};

/// Right and wrong findings, counted by line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Found, and labelled.
    pub right: usize,
    /// Found, not labelled.
    pub wrong: usize,
    /// Labelled, not found.
    pub missed: usize,
}

impl Tally {
    fn add(&mut self, found: bool, broken: bool) {
        match (found, broken) {
            (true, true) => self.right += 1,
            (true, false) => self.wrong += 1,
            (false, true) => self.missed += 1,
            (false, false) => {}
        }
    }

    /// Lines labelled.
    pub fn labelled(&self) -> usize {
        self.right + self.missed
    }

    /// Share of the findings that are labelled; `None` without findings.
    pub fn precision(&self) -> Option<f64> {
        let found = self.right + self.wrong;
        (found > 0).then(|| self.right as f64 / found as f64)
    }

    /// Share of the labelled lines that are found; `None` where there are none.
    pub fn recall(&self) -> Option<f64> {
        (self.labelled() > 0).then(|| self.right as f64 / self.labelled() as f64)
    }
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

/// A rule on replies whose writers the weights have not seen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RuleFigures {
    /// The patterns alone.
    pub patterns: Tally,
    /// Patterns and judge.
    pub judge: Tally,
}

/// Judges the replies of each writer by weights fitted on those of all others.
/// Rules without a judge are left to their patterns.
pub fn cross(linter: &Linter, ex: &Examples, writers: &[String]) -> BTreeMap<String, RuleFigures> {
    let mut all: BTreeMap<String, RuleFigures> = BTreeMap::new();
    for writer in writers {
        let use_row: Vec<bool> = ex.writers.iter().map(|w| w.as_ref() != Some(writer)).collect();
        let model = Model::fit(ex, linter.judged(), &use_row);
        for line in lines(ex, &model, &use_row).values() {
            for rule in line.patterns.iter().chain(&line.judge).chain(&line.broken).collect::<BTreeSet<_>>() {
                let figures = all.entry(rule.clone()).or_default();
                figures.patterns.add(line.patterns.contains(rule), line.broken.contains(rule));
                figures.judge.add(line.judge.contains(rule), line.broken.contains(rule));
            }
        }
    }
    all
}

/// The rules of a line: those that patterns find, that patterns and judge find, and
/// that it breaks.
#[derive(Default)]
struct Line {
    patterns: BTreeSet<String>,
    judge: BTreeSet<String>,
    broken: BTreeSet<String>,
}

/// The lines that are held out.
fn lines(ex: &Examples, model: &Model, use_row: &[bool]) -> BTreeMap<(usize, usize), Line> {
    let mut lines: BTreeMap<(usize, usize), Line> = BTreeMap::new();
    for i in (0..ex.rows.len()).filter(|&i| !use_row[i]) {
        let line = lines.entry(ex.places[i]).or_default();
        line.patterns.extend(ex.found[i].iter().cloned());
        line.broken.extend(ex.broken[i].iter().cloned());
        let unjudged = ex.found[i].iter().filter(|rule| !model.rules.contains(rule));
        let judged = model.rules.iter().zip(model.finds(ex, i)).filter(|(_, found)| *found);
        line.judge.extend(judged.map(|(rule, _)| rule).chain(unjudged).cloned());
    }
    lines
}
