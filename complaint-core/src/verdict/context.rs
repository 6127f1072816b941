//! What each sentence says by itself in; what it says among its neighbours out.
//!
//! 「二日で元通り。」 blames nobody by itself; after a sentence on a repair it
//! blames the repair. The second look reads the first look's log-odds of the
//! sentence, its neighbours and the mail.

use super::{
    aggregate::{SentenceScore, sigmoid},
    outputs::Output,
};

const N: usize = Output::SENTENCE;

/// Numbers that the second look reads of one sentence.
pub const WIDTH: usize = 5 * N + 5;

/// Log-odds are cut off here.
const LIMIT: f32 = 6.0;

/// The sentences of one mail as probabilities, with their sums.
pub struct Context<'a> {
    sentences: &'a [SentenceScore],
    probabilities: Vec<[f32; N]>,
    sum: [f32; N],
}

impl<'a> Context<'a> {
    /// Reads the first look.
    pub fn new(sentences: &'a [SentenceScore]) -> Self {
        let probabilities: Vec<[f32; N]> =
            sentences.iter().map(|s| std::array::from_fn(|o| sigmoid(s.logits[o]))).collect();
        let mut sum = [0.0; N];
        for p in &probabilities {
            for (s, x) in sum.iter_mut().zip(p) {
                *s += x;
            }
        }
        Self { sentences, probabilities, sum }
    }

    /// What the second look reads of sentence `i`: itself, the sentence before,
    /// the one after, those two away, the rest of the mail, and its place.
    pub fn numbers(&self, i: usize) -> [f32; WIDTH] {
        let n = self.sentences.len();
        let at =
            |k: isize, o: usize| usize::try_from(k).ok().and_then(|k| self.probabilities.get(k)).map_or(0.0, |p| p[o]);
        let mut out = [0.0; WIDTH];
        let k = i as isize;
        for o in 0..N {
            out[o] = self.sentences[i].logits[o].clamp(-LIMIT, LIMIT);
            out[N + o] = at(k - 1, o);
            out[2 * N + o] = at(k + 1, o);
            out[3 * N + o] = at(k - 2, o) + at(k + 2, o);
            out[4 * N + o] = 3.0 * (self.sum[o] - self.probabilities[i][o]) / n.max(2) as f32;
        }
        let place = &mut out[5 * N..];
        place[0] = 1.0;
        place[1] = f32::from(u8::from(self.sentences[i].subject));
        place[2] = i as f32 / n.max(1) as f32;
        place[3] = f32::from(u8::from(i + 1 == n));
        place[4] = (n as f32).ln() * 0.3;
        out
    }
}

/// Replaces the log-odds of every sentence by those of the second look; `weights`
/// are by output, then by number.
pub fn reconsider(sentences: &[SentenceScore], weights: &[Vec<f32>]) -> Vec<SentenceScore> {
    let context = Context::new(sentences);
    let outputs = weights.len().min(N);
    let by_number: Vec<[f32; N]> =
        (0..WIDTH).map(|i| std::array::from_fn(|o| weights.get(o).map_or(0.0, |w| w[i]))).collect();
    (0..sentences.len())
        .map(|i| {
            // all outputs side by side; the terms of each are added in their order
            let mut sums = [-0.0; N];
            for (x, column) in context.numbers(i).iter().zip(&by_number) {
                sums.iter_mut().zip(column).for_each(|(sum, w)| *sum += x * w);
            }
            let mut s = sentences[i].clone();
            s.logits[..outputs].copy_from_slice(&sums[..outputs]);
            s
        })
        .collect()
}
