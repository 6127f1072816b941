//! What rules and words fire on in; a page or JSON Lines out.

use std::io::{Result, Write};

use complaint_core::{
    Triage,
    fit::firing::{Count, Firing, WordRow, label_name},
    signals::rules::Rule,
};
use serde_json::{Value, json};

use crate::term::{clean, width};

/// Columns for the name of a rule.
const NAME: usize = 32;

/// What is shown of a rule's label.
struct Spoken {
    label: String,
    against: bool,
    /// Share of the mails with the rule that have the label; none for what mails are not labelled with.
    kept: Option<f32>,
    /// The weight, and whether it has the sign that the author meant.
    weight: Option<(f32, bool)>,
}

fn spoken(firing: &Firing<'_>, triage: &Triage, rule: usize) -> Vec<Spoken> {
    let of = |s: &complaint_core::signals::rules::Spoken| {
        let label = label_name(s.label);
        Spoken {
            kept: (label != "closed").then(|| firing.rules[rule].share(&label)),
            against: s.against,
            weight: firing.weight(rule, *s),
            label,
        }
    };
    triage.rules().rules()[rule].speaks.iter().map(of).collect()
}

/// One object a rule, a row of the classes, and a contradiction.
pub fn jsonl(firing: &Firing<'_>, triage: &Triage, out: &mut dyn Write) -> Result<()> {
    for (i, (rule, count)) in triage.rules().rules().iter().zip(&firing.rules).enumerate() {
        let speaks: Vec<Value> = spoken(firing, triage, i)
            .iter()
            .map(|s| {
                json!({"label": s.label, "against": s.against, "kept": s.kept.map(round),
                       "weight": s.weight.map(|w| round(w.0)), "as_meant": s.weight.map(|w| w.1)})
            })
            .collect();
        let mut row = counts(firing, "rule", count);
        row["id"] = rule.id.clone().into();
        row["file"] = file(rule).into();
        row["line"] = rule.origin.1.into();
        row["speaks"] = speaks.into();
        writeln!(out, "{row}")?;
    }
    for word in &firing.words {
        let mut row = counts(firing, "word", &word.count);
        row["file"] = word.origin.0.clone().into();
        row["line"] = word.origin.1.into();
        for (name, cell) in ["word", "pos", "class", "feeling"].iter().zip(&word.cells) {
            row[*name] = cell.clone().into();
        }
        writeln!(out, "{row}")?;
    }
    for c in firing.contradictions() {
        let id = |n: usize| triage.rules().rules()[n].id.as_str();
        let row = json!({"row": "contradiction", "for": id(c.rules.0), "against": id(c.rules.1), "label": c.label,
                         "sentences": c.sentences, "example": c.example});
        writeln!(out, "{row}")?;
    }
    Ok(())
}

/// The table of a rule, as `dict list` names it.
fn file(rule: &Rule) -> String {
    if rule.own { rule.origin.0.clone() } else { format!("rules/{}", rule.origin.0) }
}

fn counts(firing: &Firing<'_>, row: &str, count: &Count) -> Value {
    let strongest = firing.strongest(count).map(|(label, r)| json!({"label": label, "log_odds": round(r)}));
    let complaints = (count.mails > 0).then(|| round(count.share("kind.complaint")));
    json!({"row": row, "hits": count.hits, "mails": count.mails, "complaints": complaints, "strongest": strongest})
}

fn round(x: f32) -> f64 {
    (f64::from(x) * 100.0).round() / 100.0
}

/// The most frequent rules and words, and what should be looked at.
pub fn table(firing: &Firing<'_>, triage: &Triage, top: usize, out: &mut dyn Write) -> Result<()> {
    let all = &firing.all;
    writeln!(out, "{} mails, {:.0} % complaints", all.mails, 100.0 * all.share("kind.complaint"))?;
    rules(firing, triage, top, out)?;
    never(firing, triage, top, out)?;
    other_sign(firing, triage, out)?;
    contradictions(firing, triage, top, out)?;
    words(firing, top, out)
}

fn frequent<'a, T>(list: impl Iterator<Item = (T, &'a Count)>) -> Vec<(T, &'a Count)> {
    let mut list: Vec<_> = list.filter(|(_, c)| c.hits > 0).collect();
    list.sort_by_key(|(_, c)| std::cmp::Reverse((c.mails, c.hits)));
    list
}

