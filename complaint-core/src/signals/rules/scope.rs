//! A match and its sentence in; whether the writer asserts it here and now out.

use complaint_dictionaries::word::{Class, Form, Pos};

use super::{
    pattern::{Sets, words_of},
    program::View,
};

/// How a match stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The writer says it.
    Plain,
    /// If it were so.
    Hypothetical,
    /// It was so and is settled.
    Past,
    /// It is not so.
    Negated,
    /// Somebody else feels or does it.
    Other,
    /// Somebody else's words.
    Quoted,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 6] = [Self::Plain, Self::Hypothetical, Self::Past, Self::Negated, Self::Other, Self::Quoted];

    /// The second part of the feature's name; empty for plain.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Hypothetical => "hypo",
            Self::Past => "past",
            Self::Negated => "neg",
            Self::Other => "other",
            Self::Quoted => "quoted",
        }
    }
}

/// Words that carry scope, from the sets whose names begin with `scope-`.
#[derive(Debug, Clone)]
pub(super) struct ScopeWords {
    negation: Vec<u32>,
    bridge: Vec<u32>,
    myself: Vec<u32>,
    subject: Vec<u32>,
    past: Vec<u32>,
    done: Vec<u32>,
    contrast: Vec<u32>,
    condition_before: Vec<u32>,
    condition_after: Vec<u32>,
    open: Vec<u32>,
    close: Vec<u32>,
    cite: Vec<u32>,
    passive: Vec<u32>,
    asking: Vec<u32>,
}

/// Words after a match that are looked at.
const TAIL: usize = 10;
/// Words before a match among which a subject is looked for.
const BEFORE: usize = 8;

fn has(set: &[u32], lemma: u32) -> bool {
    set.binary_search(&lemma).is_ok()
}

impl ScopeWords {
    /// Reads the sets.
    pub(super) fn new(sets: &Sets) -> Result<Self, String> {
        let set = |name: &str| {
            words_of(sets, name).map(|mut w| {
                w.sort_unstable();
                w
            })
        };
        Ok(Self {
            negation: set("scope-negation")?,
            bridge: set("scope-bridge")?,
            myself: set("scope-myself")?,
            subject: set("scope-subject")?,
            past: set("scope-past")?,
            done: set("scope-done")?,
            contrast: set("scope-contrast")?,
            condition_before: set("scope-if")?,
            condition_after: set("scope-when")?,
            open: set("scope-open")?,
            close: set("scope-close")?,
            cite: set("scope-cite")?,
            passive: set("scope-passive")?,
            asking: set("scope-asking")?,
        })
    }

    /// The scope of the words `first..end`; `quoted` is whether the sentence begins
    /// inside 「」, `felt` whether it matters who feels it.
    pub(super) fn of(&self, view: &View<'_>, first: usize, end: usize, quoted: bool, felt: bool) -> Scope {
        let mut inside = quoted;
        for t in &view.words[..=first] {
            inside = has(&self.open, t.info.lemma) || (inside && !has(&self.close, t.info.lemma));
        }
        let tail = end + view.words[end..].iter().take(TAIL).take_while(|t| self.carries_on(t)).count();
        if inside || self.cited(view, end, tail) {
            Scope::Quoted
        } else if felt && self.other_holder(view, first) {
            Scope::Other
        } else if (end..tail).any(|i| self.negates(view, i)) {
            Scope::Negated
        } else if self.conditional(view, first, end, tail) {
            Scope::Hypothetical
        } else if self.settled(view, first, end) {
            Scope::Past
        } else {
            Scope::Plain
        }
    }

    /// Grammatical words through which negation reaches back to the match.
    fn carries_on(&self, t: &crate::tokens::Token) -> bool {
        use Pos::*;
        matches!(
            t.info.pos,
            Auxiliary
                | DependentVerb
                | VerbSuffix
                | DependentAdjective
                | DependentNoun
                | ConnectiveParticle
                | TopicParticle
                | AdverbialParticle
                | FinalParticle
                | CaseParticle
                | Particle
        ) || has(&self.bridge, t.info.lemma)
            || has(&self.negation, t.info.lemma)
    }

    /// ない and its kin, unless it asks (ないでしょうか) or sets a condition (なければ).
    fn negates(&self, view: &View<'_>, i: usize) -> bool {
        let t = &view.words[i].info;
        view.negative[i] && t.form != Form::Conditional && !self.asked(view, i + 1)
    }

    /// ない and its kin, not the ん of のです.
    pub(super) fn is_negative(&self, t: &crate::tokens::Token) -> bool {
        has(&self.negation, t.info.lemma) && t.info.pos != Pos::DependentNoun
    }

    /// だろうか, ですか, か, ？ from word `i` on.
    fn asked(&self, view: &View<'_>, i: usize) -> bool {
        let rest = view.words.get(i..).unwrap_or_default();
        let next = rest.iter().find(|t| t.info.pos != Pos::Auxiliary);
        next.is_some_and(|t| has(&self.asking, t.info.lemma))
    }

    /// …と言われた, …って聞かれた.
    fn cited(&self, view: &View<'_>, end: usize, tail: usize) -> bool {
        let from = (end..=tail).find(|&i| view.words.get(i).is_some_and(|t| has(&self.cite, t.info.lemma)));
        let Some(i) = from else { return false };
        let mut rest = view.words[i + 1..].iter().take(5);
        rest.next().is_some_and(|t| t.info.class == Class::VerbSay)
            && rest.take(3).any(|t| has(&self.passive, t.info.lemma))
    }

    /// 父が, 主人は … before the match.
    fn other_holder(&self, view: &View<'_>, first: usize) -> bool {
        let before = &view.words[first.saturating_sub(BEFORE)..first];
        let clause = before.iter().rposition(|t| t.info.pos == Pos::Comma).map_or(0, |i| i + 1);
        before[clause..].windows(2).any(|w| {
            w[0].info.class == Class::Person
                && w[0].info.pos != Pos::Verb
                && !has(&self.myself, w[0].info.lemma)
                && has(&self.subject, w[1].info.lemma)
        })
    }

    fn conditional(&self, view: &View<'_>, first: usize, end: usize, tail: usize) -> bool {
        let before = view.words[..first].iter().any(|t| has(&self.condition_before, t.info.lemma));
        before
            || view.words[end..tail]
                .iter()
                .any(|t| t.info.form == Form::Conditional || has(&self.condition_after, t.info.lemma))
    }

    /// 先日は…でしたが.
    fn settled(&self, view: &View<'_>, first: usize, end: usize) -> bool {
        view.words[..first].iter().any(|t| has(&self.past, t.info.lemma))
            && view.words[end..]
                .windows(2)
                .take(TAIL)
                .any(|w| has(&self.done, w[0].info.lemma) && has(&self.contrast, w[1].info.lemma))
    }
}
