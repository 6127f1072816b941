//! The words of one sentence in; features out: what can be pointed at.
//!
//! A feature is a template and the ids of its parts. Where it is looked up no
//! string is made; its name is put together only to be written or explained.

use complaint_dictionaries::{
    hash::word_hash,
    word::{Class, Form, Pos},
};

use super::symbols::{class, cluster, is_grammatical, word};
use crate::tokens::Token;

/// What shape of thing a feature is. The letter stands first in its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Template {
    /// One word.
    Word = b'w',
    /// Two adjacent words.
    Pair = b'b',
    /// Three adjacent words.
    Triple = b't',
    /// Two adjacent classes.
    ClassPair = b'c',
    /// Three adjacent classes.
    ClassTriple = b'd',
    /// Class of a noun, its particle, and the predicate.
    NounClass = b'n',
    /// A noun, its particle, and the class of the predicate.
    PredicateClass = b'p',
    /// Class of a noun, its particle, class of the predicate with voice and negation.
    Frame = b'f',
    /// The last words of the sentence.
    Ending = b'e',
    /// A predicate's class and what follows it: てくれない, られました.
    Chain = b'v',
    /// A word inside 「」.
    Quoted = b'q',
    /// A property of the sentence as a whole.
    Property = b'm',
    /// A class anywhere in the sentence.
    Class = b's',
    /// Two content words or classes that occur together in this order.
    Skip = b'k',
    /// A group of words that are used alike.
    Group = b'g',
    /// Group of a noun, its particle, group of the predicate.
    GroupFrame = b'h',
    /// A rule that people wrote, found in the sentence, and how it stands there.
    Rule = b'r',
}

impl Template {
    /// Every template.
    pub const ALL: &'static [Self] = &[
        Self::Word,
        Self::Pair,
        Self::Triple,
        Self::ClassPair,
        Self::ClassTriple,
        Self::NounClass,
        Self::PredicateClass,
        Self::Frame,
        Self::Ending,
        Self::Chain,
        Self::Quoted,
        Self::Property,
        Self::Class,
        Self::Skip,
        Self::Group,
        Self::GroupFrame,
        Self::Rule,
    ];
    /// The letter of its names.
    pub const fn letter(self) -> char {
        self as u8 as char
    }
}

/// What surrounds a sentence in its mail.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Setting {
    /// It is the subject.
    pub subject: bool,
    /// Its place among the sentences of the body, 0.0 first to 1.0 last.
    pub position: f32,
    /// It begins inside 「」.
    pub quoted: bool,
}

/// Receives each feature of a sentence: template, ids of its parts, and the
/// words (by position in the sentence) that it is made of.
pub trait Sink {
    /// One feature.
    fn feature(&mut self, template: Template, parts: &[u32], first: usize, last: usize);
}

/// Most words that a particle may stand before its predicate.
const REACH: usize = 10;

/// Gives every feature of the sentence to `sink`.
pub fn extract(words: &[Token], setting: Setting, sink: &mut impl Sink) {
    adjacent(words, setting, sink);
    frames(words, sink);
    chains(words, sink);
    ending(words, sink);
    skips(words, sink);
    properties(words, setting, sink);
}

fn adjacent(words: &[Token], setting: Setting, sink: &mut impl Sink) {
    use Template::*;
    let w = |i: usize| word(&words[i]).id(&words[i]);
    let c = |i: usize| class(&words[i]).id(&words[i]);
    let mut quoted = setting.quoted;
    for (i, t) in words.iter().enumerate() {
        match t.info.pos {
            Pos::OpenBracket => quoted = true,
            Pos::CloseBracket => quoted = false,
            _ => {}
        }
        let content =
            !matches!(t.info.pos, Pos::Comma | Pos::Period | Pos::OpenBracket | Pos::CloseBracket | Pos::Symbol);
        if content {
            sink.feature(Word, &[w(i)], i, i);
            if quoted && !is_grammatical(t.info.pos) {
                sink.feature(Quoted, &[w(i)], i, i);
            }
            if let Some(g) = cluster(t) {
                sink.feature(Group, &[g], i, i);
            }
            if t.info.class != complaint_dictionaries::word::Class::None {
                sink.feature(Class, &[c(i)], i, i);
            }
        }
        if i + 1 < words.len() {
            sink.feature(Pair, &[w(i), w(i + 1)], i, i + 1);
            if c(i) != w(i) || c(i + 1) != w(i + 1) {
                sink.feature(ClassPair, &[c(i), c(i + 1)], i, i + 1);
            }
        }
        if i + 2 < words.len() {
            sink.feature(Triple, &[w(i), w(i + 1), w(i + 2)], i, i + 2);
            sink.feature(ClassTriple, &[c(i), c(i + 1), c(i + 2)], i, i + 2);
        }
    }
}

