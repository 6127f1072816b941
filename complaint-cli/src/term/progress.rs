//! How far a run is, on standard error: mails, megabytes, rate, time left, errors.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

/// A line that is drawn anew while the run goes on, and cleared at its end.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    bytes: u64,
}

impl Progress {
    /// `total` are the bytes of all inputs, where they are known.
    pub fn new(total: Option<u64>) -> Self {
        let (bar, template) = match total {
            Some(bytes) => (ProgressBar::new(bytes.max(1)), "{bar:24} {percent:>3} %  {msg}  {eta} left"),
            None => (ProgressBar::new_spinner(), "{spinner} {msg}"),
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar, started: Instant::now(), bytes: 0 }
    }

    /// A mail of this size is done.
    pub fn read(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// Shows the state of things.
    pub fn show(&mut self, mails: u64, errors: u64) {
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let faults = if errors > 0 { format!("  {errors} errors") } else { String::new() };
        let megabytes = self.bytes as f64 / 1e6;
        self.bar.set_position(self.bytes);
        self.bar.set_message(format!(
            "{} mails  {megabytes:.1} MB  {:.0}/s{faults}",
            HumanCount(mails),
            mails as f64 / seconds
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
