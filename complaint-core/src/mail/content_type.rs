//! `Content-Type` and `Content-Disposition` of a part.
//!
//! Read leniently from the text of the field: senders forget the semicolon
//! before `charset=`, quote half a value, or write nothing but the type.

/// What a part says it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct ContentType {
    /// `type/subtype` in lower case; empty where there is no such field.
    pub(super) mime: String,
    pub(super) charset: Option<String>,
    pub(super) boundary: Option<String>,
    /// `format=flowed`.
    pub(super) flowed: bool,
    /// `delsp=yes`.
    pub(super) delete_space: bool,
    /// It has a file name.
    pub(super) named: bool,
}

impl ContentType {
    pub(super) fn from_field(value: &str) -> Self {
        let mime: String = value
            .trim_start()
            .chars()
            .take_while(|c| c.is_ascii_graphic() && !matches!(c, ';' | ','))
            .collect::<String>()
            .to_ascii_lowercase();
        let yes =
            |name: &str, wanted: &str| parameter(value, name).is_some_and(|found| found.eq_ignore_ascii_case(wanted));
        Self {
            mime: match mime.as_str() {
                "text" => "text/plain".to_owned(),
                _ => mime,
            },
            charset: parameter(value, "charset"),
            boundary: parameter(value, "boundary"),
            flowed: yes("format", "flowed"),
            delete_space: yes("delsp", "yes"),
            named: parameter(value, "name").is_some(),
        }
    }

    pub(super) fn is_html(&self) -> bool {
        matches!(self.mime.as_str(), "text/html" | "application/xhtml+xml" | "text/xhtml")
    }

    pub(super) fn is_plain(&self) -> bool {
        // Without a field, or with one that is no type, RFC 2045 says plain text.
        matches!(self.mime.as_str(), "" | "text/plain") || !self.mime.contains('/')
    }

    pub(super) fn is_multipart(&self) -> bool {
        self.mime.starts_with("multipart/")
    }
}

/// Whether a `Content-Disposition` field makes the part an attachment.
pub(super) fn is_attachment(disposition: &str) -> bool {
    let kind = disposition.trim_start();
    kind.get(..10).is_some_and(|kind| kind.eq_ignore_ascii_case("attachment"))
        || parameter(disposition, "filename").is_some()
}

/// Value of a parameter; the RFC 2231 form `name*` counts too.
fn parameter(field: &str, name: &str) -> Option<String> {
    let lower = field.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = lower[from..].find(name) {
        let start = from + found;
        from = start + name.len();
        let before = lower[..start].chars().next_back();
        let standalone = before.is_none_or(|c| c.is_whitespace() || matches!(c, ';' | ',' | '"'));
        let after = field[from..].trim_start();
        let after = after.trim_start_matches(|c: char| c == '*' || c.is_ascii_digit()).trim_start();
        if let (true, Some(value)) = (standalone, after.strip_prefix('=')) {
            return clean(value);
        }
    }
    None
}

fn clean(value: &str) -> Option<String> {
    let value = value.trim_start();
    let value = match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next().unwrap_or_default(),
        None => value.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '"')).next().unwrap_or_default(),
    };
    let value = value.trim().trim_matches('\'');
    (!value.is_empty()).then(|| value.to_owned())
}
