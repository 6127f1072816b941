//! The weights file in; weights ready for judging out.

use std::{borrow::Cow, collections::HashMap};

use complaint_dictionaries::{
    hash::feature_key,
    weights::{self, Filter, Table, compile, entry, section},
};

use super::{
    aggregate::{Decision, MailNumbers, Number},
    context::WIDTH,
    outputs::Output,
    own_rules,
};
use crate::signals::{
    features::Template,
    rules::{Rule, RuleSet},
};

/// A weights file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("weights{}: {message}", line.map(|l| format!(":{l}")).unwrap_or_default())]
pub struct WeightsError {
    line: Option<usize>,
    message: String,
}

/// The weights of every output and decision, immutable.
pub struct Weights {
    table: Cow<'static, [u8]>,
    pub(super) filter: Filter,
    pub(super) bias: [f32; Output::COUNT],
    /// Of the second look, by output.
    pub(super) context: Vec<Vec<f32>>,
    /// By position in [`Decision::all`].
    decisions: Vec<Vec<f32>>,
    pub(super) settings: Settings,
    digest: String,
    /// Of own rules, by feature and output; they count in the place of the table's.
    pub(super) own: HashMap<u64, Vec<[u8; 3]>>,
}

/// What turns scores into labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Least log-odds by position in [`Decision::all`].
    pub thresholds: Vec<f32>,
    /// Expected levels from which on the level is 1, 2, 3, 4.
    pub cutpoints: [f32; 4],
    /// Slope and offset that make a confidence of kind, target and anger hold.
    pub calibration: [(f32, f32); 3],
    /// Share of complaints among the mails that were fitted on.
    pub prevalence: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            thresholds: vec![0.0; Decision::all().count()],
            cutpoints: [0.5, 1.5, 2.5, 3.5],
            calibration: [(1.0, 0.0); 3],
            prevalence: 0.5,
        }
    }
}

impl Weights {
    /// The built-in weights.
    ///
    /// # Errors
    /// When the embedded file is not of this version.
    pub fn embedded() -> Result<Self, WeightsError> {
        Self::with_table(
            Cow::Borrowed(complaint_dictionaries::FEATURE_WEIGHTS),
            Filter::of_bytes(complaint_dictionaries::FEATURE_FILTER),
            complaint_dictionaries::WEIGHTS_DIGEST.into(),
            complaint_dictionaries::DECISION_WEIGHTS,
        )
    }

