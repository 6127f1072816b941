//! A labelled mail of the corpus as a mail and the verdict that its labels amount to.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use complaint_core::Triage;
use complaint_core::mail::{Address, Mail};
use complaint_core::verdict::*;
use serde_json::Value;

pub(crate) fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// Says which sentences are told back: the labels of the corpus do not.
fn triage() -> &'static Triage {
    static TRIAGE: LazyLock<Triage> = LazyLock::new(|| Triage::new().unwrap());
    &TRIAGE
}

pub(crate) struct Labelled {
    pub(crate) id: String,
    pub(crate) mail: Mail,
    pub(crate) verdict: Verdict,
}

pub(crate) fn corpus() -> Vec<Labelled> {
    let text = fs::read_to_string(fixtures().join("corpus/corpus.jsonl")).unwrap();
    let all: Vec<Labelled> = text.lines().map(|l| labelled(&serde_json::from_str(l).unwrap())).collect();
    assert!(all.len() >= 300, "the corpus is not there");
    all
}

pub(crate) fn labelled(row: &Value) -> Labelled {
    let text = |name: &str| row[name].as_str().unwrap_or_default().to_string();
    let id = text("id");
    let mail = Mail {
        message_id: Some(format!("{id}@corpus.example")),
        date: Some(text("date")),
        from: Some(Address { name: Some(text("from_name")).filter(|n| !n.is_empty()), email: Some(text("from")) }),
        subject: text("subject"),
        body: text("body"),
        ..Mail::default()
    };
    let verdict = verdict(row, &mail);
    Labelled { id, mail, verdict }
}

fn list<T: std::str::FromStr>(row: &Value, name: &str) -> Vec<T>
where
    T::Err: std::fmt::Debug,
{
    row[name].as_array().into_iter().flatten().map(|v| v.as_str().unwrap().parse().unwrap()).collect()
}

pub(crate) fn verdict(row: &Value, mail: &Mail) -> Verdict {
    let flags: Vec<Flag> = list(row, "flags");
    let target: Target = row["target"].as_str().unwrap_or("none").parse().unwrap();
    Verdict {
        direction: Direction::In,
        kind: row["kind"].as_str().unwrap().parse().unwrap(),
        target,
        targets: list(row, "targets"),
        anger: AngerLevel::new(row["anger"].as_u64().unwrap_or(0) as u8),
        scores: Scores::default(),
        confidence: Confidence::default(),
        review: false,
        flags,
        demands: list(row, "demands"),
        facts: facts(&row["facts"], mail, target),
        closed: row["closed"].as_bool().unwrap_or(false),
        priority: Priority::P3,
        priority_reasons: Vec::new(),
        reply_within_hours: Some(24),
        evidence: Vec::new(),
        newest: newest(&mail.body),
        telling: triage().assess(mail).telling,
        warnings: Vec::new(),
        versions: Versions::default(),
    }
}

fn facts(row: &Value, mail: &Mail, target: Target) -> Facts {
    let get = |name: &str| -> Vec<Fact> {
        let values: Vec<&str> = match &row[name] {
            Value::String(s) => vec![s],
            Value::Array(a) => a.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        values.into_iter().map(|v| fact(v, mail)).collect()
    };
    let mut operator = get("operator");
    for person in &mut operator {
        person.role = Some(if target == Target::None { Role::Thanked } else { Role::Blamed });
    }
    Facts {
        order_id: get("order_id"),
        product: get("product"),
        amount: get("amount"),
        dates: get("dates"),
        deadline: get("deadline"),
        operator,
        phone: get("phone"),
    }
}

fn fact(text: &str, mail: &Mail) -> Fact {
    let (part, at) = match (mail.body.find(text), mail.subject.find(text)) {
        (Some(at), _) => (Part::Body, at),
        (None, Some(at)) => (Part::Subject, at),
        _ => (Part::Body, 0),
    };
    let span = (at, at + text.len());
    Fact { text: text.to_string(), place: Place { part, span }, yen: None, date: None, role: None }
}

/// The lines above a quoted mail or a signature that are not quoted themselves.
fn newest(body: &str) -> Vec<(usize, usize)> {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let (from, to) = (at, at + line.len());
        at = to;
        let bare = line.trim();
        let rule = bare.chars().count() >= 4 && bare.chars().all(|c| "-=―─━_*＿－".contains(c));
        if bare.starts_with("-----") || bare == "--" || rule || (bare.ends_with(':') && bare.contains('@')) {
            break;
        }
        if bare.starts_with(['>', '＞']) {
            continue;
        }
        match ranges.last_mut() {
            Some(last) if last.1 == from => last.1 = to,
            _ => ranges.push((from, to)),
        }
    }
    ranges
}
