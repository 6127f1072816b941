//! The writer's telephone number: in the words, a form field or the signature.

use super::{
    Sheet,
    passage::Speech,
    shapes::shape,
    vocabulary::{holds, near_end, near_start, word_at_end, word_at_start},
};
use crate::verdict::Fact;

/// Digits of a Japanese number with its area code.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=12;

/// The numbers, without those that are said to be somebody else's.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let Some(phone) = shape("phone") else { return facts };
    for passage in &sheet.passages {
        let text = passage.text();
        for c in phone.find_all(text) {
            let m = c.whole();
            let digits = m.as_str().bytes().filter(u8::is_ascii_digit).count();
            let separators = m.as_str().chars().filter(|c| !c.is_ascii_digit()).count();
            if !DIGITS.contains(&digits)
                || (separators == 0 && digits < 10)
                || (passage.speech == Speech::Words && word_at_start("phone_toll_free", m.as_str()).is_some())
            {
                continue;
            }
            let (before, after) = (near_end(&text[..m.start()], 36), near_start(&text[m.end()..], 30));
            let line = before.rsplit(['\n', '。']).next().unwrap_or_default();
            let labelled_other = word_at_end("order_label", line.trim_end_matches(['】', ':', '：', ' ', '(', '「']))
                .is_some_and(|l| l.len() > 6);
            let others = passage.speech == Speech::Words
                && (holds("phone_other", line) || word_at_start("phone_other_after", after).is_some());
            if !labelled_other
                && !others
                && word_at_end("fax", line.trim_end_matches([':', ' ', '/', '(', '】'])).is_none()
            {
                facts.extend(sheet.fact(passage, m.range()));
            }
        }
    }
    facts
}
