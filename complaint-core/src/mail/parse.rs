//! The order in which the parts of this module work.

use std::borrow::Cow;

use super::charset::{Carrier, Charset};
use super::content_type::ContentType;
use super::error::{MailError, MailErrorKind};
use super::headers::{self, Headers};
use super::warning::{ADDRESS_UNREADABLE, BYTES_REPLACED, DATE_OFFSET_ASSUMED, DATE_UNREADABLE, NO_TEXT, Warnings};
use super::{Address, BodySource, Limits, Mail, address, body, date, encoded_word, mime, origin};
use crate::mailbox::{MailFields, RawContent, RawMail};

impl Mail {
    /// Reads an RFC 5322 message: header, blank line, body, in any line ends.
    ///
    /// What cannot be read is replaced or guessed, and named in
    /// [`warnings`](Mail::warnings).
    ///
    /// # Errors
    /// [`MailErrorKind::NotMail`] where there is no header field of a mail;
    /// other kinds where the default [`Limits`] are exceeded.
    pub fn parse(bytes: &[u8]) -> Result<Mail, MailError> {
        Self::parse_within(bytes, &Limits::default())
    }

    /// [`Mail::parse`] with limits of one's own.
    ///
    /// # Errors
    /// As [`Mail::parse`].
    pub fn parse_within(bytes: &[u8], limits: &Limits) -> Result<Mail, MailError> {
        limits.check(bytes)?;
        let bytes = with_line_feeds(bytes);
        let headers = Headers::split(&bytes);
        if !headers.is_mail() {
            return Err(MailError::new(
                MailErrorKind::NotMail,
                "no header field of a mail (From, Subject, Date, ...) at the beginning",
            ));
        }
        let structure = mime::structure(&bytes);
        let hint = body::charset_hint(&structure).and_then(Charset::from_label);
        let mut fields = Fields {
            carrier: Carrier::of_sender(headers.raw("from").unwrap_or_default()),
            headers: &headers,
            hint,
            warnings: Warnings::default(),
        };
        headers::note_damage(&headers, &mut fields.warnings);
        let mut mail = fields.read();
        let body = body::read(&bytes, &headers, &structure, fields.carrier, &mut fields.warnings);
        mail.body = body.text;
        mail.body_source = body.source;
        mail.warnings = fields.warnings.into_vec();
        Ok(mail)
    }

    /// Takes a mail that came as fields: text that needs no decoding.
    ///
    /// `from` may hold a name too (`Name <address>`); the date is read as
    /// RFC 3339, RFC 5322 or year, month, day, hour, minute in this order.
    #[must_use]
    pub fn from_fields(fields: MailFields) -> Mail {
        let mut warnings = Warnings::default();
        // Some exports write the address into the column of the name.
        let (named, name) = match fields.from_name {
            Some(name) if name.contains('@') => (Some(name), None),
            name => (None, name),
        };
        let mut from = fields
            .from
            .or(named)
            .and_then(|from| address::parse_list(&from, "from", Carrier::Unknown, &mut warnings).into_iter().next());
        if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
            from.get_or_insert_with(Address::default).name = Some(name.trim().to_owned());
        }
        let date = fields.date.filter(|date| !date.trim().is_empty());
        let date = date.and_then(|date| read_date(&date, &mut warnings));
        let body = body::of_record(&fields.body);
        if body.source == BodySource::Empty {
            warnings.push(NO_TEXT, "the record has no text");
        }
        let lost = [&fields.subject, &fields.body].map(|text| text.matches('\u{FFFD}').count());
        if lost[0] + lost[1] > 0 {
            warnings
                .push(BYTES_REPLACED, format!("the record has {} characters that were lost before", lost[0] + lost[1]));
        }
        Mail {
            message_id: fields.message_id.and_then(|id| message_ids(&id).into_iter().next()),
            date,
            from,
            subject: fields.subject.replace(['\r', '\n'], " ").trim().to_owned(),
            body: body.text,
            body_source: body.source,
            warnings: warnings.into_vec(),
            ..Mail::default()
        }
    }
}

