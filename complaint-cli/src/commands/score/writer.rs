//! Rendered records in their order in; output, messages, counts, exit code out.

use std::io::Write;

use anyhow::Result;

use super::row::{Heat, Row};
use crate::{
    Console, Exit,
    output::{
        file::{Mark, PartialFile},
        tally::Tally,
    },
    pipeline::Sink,
    term::progress::Progress,
};

/// Writes rows in their order, counts and reports.
pub(super) struct Writer<'a> {
    console: &'a mut Console,
    file: Option<PartialFile>,
    tally: Tally,
    /// Items done, those of an earlier run included.
    items: u64,
    /// All rows, where they are to be sorted.
    hottest: Option<Vec<(Option<Heat>, Vec<u8>)>>,
    quiet: bool,
    progress: Option<Progress>,
}

impl<'a> Writer<'a> {
    /// Goes on from a mark; into a file where there is one, else to standard output.
    pub(super) fn new(
        console: &'a mut Console,
        file: Option<PartialFile>,
        mark: &Mark,
        progress: Option<Progress>,
    ) -> Self {
        Self { console, file, tally: mark.tally.clone(), items: mark.items, hottest: None, quiet: false, progress }
    }

    /// Keeps all rows, to write the hottest first.
    pub(super) fn sorted(mut self, yes: bool) -> Self {
        self.hottest = yes.then(Vec::new);
        self
    }

    /// No notes, no summary.
    pub(super) fn quiet(mut self, yes: bool) -> Self {
        self.quiet = yes;
        self
    }
}

impl Sink<Row> for Writer<'_> {
    fn take(&mut self, rows: Vec<Row>) -> Result<()> {
        for row in rows {
            self.items += 1;
            self.row(row)?;
        }
        if let Some(file) = &mut self.file {
            file.note_at_times(&self.tally, self.items)?;
        }
        if let Some(p) = &mut self.progress {
            p.show(&self.tally);
        }
        Ok(())
    }

    fn idle(&mut self) -> Result<()> {
        if self.file.is_none() {
            self.console.stdout.flush()?;
        }
        Ok(())
    }
}

impl Writer<'_> {
    fn row(&mut self, row: Row) -> Result<()> {
        match row {
            Row::Refused(why) => {
                self.tally.refused += 1;
                self.complain(&why);
            }
            Row::Empty(name) if !self.quiet => self.complain(&format!("{name}: empty, there is nothing to judge")),
            Row::Empty(_) => {}
            Row::Record { bytes, entry, heat, complaint, size } => {
                self.tally.add(&entry);
                self.tally.bytes += size as u64;
                if let Some(why) = complaint {
                    self.complain(&why);
                }
                match &mut self.hottest {
                    Some(rows) => rows.push((heat, bytes)),
                    None => self.write(&bytes)?,
                }
            }
        }
        Ok(())
    }

    fn complain(&mut self, why: &str) {
        let console = &mut *self.console;
        match &self.progress {
            Some(p) => p.aside(|| console.complain(why)),
            None => console.complain(why),
        }
    }

    /// Adds bytes to the output.
    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.file {
            Some(file) => file.write(bytes),
            None => Ok(self.console.stdout.write_all(bytes)?),
        }
    }

    /// Ends the output; `whole` says that the run came to its end.
    pub(super) fn end(mut self, whole: bool) -> Result<Exit> {
        let sorted = self.hottest.is_some();
        if let Some(mut rows) = self.hottest.take() {
            // the sort is stable: rows of the same heat keep their order; errors come last
            rows.sort_by(|(a, _), (b, _)| a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(b)));
            rows.iter().try_for_each(|(_, bytes)| self.write(bytes))?;
        }
        self.console.stdout.flush()?;
        self.progress = None;
        match (whole, sorted) {
            (true, _) => self.close()?,
            (false, false) => self.keep()?,
            (false, true) => {
                self.complain("stopped; --hottest needs all mails, so that the run cannot be gone on with")
            }
        }
        if self.console.stderr_is_terminal && !self.quiet {
            // a summary that cannot be shown is no failure of the run
            let _ = write!(self.console.stderr, "\n{}", self.tally.summary());
        }
        Ok(if whole { self.exit() } else { Exit::Interrupted })
    }

    fn close(&mut self) -> Result<()> {
        self.file.take().map_or(Ok(()), PartialFile::finish)
    }

    /// Stopped by the user: what is done stays, to be gone on with.
    fn keep(&mut self) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.note(&self.tally, self.items)?;
        let done = self.tally.mails;
        self.console.complain(&format!("stopped after {done} mails; the same command with --resume goes on"));
        Ok(())
    }

    fn exit(&self) -> Exit {
        let t = &self.tally;
        if t.refused > 0 || (t.mails == 0 && t.errors > 0 && t.errors == t.no_mail) {
            Exit::Nothing
        } else if t.errors > 0 {
            Exit::Some
        } else {
            Exit::Success
        }
    }
}
