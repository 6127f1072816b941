//! Every rule against its own examples, and its words against the analyzer.

#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use complaint_core::{
    signals::{
        Document,
        rules::{Rule, RuleSet, Scope, literals},
        settings,
    },
    tokens::Analyzer,
};
use complaint_dictionaries::{WORDS, hash::word_hash, rules as data, word::WordInfo};

fn set() -> &'static RuleSet {
    RuleSet::built_in().unwrap()
}

/// The best scope in which each rule is found in a text, by number of the rule.
fn found(analyzer: &Analyzer, text: &str) -> Vec<(usize, Scope)> {
    let mut worker = analyzer.worker();
    let doc = Document::new(analyzer, &mut worker, "", text, std::slice::from_ref(&(0..text.len())));
    let hits = doc
        .sentences
        .iter()
        .zip(settings(&doc))
        .flat_map(|(s, setting)| set().hits(doc.words(s), doc.text(s), setting.quoted));
    hits.map(|h| (h.rule, h.scope)).collect()
}

fn place(r: &Rule) -> String {
    format!("{}:{} {}", r.origin.0, r.origin.1, r.id)
}

#[test]
fn every_rule_fires_and_keeps_quiet_as_it_says() {
    let analyzer = Analyzer::new().unwrap();
    let tried = set().try_examples(&analyzer, |_| true);
    assert!(tried.examples > 1000, "{} examples", tried.examples);
    let mut wrong = tried.problems;
    for r in set().rules() {
        if r.fires().count() < 2 || r.quiet().count() == 0 || !r.why.contains("{text}") || r.speaks.is_empty() {
            wrong.push(format!("{} lacks examples, a reason with {{text}} or a label", place(r)));
        }
    }
    assert!(set().rules().len() >= 350, "{} rules", set().rules().len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_literal_is_a_base_form_of_the_analyzer() {
    let analyzer = Analyzer::new().unwrap();
    let known: HashSet<u32> = (0..).map_while(|i| WordInfo::at(WORDS, i)).map(|w| w.lemma).collect();
    let single = |word: &str| {
        let (mut worker, mut tokens) = (analyzer.worker(), Vec::new());
        analyzer.tokenize(&mut worker, word, &mut tokens);
        tokens.len() == 1 && tokens[0].info.lemma == word_hash(word)
    };
    let patterns =
        set().rules().iter().filter(|r| r.origin.0 != data::SURFACE.0).map(|r| (place(r), r.pattern.as_str()));
    let sets = data::SETS.1.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(|l| l.split_once('\t'));
    let all = patterns.chain(sets.map(|(name, members)| (format!("@{name}"), members)));
    let mut wrong = Vec::new();
    for (place, pattern) in all {
        // what stands between quotation marks is a written form, not a base form
        let words = pattern.split('"').step_by(2).collect::<Vec<_>>().join(" ");
        wrong.extend(
            literals(&words).filter(|w| !known.contains(&word_hash(w)) && !single(w)).map(|w| format!("{place}: {w}")),
        );
    }
    assert!(wrong.is_empty(), "no base forms: {}", wrong.join("\n"));
}

#[test]
fn scope_is_kept_apart() {
    let analyzer = Analyzer::new().unwrap();
    let scope = |id: &str, text: &str| {
        let rule = set().rules().iter().position(|r| r.id == id).unwrap();
        found(&analyzer, text).into_iter().find(|h| h.0 == rule).map(|h| h.1)
    };
    assert_eq!(scope("refund/ask", "返金していただけますか。"), Some(Scope::Plain));
    assert_eq!(scope("refund/ask", "返金していただけないでしょうか。"), Some(Scope::Plain));
    assert_eq!(scope("refund/ask", "返金してほしいとは思いません。"), Some(Scope::Negated));
    assert_eq!(scope("refund/ask", "「返金してください」という張り紙がありました。"), Some(Scope::Quoted));
    assert_eq!(scope("feel/angry", "父が激怒しています。"), Some(Scope::Other));
    assert_eq!(scope("feel/angry", "私は激怒しています。"), Some(Scope::Plain));
}

#[test]
fn a_rule_that_cannot_be_read_is_named_with_its_place() {
    let head = "id\tpattern\tspeaks\twhy\tfires\tquiet\n";
    let error = |row: &str| {
        let text = format!("{head}{row}");
        RuleSet::parse(&[data::SETS], &[("own.tsv", &text)], &[data::SURFACE])
            .err()
            .map(|e| e.to_string())
            .unwrap_or_default()
    };
    assert_eq!(error("a/b\t(返金\tdemand.refund\t{text}\tx|y\tz"), "own.tsv:2: `(` without `)`");
    assert_eq!(error("a/b\t@nothing\tdemand.refund\t{text}\tx|y\tz"), "own.tsv:2: unknown set `@nothing`");
    assert_eq!(error("a/b\t<XX>\tdemand.refund\t{text}\tx|y\tz"), "own.tsv:2: unknown class `<XX>`");
    assert_eq!(error("a/b\t返金\tdemand.gold\t{text}\tx|y\tz"), "own.tsv:2: unknown label `demand.gold`");
    assert_eq!(error("a/b\t返金"), "own.tsv:2: 6 columns expected, 2 found");
}