impl RawMail {
    /// Reads the mail, whichever shape it came in.
    ///
    /// # Errors
    /// As [`Mail::parse`]; a mail given as fields is never refused.
    pub fn parse(&self) -> Result<Mail, MailError> {
        match &self.content {
            RawContent::Message(bytes) => Mail::parse(bytes),
            RawContent::Fields(fields) => Ok(Mail::from_fields((**fields).clone())),
        }
    }
}

/// Reads the header fields of one mail.
struct Fields<'h> {
    headers: &'h Headers<'h>,
    hint: Option<Charset>,
    carrier: Carrier,
    warnings: Warnings,
}

impl Fields<'_> {
    fn read(&mut self) -> Mail {
        let content_type = self.headers.plain("content-type").unwrap_or_default();
        let from = self.addresses("from").into_iter().next();
        if from.as_ref().is_none_or(|from| from.email.is_none()) {
            self.warnings.push(ADDRESS_UNREADABLE, "the From field holds no address");
        }
        let mut to = self.addresses("to");
        to.extend(self.addresses("cc"));
        Mail {
            message_id: self.ids("message-id").into_iter().next(),
            in_reply_to: self.ids("in-reply-to").into_iter().next(),
            references: self.ids("references"),
            date: self.date(),
            from,
            reply_to: self.addresses("reply-to").into_iter().next(),
            to,
            subject: self.text("subject"),
            origin: origin::read(self.headers, &ContentType::from_field(&content_type)),
            ..Mail::default()
        }
    }

    fn text(&mut self, name: &str) -> String {
        let Some(raw) = self.headers.raw(name) else {
            return String::new();
        };
        let text = headers::raw_text(raw, name, self.hint, self.carrier, &mut self.warnings);
        encoded_word::decode(&text, name, self.carrier, &mut self.warnings).trim().to_owned()
    }

    fn addresses(&mut self, name: &str) -> Vec<Address> {
        let raws: Vec<&[u8]> = self.headers.all(name).collect();
        let mut list = Vec::new();
        for raw in raws {
            let text = headers::raw_text(raw, name, self.hint, self.carrier, &mut self.warnings);
            list.extend(address::parse_list(&text, name, self.carrier, &mut self.warnings));
        }
        list
    }

    fn ids(&self, name: &str) -> Vec<String> {
        self.headers.plain(name).map(|value| message_ids(&value)).unwrap_or_default()
    }

    /// The `Date` field, else the time at which the last server received the mail.
    fn date(&mut self) -> Option<String> {
        let stated = self.headers.plain("date").filter(|date| !date.is_empty());
        let read = stated.as_deref().and_then(date::parse);
        if let (Some(_), Some(stated)) = (&read, &stated) {
            return read_date(stated, &mut self.warnings);
        }
        let received = self
            .headers
            .plain("received")
            .and_then(|received| date::parse(received.rsplit(';').next().unwrap_or_default()));
        let what = if stated.is_some() { "is no date" } else { "is missing" };
        let used = if received.is_some() { "; the time of reception was used" } else { "" };
        self.warnings.push(DATE_UNREADABLE, format!("the Date field {what}{used}"));
        received.map(|received| received.rfc3339)
    }
}

fn read_date(text: &str, warnings: &mut Warnings) -> Option<String> {
    let Some(dated) = date::parse(text) else {
        warnings.push(DATE_UNREADABLE, "the date could not be read");
        return None;
    };
    if dated.offset_assumed {
        warnings.push(DATE_OFFSET_ASSUMED, "the date has no offset; +09:00 was assumed");
    }
    Some(dated.rfc3339)
}

/// Ids in angle brackets, else words; without the brackets.
fn message_ids(value: &str) -> Vec<String> {
    let bracketed: Vec<String> = value
        .split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>'))
        .map(|(id, _)| id.split_whitespace().collect())
        .filter(|id: &String| !id.is_empty())
        .collect();
    if !bracketed.is_empty() {
        return bracketed;
    }
    value
        .split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | ','))
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Mail of old Macs ends lines with CR alone, which no parser splits at.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    if bytes.contains(&b'\n') || !bytes.contains(&b'\r') {
        return Cow::Borrowed(bytes);
    }
    let fed = bytes.iter().map(|&byte| if byte == b'\r' { b'\n' } else { byte });
    Cow::Owned(fed.collect())
}
