//! Fitted weights in; the same without those that say little out.
//!
//! Done before anything is fitted on what the weights say: small weights add up, and
//! thresholds chosen with them would be too high without them.

use super::examples::Examples;
use crate::verdict::surround::{NEAR_SCALE, REST_SCALE, reaches};

/// Weights smaller than this (log-odds) say nothing …
const LEAST_WEIGHT: f64 = 0.03;
/// … and so do those that say little altogether: the weight times the square
/// root of the sentences that have the feature. What stands everywhere has
/// small weights that add up; what is rare needs a greater one.
const LEAST_EFFECT: f64 = 0.35;

/// Prunes the weights of one output: of the features, then (of a sentence's output)
/// of those next door and in the rest of the mail, as the rows have them.
pub(super) fn prune(ex: &Examples, weights: &mut [f64]) {
    let n = ex.keys.len();
    let parts = [1.0, f64::from(NEAR_SCALE), f64::from(REST_SCALE)];
    let features = weights.len() - 1;
    for (k, part) in weights[..features].chunks_mut(n.max(1)).enumerate() {
        for (f, w) in part.iter_mut().enumerate() {
            let x = (*w * f64::from(ex.scales[f]) * parts[k]).abs();
            let common = f64::from(ex.counts[f].max(1)).sqrt();
            let there = k == 0 || reaches(ex.templates[f]);
            if !there || x < LEAST_WEIGHT || x * common < LEAST_EFFECT {
                *w = 0.0;
            }
        }
    }
}
