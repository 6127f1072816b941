//! Legal notices, virus checkers' lines, gateways' banners and adverts of free mail services.

use super::lines::{Line, head};
use super::vocabulary::NOTICES;

/// Whether the line is an advert.
pub(super) fn is_advert(text: &str) -> bool {
    let text = head(text, 400).to_ascii_lowercase();
    NOTICES.adverts.iter().any(|phrase| text.contains(phrase.as_str()))
}

/// Whether the line is what a gateway puts above mail from outside.
pub(super) fn is_banner(text: &str) -> bool {
    let text = head(text, 400).to_ascii_lowercase();
    NOTICES.banners.iter().any(|phrase| text.contains(phrase.as_str()))
}

/// Whether a paragraph is a legal notice: it names itself, the secret, the
/// receiver by mistake and what is forbidden, or three of these.
pub(super) fn is_notice(paragraph: &[Line<'_>]) -> bool {
    let mut text = String::new();
    for line in paragraph {
        text.push_str(&line.text.to_ascii_lowercase());
        if line.text.is_ascii() {
            text.push(' ');
        }
    }
    let named = |phrases: &[String]| phrases.iter().any(|phrase| text.contains(phrase.as_str()));
    NOTICES.categories.iter().filter(|phrases| named(phrases)).count() >= 3
}
