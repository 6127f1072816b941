//! The text that is judged: the first text part that is not blank, else HTML
//! as text, else an attached mail, else the raw text. Never silently empty.

use super::BodySource;
use super::charset::{self, Carrier, is_text};
use super::headers::Headers;
use super::html;
use super::mime::{self, Part, Structure};
use super::part_text;
use super::warning::{
    BODY_FROM_ATTACHED, BODY_FROM_ATTACHMENT, BODY_RAW, BOUNDARY_MISSING, BOUNDARY_UNCLOSED, MIME_UNREADABLE, NO_TEXT,
    TEXT_PART_BLANK, TEXT_PART_SKIPPED, Warnings,
};

/// Attached mails and repaired multiparts are opened this deep.
const DEEPEST: usize = 3;

/// The text and where it came from.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) source: BodySource,
}

/// Finds the text of a mail whose structure is known.
pub(super) fn read(
    mail: &[u8],
    headers: &Headers<'_>,
    structure: &Structure<'_>,
    carrier: Carrier,
    warnings: &mut Warnings,
) -> Body {
    let mut reader = Reader { carrier, warnings };
    let found = reader.find(mail, headers, structure, 0);
    found.unwrap_or_else(|| {
        reader.warnings.push(NO_TEXT, "the mail has no text");
        Body { text: String::new(), source: BodySource::Empty }
    })
}

/// The text of an export's record: text as it stands, HTML as text.
pub(super) fn of_record(text: &str) -> Body {
    if html::is_html(text) {
        let text = html::to_text(text).text;
        if !text.trim().is_empty() {
            return Body { text, source: BodySource::Html };
        }
    }
    let source = if text.trim().is_empty() { BodySource::Empty } else { BodySource::Plain };
    Body { text: text.replace("\r\n", "\n").replace('\r', "\n"), source }
}

/// The charset that the first labelled text part names.
pub(super) fn charset_hint<'s>(structure: &'s Structure<'_>) -> Option<&'s str> {
    structure.parts.iter().find_map(|part| part.content_type.charset.as_deref())
}

struct Reader<'w> {
    carrier: Carrier,
    warnings: &'w mut Warnings,
}

