//! Options of `fit`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::EvalFormat;

/// How the weights are tried on mails that they have not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Cross {
    /// The mails of one writer at a time are held out.
    Writer,
}

/// Options of `fit`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:\n  \
    triage fit mails.jsonl --pieces pieces.jsonl --sentences sentences.jsonl -o weights.tsv\n  \
    triage fit mails.jsonl --pieces pieces.jsonl --cv writer --hold D1,D2")]
pub struct FitArgs {
    /// Labelled mails, one JSON object a line
    #[arg(value_name = "MAILS.jsonl", required = true)]
    pub mails: Vec<PathBuf>,
    /// More labelled mails, labelled by other people: what is peculiar to their labelling is fitted apart
    #[arg(long, value_name = "MAILS.jsonl")]
    pub apart: Vec<PathBuf>,
    /// Labelled sentences of those mails
    #[arg(long, value_name = "FILE")]
    pub pieces: Option<PathBuf>,
    /// Further labelled sentences
    #[arg(long, value_name = "FILE")]
    pub sentences: Option<PathBuf>,
    /// Write the weights to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write no weights: judge held-out mails and print the figures
    #[arg(long, value_name = "HOW", conflicts_with = "output")]
    pub cv: Option<Cross>,
    /// With --cv, only these writers are held out [default: each]
    #[arg(long, value_name = "WRITERS", value_delimiter = ',', requires = "cv")]
    pub hold: Vec<String>,
    /// Format of the figures
    #[arg(long, short, value_name = "FORMAT", default_value = "table", requires = "cv")]
    pub format: EvalFormat,
}
