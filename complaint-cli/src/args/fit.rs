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
    triage fit mails.jsonl --pieces pieces.jsonl --cv writer --hold D1,D2\n  \
    triage fit --replies replies.jsonl --pairs pairs.toml -o lint_weights.tsv")]
pub struct FitArgs {
    /// Labelled mails, one JSON object a line
    #[arg(value_name = "MAILS.jsonl", required_unless_present = "replies")]
    pub mails: Vec<PathBuf>,
    /// Further labelled mails: they teach what sentences say, what kind a mail is and whom it blames; from where on
    /// there is anger, a flag or a demand is fitted on the others
    #[arg(long, value_name = "MAILS.jsonl")]
    pub further: Vec<PathBuf>,
    /// Labelled sentences of those mails
    #[arg(long, value_name = "FILE")]
    pub pieces: Option<PathBuf>,
    /// Further labelled sentences, without a mail around them: what is peculiar to them is fitted apart
    #[arg(long, value_name = "FILE")]
    pub sentences: Option<PathBuf>,
    /// Labelled replies: the weights are those by which `lint` judges sentences
    #[arg(long, value_name = "FILE", conflicts_with_all = ["mails", "further", "pieces", "sentences"])]
    pub replies: Vec<PathBuf>,
    /// With --replies, pairs of a bad and a good reply that the lint's patterns were written with
    #[arg(long, value_name = "FILE", requires = "replies")]
    pub pairs: Vec<PathBuf>,
    /// Write the weights to this file [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write no weights: judge held-out mails, or replies, and print the figures
    #[arg(long, value_name = "HOW", conflicts_with = "output")]
    pub cv: Option<Cross>,
    /// With --cv, only these writers are held out [default: each]
    #[arg(long, value_name = "WRITERS", value_delimiter = ',', requires = "cv")]
    pub hold: Vec<String>,
    /// Format of the figures
    #[arg(long, short, value_name = "FORMAT", default_value = "table", requires = "cv")]
    pub format: EvalFormat,
}
