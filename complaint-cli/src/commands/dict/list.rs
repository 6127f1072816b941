//! The rows of tables, and the names of all tables.

use std::io::Write;

use anyhow::{Result, bail};

use super::tables::{self, Listed};
use crate::{Console, Exit, args::ListArgs};

/// Runs `dict list`.
pub(super) fn run(args: &ListArgs, console: &mut Console) -> Result<Exit> {
    let all = tables::all(&args.setup)?;
    let chosen: Vec<&Listed> = all.iter().filter(|t| args.table.as_ref().is_none_or(|name| is(t, name))).collect();
    if let (Some(name), true) = (&args.table, chosen.is_empty()) {
        bail!("there is no table `{name}`; `triage dict list` names them all");
    }
    match (&args.table, &args.grep) {
        (None, None) => {
            for t in chosen {
                writeln!(console.stdout, "{}", t.name)?;
            }
        }
        (table, grep) => {
            let place = table.is_none() || chosen.len() > 1;
            let found = rows(&chosen, grep.as_deref().unwrap_or_default(), place, console)?;
            if !found {
                console.complain("no row has that text");
                return Ok(Exit::Some);
            }
        }
    }
    Ok(Exit::Success)
}

/// A table by its name, with or without its folder; all tables of a folder.
fn is(t: &Listed, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    t.name == name || t.name.rsplit('/').next() == Some(name) || t.name.split('/').next() == Some(name)
}

/// Prints the rows that hold `text`; whether there are any.
fn rows(tables: &[&Listed], text: &str, place: bool, console: &mut Console) -> Result<bool> {
    let mut found = text.is_empty();
    for t in tables {
        for (line, row) in t.rows().filter(|(_, row)| row.contains(text)) {
            found = true;
            if place {
                write!(console.stdout, "{}:{line}:", t.name)?;
            }
            writeln!(console.stdout, "{row}")?;
        }
    }
    Ok(found)
}