fn is_noun(p: Pos) -> bool {
    use Pos::*;
    matches!(
        p,
        Noun | VerbalNoun
            | AdjectivalNoun
            | AdverbialNoun
            | Pronoun
            | PersonName
            | PlaceName
            | ProperNoun
            | NameSuffix
            | Suffix
            | DependentNoun
            | Unknown
            | Alphabet
            | Counter
            | Number
    )
}

fn is_predicate(p: Pos) -> bool {
    matches!(p, Pos::Verb | Pos::Adjective | Pos::AdjectivalNoun)
}

/// Whether the word is a noun that acts as a predicate: 連絡(する), 故障(です).
fn is_verbal(words: &[Token], i: usize) -> bool {
    words[i].info.pos == Pos::VerbalNoun
        && words.get(i + 1).is_none_or(|n| {
            matches!(
                n.info.pos,
                Pos::Verb | Pos::Auxiliary | Pos::DependentVerb | Pos::Period | Pos::Comma | Pos::FinalParticle
            )
        })
}

/// Words that belong to a predicate: auxiliaries, て, くれる, ない.
fn tail_end(words: &[Token], predicate: usize) -> usize {
    let mut end = predicate + 1;
    while end < words.len() && end - predicate < 8 {
        let t = &words[end].info;
        let suru = end == predicate + 1 && t.pos == Pos::Verb && words[predicate].info.pos == Pos::VerbalNoun;
        let te = t.pos == Pos::ConnectiveParticle || t.pos == Pos::FinalParticle || t.pos == Pos::AdverbialParticle;
        if !(suru
            || te
            || matches!(
                t.pos,
                Pos::Auxiliary | Pos::VerbSuffix | Pos::DependentVerb | Pos::DependentAdjective | Pos::DependentNoun
            ))
        {
            break;
        }
        end += 1;
    }
    end
}

const NEGATIVE: [u32; 6] =
    [word_hash("ない"), word_hash("ん"), word_hash("ぬ"), word_hash("まい"), word_hash("ず"), word_hash("へん")];
const PASSIVE: [u32; 2] = [word_hash("れる"), word_hash("られる")];
const FAVOUR: [u32; 8] = [
    word_hash("くれる"),
    word_hash("くださる"),
    word_hash("下さる"),
    word_hash("もらう"),
    word_hash("いただく"),
    word_hash("頂く"),
    word_hash("いただける"),
    word_hash("もらえる"),
];
const VOICE: [u32; 8] = [
    word_hash("plain"),
    word_hash("neg"),
    word_hash("pass"),
    word_hash("pass+neg"),
    word_hash("favour"),
    word_hash("favour+neg"),
    word_hash("favour+pass"),
    word_hash("favour+pass+neg"),
];
/// Names of the marks in [`VOICE`] and of the properties, for the names of features.
pub(super) const MARKS: &[&str] = &[
    "plain",
    "neg",
    "pass",
    "pass+neg",
    "favour",
    "favour+neg",
    "favour+pass",
    "favour+pass+neg",
    "subject",
    "first",
    "last",
    "quoted",
    "!!",
    "?",
    "!",
    "?!",
    "short",
    "long",
    "imperative",
    "polite",
    "kana",
    "many-numbers",
    "no-stop",
    "open",
    "list",
    "hypo",
    "past",
    "other",
];

/// Voice, benefactive and negation of a predicate.
fn voice(words: &[Token], predicate: usize) -> u32 {
    let tail = &words[predicate + 1..tail_end(words, predicate)];
    let has = |set: &[u32]| tail.iter().any(|t| set.contains(&t.info.lemma));
    VOICE[usize::from(has(&NEGATIVE)) + 2 * usize::from(has(&PASSIVE)) + 4 * usize::from(has(&FAVOUR))]
}

fn frames(words: &[Token], sink: &mut impl Sink) {
    use Template::*;
    for (i, t) in words.iter().enumerate().skip(1) {
        if !matches!(t.info.pos, Pos::CaseParticle | Pos::TopicParticle | Pos::Particle)
            || !is_noun(words[i - 1].info.pos)
        {
            continue;
        }
        let Some(p) =
            (i + 1..words.len().min(i + REACH)).find(|&j| is_predicate(words[j].info.pos) || is_verbal(words, j))
        else {
            continue;
        };
        let (noun, predicate) = (&words[i - 1], &words[p]);
        let (nc, nw) = (class(noun).id(noun), word(noun).id(noun));
        let (pc, pw) = (class(predicate).id(predicate), word(predicate).id(predicate));
        let particle = t.info.lemma;
        sink.feature(NounClass, &[nc, particle, pw], i - 1, p);
        sink.feature(PredicateClass, &[nw, particle, pc], i - 1, p);
        sink.feature(Frame, &[nc, particle, pc, voice(words, p)], i - 1, p);
        let (ng, pg) = (cluster(noun), cluster(predicate));
        if let Some(pg) = pg {
            sink.feature(GroupFrame, &[nc, particle, pg], i - 1, p);
            if let Some(ng) = ng {
                sink.feature(GroupFrame, &[ng, particle, pg], i - 1, p);
            }
        }
        if let Some(ng) = ng {
            sink.feature(GroupFrame, &[ng, particle, pc], i - 1, p);
        }
    }
}

