//! A mail's place, headers and verdict in; the JSON record that programs rely on out.
//!
//! One record is one line of JSON. Its field names and their order are a
//! contract; `schema` counts its versions. Numbers with a fraction have three
//! decimals, so that the same verdict is the same text everywhere.
//!
//! ```
//! use complaint_core::{Mail, Triage, mailbox::Source, record::Record};
//! let triage = Triage::new()?;
//! let mail = Mail { message_id: Some("a@b.example".into()), body: "壊れていました。".into(), ..Mail::default() };
//! let source = Source { path: "-".into(), index: 0, offset: 0 };
//! let record = Record::verdict(source, &mail, triage.assess(&mail), false);
//! let line = serde_json::to_string(&record).unwrap();
//! assert!(line.starts_with(r#"{"schema":1,"source":{"path":"-","index":0,"offset":0},"message_id":"a@b.example""#));
//! let back: Record = serde_json::from_str(&line).unwrap();
//! assert_eq!(back, record);
//! # Ok::<(), complaint_core::TriageError>(())
//! ```

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use crate::{
    Mail, Verdict,
    mail::{Address, MailError, Warning},
    mailbox::{ReadError, Source},
    verdict::{
        AngerLevel, Confidence, Demand, Direction, Evidence, Facts, Flag, Kind, Priority, Scores, Target, Versions,
    },
};

/// Version of the record's shape.
pub const SCHEMA: u32 = 1;

/// One line of output: a verdict, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Record {
    /// The mail was read and judged.
    Verdict(Box<VerdictRecord>),
    /// The mail could not be read.
    Error(ErrorRecord),
}

/// A mail that was judged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VerdictRecord {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Where the mail stands.
    pub source: Source,
    /// Without angle brackets.
    pub message_id: Option<String>,
    /// First id of `References`, else `In-Reply-To`, else the own id.
    pub thread: Option<String>,
    /// From or to the customer.
    pub direction: Direction,
    /// RFC 3339.
    pub date: Option<String>,
    /// Sender's address, else the sender's name.
    pub from: Option<String>,
    /// Decoded subject.
    pub subject: String,
    /// Decoded body, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Byte ranges of the body that are the writer's newest words, with the body.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newest: Option<Vec<(usize, usize)>>,
    /// As in [`Verdict`].
    pub kind: Kind,
    /// As in [`Verdict`].
    pub target: Target,
    /// As in [`Verdict`].
    pub targets: Vec<Target>,
    /// As in [`Verdict`].
    pub anger: AngerLevel,
    /// As in [`Verdict`].
    pub scores: Scores,
    /// As in [`Verdict`].
    pub confidence: Confidence,
    /// As in [`Verdict`].
    pub review: bool,
    /// As in [`Verdict`].
    pub flags: Vec<Flag>,
    /// As in [`Verdict`].
    pub demands: Vec<Demand>,
    /// As in [`Verdict`].
    pub facts: Facts,
    /// As in [`Verdict`]; left out where it is false.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub closed: bool,
    /// As in [`Verdict`].
    pub priority: Priority,
    /// As in [`Verdict`].
    pub priority_reasons: Vec<String>,
    /// As in [`Verdict`].
    pub reply_within_hours: Option<u32>,
    /// As in [`Verdict`].
    pub evidence: Vec<Evidence>,
    /// As in [`Verdict`].
    pub warnings: Vec<Warning>,
    /// As in [`Verdict`].
    pub versions: Versions,
}

/// A mail that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorRecord {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Where the mail stands.
    pub source: Source,
    /// Why it could not be read.
    pub error: Failure,
}

/// Why a mail could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable identifier, such as `too-large`.
    pub kind: String,
    /// One sentence for a person.
    pub message: String,
}

impl Failure {
    /// The identifier of a fault of the program itself.
    pub const INTERNAL: &'static str = "internal";
}

impl From<&MailError> for Failure {
    fn from(e: &MailError) -> Self {
        Self { kind: e.kind().code().into(), message: e.to_string() }
    }
}

impl From<&ReadError> for Failure {
    fn from(e: &ReadError) -> Self {
        let cause = std::error::Error::source(e).map(|c| format!(": {c}")).unwrap_or_default();
        Self { kind: e.kind().code().into(), message: format!("{e}{cause}") }
    }
}

