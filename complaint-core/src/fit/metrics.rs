//! Pairs of gold and given labels in; agreement figures out.

use serde::Serialize;

/// Quadratically weighted kappa of (gold, given) levels 0–4 (Cohen 1968).
pub fn weighted_kappa(pairs: &[(u8, u8)]) -> f64 {
    if pairs.is_empty() {
        return f64::NAN;
    }
    let mut gold = [0.0; 5];
    let mut given = [0.0; 5];
    let mut observed = 0.0;
    for &(a, b) in pairs {
        gold[usize::from(a.min(4))] += 1.0;
        given[usize::from(b.min(4))] += 1.0;
        observed += (f64::from(a) - f64::from(b)).powi(2);
    }
    let n = pairs.len() as f64;
    let mut chance = 0.0;
    for (i, g) in gold.iter().enumerate() {
        for (j, p) in given.iter().enumerate() {
            chance += (i as f64 - j as f64).powi(2) * g * p / n;
        }
    }
    if chance == 0.0 { 1.0 } else { 1.0 - observed / chance }
}

/// Counts of right, wrong and missed labels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Given and gold.
    pub hits: u32,
    /// Given, not gold.
    pub false_alarms: u32,
    /// Gold, not given.
    pub misses: u32,
}

impl Counts {
    /// Share of the given labels that are right; 0 where none was given.
    pub fn precision(self) -> f64 {
        ratio(self.hits, self.hits + self.false_alarms)
    }
    /// Share of the gold labels that were given; 0 where there is none.
    pub fn recall(self) -> f64 {
        ratio(self.hits, self.hits + self.misses)
    }
    /// Harmonic mean of both.
    pub fn f1(self) -> f64 {
        ratio(2 * self.hits, 2 * self.hits + self.false_alarms + self.misses)
    }
    /// Both counts together.
    #[must_use]
    pub fn plus(self, o: Self) -> Self {
        Self {
            hits: self.hits + o.hits,
            false_alarms: self.false_alarms + o.false_alarms,
            misses: self.misses + o.misses,
        }
    }
    /// Counts one decision.
    pub fn add(&mut self, gold: bool, given: bool) {
        match (gold, given) {
            (true, true) => self.hits += 1,
            (false, true) => self.false_alarms += 1,
            (true, false) => self.misses += 1,
            (false, false) => {}
        }
    }
}

fn ratio(a: u32, b: u32) -> f64 {
    if b == 0 { 0.0 } else { f64::from(a) / f64::from(b) }
}

/// Mails of about the same confidence.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// Mean confidence.
    pub confidence: f64,
    /// Share that is right.
    pub right: f64,
}

/// Mails as (confidence, right), sorted by confidence, in `bins` bins of equal mass.
pub fn calibration(mails: &[(f64, bool)], bins: usize) -> Vec<Bin> {
    let mut sorted = mails.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    (0..bins)
        .map(|i| &sorted[sorted.len() * i / bins..sorted.len() * (i + 1) / bins])
        .filter(|bin| !bin.is_empty())
        .map(|bin| {
            let n = bin.len() as f64;
            let confidence = bin.iter().map(|(p, _)| p).sum::<f64>() / n;
            Bin { count: bin.len(), confidence, right: bin.iter().filter(|(_, r)| *r).count() as f64 / n }
        })
        .collect()
}

/// Mean squared distance of confidence and outcome (Brier 1950): 0 is perfect.
pub fn brier(mails: &[(f64, bool)]) -> f64 {
    let sum: f64 = mails.iter().map(|(p, right)| (p - f64::from(u8::from(*right))).powi(2)).sum();
    if mails.is_empty() { f64::NAN } else { sum / mails.len() as f64 }
}

/// Percentile intervals of 95 % of several figures by resampling `n` items
/// `rounds` times; the same seed gives the same intervals.
pub fn bootstrap(n: usize, rounds: usize, seed: u64, figures: impl Fn(&[usize]) -> Vec<f64>) -> Vec<(f64, f64)> {
    let mut random = SplitMix(seed);
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for _ in 0..rounds {
        let sample: Vec<usize> = (0..n).map(|_| random.below(n)).collect();
        for (i, x) in figures(&sample).into_iter().enumerate() {
            if columns.len() <= i {
                columns.push(Vec::with_capacity(rounds));
            }
            columns[i].push(x);
        }
    }
    columns
        .into_iter()
        .map(|mut c| {
            c.sort_by(f64::total_cmp);
            (percentile(&c, 0.025), percentile(&c, 0.975))
        })
        .collect()
}

fn percentile(sorted: &[f64], share: f64) -> f64 {
    let at = (share * (sorted.len().saturating_sub(1)) as f64).round() as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

/// A small random generator (Steele, Lea, Flood 2014).
struct SplitMix(u64);

impl SplitMix {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n.max(1) as u64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_agreement_and_chance() {
        assert_eq!(weighted_kappa(&[(0, 0), (4, 4), (2, 2)]), 1.0);
        assert!(weighted_kappa(&[(0, 4), (4, 0)]) < -0.9);
        assert!((weighted_kappa(&[(0, 0), (0, 1), (1, 0), (1, 1)])).abs() < 1e-9);
    }

    #[test]
    fn bins_have_equal_mass() {
        let mails: Vec<(f64, bool)> = (0..100).map(|i| (f64::from(i) / 100.0, i % 2 == 0)).collect();
        let bins = calibration(&mails, 5);
        assert!(bins.iter().all(|b| b.count == 20 && (b.right - 0.5).abs() < 1e-9));
        assert!((bins[0].confidence - 0.095).abs() < 1e-9);
        assert!(calibration(&[], 5).is_empty());
    }

    #[test]
    fn brier_of_certainty() {
        assert_eq!(brier(&[(1.0, true), (0.0, false)]), 0.0);
        assert_eq!(brier(&[(1.0, false)]), 1.0);
    }

    #[test]
    fn intervals_hold_the_mean_and_are_repeatable() {
        let mean = |s: &[usize]| vec![s.iter().map(|i| f64::from(u8::from(i % 2 == 0))).sum::<f64>() / s.len() as f64];
        let [(low, high)] = bootstrap(200, 500, 7, mean)[..] else { panic!("one figure") };
        assert!(low < 0.5 && 0.5 < high && high - low < 0.2, "{low} {high}");
        assert_eq!(bootstrap(200, 500, 7, mean), vec![(low, high)]);
    }
}
