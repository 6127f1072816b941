//! The edges of what was written: gateways' banners, signatures, program lines, notices, adverts.

use std::ops::Range;

use crate::text::AsideKind;

use super::contact::{self, Shape};
use super::evidence;
use super::lines::Line;
use super::sheet::Sheet;
use super::{mobile, notices};

/// Visible lines from the end within which a signature is sought.
const WINDOW: usize = 15;
/// Rules above a block from which on a text is a ruled document (an order, a
/// newsletter), whose last block is part of it.
const RULED_DOCUMENT: usize = 3;

/// Sets aside what stands below the words in a run of the writer's lines.
pub(super) fn set_aside(sheet: &mut Sheet<'_>, run: Range<usize>) {
    let mut end = run.end;
    // Each round takes something off the end; programs add no more than a few.
    for _ in 0..12 {
        end = visible_end(sheet, run.start..end);
        let found = program_line(sheet, run.start..end)
            .or_else(|| notice(sheet, run.start..end))
            .or_else(|| ruled_signature(sheet, run.start..end))
            .or_else(|| bare_signature(sheet, run.start..end));
        let Some((start, kind)) = found else { return };
        sheet.set_aside(start..end, kind);
        end = start;
    }
}

/// Sets aside what a gateway put above the mail: the first paragraph, when it
/// begins with such a line and is short.
pub(super) fn set_banner_aside(sheet: &mut Sheet<'_>) {
    let Some(first) = (0..sheet.lines.len()).find(|at| !sheet.lines[*at].is_blank()) else { return };
    let end = (first..sheet.lines.len()).find(|at| sheet.lines[*at].is_blank());
    let Some(end) = end.filter(|end| end - first <= 4) else { return };
    if notices::is_banner(sheet.lines[first].text) && sheet.any_speaks(end..sheet.lines.len()) {
        sheet.set_aside(first..end, AsideKind::Disclaimer);
    }
}

fn visible_end(sheet: &Sheet<'_>, run: Range<usize>) -> usize {
    run.clone().rev().find(|at| !sheet.lines[*at].is_blank()).map_or(run.start, |at| at + 1)
}

/// The last line, if a program or a mail service added it. A rule above an
/// advert is the service's too.
fn program_line(sheet: &Sheet<'_>, run: Range<usize>) -> Option<(usize, AsideKind)> {
    let last = run.end.checked_sub(1).filter(|last| *last >= run.start)?;
    let text = sheet.lines[last].text;
    if mobile::is_mobile_line(text) {
        let delimited = last > run.start && sheet.lines[last - 1].text == "--";
        return Some((last - usize::from(delimited), AsideKind::Signature));
    }
    let advert = |at: usize| notices::is_advert(sheet.lines[at].text);
    let start = (run.start..run.end).rev().take(3).find(|at| advert(*at))?;
    let short = (start..run.end).all(|at| !evidence::ends_like_sentence(sheet.lines[at].text) || advert(at));
    if start < last && !short {
        return None;
    }
    let above = start.checked_sub(1).filter(|above| *above >= run.start);
    let ruled = above.is_some_and(|above| evidence::is_rule(sheet.lines[above].text));
    Some((start - usize::from(ruled), AsideKind::Disclaimer))
}

/// The last paragraph, if it is a legal notice.
fn notice(sheet: &Sheet<'_>, run: Range<usize>) -> Option<(usize, AsideKind)> {
    let lines = &sheet.lines;
    let mut end = run.end;
    while end > run.start && evidence::is_rule(lines[end - 1].text) {
        end -= 1;
    }
    let ends_paragraph = |line: &Line<'_>| line.is_blank() || evidence::is_rule(line.text);
    let mut start = end;
    while start > run.start && end - start < 40 && !ends_paragraph(&lines[start - 1]) {
        start -= 1;
    }
    // The whole of what was written is no notice, and one that long is none.
    let below_words = sheet.any_speaks(run.start..start);
    if start == end || !below_words || !notices::is_notice(&lines[start..end]) {
        return None;
    }
    while start > run.start && evidence::is_rule(lines[start - 1].text) {
        start -= 1;
    }
    Some((start, AsideKind::Disclaimer))
}

/// A block from a rule to the end that gives a way to reach the writer.
fn ruled_signature(sheet: &Sheet<'_>, run: Range<usize>) -> Option<(usize, AsideKind)> {
    let last = run.end.checked_sub(1).filter(|last| *last >= run.start)?;
    let lines = &sheet.lines;
    let closed = evidence::is_rule(lines[last].text);
    let (mut seen, mut blanks, mut sentences) = (0, 0, 0);
    let (mut contacts, mut found) = (0_usize, None);
    for at in (run.start..run.end).rev() {
        let line = &lines[at];
        if line.is_blank() {
            blanks += 1;
            if blanks > 3 {
                break;
            }
            continue;
        }
        seen += 1;
        if seen > WINDOW {
            break;
        }
        if evidence::is_rule(line.text) {
            let delimiter = line.raw == "-- " && seen <= 8 && seen > 1;
            if delimiter || (contacts > 0 && at < last && sentences <= usize::from(closed && contacts > 1)) {
                found = Some(at);
                // Of a closed block the rule that is like the closing one is the first.
                if !closed || lines[at].text == lines[last].text {
                    break;
                }
            }
            continue;
        }
        match contact::shape(line.text) {
            Shape::Sentence => sentences += 1,
            Shape::Goods => break,
            Shape::Contact => contacts += 1,
            Shape::Name | Shape::Other => {}
        }
        if found.is_some() && sentences > 0 {
            break;
        }
    }
    let start = found?;
    let above = (run.start..start).filter(|at| evidence::is_rule(lines[*at].text)).count();
    (above < RULED_DOCUMENT).then_some((start, AsideKind::Signature))
}

/// Lines at the end, without a rule, of a name and the ways to reach it.
fn bare_signature(sheet: &Sheet<'_>, run: Range<usize>) -> Option<(usize, AsideKind)> {
    let lines = &sheet.lines;
    let (mut start, mut names, mut contacts) = (run.end, 0, 0);
    while start > run.start && run.end - start < 10 {
        let text = lines[start - 1].text;
        if contact::is_only_contact(text) {
            contacts += 1;
        } else if contacts > 0
            && contact::is_signed_name(text, names == 0 && begins_paragraph(lines, run.start, start - 1))
        {
            names += 1;
        } else {
            break;
        }
        start -= 1;
        if names >= 3 {
            break;
        }
    }
    let named_line = contacts == 1
        && names == 0
        && contact::is_name_with_number(lines[start.min(lines.len() - 1)].text)
        && begins_paragraph(lines, run.start, start);
    if contacts == 0 || !(names > 0 || contacts > 1 || named_line) {
        return None;
    }
    let above = (run.start..start).rev().find(|at| !lines[*at].is_blank())?;
    let told = contact::leads_to_contact(lines[above].text);
    (!told).then_some((start, AsideKind::Signature))
}

fn begins_paragraph(lines: &[Line<'_>], first: usize, at: usize) -> bool {
    at == first || lines[at - 1].is_blank() || evidence::is_rule(lines[at - 1].text)
}
