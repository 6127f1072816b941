//! What a line of a mail header looks like.

/// Fields of which at least one stands in whatever passes as a mail.
const MAIL_FIELDS: &[&str] = &[
    "authentication-results",
    "auto-submitted",
    "bcc",
    "cc",
    "content-transfer-encoding",
    "content-type",
    "date",
    "delivered-to",
    "dkim-signature",
    "from",
    "in-reply-to",
    "list-id",
    "message-id",
    "mime-version",
    "received",
    "references",
    "reply-to",
    "resent-from",
    "return-path",
    "sender",
    "status",
    "subject",
    "to",
    "user-agent",
    "x-account-key",
    "x-gm-thrid",
    "x-mailer",
    "x-mozilla-status",
    "x-original-to",
    "x-status",
    "x-uidl",
];

/// Whether a field name, in lower case, is one that mails have.
pub(crate) fn is_mail_field(name: &str) -> bool {
    MAIL_FIELDS.binary_search(&name).is_ok()
}

/// Place of the colon of a header field: after a name of printable ASCII.
pub(crate) fn field_colon(line: &[u8]) -> Option<usize> {
    let colon = memchr::memchr(b':', line)?;
    let name = line[..colon].trim_ascii_end();
    let valid = !name.is_empty() && name.iter().all(|byte| matches!(byte, 33..=126));
    valid.then_some(colon)
}

/// The line that begins a mail in an mbox, or one that a gateway quoted.
pub(crate) fn is_mbox_line(line: &[u8]) -> bool {
    line.starts_with(b"From ") || line.starts_with(b">From ")
}

/// Name of the field on a line, in lower case.
pub(super) fn field_name(line: &[u8]) -> Option<String> {
    let colon = field_colon(line)?;
    let name = String::from_utf8_lossy(&line[..colon]);
    Some(name.trim_end().to_ascii_lowercase())
}

/// Whether a text begins with a header block that has a field of a mail.
pub(super) fn begins_with_header(head: &[u8]) -> bool {
    let mut lines = head.split(|&byte| byte == b'\n' || byte == b'\r').filter(|line| !line.trim_ascii().is_empty());
    let Some(first) = lines.next() else {
        return false;
    };
    if field_colon(first).is_none() && !is_mbox_line(first) {
        return false;
    }
    std::iter::once(first)
        .chain(lines)
        .take_while(|line| {
            matches!(line.first(), Some(b' ' | b'\t')) || field_colon(line).is_some() || is_mbox_line(line)
        })
        .any(|line| field_name(line).is_some_and(|name| is_mail_field(&name)))
}
