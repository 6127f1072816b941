//! The labelled mails, sentences and their files.

use std::{collections::HashMap, ops::Range};

use serde::{Deserialize, Serialize};

use crate::verdict::{AngerLevel, Demand, Flag, Kind, Target};

/// A mail with the labels that people gave it; the columns are described in
/// `fixtures/corpus/README.md`.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct LabelledMail {
    /// It teaches what sentences say, what kind a mail is and whom it blames; from
    /// where on there is anger, a flag or a demand is fitted on the other mails.
    #[serde(skip)]
    pub further: bool,
    /// Its name in the corpus.
    pub id: String,
    /// Who wrote it.
    #[serde(default)]
    pub writer: String,
    /// Trade of the company.
    #[serde(default)]
    pub industry: String,
    /// Tone of the mail.
    #[serde(default)]
    pub register: String,
    /// Sender's name.
    #[serde(default)]
    pub from_name: String,
    /// Sender's address.
    #[serde(default)]
    pub from: String,
    /// RFC 3339.
    #[serde(default)]
    pub date: Option<String>,
    /// Subject.
    #[serde(default)]
    pub subject: String,
    /// Body.
    pub body: String,
    /// Label.
    pub kind: Kind,
    /// Label.
    pub target: Target,
    /// Label.
    #[serde(default)]
    pub targets: Vec<Target>,
    /// Label.
    pub anger: AngerLevel,
    /// Label.
    #[serde(default)]
    pub flags: Vec<Flag>,
    /// Label.
    #[serde(default)]
    pub demands: Vec<Demand>,
    /// Facts as written: a text or a list of texts by kind.
    #[serde(default)]
    pub facts: serde_json::Map<String, serde_json::Value>,
    /// Writer and both annotators gave the same kind, target and anger.
    #[serde(default)]
    pub agreed: Option<bool>,
}

impl LabelledMail {
    /// Somebody looked for [`Flag::LifeThreat`]: the given mails are not labelled with it.
    pub(super) fn says_life_threat(&self) -> bool {
        self.further
    }
}

/// Labels of one sentence.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct SentenceLabels {
    /// Whose fault the sentence itself asserts.
    pub fault: Vec<Target>,
    /// Displeasure shown by the sentence itself.
    pub anger: AngerLevel,
    /// Demands that it carries.
    pub demands: Vec<Demand>,
    /// Flags that it carries.
    pub flags: Vec<Flag>,
    /// Whether a reply may tell it back (1), best of all (2); none where nobody said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telling: Option<u8>,
}

/// A sentence with its labels.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct LabelledSentence {
    /// The words.
    pub text: String,
    /// Their labels.
    #[serde(flatten)]
    pub labels: SentenceLabels,
}

/// The sentences of one mail, the subject first.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct LabelledPieces {
    /// Name of the mail.
    pub id: String,
    /// Its sentences.
    pub pieces: Vec<LabelledSentence>,
}

/// A line of a labelled file that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct CorpusError {
    file: String,
    line: usize,
    message: String,
}

/// Reads JSON Lines; `file` is named in errors.
///
/// # Errors
/// On the first line that is not of the expected shape.
pub fn read_lines<T: for<'a> Deserialize<'a>>(file: &str, text: &str) -> Result<Vec<T>, CorpusError> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.trim().is_empty())
        .map(|(n, l)| {
            serde_json::from_str(l).map_err(|e| CorpusError {
                file: file.to_string(),
                line: n + 1,
                message: e.to_string(),
            })
        })
        .collect()
}

/// Where the labelled pieces of a mail stand in its body, and their labels.
pub(super) fn locate<'a>(body: &str, pieces: &'a LabelledPieces) -> Vec<(Range<usize>, &'a SentenceLabels)> {
    let mut from = 0;
    pieces
        .pieces
        .iter()
        .skip(1)
        .filter_map(|p| {
            let at = from + body.get(from..)?.find(p.text.as_str())?;
            from = at + p.text.len();
            Some((at..from, &p.labels))
        })
        .collect()
}

/// Pieces by the name of their mail.
pub(super) fn by_id(pieces: &[LabelledPieces]) -> HashMap<&str, &LabelledPieces> {
    pieces.iter().map(|p| (p.id.as_str(), p)).collect()
}
