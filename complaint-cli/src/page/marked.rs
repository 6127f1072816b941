//! The text of a mail with its evidence marked and what was set aside dimmed.

use complaint_core::{
    Mail,
    text::{AsideKind, NewestPart},
    verdict::{Axis, Part, Verdict},
};

use super::Look;
use crate::term::{clean, style, width};

/// A character of the page and the evidence that it belongs to.
type Cell = (char, Option<Axis>);

/// The body: newest lines with marks, the rest behind a bar with the reason.
pub(super) fn body(mail: &Mail, v: &Verdict, look: Look, out: &mut String) {
    if mail.body.trim().is_empty() {
        out.push_str(&format!("  {}\n", look.words.get("nothing")));
        return;
    }
    let parts = NewestPart::find(&mail.body);
    let mut before = None;
    let mut start = 0;
    for line in mail.body.split_inclusive('\n') {
        let end = start + line.len();
        let aside = parts.asides.iter().find(|a| a.span.start < end && start < a.span.end).map(|a| a.kind);
        if aside != before {
            open_aside(aside, look, out);
            before = aside;
        }
        let cells = if aside.is_some() { plain(line) } else { cells(line, start, Part::Body, v) };
        rows(&cells, aside.is_some(), look, out);
        start = end;
    }
}

/// The subject on one line; marks only where they are colours.
pub(super) fn subject(mail: &Mail, v: &Verdict, look: Look) -> String {
    painted(&cells(&mail.subject, 0, Part::Subject, v), look)
}

fn open_aside(kind: Option<AsideKind>, look: Look, out: &mut String) {
    let Some(kind) = kind else { return };
    let name = look.words.get(match kind {
        AsideKind::Attribution => "attribution",
        AsideKind::Quote => "quote",
        AsideKind::Forward => "forward",
        AsideKind::Signature => "signature",
        AsideKind::Disclaimer => "disclaimer",
        AsideKind::Form => "form",
    });
    let line = format!("┄┄ {}", look.words.get("aside").replace("{kind}", name));
    out.push_str(&style::paint(&line, style::DIM, look.colour));
    out.push('\n');
}

fn plain(line: &str) -> Vec<Cell> {
    line.chars().filter_map(clean::character).map(|c| (c, None)).collect()
}

/// The characters of a text that begins at byte `start` of its part.
fn cells(text: &str, start: usize, part: Part, v: &Verdict) -> Vec<Cell> {
    let mut out = Vec::with_capacity(text.len() / 3);
    for (at, c) in text.char_indices() {
        if let Some(c) = clean::character(c) {
            out.push((c, axis_at(v, part, start + at)));
        }
    }
    out
}

/// The axis of the strongest evidence at a place.
fn axis_at(v: &Verdict, part: Part, at: usize) -> Option<Axis> {
    let here = v.evidence.iter().filter(|e| e.place.part == part && e.place.span.0 <= at && at < e.place.span.1);
    here.max_by(|a, b| a.weight.abs().total_cmp(&b.weight.abs())).map(|e| e.axis)
}

/// Breaks a line at the width of the terminal.
fn rows(cells: &[Cell], aside: bool, look: Look, out: &mut String) {
    let (gutter, room) = (if aside { "│ " } else { "  " }, look.width.saturating_sub(3).max(10));
    let mut rest = cells;
    loop {
        let (row, after) = rest.split_at(row_end(rest, room));
        let text = if aside { style::paint(&text_of(row), style::DIM, look.colour) } else { painted(row, look) };
        let line = format!("{}{text}", style::paint(gutter, style::DIM, look.colour && aside));
        out.push_str(line.trim_end());
        out.push('\n');
        if !look.colour && row.iter().any(|(_, a)| a.is_some()) {
            out.push_str(&format!("  {}\n", letters(row).trim_end()));
        }
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
}

fn row_end(cells: &[Cell], room: usize) -> usize {
    let mut used = 0;
    let fits = |(c, _): &&Cell| {
        used += width::of(*c);
        used <= room
    };
    cells.iter().take_while(fits).count().max(usize::from(!cells.is_empty()))
}

fn text_of(cells: &[Cell]) -> String {
    cells.iter().map(|(c, _)| *c).collect()
}

fn painted(cells: &[Cell], look: Look) -> String {
    let runs = cells.chunk_by(|a, b| a.1 == b.1);
    runs.map(|run| match run[0].1 {
        Some(axis) => style::paint(&text_of(run), style::axis(axis).underline(), look.colour),
        None => text_of(run),
    })
    .collect()
}

/// The line below a row: a letter of the axis under each marked column.
fn letters(cells: &[Cell]) -> String {
    let mark = |(c, axis): &Cell| axis.map_or(" ", letter).repeat(width::of(*c));
    cells.iter().map(mark).collect()
}

/// The letter that stands for an axis without colours.
pub(super) const fn letter(axis: Axis) -> &'static str {
    match axis {
        Axis::Kind => "k",
        Axis::Target => "t",
        Axis::Anger => "a",
        Axis::Flag => "f",
        Axis::Demand => "d",
    }
}
