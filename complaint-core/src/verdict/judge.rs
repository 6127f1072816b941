//! Scores in; labels, confidence and review out.

use std::collections::BTreeMap;

use super::{
    AngerLevel, Confidence, Demand, Flag, Kind, Scores, Target,
    aggregate::{Decision, sigmoid},
    outputs::TARGETS,
    weights::Settings,
};

/// The labels of a mail with the scores behind them.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// As in [`super::Verdict`].
    pub kind: Kind,
    /// As in [`super::Verdict`].
    pub target: Target,
    /// As in [`super::Verdict`].
    pub targets: Vec<Target>,
    /// As in [`super::Verdict`].
    pub anger: AngerLevel,
    /// As in [`super::Verdict`].
    pub flags: Vec<Flag>,
    /// As in [`super::Verdict`].
    pub demands: Vec<Demand>,
    /// As in [`super::Verdict`].
    pub scores: Scores,
    /// As in [`super::Verdict`].
    pub confidence: Confidence,
}

impl Judgement {
    /// Gives it a flag, whatever the scores say.
    pub(super) fn raise(&mut self, flag: Flag) {
        if !self.flags.contains(&flag) {
            self.flags = Flag::ALL.iter().copied().filter(|f| *f == flag || self.flags.contains(f)).collect();
        }
        let score = self.scores.flags.entry(flag).or_default();
        *score = score.max(RAISED);
    }
}

/// The least score of a flag that is raised.
const RAISED: f32 = 0.5;

/// Below this probability a flag or demand is not worth showing.
const LEAST_SHOWN: f32 = 0.05;

/// Labels from the log-odds of the decisions. `prevalence` is the share of
/// complaints among the mails that are judged, where it is known.
pub(crate) fn judge(log_odds: &[f32], settings: &Settings, prevalence: Option<f32>) -> Judgement {
    let odds: BTreeMap<usize, f32> = log_odds.iter().copied().enumerate().collect();
    let all: Vec<Decision> = Decision::all().collect();
    let find = |d: Decision| {
        all.iter().position(|x| *x == d).map_or((f32::NEG_INFINITY, 0.0), |i| (odds[&i], settings.thresholds[i]))
    };
    let over = |d: Decision| {
        let (x, t) = find(d);
        x > t
    };

    let shift = prevalence.map_or(0.0, |p| logit(p) - logit(settings.prevalence));
    let kind_odds = |k: Kind| find(Decision::Kind(k)).0 + if k == Kind::Complaint { shift } else { 0.0 };
    let (kind, kind_probability) = best(Kind::ALL, kind_odds);
    let complaint = kind == Kind::Complaint;

    let (primary, primary_probability) = best(&TARGETS, |t| find(Decision::Primary(t)).0);
    let total: f32 = TARGETS.iter().map(|t| sigmoid(find(Decision::Primary(*t)).0)).sum();
    let share = |t: Target| sigmoid(find(Decision::Primary(t)).0) / total.max(f32::EPSILON);
    let mut targets = vec![primary];
    targets.extend(TARGETS.into_iter().filter(|t| *t != primary && over(Decision::Target(*t))));

    let at_least: Vec<f32> = (1..=4).map(|k| sigmoid(find(Decision::Anger(k)).0)).collect();
    let expected: f32 = at_least.iter().sum();
    let level = settings.cutpoints.iter().filter(|c| expected >= **c).count() as u8;
    let level = if complaint { level.max(1) } else { 0 };
    let level_probability = if complaint {
        level_probability(&at_least, level)
    } else {
        1.0 - sigmoid(find(Decision::Kind(Kind::Complaint)).0)
    };

    // a life in danger counts in whatever mail
    let has_flags = !matches!(kind, Kind::Request | Kind::Other);
    let flags = Flag::ALL.iter().copied().filter(|f| has_flags || *f == Flag::LifeThreat);
    let has_demands = matches!(kind, Kind::Complaint | Kind::Inquiry);
    let calibrated = |axis: usize, p: f32| {
        let (slope, offset) = settings.calibration[axis];
        sigmoid(slope * logit(p) + offset)
    };
    Judgement {
        kind,
        target: if complaint { primary } else { Target::None },
        targets: if complaint { targets } else { Vec::new() },
        anger: AngerLevel::new(level),
        flags: flags.filter(|f| over(Decision::Flag(*f))).collect(),
        demands: Demand::ALL.iter().copied().filter(|d| has_demands && over(Decision::Demand(*d))).collect(),
        scores: Scores {
            complaint: sigmoid(kind_odds(Kind::Complaint)),
            target: if complaint { TARGETS.iter().map(|t| (*t, share(*t))).collect() } else { BTreeMap::new() },
            anger: if complaint { expected } else { 0.0 },
            flags: shown(Flag::ALL, |f| sigmoid(find(Decision::Flag(f)).0)),
            demands: shown(Demand::ALL, |d| sigmoid(find(Decision::Demand(d)).0)),
        },
        confidence: Confidence {
            kind: calibrated(0, kind_probability),
            target: if complaint { calibrated(1, primary_probability) } else { calibrated(0, kind_probability) },
            anger: calibrated(2, level_probability),
        },
    }
}

/// The likeliest value and its share of the probability.
fn best<T: Copy>(values: &[T], odds: impl Fn(T) -> f32) -> (T, f32) {
    let p: Vec<f32> = values.iter().map(|v| sigmoid(odds(*v))).collect();
    let total: f32 = p.iter().sum();
    let i = (0..p.len()).max_by(|a, b| p[*a].total_cmp(&p[*b])).unwrap_or(0);
    (values[i], p[i] / total.max(f32::EPSILON))
}

/// Probability of exactly this level.
fn level_probability(at_least: &[f32], level: u8) -> f32 {
    let reach = |k: u8| if k == 0 { 1.0 } else { at_least.get(k as usize - 1).copied().unwrap_or(0.0) };
    (reach(level) - reach(level + 1)).clamp(0.01, 0.99)
}

fn shown<T: Copy + Ord>(values: &[T], probability: impl Fn(T) -> f32) -> BTreeMap<T, f32> {
    values.iter().map(|v| (*v, probability(*v))).filter(|(_, p)| *p >= LEAST_SHOWN).collect()
}

/// Log-odds of a probability, kept away from certainty.
pub(crate) fn logit(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}
