//! Examples in; sentence weights and mail weights out.

use rayon::prelude::*;

use super::{
    corpus::LabelledMail,
    examples::Examples,
    prune::prune,
    solver::{Penalty, Rows, logistic},
};
use crate::verdict::{
    Flag, Kind,
    aggregate::{Decision, MailNumbers, Number, SHORT, SentenceScore, whole_scale},
    context::{Context, WIDTH, reconsider},
    logit,
    outputs::{Output, TARGETS},
    surround::{ALL, NEAR, NEAR_SCALE, REST, REST_SCALE, Weighed, reaches, surround},
};

/// How strongly the weights are held back.
#[derive(Debug, Clone, Copy)]
pub struct Penalties {
    /// Of the weights of sentences.
    pub sentence: Penalty,
    /// Of the outputs of the mail.
    pub whole: Penalty,
    /// Of the decisions.
    pub decision: Penalty,
    /// Of the second look.
    pub context: Penalty,
}

impl Default for Penalties {
    fn default() -> Self {
        Self {
            sentence: Penalty { cost: 1.0, passes: 12 },
            whole: Penalty { cost: 60.0, passes: 25 },
            decision: Penalty { cost: 0.3, passes: 200 },
            context: Penalty { cost: 0.05, passes: 25 },
        }
    }
}

/// Weights by output and feature; the last weight of each output is its bias.
pub struct FeatureWeights(pub Vec<Vec<f64>>);

/// The label of a mail on an output of the mail.
pub fn mail_label(m: &LabelledMail, o: Output) -> f32 {
    let yes = match o {
        Output::MailKind(k) => m.kind == k,
        Output::MailTarget(t) => m.target == t,
        Output::MailAnger(k) => m.anger.get() >= k,
        _ => false,
    };
    f32::from(u8::from(yes))
}

/// The label of a mail on a decision, and whether the mail has one.
pub fn decision_label(m: &LabelledMail, d: Decision) -> Option<bool> {
    let complaint = m.kind == Kind::Complaint;
    match d {
        Decision::Kind(k) => Some(m.kind == k),
        Decision::Primary(t) => complaint.then_some(m.target == t),
        Decision::Target(t) => complaint.then_some(m.targets.contains(&t)),
        Decision::Anger(k) => complaint.then_some(m.anger.get() >= k),
        Decision::Flag(f) => Some(m.flags.contains(&f)),
        Decision::Demand(x) => Some(m.demands.contains(&x)),
    }
}

/// Fits the weights of every output on the mails of `use_mail` (and the bank).
pub fn fit_features(ex: &Examples, mails: &[LabelledMail], use_mail: &[bool], penalties: Penalties) -> FeatureWeights {
    let n = ex.keys.len();
    let use_row: Vec<bool> = ex.mail.iter().map(|m| m.is_none_or(|m| use_mail[m])).collect();
    let whole = whole_rows(ex, mails.len(), n as u32);
    let outputs: Vec<Output> = Output::all().collect();
    FeatureWeights(
        outputs
            .par_iter()
            .map(|o| {
                if o.index() < Output::SENTENCE {
                    let labels: Vec<f32> = ex.labels.iter().map(|l| l[o.index()]).collect();
                    let known: Vec<bool> = use_row.iter().zip(&labels).map(|(u, l)| *u && !l.is_nan()).collect();
                    let mut w = logistic(&ex.surrounded, &ex.prior(*o), &labels, &known, penalties.sentence);
                    w.truncate(ex.width());
                    prune(ex, &mut w);
                    w
                } else {
                    let labels: Vec<f32> = mails.iter().map(|m| mail_label(m, *o)).collect();
                    let target = matches!(o, Output::MailTarget(_));
                    let used = mails.iter().zip(use_mail);
                    let rows: Vec<bool> = used.map(|(m, u)| *u && (!target || m.kind == Kind::Complaint)).collect();
                    let mut w = logistic(&whole, &vec![0.0; n + 1], &labels, &rows, penalties.whole);
                    prune(ex, &mut w);
                    w
                }
            })
            .collect(),
    )
}

/// One row a mail: the sum of its sentences.
fn whole_rows(ex: &Examples, mails: usize, bias: u32) -> Rows {
    let mut out = Rows::new();
    for m in 0..mails {
        let mut sum: std::collections::BTreeMap<u32, f32> = std::collections::BTreeMap::new();
        let mut n = 0;
        for &r in &ex.of_mail[m] {
            for (f, v) in ex.rows.row(r) {
                *sum.entry(f as u32).or_default() += v as f32;
                n += 1;
            }
        }
        let scale = whole_scale(n);
        out.push(sum.into_iter().map(|(f, v)| (f, v * scale)).chain([(bias, 1.0)]));
    }
    out
}

