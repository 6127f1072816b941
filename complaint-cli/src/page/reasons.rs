//! Each label with what it rests on: bars by weight, words, reason; the facts.

use complaint_core::verdict::{Axis, Evidence, Fact, Kind, Label, Verdict};

use super::{Look, marked};
use crate::term::{clean, style, width};

/// Columns of the longest bar.
const BAR: usize = 12;

/// Every label of the verdict, its contributions below it, then the facts.
pub(super) fn list(v: &Verdict, look: Look, out: &mut String) {
    let words = look.words;
    out.push_str(&format!("{}   {}\n", style::paint(words.get("evidence"), style::BOLD, look.colour), legend(look)));
    let longest = v.evidence.iter().map(|e| e.weight.abs()).fold(0.1, f32::max);
    for (axis, label, name, note) in labels(v, look) {
        let title = format!("{} {name}", words.get(axis_key(axis)));
        out.push_str(&format!(
            "{}  {}\n",
            style::paint(&title, style::axis(axis).bold(), look.colour),
            style::paint(&note, style::DIM, look.colour)
        ));
        let mut any = false;
        for e in v.evidence.iter().filter(|e| e.axis == axis && e.label == label) {
            out.push_str(&contribution(e, longest, &spoken(axis, &name, look), look));
            any = true;
        }
        if !any {
            out.push_str(&format!("  {}\n", style::paint(words.get("no-evidence"), style::DIM, look.colour)));
        }
    }
    facts(v, look, out);
}

/// The labels in the order of the interface, each with its name and a note.
fn labels(v: &Verdict, look: Look) -> Vec<(Axis, Label, String, String)> {
    let words = look.words;
    let percent = |p: f32| format!("{:.0} %", p * 100.0);
    let sure = |p: f32| words.get("sure").replace("{percent}", &format!("{:.0}", p * 100.0));
    let name = |en: &str, ja: &str| words.label(en, ja).to_owned();
    let mut out = vec![(Axis::Kind, Label::Kind(v.kind), name(v.kind.as_str(), v.kind.ja()), sure(v.confidence.kind))];
    if v.kind == Kind::Complaint {
        for t in &v.targets {
            let share = v.scores.target.get(t).copied().unwrap_or_default();
            let note = if *t == v.target { sure(v.confidence.target) } else { percent(share) };
            out.push((Axis::Target, Label::Target(*t), name(t.as_str(), t.ja()), note));
        }
        let level = words.get("of-four").replace("{level}", &v.anger.to_string());
        let level = level.replace("{expected}", &format!("{:.1}", v.scores.anger));
        out.push((
            Axis::Anger,
            Label::Anger(v.anger),
            name(&v.anger.to_string(), v.anger.ja()),
            format!("{level}, {}", sure(v.confidence.anger)),
        ));
    }
    for f in &v.flags {
        out.push((
            Axis::Flag,
            Label::Flag(*f),
            name(f.as_str(), f.ja()),
            percent(v.scores.flags.get(f).copied().unwrap_or_default()),
        ));
    }
    for d in &v.demands {
        out.push((
            Axis::Demand,
            Label::Demand(*d),
            name(d.as_str(), d.ja()),
            percent(v.scores.demands.get(d).copied().unwrap_or_default()),
        ));
    }
    out
}

/// The label as it stands in a sentence: a bare number says nothing.
fn spoken(axis: Axis, name: &str, look: Look) -> String {
    if axis == Axis::Anger { format!("{} {name}", look.words.get("anger")) } else { name.to_owned() }
}

fn axis_key(axis: Axis) -> &'static str {
    match axis {
        Axis::Kind => "kind",
        Axis::Target => "target",
        Axis::Anger => "anger",
        Axis::Flag => "flag",
        Axis::Demand => "demand",
    }
}

fn legend(look: Look) -> String {
    let mark = |axis: Axis| {
        let name = look.words.get(axis_key(axis));
        if look.colour {
            style::paint(name, style::axis(axis).underline(), true)
        } else {
            format!("{}={name}", marked::letter(axis))
        }
    };
    let marks: Vec<String> = [Axis::Kind, Axis::Target, Axis::Anger, Axis::Flag, Axis::Demand].map(mark).into();
    format!("{}: {}", look.words.get("legend"), marks.join(" "))
}

fn contribution(e: &Evidence, longest: f32, label: &str, look: Look) -> String {
    let text = clean::line(&e.text);
    let why = if look.words.0 == crate::args::Language::Ja && !e.why.is_empty() {
        e.why.clone()
    } else {
        look.words.why(&e.rule, &text, label)
    };
    let bar = width::fit(&bar(e.weight, longest), BAR);
    let line = format!("{:+.2}  {}", e.weight, clean::line(&why));
    let room = look.width.saturating_sub(BAR + 4);
    format!("  {} {}\n", style::paint(&bar, style::axis(e.axis), look.colour), width::cut(&line, room))
}

/// Eighths of a column, filled for what speaks for a label, hollow for what speaks against.
fn bar(weight: f32, longest: f32) -> String {
    let eighths = (weight.abs() / longest * (BAR * 8) as f32).round() as usize;
    if weight < 0.0 {
        return "░".repeat(eighths.div_ceil(8));
    }
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    "█".repeat(eighths / 8) + rest
}

fn facts(v: &Verdict, look: Look, out: &mut String) {
    let f = &v.facts;
    let kinds: [(&str, &[Fact]); 7] = [
        ("order_id", &f.order_id),
        ("product", &f.product),
        ("amount", &f.amount),
        ("dates", &f.dates),
        ("deadline", &f.deadline),
        ("operator", &f.operator),
        ("phone", &f.phone),
    ];
    let rows: Vec<String> = kinds
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(key, list)| {
            format!(
                "  {} {}\n",
                width::fit(look.words.get(key), 12),
                list.iter().map(|f| fact(f, look)).collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    if !rows.is_empty() {
        out.push_str(&format!(
            "{}\n{}",
            style::paint(look.words.get("facts"), style::BOLD, look.colour),
            rows.concat()
        ));
    }
}

fn fact(f: &Fact, look: Look) -> String {
    let text = clean::line(&f.text);
    match (&f.date, f.role) {
        (Some(date), _) => format!("{text} ({date})"),
        (None, Some(role)) => format!("{text} ({})", look.words.get(&format!("{role:?}").to_lowercase())),
        (None, None) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_grow_in_eighths() {
        assert_eq!(bar(2.0, 2.0), "█".repeat(BAR));
        assert_eq!(bar(1.0 / 12.0 / 8.0, 1.0), "▏");
        assert_eq!(bar(-1.0, 2.0), "░".repeat(BAR / 2));
    }
}
