//! Mails as pages: the text with its evidence, and what each verdict rests on.

use std::io::Write;

use anyhow::{Result, bail};
use complaint_core::mailbox::{RawMail, Source};

use crate::{
    Console, Exit,
    args::{Colour, ExplainArgs, Language},
    commands::judge,
    input::{Inputs, Item, with_way_out},
    page::{Look, Words, page},
    stop,
};

/// Runs `explain`.
///
/// # Errors
/// When nothing can be read or judged.
pub fn run(args: ExplainArgs, console: &mut Console) -> Result<Exit> {
    let triage = judge(&args.judge)?;
    let inputs = Inputs::new(&args.input, console)?;
    let look = look(&args, console);
    let (mut exit, mut shown) = (Exit::Success, 0u64);
    for item in inputs {
        if stop::asked() {
            return Ok(Exit::Interrupted);
        }
        let raw = match item {
            Item::Mail(raw) => raw,
            Item::Unread(e) => {
                console.complain(&with_way_out(&e));
                exit = worse(exit, Exit::Some);
                continue;
            }
            Item::Refused(why) => {
                console.complain(&why);
                exit = Exit::Nothing;
                continue;
            }
            Item::Empty(name) => {
                console.complain(&format!("{name}: empty, there is nothing to explain"));
                continue;
            }
        };
        if args.index.is_some_and(|n| n != raw.source.index) {
            continue;
        }
        match raw.parse() {
            Ok(mail) if args.id.as_ref().is_some_and(|id| !is_id(id, mail.message_id.as_deref())) => {}
            Ok(mail) => {
                let rule = if shown > 0 { "─".repeat(look.width) + "\n" } else { String::new() };
                write!(console.stdout, "{rule}{}", page(&mail, &triage.assess(&mail), &raw.source, look))?;
                console.stdout.flush()?;
                shown += 1;
            }
            Err(e) => {
                console.complain(&unread(&raw, &e.to_string()));
                exit = worse(exit, Exit::Some);
            }
        }
    }
    if shown == 0 && exit == Exit::Success && (args.id.is_some() || args.index.is_some()) {
        bail!("no mail has {}", wanted(&args));
    }
    Ok(exit)
}

fn look(args: &ExplainArgs, console: &Console) -> Look {
    let colour = match args.color {
        Colour::Auto => console.colours_results(),
        Colour::Always => true,
        Colour::Never => false,
    };
    let own = if console.japanese { Language::Ja } else { Language::En };
    Look { width: console.width, colour, words: Words(args.lang.unwrap_or(own)) }
}

fn is_id(wanted: &str, is: Option<&str>) -> bool {
    is == Some(wanted.trim_matches(|c| c == '<' || c == '>'))
}

fn wanted(args: &ExplainArgs) -> String {
    match (&args.id, args.index) {
        (Some(id), _) => format!("the message id `{id}`"),
        (None, Some(n)) => format!("the number {n} (they count from 0)"),
        (None, None) => String::new(),
    }
}

fn unread(raw: &RawMail, why: &str) -> String {
    let Source { path, index, offset } = &raw.source;
    format!("{path}: mail {index} at byte {offset}: {why}")
}

fn worse(a: Exit, b: Exit) -> Exit {
    if a == Exit::Success { b } else { a }
}
