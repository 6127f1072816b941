//! Texts of strangers in; the same without what steers a terminal out.

/// Steers a terminal, turns the order of letters round, or cannot be seen.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// One line: line ends and tabs become spaces, what is hidden goes.
pub fn line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect()
}

/// Lines: line ends stay, what is hidden goes.
pub fn lines(text: &str) -> String {
    text.chars().filter_map(|c| if c == '\n' { Some(c) } else { character(c) }).collect()
}

/// A character as it may be printed in a page of lines; `None` where it may not.
pub fn character(c: char) -> Option<char> {
    match c {
        '\t' | '\u{a0}' => Some(' '),
        c if is_hidden(c) => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_overrides_go() {
        assert_eq!(line("a\x1b[31mb\u{202e}c\nd\u{9b}e\u{200b}"), "a[31mbc de");
        assert_eq!(line("返金\t希望"), "返金 希望");
    }
}
