//! For spreadsheets: a byte order mark, a line of names, one line a mail. Cells
//! that a spreadsheet would run as a formula are defused with an apostrophe.

use anyhow::Result;
use complaint_core::{
    Record,
    record::{ErrorRecord, VerdictRecord},
    verdict::{Direction, Fact},
};

use super::{Format, fields::Fields};

/// Between the values of a list in one cell.
pub(super) const BETWEEN: &str = "; ";

/// Makes Excel read UTF-8.
pub(super) const BOM: &str = "\u{feff}";

/// The columns where none were chosen.
const COLUMNS: [&str; 36] = [
    "path",
    "index",
    "offset",
    "message_id",
    "thread",
    "direction",
    "date",
    "from",
    "subject",
    "kind",
    "target",
    "targets",
    "anger",
    "complaint_score",
    "anger_score",
    "kind_confidence",
    "target_confidence",
    "anger_confidence",
    "review",
    "flags",
    "demands",
    "priority",
    "priority_reasons",
    "reply_within_hours",
    "order_id",
    "product",
    "amount",
    "dates",
    "deadline",
    "operator",
    "phone",
    "evidence",
    "warnings",
    "weights",
    "body",
    "error",
];

/// Comma-separated values.
#[derive(Debug, Clone, Default)]
pub struct Csv {
    /// What to write of each verdict.
    pub fields: Option<Fields>,
}

impl Format for Csv {
    fn head(&self) -> Vec<u8> {
        let names: Vec<String> = match &self.fields {
            Some(f) => f.names().iter().cloned().chain(["error".to_owned()]).collect(),
            None => COLUMNS.iter().map(ToString::to_string).collect(),
        };
        let mut out = BOM.as_bytes().to_vec();
        row(&names, &mut out);
        out
    }

    fn record(&self, record: &Record, out: &mut Vec<u8>) -> Result<()> {
        let cells = match (&self.fields, record) {
            (Some(f), Record::Verdict(_)) => chosen(f, record)?,
            (Some(f), Record::Error(e)) => {
                let mut cells = chosen(f, record)?;
                cells.truncate(f.names().len());
                cells.push(e.error.message.clone());
                cells
            }
            (None, Record::Verdict(v)) => verdict_cells(v),
            (None, Record::Error(e)) => error_cells(e),
        };
        row(&cells, out);
        Ok(())
    }
}

fn chosen(fields: &Fields, record: &Record) -> Result<Vec<String>> {
    let mut cells: Vec<String> = fields.of(record)?.into_iter().map(|(_, json)| cell_of_json(&json)).collect();
    cells.push(String::new());
    Ok(cells)
}

/// A text without its quotes, a list of texts joined, anything else as JSON.
fn cell_of_json(json: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(json) {
        Ok(serde_json::Value::Null) => String::new(),
        Ok(serde_json::Value::String(s)) => s,
        Ok(serde_json::Value::Array(list)) => match list.iter().map(|v| v.as_str()).collect::<Option<Vec<_>>>() {
            Some(texts) => texts.join(BETWEEN),
            None => json.to_owned(),
        },
        _ => json.to_owned(),
    }
}

fn verdict_cells(v: &VerdictRecord) -> Vec<String> {
    let text = |s: &Option<String>| s.clone().unwrap_or_default();
    let facts = |f: &[Fact]| joined(f.iter().map(|f| f.text.as_str()));
    vec![
        v.source.path.clone(),
        v.source.index.to_string(),
        v.source.offset.to_string(),
        text(&v.message_id),
        text(&v.thread),
        (if v.direction == Direction::In { "in" } else { "out" }).to_owned(),
        text(&v.date),
        text(&v.from),
        v.subject.clone(),
        v.kind.to_string(),
        v.target.to_string(),
        joined(v.targets.iter().map(|t| t.as_str())),
        v.anger.to_string(),
        v.scores.complaint.to_string(),
        v.scores.anger.to_string(),
        v.confidence.kind.to_string(),
        v.confidence.target.to_string(),
        v.confidence.anger.to_string(),
        v.review.to_string(),
        joined(v.flags.iter().map(|f| f.as_str())),
        joined(v.demands.iter().map(|d| d.as_str())),
        v.priority.to_string(),
        joined(v.priority_reasons.iter().map(String::as_str)),
        v.reply_within_hours.map(|h| h.to_string()).unwrap_or_default(),
        facts(&v.facts.order_id),
        facts(&v.facts.product),
        facts(&v.facts.amount),
        facts(&v.facts.dates),
        facts(&v.facts.deadline),
        facts(&v.facts.operator),
        facts(&v.facts.phone),
        joined(v.evidence.iter().map(|e| e.text.as_str())),
        joined(v.warnings.iter().map(|w| w.code.as_str())),
        v.versions.weights.clone(),
        text(&v.body),
        String::new(),
    ]
}

