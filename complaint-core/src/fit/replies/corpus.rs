//! Labelled replies as their file holds them.

use serde::{Deserialize, Serialize};

use crate::reply::Fault;

/// A reply with what its writer found wrong in it; `fixtures/lint/README.md`
/// describes the columns.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledReply {
    /// Its name.
    pub id: String,
    /// Who wrote and labelled it.
    pub writer: String,
    /// Trade of the company.
    #[serde(default)]
    pub trade: String,
    /// Whose fault it was.
    #[serde(default)]
    pub fault: Fault,
    /// It reports what was found, as an earlier reply promised.
    #[serde(default)]
    pub report: bool,
    /// Lines by paragraph.
    pub paragraphs: Vec<Vec<LabelledLine>>,
}

/// A line of a reply, mostly one sentence.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledLine {
    /// The words.
    pub text: String,
    /// Rules that it breaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
}

/// A line and its byte range in the reply.
pub type Placed<'a> = ((usize, usize), &'a LabelledLine);

impl LabelledReply {
    /// The reply as it is sent, and where each line stands in it.
    pub fn lay_out(&self) -> (String, Vec<Placed<'_>>) {
        let mut text = String::new();
        let mut places = Vec::new();
        for paragraph in &self.paragraphs {
            if !text.is_empty() {
                text.push('\n');
            }
            for line in paragraph {
                let from = text.len();
                text.push_str(&line.text);
                places.push(((from, text.len()), line));
                text.push('\n');
            }
        }
        (text, places)
    }
}
