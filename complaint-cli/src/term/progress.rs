//! How far a run is, on standard error: mails, megabytes, rate, time left, errors.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

use crate::output::tally::Tally;

/// A line that is drawn anew while the run goes on, and cleared at its end.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    /// Mails that an earlier run did.
    earlier: u64,
}

impl Progress {
    /// `total` are the bytes of all inputs, where they are known; `earlier` is
    /// what a run did that is gone on with.
    pub fn new(total: Option<u64>, earlier: &Tally) -> Self {
        let (bar, template) = match total {
            Some(bytes) => (ProgressBar::new(bytes.max(1)), "{bar:24} {percent:>3} %  {msg}  {eta} left"),
            None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        bar.set_position(earlier.bytes);
        bar.reset_eta();
        Self { bar, started: Instant::now(), earlier: earlier.mails }
    }

    /// Shows the state of things.
    pub fn show(&mut self, tally: &Tally) {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let faults = if tally.errors > 0 { format!("  {} errors", tally.errors) } else { String::new() };
        let megabytes = tally.bytes as f64 / 1e6;
        self.bar.set_position(tally.bytes);
        self.bar.set_message(format!(
            "{} mails  {megabytes:.1} MB  {:.0}/s{faults}",
            HumanCount(tally.mails),
            (tally.mails - self.earlier.min(tally.mails)) as f64 / seconds
        ));
    }

    /// Lets a line be printed without disturbing the bar.
    pub fn aside(&self, print: impl FnOnce()) {
        self.bar.suspend(print);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
