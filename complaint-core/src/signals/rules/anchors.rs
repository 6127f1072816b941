//! Patterns in; an index out by which a sentence tries only the rules that can match it.
//!
//! Every match of a pattern holds at least one of the pattern's anchors: the
//! rarest words that it cannot do without.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::{
    pattern::{Node, Test},
    program::View,
};
use complaint_dictionaries::word::{Class, Form, Pos};

/// Something that a sentence must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Word(u32),
    Surface(u32),
    Class(Class),
    Pos(Pos),
    Form(Form),
}

/// Keys are hashes already; they are only spread over all bits.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    fn write_u32(&mut self, n: u32) {
        self.0 = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

type ByHash = HashMap<u32, Vec<u16>, BuildHasherDefault<Spread>>;

/// Rules by what a sentence must have for them.
#[derive(Debug, Default)]
pub(super) struct Index {
    words: ByHash,
    surfaces: ByHash,
    classes: Vec<Vec<u16>>,
    parts_of_speech: Vec<Vec<u16>>,
    forms: Vec<Vec<u16>>,
    /// Without any anchor: always tried.
    always: Vec<u16>,
    rules: usize,
}

impl std::fmt::Debug for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spread")
    }
}

impl Index {
    /// Adds the next rule; `length` tells how many bytes a literal has, the longer
    /// the rarer.
    pub(super) fn push(&mut self, alternatives: &[Vec<Node>], length: &HashMap<u32, usize>) {
        let n = self.rules as u16;
        self.rules += 1;
        let Some((_, anchors)) = best_of_all(alternatives, length) else {
            self.always.push(n);
            return;
        };
        for a in anchors {
            let list = match a {
                Anchor::Word(w) => self.words.entry(w).or_default(),
                Anchor::Surface(s) => self.surfaces.entry(s).or_default(),
                Anchor::Class(c) => place(&mut self.classes, c as usize),
                Anchor::Pos(p) => place(&mut self.parts_of_speech, p as usize),
                Anchor::Form(f) => place(&mut self.forms, f as usize),
            };
            list.push(n);
        }
    }

    /// The rules that may match, in order.
    pub(super) fn candidates(&self, view: &View<'_>) -> impl Iterator<Item = usize> + use<> {
        let mut bits = vec![0u64; self.rules.div_ceil(64)];
        let mut add = |list: Option<&Vec<u16>>| {
            for n in list.into_iter().flatten() {
                bits[*n as usize / 64] |= 1 << (n % 64);
            }
        };
        add(Some(&self.always));
        for (t, s) in view.words.iter().zip(&view.surfaces) {
            add(self.words.get(&t.info.lemma));
            add(self.surfaces.get(s));
            add(self.classes.get(t.info.class as usize));
            add(self.parts_of_speech.get(t.info.pos as usize));
            add(self.forms.get(t.info.form as usize));
        }
        bits.into_iter().enumerate().flat_map(|(i, b)| (0..64).filter(move |k| b >> k & 1 == 1).map(move |k| i * 64 + k))
    }
}

fn place(lists: &mut Vec<Vec<u16>>, at: usize) -> &mut Vec<u16> {
    if lists.len() <= at {
        lists.resize_with(at + 1, Vec::new);
    }
    &mut lists[at]
}

type Scored = (usize, Vec<Anchor>);

/// Anchors of every alternative together: each must have one.
fn best_of_all(alternatives: &[Vec<Node>], length: &HashMap<u32, usize>) -> Option<Scored> {
    let mut out = (usize::MAX, Vec::new());
    for a in alternatives {
        let (score, anchors) = a.iter().filter_map(|n| of_node(n, length)).max_by_key(|s| s.0)?;
        out.0 = out.0.min(score);
        out.1.extend(anchors);
    }
    Some(out)
}

fn of_node(node: &Node, length: &HashMap<u32, usize>) -> Option<Scored> {
    match node {
        Node::Test(t) => of_test(t, length),
        Node::Either(a) => best_of_all(a, length),
        _ => None,
    }
}

fn of_test(test: &Test, length: &HashMap<u32, usize>) -> Option<Scored> {
    let rare = |w: &u32| 10 + length.get(w).copied().unwrap_or_default();
    match test {
        Test::Word(w) => Some((rare(w), vec![Anchor::Word(*w)])),
        Test::OneOf(set) => Some((set.iter().map(rare).min()?, set.iter().map(|w| Anchor::Word(*w)).collect())),
        Test::Surface(s) => Some((rare(s), vec![Anchor::Surface(*s)])),
        Test::Class(c) => Some((5, vec![Anchor::Class(*c)])),
        Test::Form(f) => Some((if *f == Form::Imperative { 6 } else { 2 }, vec![Anchor::Form(*f)])),
        Test::Pos(p) => Some((1, vec![Anchor::Pos(*p)])),
        Test::Any | Test::Not(_) => None,
        Test::All(tests) => tests.iter().filter_map(|t| of_test(t, length)).max_by_key(|s| s.0),
    }
}
