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
pub(super) struct Spread(u64);

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
/// Bytes of each literal, by its hash.
pub(super) type Lengths = HashMap<u32, usize, BuildHasherDefault<Spread>>;

/// Rules by something that a word has.
#[derive(Debug, Default)]
struct Lists {
    words: ByHash,
    surfaces: ByHash,
    classes: Vec<Vec<u16>>,
    parts_of_speech: Vec<Vec<u16>>,
    forms: Vec<Vec<u16>>,
    /// Without anything to know them by.
    always: Vec<u16>,
}

/// Rules by what a sentence must have for them, and by what their first word must have.
#[derive(Debug, Default)]
pub(super) struct Index {
    needed: Lists,
    first: Lists,
    rules: usize,
}

impl std::fmt::Debug for Spread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Spread")
    }
}

impl Lists {
    fn push(&mut self, rule: u16, anchors: Option<Vec<Anchor>>) {
        let Some(anchors) = anchors else {
            self.always.push(rule);
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
            if list.last() != Some(&rule) {
                list.push(rule);
            }
        }
    }

    /// The rules that word `i` speaks for.
    fn of<'a>(&'a self, view: &View<'_>, i: usize) -> impl Iterator<Item = u16> + use<'a> {
        let t = &view.words[i].info;
        let lists = [
            self.words.get(&t.lemma),
            self.surfaces.get(&view.surfaces[i]),
            self.classes.get(t.class as usize),
            self.parts_of_speech.get(t.pos as usize),
            self.forms.get(t.form as usize),
        ];
        lists.into_iter().flatten().flatten().copied()
    }
}

impl Index {
    /// Adds the next rule; `length` tells how many bytes a literal has, the longer
    /// the rarer.
    pub(super) fn push(&mut self, alternatives: &[Vec<Node>], length: &Lengths) {
        let n = self.rules as u16;
        self.rules += 1;
        self.needed.push(n, best_of_all(alternatives, length).map(|s| s.1));
        self.first.push(n, first_of_all(alternatives, length));
    }

    /// Gives each rule that may match to `found` with the word at which it may begin.
    pub(super) fn candidates(&self, view: &View<'_>, mut found: impl FnMut(usize, usize)) {
        let mut bits = vec![0u64; self.rules.div_ceil(64)];
        let mut add = |n: u16| bits[usize::from(n) / 64] |= 1 << (n % 64);
        self.needed.always.iter().copied().for_each(&mut add);
        (0..view.words.len()).for_each(|i| self.needed.of(view, i).for_each(&mut add));
        for i in 0..view.words.len() {
            for n in self.first.always.iter().copied().chain(self.first.of(view, i)) {
                if bits[usize::from(n) / 64] >> (n % 64) & 1 == 1 {
                    found(usize::from(n), i);
                }
            }
        }
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
fn best_of_all(alternatives: &[Vec<Node>], length: &Lengths) -> Option<Scored> {
    let mut out = (usize::MAX, Vec::new());
    for a in alternatives {
        let (score, anchors) = a.iter().filter_map(|n| of_node(n, length)).max_by_key(|s| s.0)?;
        out.0 = out.0.min(score);
        out.1.extend(anchors);
    }
    Some(out)
}

/// What the first word of a match must have; nothing where it can be any word.
fn first_of_all(alternatives: &[Vec<Node>], length: &Lengths) -> Option<Vec<Anchor>> {
    let mut out = Vec::new();
    for a in alternatives {
        out.extend(first_of(a, length)?);
    }
    Some(out)
}

fn first_of(nodes: &[Node], length: &Lengths) -> Option<Vec<Anchor>> {
    let mut out = Vec::new();
    for n in nodes {
        match n {
            Node::Test(t) => {
                out.extend(of_test(t, length)?.1);
                return Some(out);
            }
            Node::Either(a) => {
                out.extend(first_of_all(a, length)?);
                return Some(out);
            }
            Node::Optional(inside) => out.extend(first_of(inside, length)?),
            Node::Gap { .. } => return None,
            Node::Start | Node::End | Node::NotNext(_) => {}
        }
    }
    None
}

fn of_node(node: &Node, length: &Lengths) -> Option<Scored> {
    match node {
        Node::Test(t) => of_test(t, length),
        Node::Either(a) => best_of_all(a, length),
        _ => None,
    }
}

fn of_test(test: &Test, length: &Lengths) -> Option<Scored> {
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
