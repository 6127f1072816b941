//! A body in; the writer's newest words out, marked in place, never cut off.

mod newest;
mod normalize;
mod sentence;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub use normalize::Normalized;
pub use sentence::sentences;

/// Why a part of the body is not the writer speaking now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AsideKind {
    /// The line that introduces a quotation (`2024年1月1日 山田 <a@b>:`).
    Attribution,
    /// Quoted earlier mail.
    Quote,
    /// A forwarded mail below the writer's own words.
    Forward,
    /// The writer's signature, or a line of the mail program.
    Signature,
    /// Legal notice, advert of a free mail service.
    Disclaimer,
    /// Labels and other fields of a form mail.
    Form,
}

/// A stretch of the body that was set aside, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Byte range in the body.
    pub span: Range<usize>,
    /// Why.
    pub kind: AsideKind,
}

/// The body divided into the writer's newest words and the rest.
///
/// The ranges of both lists together cover the body, in order, without overlap.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewestPart {
    /// Byte ranges of the body that are the writer's newest words; interleaved
    /// replies make several.
    pub newest: Vec<Range<usize>>,
    /// What was set aside.
    pub asides: Vec<Aside>,
}
