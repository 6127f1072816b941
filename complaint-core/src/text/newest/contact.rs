//! What a line near the end of a mail is: a way to reach somebody, a name, a sentence.

use std::sync::LazyLock;

use regex::Regex;

use super::evidence;
use super::lines::head;
use super::vocabulary::SIGNATURE;

/// What a line is, within a block between rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A number, an address, a company.
    Contact,
    /// Short, without the marks of a sentence.
    Name,
    /// A sentence.
    Sentence,
    /// An order, a sum, a place of delivery: the block is a list of goods.
    Goods,
    /// Anything else.
    Other,
}

/// The longest line that can be part of a signature, in characters.
const LONGEST: usize = 80;

/// What a line is.
pub(super) fn shape(text: &str) -> Shape {
    if text.len() > 4 * LONGEST || text.chars().count() > LONGEST {
        return Shape::Sentence;
    }
    let plain = undecorated(text);
    if names_goods(plain) || evidence::has_sum(plain) {
        Shape::Goods
    } else if is_sentence(plain) {
        Shape::Sentence
    } else if is_contact(plain) {
        Shape::Contact
    } else if is_name(plain) {
        Shape::Name
    } else {
        Shape::Other
    }
}

/// Whether the line holds ways to reach somebody and nothing else.
pub(super) fn is_only_contact(text: &str) -> bool {
    let plain = undecorated(text);
    if text.len() > 4 * LONGEST || names_goods(plain) || is_sentence(plain) {
        return false;
    }
    let rest = without_contacts(plain);
    let reached = rest.len() < plain.len();
    (reached && (rest.is_empty() || (rest.chars().count() <= 12 && is_name(&rest))))
        || evidence::has_postal_code(plain)
        || is_house(plain)
}

/// Whether the line is a name and a number: a signature of one line.
pub(super) fn is_name_with_number(text: &str) -> bool {
    let plain = undecorated(text);
    let rest = without_contacts(plain);
    evidence::has_phone(plain) && !rest.is_empty() && is_name(&rest) && !has_contact_word(&rest)
}

/// Whether the line above ways to reach somebody is the name they belong to;
/// where it begins a paragraph any short line is.
pub(super) fn is_signed_name(text: &str, begins_paragraph: bool) -> bool {
    let plain = undecorated(text);
    if !is_name(plain) || begins_with_list_mark(text) {
        return false;
    }
    begins_paragraph
        || SIGNATURE.organization.iter().any(|word| plain.contains(word))
        || PERSON.as_ref().is_some_and(|person| person.is_match(plain))
}

/// Whether a line says that a way to reach somebody follows.
pub(super) fn leads_to_contact(text: &str) -> bool {
    let tail = text.char_indices().rev().nth(24).map_or(text, |(at, _)| &text[at..]);
    evidence::ends_with_colon(text) || SIGNATURE.lead.iter().any(|word| tail.contains(word))
}

/// A family name and a given name, in any of the scripts, perhaps with a reading.
static PERSON: LazyLock<Option<Regex>> = LazyLock::new(|| {
    evidence::pattern(
        r"^(?:[\p{Han}ヶヵノ々]{1,6}|[\p{Han}ヶヵ々]{1,5}[ 　・][\p{Han}\p{Hiragana}\p{Katakana}ー々]{1,8}|[\p{Han}々]{1,4}[\p{Hiragana}\p{Katakana}ー]{2,4}|[\p{Katakana}ー]{2,12}(?:[ 　・=＝][\p{Katakana}ー]{1,12}){0,3}|[\p{Hiragana}ー]{1,8}[ 　][\p{Hiragana}ー]{1,8}|[A-Z][A-Za-z.'-]{1,20}(?:\s[A-Z][A-Za-z.'-]{0,20}){0,3})(?:\s?[（(][^（()）]{1,20}[)）])?$",
    )
});

/// Numbers, addresses of mail and of the web.
static REACH: LazyLock<Option<Regex>> = LazyLock::new(|| {
    evidence::pattern(
        r"(?:https?://|www\.)\S+|[A-Za-z0-9_.+%/=~-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|(?:\+\d{1,3}[-\s.]?)?[(（]?[\d０-９]{1,5}[)）]?(?:[-‐‑–—―ー−－.(（)）]\s?[\d０-９]{1,5}){2}|0\d{9,10}",
    )
});

