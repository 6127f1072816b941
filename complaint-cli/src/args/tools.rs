//! Options of `dict`, `completions` and `man`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use clap_complete::Shell;

/// Options of `dict`.
#[derive(Debug, Clone, Args)]
pub struct DictArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: DictCommand,
}

/// What `dict` does.
#[derive(Debug, Clone, Subcommand)]
pub enum DictCommand {
    /// Are the tables well-formed, sorted and free of doubles, and all names known
    Check,
    /// Do the words and templates do what they are for
    Test,
    /// How many rows each table has
    Stats,
    /// Print the rows of a table, or the names of all tables
    List {
        /// Name of a table, as `dict list` prints it
        table: Option<String>,
    },
}

/// Options of `completions`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Example:\n  triage completions bash > ~/.local/share/bash-completion/completions/triage")]
pub struct CompletionsArgs {
    /// The shell
    pub shell: Shell,
}

/// Options of `man`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Example:\n  triage man | man -l -")]
pub struct ManArgs {
    /// Write one page a command into this folder
    #[arg(long, value_name = "DIR")]
    pub dir: Option<PathBuf>,
}
