//! Scores of the sentences in; the numbers by which the mail is judged out.
//!
//! Every number is a plain summary (strongest, second, sum, where) of what the
//! sentences say on one output, so that its weight leads back to sentences.

use super::labels::{Demand, Flag, Kind, Target};
use super::outputs::{Output, TARGETS};

/// What the weights say of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceScore {
    /// Log-odds by output.
    pub logits: [f32; Output::COUNT],
    /// Number of features, the length of the sentence for the outputs of the mail.
    pub features: usize,
    /// It is the subject.
    pub subject: bool,
}

/// Log-odds are cut off here: one sentence alone is never certain.
const LOGIT_LIMIT: f32 = 7.0;

/// Less than this is as good as nothing; it also stands for a sentence that is
/// not there, so that a mail of one line does not look like no other mail.
const LOGIT_FLOOR: f32 = -3.0;

/// Probability of log-odds.
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The summaries of one output over the sentences of a mail.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Summary {
    /// Highest log-odds.
    pub max: f32,
    /// Second highest.
    pub second: f32,
    /// Expected number of sentences.
    pub sum: f32,
    /// Highest log-odds in the last third.
    pub late: f32,
    /// Log-odds in the subject.
    pub subject: f32,
}

/// The mail in numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct MailNumbers {
    /// By output of the sentence.
    pub summaries: [Summary; Output::SENTENCE],
    /// Log-odds of the outputs of the mail, by position after [`Output::SENTENCE`].
    pub whole: [f32; Output::COUNT - Output::SENTENCE],
    /// Expected number of sentences that blame each target, weighted by their anger.
    pub heat: [f32; 3],
    /// The same in the last third.
    pub late_heat: [f32; 3],
    /// Expected number of demand sentences that blame each target.
    pub demand_blame: [f32; 3],
    /// Mean of the three highest expected levels of anger.
    pub top_anger: f32,
    /// Mean expected level.
    pub mean_anger: f32,
    /// Expected level in the last sentences.
    pub late_anger: f32,
    /// Sentences in the body.
    pub sentences: usize,
}

impl MailNumbers {
    /// Summarises the sentences; `bias` are the log-odds of an empty mail for the
    /// outputs of the mail.
    pub fn new(sentences: &[SentenceScore], bias: &[f32; Output::COUNT]) -> Self {
        let body = sentences.iter().filter(|s| !s.subject).count();
        let late_from = sentences.len() - body.div_ceil(3).min(sentences.len());
        let mut out = Self {
            summaries: [Summary {
                max: LOGIT_FLOOR,
                second: LOGIT_FLOOR,
                sum: 0.0,
                late: LOGIT_FLOOR,
                subject: LOGIT_FLOOR,
            }; Output::SENTENCE],
            whole: [0.0; Output::COUNT - Output::SENTENCE],
            heat: [0.0; 3],
            late_heat: [0.0; 3],
            demand_blame: [0.0; 3],
            top_anger: 0.0,
            mean_anger: 0.0,
            late_anger: 0.0,
            sentences: body,
        };
        let mut angers = Vec::with_capacity(sentences.len());
        let mut features = 0;
        for (i, s) in sentences.iter().enumerate() {
            let late = i >= late_from;
            for (o, sum) in out.summaries.iter_mut().enumerate() {
                let x = s.logits[o].clamp(LOGIT_FLOOR, LOGIT_LIMIT);
                if x > sum.max {
                    sum.second = sum.max;
                    sum.max = x;
                } else {
                    sum.second = sum.second.max(x);
                }
                sum.sum += sigmoid(x);
                if late {
                    sum.late = sum.late.max(x);
                }
                if s.subject {
                    sum.subject = sum.subject.max(x);
                }
            }
            let anger = expected_anger(&s.logits);
            let demand: f32 =
                Demand::ALL.iter().map(|d| sigmoid(s.logits[Output::Demand(*d).index()])).sum::<f32>().min(1.0);
            for (t, target) in TARGETS.into_iter().enumerate() {
                let p = sigmoid(s.logits[Output::Fault(target).index()]);
                out.heat[t] += p * (0.3 + anger);
                out.late_heat[t] += if late { p * (0.3 + anger) } else { 0.0 };
                out.demand_blame[t] += p * demand;
            }
            if late {
                out.late_anger = out.late_anger.max(anger);
            }
            angers.push(anger);
            features += s.features;
            for (w, x) in out.whole.iter_mut().zip(&s.logits[Output::SENTENCE..]) {
                *w += x;
            }
        }
        let norm = whole_scale(features);
        for (o, w) in out.whole.iter_mut().enumerate() {
            *w = (*w * norm + bias[Output::SENTENCE + o]).clamp(-LOGIT_LIMIT, LOGIT_LIMIT);
        }
        angers.sort_by(|a, b| b.total_cmp(a));
        let n = angers.len().max(1) as f32;
        out.mean_anger = angers.iter().sum::<f32>() / n;
        let top = angers.len().clamp(1, 3);
        out.top_anger = angers.iter().take(3).sum::<f32>() / top as f32;
        out
    }
}

