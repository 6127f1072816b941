//! What the headers say about how a mail came to be.

use super::Origin;
use super::content_type::ContentType;
use super::headers::Headers;

/// Reads the fields that machines set.
pub(super) fn read(headers: &Headers<'_>, content_type: &ContentType) -> Origin {
    let value = |name: &str| headers.plain(name).map(|value| value.trim().to_ascii_lowercase());
    let has = |name: &str| headers.raw(name).is_some();
    let precedence = value("precedence").unwrap_or_default();
    let auto_submitted = value("auto-submitted").is_some_and(|value| !value.starts_with("no"))
        || has("x-autoreply")
        || has("x-autorespond")
        || value("x-auto-response-suppress").is_some_and(|value| value.contains("all"))
        || matches!(precedence.as_str(), "auto_reply" | "vacation");
    let from = value("from").unwrap_or_default();
    let null_path = value("return-path").is_some_and(|path| path == "<>");
    Origin {
        auto_submitted,
        list: has("list-id") || has("list-unsubscribe"),
        bulk: matches!(precedence.as_str(), "bulk" | "junk" | "list"),
        report: content_type.mime == "multipart/report"
            || null_path && !has("x-autoreply")
            || from.contains("mailer-daemon"),
    }
}