impl Reader<'_> {
    fn find(&mut self, mail: &[u8], headers: &Headers<'_>, structure: &Structure<'_>, depth: usize) -> Option<Body> {
        let raw = mail.get(headers.body_start..).unwrap_or_default();
        self.note_structure(structure);
        if structure.boundary_missing
            && let Some(body) = self.with_actual_boundary(raw, depth)
        {
            return Some(body);
        }
        self.plain(structure)
            .or_else(|| self.html(structure))
            .or_else(|| self.only_part(structure))
            .or_else(|| self.attached_text(structure))
            .or_else(|| self.attached_mail(structure, depth))
            .or_else(|| self.raw(raw, headers, structure))
    }

    fn note_structure(&mut self, structure: &Structure<'_>) {
        if structure.failed {
            self.warnings.push(MIME_UNREADABLE, "the structure of the mail could not be read");
        }
        if structure.boundary_missing {
            self.warnings.push(BOUNDARY_MISSING, "a boundary named in the header never occurs");
        } else if structure.unclosed {
            self.warnings.push(BOUNDARY_UNCLOSED, "the closing boundary is missing; the mail may be cut off");
        }
    }

    fn plain(&mut self, structure: &Structure<'_>) -> Option<Body> {
        let parts = inline(structure, |part| part.content_type.is_plain());
        let (chosen, text) = parts
            .iter()
            .enumerate()
            .find_map(|(index, part)| part_text::plain(part, self.carrier, self.warnings).map(|text| (index, text)))?;
        if parts[chosen + 1..].iter().any(|part| !part.raw.trim_ascii().is_empty()) {
            self.warnings.push(TEXT_PART_SKIPPED, "further text parts follow the one that is judged");
        }
        Some(Body { text, source: BodySource::Plain })
    }

    fn html(&mut self, structure: &Structure<'_>) -> Option<Body> {
        let parts = inline(structure, |part| part.content_type.is_html());
        let text = parts.iter().find_map(|part| part_text::html(part, self.carrier, self.warnings))?;
        if !inline(structure, |part| part.content_type.is_plain()).is_empty() {
            self.warnings.push(TEXT_PART_BLANK, "the text part is blank; the HTML part was used");
        }
        Some(Body { text, source: BodySource::Html })
    }

    /// A mail of one part is read whatever that part says it is.
    fn only_part(&mut self, structure: &Structure<'_>) -> Option<Body> {
        let [part] = structure.parts.as_slice() else {
            return None;
        };
        if part.is_message || !is_text(&part.transfer.decode(part.raw).bytes) {
            return None;
        }
        if part.content_type.is_html() {
            return part_text::html(part, self.carrier, self.warnings)
                .map(|text| Body { text, source: BodySource::Html });
        }
        let text = part_text::plain(part, self.carrier, self.warnings)?;
        let source = if part.content_type.is_plain() {
            BodySource::Plain
        } else {
            self.warnings.push(BODY_RAW, format!("the only part is {}; read as text", part.content_type.mime));
            BodySource::Raw
        };
        Some(Body { text, source })
    }

    /// Some mailers give their only text a file name.
    fn attached_text(&mut self, structure: &Structure<'_>) -> Option<Body> {
        let attached = |part: &&Part<'_>| part.attachment && part.content_type.is_plain();
        let text = structure
            .parts
            .iter()
            .filter(attached)
            .filter(|part| is_text(&part.transfer.decode(part.raw).bytes))
            .find_map(|part| part_text::plain(part, self.carrier, self.warnings))?;
        self.warnings.push(BODY_FROM_ATTACHMENT, "the mail has no text of its own; that of an attachment was used");
        Some(Body { text, source: BodySource::Plain })
    }

    fn attached_mail(&mut self, structure: &Structure<'_>, depth: usize) -> Option<Body> {
        if depth >= DEEPEST {
            return None;
        }
        let part = structure.parts.iter().find(|part| part.is_message)?;
        let attached = part.transfer.decode(part.raw);
        let limits = super::Limits::default();
        limits.check(&attached.bytes).ok()?;
        let headers = Headers::split(&attached.bytes);
        let inner = mime::structure(&attached.bytes);
        let body = self.find(&attached.bytes, &headers, &inner, depth + 1)?;
        self.warnings.push(BODY_FROM_ATTACHED, "the mail has no text of its own; that of the attached mail was used");
        Some(body)
    }

    /// Reads the body with the boundary that its lines show.
    fn with_actual_boundary(&mut self, raw: &[u8], depth: usize) -> Option<Body> {
        if depth >= DEEPEST {
            return None;
        }
        let boundary = mime::actual_boundary(raw)?;
        let mut repaired = b"Content-Type: multipart/mixed; boundary=\"".to_vec();
        repaired.extend(boundary);
        repaired.extend(b"\"\n\n");
        repaired.extend(raw);
        let structure = mime::structure(&repaired);
        self.find(&repaired, &Headers::split(&repaired), &structure, depth + 1)
            .filter(|body| body.source != BodySource::Raw)
    }

    /// The bytes after the header, where there is no part to read.
    fn raw(&mut self, raw: &[u8], headers: &Headers<'_>, structure: &Structure<'_>) -> Option<Body> {
        // Without a blank line after the header the parser finds no body.
        let unseen = headers.damaged && structure.parts.iter().all(|part| part.raw.is_empty());
        let readable = structure.failed || structure.boundary_missing || structure.parts.is_empty() || unseen;
        if !readable || !mime::has_text(raw) || !is_text(raw) {
            return None;
        }
        let decoded = charset::decode(raw, None, self.carrier);
        self.warnings.note_decoded("the body", &decoded);
        self.warnings.push(BODY_RAW, "no part could be read; the raw text after the header was used");
        Some(Body { text: part_text::tidy(&decoded.text), source: BodySource::Raw })
    }
}

fn inline<'s, 'a>(structure: &'s Structure<'a>, wanted: impl Fn(&Part<'a>) -> bool) -> Vec<&'s Part<'a>> {
    structure.parts.iter().filter(|part| !part.attachment && !part.is_message && wanted(part)).collect()
}
