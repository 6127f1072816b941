//! The parts of a message. The only file that knows the MIME parser.
//!
//! Its structure and offsets are used, nothing it decodes: it is told to skip
//! transfer encodings, so that it neither decodes nor recurses into encoded
//! mails, and each part comes out as the bytes that stand in the mail.

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{HeaderName, Message, MessageParser, MessagePart, PartType};
use memchr::memmem;

use super::content_type::{self, ContentType};
use super::transfer::TransferEncoding;

/// A part that holds no parts.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub(super) content_type: ContentType,
    pub(super) transfer: TransferEncoding,
    pub(super) attachment: bool,
    /// An attached mail; `raw` is its header and body.
    pub(super) is_message: bool,
    pub(super) raw: &'a [u8],
}

/// The parts in their order, and what was wrong with the structure.
#[derive(Debug, Default)]
pub(super) struct Structure<'a> {
    pub(super) parts: Vec<Part<'a>>,
    /// The parser gave up.
    pub(super) failed: bool,
    /// A multipart's boundary does not occur.
    pub(super) boundary_missing: bool,
    /// A multipart's closing boundary does not occur.
    pub(super) unclosed: bool,
}

/// Takes a message apart.
pub(super) fn structure(message: &[u8]) -> Structure<'_> {
    // The parser has assertions that real mails trip in debug builds.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        let mut structure = Structure::default();
        if let Some(parsed) = parser().parse(message) {
            collect(&parsed, message, &mut structure);
        }
        structure
    }));
    parsed.unwrap_or_else(|_| Structure { failed: true, ..Structure::default() })
}

fn parser() -> MessageParser {
    MessageParser::new()
        .header_content_type(HeaderName::ContentType)
        .header_content_type(HeaderName::ContentDisposition)
        .ignore_header(HeaderName::ContentTransferEncoding)
        .default_header_ignore()
}

fn collect<'a>(parsed: &Message<'_>, message: &'a [u8], structure: &mut Structure<'a>) {
    for part in &parsed.parts {
        let field = |name: HeaderName<'_>| header(part, &name, message);
        let content_type =
            field(HeaderName::ContentType).map(|value| ContentType::from_field(&value)).unwrap_or_default();
        if let PartType::Multipart(children) = &part.body {
            let declared = content_type.boundary.as_deref().unwrap_or_default();
            structure.unclosed |= !is_closed(message, part.offset_body as usize, declared);
            if !children.is_empty() {
                continue;
            }
        }
        if content_type.is_multipart() {
            structure.boundary_missing |= !matches!(part.body, PartType::Multipart(_));
            continue;
        }
        let range = part.offset_body as usize..(part.offset_end as usize).min(message.len());
        structure.parts.push(Part {
            // A part of a digest is a mail without saying so.
            is_message: matches!(part.body, PartType::Message(_))
                || matches!(content_type.mime.as_str(), "message/rfc822" | "message/global"),
            transfer: field(HeaderName::ContentTransferEncoding)
                .map_or(TransferEncoding::Identity, |value| TransferEncoding::from_field(&value)),
            attachment: content_type.named
                || field(HeaderName::ContentDisposition).is_some_and(|value| content_type::is_attachment(&value)),
            content_type,
            raw: message.get(range).unwrap_or_default(),
        });
    }
}

/// Raw value of a part's header, unfolded.
fn header(part: &MessagePart<'_>, name: &HeaderName<'_>, message: &[u8]) -> Option<String> {
    let header = part.headers.iter().rev().find(|header| header.name == *name)?;
    let raw = message.get(header.offset_start as usize..header.offset_end as usize)?;
    let text = String::from_utf8_lossy(raw);
    Some(text.replace(['\r', '\n'], " ").trim().to_owned())
}

fn is_closed(message: &[u8], from: usize, boundary: &str) -> bool {
    let closing = format!("--{boundary}--");
    boundary.is_empty() || message.get(from..).is_some_and(|rest| memmem::find(rest, closing.as_bytes()).is_some())
}

/// The boundary that a body really uses: a line `--…` before a part's header.
/// For multiparts whose declared boundary never occurs.
pub(super) fn actual_boundary(body: &[u8]) -> Option<&[u8]> {
    let mut lines = body.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii_end);
    let mut line = lines.next()?;
    for next in lines {
        let is_header = next.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"));
        if let (Some(boundary), true) = (line.strip_prefix(b"--"), is_header) {
            return (!boundary.is_empty()).then_some(boundary);
        }
        line = next;
    }
    None
}

/// Whether a body has lines besides boundaries and headers of parts.
pub(super) fn has_text(body: &[u8]) -> bool {
    let of_structure = |line: &[u8]| {
        line.starts_with(b"--") || line.get(..8).is_some_and(|start| start.eq_ignore_ascii_case(b"content-"))
    };
    body.split(|&byte| byte == b'\n').any(|line| !line.trim_ascii().is_empty() && !of_structure(line))
}