fn rules(firing: &Firing<'_>, triage: &Triage, top: usize, out: &mut dyn Write) -> Result<()> {
    let list = frequent(firing.rules.iter().enumerate());
    writeln!(out, "\n{} of {} rules fire", list.len(), firing.rules.len())?;
    writeln!(out, "{:<NAME$}   HITS  MAILS  COMPL  SPEAKS FOR, SHARE OF ITS MAILS WITH THAT, WEIGHT", "RULE")?;
    for (i, c) in list.into_iter().take(top) {
        let speaks: Vec<String> = spoken(firing, triage, i).iter().map(written).collect();
        let name = width::fit(&triage.rules().rules()[i].id, NAME);
        writeln!(out, "{name}{}  {}", figures(c), speaks.join("; "))?;
    }
    Ok(())
}

fn figures(c: &Count) -> String {
    format!("{:>7}{:>7}{:>5.0} %", c.hits, c.mails, 100.0 * c.share("kind.complaint"))
}

fn written(s: &Spoken) -> String {
    let kept = s.kept.map(|k| format!(" {:.0} %", 100.0 * k)).unwrap_or_default();
    let weight = s.weight.map(|(w, _)| format!(" {w:+.1}")).unwrap_or_default();
    format!("{}{}{kept}{weight}", if s.against { "-" } else { "" }, s.label)
}

fn never(firing: &Firing<'_>, triage: &Triage, top: usize, out: &mut dyn Write) -> Result<()> {
    let all = triage.rules().rules().iter().zip(&firing.rules);
    let list: Vec<&Rule> = all.filter(|(_, c)| c.hits == 0).map(|(r, _)| r).collect();
    writeln!(out, "\n{} rules never fire", list.len())?;
    for r in list.iter().take(top) {
        writeln!(out, "  {}:{} {}", file(r), r.origin.1, r.id)?;
    }
    rest(list.len(), top, out)
}

/// Says that a list was cut.
fn rest(all: usize, top: usize, out: &mut dyn Write) -> Result<()> {
    if all > top { writeln!(out, "  … {} more (--top 0 shows all)", all - top) } else { Ok(()) }
}

fn other_sign(firing: &Firing<'_>, triage: &Triage, out: &mut dyn Write) -> Result<()> {
    let mut list = Vec::new();
    for (i, r) in triage.rules().rules().iter().enumerate() {
        let wrong = spoken(firing, triage, i).into_iter().filter(|s| s.weight.is_some_and(|w| !w.1));
        list.extend(wrong.map(|s| format!("  {}:{} {}  {}", file(r), r.origin.1, r.id, written(&s))));
    }
    writeln!(out, "\n{} labels of rules have a weight of the other sign than meant", list.len())?;
    list.iter().try_for_each(|l| writeln!(out, "{l}"))
}

fn contradictions(firing: &Firing<'_>, triage: &Triage, top: usize, out: &mut dyn Write) -> Result<()> {
    let list = firing.contradictions();
    let id = |n: usize| triage.rules().rules()[n].id.as_str();
    writeln!(out, "\n{} pairs of rules fire on the same words and contradict each other", list.len())?;
    for c in list.iter().take(top) {
        let (a, b) = (id(c.rules.0), id(c.rules.1));
        let example = clean::line(&c.example);
        writeln!(out, "  {a} against {b}: {}, {} sentences, such as {example}", c.label, c.sentences)?;
    }
    rest(list.len(), top, out)
}

fn words(firing: &Firing<'_>, top: usize, out: &mut dyn Write) -> Result<()> {
    let list = frequent(firing.words.iter().map(|w| (w, &w.count)));
    writeln!(out, "\n{} of {} words with a class occur", list.len(), firing.words.len())?;
    writeln!(out, "{:<NAME$}   HITS  MAILS  COMPL  GOES WITH", "WORD")?;
    for (word, c) in list.into_iter().take(top) {
        let strongest = firing.strongest(c).map(|(label, r)| format!("{label} {r:+.1}")).unwrap_or_default();
        writeln!(out, "{}{}  {strongest}", padded(word), figures(c))?;
    }
    Ok(())
}

fn padded(word: &WordRow) -> String {
    width::fit(&word.cells[..3].join(" "), NAME)
}