/// What the sentences of a mail weigh, by the weights of features.
pub fn weigh(ex: &Examples, w: &FeatureWeights, mail: usize) -> Vec<Weighed> {
    let n = ex.keys.len();
    ex.of_mail[mail]
        .iter()
        .map(|&r| {
            let mut s = Weighed { sums: [0.0; ALL], features: ex.rows.row(r).count(), subject: ex.subject[r] };
            for (o, w) in w.0.iter().enumerate() {
                s.sums[o] = ex.rows.dot(r, w) as f32;
                if o < Output::SENTENCE {
                    let reaching = || ex.rows.row(r).filter(|(f, _)| reaches(ex.templates[*f]));
                    s.sums[NEAR + o] = reaching().map(|(f, v)| w[n + f] * v).sum::<f64>() as f32 * NEAR_SCALE;
                    s.sums[REST + o] = reaching().map(|(f, v)| w[2 * n + f] * v).sum::<f64>() as f32 * REST_SCALE;
                }
            }
            s
        })
        .collect()
}

/// The first look at the sentences of a mail.
pub fn first_look(ex: &Examples, w: &FeatureWeights, mail: usize) -> Vec<SentenceScore> {
    surround(&weigh(ex, w, mail), &biases(w))
}

/// Log-odds of each output before anything is read.
pub fn biases(w: &FeatureWeights) -> [f32; Output::COUNT] {
    let mut bias = [0.0; Output::COUNT];
    for (b, w) in bias.iter_mut().zip(&w.0) {
        *b = w.last().copied().unwrap_or_default() as f32;
    }
    bias
}

/// Fits the second look on first looks by weights that have not seen the mail.
pub fn fit_context(
    ex: &Examples,
    looks: &[Option<Vec<SentenceScore>>],
    use_mail: &[bool],
    penalty: Penalty,
) -> Vec<Vec<f32>> {
    let mut rows = Rows::new();
    let mut of_row = Vec::new();
    for (mail, look) in looks.iter().enumerate() {
        let Some(look) = look.as_ref().filter(|_| use_mail[mail]) else { continue };
        let context = Context::new(look);
        for (i, &r) in ex.of_mail[mail].iter().enumerate() {
            rows.push(context.numbers(i).iter().enumerate().map(|(k, x)| (k as u32, *x)));
            of_row.push(r);
        }
    }
    (0..Output::SENTENCE)
        .into_par_iter()
        .map(|o| {
            let labels: Vec<f32> = of_row.iter().map(|&r| ex.labels[r][o]).collect();
            let known: Vec<bool> = labels.iter().map(|l| !l.is_nan()).collect();
            logistic(&rows, &[0.0; WIDTH], &labels, &known, penalty).into_iter().map(|w| w as f32).collect()
        })
        .collect()
}

/// Of the short mails that a desk gets, this share are complaints. Of the labelled
/// ones it is more, and a line of business talk would be taken for one.
const SHORT_COMPLAINTS: f32 = 0.33;

/// What the bias of short mails must go down by, in log-odds.
fn short_prior(mails: &[LabelledMail], crossed: &Crossed) -> f64 {
    let all = mails.iter().zip(&crossed.numbers).chain(mails.iter().zip(&crossed.short));
    let short = all.filter(|(_, n)| n.as_ref().is_some_and(|n| n.sentences <= SHORT));
    let complaints: Vec<bool> = short.map(|(m, _)| m.kind == Kind::Complaint).collect();
    let share = complaints.iter().filter(|c| **c).count() as f32 / complaints.len().max(1) as f32;
    f64::from(logit(SHORT_COMPLAINTS) - logit(share))
}

/// Weights of one decision by name of number.
pub struct DecisionWeights(pub Vec<(Decision, Vec<(Number, f64)>)>);

fn number_names(d: Decision) -> Vec<Number> {
    let mut names = Vec::new();
    d.numbers(&MailNumbers::new(&[], &[0.0; Output::COUNT]), &mut |name, _| names.push(name));
    names
}

/// Fits the decisions on numbers that were made by weights which have not seen the mail;
/// what kind it is and whom it blames also on further mails, what kind it is also on
/// the mails cut down.
pub fn fit_decisions(mails: &[LabelledMail], crossed: &Crossed, penalty: Penalty) -> DecisionWeights {
    let decisions: Vec<Decision> = Decision::all().collect();
    DecisionWeights(
        decisions
            .par_iter()
            .map(|d| {
                let mut rows = Rows::new();
                let mut labels = Vec::new();
                let names = number_names(*d);
                if *d == Decision::Flag(Flag::LifeThreat) {
                    // too few mails have it: the strongest sentence decides (`settings`)
                    let strongest = |n: &Number| f64::from(u8::from(n.is_max_of(Output::Flag(Flag::LifeThreat))));
                    return (*d, names.into_iter().map(|n| (n, strongest(&n))).collect());
                }
                let short: &[_] = if matches!(d, Decision::Kind(_)) { &crossed.short } else { &[] };
                let of_matter = matches!(d, Decision::Kind(_) | Decision::Primary(_) | Decision::Target(_));
                let used = mails.iter().zip(&crossed.numbers).filter(|(m, _)| of_matter || !m.further);
                for (m, n) in used.chain(mails.iter().zip(short)) {
                    let (Some(n), Some(label)) = (n, decision_label(m, *d)) else { continue };
                    let mut x = Vec::new();
                    d.numbers(n, &mut |_, v| x.push(v));
                    rows.push(x.iter().enumerate().map(|(i, v)| (i as u32, *v)));
                    labels.push(f32::from(u8::from(label)));
                }
                let mut w = logistic(&rows, &vec![0.0; names.len()], &labels, &vec![true; labels.len()], penalty);
                if *d == Decision::Kind(Kind::Complaint) {
                    let biases = names.iter().zip(&mut w).filter(|(n, _)| n.is_bias_of_short());
                    biases.for_each(|(_, w)| *w += short_prior(mails, crossed));
                }
                (*d, names.into_iter().zip(w).collect())
            })
            .collect(),
    )
}