    /// Weights that `triage fit` wrote.
    ///
    /// # Errors
    /// On the first row that cannot be used, with its line.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let table = compile(text).map_err(|e| WeightsError { line: Some(e.line), message: e.message })?;
        let (filter, digest) = (Table::new(&table).map(Filter::new), weights::digest(text, &table));
        Self::with_table(Cow::Owned(table), filter, digest, text)
    }

    fn with_table(
        table: Cow<'static, [u8]>,
        filter: Option<Filter>,
        digest: String,
        text: &str,
    ) -> Result<Self, WeightsError> {
        let Some(filter) = filter.filter(|_| Table::new(&table).is_some()) else {
            return Err(WeightsError { line: None, message: "the compiled table is cut off".into() });
        };
        let mut out = Self {
            table,
            filter,
            bias: [0.0; Output::COUNT],
            context: Vec::new(),
            decisions: Vec::new(),
            settings: Settings::default(),
            digest,
            own: HashMap::new(),
        };
        out.read_outputs(text)?;
        out.read_context(text)?;
        out.read_decisions(text)?;
        out.read_settings(text)?;
        Ok(out)
    }

    fn read_outputs(&mut self, text: &str) -> Result<(), WeightsError> {
        let names: Vec<String> = Output::all().map(|o| o.name()).collect();
        for (line, row) in section(text, "outputs") {
            let [index, name, bias] = columns(row, line)?;
            let i: usize = number(index, line)?;
            if names.get(i).is_none_or(|n| n != name) {
                return Err(unknown("output", name, line));
            }
            self.bias[i] = number(bias, line)?;
        }
        Ok(())
    }

    /// A row an output; without the section there is no second look.
    fn read_context(&mut self, text: &str) -> Result<(), WeightsError> {
        for (line, row) in section(text, "context") {
            let (name, numbers) = row.split_once('\t').ok_or_else(|| unknown("output", row, line))?;
            if Output::all().nth(self.context.len()).is_none_or(|o| o.name() != name) {
                return Err(unknown("output", name, line));
            }
            let weights: Vec<f32> = numbers.split(' ').map(|n| number::<f32>(n, line)).collect::<Result<_, _>>()?;
            if weights.len() != WIDTH {
                return Err(WeightsError {
                    line: Some(line),
                    message: format!("{} numbers where {WIDTH} are expected", weights.len()),
                });
            }
            self.context.push(weights);
        }
        Ok(())
    }

    fn read_decisions(&mut self, text: &str) -> Result<(), WeightsError> {
        let mut given: HashMap<&str, HashMap<&str, f32>> = HashMap::new();
        for (line, row) in section(text, "decisions") {
            let [decision, name, weight] = columns(row, line)?;
            given.entry(decision).or_default().insert(name, number(weight, line)?);
        }
        // the decisions share most of their numbers
        let mut names: HashMap<Number, String> = HashMap::new();
        let mut left: Vec<String> = Vec::new();
        let empty = MailNumbers::new(&[], &self.bias);
        self.decisions = Decision::all()
            .map(|d| {
                let mut of_decision = given.remove(d.name().as_str()).unwrap_or_default();
                let mut w = Vec::new();
                d.numbers(&empty, &mut |n: Number, _| {
                    let name = names.entry(n).or_insert_with(|| n.to_string());
                    w.push(of_decision.remove(name.as_str()).unwrap_or(0.0));
                });
                left.extend(of_decision.into_keys().map(|name| format!("{} {name}", d.name())));
                w
            })
            .collect();
        left.extend(given.into_keys().map(str::to_owned));
        match left.first() {
            Some(name) => Err(WeightsError { line: None, message: format!("unknown number of a decision: `{name}`") }),
            None => Ok(()),
        }
    }

    fn read_settings(&mut self, text: &str) -> Result<(), WeightsError> {
        let decisions: Vec<String> = Decision::all().map(Decision::name).collect();
        for (line, row) in section(text, "settings") {
            let [name, key, value] = columns(row, line)?;
            let value: f32 = number(value, line)?;
            let at = key.parse::<usize>().unwrap_or(usize::MAX);
            let s = &mut self.settings;
            let place = match name {
                "threshold" => decisions.iter().position(|d| d == key).and_then(|i| s.thresholds.get_mut(i)),
                "cutpoint" => s.cutpoints.get_mut(at.wrapping_sub(1)),
                "slope" => s.calibration.get_mut(at).map(|c| &mut c.0),
                "offset" => s.calibration.get_mut(at).map(|c| &mut c.1),
                "prevalence" => Some(&mut s.prevalence),
                _ => None,
            };
            *place.ok_or_else(|| unknown("setting", name, line))? = value;
        }
        Ok(())
    }

    /// Gives the own rules of a set their weights.
    pub(crate) fn add_own_rules(&mut self, set: &RuleSet) {
        self.own = own_rules::weights(set.rules().iter().filter(|r| r.own), &self.bias);
    }

    /// What a rule that the writer asserts adds to an output; none where the
    /// weights do not know the rule.
    pub fn of_rule(&self, rule: &Rule, output: Output) -> Option<f32> {
        let key = feature_key(Template::Rule as u8, &[rule.hash]);
        let table = self.table();
        let weights = self.own.get(&key).map(Vec::as_slice).or_else(|| table.get(key))?;
        Some(weights.iter().map(|e| entry(*e)).filter(|(o, _)| *o == output.index()).map(|(_, w)| w).sum())
    }

    /// Digest of the weights, as verdicts name them.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The table of feature weights.
    pub(super) fn table(&self) -> Table<'_> {
        // checked when the weights were read
        Table::new(&self.table).unwrap_or_else(|| unreachable!("the table was checked"))
    }

    /// Log-odds of every decision, by position in [`Decision::all`].
    pub(super) fn decide(&self, m: &MailNumbers) -> Vec<f32> {
        Decision::all()
            .zip(&self.decisions)
            .map(|(d, w)| {
                let (mut sum, mut i) = (0.0, 0);
                d.numbers(m, &mut |_, x| {
                    sum += x * w[i];
                    i += 1;
                });
                sum
            })
            .collect()
    }
}

fn columns(row: &str, line: usize) -> Result<[&str; 3], WeightsError> {
    let c: Vec<&str> = row.split('\t').collect();
    c.try_into().map_err(|_| WeightsError { line: Some(line), message: format!("three columns expected: {row}") })
}

fn number<T: std::str::FromStr>(s: &str, line: usize) -> Result<T, WeightsError> {
    s.parse().map_err(|_| WeightsError { line: Some(line), message: format!("`{s}` is no number") })
}

fn unknown(what: &str, name: &str, line: usize) -> WeightsError {
    WeightsError { line: Some(line), message: format!("unknown {what} `{name}`") }
}
