//! The text of a pattern in; its tree out. The language is described in
//! `dictionaries/rules/README.md`.

use std::{collections::HashMap, sync::Arc};

use complaint_dictionaries::{
    hash::word_hash,
    word::{Class, Form, Pos},
};

use super::anchors::Lengths;

/// What one word must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Test {
    /// Its base form, by hash.
    Word(u32),
    /// One of these base forms, sorted.
    OneOf(Arc<[u32]>),
    /// Its written form, by hash.
    Surface(u32),
    Class(Class),
    Pos(Pos),
    Form(Form),
    Any,
    All(Vec<Test>),
    Not(Box<Test>),
}

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Test(Test),
    /// One of several sequences.
    Either(Vec<Vec<Node>>),
    Optional(Vec<Node>),
    /// Words that do not matter: at most `most`, over commas or not.
    Gap {
        most: usize,
        over_commas: bool,
    },
    Start,
    End,
    /// What follows is none of these.
    NotNext(Vec<Node>),
}

/// Named sets, each as what it stands for.
pub(super) type Sets = HashMap<String, Node>;

/// Most words in `..` and `...`.
const NEAR: usize = 4;
const FAR: usize = 10;

/// Reads alternatives of sequences: `a b|c`; learns how long their literals are.
pub(super) fn parse(text: &str, sets: &Sets, lengths: &mut Lengths) -> Result<Vec<Vec<Node>>, String> {
    let mut reader = Reader { rest: text, sets, lengths };
    let out = reader.alternatives()?;
    if reader.rest.is_empty() { Ok(out) } else { Err(format!("`)` without `(` before `{}`", reader.rest)) }
}

struct Reader<'a> {
    rest: &'a str,
    sets: &'a Sets,
    lengths: &'a mut Lengths,
}

