//! A drafted reply as a message that a mail client opens.

use std::borrow::Cow;

use mail_builder::MessageBuilder;
use mail_builder::headers::{address::Address, date::Date, message_id::MessageId, raw::Raw};

use crate::mail::Mail;

use super::own::stable_hash;
use super::skeleton::Reply;

impl Reply {
    /// The reply as an RFC 5322 message: `In-Reply-To`, `References`, encoded
    /// headers, the answered mail quoted below.
    ///
    /// `from` is the sender's address (`local@domain`); without it there is no
    /// `From`, and the mail client puts its own. `X-Unsent` marks a draft. As
    /// there is no clock here, `Date` is that of the mail answered; the client
    /// sets it anew on sending.
    pub fn to_eml(&self, mail: &Mail, from: Option<&str>) -> Vec<u8> {
        let mut builder = MessageBuilder::new()
            .message_id(MessageId::new(self.draft_id(mail)))
            .date(Date::new(date_of(mail)))
            .header("X-Unsent", Raw::new("1"))
            .subject(header_safe(&self.subject));
        if let Some(from) = from.and_then(address) {
            builder = builder.from(Address::new_address(None::<Cow<'_, str>>, from));
        }
        let to = mail.reply_to.as_ref().or(mail.from.as_ref());
        if let Some((name, email)) = to.and_then(|a| Some((a.name.as_deref(), address(a.email.as_deref()?)?))) {
            let name = name.map(header_safe).filter(|n| !n.is_empty());
            builder = builder.to(Address::new_address(name, email));
        }
        if let Some(id) = mail.message_id.as_deref().and_then(message_id) {
            builder = builder.in_reply_to(MessageId::new(id));
        }
        let references = references(mail);
        if !references.is_empty() {
            builder = builder.references(MessageId::new_list(references.into_iter()));
        }
        let text = format!("{}\n\n{}", self.body, quoted(mail)).replace("\r\n", "\n").replace('\n', "\r\n");
        let mut bytes = Vec::new();
        builder.text_body(text).serialize(&mut bytes);
        bytes
    }

    fn draft_id(&self, mail: &Mail) -> String {
        let id = mail.message_id.as_deref().unwrap_or_default();
        format!("draft-{:016x}@triage.invalid", stable_hash([id, &mail.body, &self.body]))
    }
}

fn date_of(mail: &Mail) -> i64 {
    mail.date.as_deref().and_then(mail_parser::DateTime::parse_rfc3339).map_or(0, |d| d.to_timestamp())
}

/// Text without what could begin a header of its own, and without marks that
/// cannot be seen or turn the order of letters round.
fn header_safe(text: &str) -> String {
    let hidden = |c: &char| matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    let seen = text.chars().filter(|c| !hidden(c));
    let plain: String = seen.map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.trim().to_string()
}

/// An address that cannot carry anything else.
fn address(text: &str) -> Option<String> {
    let plain = text.trim().trim_start_matches('<').trim_end_matches('>');
    let whole = plain.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty());
    let clean = !plain.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;:\"()[]\\".contains(c));
    (whole && clean).then(|| plain.to_string())
}

fn message_id(text: &str) -> Option<String> {
    let plain = text.trim().trim_start_matches('<').trim_end_matches('>');
    let clean = plain.is_ascii() && !plain.chars().any(|c| c.is_whitespace() || c.is_control() || "<>".contains(c));
    (clean && !plain.is_empty()).then(|| plain.to_string())
}

/// The references of the mail answered, then the mail itself.
fn references(mail: &Mail) -> Vec<String> {
    let earlier = match mail.references.is_empty() {
        true => mail.in_reply_to.iter().collect::<Vec<_>>(),
        false => mail.references.iter().collect(),
    };
    let mut ids: Vec<String> = Vec::new();
    for id in earlier.into_iter().chain(mail.message_id.iter()).filter_map(|i| message_id(i)) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// The body of the mail answered, each line quoted.
fn quoted(mail: &Mail) -> String {
    mail.body
        .lines()
        .map(|line| if line.starts_with('>') { format!(">{line}\n") } else { format!("> {line}\n") })
        .collect()
}
