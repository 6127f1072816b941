//! Labelled mails in, agreement figures out.

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write as _,
    io::Write,
    path::{Path, PathBuf},
    thread,
};

use anyhow::{Result, anyhow, bail};
use complaint_core::{
    Mail, Record, Triage,
    fit::{
        corpus::{LabelledMail, read_lines},
        evaluate::{Case, Evaluation, Figures, Given},
    },
    mailbox::MailFields,
    record::VerdictRecord,
    verdict::Evidence,
};
use serde_json::json;

use super::{judge, read_text};
use crate::{
    Console, Exit,
    args::{By, EvalArgs, EvalFormat},
    output::evaluation::{Part, json, table},
    term::{clean, width},
};

/// The mails kept for the last measuring: their figures may be known, not the mails.
pub const SEALED: &str = "sealed.jsonl";
/// Pieces of evidence shown with a wrong verdict.
const SHOWN: usize = 4;

/// A mail with what was judged of it.
struct Judged {
    given: Given,
    line: String,
    evidence: Vec<Evidence>,
}

/// Runs `eval`.
///
/// # Errors
/// When the mails, verdicts or weights cannot be read.
pub fn run(args: EvalArgs, console: &mut Console) -> Result<Exit> {
    if args.misses > 0 && args.gold.iter().any(|p| p.file_name().is_some_and(|n| n == SEALED)) {
        bail!("{SEALED}: the mails of this file are not shown; leave out --misses");
    }
    let gold = read_gold(&args.gold, args.agreed)?;
    let judged = match &args.verdicts {
        Some(path) => given(path, &gold)?,
        None => judge_all(&judge(&args.judge)?, &gold),
    };
    let cases: Vec<Case> =
        gold.iter().zip(&judged).map(|(m, j)| Case::new(m, j.as_ref().map(|j| j.given.clone()))).collect();
    let all: Vec<&Case> = cases.iter().collect();
    let parts = args.by.map_or(Ok(Vec::new()), |by| divide(&gold, &cases, by))?;
    let evaluation = Evaluation::of(&all);
    let wrong: Vec<usize> = (0..cases.len()).filter(|i| cases[*i].is_wrong()).take(args.misses).collect();
    match args.format {
        EvalFormat::Json => {
            let mut object = json(&evaluation, &parts);
            if args.misses > 0 {
                let list = wrong.iter().map(|i| miss_json(&gold[*i], judged[*i].as_ref())).collect::<Vec<_>>();
                object.insert("misses".into(), list.into());
            }
            writeln!(console.stdout, "{}", serde_json::Value::Object(object))?;
        }
        EvalFormat::Table => {
            let misses: String = wrong.iter().map(|i| miss(&gold[*i], judged[*i].as_ref(), console.width)).collect();
            write!(console.stdout, "{}{misses}", table(&evaluation, &parts))?;
        }
    }
    Ok(if evaluation.figures.get("missing") == Some(0.0) { Exit::Success } else { Exit::Some })
}

/// Reads labelled mails of all files.
///
/// # Errors
/// When a file cannot be read, or a line is no labelled mail, or there is none.
pub fn read_gold(paths: &[PathBuf], agreed: bool) -> Result<Vec<LabelledMail>> {
    let mut out = Vec::new();
    for path in paths {
        let list: Vec<LabelledMail> =
            read_list(path, "labelled mails are JSON Lines with id, subject, body, kind, target, anger")?;
        out.extend(list.into_iter().filter(|m| !agreed || m.agreed == Some(true)));
    }
    if out.is_empty() {
        bail!("there is no labelled mail{} in the files given", if agreed { " that all agreed on" } else { "" });
    }
    Ok(out)
}

/// Reads JSON Lines; `what` says what the lines should be.
///
/// # Errors
/// On the first line that is something else.
pub fn read_list<T: for<'a> serde::Deserialize<'a>>(path: &Path, what: &str) -> Result<Vec<T>> {
    read_lines(&path.to_string_lossy(), &read_text(path)?).map_err(|e| anyhow!("{e} ({what})"))
}

