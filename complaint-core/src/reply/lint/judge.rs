//! The judge of sentences: the features of a sentence and the hits of patterns in;
//! findings out.
//!
//! For each of its rules the weights of the features are added up. A hit of a
//! pattern stands unless the sum speaks clearly against it; without a hit the sum
//! must speak for the rule, not much less than for another, and the finding is the
//! clause that most of it comes from. Rules that the weights do not name are left to
//! their patterns.

use complaint_dictionaries::weights::{Table, compile, entry, section};
use complaint_dictionaries::word::Pos;

use crate::reply::words::Word;
use crate::signals::features::Template;

use super::features::{Hit, Listener};
use super::rules::Rule;
use super::{Finding, LintError, Run};

/// The weights, ready to use.
#[derive(Debug)]
pub(crate) struct Judge {
    table: Vec<u8>,
    rules: Vec<Judged>,
}

/// One rule, and what its weights must come to.
#[derive(Debug)]
struct Judged {
    id: String,
    least: f32,
}

/// A hit of a pattern stands with so much less than the rule asks for.
const VETO: f32 = 2.0;
/// A rule is not found that has so much less than another.
const RIVAL: f32 = 2.0;

/// Which rules are found, by how much each has more than it asks for, and where
/// patterns hit.
pub(crate) fn standing(margins: &[f32], hits: &[bool]) -> Vec<bool> {
    let best = margins.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let stands = |(&margin, &hit): (&f32, &bool)| (hit && margin >= -VETO) || (margin >= 0.0 && margin >= best - RIVAL);
    margins.iter().zip(hits).map(stands).collect()
}

impl Judge {
    /// Reads the weights that `triage fit --replies` writes.
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, LintError> {
        let error = |line: usize, message: &str| LintError::Rules {
            file: file.to_string(),
            line,
            message: message.to_string(),
        };
        let table = compile(text).map_err(|e| error(e.line, &e.message))?;
        let rule = |(line, row): (usize, &str)| {
            Judged::parse(row).ok_or_else(|| error(line, "a rule is its number, its id and a sum"))
        };
        let rules = section(text, "rules").map(rule).collect::<Result<_, _>>()?;
        Ok(Self { table, rules })
    }
}

impl Judged {
    fn parse(row: &str) -> Option<Self> {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[_, id, least] = columns.as_slice() else { return None };
        Some(Self { id: id.to_string(), least: least.parse().ok()? })
    }
}

/// What the features of a sentence weigh.
struct Weighing<'a> {
    table: Table<'a>,
    /// How much each rule has more than it asks for …
    margins: Vec<f32>,
    /// … and what each word brought.
    shares: Vec<Vec<f32>>,
}

impl Weighing<'_> {
    fn add(&mut self, key: u64, places: Option<(usize, usize)>) {
        for &e in self.table.get(key).unwrap_or_default() {
            let (rule, weight) = entry(e);
            let (Some(sum), Some(shares)) = (self.margins.get_mut(rule), self.shares.get_mut(rule)) else { continue };
            *sum += weight;
            let words = places.and_then(|(from, to)| shares.get_mut(from..to)).unwrap_or_default();
            let each = weight / words.len().max(1) as f32;
            words.iter_mut().for_each(|w| *w += each);
        }
    }
}

impl Listener for Weighing<'_> {
    fn spoken(&mut self, key: u64, _: Template, _: &[u32], _: &[&Word], places: (usize, usize)) {
        self.add(key, Some(places));
    }

    fn own(&mut self, key: u64, _: &str, places: Option<(usize, usize)>) {
        self.add(key, places);
    }
}

