//! People of the company that are complained of, thanked or dealt with.

use std::ops::Range;

use complaint_dictionaries::word::{Class, Pos};

use super::{
    Sheet,
    passage::{Passage, Speech},
    shapes::shape,
    vocabulary::{holds, is_word, near_end, near_start, places, word_at_end, word_at_start, words},
};
use crate::{
    tokens::Token,
    verdict::{Fact, Role},
};

/// Names of a passage that are looked at.
const MOST: usize = 60;

/// The people, without the writer, their family and the company itself.
pub(super) fn find(sheet: &Sheet<'_>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    for passage in sheet.passages.iter().filter(|p| matches!(p.speech, Speech::Words | Speech::Subject)) {
        let mut spans = own_staff(sheet, passage);
        spans.extend(names(passage).into_iter().take(MOST));
        for span in spans {
            let name = &passage.text()[span.clone()];
            if is_writer(sheet, name)
                || facts.iter().any(|f| f.text.starts_with(name) || name.starts_with(f.text.as_str()))
            {
                continue;
            }
            let role = role(passage, span.clone());
            facts.extend(sheet.fact(passage, span).map(|f| Fact { role: Some(role), ..f }));
        }
    }
    facts
}

/// The company's own people; a name of one letter only where it is called as one.
fn own_staff(sheet: &Sheet<'_>, passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.text();
    let is_name = |s: &Range<usize>| {
        let (before, after) = (near_end(&text[..s.start], 36), near_start(&text[s.end..], 24));
        let called = ["honorific", "post", "said_name"].iter().any(|l| word_at_start(l, after).is_some());
        let titled = word_at_end("title", before.trim_end_matches(['の', '・', ' '])).is_some();
        let whole = passage.word_from(s.start).is_some() && passage.word_to(s.end).is_some();
        let of_writer = word_at_end("relation", before.trim_end_matches(['の', '・'])).is_some();
        let short = text[s.clone()].chars().count() == 1;
        whole && !of_writer && (called || titled || !short)
    };
    sheet.own.staff(text).into_iter().filter(is_name).collect()
}

/// The names in a passage that are said to be of the company's people.
fn names(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.text();
    let mut found = Vec::new();
    for (kind, calls) in [("honorific", Call::Honorific), ("post", Call::Post), ("said_name", Call::Said)] {
        for (suffix, at) in places(kind, text) {
            let end = at + suffix.len();
            let longer = kind == "post" && word_at_end("post", &text[..end]) != Some(suffix);
            if longer || passage.word_from(at).is_none() {
                continue;
            }
            let after = near_start(&text[end..], 24);
            let Some(span) = name_before(passage, at) else { continue };
            if is_candidate(passage, &span, after, calls) {
                found.push(span);
            }
        }
    }
    titled(passage, &mut found);
    called_in_subject(passage, &mut found);
    if let Some(tag) = shape("name_tag") {
        found.extend(
            tag.find_all(text)
                .filter_map(|c| c.name("name").or(c.name("plain")).map(|m| m.range()))
                .filter(|s| !is_word("nobody", &text[s.clone()])),
        );
    }
    found.sort_by_key(|s| (s.start, std::cmp::Reverse(s.end)));
    found.dedup_by_key(|s| s.start);
    found
}

/// What makes a run of letters the name of a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    /// さん, 様.
    Honorific,
    /// 店長, 先生 behind it.
    Post,
    /// という, とかいう.
    Said,
    /// 担当の in front of it.
    Title,
    /// へ at the end of a subject.
    Letter,
}

/// A subject that only calls somebody: 担当の佐伯へ.
fn called_in_subject(passage: &Passage<'_>, found: &mut Vec<Range<usize>>) {
    let text = passage.text().trim_end();
    let Some(suffix) =
        words("letter_to").iter().find(|w| text.ends_with(**w)).filter(|_| passage.speech == Speech::Subject)
    else {
        return;
    };
    let at = text.len() - suffix.len();
    found.extend(name_before(passage, at).filter(|s| is_candidate(passage, s, "", Call::Letter)));
}

/// 担当の佐藤, 受付・高木: a name right behind what the person is.
fn titled(passage: &Passage<'_>, found: &mut Vec<Range<usize>>) {
    let text = passage.text();
    for (i, t) in passage.tokens.iter().enumerate() {
        if !matches!(t.info.pos, Pos::PersonName | Pos::PlaceName) {
            continue;
        }
        let start = t.start as usize;
        let before = near_end(&text[..start], 36).trim_end_matches(['の', '・', ' ', ':', '、']);
        if before.len() == near_end(&text[..start], 36).len()
            || (word_at_end("title", before).is_none() && word_at_end("post", before).is_none())
        {
            continue;
        }
        let mut end = t.end as usize;
        if let Some(n) = passage.tokens.get(i + 1).filter(|n| n.info.pos == Pos::PersonName && n.start as usize == end)
        {
            end = n.end as usize;
        }
        if is_candidate(passage, &(start..end), near_start(&text[end..], 24), Call::Title) {
            found.push(start..end);
        }
    }
}

