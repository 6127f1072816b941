//! Completions and manual pages, made from the definitions of the arguments.

use std::{fs, io::Write};

use anyhow::{Context, Result};
use clap::Command;

use crate::{
    Console, Exit,
    args::{CompletionsArgs, ManArgs},
};

/// Prints the completions of a shell.
///
/// # Errors
/// When standard output cannot be written.
pub fn completions(args: &CompletionsArgs, command: &mut Command, console: &mut Console) -> Result<Exit> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, command, "triage", &mut text);
    console.stdout.write_all(&text)?;
    Ok(Exit::Success)
}

/// Prints the manual page, or writes one a command into a folder.
///
/// # Errors
/// When the pages cannot be written.
pub fn man(args: &ManArgs, command: Command, console: &mut Console) -> Result<Exit> {
    let Some(dir) = &args.dir else {
        clap_mangen::Man::new(command).render(&mut console.stdout)?;
        return Ok(Exit::Success);
    };
    fs::create_dir_all(dir).with_context(|| format!("{}: the folder cannot be made", dir.display()))?;
    clap_mangen::generate_to(command, dir)
        .with_context(|| format!("{}: the pages cannot be written", dir.display()))?;
    Ok(Exit::Success)
}
