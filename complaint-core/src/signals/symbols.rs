//! The ids by which words and classes of words enter features.

use std::sync::LazyLock;

use complaint_dictionaries::{
    hash::word_hash,
    word::{Class, Pos},
};

use crate::tokens::Token;

/// Ids of `<PR>`, `<noun>` and so on, computed once.
struct Ids {
    class: Vec<u32>,
    pos: Vec<u32>,
    cluster: Vec<u32>,
}

/// More than the table has.
const CLUSTERS: u16 = 4096;

static IDS: LazyLock<Ids> = LazyLock::new(|| Ids {
    class: Class::ALL.iter().map(|c| word_hash(&class_name(*c))).collect(),
    pos: Pos::ALL.iter().map(|p| word_hash(&pos_name(*p))).collect(),
    cluster: (0..CLUSTERS).map(|c| word_hash(&cluster_name(c))).collect(),
});

/// A class as it stands in a feature's name.
pub(super) fn class_name(c: Class) -> String {
    format!("<{}>", c.as_str())
}

/// A part of speech as it stands in a feature's name.
pub(super) fn pos_name(p: Pos) -> String {
    format!("<{}>", p.as_str())
}

/// A group of words as it stands in a feature's name.
pub(super) fn cluster_name(c: u16) -> String {
    format!("~{c}")
}

/// The id of the group of a word, where it has one.
pub(super) fn cluster(t: &Token) -> Option<u32> {
    (t.info.cluster != 0).then(|| IDS.cluster.get(t.info.cluster as usize).copied()).flatten()
}

/// Names, numbers and letters are told apart by kind only: which name it is
/// must not matter.
fn is_open_ended(t: &Token) -> bool {
    matches!(t.info.pos, Pos::PersonName | Pos::PlaceName | Pos::ProperNoun | Pos::Number)
        || (t.info.pos == Pos::Alphabet && t.info.class == Class::None)
}

/// The word itself, or its kind where it is a name or number.
pub(super) fn word(t: &Token) -> Symbol {
    if is_open_ended(t) && t.info.class == Class::None { Symbol::Pos(t.info.pos) } else { Symbol::Word }
}

/// The class of a content word; the word itself where it is grammatical.
pub(super) fn class(t: &Token) -> Symbol {
    match t.info.class {
        Class::None | Class::Other | Class::Verb => match t.info.pos {
            p if is_grammatical(p) => Symbol::Word,
            p => Symbol::Pos(p),
        },
        c => Symbol::Class(c),
    }
}

/// Words that carry grammar, not matter: they keep their identity in class patterns.
pub(super) fn is_grammatical(p: Pos) -> bool {
    use Pos::*;
    matches!(
        p,
        DependentNoun
            | DependentVerb
            | VerbSuffix
            | DependentAdjective
            | CaseParticle
            | TopicParticle
            | AdverbialParticle
            | ConnectiveParticle
            | FinalParticle
            | Particle
            | Auxiliary
            | Prefix
            | Pronoun
            | Conjunction
            | Adnominal
            | Period
            | Comma
            | OpenBracket
            | CloseBracket
            | Counter
            | NameSuffix
    )
}

/// How a word enters a feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Symbol {
    Word,
    Pos(Pos),
    Class(Class),
}

impl Symbol {
    /// The id in feature keys.
    #[inline]
    pub(super) fn id(self, t: &Token) -> u32 {
        match self {
            Self::Word => t.info.lemma,
            Self::Pos(p) => IDS.pos[p as usize],
            Self::Class(c) => IDS.class[c as usize],
        }
    }
}