impl Record {
    /// The record of a judged mail; `with_text` adds the body and its newest ranges.
    pub fn verdict(source: Source, mail: &Mail, v: Verdict, with_text: bool) -> Self {
        Self::Verdict(Box::new(VerdictRecord {
            schema: SCHEMA,
            source,
            message_id: mail.message_id.clone(),
            thread: thread(mail),
            direction: v.direction,
            date: mail.date.clone(),
            from: mail.from.as_ref().and_then(sender),
            subject: mail.subject.clone(),
            body: with_text.then(|| mail.body.clone()),
            newest: with_text.then_some(v.newest),
            kind: v.kind,
            target: v.target,
            targets: v.targets,
            anger: v.anger,
            scores: rounded_scores(v.scores),
            confidence: rounded_confidence(v.confidence),
            review: v.review,
            flags: v.flags,
            demands: v.demands,
            facts: v.facts,
            closed: v.closed,
            priority: v.priority,
            priority_reasons: v.priority_reasons,
            reply_within_hours: v.reply_within_hours,
            evidence: v.evidence.into_iter().map(|e| Evidence { weight: rounded(e.weight), ..e }).collect(),
            warnings: v.warnings,
            versions: v.versions,
        }))
    }

    /// The record of a mail that could not be read.
    pub fn error(source: Source, why: impl Into<Failure>) -> Self {
        Self::Error(ErrorRecord { schema: SCHEMA, source, error: why.into() })
    }

    /// Where the mail stands.
    pub fn source(&self) -> &Source {
        match self {
            Self::Verdict(v) => &v.source,
            Self::Error(e) => &e.source,
        }
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(d)?;
        let read = if value.get("error").is_some() {
            serde_json::from_value(value).map(Self::Error)
        } else {
            serde_json::from_value(value).map(|v| Self::Verdict(Box::new(v)))
        };
        read.map_err(D::Error::custom)
    }
}

/// The name of the conversation that a mail belongs to.
fn thread(mail: &Mail) -> Option<String> {
    mail.references.first().or(mail.in_reply_to.as_ref()).or(mail.message_id.as_ref()).cloned()
}

fn sender(a: &Address) -> Option<String> {
    a.email.clone().or_else(|| a.name.clone())
}

/// Three decimals.
fn rounded(x: f32) -> f32 {
    ((f64::from(x) * 1000.0).round() / 1000.0) as f32
}

fn rounded_scores(s: Scores) -> Scores {
    Scores {
        complaint: rounded(s.complaint),
        target: s.target.into_iter().map(|(k, x)| (k, rounded(x))).collect(),
        anger: rounded(s.anger),
        flags: s.flags.into_iter().map(|(k, x)| (k, rounded(x))).collect(),
        demands: s.demands.into_iter().map(|(k, x)| (k, rounded(x))).collect(),
    }
}

fn rounded_confidence(c: Confidence) -> Confidence {
    Confidence { kind: rounded(c.kind), target: rounded(c.target), anger: rounded(c.anger) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source() -> Source {
        Source { path: "a.mbox".into(), index: 3, offset: 40 }
    }

    #[test]
    fn an_error_is_a_record_of_its_own_shape() {
        let why = Mail::parse(b"no mail at all").expect_err("is refused");
        let line = serde_json::to_string(&Record::error(source(), &why)).expect("serializes");
        assert!(
            line.starts_with(
                r#"{"schema":1,"source":{"path":"a.mbox","index":3,"offset":40},"error":{"kind":"not-mail""#
            ),
            "{line}"
        );
        let back: Record = serde_json::from_str(&line).expect("reads");
        assert!(matches!(back, Record::Error(e) if e.source == source()));
    }

    #[test]
    fn the_thread_is_the_oldest_reference() {
        let mut m = Mail { message_id: Some("own".into()), ..Mail::default() };
        assert_eq!(thread(&m).as_deref(), Some("own"));
        m.in_reply_to = Some("parent".into());
        assert_eq!(thread(&m).as_deref(), Some("parent"));
        m.references = vec!["root".into(), "parent".into()];
        assert_eq!(thread(&m).as_deref(), Some("root"));
    }

    #[test]
    fn fractions_have_three_decimals() {
        assert_eq!(serde_json::to_string(&rounded(0.980_04)).expect("a number"), "0.98");
        assert_eq!(serde_json::to_string(&rounded(2.739_6)).expect("a number"), "2.74");
    }
}