impl Reader<'_> {
    fn alternatives(&mut self) -> Result<Vec<Vec<Node>>, String> {
        let mut out = vec![Vec::new()];
        loop {
            self.rest = self.rest.trim_start();
            match self.rest.chars().next() {
                None | Some(')') => break,
                Some('|') => {
                    self.rest = &self.rest[1..];
                    out.push(Vec::new());
                }
                Some(_) => {
                    let node = self.element()?;
                    if let Some(last) = out.last_mut() {
                        last.push(node);
                    }
                }
            }
        }
        if out.iter().any(Vec::is_empty) { Err("an alternative is empty".into()) } else { Ok(out) }
    }

    fn element(&mut self) -> Result<Node, String> {
        let node = if let Some(rest) = self.rest.strip_prefix("~(") {
            self.rest = rest;
            Node::NotNext(vec![self.group()?])
        } else if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            self.group()?
        } else {
            let end = self.rest.find([' ', '|', ')']).unwrap_or(self.rest.len());
            let (word, rest) = self.rest.split_at(end);
            self.rest = rest;
            let (word, optional) = match word.strip_suffix('?') {
                Some(w) if !w.is_empty() && w != "\"" => (w, true),
                _ => (word, false),
            };
            let node = self.atom(word)?;
            return Ok(if optional { Node::Optional(vec![node]) } else { node });
        };
        if let Some(rest) = self.rest.strip_prefix('?') {
            self.rest = rest;
            return Ok(Node::Optional(vec![node]));
        }
        Ok(node)
    }

    fn group(&mut self) -> Result<Node, String> {
        if let Some(words) = self.plain_words() {
            return Ok(words);
        }
        let inside = self.alternatives()?;
        self.rest = self.rest.strip_prefix(')').ok_or("`(` without `)`")?;
        Ok(simple(inside))
    }

    /// A group of nothing but words, as most are: read without building its parts.
    fn plain_words(&mut self) -> Option<Node> {
        let end = self.rest.find(|c: char| c.is_ascii() && c != '|')?;
        let (words, rest) = self.rest.split_at(end);
        let rest = rest.strip_prefix(')')?;
        if words.split('|').any(str::is_empty) || !words.contains('|') {
            return None;
        }
        self.rest = rest;
        let mut hashes: Vec<u32> = words.split('|').map(|w| self.literal(w)).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Some(Node::Test(Test::OneOf(hashes.into())))
    }

    fn atom(&mut self, word: &str) -> Result<Node, String> {
        Ok(match word {
            ".." => Node::Gap { most: NEAR, over_commas: false },
            "..." => Node::Gap { most: FAR, over_commas: true },
            "^" => Node::Start,
            "$" => Node::End,
            w => match w.strip_prefix('@') {
                Some(name) => self.sets.get(name).ok_or_else(|| format!("unknown set `@{name}`"))?.clone(),
                None => Node::Test(self.all(w)?),
            },
        })
    }

    fn all(&mut self, word: &str) -> Result<Test, String> {
        if !word.contains('&') {
            return self.test(word);
        }
        let tests = word.split('&').map(|w| self.test(w)).collect::<Result<Vec<_>, _>>()?;
        Ok(Test::All(tests))
    }

    fn test(&mut self, word: &str) -> Result<Test, String> {
        if let Some(rest) = word.strip_prefix('!').filter(|r| !r.is_empty()) {
            return Ok(Test::Not(Box::new(self.test(rest)?)));
        }
        if let Some(name) = word.strip_prefix('@') {
            return match self.sets.get(name).cloned() {
                Some(Node::Test(t)) => Ok(t),
                Some(_) => Err(format!("`@{name}` holds more than single words")),
                None => Err(format!("unknown set `@{name}`")),
            };
        }
        let inside = |open: char, close: char| word.strip_prefix(open).and_then(|w| w.strip_suffix(close));
        if let Some(w) = inside('"', '"') {
            return Ok(Test::Surface(self.literal(w)));
        }
        if let Some(w) = inside('<', '>') {
            return Class::from_name(w).map(Test::Class).ok_or_else(|| format!("unknown class `<{w}>`"));
        }
        if let Some(w) = inside('{', '}') {
            let pos = Pos::from_name(w).map(Test::Pos);
            return pos
                .or_else(|| Form::from_name(w).map(Test::Form))
                .ok_or_else(|| format!("unknown part of speech or form `{{{w}}}`"));
        }
        match word {
            "_" => Ok(Test::Any),
            w if w.is_empty() || w.contains(['(', '"', '<', '{', '@', '~']) => Err(format!("`{w}` is no word")),
            w => Ok(Test::Word(self.literal(w))),
        }
    }

    fn literal(&mut self, word: &str) -> u32 {
        let hash = word_hash(word);
        self.lengths.insert(hash, word.len());
        hash
    }
}

/// Alternatives of single words as one test; a single alternative without a choice.
pub(super) fn simple(mut alternatives: Vec<Vec<Node>>) -> Node {
    let single = |s: &Vec<Node>| match s.as_slice() {
        [Node::Test(Test::Word(w))] => Some(vec![*w]),
        [Node::Test(Test::OneOf(w))] => Some(w.to_vec()),
        _ => None,
    };
    if alternatives.len() == 1 && alternatives[0].len() == 1 {
        return alternatives.remove(0).remove(0);
    }
    match alternatives.iter().map(single).collect::<Option<Vec<_>>>() {
        Some(words) => {
            let mut words = words.concat();
            words.sort_unstable();
            words.dedup();
            Node::Test(Test::OneOf(words.into()))
        }
        None => Node::Either(alternatives),
    }
}

/// The single words of a named set.
pub(super) fn words_of(sets: &Sets, name: &str) -> Result<Vec<u32>, String> {
    let set = sets.get(name).ok_or_else(|| format!("the set `@{name}` is missing"))?;
    match set {
        Node::Test(Test::Word(w)) => Ok(vec![*w]),
        Node::Test(Test::OneOf(w)) => Ok(w.to_vec()),
        _ => Err(format!("`@{name}` holds more than single words")),
    }
}
