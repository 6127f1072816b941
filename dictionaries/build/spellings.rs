//! Other spellings of words that IPADIC or `words/vocabulary.tsv` know.
//!
//! People write 「かいやく」 and, by a slip of the input method, 「開約」. A row of
//! `words/spellings.tsv` names such a spelling and its word: every row of the word
//! becomes a row of the spelling with the base form of the word, so that whatever
//! counts for the word counts for the spelling.
use std::collections::HashMap;

use super::codec::Row;

/// What a spelling costs more than its word: where both readings of a text are
/// possible, the usual one stands.
const UNUSUAL: i16 = 1000;

/// Adds the spellings of the table. A row that is there already (IPADIC has many
/// verbs in kana) is given the base form of the word.
///
/// # Panics
/// On a row without a word: file, line and word are named.
pub fn add(table: &str, rows: &mut Vec<Row>) {
    let mut words: HashMap<String, Vec<usize>> = HashMap::new();
    let mut places: HashMap<(String, Vec<String>), usize> = HashMap::new();
    for (i, r) in rows.iter().enumerate() {
        words.entry(r.base.clone()).or_default().push(i);
        places.insert((r.surface.clone(), r.tag.clone()), i);
    }
    for (n, line) in table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let row = line.split_once('\t').and_then(|(spelling, word)| Some((spelling, word, words.get(word)?)));
        let Some((spelling, word, places_of_word)) = row else {
            panic!("words/spellings.tsv:{}: a row is spelling, known word: {line}", n + 1);
        };
        let (stem, other) = stems(word, spelling);
        for &i in places_of_word {
            let Some(rest) = rows[i].surface.strip_prefix(stem) else { continue };
            let surface = format!("{other}{rest}");
            match places.get(&(surface.clone(), rows[i].tag.clone())) {
                Some(&there) => rows[there].base = word.to_string(),
                None => {
                    let cost = rows[i].cost.saturating_add(UNUSUAL);
                    rows.push(Row { surface, cost, ..rows[i].clone() });
                }
            }
        }
    }
}

/// Both words without the ending that they share (and that conjugates).
fn stems<'a>(word: &'a str, spelling: &'a str) -> (&'a str, &'a str) {
    let common: usize =
        word.chars().rev().zip(spelling.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    (&word[..word.len() - common], &spelling[..spelling.len() - common])
}
