//! Amounts of money, in yen.

use super::{
    Sheet,
    numerals::number,
    passage::Speech,
    shapes::shape,
    vocabulary::{near_start, word_at_start, words},
};
use crate::verdict::Fact;

/// The amounts of subject, words and form fields.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let Some(amount) = shape("amount") else { return facts };
    for passage in sheet.passages.iter().filter(|p| p.speech != Speech::Signature) {
        let text = passage.text();
        for c in amount.find_all(text) {
            let whole = c.whole();
            let Some(numeral) = ["a", "b", "c"].iter().find_map(|g| c.name(g)) else { continue };
            // without a unit: what is counted stands behind it
            if c.name("c").is_some() && word_at_start("no_money_unit", near_start(&text[whole.end()..], 24)).is_some() {
                continue;
            }
            let Some(yen) = number(without_kana(numeral.as_str()).trim_end_matches([',', '.'])) else { continue };
            // not one yen: a way of speaking
            if yen == 1 {
                continue;
            }
            let start = whole.start() + leading_comma(whole.as_str());
            facts.extend(sheet.fact(passage, start..whole.end()).map(|f| Fact { yen: Some(yen), ..f }));
        }
    }
    facts
}

/// まん and せん as 万 and 千.
fn without_kana(numeral: &str) -> String {
    let rows = words("kana_numeral").iter().filter_map(|w| w.split_once('='));
    rows.fold(numeral.to_string(), |n, (kana, kanji)| n.replace(kana, kanji))
}

fn leading_comma(text: &str) -> usize {
    text.len() - text.trim_start_matches([',', '.', '，']).len()
}
