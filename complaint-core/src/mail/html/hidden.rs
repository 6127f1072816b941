//! Elements a reader of the mail does not see.

use html5gum::StartTag;

/// Declarations, blanks removed, that hide an element.
const HIDING: &[&str] = &["display:none", "visibility:hidden", "mso-hide:all"];

/// Properties that hide when their value is zero.
const ZERO: &[&str] = &["font-size:0", "max-height:0", "opacity:0"];

/// Whether an element is hidden by its own attributes.
pub(super) fn is_hidden(tag: &StartTag<()>) -> bool {
    let attribute = |name: &str| tag.attributes.get(name.as_bytes());
    if attribute("hidden").is_some() {
        return true;
    }
    let Some(style) = attribute("style") else {
        return false;
    };
    let style: String =
        String::from_utf8_lossy(style).chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.split(';').any(|declaration| {
        let declaration = declaration.trim_end_matches("!important");
        HIDING.contains(&declaration) || ZERO.iter().any(|zero| is_zero(declaration, zero))
    })
}

/// `font-size:0`, `0px`, `0.0em`; not `0.9em`.
fn is_zero(declaration: &str, property: &str) -> bool {
    declaration.strip_prefix(property).is_some_and(|rest| !rest.contains(|c: char| matches!(c, '1'..='9')))
}
