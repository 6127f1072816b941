//! Standard output, or a file that is written beside its place, renamed when all
//! is done, and gone on with after a stop.
//!
//! Beside `FILE` stand `FILE.partial` (the records) and `FILE.partial.log`: a
//! line that says what run it is, then, every now and then, a line with the
//! mails done, the bytes written until then, and the counts. To go on, the
//! records are cut to the last such line, and the mails that it counts are
//! passed over. So nothing is lost and nothing stands there twice.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::tally::Tally;

/// Time between two lines of the log.
const INTERVAL: Duration = Duration::from_millis(200);
/// Lines after which the log is written anew: a run of days must not fill the disk.
const LOG_LINES: u32 = 1000;

/// How far a run came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Items of the input that are done.
    pub items: u64,
    /// Bytes of output.
    bytes: u64,
    /// What was counted.
    pub tally: Tally,
}

/// A file under way.
pub struct PartialFile {
    path: PathBuf,
    partial: PathBuf,
    log_path: PathBuf,
    run: String,
    records: BufWriter<File>,
    log: File,
    log_lines: u32,
    bytes: u64,
    noted: Instant,
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

impl PartialFile {
    /// Begins, or with `resume` goes on with, the file of a run. `run` names
    /// everything that the output depends on, in one line.
    ///
    /// # Errors
    /// When another run writes the file, an earlier run was another one, or the
    /// file cannot be written.
    pub fn open(path: &Path, run: &str, resume: bool) -> Result<(Self, Mark)> {
        let (partial, log_path) = (beside(path, ".partial"), beside(path, ".partial.log"));
        if path.is_dir() {
            bail!("{}: is a folder; name a file to write", path.display());
        }
        let mut records = open_rw(&partial)?;
        match records.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("{}: another run is writing this file", partial.display()),
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let mark =
            if resume { last_mark(&partial, &log_path, run, records.metadata()?.len())? } else { Mark::default() };
        records.set_len(mark.bytes).and_then(|()| records.seek(SeekFrom::End(0))).with_context(|| cannot(&partial))?;
        let log = open_log(&log_path, run, mark.items > 0)?;
        let mut out = Self {
            path: path.to_owned(),
            partial,
            log_path,
            run: run.to_owned(),
            records: BufWriter::with_capacity(1 << 16, records),
            log,
            log_lines: 0,
            bytes: mark.bytes,
            noted: Instant::now(),
        };
        out.note(&mark.tally, mark.items)?;
        Ok((out, mark))
    }

    /// Adds bytes of output.
    ///
    /// # Errors
    /// When they cannot be written, such as on a full disk.
    pub fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.records.write_all(bytes).with_context(|| cannot(&self.partial))?;
        self.bytes += bytes.len() as u64;
        Ok(())
    }

    /// Notes from time to time how far the run came.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub fn note_at_times(&mut self, tally: &Tally, items: u64) -> Result<()> {
        if self.noted.elapsed() >= INTERVAL { self.note(tally, items) } else { Ok(()) }
    }

    /// Notes how far the run came.
    ///
    /// # Errors
    /// When the log cannot be written.
    pub fn note(&mut self, tally: &Tally, items: u64) -> Result<()> {
        self.records.flush().with_context(|| cannot(&self.partial))?;
        let mark = Mark { items, bytes: self.bytes, tally: tally.clone() };
        let line = serde_json::to_string(&mark)?;
        if self.log_lines >= LOG_LINES {
            self.shorten_log(&line)?;
        } else {
            writeln!(self.log, "{line}").with_context(|| cannot(&self.log_path))?;
            self.log_lines += 1;
        }
        self.noted = Instant::now();
        Ok(())
    }

    /// Puts a log with the last line only in the place of the long one.
    fn shorten_log(&mut self, line: &str) -> Result<()> {
        let short = beside(&self.path, ".partial.log.new");
        let mut log = File::create(&short).with_context(|| cannot(&short))?;
        write!(log, "{}\n{line}\n", self.run).with_context(|| cannot(&short))?;
        // closes the long log first: Windows does not put a file in the place of an open one
        (self.log, self.log_lines) = (log, 1);
        fs::rename(&short, &self.log_path).with_context(|| cannot(&self.log_path))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// When it cannot be renamed.
    pub fn finish(mut self) -> Result<()> {
        self.records.flush().and_then(|()| self.records.get_ref().sync_all()).with_context(|| cannot(&self.partial))?;
        drop(self.records);
        fs::rename(&self.partial, &self.path)
            .with_context(|| format!("{}: cannot be renamed to {}", self.partial.display(), self.path.display()))?;
        drop(self.log);
        // a log left behind does no harm: it is begun anew
        let _ = fs::remove_file(&self.log_path);
        Ok(())
    }
}

/// Standard output or a file: for output that cannot be gone on with.
pub struct Written(Option<PartialFile>);

impl Written {
    /// Begins the output.
    ///
    /// # Errors
    /// When the file is one of the inputs or cannot be written.
    pub fn begin(path: Option<&Path>, inputs: &[PathBuf]) -> Result<Self> {
        let Some(path) = path else { return Ok(Self(None)) };
        refuse_input(path, inputs)?;
        Ok(Self(Some(PartialFile::open(path, "anew", false)?.0)))
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn write(&mut self, bytes: &[u8], console: &mut crate::Console) -> Result<()> {
        match &mut self.0 {
            Some(file) => file.write(bytes),
            None => Ok(console.stdout.write_all(bytes)?),
        }
    }

    /// Ends the output.
    ///
    /// # Errors
    /// When it cannot be written or put in its place.
    pub fn finish(mut self, console: &mut crate::Console) -> Result<()> {
        match self.0.take() {
            Some(file) => file.finish(),
            None => Ok(console.stdout.flush()?),
        }
    }
}

impl Drop for Written {
    /// What was not ended cannot be gone on with either.
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            let (partial, log) = (file.partial.clone(), file.log_path.clone());
            drop(file);
            // left behind they do no harm: they are begun anew
            let _ = fs::remove_file(partial).and(fs::remove_file(log));
        }
    }
}

