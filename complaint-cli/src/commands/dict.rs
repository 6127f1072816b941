//! Checks, tests, counts and lists dictionaries.

use std::io::Write;

use anyhow::{Result, bail};
use complaint_core::{
    reply::{LintContext, Linter, Templates},
    tokens::Analyzer,
    verdict::Weights,
};
use complaint_dictionaries::{
    replies,
    tables::{TABLES, Table},
};

use crate::{
    Console, Exit,
    args::{DictArgs, DictCommand},
};

/// Runs `dict`.
///
/// # Errors
/// When the built-in data do not load, or a table is unknown.
pub fn run(args: DictArgs, console: &mut Console) -> Result<Exit> {
    match args.command {
        DictCommand::Check => check(console),
        DictCommand::Test => test(console),
        DictCommand::Stats => stats(console),
        DictCommand::List { table: None } => names(console),
        DictCommand::List { table: Some(name) } => list(&name, console),
    }
}

/// The reply files, by the names that `list` takes.
fn reply_files() -> Vec<(String, &'static str)> {
    let files = replies::TEMPLATES.iter().chain([&replies::FORMS, &replies::SPEECH, &replies::MEMO, &replies::LINT]);
    files.map(|(name, text)| (format!("replies/{name}"), *text)).collect()
}

fn check(console: &mut Console) -> Result<Exit> {
    let mut problems = Vec::new();
    for t in TABLES {
        problems.extend(t.check().into_iter().map(|p| format!("{}:{}: {}", t.name, p.line, p.message)));
    }
    problems.extend(Templates::built_in().err().map(|e| format!("replies/{e}")));
    problems.extend(Linter::built_in().err().map(|e| format!("replies/{e}")));
    problems.extend(Weights::embedded().err().map(|e| e.to_string()));
    finish(&problems, &format!("{} tables and {} reply files are tidy", TABLES.len(), reply_files().len()), console)
}

/// Lists what is wrong; exit 1 where something is.
fn finish(problems: &[String], fine: &str, console: &mut Console) -> Result<Exit> {
    for p in problems {
        writeln!(console.stdout, "{p}")?;
    }
    if problems.is_empty() {
        writeln!(console.stdout, "{fine}")?;
        return Ok(Exit::Success);
    }
    console.complain(&format!("{} problems", problems.len()));
    Ok(Exit::Some)
}

fn test(console: &mut Console) -> Result<Exit> {
    let (mut problems, lint) = lint_examples(&Linter::built_in()?);
    let (broken, words) = vocabulary(&Analyzer::new()?);
    problems.extend(broken);
    finish(
        &problems,
        &format!("{lint} examples of lint rules and {words} words of the vocabulary do what they are for"),
        console,
    )
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
    let mut worker = analyzer.worker();
    let (mut problems, mut run) = (Vec::new(), 0);
    let Some(table) = TABLES.iter().find(|t| t.name == "words/vocabulary.tsv") else { return (problems, run) };
    for (line, row) in table.rows() {
        run += 1;
        let mut tokens = Vec::new();
        let text = complaint_core::text::Normalized::new(row[0]).text;
        analyzer.tokenize(&mut worker, &text, &mut tokens);
        if tokens.iter().any(|t| t.word_id == complaint_core::tokens::Token::UNKNOWN) {
            problems.push(format!("{}:{line}: `{}` is unknown to the analyzer", table.name, row[0]));
        }
    }
    (problems, run)
}

fn stats(console: &mut Console) -> Result<Exit> {
    writeln!(console.stdout, "dictionaries {}", complaint_dictionaries::version(0))?;
    writeln!(console.stdout, "weights      {}", Weights::embedded()?.digest())?;
    for t in TABLES {
        writeln!(console.stdout, "{:<28}{:>7} rows", t.name, t.rows().count())?;
    }
    for (name, text) in reply_files() {
        let entries = text.lines().filter(|l| l.starts_with("[[")).count();
        writeln!(console.stdout, "{name:<28}{entries:>7} entries")?;
    }
    Ok(Exit::Success)
}

fn names(console: &mut Console) -> Result<Exit> {
    let replies = reply_files();
    for name in TABLES.iter().map(|t| t.name).chain(replies.iter().map(|(n, _)| n.as_str())) {
        writeln!(console.stdout, "{name}")?;
    }
    Ok(Exit::Success)
}

/// Rows of a table, the text of a reply file.
fn list(name: &str, console: &mut Console) -> Result<Exit> {
    let is = |full: &str| full == name || full.rsplit('/').next() == Some(name);
    if let Some(t) = TABLES.iter().find(|t| is(t.name)) {
        return rows(t, console);
    }
    match reply_files().iter().find(|(n, _)| is(n)) {
        Some((_, text)) => console.stdout.write_all(text.as_bytes())?,
        None => bail!("there is no table `{name}`; `triage dict list` names them all"),
    }
    Ok(Exit::Success)
}

fn rows(t: &Table, console: &mut Console) -> Result<Exit> {
    for (_, row) in t.rows() {
        writeln!(console.stdout, "{}", row.join("\t"))?;
    }
    Ok(Exit::Success)
}
