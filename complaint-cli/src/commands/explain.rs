//! Mails as pages: the text with its evidence, and what each verdict rests on.

use std::io::Write;

use anyhow::{Result, bail};
use complaint_core::{Triage, mailbox::RawMail};

use crate::{
    Console, Exit,
    args::{Colour, ExplainArgs, Language},
    input::{Inputs, Item, place, with_way_out},
    page::{Look, Words, page},
    setup::Setup,
    stop,
};

/// Runs `explain`.
///
/// # Errors
/// When nothing can be read or judged.
pub fn run(args: ExplainArgs, console: &mut Console) -> Result<Exit> {
    let Setup { triage, settings } = Setup::new(&args.judge)?;
    let inputs = Inputs::new(&args.input, console)?;
    let look = look(&args, settings.language, console);
    let mut pages = Pages { triage, args, look, console, shown: 0, exit: Exit::Success };
    stop::heed();
    for item in inputs {
        if stop::asked() {
            return Ok(Exit::Interrupted);
        }
        pages.item(item)?;
    }
    if pages.shown == 0 && pages.exit == Exit::Success && (pages.args.id.is_some() || pages.args.index.is_some()) {
        bail!("no mail has {}", wanted(&pages.args));
    }
    Ok(pages.exit)
}

/// Prints one page after the other.
struct Pages<'a> {
    triage: Triage,
    args: ExplainArgs,
    look: Look,
    console: &'a mut Console,
    shown: u64,
    exit: Exit,
}

impl Pages<'_> {
    fn item(&mut self, item: Item) -> Result<()> {
        match item {
            Item::Mail(raw) if self.args.index.is_some_and(|n| n != raw.source.index) => {}
            Item::Mail(raw) => return self.mail(&raw),
            Item::Unread(e) => self.unread(&with_way_out(&e)),
            Item::Empty(name) => self.console.complain(&format!("{name}: empty, there is nothing to explain")),
            Item::Refused(why) => {
                self.console.complain(&why);
                self.exit = Exit::Nothing;
            }
        }
        Ok(())
    }

    fn mail(&mut self, raw: &RawMail) -> Result<()> {
        match raw.parse() {
            Ok(mail) if self.args.id.as_ref().is_some_and(|id| !is_id(id, mail.message_id.as_deref())) => {}
            Ok(mail) => {
                let rule = if self.shown > 0 { "─".repeat(self.look.width) + "\n" } else { String::new() };
                let page = page(&mail, &self.triage.assess(&mail), &raw.source, self.look);
                write!(self.console.stdout, "{rule}{page}")?;
                self.console.stdout.flush()?;
                self.shown += 1;
            }
            Err(e) => self.unread(&place(&raw.source, &e.to_string())),
        }
        Ok(())
    }

    fn unread(&mut self, why: &str) {
        self.console.complain(why);
        if self.exit == Exit::Success {
            self.exit = Exit::Some;
        }
    }
}

fn look(args: &ExplainArgs, set: Option<Language>, console: &Console) -> Look {
    let colour = match args.color {
        Colour::Auto => console.colours_results(),
        Colour::Always => true,
        Colour::Never => false,
    };
    Look { width: console.width, colour, words: Words(args.lang.or(set).unwrap_or_default()) }
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
