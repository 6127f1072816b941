//! Scores of the sentences in; the numbers by which the mail is judged out.
//!
//! Every number is a plain summary (strongest, second, sum, where) of what the
//! sentences say on one output, so that its weight leads back to sentences.

use super::outputs::{Output, TARGETS};
use super::labels::{Demand, Flag, Kind};

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
            summaries: [Summary { max: -LOGIT_LIMIT, second: -LOGIT_LIMIT, sum: 0.0, late: -LOGIT_LIMIT, subject: -LOGIT_LIMIT }; Output::SENTENCE],
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
                let x = s.logits[o].clamp(-LOGIT_LIMIT, LOGIT_LIMIT);
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
            let demand: f32 = Demand::ALL.iter().map(|d| sigmoid(s.logits[Output::Demand(*d).index()])).sum::<f32>().min(1.0);
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
    Primary(super::labels::Target),
    /// With this target at all.
    Target(super::labels::Target),
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

    /// The named numbers that it is made on.
    pub fn numbers(self, m: &MailNumbers) -> Vec<(String, f32)> {
        let mut out = Numbers(m, vec![("bias".into(), 1.0)]);
        match self {
            Self::Kind(_) => out.kind(),
            Self::Primary(_) | Self::Target(_) => out.target(),
            Self::Anger(_) => out.anger(),
            Self::Flag(f) => out.flag(f),
            Self::Demand(d) => out.demand(d),
        }
        out.1
    }
}

struct Numbers<'a>(&'a MailNumbers, Vec<(String, f32)>);

impl Numbers<'_> {
    fn put(&mut self, name: impl Into<String>, x: f32) {
        self.1.push((name.into(), x));
    }

    fn summary(&mut self, o: Output) {
        let s = self.0.summaries[o.index()];
        let n = o.name();
        self.put(format!("{n}.max"), s.max);
        self.put(format!("{n}.second"), s.second);
        self.put(format!("{n}.sum"), (1.0 + s.sum).ln());
        self.put(format!("{n}.late"), s.late);
        self.put(format!("{n}.subject"), s.subject * 0.3);
    }

    fn whole(&mut self, o: Output) {
        self.put(o.name(), self.0.whole[o.index() - Output::SENTENCE]);
    }

    fn sums(&mut self) {
        for d in Demand::ALL {
            self.put(format!("demand.{d}.n"), self.0.summaries[Output::Demand(*d).index()].sum.min(3.0));
        }
        for f in Flag::ALL {
            self.put(format!("flag.{f}.n"), self.0.summaries[Output::Flag(*f).index()].sum.min(3.0));
        }
    }

    fn levels(&mut self) {
        let m = self.0;
        self.put("top-anger", m.top_anger);
        self.put("mean-anger", m.mean_anger);
        self.put("late-anger", m.late_anger);
        self.put("length", (m.sentences as f32 + 1.0).ln());
    }

    fn kind(&mut self) {
        for k in Kind::ALL {
            self.whole(Output::MailKind(*k));
        }
        for k in 1..=4 {
            self.whole(Output::MailAnger(k));
        }
        self.summary(Output::Anger(1));
        self.summary(Output::Anger(2));
        self.levels();
        for t in TARGETS {
            self.summary(Output::Fault(t));
        }
        self.sums();
    }

    fn target(&mut self) {
        let m = self.0;
        let total: f32 = m.heat.iter().sum::<f32>() + 0.1;
        let late: f32 = m.late_heat.iter().sum::<f32>() + 0.1;
        for (t, target) in TARGETS.into_iter().enumerate() {
            self.summary(Output::Fault(target));
            self.put(format!("share.{target}"), 2.0 * m.heat[t] / total);
            self.put(format!("late-share.{target}"), m.late_heat[t] / late);
            self.put(format!("heat.{target}"), (1.0 + m.heat[t]).ln());
            self.put(format!("asked.{target}"), m.demand_blame[t].min(3.0));
            self.whole(Output::MailTarget(target));
        }
        self.sums();
    }

    fn anger(&mut self) {
        for k in 1..=4 {
            self.summary(Output::Anger(k));
            self.whole(Output::MailAnger(k));
        }
        self.levels();
        for f in [Flag::Harassment, Flag::Legal, Flag::Publicity, Flag::Churn, Flag::Neglect, Flag::OwnMistake] {
            self.put(format!("flag.{f}.max"), self.0.summaries[Output::Flag(f).index()].max);
        }
        self.whole(Output::MailKind(Kind::Complaint));
    }

    fn flag(&mut self, f: Flag) {
        self.summary(Output::Flag(f));
        self.whole(Output::MailKind(Kind::Complaint));
        self.whole(Output::MailKind(Kind::Other));
        for k in [1, 3, 4] {
            self.put(format!("anger.{k}.max"), self.0.summaries[Output::Anger(k).index()].max);
        }
        if f == Flag::Harassment {
            self.summary(Output::Anger(4));
            self.whole(Output::MailAnger(4));
        }
        self.levels();
    }

    fn demand(&mut self, d: Demand) {
        self.summary(Output::Demand(d));
        self.whole(Output::MailKind(Kind::Complaint));
        self.whole(Output::MailKind(Kind::Request));
        self.whole(Output::MailKind(Kind::Other));
        let rivals: f32 = Demand::ALL.iter().filter(|r| **r != d).map(|r| self.0.summaries[Output::Demand(*r).index()].sum).sum();
        self.put("rivals", rivals.min(3.0));
        self.put("length", (self.0.sentences as f32 + 1.0).ln());
    }
}
