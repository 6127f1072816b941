//! A feature's shape and how often it was seen in; how much it counts before the
//! data speak out.

use crate::fit::scales::template_scale;
use crate::signals::features::Template;

/// How much what patterns, marks and fault say counts before the data speak …
const OWN: f32 = 0.7;
/// … and what patterns alone say.
const PATTERN: f32 = 1.0;
/// Kinds of words, and two of them together.
const CUE: f32 = 0.33;
const CUES: f32 = 0.17;
/// Pieces of the sentence as written.
const PIECE: f32 = 0.4;
/// The inverse document frequency at which a word counts as one. Of so few
/// sentences the frequency itself held up better on other writers than its square.
const USUAL_RARITY: f32 = 5.0;

pub(super) fn scale(name: &str, template: Option<Template>, seen: u32, sentences: usize) -> f32 {
    let rarity = ((sentences + 1) as f32 / (seen + 1) as f32).ln();
    match template {
        Some(t) => template_scale(t) * rarity / USUAL_RARITY,
        None if name.starts_with("l pattern:") => PATTERN,
        None if name.starts_with("l text:") => PIECE * rarity / USUAL_RARITY,
        None if name.starts_with("l cue:") => rarity * if name.contains('+') { CUES } else { CUE },
        None => OWN,
    }
}
