//! What each sentence and its surroundings weigh in; the first look at every sentence out.
//!
//! A word speaks for its own sentence; some also for the sentences next to it,
//! or for all of the mail: 「二日で元通り。」 blames nobody, but after 「修理」 it
//! blames the repair. So a feature has up to three weights for an output: here,
//! next door, anywhere else in the mail.

use super::{aggregate::SentenceScore, outputs::Output};
use crate::signals::features::Template;

const N: usize = Output::SENTENCE;

/// Where the outputs "next door" begin in the weights of a feature …
pub const NEAR: usize = Output::COUNT;
/// … and those "anywhere else in the mail".
pub const REST: usize = NEAR + N;
/// Number of outputs with those of the surroundings.
pub const ALL: usize = REST + N;

/// A feature counts this much for the sentences next to its own …
pub const NEAR_SCALE: f32 = 0.8;
/// … and this much, shared by all others, for the rest of the mail.
pub const REST_SCALE: f32 = 3.0;

/// Whether features of this template speak beyond their sentence.
pub fn reaches(t: Template) -> bool {
    matches!(t, Template::Word | Template::Class | Template::Group | Template::Rule)
}

/// A sentence of this many words counts its features as they are.
const USUAL_WORDS: f32 = 16.0;

/// How much each feature of a sentence counts by the sentence's length.
pub fn length_scale(words: usize) -> f32 {
    (USUAL_WORDS / words.max(1) as f32).sqrt().sqrt()
}

/// What one sentence weighs, before its surroundings are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighed {
    /// Log-odds by output, then those for the neighbours and for the rest.
    pub sums: [f32; ALL],
    /// Number of features.
    pub features: usize,
    /// It is the subject.
    pub subject: bool,
}

/// Adds to every sentence what its surroundings say; `bias` are the log-odds
/// before anything is read.
pub fn surround(sentences: &[Weighed], bias: &[f32; Output::COUNT]) -> Vec<SentenceScore> {
    let mut total = [0.0; N];
    for s in sentences {
        for (t, x) in total.iter_mut().zip(&s.sums[REST..]) {
            *t += x;
        }
    }
    let others = sentences.len().saturating_sub(1).max(1) as f32;
    let near = |i: Option<usize>, o: usize| i.and_then(|i| sentences.get(i)).map_or(0.0, |s| s.sums[NEAR + o]);
    sentences
        .iter()
        .enumerate()
        .map(|(i, s)| {
            let mut logits = [0.0; Output::COUNT];
            logits.copy_from_slice(&s.sums[..Output::COUNT]);
            for (o, x) in logits[..N].iter_mut().enumerate() {
                *x +=
                    bias[o] + near(i.checked_sub(1), o) + near(Some(i + 1), o) + (total[o] - s.sums[REST + o]) / others;
            }
            SentenceScore { logits, features: s.features, subject: s.subject }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(own: f32, near: f32, rest: f32) -> Weighed {
        let mut sums = [0.0; ALL];
        (sums[0], sums[NEAR], sums[REST]) = (own, near, rest);
        Weighed { sums, features: 1, subject: false }
    }

    #[test]
    fn neighbours_and_the_rest_add_to_a_sentence() {
        let mut bias = [0.0; Output::COUNT];
        bias[0] = -1.0;
        let mail = [sentence(1.0, 0.5, 4.0), sentence(2.0, 0.25, 0.0), sentence(3.0, 0.0, 0.0)];
        let first: Vec<f32> = surround(&mail, &bias).iter().map(|s| s.logits[0]).collect();
        assert_eq!(first, [0.25, 3.5, 4.25]);
    }

    #[test]
    fn a_lone_sentence_has_no_surroundings() {
        assert_eq!(surround(&[sentence(1.0, 9.0, 9.0)], &[0.0; Output::COUNT])[0].logits[0], 1.0);
    }
}
