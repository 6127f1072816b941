//! A pattern's tree in; steps that find it among words out.

use super::pattern::{Node, Test};
use crate::tokens::Token;
use complaint_dictionaries::{hash::word_hash, word::Pos};

/// The words of one sentence as patterns see them.
pub(super) struct View<'a> {
    pub(super) words: &'a [Token],
    /// Hash of each word as written.
    pub(super) surfaces: Vec<u32>,
    /// Whether each word negates: gaps do not reach over it.
    pub(super) negative: Vec<bool>,
}

impl<'a> View<'a> {
    /// `text` is what the words point into.
    pub(super) fn new(words: &'a [Token], text: &str, negates: impl Fn(&Token) -> bool) -> Self {
        let surfaces = words.iter().map(|t| word_hash(text.get(t.range()).unwrap_or_default())).collect();
        Self { words, surfaces, negative: words.iter().map(negates).collect() }
    }
}

#[derive(Debug, Clone)]
enum Step {
    Word(Test),
    /// Try the next step first, then the one at this place.
    Or(usize),
    Jump(usize),
    Gap {
        most: usize,
        over_commas: bool,
    },
    Start,
    End,
    /// Up to `end` lies what must not match here.
    NotNext {
        end: usize,
    },
    Found,
}

/// A pattern, ready to be looked for.
#[derive(Debug, Clone)]
pub(super) struct Program(Vec<Step>);

/// Steps after which a search gives up: no sentence may hold up the run.
const PATIENCE: u32 = 5_000;

impl Program {
    /// Compiles alternatives of sequences.
    pub(super) fn new(alternatives: Vec<Vec<Node>>) -> Self {
        let mut steps = Vec::new();
        either(alternatives, &mut steps);
        steps.push(Step::Found);
        Self(steps)
    }

    /// The end of a match that begins at word `at`.
    pub(super) fn match_at(&self, view: &View<'_>, at: usize) -> Option<usize> {
        let mut patience = PATIENCE;
        self.run(view, 0, at, &mut patience).filter(|end| *end > at)
    }

    fn run(&self, view: &View<'_>, mut pc: usize, mut at: usize, patience: &mut u32) -> Option<usize> {
        loop {
            *patience = patience.checked_sub(1)?;
            match &self.0[pc] {
                Step::Word(t) => {
                    if at >= view.words.len() || !holds(t, view, at) {
                        return None;
                    }
                    at += 1;
                    pc += 1;
                }
                Step::Or(other) => {
                    if let Some(end) = self.run(view, pc + 1, at, patience) {
                        return Some(end);
                    }
                    pc = *other;
                }
                Step::Jump(to) => pc = *to,
                Step::Gap { most, over_commas } => {
                    for skipped in 0..=*most {
                        if let Some(end) = self.run(view, pc + 1, at + skipped, patience) {
                            return Some(end);
                        }
                        let comma = view.words.get(at + skipped).is_none_or(|t| t.info.pos == Pos::Comma);
                        if at + skipped >= view.words.len() || view.negative[at + skipped] || (comma && !over_commas) {
                            return None;
                        }
                    }
                    return None;
                }
                Step::Start => {
                    if view.words[..at].iter().any(|t| !is_mark(t.info.pos)) {
                        return None;
                    }
                    pc += 1;
                }
                Step::End => {
                    if view.words[at..].iter().any(|t| !is_mark(t.info.pos)) {
                        return None;
                    }
                    pc += 1;
                }
                Step::NotNext { end } => {
                    if self.run(view, pc + 1, at, patience).is_some() {
                        return None;
                    }
                    pc = *end;
                }
                Step::Found => return Some(at),
            }
        }
    }
}

fn is_mark(p: Pos) -> bool {
    matches!(p, Pos::Period | Pos::Symbol | Pos::OpenBracket | Pos::CloseBracket | Pos::Comma)
}

fn holds(test: &Test, view: &View<'_>, at: usize) -> bool {
    let info = &view.words[at].info;
    match test {
        Test::Word(w) => info.lemma == *w,
        Test::OneOf(set) => set.binary_search(&info.lemma).is_ok(),
        Test::Surface(s) => view.surfaces[at] == *s,
        Test::Class(c) => info.class == *c,
        Test::Pos(p) => info.pos == *p,
        Test::Form(f) => info.form == *f,
        Test::Any => true,
        Test::All(tests) => tests.iter().all(|t| holds(t, view, at)),
        Test::Not(t) => !holds(t, view, at),
    }
}

fn either(alternatives: Vec<Vec<Node>>, steps: &mut Vec<Step>) {
    let mut jumps = Vec::new();
    let count = alternatives.len();
    for (i, nodes) in alternatives.into_iter().enumerate() {
        let last = i + 1 == count;
        let fork = steps.len();
        if !last {
            steps.push(Step::Or(0));
        }
        sequence(nodes, steps);
        if !last {
            jumps.push(steps.len());
            steps.push(Step::Jump(0));
            steps[fork] = Step::Or(steps.len());
        }
    }
    let end = steps.len();
    for j in jumps {
        steps[j] = Step::Jump(end);
    }
}

fn sequence(nodes: Vec<Node>, steps: &mut Vec<Step>) {
    for n in nodes {
        match n {
            Node::Test(t) => steps.push(Step::Word(t)),
            Node::Either(a) => either(a, steps),
            Node::Optional(inside) => {
                let fork = steps.len();
                steps.push(Step::Or(0));
                sequence(inside, steps);
                steps[fork] = Step::Or(steps.len());
            }
            Node::Gap { most, over_commas } => steps.push(Step::Gap { most, over_commas }),
            Node::Start => steps.push(Step::Start),
            Node::End => steps.push(Step::End),
            Node::NotNext(inside) => {
                let place = steps.len();
                steps.push(Step::NotNext { end: 0 });
                sequence(inside, steps);
                steps.push(Step::Found);
                steps[place] = Step::NotNext { end: steps.len() };
            }
        }
    }
}
