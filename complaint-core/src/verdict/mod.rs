//! Evidence and weights in; kind, target, anger, flags, demands, priority out.

pub mod aggregate;
pub(crate) mod assess;
mod closed;
pub mod context;
mod danger;
mod evidence;
mod judge;
mod labels;
pub mod outputs;
mod own_rules;
mod priority;
mod score;
pub mod surround;
mod weights;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use assess::needs_person;
pub use judge::Judgement;
pub(crate) use judge::{judge, logit};
pub use labels::{AngerLevel, Demand, Flag, Kind, Priority, Target, UnknownLabel};
pub use priority::{Condition, PriorityLevel, PriorityTable, UnknownCondition};
pub use weights::{Settings, Weights, WeightsError};

/// Which of the two judged texts a span points into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The decoded subject.
    Subject,
    /// The decoded body.
    Body,
}

/// A byte range in one of the judged texts, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which text.
    pub part: Part,
    /// First byte and the byte after the last.
    pub span: (usize, usize),
}

/// What a person named in the mail is to the writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Complained of, or dealt with.
    Blamed,
    /// Thanked.
    Thanked,
    /// Only written to.
    Addressed,
}

/// Something stated in the mail, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The words of the mail.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub place: Place,
    /// Money in yen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yen: Option<u64>,
    /// ISO 8601 date, resolved against the mail's date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What a named person is to the writer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
}

/// Facts by kind, each in order of appearance.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// Numbers of the transaction.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub order_id: Vec<Fact>,
    /// Things and services bought.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub product: Vec<Fact>,
    /// Amounts of money.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub amount: Vec<Fact>,
    /// Dates and times named as an event.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Fact>,
    /// By when an answer or action is wanted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub deadline: Vec<Fact>,
    /// People of the company.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operator: Vec<Fact>,
    /// The writer's telephone number.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phone: Vec<Fact>,
}

/// What a piece of evidence speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// [`Kind`].
    Kind,
    /// [`Target`].
    Target,
    /// [`AngerLevel`].
    Anger,
    /// [`Flag`].
    Flag,
    /// [`Demand`].
    Demand,
}

/// The value of an axis that evidence speaks for (or, with a negative weight, against).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Label {
    /// A level of anger.
    Anger(AngerLevel),
    /// A kind.
    Kind(Kind),
    /// A target.
    Target(Target),
    /// A flag.
    Flag(Flag),
    /// A demand.
    Demand(Demand),
}

/// One reason for one verdict: a place in the mail and what it weighs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What it speaks for.
    pub axis: Axis,
    /// Which value.
    pub label: Label,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
    /// The words of the mail.
    pub text: String,
    /// Log-odds that it adds (negative: takes away).
    pub weight: f32,
    /// Identifier of the word, rule or pattern.
    pub rule: String,
    /// One sentence in Japanese for a person.
    pub why: String,
}

/// The probabilities behind the labels.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// Probability that the mail is a complaint.
    pub complaint: f32,
    /// Probability of each target, given a complaint.
    pub target: BTreeMap<Target, f32>,
    /// Expected level of anger, 0–4.
    pub anger: f32,
    /// Probability of each flag that is at least possible.
    pub flags: BTreeMap<Flag, f32>,
    /// Probability of each demand that is at least possible.
    pub demands: BTreeMap<Demand, f32>,
}

/// How sure the verdict is of each axis: the calibrated probability of being right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Confidence {
    /// Of the kind.
    pub kind: f32,
    /// Of the target.
    pub target: f32,
    /// Of the level of anger.
    pub anger: f32,
}

/// A sentence that a reply may tell back.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Telling {
    /// Byte range of the body.
    pub span: (usize, usize),
    /// How well it tells the matter, 0–2.
    pub worth: f32,
}

/// Whether the customer wrote to us or we to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// From a customer.
    #[default]
    In,
    /// From one of the company's own addresses.
    Out,
}

/// Which program, words and weights judged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Version of the program.
    pub triage: String,
    /// Digest of the dictionaries and rules.
    pub dictionaries: String,
    /// Digest of the weights.
    pub weights: String,
}

/// What is judged of one mail.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// From or to the customer.
    pub direction: Direction,
    /// What sort of mail it is.
    pub kind: Kind,
    /// What the dissatisfaction is mainly with; [`Target::None`] for no complaint.
    pub target: Target,
    /// All targets, the primary one first.
    pub targets: Vec<Target>,
    /// How angry the writer is now.
    pub anger: AngerLevel,
    /// Probabilities behind the labels.
    pub scores: Scores,
    /// Calibrated probability of being right.
    pub confidence: Confidence,
    /// A person must decide.
    pub review: bool,
    /// What must be known before answering.
    pub flags: Vec<Flag>,
    /// What is asked for.
    pub demands: Vec<Demand>,
    /// What is stated.
    pub facts: Facts,
    /// The customer has ended the matter: it must not be re-opened.
    pub closed: bool,
    /// Order of answering.
    pub priority: Priority,
    /// Why that priority.
    pub priority_reasons: Vec<String>,
    /// Hours until the first reply is due; `None` where no reply is needed.
    pub reply_within_hours: Option<u32>,
    /// The reasons, strongest first.
    pub evidence: Vec<Evidence>,
    /// Byte ranges of the body that are the writer's newest words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub newest: Vec<(usize, usize)>,
    /// Sentences of the newest words that tell the matter plainly, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub telling: Vec<Telling>,
    /// What was lost or guessed.
    pub warnings: Vec<crate::mail::Warning>,
    /// What judged.
    pub versions: Versions,
}
