//! Sentences of replies in; weights and thresholds of the judged rules out.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::fit::solver::{Penalty, logistic};
use crate::reply::standing;

use super::examples::Examples;

/// How strongly the weights are held back.
const PENALTY: Penalty = Penalty { cost: 2.0, passes: 60 };
/// Weights smaller than this (log-odds) say nothing and are left out.
const LEAST_WEIGHT: f64 = 0.03;
/// What speaks for any rule at all speaks for each of them, by this share.
const ANY: f64 = 0.3;
/// A rule's own threshold counts as so many labelled sentences against the one
/// that is best for all rules together.
const COMMON: f64 = 30.0;
/// Steps by which the thresholds are raised and lowered together.
const STEP: f64 = 0.1;
const STEPS: std::ops::RangeInclusive<i32> = -8..=8;

/// The judge of all rules.
#[derive(Debug, Clone)]
pub struct Model {
    /// The rules, in order.
    pub rules: Vec<String>,
    /// By rule: the weight of each feature, the bias last.
    pub weights: Vec<Vec<f64>>,
    /// By rule: the sum from which it is found.
    pub least: Vec<f64>,
}

impl Model {
    /// Fits on the rows of `use_row`; the thresholds are chosen on sentences whose
    /// writers the weights have not seen.
    pub fn fit(ex: &Examples, rules: &[String], use_row: &[bool]) -> Self {
        let used = ex.writers.iter().zip(use_row).filter(|(_, u)| **u);
        let writers: BTreeSet<&str> = used.filter_map(|(w, _)| w.as_deref()).collect();
        let mut unseen = Vec::new();
        for held in writers {
            let by_held = |i: &usize| ex.writers[*i].as_deref() == Some(held);
            let rows: Vec<bool> = (0..ex.rows.len()).map(|i| use_row[i] && !by_held(&i)).collect();
            let weights = weights(ex, rules, &rows);
            let of_writer = (0..ex.rows.len()).filter(|i| use_row[*i] && by_held(i));
            unseen.extend(of_writer.map(|i| Sums { sentence: i, sums: sums(ex, &weights, i) }));
        }
        let least = thresholds(ex, rules, &unseen);
        Self { rules: rules.to_vec(), weights: weights(ex, rules, use_row), least }
    }

    /// Which of the rules are found in a sentence.
    pub fn finds(&self, ex: &Examples, sentence: usize) -> Vec<bool> {
        found(ex, &self.rules, &self.least, &Sums { sentence, sums: sums(ex, &self.weights, sentence) })
    }
}

/// The sums of a sentence by rule, whose writer the weights have not seen.
struct Sums {
    sentence: usize,
    sums: Vec<f64>,
}

fn sums(ex: &Examples, weights: &[Vec<f64>], sentence: usize) -> Vec<f64> {
    weights.iter().map(|w| ex.rows.dot(sentence, w)).collect()
}

fn found(ex: &Examples, rules: &[String], least: &[f64], s: &Sums) -> Vec<bool> {
    let holds = &ex.holding[s.sentence];
    let margin = |(r, rule): (usize, &String)| match holds.contains(rule) {
        true => (s.sums[r] - least[r]) as f32,
        false => f32::NEG_INFINITY,
    };
    let margins: Vec<f32> = rules.iter().enumerate().map(margin).collect();
    let hits: Vec<bool> = rules.iter().map(|rule| ex.found[s.sentence].contains(rule)).collect();
    standing(&margins, &hits)
}

/// Weights by rule, those of "any rule" shared among them.
fn weights(ex: &Examples, rules: &[String], use_row: &[bool]) -> Vec<Vec<f64>> {
    let solve = |breaks: &(dyn Fn(&Vec<String>) -> bool + Sync)| {
        let labels: Vec<f32> = ex.broken.iter().map(|b| f32::from(u8::from(breaks(b)))).collect();
        logistic(&ex.rows, &vec![0.0; ex.width()], &labels, use_row, PENALTY)
    };
    let (any, mut own): (Vec<f64>, Vec<Vec<f64>>) = rayon::join(
        || solve(&|broken| broken.iter().any(|b| rules.contains(b))),
        || rules.par_iter().map(|rule| solve(&|broken| broken.contains(rule))).collect(),
    );
    for weights in &mut own {
        weights.iter_mut().zip(&any).for_each(|(w, any)| *w += ANY * any);
        let small = |(w, scale): &(&mut f64, &f32)| (**w * f64::from(**scale)).abs() < LEAST_WEIGHT;
        weights.iter_mut().zip(&ex.scales).filter(small).for_each(|(w, _)| *w = 0.0);
    }
    own
}

/// By rule the sum from which it is found: between what is best for the rule alone
/// and what is best for all, then moved so that the findings together have the best F1.
fn thresholds(ex: &Examples, rules: &[String], unseen: &[Sums]) -> Vec<f64> {
    let breaks = |s: &Sums, r: usize| ex.broken[s.sentence].contains(&rules[r]);
    let of_rule = |r: usize| -> Vec<(f64, bool)> { unseen.iter().map(|s| (s.sums[r], breaks(s, r))).collect() };
    let common = best_cut((0..rules.len()).flat_map(of_rule).collect());
    let mixed = |r: usize| {
        let own = of_rule(r);
        let labelled = own.iter().filter(|(_, broken)| *broken).count() as f64;
        let cut = if labelled > 0.0 { best_cut(own) } else { common };
        (labelled * cut + COMMON * common) / (labelled + COMMON)
    };
    let mixed: Vec<f64> = (0..rules.len()).map(mixed).collect();
    let moved = |step: i32| -> Vec<f64> { mixed.iter().map(|t| t + STEP * f64::from(step)).collect() };
    let f1 = |least: &[f64]| {
        let (mut right, mut all) = (0.0, 0.0);
        for s in unseen {
            for (r, found) in found(ex, rules, least, s).into_iter().enumerate() {
                let broken = breaks(s, r);
                right += f64::from(u8::from(found && broken));
                all += f64::from(u8::from(found)) + f64::from(u8::from(broken));
            }
        }
        2.0 * right / f64::max(all, 1.0)
    };
    let tried = STEPS.map(|step| (f1(&moved(step)), moved(step)));
    tried.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(mixed, |best| best.1)
}

/// The sum from which to find, for the best F1.
fn best_cut(mut sentences: Vec<(f64, bool)>) -> f64 {
    sentences.sort_by(|a, b| b.0.total_cmp(&a.0));
    let broken = sentences.iter().filter(|s| s.1).count() as f64;
    let (mut right, mut best) = (0.0, (0.0, 0.0));
    for (k, (sum, yes)) in sentences.iter().enumerate() {
        right += f64::from(u8::from(*yes));
        let f1 = 2.0 * right / (k as f64 + 1.0 + broken);
        if f1 > best.0 {
            let next = sentences.get(k + 1).map_or(sum - 0.5, |s| s.0);
            best = (f1, (sum + next) / 2.0);
        }
    }
    best.1
}
