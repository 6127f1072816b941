//! Normalized text in; the byte ranges of its sentences out.
//!
//! A sentence ends at 。！？ (and the closing marks after them) and at the end of
//! a line; a line that was only wrapped goes on. Very long sentences are cut at
//! a 、, so that evidence points at something that can be read at a glance.

use std::ops::Range;

/// Lines of at least this many characters may be wrapped in the middle of a sentence.
const WRAPPED_LINE: usize = 28;
/// Sentences of more characters than this are cut at a 、 …
const LONG_SENTENCE: usize = 60;
/// … that stands at least this far from both ends.
const SHORTEST_CUT: usize = 18;

/// The sentences of `text`, in order, without surrounding white space.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut ended = false;
    let mut line_chars = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        if ended && !is_end(c) && !is_closing(c) {
            push(text, start..i, &mut out);
            start = i;
            ended = false;
        }
        match c {
            '\n' => {
                let rest = &text[i + 1..];
                if ended || !(line_chars >= WRAPPED_LINE && goes_on(&text[start..i], rest)) {
                    push(text, start..i, &mut out);
                    start = i + 1;
                    ended = false;
                }
                line_chars = 0;
                continue;
            }
            '.' => {
                ended =
                    chars.peek().is_none_or(|&(_, n)| n == ' ' || n == '\n') && text[start..i].chars().any(is_japanese)
            }
            c if is_end(c) => ended = true,
            _ => {}
        }
        line_chars += 1;
    }
    push(text, start..text.len(), &mut out);
    out
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '!' | '?' | '！' | '？' | '♪' | '…' | '．')
}

fn is_closing(c: char) -> bool {
    matches!(c, '」' | '』' | ')' | '）' | '”' | '"' | '〟' | '】' | ' ' | 'w' | '笑' | '汗' | '(' | '（')
}

fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ' | '一'..='鿿')
}

/// Whether the next line continues this one.
fn goes_on(line: &str, rest: &str) -> bool {
    let last = line.chars().last();
    let first = rest.chars().next();
    last.is_some_and(|c| is_japanese(c) || c.is_alphanumeric()) && first.is_some_and(|c| is_japanese(c) && c != '・')
}

/// Adds the range without surrounding white space, cut where it is too long.
fn push(text: &str, range: Range<usize>, out: &mut Vec<Range<usize>>) {
    let s = &text[range.clone()];
    let start = range.start + (s.len() - s.trim_start().len());
    let end = range.start + s.trim_end().len();
    if start >= end {
        return;
    }
    let mut from = start;
    let mut left = text[start..end].chars().count();
    if left > LONG_SENTENCE {
        let mut seen = 0;
        for (i, c) in text[start..end].char_indices() {
            seen += 1;
            if c == '、' && seen >= SHORTEST_CUT && left - seen >= SHORTEST_CUT {
                let cut = start + i + c.len_utf8();
                out.push(from..cut);
                from = cut;
                left -= seen;
                seen = 0;
            }
        }
    }
    out.push(from..end);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(s: &str) -> Vec<&str> {
        sentences(s).into_iter().map(|r| &s[r]).collect()
    }

    #[test]
    fn ends() {
        assert_eq!(cut("届きません。どうして?\nもう三回目です!!"), ["届きません。", "どうして?", "もう三回目です!!"]);
        assert_eq!(cut("「無理です。」と言われた"), ["「無理です。」", "と言われた"]);
        assert_eq!(cut("3.5kgの米"), ["3.5kgの米"]);
        assert_eq!(cut("\n \n"), Vec::<&str>::new());
    }

    #[test]
    fn wrapped_lines_go_on() {
        let s = "先日そちらの店舗で購入いたしました掃除機の電源が入らなくなりまして\n困っております。";
        assert_eq!(cut(s).len(), 1);
        assert_eq!(cut("膝が\n膝が曲がったんです").len(), 2);
    }

    #[test]
    fn long_sentences_are_cut_at_commas() {
        let s = "一月に買った冷蔵庫が三月に止まり、修理を頼んだところ部品がないと言われ、四月まで待ってくださいとのことでしたが、五月になっても音沙汰がありません。";
        assert!(cut(s).len() >= 2);
        assert_eq!(cut(s).concat(), s);
    }
}