fn error_cells(e: &ErrorRecord) -> Vec<String> {
    let mut cells = vec![String::new(); COLUMNS.len()];
    cells[0] = e.source.path.clone();
    cells[1] = e.source.index.to_string();
    cells[2] = e.source.offset.to_string();
    cells[COLUMNS.len() - 1] = e.error.message.clone();
    cells
}

/// Values once each.
fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut list: Vec<&str> = Vec::new();
    for v in values {
        if !list.contains(&v) {
            list.push(v);
        }
    }
    list.join(BETWEEN)
}

/// Appends one line.
pub(super) fn row(cells: &[String], out: &mut Vec<u8>) {
    for (i, cell) in cells.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        push_cell(&defused(cell), out);
    }
    out.extend_from_slice(b"\r\n");
}

fn push_cell(cell: &str, out: &mut Vec<u8>) {
    if cell.contains(['"', ',', '\n', '\r', ';', '\'']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push(b'"');
        out.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(cell.as_bytes());
    }
}

/// Without what a spreadsheet runs or cannot hold: a leading `=`, `+`, `-`, `@`
/// (of either width) gets an apostrophe, controls other than line ends go.
fn defused(cell: &str) -> String {
    let kept: String = cell.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let runs = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '＝' | '＋' | '－' | '＠');
    match kept.trim_start_matches(['\n', ' ']).chars().next() {
        Some(c) if runs(c) => format!("'{kept}"),
        _ => kept,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::{error, record, verdict};

    fn table(records: &[Record], fields: Option<&str>) -> Vec<Vec<String>> {
        let format = Csv { fields: fields.map(|f| Fields::parse(f.split(',')).expect("fields")) };
        let mut out = format.head();
        for r in records {
            format.record(r, &mut out).expect("writes");
        }
        let text = out.strip_prefix("\u{feff}".as_bytes()).expect("a byte order mark");
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text);
        reader.records().map(|r| r.expect("a row").iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn every_row_has_every_column() {
        let rows = table(&[record(), error()], None);
        assert_eq!(rows[0].len(), COLUMNS.len());
        assert_eq!(rows[1][9], "complaint");
        assert_eq!(rows[1][19], "neglect; legal");
        assert_eq!(rows[2][35], "in.mbox at byte 9: a mail of more than 10 bytes");
        assert_eq!(rows[2][9], "", "an error is no verdict");
    }

    #[test]
    fn formulas_are_defused() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+81-3", "'+81-3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            (" -1", "' -1"),
            ("＝cmd", "'＝cmd"),
            ("a=b", "a=b"),
            ("\r=1", "'=1"),
        ] {
            let mut v = verdict();
            v.subject = cell.into();
            let rows = table(&[Record::Verdict(Box::new(v))], None);
            assert_eq!(rows[1][8], safe);
        }
    }

    #[test]
    fn quotes_commas_and_line_ends_survive() {
        let mut v = verdict();
        v.subject = "a \"b\", c\nd".into();
        assert_eq!(table(&[Record::Verdict(Box::new(v))], None)[1][8], "a \"b\", c\nd");
    }

    #[test]
    fn chosen_columns() {
        let rows = table(&[record(), error()], Some("message_id,flags,scores.anger"));
        assert_eq!(rows[0], ["message_id", "flags", "scores.anger", "error"]);
        assert_eq!(rows[1], ["a@b.example", "neglect; legal", "2.74", ""]);
        assert_eq!(rows[2], ["", "", "", "in.mbox at byte 9: a mail of more than 10 bytes"]);
    }
}
