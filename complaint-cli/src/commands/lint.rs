//! A written reply in, what it must not say out.

use std::{
    io::{Cursor, Read, Write},
    path::Path,
};

use anyhow::{Context, Result, bail};
use complaint_core::{
    Mail,
    mailbox::{self, OpenOptions},
    reply::{Finding, LintContext, Linter},
    verdict::Verdict,
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

/// A finding with its place for an editor, lines and columns from 1.
#[derive(Serialize)]
struct Placed<'a> {
    path: &'a str,
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
    let mut found = false;
    for reply in &replies {
        let answered = args.to.as_ref().map(|path| answered(path, reply, &args)).transpose()?;
        let mail = answered.as_ref().map(|(m, v)| (m, v));
        let context = LintContext { fault: args.fault.fault(), mail, report: args.report };
        for finding in linter.lint(&reply.text, &context).iter().filter(|f| !args.allow.contains(&f.rule)) {
            found = true;
            let (line, column) = position(&reply.text, finding.span.0);
            let placed = Placed { path: &name, line, column, finding };
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
    let mails: Vec<Mail> = mails.into_iter().flatten().filter_map(|raw| raw.ok()?.parse().ok()).collect();
    if mails.is_empty() {
        return Ok(vec![Reply { text: decoded(bytes), answers: None }]);
    }
    Ok(mails.into_iter().map(|m| Reply { text: m.body, answers: m.in_reply_to }).collect())
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

/// The mail that a reply answers, with its verdict.
fn answered(path: &Path, reply: &Reply, args: &LintArgs) -> Result<(Mail, Verdict)> {
    let mails = mailbox::open(path, &OpenOptions::default()).map_err(|e| anyhow::anyhow!(with_way_out(&e)))?;
    let mut list = Vec::new();
    for raw in mails {
        let raw = raw.map_err(|e| anyhow::anyhow!(with_way_out(&e)))?;
        list.push(raw.parse().with_context(|| format!("{}: cannot be read", path.display()))?);
    }
    let is_answered = |m: &Mail| reply.answers.is_some() && m.message_id == reply.answers;
    let at = match list.len() {
        0 => bail!("{}: there is no mail in it", path.display()),
        1 => 0,
        n => list.iter().position(is_answered).with_context(|| {
            format!(
                "{}: holds {n} mails, and the reply does not say (In-Reply-To) which one it answers; give that one alone",
                path.display()
            )
        })?,
    };
    let mail = list.swap_remove(at);
    let verdict = judge(&args.judge)?.assess(&mail);
    Ok((mail, verdict))
}

/// Line and column, in characters, from 1.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |n| n + 1);
    (before.matches('\n').count() + 1, before[start..].chars().count() + 1)
}

fn text(p: &Placed<'_>, colour: bool) -> String {
    let f = p.finding;
    let place = format!("{}:{}:{}:", clean::line(p.path), p.line, p.column);
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
