//! Address lists. The text is decoded from raw bytes, encoded words still stand.

use super::Address;
use super::charset::Carrier;
use super::encoded_word;
use super::warning::Warnings;

/// Reads a list of addresses, groups opened up; what holds neither a name nor
/// an address is left out.
pub(super) fn parse_list(text: &str, field: &str, carrier: Carrier, warnings: &mut Warnings) -> Vec<Address> {
    split_list(text).into_iter().filter_map(|one| parse_one(one, field, carrier, warnings)).collect()
}

/// Splits at commas and group marks that stand outside quotes, comments and
/// angle brackets.
fn split_list(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut comment, mut quoted, mut angle) = (0, 0_u32, false, false);
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' => escaped = quoted || comment > 0,
            // A quote that is never closed must not swallow the list.
            '"' if comment == 0 && (quoted || text[at + 1..].contains('"')) => quoted = !quoted,
            _ if quoted => {}
            '(' => comment += 1,
            ')' => comment = comment.saturating_sub(1),
            _ if comment > 0 => {}
            '<' => angle = true,
            '>' => angle = false,
            _ if angle => {}
            ',' | ';' => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            ':' => start = at + 1,
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn parse_one(text: &str, field: &str, carrier: Carrier, warnings: &mut Warnings) -> Option<Address> {
    let text = text.trim();
    let (name, email) = match angle_address(text) {
        Some((name, email)) => (name.to_owned(), email),
        None => bare_address(text),
    };
    let name = clean_name(&encoded_word::decode(&unquote(&name), field, carrier, warnings));
    let email: String = email.chars().filter(|c| !c.is_whitespace()).collect();
    let address = Address { name: (!name.is_empty()).then_some(name), email: (!email.is_empty()).then_some(email) };
    (address.name.is_some() || address.email.is_some()).then_some(address)
}

/// `name <address>`: the last bracket counts, names contain brackets too.
fn angle_address(text: &str) -> Option<(&str, String)> {
    let open = text.rfind('<')?;
    let inner = text[open + 1..].split('>').next().unwrap_or_default();
    // An obsolete route (`@relay:user@host`) is no part of the address.
    let email = inner.rsplit(':').next().unwrap_or_default();
    Some((text[..open].trim(), email.to_owned()))
}

/// `address (name)`, an address alone, or a name alone.
fn bare_address(text: &str) -> (String, String) {
    if let Some((comment, address)) =
        text.strip_prefix('(').and_then(|rest| rest.split_once(')')).filter(|(_, address)| address.contains('@'))
    {
        return (comment.to_owned(), address.trim().to_owned());
    }
    let comment =
        text.find('(').filter(|_| text.ends_with(')')).map(|open| (&text[..open], &text[open + 1..text.len() - 1]));
    let (address, name) = comment.unwrap_or((text, ""));
    if address.contains('@') && !address.trim().contains(char::is_whitespace) {
        return (name.to_owned(), address.trim().to_owned());
    }
    // A name followed by an address without brackets.
    match address.trim().rsplit_once(char::is_whitespace) {
        Some((name, email)) if email.contains('@') => (name.to_owned(), email.to_owned()),
        _ => (text.to_owned(), String::new()),
    }
}

/// Removes the quotes of a quoted string and its backslashes.
fn unquote(text: &str) -> String {
    let text = text.trim();
    let Some(inner) = text.strip_prefix('"') else {
        return text.to_owned();
    };
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    out
}

/// Some mailers encode the quotes too.
fn clean_name(name: &str) -> String {
    let name = name.trim();
    let inner = name
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
        .or_else(|| name.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')));
    inner.unwrap_or(name).trim().to_owned()
}