/// The run of letters of a name that ends at `at`, without what the person is.
fn name_before(passage: &Passage<'_>, at: usize) -> Option<Range<usize>> {
    let text = passage.text();
    let head = &text[..at];
    let last = head.chars().next_back()?;
    let class = script(last)?;
    let run = head
        .char_indices()
        .rev()
        .take(10)
        .take_while(|(_, c)| script(*c) == Some(class) || (class == Script::Katakana && *c == '・'))
        .last()?
        .0;
    let mut start = run;
    while let Some(title) = words("title")
        .iter()
        .chain(words("post"))
        .find(|t| head[start..].starts_with(**t) && head[start..].len() > t.len())
    {
        start += title.len();
    }
    if class == Script::Hiragana {
        start = kana_start(passage, start, at)?;
    }
    let n = head[start..].chars().count();
    let fits = match class {
        Script::Kanji => (1..=4).contains(&n),
        Script::Hiragana => (2..=5).contains(&n),
        Script::Katakana => (2..=9).contains(&n),
        Script::Latin => (2..=10).contains(&n),
    };
    fits.then_some(start..at)
}

/// A name in hiragana begins behind a gap, a mark or the の of 受付の, or is a name to the analyzer.
fn kana_start(passage: &Passage<'_>, run: usize, at: usize) -> Option<usize> {
    let text = passage.text();
    let short = |start: usize| (2..=4).contains(&text[start..at].chars().count());
    let mark = text[..run].chars().next_back().is_none_or(|c| c.is_whitespace() || "、。,「(・".contains(c));
    if mark && short(run) {
        return Some(run);
    }
    let behind_no = text[run..at].rfind('の').map(|i| run + i + 'の'.len_utf8());
    let titled = behind_no.filter(|s| short(*s) && word_at_end("title", text[..*s].trim_end_matches('の')).is_some());
    let known = passage.word_to(at).filter(|t| t.info.pos == Pos::PersonName).map(|t| t.start as usize);
    titled.or(known)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Hiragana,
    Katakana,
    Latin,
}

fn script(c: char) -> Option<Script> {
    match c {
        '一'..='鿿' | '々' | 'ヶ' => Some(Script::Kanji),
        'ぁ'..='ん' => Some(Script::Hiragana),
        'ァ'..='ヴ' | 'ー' => Some(Script::Katakana),
        'A'..='Z' | 'a'..='z' => Some(Script::Latin),
        _ => None,
    }
}

fn is_candidate(passage: &Passage<'_>, span: &Range<usize>, after: &str, call: Call) -> bool {
    let text = passage.text();
    let name = &text[span.clone()];
    let before = near_end(&text[..span.start], 36);
    let words = passage.words(span.clone());
    let known = words.iter().any(|t| matches!(t.info.pos, Pos::PersonName | Pos::PlaceName)) || is_unknown(words);
    let no_name = is_word("nobody", name) || is_word("title", name) || word_at_end("post", name).is_some();
    if no_name || (!known && word_at_end("nobody_end", name).is_some()) || word_at_start("self_after", after).is_some()
    {
        return false;
    }
    if word_at_end("relation", before.trim_end_matches(['の', '・'])).is_some() || holds("neighbour", before) {
        return false;
    }
    let title = before.trim_end_matches(['の', '・', ' ', '、']);
    let titled = word_at_end("title", title).is_some() || word_at_end("post", title).is_some();
    // a part of a longer word
    let glued = !titled && text[..span.start].ends_with(|c: char| script(c).is_some_and(|s| s != Script::Hiragana));
    let katakana = script_of(name) == Some(Script::Katakana);
    let long_katakana = katakana && name.chars().count() > 6 && !titled;
    if glued || long_katakana || (passage.inside_quote(span.start) && !titled) {
        return false;
    }
    let plain_class = words.iter().all(|t| t.info.class == Class::None);
    let plain = plain_class && !katakana && name.chars().count() <= 3;
    match call {
        Call::Honorific => known || titled || plain,
        Call::Post => known,
        Call::Said => {
            (known && !katakana) || (plain_class && word_at_start("person_after", after.trim_start()).is_some())
        }
        Call::Title => {
            !after.starts_with(|c: char| script(c).is_some() && script(c) == name.chars().next_back().and_then(script))
        }
        Call::Letter => known,
    }
}

fn script_of(name: &str) -> Option<Script> {
    name.chars().next().and_then(script)
}

/// A word that no dictionary has is likelier a name than anything else.
fn is_unknown(words: &[Token]) -> bool {
    !words.is_empty() && words.iter().all(|t| matches!(t.info.pos, Pos::Unknown | Pos::PersonName | Pos::ProperNoun))
}

/// The writer: by the header, or because they say so.
fn is_writer(sheet: &Sheet<'_>, name: &str) -> bool {
    let squeezed: String = sheet.writer().chars().filter(|c| !c.is_whitespace()).collect();
    if squeezed.contains(name) {
        return true;
    }
    sheet.passages.iter().any(|p| match p.speech {
        Speech::Signature => p.text().contains(name),
        Speech::Form => p.text().lines().any(|l| l.contains(name) && holds("name_label", l)),
        _ => p.text().match_indices(name).any(|(at, _)| {
            let after = &p.text()[at + name.len()..];
            word_at_start("self_after", after).is_some() || after.trim().is_empty()
        }),
    })
}

fn role(passage: &Passage<'_>, span: Range<usize>) -> Role {
    let text = passage.text();
    let sentence = passage.sentence_at(span.start);
    if holds("thanks", &text[sentence]) {
        return Role::Thanked;
    }
    let line_start = text[..span.start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[span.end..].find('\n').map_or(text.len(), |i| span.end + i);
    let rest = text[span.end..line_end].trim();
    let greeting = is_word("honorific", rest) && text[line_start..span.start].chars().count() < 20;
    if greeting { Role::Addressed } else { Role::Blamed }
}
