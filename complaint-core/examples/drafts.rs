//! Drafts to be read aloud, as the customer who gets them would.
//!
//! ```sh
//! cargo run --release -q -p complaint-core --example drafts -- fixtures/corpus/corpus.jsonl D1-001 D2-065
//! cargo run --release -q -p complaint-core --example drafts -- fixtures/corpus/training.jsonl   # every mail
//! cargo run --release -q -p complaint-core --example drafts -- --words 'お待たせいたしました。'  # words, findings
//! ```
//!
//! The mails are labelled ones; `--judge` drafts from the program's own verdict
//! instead of the labels, `--memo` adds the 5W1H sheet, `--templates=FOLDER` takes
//! the texts of a folder.

#[path = "../tests/it/reply/gold.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "a helper of the tests, which use the rest")]
mod gold;

use std::error::Error;
use std::fs;

use complaint_core::Triage;
use complaint_core::reply::*;

use gold::{Labelled, labelled};

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, rest): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let has = |name: &str| flags.iter().any(|f| f == name);
    let (first, wanted) = rest.split_first().ok_or("a file of labelled mails, or --words TEXT")?;
    if has("--words") {
        return words(first);
    }
    let triage = Triage::new()?;
    let folder = flags.iter().find_map(|f| f.strip_prefix("--templates="));
    let templates = folder.map_or_else(Templates::built_in, |f| Templates::from_folder(f.as_ref()))?;
    let options = ReplyOptions { memo: has("--memo"), ..Default::default() };
    for line in fs::read_to_string(first)?.lines() {
        let mut l = labelled(&serde_json::from_str(line)?);
        if !wanted.is_empty() && !wanted.contains(&l.id) {
            continue;
        }
        if has("--judge") {
            l.verdict = triage.assess(&l.mail);
        }
        print(&l, &draft(&l.mail, &l.verdict, &options, &templates));
    }
    Ok(())
}

fn print(l: &Labelled, reply: &Reply) {
    let v = &l.verdict;
    println!("======== {} {} {} {:?} {:?} {:?}", l.id, reply.form, v.target, v.anger, v.flags, v.demands);
    println!("{}\n-------- {}\n{}\n", l.mail.body.trim_end(), reply.subject, reply.body);
    if let Some(memo) = &reply.memo {
        println!("{}", memo.to_text());
    }
}

/// What patterns of `dictionaries/replies/lint.toml` see.
fn words(text: &str) -> Result<(), Box<dyn Error>> {
    for w in Words::new()?.cut(text) {
        print!("{}/{}/{} ", w.surface, w.base, w.pos.replace(",*", ""));
    }
    println!();
    for f in Linter::built_in()?.lint_phrases(text, &LintContext::default()) {
        println!("   {} [{}]", f.rule, f.text);
    }
    Ok(())
}
