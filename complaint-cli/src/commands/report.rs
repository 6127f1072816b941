//! Mails or verdicts in, one page of HTML out.

use anyhow::Result;

use super::records::{Wanted, each};
use crate::{
    Console, Exit,
    args::ReportArgs,
    output::file::Written,
    page::Words,
    report::{Report, Settings},
};

/// Runs `report`.
///
/// # Errors
/// When nothing can be read, judged or written.
pub fn run(args: &ReportArgs, console: &mut Console) -> Result<Exit> {
    let mut out = Written::begin(args.output.as_deref(), &args.input.paths)?;
    let mut report = Report::new(Settings {
        rows: args.list,
        words: Words(args.lang),
        title: args.title.clone(),
        as_of: args.as_of.clone(),
    });
    let wanted = Wanted { input: &args.input, judge: &args.judge, jobs: args.jobs, quiet: false };
    let run = each(&wanted, console, &mut |judged| report.add(&judged))?;
    if run.stopped() {
        return Ok(run.exit());
    }
    out.write(report.page(run.errors)?.as_bytes(), console)?;
    out.finish(console)?;
    Ok(run.exit())
}
