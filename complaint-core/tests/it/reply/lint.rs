use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use complaint_core::fit::replies::texts::{Pair, Pairs};
use complaint_core::reply::*;

use super::gold::{fixtures, labelled};

fn found(linter: &Linter, pair: &Pair, text: &str) -> BTreeSet<String> {
    let answered = pair.mail.as_ref().map(|row| {
        let mut l = labelled(row);
        if let Some(deadline) = l.verdict.facts.deadline.first_mut() {
            deadline.date = row["deadline_date"].as_str().map(str::to_string);
        }
        l
    });
    let mail = answered.as_ref().map(|l| (&l.mail, &l.verdict));
    let context = LintContext { fault: pair.fault, mail, report: pair.report };
    linter.lint(text, &context).into_iter().map(|f| f.rule).collect()
}

/// What the lint finds in a folder's pairs, against what they say.
#[derive(Default)]
struct Tally {
    pairs: usize,
    right: usize,
    false_alarms: usize,
    missed: usize,
    rules: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Tally {
    fn of(folder: &Path) -> Self {
        let linter = Linter::built_in().unwrap();
        let mut tally = Self::default();
        let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
        files.sort();
        for file in files.iter().filter(|f| f.extension().is_some_and(|e| e == "toml")) {
            let all: Pairs = toml::from_str(&fs::read_to_string(file).unwrap()).unwrap_or_else(|e| panic!("{e}"));
            all.pair.iter().for_each(|pair| tally.add(&linter, pair));
        }
        tally
    }

    fn add(&mut self, linter: &Linter, pair: &Pair) {
        let mut wanted: BTreeSet<String> = pair.also.iter().cloned().collect();
        wanted.insert(pair.rule.clone());
        let bad = found(linter, pair, &pair.bad);
        let good = found(linter, pair, &pair.good);
        self.pairs += 1;
        self.rules.insert(pair.rule.clone());
        self.right += bad.intersection(&wanted).count();
        self.missed += wanted.difference(&bad).count();
        self.false_alarms += bad.difference(&wanted).count() + good.len();
        if bad != wanted || !good.is_empty() {
            self.wrong.push(format!("{}: {bad:?} {good:?}\n   bad {}\n   good {}", pair.rule, pair.bad, pair.good));
        }
    }

    fn precision(&self) -> f64 {
        self.right as f64 / (self.right + self.false_alarms) as f64
    }

    fn recall(&self) -> f64 {
        self.right as f64 / (self.right + self.missed) as f64
    }
}

/// Precision and recall over the pairs that the rules were written with; printed
/// with `--nocapture`. `LINT_PAIRS` names another folder of pairs.
#[test]
fn bad_replies_are_found_and_good_ones_are_not() {
    let folder = std::env::var_os("LINT_PAIRS").map_or_else(|| fixtures().join("lint"), Into::into);
    let t = Tally::of(&folder);
    println!("{} pairs: precision {:.3}, recall {:.3}\n{}", t.pairs, t.precision(), t.recall(), t.wrong.join("\n"));
    let known: BTreeSet<String> = Linter::built_in().unwrap().rules().iter().map(|r| r.id.clone()).collect();
    assert_eq!(t.rules, known, "every rule has pairs");
    assert!(t.pairs >= 180 && t.precision() >= 0.95 && t.recall() >= 0.95);
}

/// Replies that no rule was written with. They only print a figure: mending the
/// rules on them would spoil it. New ones take their place when they have been read.
#[test]
fn replies_that_no_rule_was_written_with() {
    let t = Tally::of(&fixtures().join("lint/blind"));
    println!("{} blind pairs: precision {:.3}, recall {:.3}", t.pairs, t.precision(), t.recall());
    assert!(t.pairs >= 30);
}

#[test]
fn findings_point_at_their_words() {
    let linter = Linter::built_in().unwrap();
    let text = "ご連絡ありがとうございます。\n早急に対応いたします。";
    let findings = linter.lint(text, &LintContext::default());
    assert_eq!(findings.len(), 1);
    assert_eq!(&text[findings[0].span.0..findings[0].span.1], "早急に");
    assert!(!findings[0].why.is_empty() && !findings[0].better.is_empty() && !findings[0].source.is_empty());
}

/// The weights stand for the rules that `lint.toml` names, and find a wording for
/// which there is no pattern.
#[test]
fn a_wording_without_a_pattern_is_found() {
    let linter = Linter::built_in().unwrap();
    let patterns = Linter::patterns(Words::new().unwrap()).unwrap();
    let text =
        "お荷物は明日の10時にお届けします。当日はドライバーが急に休みまして、代わりの者も道に不案内だったのです。";
    assert_eq!(patterns.lint_phrases(text, &LintContext::default()), []);
    let findings = linter.lint_phrases(text, &LintContext::default());
    assert_eq!(findings.iter().map(|f| f.rule.as_str()).collect::<Vec<_>>(), ["excuse"]);
    let clauses = ["当日はドライバーが急に休みまして", "代わりの者も道に不案内だったのです"];
    assert!(clauses.contains(&findings[0].text.as_str()), "{}", findings[0].text);
}

#[test]
fn customers_words_slots_and_quoted_lines_are_not_linted() {
    let linter = Linter::built_in().unwrap();
    for text in [
        "「早急に対応しろ」とのこと、承りました。",
        "［要記入：早急に決めること］をお知らせいたします。",
        "> 早急に対応いたします。\n○月○日までにお返事いたします。",
        "",
    ] {
        assert_eq!(linter.lint(text, &LintContext::default()), [], "{text}");
    }
    let row = serde_json::json!({"kind": "complaint", "target": "company", "body": "返事がありません。", "subject": "", "from": "a@b.example"});
    let l = labelled(&row);
    let context = LintContext { mail: Some((&l.mail, &l.verdict)), ..Default::default() };
    let scare = linter.lint_phrases("お客様の「勘違い」かと存じます。", &context);
    assert_eq!(scare[0].rule, "blame-customer", "only what stands in the mail is the customer's own");
}

#[test]
fn what_fault_allows() {
    let linter = Linter::built_in().unwrap();
    let text = "弊社のミスでご迷惑をおかけしましたこと、お詫び申し上げます。代金は全額返金いたします。";
    let rules = |fault| -> Vec<String> {
        linter.lint(text, &LintContext { fault, ..Default::default() }).into_iter().map(|f| f.rule).collect()
    };
    assert_eq!(rules(Fault::Unknown), ["admission", "promise"]);
    assert_eq!(rules(Fault::None), ["admission", "promise"]);
    assert!(rules(Fault::Confirmed).is_empty());
}

#[test]
fn the_rules_own_examples() {
    let linter = Linter::built_in().unwrap();
    let mut run = 0;
    let mut wrong = Vec::new();
    for rule in linter.rules() {
        let context = LintContext::default();
        for text in &rule.fires {
            run += 1;
            if !linter.lint_phrases(text, &context).iter().any(|f| f.rule == rule.id) {
                wrong.push(format!("{} does not fire: {text}", rule.id));
            }
        }
        for text in &rule.quiet {
            run += 1;
            for f in linter.lint_phrases(text, &context) {
                wrong.push(format!("{} fires on [{}]: {text}", f.rule, f.text));
            }
        }
    }
    assert!(run > 60);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
