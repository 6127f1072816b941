//! Columns that a text takes on a terminal; Japanese letters take two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of a text.
pub fn columns(text: &str) -> usize {
    text.width()
}

/// Columns of a character.
pub fn of(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// The text in exactly `width` columns: cut with `…`, or filled with spaces.
pub fn fit(text: &str, width: usize) -> String {
    let cut = cut(text, width);
    let fill = width.saturating_sub(columns(&cut));
    cut + &" ".repeat(fill)
}

/// The text in at most `width` columns.
pub fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += of(c);
        if used > width {
            break;
        }
        out.push(c);
    }
    if width > 0 {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_takes_two_columns() {
        assert_eq!(fit("返金希望", 5), "返金…");
        assert_eq!(fit("返金希望", 6), "返金… ");
        assert_eq!(fit("返金", 6), "返金  ");
        assert_eq!(cut("返金", 0), "");
        for width in 1..20 {
            assert_eq!(columns(&fit("abcあいうｱｲｳ", width)), width);
        }
    }
}
