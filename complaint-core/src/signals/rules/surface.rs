//! A sentence as written in; disguised and spaced words out.
//!
//! The text is folded (kana to hiragana, blanks and marks inside words dropped)
//! and searched once for every form; the folded place leads back to the words.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::{
    RuleError,
    table::{Row, list},
};
use crate::tokens::Token;

/// Where a form must begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Anywhere,
    /// Where a word of the analyzer begins or ends.
    Word,
    /// At a mark, blank or end of the sentence.
    Mark,
}

#[derive(Debug)]
struct Form {
    rule: u16,
    begin: Edge,
    end: Edge,
    /// Folded texts in which the form means something else.
    exceptions: Vec<String>,
}

/// All surface rules.
#[derive(Debug)]
pub(super) struct SurfaceRules {
    search: AhoCorasick,
    forms: Vec<Form>,
}

/// A text without the disguise.
struct Folded {
    text: String,
    /// Byte in `text`, byte in the original and its end, for each character.
    places: Vec<(u32, u32, u32)>,
}

/// Stands for a mark that ends a word.
const BREAK: char = '。';

impl Folded {
    fn new(text: &str) -> Self {
        let mut out = Self { text: String::with_capacity(text.len()), places: Vec::with_capacity(text.len() / 3) };
        for (i, c) in text.char_indices() {
            let folded = match c {
                ' ' | '\t' | '\n' | '・' | '*' | '_' | '.' | '-' | '/' | '\u{3099}' | '\u{309a}' => continue,
                '、' | '!' | '?' | '…' | '(' | ')' | '「' | '」' | '『' | '』' | ',' => BREAK,
                'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
                c => c.to_ascii_lowercase(),
            };
            out.places.push((out.text.len() as u32, i as u32, (i + c.len_utf8()) as u32));
            out.text.push(folded);
        }
        out
    }

    /// The original range of a folded one.
    fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |byte: usize| self.places.partition_point(|p| (p.0 as usize) < byte);
        let (first, last) = (at(start), at(end).saturating_sub(1));
        let place = |i: usize| self.places.get(i).copied().unwrap_or_default();
        (place(first).1 as usize, place(last).2 as usize)
    }
}

impl SurfaceRules {
    /// Compiles the rows; the numbers of their rules begin at `first`.
    pub(super) fn new(rows: &[(&str, Row<'_>)], first: usize) -> Result<Self, RuleError> {
        let mut texts = Vec::new();
        let mut forms = Vec::new();
        for (n, (file, row)) in rows.iter().enumerate() {
            let edge = |text: &str| match text {
                "-" => Ok(Edge::Anywhere),
                "word" => Ok(Edge::Word),
                "mark" => Ok(Edge::Mark),
                t => Err(RuleError::new(file, row.line, format!("`{t}` is none of -, word, mark"))),
            };
            let [_, written, begin, end, not, ..] = row.fields[..] else { continue };
            for text in list(written) {
                let folded = Folded::new(text).text;
                if folded.is_empty() {
                    return Err(RuleError::new(file, row.line, "a form is empty".into()));
                }
                texts.push(folded);
                forms.push(Form {
                    rule: (first + n) as u16,
                    begin: edge(begin)?,
                    end: edge(end)?,
                    exceptions: list(not).map(|t| Folded::new(t).text).collect(),
                });
            }
        }
        let search = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&texts)
            .map_err(|e| RuleError::new("surface.tsv", 0, e.to_string()))?;
        Ok(Self { search, forms })
    }

    /// Gives each find as rule and words `first..end`.
    pub(super) fn find(&self, words: &[Token], text: &str, mut found: impl FnMut(usize, usize, usize)) {
        let (Some(a), Some(b)) = (words.first(), words.last()) else { return };
        let base = a.start as usize;
        let Some(sentence) = text.get(base..b.end as usize) else { return };
        let folded = Folded::new(sentence);
        for m in self.search.find_overlapping_iter(&folded.text) {
            let form = &self.forms[m.pattern()];
            let (start, end) = folded.original(m.start(), m.end());
            if !self.stands_alone(form, words, sentence, base, start, end)
                || excepted(&folded.text, m.start(), m.end(), &form.exceptions)
            {
                continue;
            }
            let first = words.partition_point(|t| (t.end as usize) <= base + start);
            let last = words.partition_point(|t| (t.start as usize) < base + end);
            if first < last {
                found(usize::from(form.rule), first, last);
            }
        }
    }

    fn stands_alone(
        &self,
        form: &Form,
        words: &[Token],
        sentence: &str,
        base: usize,
        start: usize,
        end: usize,
    ) -> bool {
        let mark = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != 'ー');
        let begins = match form.begin {
            Edge::Anywhere => true,
            Edge::Word => words.iter().any(|t| t.start as usize == base + start),
            Edge::Mark => mark(sentence[..start].chars().next_back()),
        };
        begins
            && match form.end {
                Edge::Anywhere => true,
                Edge::Word => words.iter().any(|t| t.end as usize == base + end),
                Edge::Mark => mark(sentence[end..].chars().next()),
            }
    }
}

/// Whether the match lies inside one of the exceptions.
fn excepted(text: &str, start: usize, end: usize, exceptions: &[String]) -> bool {
    exceptions.iter().any(|e| text.match_indices(e.as_str()).any(|(i, _)| i <= start && end <= i + e.len()))
}

#[cfg(test)]
mod tests {
    use super::Folded;

    #[test]
    fn folding_leads_back() {
        let f = Folded::new("ふざ ケ・るな");
        assert_eq!(f.text, "ふざけるな");
        assert_eq!(f.original(0, f.text.len()), (0, "ふざ ケ・るな".len()));
        assert_eq!(f.original(6, 9), ("ふざ ".len(), "ふざ ケ".len()));
    }
}
