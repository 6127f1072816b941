//! The label column of a rule in; what the rule speaks for out.

use std::{collections::HashMap, sync::LazyLock};

use crate::verdict::{Kind, outputs::Output};

/// What a rule speaks for, or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// Against, not for.
    pub against: bool,
    /// The label.
    pub label: SpokenLabel,
}

/// A label that a rule can speak for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpokenLabel {
    /// An output of the sentence.
    Output(Output),
    /// A kind of mail.
    Kind(Kind),
    /// The customer has ended the matter.
    Closed,
}

impl Spoken {
    /// `demand.refund`, `-flag.safety`, `kind.praise`, `closed`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let (against, name) = text.strip_prefix('-').map_or((false, text), |t| (true, t));
        let label = match name {
            "closed" => SpokenLabel::Closed,
            n => match n.strip_prefix("kind.") {
                Some(kind) => kind.parse().map(SpokenLabel::Kind).map_err(|_| format!("unknown label `{text}`"))?,
                None => {
                    OUTPUTS.get(n).copied().map(SpokenLabel::Output).ok_or_else(|| format!("unknown label `{text}`"))?
                }
            },
        };
        Ok(Self { against, label })
    }
}

/// The outputs of a sentence by name.
static OUTPUTS: LazyLock<HashMap<String, Output>> =
    LazyLock::new(|| Output::all().take(Output::SENTENCE).map(|o| (o.name(), o)).collect());
