//! An evaluation in; a table for a person or a JSON object out.

use std::fmt::Write;

use complaint_core::fit::evaluate::{Calibration, Confusion, Evaluation, FACTS, Figures, MAIN};
use serde_json::{Map, Value, json};

use crate::term::width;

/// Names of the figures of the first block, as people call them.
const TITLES: [(&str, &str); 13] = [
    ("complaint_p", "complaint precision"),
    ("complaint_r", "complaint recall"),
    ("complaint_f1", "complaint F1"),
    ("kind_acc", "kind accuracy"),
    ("kind_macro_f1", "kind macro-F1"),
    ("target_acc", "target accuracy"),
    ("target_macro_f1", "target macro-F1"),
    ("targets_f1", "all targets F1"),
    ("anger_qwk", "anger QWK"),
    ("anger_acc", "anger accuracy"),
    ("anger_within1", "anger within 1"),
    ("flags_f1", "flags F1"),
    ("demands_f1", "demands F1"),
];

/// Figures of a part of the mails.
pub type Part = (String, Figures);

/// Everything as JSON: the figures by name, the rest under names of their own.
pub fn json(e: &Evaluation, parts: &[Part]) -> Map<String, Value> {
    let mut out = e.figures.to_json();
    let intervals: Map<String, Value> =
        e.intervals.iter().map(|(n, low, high)| (n.clone(), json!([low, high]))).collect();
    let confusions: Map<String, Value> = e.confusions.iter().map(|(n, c)| ((*n).to_owned(), json!(c))).collect();
    out.insert("intervals".into(), intervals.into());
    out.insert("confusion".into(), confusions.into());
    out.insert("calibration".into(), json!(e.calibrations));
    out.insert("review".into(), json!(e.review));
    if !parts.is_empty() {
        let by: Map<String, Value> = parts.iter().map(|(n, f)| (n.clone(), f.to_json().into())).collect();
        out.insert("by".into(), by.into());
    }
    out
}

/// Everything for a person.
pub fn table(e: &Evaluation, parts: &[Part]) -> String {
    let mut out = String::new();
    let f = |name: &str| e.figures.get(name).unwrap_or(f64::NAN);
    let _ = writeln!(out, "{} mails, {} without a verdict\n", f("mails"), f("missing"));
    for (name, title) in TITLES {
        let interval = e
            .intervals
            .iter()
            .find(|(n, ..)| n == name)
            .map(|(_, low, high)| format!("   95 %: {:.3} to {:.3}", low + 0.0, high + 0.0));
        let _ = writeln!(out, "{title:<22}{:.3}{}", f(name), interval.unwrap_or_default());
    }
    labels(&e.figures, &mut out);
    for (name, c) in &e.confusions {
        confusion(name, c, &mut out);
    }
    calibrations(&e.calibrations, &mut out);
    let r = e.review;
    let _ = writeln!(
        out,
        "\nreview: {:.1} % of the mails; {:.1} % of all are wrong (kind, target, or anger by 2), {:.1} % of these are for review",
        r.share * 100.0,
        r.wrong * 100.0,
        r.caught * 100.0
    );
    by_part(parts, &mut out);
    out
}

/// Precision, recall and F1 of each label.
fn labels(figures: &Figures, out: &mut String) {
    let _ = writeln!(out, "\n{:<26}{:>7}{:>7}{:>7}", "", "P", "R", "F1");
    let facts: Vec<String> = FACTS.iter().map(|k| format!("facts.{k}")).collect();
    let stems = figures.0.iter().filter_map(|(n, _)| n.strip_suffix("_f1")).filter(|n| n.contains('.'));
    for stem in stems.filter(|s| !s.starts_with("facts.") || facts.iter().any(|f| f == s)) {
        let cell = |ending: &str| figures.get(&format!("{stem}_{ending}")).unwrap_or(f64::NAN);
        let _ = writeln!(out, "{stem:<26}{:>7.3}{:>7.3}{:>7.3}", cell("p"), cell("r"), cell("f1"));
    }
}

fn confusion(name: &str, c: &Confusion, out: &mut String) {
    let missing = c.counts.iter().any(|r| r.last().is_some_and(|n| *n > 0));
    let heads = c.labels.iter().map(String::as_str).chain(missing.then_some("-"));
    let _ = writeln!(out, "\n{name:<12}{}", heads.map(|l| format!("{l:>10}")).collect::<String>());
    for (label, row) in c.labels.iter().zip(&c.counts) {
        if row.iter().any(|n| *n > 0) {
            let shown = row.len() - usize::from(!missing);
            let _ =
                writeln!(out, "  {label:<10}{}", row[..shown].iter().map(|n| format!("{n:>10}")).collect::<String>());
        }
    }
}

fn calibrations(list: &[Calibration], out: &mut String) {
    let _ = writeln!(out, "\nconfidence (mean) and share that is right, in bins of equal mass");
    for c in list {
        let bins: String = c.bins.iter().map(|b| format!("  {:.2}/{:.2}", b.confidence, b.right)).collect();
        let _ = writeln!(out, "  {:<10}{bins}   Brier {:.3}", c.axis, c.brier);
    }
}

fn by_part(parts: &[Part], out: &mut String) {
    if parts.is_empty() {
        return;
    }
    let room = parts.iter().map(|(n, _)| width::columns(n)).max().unwrap_or(0).max(8);
    let heads: String = MAIN.iter().map(|n| format!("{n:>17}")).collect();
    let _ = writeln!(out, "\n{}{:>7}{heads}", width::fit("", room), "mails");
    for (name, f) in parts {
        let cells: String = MAIN.iter().map(|n| format!("{:>17.3}", f.get(n).unwrap_or(f64::NAN))).collect();
        let _ = writeln!(out, "{}{:>7}{cells}", width::fit(name, room), f.get("mails").unwrap_or(0.0));
    }
}