/// A feature's value in the outputs of the mail shrinks with the mail's length.
pub fn whole_scale(features: usize) -> f32 {
    1.0 / (features.max(1) as f32).sqrt()
}

/// Expected level of anger of one sentence.
pub fn expected_anger(logits: &[f32; Output::COUNT]) -> f32 {
    (1..=4).map(|k| sigmoid(logits[Output::Anger(k).index()])).sum()
}

/// The decisions that are made on the mail as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Of this kind.
    Kind(Kind),
    /// Mainly with this target.
    Primary(Target),
    /// With this target at all.
    Target(Target),
    /// Anger of at least this level.
    Anger(u8),
    /// Carries this flag.
    Flag(Flag),
    /// Carries this demand.
    Demand(Demand),
}

impl Decision {
    /// Every decision.
    pub fn all() -> impl Iterator<Item = Self> {
        Kind::ALL
            .iter()
            .map(|k| Self::Kind(*k))
            .chain(TARGETS.into_iter().map(Self::Primary))
            .chain(TARGETS.into_iter().map(Self::Target))
            .chain((1..=4).map(Self::Anger))
            .chain(Flag::ALL.iter().map(|f| Self::Flag(*f)))
            .chain(Demand::ALL.iter().map(|d| Self::Demand(*d)))
    }

    /// Its name in the weights file.
    pub fn name(self) -> String {
        match self {
            Self::Kind(k) => format!("kind.{k}"),
            Self::Primary(t) => format!("primary.{t}"),
            Self::Target(t) => format!("target.{t}"),
            Self::Anger(k) => format!("anger.{k}"),
            Self::Flag(f) => format!("flag.{f}"),
            Self::Demand(d) => format!("demand.{d}"),
        }
    }

    /// The named numbers that it is made on, the same names in the same order for
    /// every mail. What kind a mail of a few sentences is, is decided by weights of
    /// its own: a line from a customer and a line of business talk have little else
    /// to tell them apart, and long mails are not to pay for that.
    pub fn numbers(self, m: &MailNumbers, put: &mut impl FnMut(Number, f32)) {
        if !matches!(self, Self::Kind(_)) {
            return self.quantities(m, &mut |quantity, x| put(Number { quantity, of_short: false }, x));
        }
        for of_short in [false, true] {
            let counts = f32::from(u8::from(of_short == (m.sentences <= SHORT)));
            self.quantities(m, &mut |quantity, x| put(Number { quantity, of_short }, counts * x));
        }
    }

    fn quantities(self, m: &MailNumbers, put: &mut impl FnMut(Quantity, f32)) {
        put(Quantity::Bias, 1.0);
        match self {
            Self::Kind(_) => kind(m, put),
            Self::Primary(_) | Self::Target(_) => target(m, put),
            Self::Anger(_) => anger(m, put),
            Self::Flag(f) => flag(m, f, put),
            Self::Demand(d) => demand(m, d, put),
        }
    }
}

/// Sentences of the longest mail that counts as short.
pub const SHORT: usize = 4;

/// The name of a number that a decision is made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number {
    quantity: Quantity,
    /// It counts in short mails only; elsewhere it is 0.
    of_short: bool,
}

impl Number {
    /// The highest log-odds of this output.
    pub(crate) fn is_max_of(self, output: Output) -> bool {
        self.quantity == Quantity::Max(output)
    }

    /// What short mails have before anything is read.
    pub(crate) fn is_bias_of_short(self) -> bool {
        self.of_short && self.quantity == Quantity::Bias
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.of_short {
            f.write_str("short.")?;
        }
        self.quantity.fmt(f)
    }
}

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Quantity {
    /// Always 1.
    Bias,
    /// Highest log-odds of a sentence.
    Max(Output),
    /// Second highest.
    Second(Output),
    /// Logarithm of the expected number of sentences.
    Sum(Output),
    /// Highest log-odds in the last third.
    Late(Output),
    /// Log-odds of the subject.
    Subject(Output),
    /// Log-odds of the mail as a whole.
    Whole(Output),
    /// Expected number of sentences, at most 3.
    Count(Output),
    /// Share of the anger that a target gets.
    Share(Target),
    /// The same in the last third.
    LateShare(Target),
    /// Logarithm of the anger that a target gets.
    Heat(Target),
    /// Demands in sentences that blame a target.
    Asked(Target),
    /// Mean of the three angriest sentences.
    TopAnger,
    /// Mean anger.
    MeanAnger,
    /// Anger of the last third.
    LateAnger,
    /// Logarithm of the number of sentences.
    Length,
    /// Sentences that ask for something else.
    Rivals,
}