impl DecisionWeights {
    /// Log-odds of every decision for a mail, in the order of [`Decision::all`].
    pub fn score(&self, n: &MailNumbers) -> Vec<f32> {
        self.0
            .iter()
            .map(|(d, w)| {
                let (mut sum, mut i) = (0.0, 0);
                d.numbers(n, &mut |_, x| {
                    sum += x * w[i].1 as f32;
                    i += 1;
                });
                sum
            })
            .collect()
    }
}

/// Two looks at every chosen mail.
pub struct Crossed {
    /// First looks by weights fitted on the mails of other writers.
    pub looks: Vec<Option<Vec<SentenceScore>>>,
    /// Numbers of second looks, fitted on the first looks of other writers.
    pub numbers: Vec<Option<MailNumbers>>,
    /// The same for the mail cut down to a sentence or two: the labelled mails
    /// are long, and real ones are often a line.
    pub short: Vec<Option<MailNumbers>>,
}

/// Sentences of a mail that is cut down.
const CUT: usize = 2;

/// What a short mail of the same kind would have said: of a complaint the first
/// sentences that blame somebody with displeasure, of others those that tell most.
fn cut_down(ex: &Examples, m: &LabelledMail, rows: &[usize], weighed: &[Weighed]) -> Vec<Weighed> {
    let blames = |r: usize| {
        let l = &ex.labels[r];
        l[Output::Anger(1).index()] > 0.5 && TARGETS.iter().any(|t| l[Output::Fault(*t).index()] > 0.5)
    };
    let mut body: Vec<(usize, &Weighed)> = rows.iter().copied().zip(weighed).filter(|(_, s)| !s.subject).collect();
    match m.kind {
        Kind::Complaint => body.retain(|(r, _)| blames(*r)),
        Kind::Other => body.clear(),
        kind => {
            let says = |s: &Weighed| s.sums[Output::MailKind(kind).index()];
            body.sort_by(|a, b| says(b.1).total_cmp(&says(a.1)));
        }
    }
    body.into_iter().take(CUT).map(|(_, s)| s.clone()).collect()
}

/// Looks at every chosen mail with weights that have not seen its writer.
pub fn cross(ex: &Examples, mails: &[LabelledMail], use_mail: &[bool], folds: usize, penalties: Penalties) -> Crossed {
    let mut writers: Vec<&str> =
        mails.iter().zip(use_mail).filter(|(_, u)| **u).map(|(m, _)| m.writer.as_str()).collect();
    writers.sort_unstable();
    writers.dedup();
    let fold: Vec<Option<usize>> = mails
        .iter()
        .zip(use_mail)
        .map(|(m, u)| u.then(|| writers.iter().position(|w| *w == m.writer).unwrap_or(0) % folds))
        .collect();
    let others = |f: usize| fold.iter().map(|x| x.is_some_and(|x| x != f)).collect::<Vec<bool>>();
    let mut weighed = vec![None; mails.len()];
    let mut bias = vec![[0.0; Output::COUNT]; folds];
    for (f, bias) in bias.iter_mut().enumerate() {
        let w = fit_features(ex, mails, &others(f), penalties);
        *bias = biases(&w);
        for i in (0..mails.len()).filter(|i| fold[*i] == Some(f)) {
            weighed[i] = Some(weigh(ex, &w, i));
        }
    }
    let looks: Vec<Option<Vec<SentenceScore>>> =
        weighed.iter().zip(&fold).map(|(s, f)| Some(surround(s.as_ref()?, &bias[(*f)?]))).collect();
    let (mut numbers, mut short) = (vec![None; mails.len()], vec![None; mails.len()]);
    for (f, bias) in bias.iter().enumerate() {
        let context = fit_context(ex, &looks, &others(f), penalties.context);
        let count = |look: &[SentenceScore]| MailNumbers::new(&reconsider(look, &context), bias);
        for i in (0..mails.len()).filter(|i| fold[*i] == Some(f)) {
            let (Some(look), Some(weighed)) = (&looks[i], &weighed[i]) else { continue };
            numbers[i] = Some(count(look));
            let cut = cut_down(ex, &mails[i], &ex.of_mail[i], weighed);
            short[i] = (!cut.is_empty()).then(|| count(&surround(&cut, bias)));
        }
    }
    Crossed { looks, numbers, short }
}
