//! Who is written to: the writer's name, where the mail gives one.

use crate::mail::Mail;
use crate::verdict::Verdict;

use super::speech::{NameWords, Speech};
use super::words::Words;

/// The writer's name without a title: from a form field, else the display name
/// of the sender, else the writer introducing themself.
pub(crate) fn writer_name(mail: &Mail, verdict: &Verdict, speech: &Speech, words: &Words) -> Option<String> {
    let lists = &speech.name;
    let display = mail.from.as_ref().and_then(|a| a.name.as_deref());
    from_form(&mail.body, lists)
        .or_else(|| display.and_then(|d| clean(d, lists)))
        .or_else(|| introduced(mail, verdict, lists, words))
}

fn from_form(body: &str, lists: &NameWords) -> Option<String> {
    body.lines().take(40).find_map(|line| {
        let line = line.trim().trim_start_matches(['【', '■', '●', '・', '◆', '□', '[']);
        let label = lists.labels.iter().find(|l| line.starts_with(l.as_str()))?;
        let value = line[label.len()..].trim_start_matches(['】', ']', '：', ':', ' ', '　', '\t']);
        let separated = value.len() < line.len() - label.len();
        separated.then(|| clean(value, lists)).flatten()
    })
}

/// A name fit to be written to, or none.
fn clean(name: &str, lists: &NameWords) -> Option<String> {
    let name = super::own::one_line(name);
    let cut = name.split(['(', '（', '<', '/', '／', '@', '＠', '|']).next().unwrap_or_default();
    let mut cut = cut.trim().trim_matches(['"', '\'', '“', '”']).trim();
    for title in &lists.titles {
        cut = cut.strip_suffix(title.as_str()).unwrap_or(cut).trim();
    }
    let chars = cut.chars().count();
    let fit = (1..=24).contains(&chars)
        && looks_like_a_name(cut)
        && !lists.none.iter().any(|n| cut.to_lowercase().contains(n.as_str()));
    fit.then(|| cut.to_string())
}

/// Japanese script, or at least two capitalised words: no mail handle.
fn looks_like_a_name(text: &str) -> bool {
    let allowed = |c: char| c.is_alphabetic() || matches!(c, ' ' | '　' | '・' | '.' | '-' | '’' | '\'' | '＝' | 'ー');
    if !text.chars().all(allowed) {
        return false;
    }
    let japanese = text.chars().any(|c| matches!(c, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'));
    let capitalised = text.split_whitespace().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    japanese || capitalised >= 2
}

fn introduced(mail: &Mail, verdict: &Verdict, lists: &NameWords, words: &Words) -> Option<String> {
    verdict.newest.iter().find_map(|&(from, to)| {
        let text = mail.body.get(from..to)?;
        let at = lists.introducing.iter().filter_map(|i| text.find(i.as_str())).min()?;
        let head = &text[..at];
        let proper = words.cut(head).into_iter().next_back()?;
        (proper.span.1 == head.len() && proper.pos.contains(lists.proper.as_str()))
            .then(|| clean(&proper.surface, lists))
            .flatten()
    })
}

/// The subject of the answer: one `Re: ` before the mail's subject, or one by
/// target where there is none or it has a word that does not belong there.
pub(crate) fn subject(mail: &Mail, verdict: &Verdict, speech: &Speech) -> String {
    let bare = bare_subject(&mail.subject, speech);
    let blank = bare.is_empty() || speech.topic.blank.contains(&bare);
    if blank || speech.subject_never.iter().any(|w| bare.contains(w.as_str())) {
        let by_target = speech.subject.get(&verdict.target);
        return by_target.cloned().unwrap_or_default();
    }
    format!("Re: {bare}")
}

/// The subject without the prefixes of answering and forwarding.
pub(crate) fn bare_subject(subject: &str, speech: &Speech) -> String {
    let line = super::own::one_line(subject);
    let mut rest = line.as_str();
    while let Some(shorter) = without_prefix(rest, &speech.subject_prefixes) {
        rest = shorter;
    }
    rest.to_string()
}

fn without_prefix<'a>(subject: &'a str, prefixes: &[String]) -> Option<&'a str> {
    let colon = subject.find([':', '：'])?;
    let head = subject[..colon].trim().to_lowercase();
    let head = head.split(['[', '(', '^']).next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    prefixes.iter().any(|p| p == head).then(|| subject[colon..].trim_start_matches([':', '：']).trim_start())
}
