//! The 5W1H sheet: what an agent would have written down while listening.

use serde::{Deserialize, Serialize};

use crate::verdict::{Fact, Part, Place};

use super::own::one_line;
use super::retell::Retelling;
use super::sentences::{Sentence, sentences};

/// Characters of a sentence on the sheet.
const LONGEST: usize = 80;

/// One row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoRow {
    /// The question, in Japanese.
    pub question: String,
    /// What the mail says, one entry a statement; empty where it says nothing.
    pub entries: Vec<MemoEntry>,
}

/// One statement, with its place in the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemoEntry {
    /// The words, on one line.
    pub text: String,
    /// Where they stand; absent for what is concluded or must be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// The sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    /// Rows in a fixed order.
    pub rows: Vec<MemoRow>,
    /// Said of a row without entries.
    pub unknown: String,
}

impl Memo {
    /// The sheet as text, one statement a line.
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let mut entries = row.entries.iter().map(|e| e.text.as_str()).collect::<Vec<_>>();
            if entries.is_empty() {
                entries.push(&self.unknown);
            }
            text.push_str(&format!("■ {}\n", row.question));
            for entry in entries {
                text.push_str(&format!("  - {entry}\n"));
            }
        }
        text
    }
}

/// `memo.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemoWords {
    unknown: String,
    who: String,
    about: String,
    what: String,
    when: String,
    #[serde(rename = "where")]
    place: String,
    order: String,
    amount: String,
    events: String,
    asked: String,
    deadline: String,
    phone: String,
    promised: String,
    ask: String,
    places: Vec<String>,
    promise: Vec<String>,
    said: Vec<String>,
}

/// Draws up the sheet.
pub(crate) fn memo(r: &Retelling<'_>) -> Memo {
    let words = &r.templates.memo;
    let facts = &r.verdict.facts;
    let all = sentences(r.mail, r.verdict, &r.templates.speech.quote);
    let telling =
        |lists: &[&[String]]| -> Vec<MemoEntry> { all.iter().filter(|s| holds(r, s, lists)).map(entry).collect() };
    let rows = vec![
        row(&words.who, writer(r)),
        row(&words.about, of_facts(&facts.operator)),
        row(&words.what, of_facts(&facts.product)),
        row(&words.when, of_facts(&facts.dates)),
        row(&words.place, telling(&[&words.places])),
        row(&words.order, of_facts(&facts.order_id)),
        row(&words.amount, of_facts(&facts.amount)),
        row(&words.events, all.iter().filter(|s| tells(r, s)).map(entry).collect()),
        row(&words.asked, asked(r)),
        row(&words.deadline, of_facts(&facts.deadline)),
        row(&words.phone, of_facts(&facts.phone)),
        row(&words.promised, telling(&[&words.promise, &words.said])),
        row(&words.ask, r.missing().into_iter().map(|text| MemoEntry { text, place: None }).collect()),
    ];
    Memo { rows, unknown: words.unknown.clone() }
}

fn row(question: &str, entries: Vec<MemoEntry>) -> MemoRow {
    MemoRow { question: question.to_string(), entries }
}

fn entry(s: &Sentence<'_>) -> MemoEntry {
    MemoEntry { text: shortened(s.text), place: Some(Place { part: Part::Body, span: s.span }) }
}

/// At most [`LONGEST`] characters, on one line; the place says where the rest is.
fn shortened(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

fn of_facts(facts: &[Fact]) -> Vec<MemoEntry> {
    facts.iter().map(|f| MemoEntry { text: one_line(&f.text), place: Some(f.place) }).collect()
}

/// The sentence tells the matter, or part of it does.
fn tells(r: &Retelling<'_>, sentence: &Sentence<'_>) -> bool {
    r.verdict.telling.iter().any(|t| t.span.0 < sentence.span.1 && sentence.span.0 < t.span.1)
}

/// Each list has a word in the sentence.
fn holds(r: &Retelling<'_>, sentence: &Sentence<'_>, lists: &[&[String]]) -> bool {
    let words = r.templates.words.cut(sentence.text);
    lists.iter().all(|list| words.iter().any(|w| list.contains(&w.base) || list.contains(&w.surface)))
}

fn writer(r: &Retelling<'_>) -> Vec<MemoEntry> {
    let name = super::addressee::writer_name(r.mail, r.verdict, &r.templates.speech, &r.templates.words);
    name.map(|text| {
        let at = r.mail.body.find(&text);
        let place = at.map(|from| Place { part: Part::Body, span: (from, from + text.len()) });
        MemoEntry { text, place }
    })
    .into_iter()
    .collect()
}

/// The demands, each with the strongest place that speaks for it.
fn asked(r: &Retelling<'_>) -> Vec<MemoEntry> {
    use crate::verdict::Label;
    let phrase = |d| r.templates.speech.demands.get(d).cloned().unwrap_or_default();
    let place = |d| {
        let speaks = |e: &&crate::verdict::Evidence| e.label == Label::Demand(d) && e.weight > 0.0;
        r.verdict.evidence.iter().find(speaks).map(|e| e.place)
    };
    r.verdict.demands.iter().map(|d| MemoEntry { text: phrase(d), place: place(*d) }).collect()
}
