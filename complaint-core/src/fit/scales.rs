//! A feature's shape and how often it was seen in; how much it counts before the
//! data speak out.

use crate::signals::features::Template;

/// How much a feature counts before the data speak: what stands in every other
/// sentence says little. The square of the inverse document frequency held up
/// better on other writers than the frequency itself or none.
pub(super) fn scale(t: Template, seen: u32, sentences: usize) -> f32 {
    let rarity = ((sentences + 1) as f32 / (seen + 1) as f32).ln();
    template_scale(t) * rarity * rarity / USUAL_RARITY
}

/// The squared inverse document frequency that counts as one.
const USUAL_RARITY: f32 = 90.0;

/// How much a template counts before the data speak: broad classes more than
/// exact triples, which fit their writer.
pub(super) fn template_scale(t: Template) -> f32 {
    match t {
        Template::Word | Template::Property | Template::Rule => 1.0,
        Template::Class => 1.0,
        Template::Pair | Template::Chain | Template::Ending => 0.7,
        Template::ClassPair | Template::Skip | Template::Frame => 0.5,
        Template::NounClass | Template::PredicateClass | Template::Quoted => 0.6,
        Template::Group => 0.8,
        Template::GroupFrame => 0.5,
        Template::Triple | Template::ClassTriple => 0.5,
    }
}
