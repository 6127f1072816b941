//! Rules: what people know of complaints, with their reasons.
//!
//! The pattern language and the columns are described in `rules/README.md`.

use crate::hash::{hash64, mix};

/// Named sets of words: file name and text.
pub const SETS: (&str, &str) = ("sets.tsv", include_str!("../rules/sets.tsv"));

/// Words found under disguise: file name and text.
pub const SURFACE: (&str, &str) = ("surface.tsv", include_str!("../rules/surface.tsv"));

/// Patterns of words by group: file name and text.
pub const FILES: &[(&str, &str)] = &[
    ("demand.tsv", include_str!("../rules/demand.tsv")),
    ("flag.tsv", include_str!("../rules/flag.tsv")),
    ("grave.tsv", include_str!("../rules/grave.tsv")),
    ("anger.tsv", include_str!("../rules/anger.tsv")),
    ("calm.tsv", include_str!("../rules/calm.tsv")),
    ("fault.tsv", include_str!("../rules/fault.tsv")),
    ("closed.tsv", include_str!("../rules/closed.tsv")),
];

/// Digest of all tables; `version` knows it from the build.
pub fn digest() -> u64 {
    let texts = [SETS.1, SURFACE.1].into_iter().chain(FILES.iter().map(|f| f.1));
    texts.fold(0, |h, t| mix(h ^ hash64(t.as_bytes())))
}
