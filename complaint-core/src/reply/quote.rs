//! The customer's own sentences that are fit to be told back.
//!
//! Which sentences tell the matter is judged with the rest of the mail
//! ([`Verdict::telling`]); here they are looked over once more as quotations: whole,
//! short, no question or command, no abuse, nothing that names one of ours.

use crate::mail::Mail;
use crate::verdict::{Evidence, Flag, Kind, Label, Part, Target, Telling, Verdict};

use super::sentences::{Sentence, sentences, without_bullet};
use super::speech::QuoteWords;
use super::words::{Word, Words};

/// A second sentence is told back from this worth on.
const ENOUGH_FOR_MORE: f32 = 1.0;
/// Sentences told back.
const MOST: usize = 2;

/// Up to two sentences worth telling back, in the order of the mail.
pub(crate) fn quotes(mail: &Mail, verdict: &Verdict, lists: &QuoteWords, words: &Words) -> Vec<String> {
    let all = sentences(mail, verdict, lists);
    let mut best: Vec<&Telling> = verdict.telling.iter().collect();
    best.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let mut found: Vec<(usize, String)> = Vec::new();
    for telling in best {
        let enough = found.is_empty() || telling.worth >= ENOUGH_FOR_MORE;
        let quoted = enough.then(|| quote(mail, telling, &all, verdict, lists, words)).flatten();
        let new = |q: &(usize, String)| found.iter().all(|f| f.0 != q.0 && f.1 != q.1);
        found.extend(quoted.filter(new));
        if found.len() == MOST {
            break;
        }
    }
    found.sort_by_key(|q| q.0);
    found.into_iter().map(|(_, text)| text).collect()
}

/// Where the quotation begins and how it reads, if it can be one: the whole
/// sentence, or where that is too long the clause that tells.
fn quote(
    mail: &Mail,
    telling: &Telling,
    all: &[Sentence<'_>],
    verdict: &Verdict,
    lists: &QuoteWords,
    words: &Words,
) -> Option<(usize, String)> {
    let whole = all.iter().find(|s| overlaps(s.span, telling.span)).cloned();
    let clause = mail.body.get(telling.span.0..telling.span.1).map(|text| {
        let bare = without_bullet(text);
        Sentence { text: bare, span: (telling.span.1 - bare.len(), telling.span.1) }
    });
    let praise = matches!(verdict.kind, Kind::Praise | Kind::Request);
    whole.into_iter().chain(clause).find_map(|sentence| {
        let (piece, cut) = without_conjunction(sentence, words, lists);
        let unfit = others_words(piece.text, verdict, lists)
            || grave(&piece, verdict)
            || conceded(&cut, verdict, lists)
            || !fit(piece.text, &cut, lists, praise);
        (!unfit).then(|| (piece.span.0, tidy(piece.text, lists)))
    })
}

/// Where the writer concedes a mistake: a sentence about themself.
pub(crate) fn conceded(words: &[Word], verdict: &Verdict, lists: &QuoteWords) -> bool {
    verdict.flags.contains(&Flag::OwnMistake) && words.iter().any(|w| lists.self_words.contains(&w.base))
}

/// The sentence names somebody of ours, or tells what they said while the matter
/// is not how they said it.
fn others_words(text: &str, verdict: &Verdict, lists: &QuoteWords) -> bool {
    if verdict.kind != Kind::Complaint {
        return false;
    }
    let named = verdict.facts.operator.iter().any(|p| text.contains(&p.text));
    let after = text.match_indices('」').map(|(at, mark)| &text[at + mark.len()..]);
    let told = after.into_iter().any(|rest| lists.said.iter().any(|s| rest.starts_with(s.as_str())));
    named || (told && !verdict.targets.contains(&Target::Operator) && verdict.target != Target::Operator)
}

/// The sentence as it stands in 「…」: no closing mark, inner brackets doubled.
pub(crate) fn tidy(text: &str, lists: &QuoteWords) -> String {
    let mut rest = text.trim();
    while let Some(shorter) = lists.trailing.iter().find_map(|t| rest.strip_suffix(t.as_str())) {
        rest = shorter.trim_end();
    }
    super::own::one_line(&without_pictographs(without_face(rest))).replace('「', "『").replace('」', "』")
}

/// The sentence and its words without a conjunction at its head.
fn without_conjunction<'a>(s: Sentence<'a>, words: &Words, lists: &QuoteWords) -> (Sentence<'a>, Vec<Word>) {
    let cut = words.cut(s.text);
    let is = |w: &Word, list: &[String]| list.iter().any(|c| w.pos.starts_with(c.as_str()));
    let head = cut.iter().take_while(|w| is(w, &lists.conjunction)).count();
    let conjoined = cut.first().is_some_and(|w| is(w, &lists.conjunction[..1]));
    if !conjoined || head == cut.len() {
        return (s, cut);
    }
    let from = cut[head].span.0;
    let shorter = Sentence { text: &s.text[from..], span: (s.span.0 + from, s.span.1) };
    let cut = words.cut(shorter.text);
    (shorter, cut)
}

