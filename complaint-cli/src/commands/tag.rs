//! Mails in, the same bytes with their labels in the header out.

use std::{
    fs::File,
    io::{self, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
};

use anyhow::{Context, Result, anyhow, bail};
use complaint_core::mailbox::{InputFormat, OpenOptions};

use crate::{
    Console, Exit,
    args::TagArgs,
    commands::judge,
    tag::{Labels, Passed, Tagger, pass_unchanged},
};

/// Runs `tag`.
///
/// # Errors
/// When there is no such file, or the reader of the output went away.
pub fn run(args: &TagArgs, console: &mut Console) -> Result<Exit> {
    let path = args.path.as_deref().filter(|p| p.as_os_str() != "-");
    let name = path.map_or_else(|| "-".to_owned(), |p| p.to_string_lossy().into_owned());
    let input: Box<dyn Read + Send> = match path {
        Some(path) => Box::new(open(path)?),
        None => console.take_stdin(),
    };
    let out = std::mem::replace(&mut console.stdout, Box::new(io::sink()));
    match pass(args, input, out, &name, console) {
        Ok(passed) if args.strict && passed.unchanged > 0 => Ok(Exit::TryAgain),
        Ok(passed) => {
            if passed == Passed::default() {
                console.complain(&format!("{name}: empty, there is nothing to tag"));
            }
            Ok(Exit::Success)
        }
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Err(e.into()),
        // whoever delivers must know, or would take a part for the whole
        Err(e) => {
            console.complain(&format!("{name}: not passed on to the end: {e}"));
            Ok(Exit::TryAgain)
        }
    }
}

fn open(path: &Path) -> Result<File> {
    if path.is_dir() {
        bail!("{}: is a folder; `tag` takes one mail or mbox (see the README for Maildirs)", path.display());
    }
    File::open(path).with_context(|| format!("{}: cannot be opened", path.display()))
}

fn pass(
    args: &TagArgs,
    input: Box<dyn Read + Send>,
    out: Box<dyn Write + Send>,
    name: &str,
    console: &mut Console,
) -> io::Result<Passed> {
    // not even a fault in the weights may hold a delivery up
    let triage = catch_unwind(AssertUnwindSafe(|| judge(&args.judge)));
    let triage = match triage.unwrap_or_else(|_| Err(anyhow!("triage failed to start"))) {
        Ok(triage) => triage,
        Err(e) => {
            console.complain(&format!("{e:#}; {name} passed unchanged"));
            pass_unchanged(input, out)?;
            return Ok(Passed { labelled: 0, unchanged: 1 });
        }
    };
    let options = OpenOptions::default();
    let tagger = Tagger {
        judge: &|mail| Ok(Labels::from(triage.assess(&mail.parse()?))),
        complain: &mut |why| console.complain(why),
        options: if args.single { options.format(InputFormat::Message) } else { options },
    };
    tagger.pass(input, out, name)
}
