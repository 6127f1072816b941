//! Labelled mails in; what archives are made of out.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Result, bail};
use complaint_core::mailbox::{self, MailFields, OpenOptions, RawContent};

/// Mails of the corpus, the sentences that archives repeat, and the words that
/// make the others new.
pub struct Source {
    /// The mails.
    pub mails: Vec<MailFields>,
    /// Sentences of the first mails.
    common: Vec<String>,
    /// Runs of kanji or katakana, each once.
    words: Vec<String>,
}

/// Sentences that archives repeat.
const COMMON: usize = 400;

/// Files of `fixtures/corpus` that archives are made of.
const FILES: [&str; 2] = ["corpus.jsonl", "training.jsonl"];

impl Source {
    /// Reads the corpus in a folder.
    ///
    /// # Errors
    /// When a file cannot be read or has no mail.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut mails = Vec::new();
        for name in FILES {
            for raw in mailbox::open(folder.join(name), &OpenOptions::default())? {
                match raw?.content {
                    RawContent::Fields(fields) => mails.push(*fields),
                    RawContent::Message(_) => bail!("{name}: is not a file of labelled mails"),
                }
            }
        }
        Ok(Self::of(mails))
    }

    /// Takes mails of the caller.
    pub fn of(mails: Vec<MailFields>) -> Self {
        let words: BTreeSet<&str> = mails.iter().flat_map(|m| runs(&m.body)).map(|(_, run)| run).collect();
        let words = words.into_iter().map(str::to_owned).collect();
        let common = mails.iter().flat_map(|m| sentences(&m.body)).filter(|s| s.len() > 3).map(str::to_owned);
        Self { common: common.take(COMMON).collect(), mails, words }
    }

    /// A mail of the corpus.
    pub fn mail(&self, rng: &mut fastrand::Rng) -> &MailFields {
        &self.mails[rng.usize(..self.mails.len())]
    }

    /// The text with each sentence replaced: with probability `repeated` by one of
    /// few that stand all over the archive, else by one that stands nowhere else,
    /// with other numbers and other nouns.
    pub fn vary(&self, text: &str, repeated: f64, rng: &mut fastrand::Rng) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 4);
        for sentence in sentences(text) {
            if sentence.len() > 3 && rng.f64() < repeated {
                out.push_str(&self.common[rng.usize(..self.common.len())]);
            } else {
                sentence.split_inclusive('、').for_each(|clause| self.renew(clause, rng, &mut out));
            }
        }
        out
    }

    fn renew(&self, clause: &str, rng: &mut fastrand::Rng, out: &mut String) {
        let mut rest = 0;
        for (at, run) in runs(clause) {
            digits(&clause[rest..at], rng, out);
            out.push_str(&self.words[rng.usize(..self.words.len())]);
            rest = at + run.len();
        }
        digits(&clause[rest..], rng, out);
    }
}

/// Sentences with their ends; a line is one too.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['。', '\n'])
}

/// Copies a text with other digits.
fn digits(text: &str, rng: &mut fastrand::Rng, out: &mut String) {
    out.extend(text.chars().map(|c| if c.is_ascii_digit() { rng.digit(10) } else { c }));
}

/// Runs of two to six kanji, or of three and more katakana.
fn runs(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let kind = |c: char| match c {
        '一'..='鿿' | '々' => 1,
        'ァ'..='ヴ' | 'ー' => 2,
        _ => 0,
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let first = rest.chars().next()?;
            let end = rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            let at = text.len() - rest.len();
            rest = after;
            let length = run.chars().count();
            if (kind(first) == 1 && (2..=6).contains(&length)) || (kind(first) == 2 && length >= 3) {
                return Some((at, run));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_repeated_is_new() {
        let body = "商品が届かない。4月に買いました。\n".to_owned();
        let source = Source::of(vec![MailFields { body: body.clone(), ..MailFields::default() }]);
        let mut rng = fastrand::Rng::with_seed(7);
        let repeated = source.vary(&body, 1.0, &mut rng);
        assert!(sentences(&repeated).all(|s| body.contains(s)));
        let renewed = source.vary("冷蔵庫が止まった。", 0.0, &mut rng);
        assert!(renewed.ends_with("が止まった。") && !renewed.contains("冷蔵庫"), "{renewed}");
    }

    #[test]
    fn runs_are_words_and_no_particles() {
        let found: Vec<_> = runs("届いた商品はエアコンです").map(|(_, run)| run).collect();
        assert_eq!(found, ["商品", "エアコン"]);
    }
}
