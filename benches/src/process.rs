//! A program and its arguments in; what the run cost, by the system's own account, out.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read, Write},
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// What a run cost.
#[derive(Debug, Clone, Copy)]
pub struct Cost {
    /// Seconds on the clock.
    pub wall: f64,
    /// Seconds of processor, of all threads.
    pub cpu: f64,
    /// Peak resident memory in megabytes.
    pub megabytes: f64,
}

/// Programs that run at once, each with its arguments; the cost of all together.
///
/// # Errors
/// When one cannot be started or fails.
pub fn run<S: AsRef<OsStr>>(program: &Path, argument_lists: &[Vec<S>]) -> Result<Cost> {
    let start = Instant::now();
    let children: Vec<_> = argument_lists
        .iter()
        .map(|a| Command::new(program).args(a).stdout(Stdio::null()).stderr(Stdio::inherit()).spawn())
        .collect::<Result<_, _>>()
        .with_context(|| format!("{}: cannot be started", program.display()))?;
    let mut cost = Cost { wall: 0.0, cpu: 0.0, megabytes: 0.0 };
    for mut child in children {
        let used = child.wait4()?;
        if !used.status.success() {
            bail!("{} ended with {}", program.display(), used.status);
        }
        cost.cpu += (used.rusage.utime + used.rusage.stime).as_secs_f64();
        cost.megabytes += used.rusage.maxrss as f64 / 1e6;
    }
    cost.wall = start.elapsed().as_secs_f64();
    Ok(cost)
}

/// Milliseconds from the start of the program until the first line comes out
/// of it, while `input` comes through a pipe that stays open.
///
/// # Errors
/// When it cannot be started or says nothing.
pub fn first_line(program: &Path, input: &[u8]) -> Result<f64> {
    let start = Instant::now();
    let mut child = Command::new(program).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else { bail!("no pipes") };
    stdin.write_all(input)?;
    let mut stdout = BufReader::new(stdout);
    let mut line = String::new();
    stdout.read_line(&mut line)?;
    let milliseconds = start.elapsed().as_secs_f64() * 1e3;
    drop(stdin);
    stdout.read_to_end(&mut Vec::new())?;
    child.wait()?;
    if line.is_empty() {
        bail!("{} said nothing", program.display());
    }
    Ok(milliseconds)
}

/// The median.
pub fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
