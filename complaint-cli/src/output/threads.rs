//! Conversations as a table, JSON Lines or CSV.

use anyhow::Result;
use complaint_core::verdict::AngerLevel;

use super::csv;
use crate::{
    args::OutputFormat,
    term::{clean, style, width},
    threads::{Conversation, Dated, Trend},
};

/// Columns of the table before the subject, and their widths.
const COLUMNS: [(&str, usize); 7] =
    [("PRI", 3), ("TREND", 5), ("ANGER", 7), ("MAILS", 5), ("WAITS", 7), ("DUE", 11), ("LAST", 10)];
/// Between two columns.
const GAP: usize = 2;
/// A subject has at least so many columns.
const LEAST_SUBJECT: usize = 16;

/// The columns of the CSV.
const CSV: [&str; 19] = [
    "thread",
    "subject",
    "from",
    "mails",
    "first",
    "last",
    "trend",
    "rise",
    "anger",
    "target",
    "target_changes",
    "priority",
    "deadlines_open",
    "promises_open",
    "overdue",
    "longest_wait_hours",
    "waits_since",
    "waits_hours",
    "message_ids",
];

/// How conversations are written.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Which format.
    pub format: OutputFormat,
    /// Columns of the terminal.
    pub width: usize,
    /// Whether to colour.
    pub colour: bool,
}

impl Shape {
    /// What stands before the first conversation.
    pub fn head(self) -> Vec<u8> {
        match self.format {
            OutputFormat::Jsonl => Vec::new(),
            OutputFormat::Csv => {
                let mut out = csv::BOM.as_bytes().to_vec();
                csv::row(&CSV.map(str::to_owned), &mut out);
                out
            }
            OutputFormat::Table => {
                let cells: Vec<String> = self.columns().map(|(name, w)| width::fit(name, w)).collect();
                let line = cells.into_iter().chain(["SUBJECT".into()]).collect::<Vec<_>>().join("  ");
                format!("{}\n", style::paint(&line, style::BOLD, self.colour)).into_bytes()
            }
        }
    }

    /// Appends one conversation.
    ///
    /// # Errors
    /// When it cannot be put into this format.
    pub fn add(self, t: &Conversation, out: &mut Vec<u8>) -> Result<()> {
        match self.format {
            OutputFormat::Jsonl => {
                serde_json::to_writer(&mut *out, t)?;
                out.push(b'\n');
            }
            OutputFormat::Csv => csv::row(&cells(t), out),
            OutputFormat::Table => {
                out.extend_from_slice(self.line(t).trim_end().as_bytes());
                out.push(b'\n');
            }
        }
        Ok(())
    }

    /// The columns that fit the terminal; the last ones are left out first.
    fn columns(self) -> impl Iterator<Item = (&'static str, usize)> {
        let mut room = self.width.saturating_sub(LEAST_SUBJECT);
        COLUMNS.into_iter().take_while(move |(_, w)| {
            let fits = room >= w + GAP;
            room = room.saturating_sub(w + GAP);
            fits
        })
    }

    fn line(self, t: &Conversation) -> String {
        let used: usize = self.columns().map(|(_, w)| w + GAP).sum();
        let mut cells: Vec<String> = self.columns().map(|(name, w)| self.cell(t, name, w)).collect();
        cells.push(width::cut(&clean::line(&t.subject), self.width.saturating_sub(used)));
        cells.join(&" ".repeat(GAP))
    }

    fn cell(self, t: &Conversation, column: &str, w: usize) -> String {
        let hottest = t.anger.last().copied().unwrap_or(AngerLevel::CALM);
        let (text, look) = match column {
            "PRI" => (t.priority.to_string(), anstyle::Style::new()),
            "TREND" => (arrow(t), if t.trend == Trend::Heating { style::ERROR } else { style::DIM }),
            "ANGER" => (levels(&t.anger), style::anger(hottest)),
            "MAILS" => (t.messages.len().to_string(), anstyle::Style::new()),
            "WAITS" => (waits(t), if t.waiting.overdue { style::ERROR } else { anstyle::Style::new() }),
            "DUE" => due(t),
            _ => (t.last.as_deref().and_then(|d| d.get(..10)).unwrap_or_default().to_owned(), style::DIM),
        };
        style::paint(&width::fit(&clean::line(&text), w), look, self.colour)
    }
}

fn arrow(t: &Conversation) -> String {
    match t.trend {
        Trend::Heating => format!("↑{}", t.rise),
        Trend::Cooling => "↓".into(),
        Trend::Steady => "→".into(),
    }
}

/// The levels from mail to mail; of a long conversation the last ones.
fn levels(anger: &[AngerLevel]) -> String {
    let text: String = anger.iter().map(|a| char::from(b'0' + a.get())).collect();
    if text.len() > 7 { format!("…{}", &text[text.len() - 6..]) } else { text }
}

/// How long the customer waits, `!` where a reply is overdue.
fn waits(t: &Conversation) -> String {
    let mark = if t.waiting.overdue { "!" } else { "" };
    match t.waiting.open_hours {
        None => String::new(),
        Some(h) if h < 48.0 => format!("{h:.0}h{mark}"),
        Some(h) => format!("{:.0}d{mark}", h / 24.0),
    }
}

/// The nearest open day, `!` where it is over.
fn due(t: &Conversation) -> (String, anstyle::Style) {
    let open = t.deadlines.iter().chain(&t.promises).filter(|d| d.open).min_by(|a, b| a.date.cmp(&b.date));
    match open {
        None => (String::new(), anstyle::Style::new()),
        Some(d) if d.overdue => (format!("{}!", d.date), style::ERROR),
        Some(d) => (d.date.clone(), anstyle::Style::new()),
    }
}

fn cells(t: &Conversation) -> Vec<String> {
    let text = |s: &Option<String>| s.clone().unwrap_or_default();
    let number = |n: Option<f64>| n.map(|n| n.to_string()).unwrap_or_default();
    let open = |list: &[Dated]| {
        let open: Vec<String> = list.iter().filter(|d| d.open).map(|d| format!("{} {}", d.date, d.text)).collect();
        open.join(csv::BETWEEN)
    };
    let changes: Vec<String> = t.target_changes.iter().map(|c| format!("{}>{}", c.from, c.to)).collect();
    let anger: Vec<String> = t.anger.iter().map(ToString::to_string).collect();
    let ids: Vec<&str> = t.messages.iter().filter_map(|m| m.message_id.as_deref()).collect();
    let overdue = t.waiting.overdue || t.deadlines.iter().chain(&t.promises).any(|d| d.overdue);
    let trend = match t.trend {
        Trend::Heating => "heating",
        Trend::Cooling => "cooling",
        Trend::Steady => "steady",
    };
    vec![
        text(&t.thread),
        t.subject.clone(),
        t.from.join(csv::BETWEEN),
        t.messages.len().to_string(),
        text(&t.first),
        text(&t.last),
        trend.to_owned(),
        t.rise.to_string(),
        anger.join(csv::BETWEEN),
        t.target.to_string(),
        changes.join(csv::BETWEEN),
        t.priority.to_string(),
        open(&t.deadlines),
        open(&t.promises),
        overdue.to_string(),
        number(t.waiting.longest_hours),
        text(&t.waiting.open_since),
        number(t.waiting.open_hours),
        ids.join(csv::BETWEEN),
    ]
}
