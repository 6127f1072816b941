//! Numbers of the transaction: order, booking, reception, delivery.

use std::ops::Range;

use super::{
    Sheet,
    passage::{Passage, Speech},
    shapes::shape,
    vocabulary::{holds, is_word, near_end, near_start, word_at_start},
};
use crate::verdict::Fact;

/// A number has at least so many characters and digits.
const SHORTEST: usize = 3;

/// The numbers named with a label; without one those that stand as a heading.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    for passage in &sheet.passages {
        if passage.speech == Speech::Signature {
            continue;
        }
        let mut spans = labelled(passage);
        bare(passage, &mut spans);
        facts.extend(spans.into_iter().filter_map(|(span, ours)| ours.then(|| sheet.fact(passage, span)).flatten()));
    }
    facts
}

/// Labelled numbers, and whether they are of the transaction.
fn labelled(passage: &Passage<'_>) -> Vec<(Range<usize>, bool)> {
    let text = passage.text();
    let Some(order) = shape("order") else { return Vec::new() };
    order
        .find_all(text)
        .filter_map(|c| {
            let (label, code) = c.name("label").zip(c.name("code"))?;
            let ours = !is_word("member_label", label.as_str());
            // スタッフ番号: the number of something else
            let of_other =
                is_word("generic_label", label.as_str()) && text[..label.start()].ends_with(char::is_alphabetic);
            (!of_other && !phone_like(code.as_str()) && is_number(code.as_str()) && !counts(text, code.range()))
                .then(|| (code.range(), ours))
        })
        .collect()
}

fn is_number(code: &str) -> bool {
    code.len() >= SHORTEST && code.bytes().filter(u8::is_ascii_digit).count() >= 2
}

/// Is it a quantity, an amount or a date, and no number of anything?
fn counts(text: &str, span: Range<usize>) -> bool {
    let code = &text[span.clone()];
    let plain = code.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    plain && (code.contains('/') || word_at_start("counter", &text[span.end..]).is_some())
}

/// Numbers without a label, where their place says what they are.
fn bare(passage: &Passage<'_>, spans: &mut Vec<(Range<usize>, bool)>) {
    let text = passage.text();
    let Some(bare) = shape("bare_code") else { return };
    for c in bare.find_all(text) {
        let Some(m) = c.name("code") else { continue };
        if spans.iter().any(|(s, _)| s.start < m.end() && m.start() < s.end) {
            continue;
        }
        if stands_as_number(passage, m.range()) {
            spans.push((m.range(), true));
        }
    }
}

fn stands_as_number(passage: &Passage<'_>, span: Range<usize>) -> bool {
    let text = passage.text();
    let (before, after) = (near_end(&text[..span.start], 24), near_start(&text[span.end..], 24));
    if holds("number_of_other", before) || word_at_start("counter", after).is_some() || phone_like(&text[span.clone()])
    {
        return false;
    }
    let opens = before.is_empty() || before.ends_with(['\n', '(', '【', '。', '・', '、', ' ', '#', '→']);
    let closes = after.is_empty() || after.starts_with(['\n', ')', '】', '。', '、', ' ', ',']);
    opens && (closes || word_at_start("order_code_after", after).is_some())
}

fn phone_like(code: &str) -> bool {
    code.starts_with('0') && code.bytes().filter(u8::is_ascii_digit).count() >= 9
}
