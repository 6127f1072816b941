//! Do words, rules and the lint do what they are for?

use anyhow::Result;
use complaint_core::{
    own::OwnDictionary,
    reply::{LintContext, Linter},
    signals::rules::RuleSet,
    text::Normalized,
    tokens::{Analyzer, Token},
};
use complaint_dictionaries::tables::TABLES;

use super::finish;
use crate::{Console, Exit, args::SetupArgs, settings::Settings, setup::own_dictionary};

/// Runs `dict test`.
pub(super) fn run(args: &SetupArgs, console: &mut Console) -> Result<Exit> {
    let own = own_dictionary(args, &Settings::load(args)?)?;
    let (mut problems, lint) = lint_examples(&Linter::built_in()?);
    let plain = Analyzer::new()?;
    let (unknown, words) = vocabulary(&plain);
    problems.extend(unknown);
    let (misread, spellings) = spellings(&plain);
    problems.extend(misread);
    let built_in = RuleSet::built_in()?.try_examples(&plain, |_| true);
    problems.extend(built_in.problems);
    let mut fine = vec![format!(
        "{lint} examples of lint rules, {} of rules, {words} words of the vocabulary and {spellings} other spellings \
         do what they are for",
        built_in.examples
    )];
    if !own.is_empty() {
        let analyzer = Analyzer::with_words(&own)?;
        let rules = RuleSet::with_own(&own)?.try_examples(&analyzer, |r| r.own);
        let (split, words) = own_words(&own, &analyzer);
        problems.extend(rules.problems);
        problems.extend(split);
        fine.push(format!("{} examples of own rules and {words} own words and names do, too", rules.examples));
    }
    finish(&problems, &fine, console)
}

/// Sentences in which a rule must, and must not, be found.
fn lint_examples(linter: &Linter) -> (Vec<String>, usize) {
    let context = LintContext::default();
    let (mut problems, mut run) = (Vec::new(), 0);
    for rule in linter.rules() {
        for text in &rule.fires {
            run += 1;
            if !linter.lint_phrases(text, &context).iter().any(|f| f.rule == rule.id) {
                problems.push(format!("replies/lint.toml: {} is not found in: {text}", rule.id));
            }
        }
        for text in &rule.quiet {
            run += 1;
            for f in linter.lint_phrases(text, &context) {
                problems.push(format!("replies/lint.toml: {} is found ({}) in: {text}", f.rule, f.text));
            }
        }
    }
    (problems, run)
}

/// Every word of the vocabulary is known to the analyzer.
fn vocabulary(analyzer: &Analyzer) -> (Vec<String>, usize) {
    let Some(table) = TABLES.iter().find(|t| t.name == "words/vocabulary.tsv") else { return (Vec::new(), 0) };
    let unknown = |(line, row): (usize, Vec<&str>)| {
        let is_unknown = words_of(analyzer, row[0]).iter().any(|t| t.word_id == Token::UNKNOWN);
        is_unknown.then(|| format!("{}:{line}: `{}` is unknown to the analyzer", table.name, row[0]))
    };
    (table.rows().filter_map(unknown).collect(), table.rows().count())
}

/// Every other spelling is read as its word.
fn spellings(analyzer: &Analyzer) -> (Vec<String>, usize) {
    let Some(table) = TABLES.iter().find(|t| t.name == "words/spellings.tsv") else { return (Vec::new(), 0) };
    let misread = |(line, row): (usize, Vec<&str>)| {
        let tokens = words_of(analyzer, row[0]);
        let read = tokens.iter().map(|t| analyzer.base_form(t, row[0])).collect::<Vec<_>>().join(" ");
        (read != row[1]).then(|| format!("{}:{line}: `{}` is read as `{read}`", table.name, row[0]))
    };
    (table.rows().filter_map(misread).collect(), table.rows().count())
}

/// Every own word and name is one word to the analyzer.
fn own_words(own: &OwnDictionary, analyzer: &Analyzer) -> (Vec<String>, usize) {
    let names = own.products().iter().chain(own.staff());
    let names = names.flat_map(|n| n.spellings.iter().map(move |s| (s, &n.origin)));
    let all: Vec<_> = own.words().iter().map(|w| (&w.word, &w.origin)).chain(names).collect();
    let split = |(word, (file, line)): &(&String, &(String, usize))| {
        let tokens = words_of(analyzer, word);
        let whole = matches!(tokens[..], [t] if t.word_id >= Token::OWN && t.word_id != Token::UNKNOWN);
        (!whole).then(|| format!("{file}:{line}: `{word}` is {} words to the analyzer", tokens.len()))
    };
    (all.iter().filter_map(split).collect(), all.len())
}

fn words_of(analyzer: &Analyzer, text: &str) -> Vec<Token> {
    let (mut worker, mut tokens) = (analyzer.worker(), Vec::new());
    analyzer.tokenize(&mut worker, &Normalized::new(text).text, &mut tokens);
    tokens
}
