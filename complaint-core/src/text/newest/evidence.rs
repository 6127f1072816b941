//! What makes a line more than its keyword: dates, times, addresses, numbers, rules.
//!
//! The patterns are structure and stay here; words stand in the tables.

use std::sync::LazyLock;

use regex::Regex;

/// A pattern that is written in this folder, so that it cannot be wrong at run time.
/// Should one be wrong after all, it matches nothing instead of failing a mail.
pub(super) fn pattern(source: &str) -> Option<Regex> {
    let built = Regex::new(&source.replace(r"\d", DIGIT));
    debug_assert!(built.is_ok(), "pattern does not compile: {source}");
    built.ok()
}

/// The digits of Japanese mail. Those of all scripts make a pattern many times
/// larger, and the first mail waits for it.
const DIGIT: &str = "[0-9０-９]";

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠')
}

// A pattern with `holding` is not even compiled for texts without such a letter.
macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $source:expr $(, holding $needed:expr)?;)*) => {
        $($(#[$doc])*
        pub(super) fn $name(text: &str) -> bool {
            $(if !text.contains($needed) {
                return false;
            })?
            static PATTERN: LazyLock<Option<Regex>> = LazyLock::new(|| pattern($source));
            PATTERN.as_ref().is_some_and(|found| found.is_match(text))
        })*
    };
}

// Word boundaries are ASCII ones: with Unicode ones the regex crate falls back to
// an engine ten times slower on Japanese text.

/// A day with its year, in Japanese, ISO, slashed or English order.
const DAY: &str = r"(?i:(?:令和|平成|昭和|[RH])\s?(?:\d{1,2}|元)\s?[年./]\s?\d{1,2}\s?[月./]\s?\d{1,2}|(?:19|20)?\d\d\s?(?:年|/|-|\.)\s?\d{1,2}\s?(?:月|/|-|\.)\s?\d{1,2}|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d\d|(?-u:\b)\d{1,2}\.?\s(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s(?:19|20)\d\d|(?-u:\b)(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d)";

/// A day without its year.
const SHORT_DAY: &str = r"(?:\d{1,2}\s?[/月]\s?\d{1,2})";

patterns! {
    /// A day with its year stands in the line.
    has_date = DAY, holding is_digit;
    /// A day stands in the line, with or without its year.
    has_any_day = &format!("{DAY}|{SHORT_DAY}"), holding is_digit;
    /// A time of day stands in the line.
    has_time = r"\d{1,2}\s?(?:[:：]|時)\s?\d{2}|\d{1,2}\s?時|(?i:(?-u:\b)\d{1,2}\s?[ap]m(?-u:\b))", holding is_digit;
    /// An address of electronic mail stands in the line.
    has_address = r"[A-Za-z0-9_.+%/=~-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", holding is_at;
    /// An address of electronic mail in angle, square or round brackets.
    has_bracketed_address = r"[<＜\[(（](?:mailto:)?[^<>＜＞\s]{1,80}[@＠][^<>＜＞\s]{1,120}[>＞\])）]", holding is_at;
    /// The line ends with an address in angle brackets.
    ends_with_bracketed_address = r"<[^<>\s]{1,80}@[^<>\s]{1,120}>$", holding is_at;
    /// The line ends with an address and a colon.
    ends_with_address = r"[A-Za-z0-9_.+%=~-]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+\s*[:：]$", holding is_at;
    /// The line begins with a day, perhaps after a bracket or the preposition of English programs.
    begins_with_date = &format!(r"^(?i:[-\s]{{0,6}}(?:on|at|le|am)\s)?[\s(\[（「]{{0,2}}(?:(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+|[月火水木金土日](?:曜日)?[,、]\s*)?{DAY}"), holding is_digit;
    /// English programs' opening with its preposition.
    begins_with_on = r"^(?i:[-\s]{0,6}on\s)";
    /// A day and a time, then a comma: the opening of Apple's line.
    begins_with_moment_and_comma = &format!(r"^[(（]?{DAY}\D{{0,8}}\d{{1,2}}[:：]\d{{2}}(?:[:：]\d{{2}})?\s?[)）]?\s?[、,]"), holding is_digit;
    /// A telephone number.
    has_phone = r"(?:\+\d{1,3}[-\s.]?)?[(（]?\d{1,5}[)）]?[-‐‑–—―ー−－.(（)）]\s?\d{1,5}[-‐‑–—―ー−－.)）]\s?\d{3,4}(?-u:\b)|(?-u:\b)0\d{9,10}(?-u:\b)|[０-９]{2,5}[-‐–ー−－][０-９]{2,4}[-‐–ー−－][０-９]{3,4}", holding is_digit;
    /// A postal code.
    has_postal_code = r"〒|^\s?[\d０-９]{3}[-‐–ー−－][\d０-９]{4}(?:\s|$)";
    /// An address of the web.
    has_web_address = r"(?i:https?://|(?-u:\b)www\.)\S";
    /// The line ends like a sentence.
    ends_like_sentence = r"[。！？!?♪…]\s*[」』）)]?$";
    /// A sum of money.
    has_sum = r"[\d,，０-９]+\s?円|[¥￥]\s?\d", holding is_digit;
    /// The line ends with a colon.
    ends_with_colon = r"[:：]\s*$";
    /// The line ends with a colon, or with the dashes of a separator.
    ends_like_introduction = r"[:：]\s*$|\s-{3,}$";
}

/// Strokes of the kinds that separate.
const DASHES: &str = "-‐‑–—―−－─━═=＝_＿*＊~";

/// What rules are drawn with besides strokes.
const ORNAMENTS: &str = "ー〜～+＋#＃/／\\|｜◇◆■□●○☆★・･.…‥♡♥✿❀∞oO。゜°♪♦♢<>＜＞:：┌┐└┘┏┓┗┛├┤┣┫┃│║╔╗╚╝╋┼⌒;；◢◤▲△▼▽※";

/// Whether a line is drawn and says nothing: two dashes, or three of other marks.
pub(super) fn is_rule(text: &str) -> bool {
    let marks = text.chars().filter(|c| !c.is_whitespace());
    let (mut count, mut dashes) = (0_usize, 0_usize);
    for c in marks {
        if !is_dash(c) && !ORNAMENTS.contains(c) {
            return false;
        }
        count += 1;
        dashes += usize::from(is_dash(c));
    }
    count >= 3 || (count == 2 && dashes == 2)
}

/// A stroke of the kinds that separate: not dots, arrows or bullets.
pub(super) fn is_dash(c: char) -> bool {
    DASHES.contains(c)
}

/// The text between strokes, when both sides or the front have at least two.
pub(super) fn between_dashes(text: &str) -> Option<&str> {
    let inner = text.trim_start_matches(is_dash);
    let front = text[..text.len() - inner.len()].chars().count();
    let inner = inner.trim_end_matches(is_dash);
    (front >= 2 && !inner.is_empty()).then(|| inner.trim())
}
