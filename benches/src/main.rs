//! `bench-archive`: makes archives, and measures triage on them.

use std::{
    fs::File,
    io::{BufWriter, Write, stdout},
    path::PathBuf,
};

use anyhow::Result;
use clap::{Parser, Subcommand};
use complaint_benches::{
    archive::{self, Recipe},
    floor,
    source::Source,
    table::{self, TableArgs},
};

/// Makes archives of any size from the corpus, and measures triage on them.
#[derive(Debug, Parser)]
struct Cli {
    /// The labelled corpus
    #[arg(long, default_value = "fixtures/corpus", global = true)]
    corpus: PathBuf,
    #[command(subcommand)]
    command: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Make an mbox
    Make {
        /// What it is made of.
        #[command(flatten)]
        recipe: Recipe,
        /// Write to this file instead of standard output
        #[arg(long, short)]
        output: Option<PathBuf>,
    },
    /// Write the texts of an archive that are judged, for the floor
    Texts {
        /// The archive
        archive: PathBuf,
        /// Where to write
        texts: PathBuf,
    },
    /// Split, parse and segment an archive, and nothing else
    Floor {
        /// The archive
        archive: PathBuf,
        /// Its texts
        texts: PathBuf,
        /// Threads
        #[arg(long, default_value_t = 1)]
        jobs: usize,
    },
    /// Measure this machine and print the table
    Table(TableArgs),
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    match &cli.command {
        Action::Make { recipe, output } => {
            let source = Source::read(&cli.corpus)?;
            let mut out: Box<dyn Write> = match output {
                Some(path) => Box::new(BufWriter::new(File::create(path)?)),
                None => Box::new(BufWriter::new(stdout().lock())),
            };
            archive::write(recipe, &source, &mut out)?;
            out.flush()?;
        }
        Action::Texts { archive, texts } => floor::write_texts(archive, texts)?,
        Action::Floor { archive, texts, jobs } => println!("{} words", floor::run(archive, texts, *jobs)?),
        Action::Table(args) => table::print(args, &Source::read(&cli.corpus)?, &mut stdout().lock())?,
    }
    Ok(())
}
