//! A body in; the ranges of the writer's newest words out, and the rest with
//! the reason why it was set aside.
//!
//! What it does that reply parsers do not:
//!
//! - Japanese mail programs, telephones, web mails, help desks and web forms,
//!   beside the English ones; on 21 Japanese introductions of quotations the
//!   parsers that could be found get none to eight.
//! - It marks and never deletes: the ranges cover the body, so that a caller can
//!   show what was set aside and why, and spans stay those of the original.
//! - Evidence is a date, an address, a number or a mark beside the keyword; order
//!   confirmations, itineraries, newsletters and quarrels told in prose stay whole.
//! - Answers between the lines of a quotation are newest, each a range of its own.
//! - Of a form mail the values of the inquiry fields are the writer's words.
//! - Something is always left: of a forward without own words the forwarded mail.
//!
//! To use it elsewhere take this folder, [`AsideKind`], [`Aside`](crate::text::Aside),
//! [`NewestPart`] and the tables of words that `vocabulary` reads; it needs
//! `regex` and `memchr`, and nothing else of this crate.
//!
//! | file | finds |
//! |---|---|
//! | `lines` | the lines of a body |
//! | `vocabulary` | the tables of words, parsed once: the only tie to another crate |
//! | `evidence` | dates, addresses, numbers, rules |
//! | `attribution` | lines that introduce a quotation |
//! | `headers` | separators and header blocks of earlier and forwarded mails |
//! | `marks`, `quotes` | marked lines |
//! | `fields`, `forms` | form mails |
//! | `contact`, `signature` | what stands above and below the words |
//! | `mobile`, `notices` | lines of mail programs, legal notices, adverts, banners of gateways |
//! | `sheet` | what is known of each line; the division |
//!
//! Nothing is set aside for a keyword alone: a date, an address, a number or a
//! mark has to stand beside it. Nothing is removed, and a body in which
//! something can be read never has an empty newest part: of a forward without
//! own words the forwarded text is judged, of quotations alone the quoted text.
//!
//! ```
//! use complaint_core::text::NewestPart;
//! let body = "届きません。\n\n2024年1月1日(月) 10:00 山田 <a@example.jp>:\n> 発送しました\n";
//! assert_eq!(NewestPart::find(body).text(body), "届きません。\n\n");
//!
//! let body = "> 発送しました。\n届いていません。\n> 返金はできません。\nなぜですか。\n\niPhoneから送信\n";
//! let part = NewestPart::find(body);
//! assert_eq!(part.text(body), "届いていません。\nなぜですか。\n\n");
//! let last = part.asides.last().map(|aside| (&body[aside.span.clone()], aside.kind));
//! assert_eq!(last, Some(("iPhoneから送信\n", complaint_core::text::AsideKind::Signature)));
//! ```

mod attribution;
mod contact;
mod evidence;
mod fields;
mod forms;
mod headers;
mod lines;
mod marks;
mod mobile;
mod notices;
mod quotes;
mod sheet;
mod signature;
mod vocabulary;

use crate::text::{AsideKind, NewestPart};
use headers::Opening;
use sheet::Sheet;
use vocabulary::EarlierMail;

impl NewestPart {
    /// Divides a body. Takes time in proportion to its length.
    pub fn find(body: &str) -> NewestPart {
        let mut sheet = Sheet::new(body);
        signature::set_banner_aside(&mut sheet);
        let (mut start, mut spoken) = (0, false);
        while start < sheet.lines.len() {
            let cut = next_cut(&mut sheet, start);
            let end = cut.map_or(sheet.lines.len(), |(at, _)| at);
            divide_own_lines(&mut sheet, start, end);
            let Some((at, opening)) = cut else { break };
            spoken = spoken || sheet.any_speaks(start..at);
            start = set_earlier_aside(&mut sheet, at, opening, spoken);
        }
        if !sheet.any_speaks(0..sheet.lines.len()) {
            judge_what_there_is(&mut sheet);
        }
        sheet.divide()
    }

    /// The newest words, one range after the other.
    pub fn text(&self, body: &str) -> String {
        self.newest.iter().filter_map(|span| body.get(span.clone())).collect()
    }
}

/// The next place from `start` on where an earlier mail begins that carries no
/// marks. Introductions of marked lines on the way there are set aside.
fn next_cut(sheet: &mut Sheet<'_>, start: usize) -> Option<(usize, Opening)> {
    let mut at = start;
    while at < sheet.lines.len() {
        let line = &sheet.lines[at];
        if line.is_blank() || marks::mark(line.raw).is_some() {
            at += 1;
            continue;
        }
        if let Some(opening) = headers::opening_at(&sheet.lines, at) {
            let next = headers::next_visible(&sheet.lines, opening.body, 3);
            let marked = next.is_some_and(|next| marks::mark(sheet.lines[next].raw).is_some());
            if !marked {
                return Some((at, opening));
            }
            sheet.set_aside(at..opening.body, AsideKind::Attribution);
            at = opening.body;
        } else if let Some(found) = attribution::at(&sheet.lines, at) {
            if !found.marked {
                let kind = EarlierMail::Reply;
                return Some((at, Opening { body: found.body, kind, until_rule: false }));
            }
            sheet.set_aside(at..found.body, AsideKind::Attribution);
            at = found.body;
        } else {
            at += 1;
        }
    }
    None
}

/// Forms, marked lines and signatures in the lines before an earlier mail.
fn divide_own_lines(sheet: &mut Sheet<'_>, start: usize, end: usize) {
    quotes::set_aside(sheet, start..end);
    forms::set_aside(sheet, start..end);
    for run in sheet.runs(start..end) {
        signature::set_aside(sheet, run);
    }
}

/// Sets the earlier mail aside when words stand above it, else only the lines
/// that open it, so that it is judged itself. Gives the line to go on at.
fn set_earlier_aside(sheet: &mut Sheet<'_>, at: usize, opening: Opening, below_words: bool) -> usize {
    let forward = opening.kind == EarlierMail::Forward;
    let opened = if forward { AsideKind::Forward } else { AsideKind::Attribution };
    sheet.set_aside(at..opening.body, opened);
    if !below_words {
        return opening.body;
    }
    let quoted = if forward { AsideKind::Forward } else { AsideKind::Quote };
    let end = if opening.until_rule {
        let ruled =
            |line: &lines::Line<'_>| evidence::between_dashes(line.text).is_some() || evidence::is_rule(line.text);
        (opening.body..sheet.lines.len()).find(|line| ruled(&sheet.lines[*line])).unwrap_or(sheet.lines.len())
    } else {
        sheet.lines.len()
    };
    sheet.set_aside(opening.body..end, quoted);
    end
}

/// Nothing was left: the quoted text is judged, else a signature or a notice
/// that is all there is.
fn judge_what_there_is(sheet: &mut Sheet<'_>) {
    if quotes::judge_quoted_text(sheet) {
        return;
    }
    for at in 0..sheet.lines.len() {
        if !matches!(sheet.kinds[at], Some(AsideKind::Attribution | AsideKind::Forward)) {
            sheet.kinds[at] = None;
        }
    }
    if (0..sheet.lines.len()).all(|at| sheet.kinds[at].is_some() || sheet.lines[at].is_blank()) {
        sheet.kinds.fill(None);
    }
}
