//! The lines of a body with what has been found out about each.

use std::ops::Range;

use crate::text::{Aside, AsideKind, NewestPart};

use super::evidence;
use super::lines::{self, Line};

/// The lines of a body; a line without a kind is the writer's newest words.
pub(super) struct Sheet<'a> {
    pub(super) lines: Vec<Line<'a>>,
    pub(super) kinds: Vec<Option<AsideKind>>,
    /// Lines whose front only is aside: line, byte where the words begin, kind of the front.
    fronts: Vec<(usize, usize, AsideKind)>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        let lines = lines::split(body);
        let kinds = vec![None; lines.len()];
        Sheet { lines, kinds, fronts: Vec::new() }
    }

    /// Sets lines aside that are not aside yet.
    pub(super) fn set_aside(&mut self, range: Range<usize>, kind: AsideKind) {
        for slot in &mut self.kinds[range] {
            slot.get_or_insert(kind);
        }
    }

    /// Makes a line the writer's words from byte `from` of the body on.
    pub(super) fn keep_from(&mut self, line: usize, from: usize, front: AsideKind) {
        self.kinds[line] = None;
        self.fronts.push((line, from, front));
    }

    /// Whether a line can be seen, is not aside and is more than a rule.
    pub(super) fn speaks(&self, at: usize) -> bool {
        let line = &self.lines[at];
        self.kinds[at].is_none() && !line.is_blank() && !evidence::is_rule(line.text)
    }

    /// Whether any line of a range speaks.
    pub(super) fn any_speaks(&self, mut range: Range<usize>) -> bool {
        range.any(|at| self.speaks(at))
    }

    /// The runs of lines of a range that are not aside.
    pub(super) fn runs(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for at in range.filter(|at| self.kinds[*at].is_none()) {
            match runs.last_mut() {
                Some(run) if run.end == at => run.end += 1,
                _ => runs.push(at..at + 1),
            }
        }
        runs
    }

    /// The ranges of both lists, in order, covering the body.
    pub(super) fn divide(mut self) -> NewestPart {
        self.join_blank_lines();
        self.fronts.sort_unstable_by_key(|(line, ..)| *line);
        let mut fronts = self.fronts.iter().peekable();
        let mut part = NewestPart::default();
        for (at, line) in self.lines.iter().enumerate() {
            while fronts.next_if(|(front, ..)| *front < at).is_some() {}
            let mut start = line.start;
            if let Some((_, from, kind)) = fronts.next_if(|(front, ..)| *front == at)
                && self.kinds[at].is_none()
            {
                push(&mut part, start..*from, Some(*kind));
                start = *from;
            }
            push(&mut part, start..line.next, self.kinds[at]);
        }
        part
    }

    /// Blank lines go with the aside above them, unless words stand on either
    /// side: a range of the newest part always holds something to read.
    fn join_blank_lines(&mut self) {
        let blank: Vec<bool> = self.lines.iter().map(Line::is_blank).collect();
        let mut at = 0;
        while at < blank.len() {
            let end = (at..blank.len()).find(|next| !blank[*next]).unwrap_or(blank.len());
            if end == at {
                at += 1;
                continue;
            }
            let above = at.checked_sub(1).and_then(|above| self.kinds[above]);
            let below = self.kinds.get(end).copied().flatten();
            let kind = match (at, above) {
                (0, _) => below,
                (_, Some(kind)) if below.is_some() || end == blank.len() => Some(kind),
                _ => None,
            };
            self.kinds[at..end].fill(kind);
            at = end;
        }
    }
}

/// Adds a range, joined to the last one when that is of the same kind.
fn push(part: &mut NewestPart, span: Range<usize>, kind: Option<AsideKind>) {
    if span.is_empty() {
        return;
    }
    match kind {
        None => match part.newest.last_mut() {
            Some(last) if last.end == span.start => last.end = span.end,
            _ => part.newest.push(span),
        },
        Some(kind) => match part.asides.last_mut() {
            Some(last) if last.span.end == span.start && last.kind == kind => {
                last.span.end = span.end;
            }
            _ => part.asides.push(Aside { span, kind }),
        },
    }
}
