//! What comes again: texts counted in bounded memory.

use std::{collections::HashMap, sync::Arc};

use complaint_core::record::VerdictRecord;

use super::{lists::List, row::Row};
use crate::term::clean;

/// Texts that are counted at once. When there are more, those met but once are
/// forgotten: what comes often stays.
const MOST: usize = 20_000;
/// A word must weigh at least so much to count as a reason.
const LEAST_WEIGHT: f32 = 0.4;

/// Texts with their mails.
#[derive(Debug)]
pub(super) struct Recurring {
    rows: usize,
    lists: HashMap<String, List>,
}

impl Recurring {
    pub(super) fn new(rows: usize) -> Self {
        Self { rows, lists: HashMap::new() }
    }

    /// Counts each text once for this mail.
    pub(super) fn add<'a>(&mut self, texts: impl Iterator<Item = &'a str>, row: &Arc<Row>) {
        let mut texts: Vec<String> = texts.map(|t| clean::line(t).trim().to_owned()).collect();
        texts.sort_unstable();
        texts.dedup();
        for text in texts.into_iter().filter(|t| !t.is_empty()) {
            self.lists.entry(text).or_default().add(row, self.rows);
        }
        // the rarest go; half of the room is made, so that it is not made for every mail
        let mut rare = 1;
        while self.lists.len() > if rare == 1 { MOST } else { MOST / 2 } {
            self.lists.retain(|_, list| list.count > rare);
            rare += 1;
        }
    }

    /// The most frequent ones that came more than once.
    pub(super) fn top(self, most: usize) -> Vec<(String, List)> {
        let mut all: Vec<(String, List)> = self.lists.into_iter().filter(|(_, l)| l.count > 1).collect();
        all.sort_by(|(a, x), (b, y)| y.count.cmp(&x.count).then_with(|| a.cmp(b)));
        all.truncate(most);
        all
    }
}

/// The words that speak for a verdict: short, with a kanji or katakana in them
/// (the others are endings).
pub(super) fn terms(r: &VerdictRecord) -> impl Iterator<Item = &str> {
    let says_something = |t: &str| {
        (2..=14).contains(&t.chars().count()) && t.chars().any(|c| matches!(c, '一'..='鿿' | 'ァ'..='ヺ' | '々'))
    };
    r.evidence.iter().filter(move |e| e.weight >= LEAST_WEIGHT && says_something(&e.text)).map(|e| e.text.as_str())
}
