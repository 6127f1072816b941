//! Are the tables well-formed, and all names in them known?

use std::path::Path;

use anyhow::Result;
use complaint_core::{
    own::OwnDictionary,
    reply::{Linter, Templates},
    signals::rules::RuleSet,
    tokens::Analyzer,
    verdict::Weights,
};
use complaint_dictionaries::tables::TABLES;

use super::{finish, tables::reply_files};
use crate::{
    Console, Exit,
    args::SetupArgs,
    settings::Settings,
    setup::{folders, templates},
};

/// Runs `dict check`.
pub(super) fn run(args: &SetupArgs, console: &mut Console) -> Result<Exit> {
    let settings = Settings::load(args)?;
    let mut problems = built_in();
    let mut fine = vec![format!("{} tables and {} reply files are tidy", TABLES.len(), reply_files().len())];
    if let Some(path) = &settings.path {
        fine.push(format!("{}: the settings can be used", path.display()));
    }
    for folder in folders(args, &settings) {
        match OwnDictionary::from_folder(folder) {
            Err(e) => problems.extend(e.problems().map(ToString::to_string)),
            Ok(own) => {
                problems.extend(own_problems(&own, folder));
                fine.push(format!("{}: {}", folder.display(), summary(&own)));
            }
        }
    }
    if let Some(folder) = settings.templates() {
        problems.extend(templates(folder).err().map(|e| e.to_string()));
    }
    finish(&problems, &fine, console)
}

fn built_in() -> Vec<String> {
    let mut problems = Vec::new();
    for t in TABLES {
        problems.extend(t.check().into_iter().map(|p| format!("{}:{}: {}", t.name, p.line, p.message)));
    }
    problems.extend(RuleSet::built_in().err().map(|e| format!("rules/{e}")));
    problems.extend(Templates::built_in().err().map(|e| format!("replies/{e}")));
    problems.extend(Linter::built_in().err().map(|e| format!("replies/{e}")));
    problems.extend(Weights::embedded().err().map(|e| e.to_string()));
    problems
}

/// What only shows where the tables are put to use.
fn own_problems(own: &OwnDictionary, folder: &Path) -> Vec<String> {
    let rules = RuleSet::with_own(own).err().map(|e| e.to_string());
    let words = Analyzer::with_words(own).err().map(|e| e.to_string());
    let templates = Templates::with_files(own.templates().iter().cloned()).err();
    let templates = templates.map(|e| folder.join("replies").join(e.to_string()).display().to_string());
    [rules, words, templates].into_iter().flatten().collect()
}

fn summary(own: &OwnDictionary) -> String {
    let rules = RuleSet::with_own(own).map_or(0, |set| set.rules().iter().filter(|r| r.own).count());
    let parts = [
        (own.words().len(), "word", "words"),
        (own.products().len(), "product", "products"),
        (own.staff().len(), "person", "people"),
        (rules, "rule", "rules"),
        (own.templates().len(), "reply file", "reply files"),
    ];
    let written = |(n, one, many): &(usize, &str, &str)| format!("{n} {}", if *n == 1 { one } else { many });
    let parts: Vec<String> = parts.iter().filter(|p| p.0 > 0).map(written).collect();
    if parts.is_empty() { "no rows".into() } else { format!("{} can be used", parts.join(", ")) }
}
