//! The customer's own sentences that are fit to be told back.
//!
//! A sentence is told back when it tells what went wrong, is short, and holds
//! no abuse, threat, irony, thanks, request or question.

use crate::mail::Mail;
use crate::verdict::{Axis, Evidence, Fact, Flag, Kind, Label, Part, Target, Verdict};

use super::sentences::{Sentence, sentences};
use super::speech::QuoteWords;
use super::words::{Word, Words};

/// Weight of the first sentence that is told back, and of further ones.
const ENOUGH: f32 = 0.5;
const ENOUGH_FOR_MORE: f32 = 1.2;

/// Up to two sentences worth telling back, strongest first.
pub(crate) fn quotes(mail: &Mail, verdict: &Verdict, lists: &QuoteWords, words: &Words) -> Vec<String> {
    let praise = matches!(verdict.kind, Kind::Praise | Kind::Request);
    let mut found: Vec<(f32, String)> = Vec::new();
    let all = sentences(mail, verdict, lists);
    let concedes = verdict.flags.contains(&Flag::OwnMistake);
    let conceded = |cut: &[Word]| concedes && cut.iter().any(|w| lists.self_words.contains(&w.base));
    for (place, sentence) in all.iter().enumerate() {
        for whole in pieces(sentence, lists) {
            let (piece, cut) = without_conjunction(whole, words, lists);
            let ours = others_words(piece.text, verdict, lists);
            if fit(piece.text, &cut, lists, praise) && !ours && !grave(&piece, verdict) && !conceded(&cut) {
                let weight = weight(&piece, &cut, verdict, lists, praise) - place as f32 * 0.02;
                if weight > ENOUGH {
                    found.push((weight, tidy(piece.text, lists)));
                }
                break;
            }
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.dedup_by(|a, b| a.1 == b.1);
    let strong = |(rank, (weight, _)): &(usize, (f32, String))| *rank == 0 || *weight > ENOUGH_FOR_MORE;
    found.into_iter().enumerate().filter(strong).map(|(_, (_, text))| text).take(2).collect()
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

/// The sentence itself, or where it is too long, its tail after a comma.
fn pieces<'a>(sentence: &Sentence<'a>, lists: &QuoteWords) -> Vec<Sentence<'a>> {
    if tidy(sentence.text, lists).chars().count() <= lists.max_chars {
        return vec![sentence.clone()];
    }
    let mut tails = Vec::new();
    for (at, _) in sentence.text.match_indices('、') {
        let start = at + '、'.len_utf8();
        let tail = &sentence.text[start..];
        let balanced = tail.matches('「').count() == tail.matches('」').count();
        if balanced && tidy(tail, lists).chars().count() <= lists.max_chars {
            tails.push(Sentence { text: tail, span: (sentence.span.0 + start, sentence.span.1) });
        }
    }
    tails
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

/// How much a sentence says of the matter: evidence, words of trouble, facts.
fn weight(s: &Sentence<'_>, words: &[Word], verdict: &Verdict, lists: &QuoteWords, praise: bool) -> f32 {
    let telling = if praise { &lists.good } else { &lists.trouble };
    let evidence: f32 = inside(s, verdict)
        .filter(|e| matches!(e.axis, Axis::Target | Axis::Flag | Axis::Kind))
        .map(|e| e.weight.clamp(0.0, 2.0))
        .sum();
    let negated = words.iter().any(|w| lists.negation.contains(&w.base));
    let tells = |w: &&Word| telling.contains(&w.base) || (negated && !praise && lists.absent.contains(&w.base));
    let told = words.iter().filter(tells).count() as f32;
    let f = &verdict.facts;
    let lists_of_facts: [&[Fact]; 4] = [&f.product, &f.dates, &f.amount, &f.order_id];
    let facts = lists_of_facts.iter().flat_map(|l| l.iter()).filter(|x| s.text.contains(&x.text)).count() as f32;
    if told + evidence == 0.0 {
        return 0.0;
    }
    evidence.min(4.0) + told.min(3.0) + facts.min(2.0) * 0.5
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
