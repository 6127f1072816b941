//! Marked lines, the lines that introduce them, and a mail of nothing else.

use std::ops::Range;

use crate::text::AsideKind;

use super::attribution;
use super::marks::{self, Mark};
use super::sheet::Sheet;

/// Sets the marked lines of a range aside. Doubtful ones are quoted only where
/// a sure quotation or an introduction stands in the same range.
pub(super) fn set_aside(sheet: &mut Sheet<'_>, range: Range<usize>) {
    let introduced = range.clone().any(|at| sheet.kinds[at] == Some(AsideKind::Attribution));
    let bracketed = range.clone().any(|at| sheet.lines[at].text.contains('《'));
    let marked: Vec<(usize, Mark)> = range
        .filter(|at| sheet.kinds[*at].is_none())
        .filter(|at| !(bracketed && sheet.lines[*at].text.starts_with('》')))
        .filter_map(|at| marks::mark(sheet.lines[at].raw).map(|mark| (at, mark)))
        .collect();
    let sure = introduced
        || marked.iter().any(|(at, mark)| !marks::is_doubtful(sheet.lines[*at].text, *mark))
        || has_long_run(sheet, &marked);
    if !sure {
        return;
    }
    for (at, _) in &marked {
        sheet.set_aside(*at..*at + 1, AsideKind::Quote);
    }
    join_gaps(sheet, &marked);
}

/// Three marked lines one below the other that are no pointers to pages.
fn has_long_run(sheet: &Sheet<'_>, marked: &[(usize, Mark)]) -> bool {
    marked.windows(3).any(|three| {
        three[0].0 + 2 == three[2].0 && three.iter().all(|(at, _)| !marks::points_elsewhere(sheet.lines[*at].text))
    })
}

/// Blank lines between two marked lines belong to the quotation.
fn join_gaps(sheet: &mut Sheet<'_>, marked: &[(usize, Mark)]) {
    for pair in marked.windows(2) {
        let gap = pair[0].0 + 1..pair[1].0;
        if gap.clone().all(|at| sheet.lines[at].is_blank()) {
            sheet.set_aside(gap, AsideKind::Quote);
        }
    }
}

/// For a mail of quoted text only: that text, at its shallowest depth, without
/// its marks. Says whether there was any.
pub(super) fn judge_quoted_text(sheet: &mut Sheet<'_>) -> bool {
    let quoted: Vec<(usize, Mark, usize)> = (0..sheet.lines.len())
        .filter(|at| sheet.kinds[*at] == Some(AsideKind::Quote))
        .filter_map(|at| {
            let line = &sheet.lines[at];
            let mark = marks::mark(line.raw)?;
            let words = line.raw[mark.width..].trim_end();
            let speaks = !words.is_empty() && !attribution::is_certain(words);
            speaks.then_some((at, mark, line.start + mark.width))
        })
        .collect();
    let Some(shallowest) = quoted.iter().map(|(_, mark, _)| mark.depth).min() else {
        return false;
    };
    for (at, _, from) in quoted.iter().filter(|(_, mark, _)| mark.depth == shallowest) {
        sheet.keep_from(*at, *from, AsideKind::Quote);
    }
    true
}
