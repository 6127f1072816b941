//! Columns for a person, as wide as the terminal; what does not fit is cut, and
//! narrow terminals get fewer columns.

use anyhow::Result;
use complaint_core::{
    Record,
    record::{ErrorRecord, VerdictRecord},
    verdict::Kind,
};

use super::Format;
use crate::term::{clean, style, width};

/// Columns and their widths before the subject, in order; the last ones are
/// left out first.
const COLUMNS: [(&str, usize, Column); 6] = [
    ("PRI", 3, Column::Priority),
    ("ANGER", 5, Column::Anger),
    ("KIND", 9, Column::Kind),
    ("TARGET", 8, Column::Target),
    ("FLAGS", 20, Column::Flags),
    ("DATE", 10, Column::Date),
];

/// Width of the sender, where there is room for one.
const SENDER: usize = 24;
/// A subject has at least so many columns.
const LEAST_SUBJECT: usize = 24;
/// Between two columns.
const GAP: usize = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Priority,
    Anger,
    Kind,
    Target,
    Flags,
    Date,
}

/// A table.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

/// What is shown at a width.
struct Layout {
    columns: Vec<(&'static str, usize, Column)>,
    sender: bool,
    subject: usize,
}

impl Table {
    fn layout(self) -> Layout {
        let mut columns = COLUMNS.to_vec();
        let taken = |c: &[(&str, usize, Column)]| c.iter().map(|(_, w, _)| w + GAP).sum::<usize>();
        let sender = taken(&columns) + SENDER + GAP + LEAST_SUBJECT <= self.width;
        while columns.len() > 2 && taken(&columns) + LEAST_SUBJECT > self.width {
            columns.pop();
        }
        let used = taken(&columns) + if sender { SENDER + GAP } else { 0 };
        Layout { columns, sender, subject: self.width.saturating_sub(used).max(8) }
    }

    fn verdict(self, v: &VerdictRecord) -> String {
        let layout = self.layout();
        let mut cells: Vec<String> = layout.columns.iter().map(|(_, w, c)| self.cell(v, *c, *w)).collect();
        if layout.sender {
            cells.push(width::fit(&clean::line(v.from.as_deref().unwrap_or("")), SENDER));
        }
        let subject = width::cut(&clean::line(&v.subject), layout.subject);
        cells.push(if v.kind == Kind::Complaint { subject } else { style::paint(&subject, style::DIM, self.colour) });
        cells.join(&" ".repeat(GAP))
    }

    fn cell(self, v: &VerdictRecord, column: Column, width: usize) -> String {
        let text = match column {
            Column::Priority => format!("{}{}", v.priority, if v.review { "?" } else { "" }),
            Column::Anger => bar(v.anger.get()),
            Column::Kind => v.kind.to_string(),
            Column::Target => if v.kind == Kind::Complaint { v.target.as_str() } else { "" }.to_owned(),
            Column::Flags => v.flags.iter().map(|f| f.as_str()).collect::<Vec<_>>().join(","),
            Column::Date => v.date.as_deref().map(|d| d.chars().take(10).collect()).unwrap_or_default(),
        };
        let look = match column {
            Column::Anger => style::anger(v.anger),
            Column::Priority if v.priority.index() <= 1 => style::BOLD,
            Column::Flags => style::axis(complaint_core::verdict::Axis::Flag),
            _ if v.kind != Kind::Complaint => style::DIM,
            _ => anstyle::Style::new(),
        };
        style::paint(&width::fit(&text, width), look, self.colour)
    }

    fn error(self, e: &ErrorRecord) -> String {
        let text = width::cut(&clean::line(&format!("!!!  {}: {}", e.error.kind, e.error.message)), self.width);
        style::paint(&text, style::ERROR, self.colour)
    }
}

/// Four places, as many filled as the level.
fn bar(level: u8) -> String {
    (1..=4).map(|k| if k <= level { '●' } else { '·' }).collect()
}

impl Format for Table {
    fn head(&self) -> Vec<u8> {
        let layout = self.layout();
        let mut cells: Vec<String> = layout.columns.iter().map(|(name, w, _)| width::fit(name, *w)).collect();
        if layout.sender {
            cells.push(width::fit("FROM", SENDER));
        }
        cells.push("SUBJECT".into());
        let line = cells.join(&" ".repeat(GAP));
        format!("{}\n", style::paint(&line, style::BOLD, self.colour)).into_bytes()
    }

    fn record(&self, record: &Record, out: &mut Vec<u8>) -> Result<()> {
        let line = match record {
            Record::Verdict(v) => self.verdict(v),
            Record::Error(e) => self.error(e),
        };
        out.extend_from_slice(line.trim_end().as_bytes());
        out.push(b'\n');
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::tests::{error, record, verdict};

    fn text(width: usize, colour: bool, records: &[Record]) -> String {
        let table = Table { width, colour };
        let mut out = table.head();
        for r in records {
            table.record(r, &mut out).expect("writes");
        }
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let mut v = verdict();
        v.subject = "返金はいつですか".repeat(30);
        v.from = Some("とても長い名前".repeat(9));
        let records = [Record::Verdict(Box::new(v)), error()];
        for width in 40..160 {
            for line in text(width, false, &records).lines() {
                assert!(crate::term::width::columns(line) <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn what_a_table_looks_like() {
        assert_eq!(
            text(120, false, &[record()]),
            "PRI  ANGER  KIND       TARGET    FLAGS                 DATE        FROM                      SUBJECT\n\
             P1   ●●●·   complaint  company   neglect,legal         2026-05-03  taro@customer.example     返金はいつですか\n"
        );
    }

    #[test]
    fn colours_only_where_they_are_wanted() {
        assert!(!text(100, false, &[record(), error()]).contains('\x1b'));
        assert!(text(100, true, &[record(), error()]).contains('\x1b'));
    }
}
