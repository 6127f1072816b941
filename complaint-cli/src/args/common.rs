//! Options that several commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use complaint_core::mailbox;

use super::SetupArgs;

/// What to read.
#[derive(Debug, Clone, Default, Args)]
pub struct InputArgs {
    /// Mailboxes, mails, folders, exports; `-` is standard input
    ///
    /// mbox, Maildir, .eml, folders of them (walked), JSON Lines and CSV exports,
    /// told apart by content; gzip and zstd of each. Without a path, standard
    /// input is read.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Take a field of a CSV from this column, such as body=本文
    ///
    /// Fields: message_id, subject, body, from, from_name, date. May be given
    /// more than once.
    #[arg(long, value_name = "FIELD=NAME", value_parser = Column::parse)]
    pub column: Vec<Column>,
}

/// A field of a mail and the name of its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The field.
    pub field: mailbox::Column,
    /// The name in the export.
    pub name: String,
}

impl Column {
    fn parse(text: &str) -> Result<Self, String> {
        let (field, name) = text.split_once('=').ok_or("expected FIELD=NAME, such as body=本文")?;
        let field = field.parse().map_err(|e: mailbox::UnknownField| e.to_string())?;
        Ok(Self { field, name: name.to_owned() })
    }
}

/// What the judgement depends on.
#[derive(Debug, Clone, Default, Args)]
pub struct JudgeArgs {
    /// Our own address or domain: mails from it are marked as outgoing
    ///
    /// May be given more than once.
    #[arg(long, value_name = "ADDRESS")]
    pub own: Vec<String>,
    /// Share of complaints among the mails, between 0 and 1
    #[arg(long, value_name = "SHARE", value_parser = share)]
    pub prevalence: Option<f32>,
    /// Weights written by `triage fit`, instead of the built-in ones
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
    /// Settings and own dictionaries.
    #[command(flatten)]
    pub setup: SetupArgs,
    /// Analyse text met before again; for measuring, the verdicts are the same
    #[arg(long, hide = true)]
    pub no_reuse: bool,
}

fn share(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(x) if x > 0.0 && x < 1.0 => Ok(x),
        _ => Err("expected a number between 0 and 1, such as 0.2".into()),
    }
}

/// The language of pages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    En,
    /// Japanese.
    #[default]
    Ja,
}
