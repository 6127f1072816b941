//! A written reply in, what it must not say out.

use std::{
    io::{Cursor, Read, Write},
    path::Path,
};

use anyhow::{Context, Result, bail};
use complaint_core::{
    Mail, Triage,
    mailbox::{self, OpenOptions, RawMail, ReadErrorKind},
    reply::{Finding, LintContext, Linter},
};
use serde::Serialize;

use super::judge;
use crate::{
    Console, Exit,
    args::{LintArgs, LintFormat},
    input::with_way_out,
    term::{clean, style},
};

/// A reply to look at.
struct Reply {
    text: String,
    answers: Option<String>,
}

/// A finding with its place: line and column, from 1, of the text or the body.
#[derive(Serialize)]
struct Placed<'a> {
    path: &'a str,
    /// Which of several mails, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    mail: Option<usize>,
    line: usize,
    column: usize,
    #[serde(flatten)]
    finding: &'a Finding,
}

/// Runs `lint`.
///
/// # Errors
/// When there is no reply to read, a rule is unknown, or the mail answered
/// cannot be read.
pub fn run(args: LintArgs, console: &mut Console) -> Result<Exit> {
    let linter = Linter::built_in()?;
    refuse_unknown(&linter, &args.allow)?;
    let name = args.file.to_string_lossy().into_owned();
    let replies = read_replies(&args.file, console)?;
    let asked = args.to.as_deref().map(|path| Asked::read(path, &args)).transpose()?;
    let mut found = false;
    for (number, reply) in replies.iter().enumerate() {
        let mail = asked.as_ref().map(|a| a.of(reply)).transpose()?;
        let verdict = asked.as_ref().zip(mail).map(|(a, m)| a.triage.assess(m));
        let mail = mail.zip(verdict.as_ref());
        let mail_number = (replies.len() > 1).then_some(number);
        let context = LintContext { fault: args.fault.fault(), mail, report: args.report };
        for finding in linter.lint(&reply.text, &context).iter().filter(|f| !args.allow.contains(&f.rule)) {
            found = true;
            let (line, column) = position(&reply.text, finding.span.0);
            let placed = Placed { path: &name, mail: mail_number, line, column, finding };
            let shown = match args.format {
                LintFormat::Jsonl => serde_json::to_string(&placed)?,
                LintFormat::Text => text(&placed, console.colours_results()),
            };
            writeln!(console.stdout, "{shown}")?;
        }
    }
    Ok(if found { Exit::Some } else { Exit::Success })
}

fn refuse_unknown(linter: &Linter, allowed: &[String]) -> Result<()> {
    let known = |rule: &String| linter.rules().iter().any(|r| r.id == *rule);
    if let Some(rule) = allowed.iter().find(|r| !known(r)) {
        let mut names: Vec<&str> = linter.rules().iter().map(|r| r.id.as_str()).collect();
        // a rule may have several rows, one after the other
        names.dedup();
        bail!("--allow: unknown rule `{rule}`, expected one of {}", names.join(", "));
    }
    Ok(())
}

/// The bodies of mails, or else the text itself.
fn read_replies(path: &Path, console: &mut Console) -> Result<Vec<Reply>> {
    let name = path.to_string_lossy();
    let mut bytes = Vec::new();
    if name == "-" {
        console.take_stdin().read_to_end(&mut bytes).context("standard input cannot be read")?;
    } else {
        bytes = std::fs::read(path).with_context(|| format!("{name}: cannot be read"))?;
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        bail!("{name}: there is no reply in it");
    }
    let mails = mailbox::read(Cursor::new(bytes.clone()), &name, &OpenOptions::default());
    let mails = mails.and_then(|mails| mails.collect::<Result<Vec<_>, _>>());
    match mails {
        Ok(mails) => mails.iter().map(|raw| reply(raw, &name)).collect(),
        Err(e) if e.kind() == ReadErrorKind::NoMail => Ok(vec![Reply { text: decoded(bytes), answers: None }]),
        Err(e) => Err(anyhow::anyhow!(with_way_out(&e))),
    }
}

fn reply(raw: &RawMail, name: &str) -> Result<Reply> {
    let mail = raw.parse().with_context(|| format!("{name}: cannot be read"))?;
    Ok(Reply { text: mail.body, answers: mail.in_reply_to })
}

/// A text in whatever charset.
fn decoded(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').replace("\r\n", "\n"),
        // the mail reader knows how to find a charset by trial
        Err(e) => {
            let mail = [b"Subject: -\n\n".as_slice(), e.as_bytes()].concat();
            Mail::parse(&mail).map(|m| m.body).unwrap_or_default()
        }
    }
}

/// The mails that replies answer.
struct Asked<'a> {
    path: &'a Path,
    mails: Vec<Mail>,
    triage: Triage,
}

impl<'a> Asked<'a> {
    fn read(path: &'a Path, args: &LintArgs) -> Result<Self> {
        let raws = mailbox::open(path, &OpenOptions::default()).map_err(|e| anyhow::anyhow!(with_way_out(&e)))?;
        let mut mails = Vec::new();
        for raw in raws {
            let raw = raw.map_err(|e| anyhow::anyhow!(with_way_out(&e)))?;
            mails.push(raw.parse().with_context(|| format!("{}: cannot be read", path.display()))?);
        }
        if mails.is_empty() {
            bail!("{}: there is no mail in it", path.display());
        }
        Ok(Self { path, mails, triage: judge(&args.judge)? })
    }

    /// The mail that a reply answers: the only one, or the one that it names.
    fn of(&self, reply: &Reply) -> Result<&Mail> {
        let is_answered = |m: &&Mail| reply.answers.is_some() && m.message_id == reply.answers;
        match self.mails.as_slice() {
            [mail] => Ok(mail),
            mails => mails.iter().find(is_answered).with_context(|| {
                format!(
                    "{}: holds {} mails, and the reply does not say (In-Reply-To) which one it answers; give that one alone",
                    self.path.display(),
                    mails.len()
                )
            }),
        }
    }
}

/// Line and column, in characters, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

fn text(p: &Placed<'_>, colour: bool) -> String {
    let f = p.finding;
    let mail = p.mail.map(|m| format!("#{m}")).unwrap_or_default();
    let place = format!("{}{mail}:{}:{}:", clean::line(p.path), p.line, p.column);
    let mut out = format!("{place} {} {}", style::paint(&f.rule, style::ERROR, colour), clean::line(&f.text));
    for (mark, text) in [("why", &f.why), ("better", &f.better), ("source", &f.source)] {
        if !text.is_empty() {
            out.push_str(&format!(
                "\n    {mark:<7}{}",
                style::paint(&clean::line(text), style::DIM, colour && mark == "source")
            ));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_characters() {
        assert_eq!(position("返金\nは必ず", "返金\nは".len()), (2, 2));
        assert_eq!(position("", 0), (1, 1));
    }

    #[test]
    fn a_text_in_shift_jis_is_read() {
        let bytes = vec![0x95, 0xd4, 0x8b, 0xe0, 0x82, 0xb5, 0x82, 0xdc, 0x82, 0xb7, 0x81, 0x42];
        assert_eq!(decoded(bytes), "返金します。");
    }
}
