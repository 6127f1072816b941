//! Words that IPADIC of 2007 does not know, written by analogy to words that it knows.
//!
//! A row of `words/vocabulary.tsv` names a word and a model (`ググる` like `走る`);
//! every row of the model becomes a row of the new word, with the same context
//! ids and conjugation, so no grammar is written twice.
use super::codec::Row;

/// Rows for every word of the table.
///
/// # Panics
/// On a row without a model in IPADIC: file, line and word are named.
pub fn expand(table: &str, rows: &[Row]) -> Vec<Row> {
    let mut out = Vec::new();
    for (n, line) in table.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#')).skip(1) {
        let mut cols = line.split('\t');
        let (Some(word), Some(model)) = (cols.next(), cols.next()) else {
            panic!("words/vocabulary.tsv:{}: a row is word, model, cost: {line}", n + 1);
        };
        let cost: Option<i16> = cols.next().and_then(|c| c.parse().ok());
        let (model, pos) = model.split_once('/').unwrap_or((model, ""));
        let models: Vec<&Row> =
            rows.iter().filter(|r| r.base == model && r.tag[2..].join(",").starts_with(pos)).collect();
        if models.is_empty() {
            panic!("words/vocabulary.tsv:{}: IPADIC has no `{model}` {pos} to be a model of `{word}`", n + 1);
        }
        for m in models {
            let ending = common_ending(word, model);
            let stem = &model[..model.len() - ending];
            let Some(rest) = m.surface.strip_prefix(stem) else { continue };
            out.push(Row {
                tag: m.tag.clone(),
                surface: format!("{}{rest}", &word[..word.len() - ending]),
                cost: cost.unwrap_or(m.cost),
                base: word.to_string(),
                reading: String::new(),
                pron: String::new(),
            });
        }
    }
    out
}

/// Length in bytes of the last character where word and model share it (the
/// ending that conjugates); 0 for what does not conjugate.
fn common_ending(word: &str, model: &str) -> usize {
    match (word.chars().last(), model.chars().last()) {
        (Some(a), Some(b)) if a == b => a.len_utf8(),
        _ => 0,
    }
}
