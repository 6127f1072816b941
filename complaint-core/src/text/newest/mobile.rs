//! Lines that mail programs add: `iPhoneから送信`, `Sent from my iPad`.

use super::vocabulary::{MOBILE, key};

/// Whether the whole line was added by a mail program, every sentence of it.
pub(super) fn is_mobile_line(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    let mut sentences = text.split('。').flat_map(|part| part.split(". ")).filter(|part| !part.trim().is_empty());
    is_program_sentence(text) || (sentences.clone().next().is_some() && sentences.all(is_program_sentence))
}

fn is_program_sentence(text: &str) -> bool {
    let mut line = key(text).replace(['®', '™'], "").replace("(tm)", "");
    if let Some(at) = line.find("http") {
        line.truncate(at);
    }
    let around =
        |c: char| matches!(c, '<' | '>' | '(' | ')' | '（' | '）' | '[' | ']' | '。' | '.' | '-' | '“' | '”' | '"');
    let line = line.trim_matches(around);
    if MOBILE.lines.iter().any(|known| known.trim_matches(around) == line) {
        return true;
    }
    let (line, headed) = strip_one(line, &MOBILE.heads, true);
    let (line, tailed) = strip_one(line, &MOBILE.tails, false);
    (headed || tailed) && is_device(line)
}

/// Devices with the small words between them, and nothing else.
fn is_device(mut text: &str) -> bool {
    let mut devices = 0;
    while !text.is_empty() {
        let (rest, filler) = strip_one(text, &MOBILE.fillers, true);
        let (rest, device) = strip_one(rest, &MOBILE.devices, true);
        if !filler && !device {
            return false;
        }
        devices += usize::from(device);
        text = rest;
    }
    devices > 0
}

fn strip_one<'t>(text: &'t str, words: &[String], front: bool) -> (&'t str, bool) {
    for word in words {
        let rest = if front { text.strip_prefix(word.as_str()) } else { text.strip_suffix(word.as_str()) };
        if let Some(rest) = rest {
            return (rest, true);
        }
    }
    (text, false)
}
