//! A scan before parsing: what would take too much time or stack is refused.
//!
//! The scan errs on the side of counting too much (a word in the text counts
//! as a header), since the limits stand far above what real mail has. It is
//! what keeps the MIME parser linear: that one searches to the end of the mail
//! for each multipart whose boundary never occurs.

use memchr::memmem;

use super::error::{MailError, MailErrorKind};

/// Upper bounds for one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of the whole mail.
    pub bytes: usize,
    /// Header fields at the top of the mail.
    pub header_fields: usize,
    /// Bytes of the header block at the top of the mail.
    pub header_bytes: usize,
    /// MIME parts in the whole mail.
    pub parts: usize,
    /// Multiparts and attached mails in the whole mail, so also their depth.
    pub depth: usize,
    /// Multiparts times bytes, once there are more than a few multiparts.
    pub multipart_cost: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            header_fields: 5_000,
            header_bytes: 2 << 20,
            parts: 10_000,
            depth: 1_000,
            multipart_cost: 256 << 20,
        }
    }
}

/// So many multiparts are let through whatever the size of the mail.
const ALWAYS_ALLOWED_MULTIPARTS: usize = 16;

/// Numbered parameter pieces (`name*1=`); the parser compares them pairwise.
const PARAMETER_PIECES: usize = 5_000;

impl Limits {
    /// Refuses a mail that exceeds a limit.
    pub(super) fn check(&self, mail: &[u8]) -> Result<(), MailError> {
        self.check_size(mail)?;
        self.check_header(mail)?;
        self.check_structure(mail)
    }

    fn check_size(&self, mail: &[u8]) -> Result<(), MailError> {
        if mail.len() <= self.bytes {
            return Ok(());
        }
        Err(MailError::new(
            MailErrorKind::TooLarge,
            format!("mail of {} bytes, more than the {} allowed", mail.len(), self.bytes),
        ))
    }

    fn check_header(&self, mail: &[u8]) -> Result<(), MailError> {
        let (mut fields, mut bytes) = (0, 0);
        for line in mail.split_inclusive(|&byte| byte == b'\n') {
            if matches!(line, b"\n" | b"\r\n") && fields > 0 {
                break;
            }
            bytes += line.len();
            fields += usize::from(line.first().is_some_and(|byte| !byte.is_ascii_whitespace()));
            if fields > self.header_fields || bytes > self.header_bytes {
                // A text file with no header is refused for what it is.
                let colon = memchr::memchr(b':', &mail[..bytes.min(mail.len())]);
                let kind = if colon.is_some() { MailErrorKind::TooManyHeaders } else { MailErrorKind::NotMail };
                return Err(MailError::new(
                    kind,
                    format!("header of more than {} fields or {} bytes", self.header_fields, self.header_bytes),
                ));
            }
        }
        Ok(())
    }

    fn check_structure(&self, mail: &[u8]) -> Result<(), MailError> {
        let multiparts = count_word(mail, b"multipart", self.depth + 1);
        let attached = count_word(mail, b"message/", self.depth + 1);
        if multiparts > self.depth || attached > self.depth {
            return Err(MailError::new(
                MailErrorKind::TooDeep,
                format!("more than {} multiparts or attached mails", self.depth),
            ));
        }
        if multiparts > ALWAYS_ALLOWED_MULTIPARTS && multiparts.saturating_mul(mail.len()) > self.multipart_cost {
            return Err(MailError::new(
                MailErrorKind::TooCostly,
                format!("{multiparts} multiparts in {} bytes", mail.len()),
            ));
        }
        if count_word(mail, b"content-type", self.parts + 1) > self.parts
            || boundary_lines(mail, self.parts) > self.parts
        {
            return Err(MailError::new(MailErrorKind::TooManyParts, format!("more than {} parts", self.parts)));
        }
        if parameter_pieces(mail) > PARAMETER_PIECES {
            return Err(MailError::new(
                MailErrorKind::TooManyHeaders,
                format!("more than {PARAMETER_PIECES} numbered header parameters"),
            ));
        }
        Ok(())
    }
}

/// Occurrences of a lower-case word in any case, counted up to `enough`.
fn count_word(haystack: &[u8], word: &[u8], enough: usize) -> usize {
    let (first, rest) = (word[0], &word[1..]);
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), haystack)
        .filter(|&at| haystack.get(at + 1..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(rest)))
        .take(enough)
        .count()
}

/// Lines that may be a boundary of the first multipart. Text full of rules
/// (`-----`) is none: the boundary must occur as it was declared.
fn boundary_lines(mail: &[u8], enough: usize) -> usize {
    let Some(at) = memmem::find(mail, b"boundary=") else {
        return 0;
    };
    let value = &mail[at + b"boundary=".len()..];
    let value = value.strip_prefix(b"\"").unwrap_or(value);
    let end = value.iter().position(|byte| matches!(byte, b'"' | b';' | b'\r' | b'\n' | b' ')).unwrap_or(value.len());
    if end == 0 {
        return 0;
    }
    let delimiter = [b"\n--", &value[..end]].concat();
    memmem::find_iter(mail, &delimiter).take(enough + 1).count()
}

fn parameter_pieces(mail: &[u8]) -> usize {
    memchr::memchr_iter(b'*', mail)
        .filter(|&at| {
            let digits = mail[at + 1..].iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
            let after = mail.get(at + 1 + digits);
            digits > 0 && matches!(after, Some(b'=' | b'*'))
        })
        .take(PARAMETER_PIECES + 1)
        .count()
}
