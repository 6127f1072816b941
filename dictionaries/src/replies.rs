//! What replies are made of: templates, the parts of each form, the words with
//! which a mail is told back, and the rules of what a reply must not say.
//!
//! The columns are described in `replies/README.md`.

/// Templates of the parts, by file name, in the order in which they are searched.
pub const TEMPLATES: &[(&str, &str)] = &[
    ("opening.toml", include_str!("../replies/opening.toml")),
    ("apology.toml", include_str!("../replies/apology.toml")),
    ("retelling.toml", include_str!("../replies/retelling.toml")),
    ("steps.toml", include_str!("../replies/steps.toml")),
    ("closing.toml", include_str!("../replies/closing.toml")),
];

/// The parts of each form.
pub const FORMS: (&str, &str) = ("forms.toml", include_str!("../replies/forms.toml"));

/// Words with which a mail is told back.
pub const SPEECH: (&str, &str) = ("speech.toml", include_str!("../replies/speech.toml"));

/// Names of the rows of the 5W1H sheet.
pub const MEMO: (&str, &str) = ("memo.toml", include_str!("../replies/memo.toml"));

/// What a reply must not say.
pub const LINT: (&str, &str) = ("lint.toml", include_str!("../replies/lint.toml"));

/// What the features of a sentence weigh for the rules of the lint; written by
/// `triage fit --replies`.
pub const LINT_WEIGHTS: (&str, &str) = ("lint_weights.tsv", include_str!("../replies/lint_weights.tsv"));

/// Words that speak for or against a rule of the lint, by kind.
pub const CUES: (&str, &str) = ("cues.toml", include_str!("../replies/cues.toml"));
