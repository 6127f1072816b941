//! Pairs of gold and given labels in; agreement figures out.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kappa_of_agreement_and_chance() {
        assert_eq!(weighted_kappa(&[(0, 0), (4, 4), (2, 2)]), 1.0);
        assert!(weighted_kappa(&[(0, 4), (4, 0)]) < -0.9);
        assert!((weighted_kappa(&[(0, 0), (0, 1), (1, 0), (1, 1)])).abs() < 1e-9);
    }
}
