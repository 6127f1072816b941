//! One mail as it stands in its file in; the same with fields of ours out.
//!
//! Fields are looked for where the reader of mails looks for them (after
//! `From ` lines, a byte order mark, blank lines), and behind bare CRs too:
//! some programs end a line there.

use std::{borrow::Cow, ops::Range};

use complaint_core::verdict::{AngerLevel, Flag, Kind, Priority, Target, Verdict};

/// What the names of all our fields begin with.
const PREFIX: &[u8] = b"x-triage-";
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// What is written into a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// `X-Triage-Kind`.
    pub kind: Kind,
    /// `X-Triage-Target`.
    pub target: Target,
    /// `X-Triage-Anger`.
    pub anger: AngerLevel,
    /// `X-Triage-Flags`.
    pub flags: Vec<Flag>,
    /// `X-Triage-Priority`.
    pub priority: Priority,
}

impl From<Verdict> for Labels {
    fn from(v: Verdict) -> Self {
        Self { kind: v.kind, target: v.target, anger: v.anger, flags: v.flags, priority: v.priority }
    }
}

impl Labels {
    /// The fields, each with this line end.
    fn lines(&self, end: &str) -> String {
        let flags: Vec<&str> = self.flags.iter().map(|f| f.as_str()).collect();
        // an empty field is dropped by some servers
        let flags = if flags.is_empty() { "none".to_owned() } else { flags.join(", ") };
        let Self { kind, target, anger, priority, .. } = self;
        format!(
            "X-Triage-Kind: {kind}{end}X-Triage-Target: {target}{end}X-Triage-Anger: {anger}{end}\
             X-Triage-Flags: {flags}{end}X-Triage-Priority: {priority}{end}"
        )
    }
}

/// The mail with our fields before its own; those that came with it are gone.
pub fn tagged(mail: &[u8], labels: &Labels) -> Vec<u8> {
    let mail = stripped(mail);
    let (before, after) = mail.split_at(first_field(&mail));
    let lines = labels.lines(line_ending(if after.is_empty() { &mail } else { after }));
    [before, lines.as_bytes(), after].concat()
}

/// The mail without fields named `X-Triage-…`.
pub fn stripped(mail: &[u8]) -> Cow<'_, [u8]> {
    let ours = our_fields(mail);
    if ours.is_empty() {
        return Cow::Borrowed(mail);
    }
    let mut out = Vec::with_capacity(mail.len());
    let mut at = 0;
    for field in ours {
        out.extend_from_slice(&mail[at..field.start]);
        at = field.end;
    }
    out.extend_from_slice(&mail[at..]);
    Cow::Owned(out)
}

/// The stretches to take away, in order.
fn our_fields(mail: &[u8]) -> Vec<Range<usize>> {
    let feeds = mail.contains(&b'\n');
    let mut found = Vec::new();
    let mut at = after_bom(mail);
    let (mut any_field, mut inside_ours) = (false, false);
    // of the line up to its line feed: something stands in it, something of it stays
    let (mut has_text, mut stays) = (false, false);
    while at < mail.len() {
        let end = line_end(mail, at);
        let text = without_end(&mail[at..end]);
        if !text.is_empty() {
            has_text = true;
            let continues = matches!(text[0], b' ' | b'\t');
            if !continues {
                inside_ours = is_ours(text);
                any_field |= is_field(text);
            }
            if inside_ours {
                // the end of a line of which something stays is the end of that
                found.push(at..if stays { at + text.len() } else { end });
            } else {
                stays = true;
            }
        }
        if mail[end - 1] == b'\n' || !feeds {
            if !has_text && any_field {
                break;
            }
            (has_text, stays) = (false, false);
        }
        at = end;
    }
    found
}

/// Where our fields go: before the first field of the mail.
fn first_field(mail: &[u8]) -> usize {
    let mut at = after_bom(mail);
    let line = |at: usize| &mail[at..line_end(mail, at)];
    let is_before = |l: &[u8]| {
        matches!(l.first(), Some(b' ' | b'\t' | b'\r' | b'\n')) || l.starts_with(b"From ") || l.starts_with(b">From ")
    };
    while is_before(line(at)) {
        at = line_end(mail, at);
    }
    let first_ends = without_end(line(at)).len() < line(at).len();
    // a field right behind a byte order mark is read by few programs: let it be theirs
    if after_bom(mail) > 0 && first_ends {
        at = line_end(mail, at);
        while matches!(mail.get(at), Some(b' ' | b'\t')) {
            at = line_end(mail, at);
        }
    }
    at
}

fn after_bom(mail: &[u8]) -> usize {
    if mail.starts_with(BOM) { BOM.len() } else { 0 }
}

