//! A mail and its verdict in; a page for a person out: the text with its
//! evidence marked, and what each label rests on.

mod marked;
mod reasons;
mod words;

use complaint_core::{
    Mail,
    mailbox::Source,
    verdict::{Kind, Verdict},
};

use crate::term::{clean, style};
pub use words::Words;

/// How pages look.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Columns of the terminal.
    pub width: usize,
    /// Marks are colours, else letters below the line.
    pub colour: bool,
    /// The words of the page.
    pub words: Words,
}

/// The page of one mail.
pub fn page(mail: &Mail, verdict: &Verdict, source: &Source, look: Look) -> String {
    let mut out = String::new();
    head(mail, verdict, source, look, &mut out);
    out.push('\n');
    marked::body(mail, verdict, look, &mut out);
    out.push('\n');
    reasons::list(verdict, look, &mut out);
    out
}

fn head(mail: &Mail, v: &Verdict, source: &Source, look: Look, out: &mut String) {
    let words = look.words;
    let mut row = |key: &str, text: &str| {
        let name = crate::term::width::fit(words.get(key), 9);
        out.push_str(&format!("{} {text}\n", style::paint(&name, style::DIM, look.colour)));
    };
    let from = mail.from.as_ref().map(|a| {
        let name = a.name.as_deref().unwrap_or_default();
        let email = a.email.as_deref().map(|e| format!("<{e}>")).unwrap_or_default();
        format!("{name} {email}").trim().to_owned()
    });
    row("source", &clean::line(&format!("{} #{}", source.path, source.index)));
    row("from", &clean::line(&from.unwrap_or_default()));
    row("date", &clean::line(mail.date.as_deref().unwrap_or_default()));
    row("subject", &marked::subject(mail, v, look));
    row("verdict", &verdict_line(v, look));
    row("priority", &priority_line(v, look));
    for w in &v.warnings {
        row("warning", &clean::line(&format!("{} ({})", w.message, w.code)));
    }
}

fn verdict_line(v: &Verdict, look: Look) -> String {
    let words = look.words;
    let mut parts = vec![words.label(v.kind.as_str(), v.kind.ja()).to_owned()];
    if v.kind == Kind::Complaint {
        parts.extend(v.targets.iter().map(|t| words.label(t.as_str(), t.ja()).to_owned()));
        let level = format!("{} {}", words.get("anger"), v.anger);
        parts.push(style::paint(&level, style::anger(v.anger), look.colour));
    }
    if v.review {
        parts.push(words.get("review").to_owned());
    }
    parts.join(" · ")
}

fn priority_line(v: &Verdict, look: Look) -> String {
    let reply = match v.reply_within_hours {
        Some(hours) => look.words.get("reply").replace("{hours}", &hours.to_string()),
        None => look.words.get("no-reply").to_owned(),
    };
    format!(
        "{} ({}) · {reply}",
        style::paint(v.priority.as_str(), style::BOLD, look.colour),
        v.priority_reasons.join(", ")
    )
}
