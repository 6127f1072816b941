//! Numerals in digits, kanji or both in; numbers out.

/// The number that a numeral says: `1,980`, `三千二百`, `1万2千`, `48万`, `2.5万`.
/// `None` for what is no numeral or too large.
pub(crate) fn number(text: &str) -> Option<u64> {
    // hundredths, so that 2.5万 is exact
    let (mut total, mut section, mut current) = (0u64, 0u64, None::<u64>);
    let mut decimals: Option<u32> = None;
    for c in text.chars() {
        if let Some(d) = digit(c) {
            match &mut decimals {
                Some(n) if *n < 2 => {
                    *n += 1;
                    let scale = if *n == 1 { 10 } else { 1 };
                    current = Some(current.unwrap_or(0).checked_add(d * scale)?);
                }
                Some(_) => {}
                None => current = Some(current.unwrap_or(0).checked_mul(10)?.checked_add(d.checked_mul(100)?)?),
            }
        } else if let Some(unit) = small_unit(c) {
            section = section.checked_add(current.take().unwrap_or(100).checked_mul(unit)?)?;
            decimals = None;
        } else if let Some(unit) = large_unit(c) {
            let part = section.checked_add(current.take().unwrap_or(0))?;
            total = total.checked_add(if part == 0 { 100 } else { part }.checked_mul(unit)?)?;
            section = 0;
            decimals = None;
        } else if c == '.' {
            decimals = Some(0);
        } else if !matches!(c, ',' | '，' | ' ') {
            return None;
        }
    }
    let sum = total.checked_add(section)?.checked_add(current.unwrap_or(0))?;
    text.chars().any(|c| digit(c).is_some() || small_unit(c).is_some()).then_some(sum / 100)
}

fn digit(c: char) -> Option<u64> {
    c.to_digit(10).map(u64::from).or_else(|| "〇一二三四五六七八九".chars().position(|k| k == c).map(|n| n as u64)).or(
        match c {
            '零' => Some(0),
            '壱' => Some(1),
            '弐' => Some(2),
            '参' => Some(3),
            '元' => Some(1),
            _ => None,
        },
    )
}

fn small_unit(c: char) -> Option<u64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1000),
        _ => None,
    }
}

fn large_unit(c: char) -> Option<u64> {
    match c {
        '万' => Some(10_000),
        '億' => Some(100_000_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numerals() {
        for (text, n) in [
            ("3,980", 3980),
            ("三千", 3000),
            ("1万2千", 12_000),
            ("48万", 480_000),
            ("二百", 200),
            ("2.5万", 25_000),
            ("十二", 12),
            ("二十", 20),
            ("百", 100),
            ("一万八千", 18_000),
            ("二〇二六", 2026),
            ("14万8,500", 148_500),
            ("五千万", 50_000_000),
            ("千五百", 1500),
            ("1億2000万", 120_000_000),
            ("元", 1),
            ("0", 0),
            ("三十二万", 320_000),
        ] {
            assert_eq!(number(text), Some(n), "{text}");
        }
        for text in ["", "円", "三つ", "99999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
