//! Text as written in; text as the analyzer knows it out, with a map back.
//!
//! Half-width kana become full width, full-width letters half width, and
//! compatibility characters what they stand for (㈱ → (株)), because IPADIC knows
//! no other spelling. The map leads every byte back to the original.

use unicode_normalization::UnicodeNormalization;

/// Normalized text with its map to the original.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normalized {
    /// The text for the analyzer.
    pub text: String,
    /// (byte in `text`, byte in the original) wherever the distance changes.
    steps: Vec<(u32, u32)>,
    original_len: u32,
}

impl Normalized {
    /// Normalizes `text`.
    pub fn new(text: &str) -> Self {
        let mut out =
            Self { text: String::with_capacity(text.len()), steps: Vec::new(), original_len: text.len() as u32 };
        out.push_str(text, 0);
        out
    }

    /// Appends the normalized form of `text`, which starts at byte `at` of the original.
    fn push_str(&mut self, text: &str, at: usize) {
        let mut chars = text.char_indices().peekable();
        while let Some((i, c)) = chars.next() {
            if is_plain(c) {
                self.text.push(c);
                continue;
            }
            let before = self.text.len();
            self.push_converted(c, &mut chars);
            let after = at + chars.peek().map_or(text.len(), |&(next, _)| next);
            let written = &self.text[before..];
            let first = written.chars().next().map_or(0, char::len_utf8);
            if written.len() != after - (at + i) {
                self.step(before, at + i);
                self.step(self.text.len(), after);
            } else if first < written.len() {
                // As long as before, but of several characters (㏁ → MΩ): all
                // of them lead to the start.
                self.step(before, at + i);
                self.step(before + first, at + i);
                self.step(self.text.len(), after);
            }
        }
    }

    fn push_converted(&mut self, c: char, chars: &mut std::iter::Peekable<std::str::CharIndices<'_>>) {
        match c {
            '\u{ff61}'..='\u{ff9f}' => {
                let (full, used) = widen(c, chars.peek().map(|&(_, n)| n));
                self.text.push(full);
                if used {
                    chars.next();
                }
            }
            '～' | '〜' => self.text.push('〜'),
            '―' | '—' | '─' => self.text.push('—'),
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
            | '\u{ad}'
            | '\r' => {}
            '\u{3000}' | '\u{a0}' => self.text.push(' '),
            c => self.text.extend(std::iter::once(c).nfkc()),
        }
    }

    /// From byte `normalized` on, the original is at `original`.
    fn step(&mut self, normalized: usize, original: usize) {
        let step = (normalized as u32, original as u32);
        match self.steps.last_mut() {
            Some(last) if last.0 == step.0 => *last = step,
            _ => self.steps.push(step),
        }
    }

    /// The byte of the original at which byte `at` of the normalized text begins;
    /// inside an expansion (㈱ → (株)) the start of the character that was expanded.
    pub fn original(&self, at: usize) -> usize {
        if at >= self.text.len() {
            return self.original_len as usize;
        }
        let i = self.steps.partition_point(|&(n, _)| n as usize <= at);
        let (n, o) = if i == 0 { (0, 0) } else { self.steps[i - 1] };
        let (n_end, o_end) = self.steps.get(i).copied().unwrap_or((self.text.len() as u32, self.original_len));
        if n_end - n == o_end - o { o as usize + (at - n as usize) } else { o as usize }
    }

    /// A span of the normalized text as a span of the original.
    pub fn original_span(&self, span: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let end = self.original(span.end);
        self.original(span.start).min(end)..end
    }
}

/// Characters that stay as they are: the fast path for almost all text.
fn is_plain(c: char) -> bool {
    matches!(c, '\n' | '\t' | ' '..='~' | '、'..='】' | 'ぁ'..='ゟ' | 'ァ'..='ヿ' | '一'..='鿿')
}

const HALF: &str = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ";
const FULL: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// The full-width kana, and whether the following voicing mark was used up.
fn widen(c: char, next: Option<char>) -> (char, bool) {
    let full = HALF.chars().position(|h| h == c).and_then(|i| FULL.chars().nth(i)).unwrap_or(c);
    let voiced = match next {
        Some('ﾞ') => Some('\u{3099}'),
        Some('ﾟ') => Some('\u{309a}'),
        _ => None,
    };
    match voiced.and_then(|mark| unicode_normalization::char::compose(full, mark)) {
        Some(composed) => (composed, true),
        None => (full, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_become_one() {
        assert_eq!(Normalized::new("ﾌｻﾞｹﾙﾅ").text, "フザケルナ");
        assert_eq!(Normalized::new("ＳＮＳで１０％").text, "SNSで10%");
        assert_eq!(Normalized::new("㈱田中①").text, "(株)田中1");
        assert_eq!(Normalized::new("10～12時").text, "10〜12時");
        assert_eq!(Normalized::new("ふ\u{200b}ざけ").text, "ふざけ");
    }

    #[test]
    fn every_byte_leads_back() {
        for s in ["ﾌｻﾞｹﾙﾅ!", "ＡＢ漢字㈱x", "a\u{200b}b", "あいう", "①②", "", "ｶﾞﾞ", "\r\nあ\r\n", "a㏁b"]
        {
            let n = Normalized::new(s);
            let mut last = 0;
            for (i, _) in n.text.char_indices() {
                let o = n.original(i);
                assert!(o >= last && s.is_char_boundary(o), "{s:?} {i} {o}");
                last = o;
            }
            assert_eq!(n.original(n.text.len()), s.len());
        }
        let n = Normalized::new("ﾌｻﾞｹﾙﾅ!");
        let r = n.original_span(3..6);
        assert_eq!(&"ﾌｻﾞｹﾙﾅ!"[r], "ｻﾞ");
    }
}
