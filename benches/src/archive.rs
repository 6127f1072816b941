//! A recipe and the corpus in; an mbox out, the same bytes for the same recipe.

use std::io::{self, Write};

use clap::Args;
use mail_builder::{MessageBuilder, headers::date::Date};

use crate::source::Source;

/// What an archive is made of.
#[derive(Debug, Clone, Args)]
pub struct Recipe {
    /// Mails
    #[arg(long, default_value_t = 10_000)]
    pub mails: u64,
    /// Go on until there are so many megabytes, whatever the number of mails
    #[arg(long)]
    pub megabytes: Option<u64>,
    /// Per cent of the writers' sentences that stand elsewhere in the archive too
    #[arg(long, default_value_t = 25)]
    pub repeated: u8,
    /// Per cent of the mails with quoted history
    #[arg(long, default_value_t = 30)]
    pub quotes: u8,
    /// Per cent of the mails with an HTML part
    #[arg(long, default_value_t = 30)]
    pub html: u8,
    /// Per cent of the mails with an attachment of 10 to 200 kB
    #[arg(long, default_value_t = 3)]
    pub attachments: u8,
    /// Another number makes another archive
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// 1 January 2020.
const FIRST_DAY: i64 = 1_577_836_800;
/// Seconds between two mails.
const EVERY: i64 = 977;

/// Writes the archive.
///
/// # Errors
/// When it cannot be written.
pub fn write(recipe: &Recipe, source: &Source, out: &mut impl Write) -> io::Result<()> {
    let mut rng = fastrand::Rng::with_seed(recipe.seed);
    let (mut number, mut bytes) = (0, 0);
    while recipe.megabytes.map_or(number < recipe.mails, |m| bytes < m * 1_000_000) {
        let mail = message(recipe, source, number, &mut rng)?;
        let date = "Wed Jan  1 00:00:00 2020";
        let separator = format!("From writer@example.jp {date}\n");
        out.write_all(separator.as_bytes())?;
        out.write_all(&mail)?;
        out.write_all(b"\n\n")?;
        bytes += (separator.len() + mail.len() + 2) as u64;
        number += 1;
    }
    Ok(())
}

/// One mail, with CRLF made LF as mailboxes have it.
fn message(recipe: &Recipe, source: &Source, number: u64, rng: &mut fastrand::Rng) -> io::Result<Vec<u8>> {
    let base = source.mail(rng);
    let repeated = f64::from(recipe.repeated) / 100.0;
    let mut text = source.vary(&base.body, repeated, rng);
    if chance(recipe.quotes, rng) {
        quote(&source.mail(rng).body, &mut text);
    }
    let writer = format!("writer{}@example.jp", rng.u32(..5000));
    let mut mail = MessageBuilder::new()
        .message_id(format!("{number}.{}@archive.example", recipe.seed))
        .from((base.from_name.clone().unwrap_or_default(), writer))
        .to("support@shop.example.jp")
        .date(Date::new(FIRST_DAY + EVERY * number as i64))
        .subject(source.vary(&base.subject, repeated, rng));
    if chance(recipe.html, rng) {
        mail = mail.html_body(html(&text));
    }
    mail = mail.text_body(text);
    if chance(recipe.attachments, rng) {
        let length = rng.usize(10_000..200_000);
        let picture: Vec<u8> = std::iter::repeat_with(|| rng.u8(..)).take(length).collect();
        mail = mail.attachment("image/jpeg", "photo.jpg", picture);
    }
    let bytes = mail.write_to_vec()?;
    Ok(bytes.into_iter().filter(|b| *b != b'\r').collect())
}

fn chance(percent: u8, rng: &mut fastrand::Rng) -> bool {
    rng.u8(..100) < percent
}

/// Adds earlier mail as mail programs quote it.
fn quote(earlier: &str, text: &mut String) {
    text.push_str("\n\n2025年8月7日(木) 21:14 サポート <support@shop.example.jp>:\n");
    for line in earlier.lines() {
        text.push_str("> ");
        text.push_str(line);
        text.push('\n');
    }
}

fn html(text: &str) -> String {
    let lines: String = text.lines().map(|l| format!("<div>{}</div>\n", l.replace('<', "&lt;"))).collect();
    format!("<html><head><style>div{{margin:0;font-family:sans-serif}}</style></head><body>\n{lines}</body></html>\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use complaint_core::mailbox::{self, MailFields, OpenOptions};

    #[test]
    fn every_mail_is_found_again() {
        let fields = MailFields {
            subject: "返品の件".into(),
            body: "商品が届きません。\nどうなっていますか。".into(),
            ..Default::default()
        };
        let source = Source::of(vec![fields]);
        let recipe =
            Recipe { mails: 40, megabytes: None, repeated: 50, quotes: 30, html: 30, attachments: 10, seed: 3 };
        let mut bytes = Vec::new();
        write(&recipe, &source, &mut bytes).expect("is written");
        let mails = mailbox::read(std::io::Cursor::new(bytes), "-", &OpenOptions::default()).expect("opens");
        let bodies: Vec<String> = mails.map(|m| m.expect("is read").parse().expect("is a mail").body).collect();
        assert_eq!(bodies.len(), 40);
        assert!(bodies.iter().all(|b| b.contains("ます") || b.contains("ません")), "{bodies:?}");
    }
}
