//! Scores of mails that the weights have not seen in; thresholds, cutpoints and calibration out.

use super::{
    corpus::LabelledMail,
    models::decision_label,
    solver::{Penalty, Rows, logistic},
};
use crate::verdict::{
    Flag, Kind, Settings, Target,
    aggregate::{Decision, sigmoid},
    judge, logit,
};

/// A mail's log-odds by decision, `None` where it was left out.
pub type MailOdds = Option<Vec<f32>>;

/// Chooses what turns scores into labels.
pub fn choose(mails: &[LabelledMail], odds: &[MailOdds]) -> Settings {
    let mut s = Settings::default();
    let used: Vec<(&LabelledMail, &Vec<f32>)> =
        mails.iter().zip(odds).filter_map(|(m, o)| Some((m, o.as_ref()?))).collect();
    let complaints = used.iter().filter(|(m, _)| m.kind == Kind::Complaint).count();
    s.prevalence = complaints as f32 / used.len().max(1) as f32;
    let measure: Vec<(&LabelledMail, &Vec<f32>)> = used.iter().copied().filter(|(m, _)| !m.further).collect();
    for (i, d) in Decision::all().enumerate() {
        let examples: Vec<(f32, bool)> =
            measure.iter().filter_map(|(m, o)| Some((o[i], decision_label(m, d)?))).collect();
        s.thresholds[i] = match d {
            Decision::Flag(Flag::LifeThreat) => LIFE_THREAT,
            Decision::Flag(_) | Decision::Demand(_) | Decision::Target(_) => threshold(examples, weight_of_recall(d)),
            _ => 0.0,
        };
    }
    s.cutpoints = cutpoints(&measure);
    s.calibration = calibration(&measure, &s);
    s
}

/// The β of F-β. A flag is an alarm and a demand a promise to have listened: to miss
/// one costs more than to show one in vain. `harassment` must not be given lightly.
fn weight_of_recall(d: Decision) -> f32 {
    match d {
        Decision::Flag(Flag::Harassment) => 0.9,
        Decision::Flag(_) => 1.6,
        Decision::Demand(_) => 1.3,
        _ => 1.0,
    }
}

/// So much the strongest sentence must say: too few mails have this flag for a decision
/// to be fitted, and a false alarm costs less than a miss.
const LIFE_THREAT: f32 = -0.85;

/// Between these the threshold lies.
const LOWEST: f32 = -2.5;
const HIGHEST: f32 = 1.0;

/// The log-odds above which a label is given: with probabilities that mean what
/// they say, the best F-β, F*, is reached by the labels more probable than F* / (1 + β²)
/// (Ye et al. 2012). F* is an average over all examples; the place of the best
/// threshold among them would hang on a few.
fn threshold(mut examples: Vec<(f32, bool)>, beta: f32) -> f32 {
    examples.sort_by(|a, b| b.0.total_cmp(&a.0));
    let positive = examples.iter().filter(|e| e.1).count() as f32;
    if positive == 0.0 {
        return HIGHEST;
    }
    let (mut hits, mut best) = (0.0, 0.0_f32);
    for (k, (_, yes)) in examples.iter().enumerate() {
        hits += f32::from(u8::from(*yes));
        best = best.max((1.0 + beta * beta) * hits / (k as f32 + 1.0 + beta * beta * positive));
    }
    logit(best / (1.0 + beta * beta)).clamp(LOWEST, HIGHEST)
}

/// Cutpoints with the highest weighted kappa, one after the other, twice.
fn cutpoints(used: &[(&LabelledMail, &Vec<f32>)]) -> [f32; 4] {
    let first = Decision::all().position(|d| d == Decision::Anger(1)).unwrap_or(0);
    let complaint = Decision::all().position(|d| d == Decision::Kind(Kind::Complaint)).unwrap_or(0);
    let expected: Vec<(f32, u8)> = used
        .iter()
        .filter(|(m, o)| m.kind == Kind::Complaint && o[complaint] > 0.0)
        .map(|(m, o)| ((0..4).map(|k| sigmoid(o[first + k])).sum(), m.anger.get()))
        .collect();
    let mut c = [0.5, 1.5, 2.5, 3.5];
    for _ in 0..2 {
        for k in 0..4 {
            let mut best = (f64::NEG_INFINITY, c[k]);
            for step in -12i8..=12 {
                let mut t = c;
                t[k] = k as f32 + 0.5 + f32::from(step) * 0.025;
                let pairs: Vec<(u8, u8)> =
                    expected.iter().map(|(e, g)| (*g, t.iter().filter(|x| e >= *x).count() as u8)).collect();
                let q = super::metrics::weighted_kappa(&pairs);
                if q > best.0 + 1e-9 {
                    best = (q, t[k]);
                }
            }
            c[k] = best.1;
        }
    }
    c
}

/// Platt's slope and offset for the confidence of kind, target and anger.
fn calibration(used: &[(&LabelledMail, &Vec<f32>)], s: &Settings) -> [(f32, f32); 3] {
    let plain = Settings { calibration: [(1.0, 0.0); 3], ..s.clone() };
    let mut axes: [(Rows, Vec<f32>); 3] = std::array::from_fn(|_| (Rows::new(), Vec::new()));
    for (m, o) in used {
        let j = judge(o, &plain, None);
        let complaint = j.kind == Kind::Complaint && m.kind == Kind::Complaint;
        let mut put = |axis: usize, p: f32, right: bool| {
            axes[axis].0.push([(0, logit(p)), (1, 1.0)]);
            axes[axis].1.push(f32::from(u8::from(right)));
        };
        put(0, j.confidence.kind, j.kind == m.kind);
        if complaint && j.target != Target::None {
            put(1, j.confidence.target, j.target == m.target);
            put(2, j.confidence.anger, j.anger == m.anger);
        }
    }
    axes.map(|(rows, labels)| {
        let w = logistic(&rows, &[0.0; 2], &labels, &vec![true; labels.len()], Penalty { cost: 10.0, passes: 300 });
        (w[0] as f32, w[1] as f32)
    })
}
