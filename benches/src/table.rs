//! The figures of this machine: archives are made, judged and thrown away.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Args;

use crate::{
    archive::{self, Recipe},
    floor,
    process::{Cost, first_line, median, run},
    source::Source,
};

/// How the table is measured.
#[derive(Debug, Clone, Args)]
pub struct TableArgs {
    /// Mails of each archive
    #[arg(long, default_value_t = 4000)]
    pub mails: u64,
    /// Runs of each kind, in turns; medians are given
    #[arg(long, default_value_t = 5)]
    pub runs: usize,
    /// Where archives are made
    #[arg(long, default_value = "/tmp")]
    pub scratch: PathBuf,
}

/// Shares of repeated text, in per cent.
const SHARES: [u8; 4] = [0, 25, 50, 75];
/// Share of the archives that size and threads are measured with.
const USUAL_SHARE: u8 = 25;

struct Bench<'a> {
    args: &'a TableArgs,
    source: &'a Source,
    triage: PathBuf,
    this: PathBuf,
    folder: tempfile::TempDir,
}

/// Measures and prints.
///
/// # Errors
/// When the program is not built or a run fails.
pub fn print(args: &TableArgs, source: &Source, out: &mut impl Write) -> Result<()> {
    let this = std::env::current_exe()?;
    let triage = this.with_file_name(format!("triage{}", std::env::consts::EXE_SUFFIX));
    let folder = tempfile::tempdir_in(&args.scratch)?;
    let bench = Bench { args, source, triage, this, folder };
    fs::metadata(&bench.triage)
        .with_context(|| format!("{}: build it first: cargo build --release", bench.triage.display()))?;
    writeln!(out, "{} mails an archive, medians of {} runs in turns\n", args.mails, args.runs)?;
    bench.against_floor(out)?;
    bench.threads(out)?;
    bench.sizes(out)?;
    bench.first_verdict(out)
}

impl Bench<'_> {
    fn archive(&self, name: &str, repeated: u8, mails: u64, seed: u64) -> Result<PathBuf> {
        let path = self.folder.path().join(name);
        let recipe = Recipe { mails, megabytes: None, repeated, quotes: 30, html: 30, attachments: 3, seed };
        let mut file = BufWriter::new(File::create(&path)?);
        archive::write(&recipe, self.source, &mut file)?;
        file.flush()?;
        Ok(path)
    }

    fn score(&self, archives: &[&Path], jobs: usize, options: &[&str]) -> Result<Cost> {
        let lists: Vec<Vec<String>> = archives
            .iter()
            .map(|a| {
                let mut list = vec!["score".into(), "--jobs".into(), jobs.to_string(), a.display().to_string()];
                list.extend(options.iter().map(ToString::to_string));
                list
            })
            .collect();
        run(&self.triage, &lists)
    }

    fn floor(&self, archive: &Path, texts: &Path) -> Result<Cost> {
        let list =
            ["floor", "--jobs", "1", &archive.display().to_string(), &texts.display().to_string()].map(String::from);
        run(&self.this, &[list.to_vec()])
    }

    fn against_floor(&self, out: &mut impl Write) -> Result<()> {
        writeln!(out, "| repeated text | floor, CPU ms a mail | triage | ratio | with reuse | ratio |")?;
        writeln!(out, "|---|---|---|---|---|---|")?;
        for share in SHARES {
            let archive = self.archive("share.mbox", share, self.args.mails, 1)?;
            let texts = self.folder.path().join("texts");
            floor::write_texts(&archive, &texts)?;
            let (mut floors, mut plain, mut reused) = (Vec::new(), Vec::new(), Vec::new());
            for _ in 0..self.args.runs {
                floors.push(self.floor(&archive, &texts)?.cpu);
                plain.push(self.score(&[&archive], 1, &["--no-reuse"])?.cpu);
                reused.push(self.score(&[&archive], 1, &[])?.cpu);
            }
            let ratios = |figures: &[f64]| median(figures.iter().zip(&floors).map(|(a, b)| a / b).collect());
            let (ratio, with_reuse) = (ratios(&plain), ratios(&reused));
            let each = |figures: Vec<f64>| median(figures) * 1e3 / self.args.mails as f64;
            writeln!(
                out,
                "| {share} % | {:.3} | {:.3} | {ratio:.2} | {:.3} | {with_reuse:.2} |",
                each(floors.clone()),
                each(plain),
                each(reused)
            )?;
        }
        Ok(())
    }

    fn threads(&self, out: &mut impl Write) -> Result<()> {
        let half = |name, seed| self.archive(name, USUAL_SHARE, self.args.mails / 2, seed);
        let halves = [half("a.mbox", 2)?, half("b.mbox", 3)?];
        let both = self.joined(&halves)?;
        let (mut two_threads, mut two_processes) = (Vec::new(), Vec::new());
        for _ in 0..self.args.runs {
            two_processes.push(self.score(&[&halves[0], &halves[1]], 1, &[])?.wall);
            two_threads.push(self.score(&[&both], 2, &[])?.wall);
        }
        let share = median(two_processes.iter().zip(&two_threads).map(|(p, t)| p / t).collect());
        writeln!(
            out,
            "\ntwo threads: {:.2} s; two processes on the halves: {:.2} s; share of their speed-up: {share:.2}",
            median(two_threads),
            median(two_processes)
        )?;
        Ok(())
    }

    fn joined(&self, halves: &[PathBuf]) -> Result<PathBuf> {
        let path = self.folder.path().join("both.mbox");
        let mut out = File::create(&path)?;
        for half in halves {
            std::io::copy(&mut File::open(half)?, &mut out)?;
        }
        Ok(path)
    }

    fn sizes(&self, out: &mut impl Write) -> Result<()> {
        let small = self.archive("small.mbox", USUAL_SHARE, self.args.mails, 4)?;
        let large = self.archive("large.mbox", USUAL_SHARE, 10 * self.args.mails, 5)?;
        let (mut times, mut walls, mut memory) = (Vec::new(), Vec::new(), [0.0f64; 2]);
        for _ in 0..self.args.runs {
            let (s, l) = (self.score(&[&small], 2, &[])?, self.score(&[&large], 2, &[])?);
            times.push(l.cpu / s.cpu);
            walls.push(l.wall / s.wall);
            memory = [memory[0].max(s.megabytes), memory[1].max(l.megabytes)];
        }
        writeln!(
            out,
            "ten times the mails: {:.2} × the CPU, {:.2} × the time; peak memory {:.0} MB, then {:.0} MB",
            median(times),
            median(walls),
            memory[0],
            memory[1]
        )?;
        Ok(())
    }

    fn first_verdict(&self, out: &mut impl Write) -> Result<()> {
        let archive = fs::read(self.archive("two.mbox", USUAL_SHARE, 2, 6)?)?;
        let figures: Vec<f64> =
            (0..4 * self.args.runs + 1).map(|_| first_line(&self.triage, &archive)).collect::<Result<_>>()?;
        writeln!(out, "first verdict from a cold pipe: {:.1} ms", median(figures))?;
        Ok(())
    }
}