/// Renaming over an input would lose it.
///
/// # Errors
/// When the path is one of the inputs.
pub fn refuse_input(output: &Path, inputs: &[PathBuf]) -> Result<()> {
    let Ok(output) = output.canonicalize() else { return Ok(()) };
    match inputs.iter().find(|p| p.canonicalize().is_ok_and(|p| p == output)) {
        Some(path) => bail!("{}: is an input; name another file with --output", path.display()),
        None => Ok(()),
    }
}

fn open_rw(path: &Path) -> Result<File> {
    OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).with_context(|| cannot(path))
}

/// The log, begun anew unless a run is gone on with.
fn open_log(path: &Path, run: &str, go_on: bool) -> Result<File> {
    let mut log = open_rw(path)?;
    let begun = if go_on {
        // ends a line that was cut off by the stop
        log.seek(SeekFrom::End(0)).and_then(|_| writeln!(log))
    } else {
        log.set_len(0).and_then(|()| writeln!(log, "{run}"))
    };
    begun.with_context(|| cannot(path))?;
    Ok(log)
}

fn cannot(path: &Path) -> String {
    format!("{}: cannot be written", path.display())
}

/// The last line of the log whose bytes all stand in the file.
fn last_mark(partial: &Path, log: &Path, run: &str, written: u64) -> Result<Mark> {
    let text = match fs::read(log) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(Mark::default()),
        Err(e) => return Err(e).with_context(|| format!("{}: cannot be read", log.display())),
    };
    // a last line without its end was cut off by the stop
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut lines = whole.lines();
    match lines.next() {
        None => return Ok(Mark::default()),
        Some(earlier) if earlier != run => bail!(
            "{}: comes from a run with other options, inputs or weights; give the same ones, or delete it to begin anew",
            partial.display()
        ),
        Some(_) => {}
    }
    let mut marks = lines.filter_map(|l| serde_json::from_str::<Mark>(l).ok());
    // without an item only the head was written, and it is written again
    Ok(marks.rfind(|m| m.bytes <= written && m.items > 0).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_of_a_long_run_stays_short() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("out.jsonl");
        let (mut f, _) = PartialFile::open(&path, "run", false).expect("opens");
        for n in 1..=3 * u64::from(LOG_LINES) {
            f.write(b"x\n").expect("writes");
            f.note(&counted(n), n).expect("notes");
        }
        drop(f);
        let log = fs::read_to_string(dir.path().join("out.jsonl.partial.log")).expect("reads");
        assert!(log.lines().count() <= LOG_LINES as usize + 1);
        let (_, mark) = PartialFile::open(&path, "run", true).expect("opens");
        assert_eq!((mark.items, mark.bytes), (3 * u64::from(LOG_LINES), 6 * u64::from(LOG_LINES)));
        assert_eq!(fs::read_dir(dir.path()).expect("lists").count(), 2, "file and log");
    }

    #[test]
    fn a_run_stopped_before_its_first_mail_begins_anew() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("out.csv");
        let (mut f, _) = PartialFile::open(&path, "run", false).expect("opens");
        f.write(b"head\n").expect("writes");
        f.note(&Tally::default(), 0).expect("notes");
        drop(f);
        let (mut f, mark) = PartialFile::open(&path, "run", true).expect("opens");
        assert_eq!(mark, Mark::default());
        f.write(b"head\n").expect("writes");
        f.finish().expect("finishes");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "head\n");
    }

    fn counted(mails: u64) -> Tally {
        let mut tally = Tally::default();
        tally.mails = mails;
        tally
    }

    #[test]
    fn a_stopped_run_is_gone_on_with() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("out.jsonl");
        let (mut f, mark) = PartialFile::open(&path, "run", false).expect("opens");
        assert_eq!(mark, Mark::default());
        f.write(b"one\ntwo\n").expect("writes");
        f.note(&counted(2), 2).expect("notes");
        f.write(b"thr").expect("writes");
        drop(f); // killed: `thr` was never noted
        let (mut f, mark) = PartialFile::open(&path, "run", true).expect("opens");
        assert_eq!((mark.items, mark.tally.mails), (2, 2));
        f.write(b"three\n").expect("writes");
        f.finish().expect("finishes");
        assert_eq!(fs::read_to_string(&path).expect("reads"), "one\ntwo\nthree\n");
        assert_eq!(fs::read_dir(dir.path()).expect("lists").count(), 1, "nothing is left beside it");
    }

    #[test]
    fn another_run_is_not_gone_on_with() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("out.jsonl");
        drop(PartialFile::open(&path, "run one", false).expect("opens"));
        let e = PartialFile::open(&path, "run two", true).err().expect("is refused");
        assert!(e.to_string().contains("other options"), "{e}");
        assert!(PartialFile::open(&path, "run two", false).is_ok());
    }

    #[test]
    fn two_runs_cannot_write_one_file() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("out.jsonl");
        let first = PartialFile::open(&path, "run", false).expect("opens");
        assert!(PartialFile::open(&path, "run", false).is_err());
        drop(first);
    }
}