fn without_contacts(text: &str) -> String {
    let Some(reach) = REACH.as_ref() else {
        return text.to_owned();
    };
    let mut rest = reach.replace_all(text, " ").into_owned();
    if rest.len() == text.len() {
        return rest;
    }
    for word in &SIGNATURE.contact {
        rest = rest.replace(word, " ");
    }
    rest.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：'
                    | '/'
                    | '／'
                    | '・'
                    | '.'
                    | '|'
                    | '｜'
                    | '<'
                    | '>'
                    | '('
                    | ')'
                    | '（'
                    | '）'
                    | '['
                    | ']'
                    | '【'
                    | '】'
                    | ','
                    | '、'
                    | '☎'
                    | '📞'
                    | '℡'
                    | '✉'
                    | '~'
            )
    })
    .to_owned()
}

/// A street with the dashed number of a house: not a date, not a count.
fn is_house(text: &str) -> bool {
    static HOUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        evidence::pattern(
            r"^(?:〒?[\d-]{0,9}\s*)?(?:住所\s?[:：]?\s*)?[^\d、。]{0,6}[都道府県市区町村郡][^、。]{1,25}(?:[\d〇○０-９][-‐–—ー−－][\d〇○０-９]|番地|丁目)[^、。]{0,24}$",
        )
    });
    HOUSE.as_ref().is_some_and(|house| house.is_match(text)) && !evidence::has_date(text)
}

fn is_contact(text: &str) -> bool {
    evidence::has_phone(text)
        || evidence::has_postal_code(text)
        || evidence::has_address(text)
        || is_house(text)
        || SIGNATURE.organization.iter().any(|word| text.contains(word))
        || (has_contact_word(text) && text.chars().filter(|c| c.is_numeric()).count() >= 6)
}

fn has_contact_word(text: &str) -> bool {
    SIGNATURE.contact.iter().any(|word| text.starts_with(word))
}

/// Short, and without anything that a name does not have.
fn is_name(text: &str) -> bool {
    let closing = SIGNATURE.closing.contains(&text);
    let spoken_to = SIGNATURE.honorific.iter().any(|word| text.ends_with(word));
    (1..=30).contains(&text.chars().count())
        && !closing
        && !spoken_to
        && !is_sentence(text)
        && !text
            .chars()
            .any(|c| matches!(c, '。' | '、' | '!' | '！' | '?' | '？' | '「' | '」' | '…' | ':' | '：' | '→'))
        && text.chars().any(char::is_alphabetic)
}

/// Whether the line ends like a sentence, or holds one.
pub(super) fn is_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches([')', '）', 'w', 'ｗ', '♪', '〜', '～', ' ']);
    evidence::ends_like_sentence(text)
        || text.contains('。')
        || (text.contains('、') && text.chars().count() > 20)
        || SIGNATURE.prose.iter().any(|word| bare.ends_with(word))
}

/// Whether the line begins with a word of orders, as a label.
fn names_goods(text: &str) -> bool {
    let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    SIGNATURE.goods.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(han)))
}

fn begins_with_list_mark(text: &str) -> bool {
    text.starts_with(['・', '-', '*', '→', '①', '②', '③', '④', '⑤', '※', '･', '●', '■'])
        || head(text, 4).starts_with(|c: char| c.is_ascii_digit())
}

/// A line without the ornaments around a name.
fn undecorated(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '◆' | '◇'
                    | '■'
                    | '□'
                    | '●'
                    | '○'
                    | '★'
                    | '☆'
                    | '*'
                    | '＊'
                    | '♪'
                    | '|'
                    | '｜'
                    | '┃'
                    | '│'
                    | '【'
                    | '】'
                    | '-'
                    | '─'
                    | '━'
                    | '='
                    | '＝'
                    | '~'
                    | '～'
                    | '〜'
                    | '❖'
                    | '✿'
            )
    })
}