fn judge_all(triage: &Triage, gold: &[LabelledMail]) -> Vec<Option<Judged>> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let one = |m: &LabelledMail| {
        let v = triage.assess(&labelled_mail(m));
        let line = format!("{} {} {}", v.kind, v.target, v.anger);
        Some(Judged { given: Given::from(&v), line, evidence: v.evidence })
    };
    thread::scope(|s| {
        let parts = gold.chunks(gold.len().div_ceil(threads).max(1));
        let running: Vec<_> = parts.map(|part| s.spawn(move || part.iter().map(one).collect::<Vec<_>>())).collect();
        running.into_iter().flat_map(|r| r.join().unwrap_or_else(|e| std::panic::resume_unwind(e))).collect()
    })
}

/// The mail without its labels.
pub fn labelled_mail(m: &LabelledMail) -> Mail {
    Mail::from_fields(MailFields {
        message_id: Some(m.id.clone()),
        subject: m.subject.clone(),
        body: m.body.clone(),
        from: Some(m.from.clone()),
        from_name: Some(m.from_name.clone()),
        date: m.date.clone(),
    })
}

/// The verdicts of a file, by the ids of the labelled mails.
fn given(path: &Path, gold: &[LabelledMail]) -> Result<Vec<Option<Judged>>> {
    let records: Vec<Record> = read_list(path, "verdicts are the JSON Lines of `triage score`")?;
    let mut by_id: HashMap<String, Box<VerdictRecord>> = HashMap::new();
    for record in records {
        if let Record::Verdict(v) = record
            && let Some(id) = &v.message_id
        {
            by_id.insert(plain_id(id), v);
        }
    }
    let of = |v: &VerdictRecord| Judged {
        given: Given::from(v),
        line: format!("{} {} {}", v.kind, v.target, v.anger),
        evidence: v.evidence.clone(),
    };
    Ok(gold.iter().map(|m| by_id.get(&plain_id(&m.id)).map(|v| of(v))).collect())
}

/// Mails of the corpus have their id as the local part of the message id.
fn plain_id(id: &str) -> String {
    id.trim_matches(['<', '>']).trim_end_matches("@corpus.example").to_owned()
}

/// Figures of each part of the mails, in the order of the names.
fn divide(gold: &[LabelledMail], cases: &[Case], by: By) -> Result<Vec<Part>> {
    let name = |m: &LabelledMail| match by {
        By::Writer => m.writer.clone(),
        By::Industry => m.industry.clone(),
        By::Register => m.register.clone(),
    };
    let mut parts: BTreeMap<String, Vec<&Case>> = BTreeMap::new();
    for (m, c) in gold.iter().zip(cases) {
        parts.entry(name(m)).or_default().push(c);
    }
    if parts.keys().all(String::is_empty) {
        bail!("--by: no mail of these files says its {}", format!("{by:?}").to_lowercase());
    }
    Ok(parts.into_iter().map(|(n, c)| (n, Figures::of(&c))).collect())
}

fn strongest(j: Option<&Judged>) -> Vec<&Evidence> {
    let mut list: Vec<&Evidence> = j.map(|j| j.evidence.iter().collect()).unwrap_or_default();
    list.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    list.truncate(SHOWN);
    list
}

fn gold_line(m: &LabelledMail) -> String {
    format!("{} {} {}", m.kind, m.target, m.anger)
}

fn miss(m: &LabelledMail, j: Option<&Judged>, columns: usize) -> String {
    let mut out = format!("\n{}  gold {}  given {}\n", m.id, gold_line(m), j.map_or("nothing", |j| &j.line));
    let text = clean::line(&format!("{} | {}", m.subject, m.body));
    let _ = writeln!(out, "  {}", width::cut(&text, columns.saturating_sub(2)));
    for e in strongest(j) {
        let label = serde_json::to_string(&e.label).unwrap_or_default();
        let line = format!(
            "{:+.2} {} {}  {}  ({})",
            e.weight,
            format!("{:?}", e.axis).to_lowercase(),
            label.trim_matches('"'),
            e.text,
            e.rule
        );
        let _ = writeln!(out, "    {}", width::cut(&clean::line(&line), columns.saturating_sub(4)));
    }
    out
}

fn miss_json(m: &LabelledMail, j: Option<&Judged>) -> serde_json::Value {
    json!({"id": m.id, "gold": gold_line(m), "given": j.map(|j| &j.line), "subject": m.subject, "evidence": strongest(j)})
}
