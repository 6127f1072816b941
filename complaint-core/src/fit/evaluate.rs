//! Compared mails in; figures with their intervals, confusions, calibration and
//! what the review mark brings out.

use serde::Serialize;

use super::{
    case::Labels,
    figures::main_figures,
    metrics::{Bin, bootstrap, brier, calibration},
};
pub use super::{
    case::{Case, FACTS, Given},
    figures::Figures,
};
use crate::verdict::{Kind, Target};

/// Bins of the calibration.
const BINS: usize = 5;
/// Rounds and seed of the intervals.
const ROUNDS: usize = 1000;
const SEED: u64 = 20_260_503;
/// The figures that get an interval.
pub const MAIN: [&str; 7] =
    ["complaint_f1", "kind_acc", "target_acc", "target_macro_f1", "anger_qwk", "flags_f1", "demands_f1"];

/// Rows are gold, columns given; the last column is for mails without a verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Confusion {
    /// Names of rows and columns.
    pub labels: Vec<String>,
    /// Counts by row and column.
    pub counts: Vec<Vec<u32>>,
}

/// How well a confidence keeps its word.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Calibration {
    /// `kind`, `target`, `anger`, or `complaint` (the probability).
    pub axis: &'static str,
    /// Five bins of equal mass.
    pub bins: Vec<Bin>,
    /// Brier score.
    pub brier: f64,
}

/// What sending mails to a person costs and brings.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Review {
    /// Share of mails for review.
    pub share: f64,
    /// Share of mails that are wrong: kind, target, or anger by two levels.
    pub wrong: f64,
    /// Share of the wrong ones that are for review.
    pub caught: f64,
}

/// Everything that is said of a set of mails.
#[derive(Debug, Clone, PartialEq)]
pub struct Evaluation {
    /// All figures.
    pub figures: Figures,
    /// Name, lower and upper bound of 95 %, for the figures of [`MAIN`].
    pub intervals: Vec<(String, f64, f64)>,
    /// Of kind, target (of complaints) and anger.
    pub confusions: Vec<(&'static str, Confusion)>,
    /// Of each confidence.
    pub calibrations: Vec<Calibration>,
    /// Of the review mark.
    pub review: Review,
}

impl Evaluation {
    /// Evaluates.
    pub fn of(cases: &[&Case]) -> Self {
        Self {
            figures: Figures::of(cases),
            intervals: intervals(cases),
            confusions: confusions(cases),
            calibrations: calibrations(cases),
            review: review(cases),
        }
    }
}

fn intervals(cases: &[&Case]) -> Vec<(String, f64, f64)> {
    let bounds = bootstrap(cases.len(), ROUNDS, SEED, |sample| {
        let drawn: Vec<&Case> = sample.iter().map(|i| cases[*i]).collect();
        let mut f = Figures::default();
        main_figures(&drawn, &mut f);
        MAIN.iter().map(|n| f.get(n).unwrap_or(f64::NAN)).collect()
    });
    MAIN.iter().zip(bounds).map(|(n, (low, high))| ((*n).to_owned(), low, high)).collect()
}

fn confusions(cases: &[&Case]) -> Vec<(&'static str, Confusion)> {
    let complaints: Vec<&Case> = cases.iter().copied().filter(|c| c.is_complaint().0).collect();
    let anger = |l: &Labels| l.kind.map(|_| usize::from(l.anger));
    vec![
        ("kind", confusion(cases, names(Kind::ALL), |l| l.kind.map(Kind::index))),
        ("target", confusion(&complaints, names(Target::ALL), |l| l.target.map(Target::index))),
        ("anger", confusion(cases, (0..5).map(|k| k.to_string()).collect(), anger)),
    ]
}

fn names<T: ToString>(all: &[T]) -> Vec<String> {
    all.iter().map(ToString::to_string).collect()
}

fn confusion(cases: &[&Case], labels: Vec<String>, of: impl Fn(&Labels) -> Option<usize>) -> Confusion {
    let mut counts = vec![vec![0; labels.len() + 1]; labels.len()];
    for c in cases {
        if let Some(row) = of(&c.gold) {
            counts[row][of(&c.side).unwrap_or(labels.len())] += 1;
        }
    }
    Confusion { labels, counts }
}

fn calibrations(cases: &[&Case]) -> Vec<Calibration> {
    let judged: Vec<(&Case, &Given)> = cases.iter().filter_map(|c| Some((*c, c.given.as_ref()?))).collect();
    let complaints = |(c, g): &(&Case, &Given)| c.is_complaint().0 && g.labels.kind == Some(Kind::Complaint);
    let both: Vec<_> = judged.iter().copied().filter(complaints).collect();
    let axis =
        |axis, pairs: Vec<(f64, bool)>| Calibration { axis, bins: calibration(&pairs, BINS), brier: brier(&pairs) };
    vec![
        axis(
            "kind",
            judged.iter().map(|(c, g)| (f64::from(g.confidence.kind), c.gold.kind == g.labels.kind)).collect(),
        ),
        axis("complaint", judged.iter().map(|(c, g)| (f64::from(g.complaint), c.is_complaint().0)).collect()),
        axis(
            "target",
            both.iter().map(|(c, g)| (f64::from(g.confidence.target), c.gold.target == g.labels.target)).collect(),
        ),
        axis(
            "anger",
            both.iter().map(|(c, g)| (f64::from(g.confidence.anger), c.gold.anger == g.labels.anger)).collect(),
        ),
    ]
}

fn review(cases: &[&Case]) -> Review {
    let seen = |c: &&&Case| c.given.as_ref().is_none_or(|g| g.review);
    let wrong: Vec<&&Case> = cases.iter().filter(|c| c.is_wrong()).collect();
    let of = |a: usize, b: usize| a as f64 / b.max(1) as f64;
    Review {
        share: of(cases.iter().filter(seen).count(), cases.len()),
        wrong: of(wrong.len(), cases.len()),
        caught: of(wrong.iter().filter(|c| seen(c)).count(), wrong.len()),
    }
}