/// The text without a face of letters at its end: `(;_;)`.
fn without_face(text: &str) -> &str {
    let Some(at) = text.ends_with([')', '）']).then(|| text.rfind(['(', '（'])).flatten() else { return text };
    let face = text[at..].chars().filter(|c| c.is_alphanumeric()).count() * 2 <= text[at..].chars().count();
    if face { text[..at].trim_end() } else { text }
}

/// A pictograph before a blank ends a sentence; others go.
fn without_pictographs(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut ends = false;
    while let Some(c) = chars.next() {
        if is_pictograph(c) {
            ends |= chars.peek() == Some(&' ') && !plain.ends_with('。');
        } else if !(std::mem::take(&mut ends) && c == ' ') {
            plain.push(c);
        } else if chars.peek().is_some() {
            plain.push('。');
        }
    }
    plain
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}')
}

/// Whether a sentence may be told back at all.
pub(crate) fn fit(text: &str, words: &[Word], lists: &QuoteWords, praise: bool) -> bool {
    let told = tidy(text, lists);
    let chars = told.chars().count();
    let bracketed = told.starts_with('『') && told.ends_with('』');
    let unfit = if praise { &lists.unfit_praise } else { &lists.unfit };
    let asks = lists.question_marks.iter().any(|m| text.ends_with(m.as_str()));
    let last = words
        .iter()
        .rev()
        .find(|w| !w.pos.starts_with(lists.mark.as_str()) && w.surface.chars().any(char::is_alphabetic));
    let finite = last.is_some_and(|w| {
        lists.finite.iter().any(|f| w.pos.starts_with(f.as_str()))
            && !lists.asking.contains(&w.surface)
            && !w.pos.contains(lists.imperative.as_str())
            && !w.pos.contains(lists.suspended.as_str())
    });
    (lists.min_chars..=lists.max_chars).contains(&chars)
        && !asks
        && (praise || !ironic(words, lists))
        && !bracketed
        && finite
        && !text.contains(['】', '：', ':', '@', '＠', '>', '→', '『'])
        && text.matches('「').count() == text.matches('」').count()
        && !words.iter().any(|w| unfit.contains(&w.base) || unfit.contains(&w.surface))
        && !words.iter().any(|w| w.pos.contains(lists.imperative.as_str()))
}

/// Good words that are not denied: in a complaint they are thanks or irony.
pub(crate) fn ironic(words: &[Word], lists: &QuoteWords) -> bool {
    let has = |list: &[String]| words.iter().any(|w| list.contains(&w.base));
    has(&lists.irony) && !has(&lists.negation)
}

fn overlaps(a: (usize, usize), b: (usize, usize)) -> bool {
    a.0 < b.1 && b.0 < a.1
}

/// Evidence of threats or abuse stands in the sentence.
fn grave(sentence: &Sentence<'_>, verdict: &Verdict) -> bool {
    const GRAVE: [Flag; 4] = [Flag::Harassment, Flag::LifeThreat, Flag::Legal, Flag::Publicity];
    inside(sentence, verdict).any(|e| e.weight > 0.0 && matches!(e.label, Label::Flag(f) if GRAVE.contains(&f)))
}

fn inside<'a>(sentence: &'a Sentence<'_>, verdict: &'a Verdict) -> impl Iterator<Item = &'a Evidence> {
    verdict.evidence.iter().filter(|e| e.place.part == Part::Body && overlaps(e.place.span, sentence.span))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::reply::templates::Templates;

    fn fit_to_be_told(text: &str) -> bool {
        let templates = Templates::built_in().unwrap();
        let words = templates.words.cut(text);
        fit(text, &words, &templates.speech.quote, false)
    }

    #[test]
    fn what_went_wrong_is_told_back() {
        for text in [
            "先月開けましたところ、庫内は三十一度、四十二袋のうち三十八袋に虫とカビが回っておりました。",
            "こめくら14の扉には十三度と表示が出ておりました。",
            "1/9に届いた箱が割れていました！",
        ] {
            assert!(fit_to_be_told(text), "{text}");
        }
    }

    #[test]
    fn abuse_threats_questions_and_requests_are_not() {
        for text in [
            "どうして箱が割れているのですか？",
            "馬鹿みたいに箱が割れていました。",
            "早く代わりの品を送ってください。",
            "届かなければ弁護士に相談します。",
            "いつも丁寧な発送をありがとうございます。",
            "箱が割れていたので返金しろ。",
        ] {
            assert!(!fit_to_be_told(text), "{text}");
        }
    }
}