/// The byte after the next LF, CRLF or bare CR.
fn line_end(mail: &[u8], from: usize) -> usize {
    match mail[from..].iter().position(|b| matches!(b, b'\r' | b'\n')) {
        None => mail.len(),
        Some(at) if mail[from + at] == b'\r' && mail.get(from + at + 1) == Some(&b'\n') => from + at + 2,
        Some(at) => from + at + 1,
    }
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The line end that the mail uses.
fn line_ending(mail: &[u8]) -> &'static str {
    match mail.iter().position(|&b| b == b'\n') {
        Some(at) if at > 0 && mail[at - 1] == b'\r' => "\r\n",
        None if mail.contains(&b'\r') => "\r",
        _ => "\n",
    }
}

fn name(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|&b| b == b':')?;
    Some(line[..colon].trim_ascii_end())
}

fn is_field(line: &[u8]) -> bool {
    name(line).is_some_and(|n| !n.is_empty() && n.iter().all(|b| matches!(b, 33..=126)))
}

fn is_ours(line: &[u8]) -> bool {
    let begin = name(line).and_then(|n| n.get(..PREFIX.len()));
    begin.is_some_and(|n| n.eq_ignore_ascii_case(PREFIX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels() -> Labels {
        Labels {
            kind: Kind::Complaint,
            target: Target::Company,
            anger: AngerLevel::new(3),
            flags: vec![Flag::Legal, Flag::Churn],
            priority: Priority::P1,
        }
    }

    fn text(mail: &str) -> String {
        String::from_utf8(tagged(mail.as_bytes(), &labels())).expect("text")
    }

    const OURS: &str = "X-Triage-Kind: complaint\nX-Triage-Target: company\nX-Triage-Anger: 3\n\
        X-Triage-Flags: legal, churn\nX-Triage-Priority: P1\n";

    #[test]
    fn fields_stand_before_those_of_the_mail() {
        let crlf = OURS.replace('\n', "\r\n");
        for (mail, wanted) in [
            ("Subject: a\n\nb\n", format!("{OURS}Subject: a\n\nb\n")),
            ("Subject: a\r\n\r\nb\n", format!("{crlf}Subject: a\r\n\r\nb\n")),
            ("Subject: a\r\rb\r", format!("{}Subject: a\r\rb\r", OURS.replace('\n', "\r"))),
            ("Subject: a", format!("{OURS}Subject: a")),
            ("From a 10:00\nSubject: a\n", format!("From a 10:00\n{OURS}Subject: a\n")),
            ("\n \nSubject: a\n", format!("\n \n{OURS}Subject: a\n")),
            ("\u{feff}Subject: a\n b\nTo: c\n", format!("\u{feff}Subject: a\n b\n{OURS}To: c\n")),
            ("\u{feff}Subject: a", format!("\u{feff}{OURS}Subject: a")),
        ] {
            assert_eq!(text(mail), wanted, "{mail:?}");
            assert_eq!(stripped(wanted.as_bytes()), mail.as_bytes(), "{mail:?}");
            assert_eq!(text(&wanted), wanted, "twice: {mail:?}");
        }
    }

    #[test]
    fn a_sender_cannot_label_himself() {
        for (forged, honest) in [
            ("X-Triage-Kind: praise\nSubject: a\n\nb", "Subject: a\n\nb"),
            ("Subject: a\nx-TRIAGE-kind: praise\n\nb", "Subject: a\n\nb"),
            ("Subject: a\nX-Triage-Flags:\n none,\n\tnone\nTo: c\n\nb", "Subject: a\nTo: c\n\nb"),
            ("Subject: a\nX-Triage-Other : 1\n\nb", "Subject: a\n\nb"),
            ("Subject: a\nX-Triage-Priority: P4", "Subject: a\n"),
            ("no field\nX-Triage-Kind: a\nSubject: a\n\nb", "no field\nSubject: a\n\nb"),
            ("\u{feff}X-Triage-Kind: a\nSubject: a\n\nb", "\u{feff}Subject: a\n\nb"),
            ("From a 10:00\nX-Triage-Kind: a\nSubject: a\n\nb", "From a 10:00\nSubject: a\n\nb"),
            // a bare CR ends a line for some programs
            ("Subject: a\rX-Triage-Kind: a\nTo: c\n\nb", "Subject: a\r\nTo: c\n\nb"),
            ("X-Triage-Kind: a\r b\nTo: c\n\nb", "To: c\n\nb"),
            ("X-Triage-Kind: a\rTo: c\n\nb", "To: c\n\nb"),
        ] {
            assert_eq!(String::from_utf8_lossy(&stripped(forged.as_bytes())), honest, "{forged:?}");
        }
    }

    #[test]
    fn the_body_is_not_touched() {
        for mail in [
            "Subject: a\n\nX-Triage-Kind: praise\n",
            "Subject: a\r\n\r\nX-Triage-Kind: praise\r\n",
            "Subject: a\r\r\n\r\nX-Triage-Kind: praise\r\n",
            "Subject: X-Triage-Kind: praise\nComment:\n X-Triage-Kind: b\n\nb",
        ] {
            assert_eq!(stripped(mail.as_bytes()), mail.as_bytes());
        }
    }
}
