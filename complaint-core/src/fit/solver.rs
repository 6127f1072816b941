//! Sparse rows and 0/1 labels in; the weights of a regularised logistic regression out.
//!
//! Coordinate descent in the dual, after Yu, Huang and Lin, "Dual coordinate
//! descent methods for logistic regression and maximum entropy models" (Machine
//! Learning 85, 2011): exact, without a step size, and a few passes over the data.
//! The crates that offer logistic regression take dense rows only.

/// Rows of (feature, value), one after the other.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    starts: Vec<usize>,
    features: Vec<u32>,
    values: Vec<f32>,
}

impl Rows {
    /// No rows.
    pub fn new() -> Self {
        Self { starts: vec![0], ..Self::default() }
    }
    /// Appends a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = (u32, f32)>) {
        for (f, v) in row {
            self.features.push(f);
            self.values.push(v);
        }
        self.starts.push(self.features.len());
    }
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Features and values of a row.
    pub fn row(&self, i: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let r = self.starts[i]..self.starts[i + 1];
        self.features[r.clone()].iter().zip(&self.values[r]).map(|(&f, &v)| (f as usize, f64::from(v)))
    }
    /// Inner product of a row with weights.
    pub fn dot(&self, i: usize, w: &[f64]) -> f64 {
        self.row(i).map(|(f, v)| w[f] * v).sum()
    }
}

/// How to fit.
#[derive(Debug, Clone, Copy)]
pub struct Penalty {
    /// Weight of the errors against the size of the weights (greater: closer to the data).
    pub cost: f64,
    /// Passes over the data at most.
    pub passes: usize,
}

/// Fits weights so that `sigmoid(row · w)` is the probability of the label.
/// `use_row` chooses the rows; `prior` is what the weights are before any row
/// speaks: they are held back towards it.
pub fn logistic(rows: &Rows, prior: &[f64], labels: &[f32], use_row: &[bool], penalty: Penalty) -> Vec<f64> {
    let chosen: Vec<usize> = (0..rows.len()).filter(|&i| use_row[i]).collect();
    let c = penalty.cost;
    // the dual of a penalty on the distance from the prior only starts elsewhere
    let mut w = prior.to_vec();
    let start = (0.001 * c).min(1e-8);
    let mut alpha: Vec<[f64; 2]> = vec![[start, c - start]; chosen.len()];
    let sign: Vec<f64> = chosen.iter().map(|&i| if labels[i] > 0.5 { 1.0 } else { -1.0 }).collect();
    let norm: Vec<f64> = chosen.iter().map(|&i| rows.row(i).map(|(_, v)| v * v).sum()).collect();
    for (k, &i) in chosen.iter().enumerate() {
        for (f, v) in rows.row(i) {
            w[f] += sign[k] * alpha[k][0] * v;
        }
    }
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    let mut random = Shuffle(0x2545_f491_4f6c_dd1d);
    let mut inner_tolerance = 1e-2;
    for _ in 0..penalty.passes {
        random.shuffle(&mut order);
        let mut worst: f64 = 0.0;
        let mut newton_steps = 0;
        for &k in &order {
            let i = chosen[k];
            let (a, b) = (norm[k], sign[k] * rows.dot(i, &w));
            let (first, second, s) =
                if 0.5 * a * (alpha[k][1] - alpha[k][0]) + b < 0.0 { (1, 0, -1.0) } else { (0, 1, 1.0) };
            let old = alpha[k][first];
            let mut z = if c - old < 0.5 * c { 0.1 * old } else { old };
            let mut slope = a * (z - old) + s * b + (z / (c - z)).ln();
            worst = worst.max(slope.abs());
            let mut steps = 0;
            while steps < 100 && slope.abs() >= inner_tolerance {
                let next = z - slope / (a + c / (c - z) / z);
                z = if next <= 0.0 { z * 0.1 } else { next };
                slope = a * (z - old) + s * b + (z / (c - z)).ln();
                steps += 1;
            }
            newton_steps += steps;
            if steps > 0 {
                alpha[k][first] = z;
                alpha[k][second] = c - z;
                let step = s * (z - old) * sign[k];
                for (f, v) in rows.row(i) {
                    w[f] += step * v;
                }
            }
        }
        if worst < 0.05 {
            break;
        }
        if newton_steps <= order.len() / 10 {
            inner_tolerance = (inner_tolerance * 0.1).max(1e-8);
        }
    }
    w
}

/// A fixed sequence of permutations: the same data give the same weights.
struct Shuffle(u64);

impl Shuffle {
    fn shuffle(&mut self, order: &mut [usize]) {
        for i in (1..order.len()).rev() {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            order.swap(i, (self.0 % (i as u64 + 1)) as usize);
        }
    }
}

/// The logistic function.
pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separates_what_can_be_separated() {
        let mut rows = Rows::new();
        let mut labels = Vec::new();
        for i in 0..40u32 {
            rows.push([(0, 1.0), (1 + i % 2, 1.0), (3 + i % 5, 1.0)]);
            labels.push((i % 2) as f32);
        }
        let w = logistic(&rows, &[0.0; 8], &labels, &[true; 40], Penalty { cost: 1.0, passes: 200 });
        assert!(w[2] > 0.5 && w[1] < -0.5, "{w:?}");
        for (i, label) in labels.iter().enumerate() {
            assert_eq!(sigmoid(rows.dot(i, &w)) > 0.5, *label > 0.5);
        }
        // the gradient of the primal vanishes at the optimum
        for f in 0..8 {
            let g: f64 = w[f]
                + (0..40)
                    .map(|i| {
                        let y = if labels[i] > 0.5 { 1.0 } else { -1.0 };
                        let x: f64 = rows.row(i).filter(|&(k, _)| k == f).map(|(_, v)| v).sum();
                        -y * x * (1.0 - sigmoid(y * rows.dot(i, &w)))
                    })
                    .sum::<f64>();
            assert!(g.abs() < 0.05, "{f}: {g}");
        }
    }
}
