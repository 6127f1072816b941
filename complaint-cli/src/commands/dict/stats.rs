//! How many rows tables have, and what rules and words fire on in mails.

use std::{io::Write, path::Path};

use anyhow::{Result, bail};
use complaint_core::{
    Mail, Triage,
    fit::{
        corpus::LabelledMail,
        firing::{Firing, MailLabels},
    },
    verdict::Weights,
};
use complaint_dictionaries::tables::TABLES;

use super::tables::reply_files;
use crate::{
    Console, Exit,
    args::{InputArgs, StatsArgs, StatsFormat},
    commands::{
        eval::{SEALED, labelled_mail, read_list},
        judge,
    },
    input::{Inputs, Item, place, with_way_out},
    output::firing,
};

/// Runs `dict stats`.
pub(super) fn run(args: &StatsArgs, console: &mut Console) -> Result<Exit> {
    if args.input.paths.is_empty() {
        return row_counts(console);
    }
    if args.input.paths.iter().any(|p| p.file_name().is_some_and(|n| n == SEALED)) {
        bail!("{SEALED}: the mails of this file are for measuring alone; name others");
    }
    let triage = judge(&args.judge)?;
    let mut firing = Firing::new(&triage);
    let exit = read(&args.input, &triage, &mut firing, console)?;
    match args.format {
        StatsFormat::Jsonl => firing::jsonl(&firing, &triage, &mut console.stdout)?,
        StatsFormat::Table => {
            let top = if args.top == 0 { usize::MAX } else { args.top };
            firing::table(&firing, &triage, top, &mut console.stdout)?;
        }
    }
    Ok(exit)
}

/// Labelled files by their labels, everything else by the verdicts.
fn read(args: &InputArgs, triage: &Triage, firing: &mut Firing<'_>, console: &mut Console) -> Result<Exit> {
    let (labelled, plain): (Vec<_>, Vec<_>) = args.paths.iter().cloned().partition(|p| is_labelled(p));
    for path in labelled {
        for m in read_list::<LabelledMail>(&path, "labelled mails are JSON Lines with id, subject, body, kind")? {
            firing.add(&labelled_mail(&m), &MailLabels::from(&m));
        }
    }
    if plain.is_empty() {
        return Ok(Exit::Success);
    }
    let mut exit = Exit::Success;
    let mut refuse = |why: &str, with: Exit, console: &mut Console| {
        console.complain(why);
        if exit != Exit::Nothing {
            exit = with;
        }
    };
    for item in Inputs::new(&InputArgs { paths: plain, ..args.clone() }, console)? {
        match item {
            Item::Mail(raw) => match raw.parse() {
                Ok(mail) => add(&mail, triage, firing),
                Err(e) => refuse(&place(&raw.source, &e.to_string()), Exit::Some, console),
            },
            Item::Unread(e) => refuse(&with_way_out(&e), Exit::Some, console),
            Item::Refused(why) => refuse(&why, Exit::Nothing, console),
            Item::Empty(name) => console.complain(&format!("{name}: empty, there is nothing to count")),
        }
    }
    Ok(exit)
}

fn add(mail: &Mail, triage: &Triage, firing: &mut Firing<'_>) {
    firing.add(mail, &MailLabels::from(&triage.assess(mail)));
}

/// Whether the first line of a file is a labelled mail.
fn is_labelled(path: &Path) -> bool {
    use std::io::{BufRead, BufReader};
    // a pipe can be read only once
    let file = path.is_file().then(|| std::fs::File::open(path).ok()).flatten();
    let first = file.and_then(|f| BufReader::new(f).lines().next()?.ok());
    first.is_some_and(|line| serde_json::from_str::<LabelledMail>(&line).is_ok())
}

fn row_counts(console: &mut Console) -> Result<Exit> {
    writeln!(console.stdout, "dictionaries {}", complaint_dictionaries::Dictionary::built_in()?.version(0))?;
    writeln!(console.stdout, "weights      {}", Weights::embedded()?.digest())?;
    for t in TABLES {
        writeln!(console.stdout, "{:<28}{:>7} rows", t.name, t.rows().count())?;
    }
    for t in super::tables::built_in().iter().filter(|t| t.name.starts_with("rules/") || t.name.starts_with("facts/")) {
        writeln!(console.stdout, "{:<28}{:>7} rows", t.name, t.rows().count())?;
    }
    for (name, text) in reply_files() {
        let entries = text.lines().filter(|l| l.starts_with("[[")).count();
        writeln!(console.stdout, "{name:<28}{entries:>7} entries")?;
    }
    Ok(Exit::Success)
}