fn chains(words: &[Token], sink: &mut impl Sink) {
    for (i, t) in words.iter().enumerate() {
        if !(is_predicate(t.info.pos) || is_verbal(words, i)) {
            continue;
        }
        let end = tail_end(words, i);
        if end == i + 1 {
            continue;
        }
        let mut parts = [0u32; 8];
        parts[0] = class(t).id(t);
        let n = (end - i).min(parts.len());
        for k in 1..n {
            parts[k] = words[i + k].info.lemma;
        }
        for len in 2..=n {
            sink.feature(Template::Chain, &parts[..len], i, i + len - 1);
        }
        sink.feature(Template::Chain, &[word(t).id(t), voice(words, i)], i, end - 1);
    }
}

fn is_mark(p: Pos) -> bool {
    matches!(p, Pos::Period | Pos::Symbol | Pos::CloseBracket)
}

fn ending(words: &[Token], sink: &mut impl Sink) {
    let Some(last) = words.iter().rposition(|t| !is_mark(t.info.pos)) else { return };
    let question = words[last + 1..].iter().any(|t| t.info.lemma == word_hash("?"));
    let mark = if question { word_hash("?") } else { word_hash("plain") };
    for len in 1..=4usize.min(last + 1) {
        let first = last + 1 - len;
        let mut parts = [mark; 5];
        for (k, t) in words[first..=last].iter().enumerate() {
            parts[k + 1] = if k == 0 && len > 2 { class(t).id(t) } else { word(t).id(t) };
        }
        sink.feature(Template::Ending, &parts[..=len], first, last);
    }
}

/// Pairs of content words at a distance, one of them by class.
fn skips(words: &[Token], sink: &mut impl Sink) {
    let content = |t: &Token| !matches!(t.info.class, Class::None | Class::Other | Class::Verb);
    let mut previous: [Option<usize>; 3] = [None; 3];
    for (i, t) in words.iter().enumerate().filter(|(_, t)| content(t)) {
        let here = class(t).id(t);
        for p in previous.into_iter().flatten() {
            let before = &words[p];
            sink.feature(Template::Skip, &[class(before).id(before), here], p, i);
            sink.feature(Template::Skip, &[class(before).id(before), t.info.lemma], p, i);
            sink.feature(Template::Skip, &[before.info.lemma, here], p, i);
        }
        previous = [Some(i), previous[0], previous[1]];
    }
}

fn properties(words: &[Token], setting: Setting, sink: &mut impl Sink) {
    let last = words.len().saturating_sub(1);
    let mut put = |on: bool, name: u32| {
        if on {
            sink.feature(Template::Property, &[name], 0, last);
        }
    };
    let exclaims = words.iter().filter(|t| t.info.lemma == word_hash("!")).count();
    let questions = words.iter().filter(|t| t.info.lemma == word_hash("?")).count();
    put(setting.subject, word_hash("subject"));
    put(!setting.subject && setting.position == 0.0, word_hash("first"));
    put(!setting.subject && setting.position == 1.0, word_hash("last"));
    put(setting.quoted, word_hash("quoted"));
    put(exclaims >= 2, word_hash("!!"));
    put(exclaims == 1, word_hash("!"));
    put(questions >= 1, word_hash("?"));
    put(questions >= 1 && exclaims >= 1, word_hash("?!"));
    put(words.len() <= 4, word_hash("short"));
    put(words.len() >= 25, word_hash("long"));
    put(words.iter().any(|t| t.info.form == Form::Imperative), word_hash("imperative"));
    put(words.iter().any(|t| POLITE.contains(&t.info.lemma)), word_hash("polite"));
    put(words.iter().filter(|t| t.info.pos == Pos::Number).count() >= 3, word_hash("many-numbers"));
    put(words.last().is_some_and(|t| t.info.pos != Pos::Period), word_hash("no-stop"));
}

const POLITE: [u32; 3] = [word_hash("ます"), word_hash("です"), word_hash("ございます")];