impl Run<'_> {
    /// What a sentence must not say, where patterns say `hits` of it.
    pub(super) fn judged(&self, at: usize, hits: &[Hit]) -> Vec<Finding> {
        let of_rule = |h: &&Hit| &self.rules().rules[h.rule].id;
        let stand = hits.iter().filter(|h| !h.excused);
        let Some((judge, weighing)) = self.weigh(at, hits) else {
            return stand.flat_map(|h| self.findings(at, h)).collect();
        };
        let mut findings = Vec::new();
        let (judged, unjudged): (Vec<&Hit>, Vec<&Hit>) =
            stand.partition(|h| judge.rules.iter().any(|r| r.id == *of_rule(h)));
        findings.extend(unjudged.into_iter().flat_map(|h| self.findings(at, h)));
        let hit: Vec<bool> = judge.rules.iter().map(|r| judged.iter().any(|h| r.id == *of_rule(h))).collect();
        for (number, stands) in standing(&weighing.margins, &hit).into_iter().enumerate() {
            let id = &judge.rules[number].id;
            if !stands {
                continue;
            }
            if hit[number] {
                findings.extend(judged.iter().filter(|h| of_rule(h) == id).flat_map(|h| self.findings(at, h)));
            } else if let Some(rule) = self.rule_of(id) {
                findings.extend(self.found(rule, self.heaviest_clause(at, &weighing.shares[number])));
            }
        }
        findings
    }

    /// The first row of the rule that holds.
    fn rule_of(&self, id: &str) -> Option<&Rule> {
        self.rules().rules.iter().find(|r| r.id == id && self.holds(r))
    }

    fn weigh(&self, at: usize, hits: &[Hit]) -> Option<(&super::Judge, Weighing<'_>)> {
        let judge = self.linter.judge.as_ref()?;
        let (from, to) = self.text.sentences[at].words;
        let mut weighing = Weighing {
            table: Table::new(&judge.table)?,
            margins: judge.rules.iter().map(|r| self.rule_of(&r.id).map_or(f32::NEG_INFINITY, |_| -r.least)).collect(),
            shares: vec![vec![0.0; to - from]; judge.rules.len()],
        };
        self.features(at, hits, &mut weighing);
        Some((judge, weighing))
    }

    fn findings(&self, at: usize, hit: &Hit) -> Vec<Finding> {
        let rule = &self.rules().rules[hit.rule];
        hit.places.iter().filter_map(|p| self.found(rule, self.place(at, *p))).collect()
    }

    /// Bytes of a range of words of a sentence.
    fn place(&self, at: usize, (from, to): (usize, usize)) -> (usize, usize) {
        let offset = self.text.sentences[at].words.0;
        self.text.span_of_words((from + offset, to + offset))
    }

    /// The clause whose words brought most.
    fn heaviest_clause(&self, at: usize, shares: &[f32]) -> (usize, usize) {
        let (from, to) = self.text.sentences[at].words;
        let mark = |i: &usize| matches!(self.text.words[from + i].token.info.pos, Pos::Comma | Pos::Period);
        let mut clauses = Vec::new();
        let mut start = 0;
        for end in (0..to - from).filter(mark).chain([to - from]) {
            if end > start {
                clauses.push((start, end));
            }
            start = end + 1;
        }
        let weight = |&(a, b): &(usize, usize)| shares[a..b].iter().sum::<f32>();
        let heaviest = clauses.into_iter().max_by(|a, b| weight(a).total_cmp(&weight(b)));
        self.place(at, heaviest.unwrap_or((0, to - from)))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_stands_unless_much_speaks_against_it() {
        assert_eq!(standing(&[-1.0, -1.0, -3.0], &[true, false, true]), [true, false, false]);
    }

    #[test]
    fn a_rule_far_behind_another_is_not_found() {
        assert_eq!(standing(&[0.5, 1.0, 4.0], &[false; 3]), [false, false, true]);
        assert_eq!(standing(&[0.5, 1.0, f32::NEG_INFINITY], &[false; 3]), [true, true, false]);
    }

    #[test]
    fn a_bad_row_is_named_by_line() {
        let error = Judge::parse("w.tsv", "[rules]\n0\tpromise\n[features]\n").unwrap_err();
        assert!(error.to_string().starts_with("w.tsv:2:"), "{error}");
    }
}