impl std::fmt::Display for Quantity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bias => f.write_str("bias"),
            Self::Max(o) => write!(f, "{}.max", o.name()),
            Self::Second(o) => write!(f, "{}.second", o.name()),
            Self::Sum(o) => write!(f, "{}.sum", o.name()),
            Self::Late(o) => write!(f, "{}.late", o.name()),
            Self::Subject(o) => write!(f, "{}.subject", o.name()),
            Self::Whole(o) => f.write_str(&o.name()),
            Self::Count(o) => write!(f, "{}.count", o.name()),
            Self::Share(t) => write!(f, "share.{t}"),
            Self::LateShare(t) => write!(f, "late-share.{t}"),
            Self::Heat(t) => write!(f, "heat.{t}"),
            Self::Asked(t) => write!(f, "asked.{t}"),
            Self::TopAnger => f.write_str("top-anger"),
            Self::MeanAnger => f.write_str("mean-anger"),
            Self::LateAnger => f.write_str("late-anger"),
            Self::Length => f.write_str("length"),
            Self::Rivals => f.write_str("rivals"),
        }
    }
}

fn summary(m: &MailNumbers, o: Output, put: &mut impl FnMut(Quantity, f32)) {
    let s = m.summaries[o.index()];
    put(Quantity::Max(o), s.max);
    put(Quantity::Second(o), s.second);
    put(Quantity::Sum(o), (1.0 + s.sum).ln());
    put(Quantity::Late(o), s.late);
    put(Quantity::Subject(o), s.subject * 0.3);
}

fn whole(m: &MailNumbers, o: Output, put: &mut impl FnMut(Quantity, f32)) {
    put(Quantity::Whole(o), m.whole[o.index() - Output::SENTENCE]);
}

fn max(m: &MailNumbers, o: Output, put: &mut impl FnMut(Quantity, f32)) {
    put(Quantity::Max(o), m.summaries[o.index()].max);
}

fn counts(m: &MailNumbers, put: &mut impl FnMut(Quantity, f32)) {
    let demands = Demand::ALL.iter().map(|d| Output::Demand(*d));
    for o in demands.chain(Flag::ALL.iter().map(|f| Output::Flag(*f))) {
        put(Quantity::Count(o), m.summaries[o.index()].sum.min(3.0));
    }
}

fn levels(m: &MailNumbers, put: &mut impl FnMut(Quantity, f32)) {
    put(Quantity::TopAnger, m.top_anger);
    put(Quantity::MeanAnger, m.mean_anger);
    put(Quantity::LateAnger, m.late_anger);
    put(Quantity::Length, (m.sentences as f32 + 1.0).ln());
}

fn kind(m: &MailNumbers, put: &mut impl FnMut(Quantity, f32)) {
    for k in Kind::ALL {
        whole(m, Output::MailKind(*k), put);
    }
    for k in 1..=4 {
        whole(m, Output::MailAnger(k), put);
    }
    summary(m, Output::Anger(1), put);
    summary(m, Output::Anger(2), put);
    levels(m, put);
    for t in TARGETS {
        summary(m, Output::Fault(t), put);
    }
    counts(m, put);
}

fn target(m: &MailNumbers, put: &mut impl FnMut(Quantity, f32)) {
    let total: f32 = m.heat.iter().sum::<f32>() + 0.1;
    let late: f32 = m.late_heat.iter().sum::<f32>() + 0.1;
    for (t, target) in TARGETS.into_iter().enumerate() {
        summary(m, Output::Fault(target), put);
        put(Quantity::Share(target), 2.0 * m.heat[t] / total);
        put(Quantity::LateShare(target), m.late_heat[t] / late);
        put(Quantity::Heat(target), (1.0 + m.heat[t]).ln());
        put(Quantity::Asked(target), m.demand_blame[t].min(3.0));
        whole(m, Output::MailTarget(target), put);
    }
    counts(m, put);
}

fn anger(m: &MailNumbers, put: &mut impl FnMut(Quantity, f32)) {
    for k in 1..=4 {
        summary(m, Output::Anger(k), put);
        whole(m, Output::MailAnger(k), put);
    }
    levels(m, put);
    for f in [Flag::Harassment, Flag::Legal, Flag::Publicity, Flag::Churn, Flag::Neglect, Flag::OwnMistake] {
        max(m, Output::Flag(f), put);
    }
    whole(m, Output::MailKind(Kind::Complaint), put);
}

fn flag(m: &MailNumbers, f: Flag, put: &mut impl FnMut(Quantity, f32)) {
    summary(m, Output::Flag(f), put);
    whole(m, Output::MailKind(Kind::Complaint), put);
    whole(m, Output::MailKind(Kind::Other), put);
    for k in [1, 3, 4] {
        max(m, Output::Anger(k), put);
    }
    if f == Flag::Harassment {
        summary(m, Output::Anger(4), put);
        whole(m, Output::MailAnger(4), put);
    }
    levels(m, put);
}

fn demand(m: &MailNumbers, d: Demand, put: &mut impl FnMut(Quantity, f32)) {
    summary(m, Output::Demand(d), put);
    for k in [Kind::Complaint, Kind::Request, Kind::Other] {
        whole(m, Output::MailKind(k), put);
    }
    let rivals: f32 =
        Demand::ALL.iter().filter(|r| **r != d).map(|r| m.summaries[Output::Demand(*r).index()].sum).sum();
    put(Quantity::Rivals, rivals.min(3.0));
    put(Quantity::Length, (m.sentences as f32 + 1.0).ln());
}
