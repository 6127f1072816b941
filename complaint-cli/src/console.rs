//! The three streams of a run, and what is known of the terminal.

use std::io::{self, IsTerminal, Read, Write};

/// Width assumed where there is no terminal.
pub const DEFAULT_WIDTH: usize = 100;

/// What a run reads from and writes to. Tests make their own.
pub struct Console {
    /// Standard input, until a command takes it.
    pub stdin: Option<Box<dyn Read + Send>>,
    /// Results.
    pub stdout: Box<dyn Write + Send>,
    /// Notes, errors, progress.
    pub stderr: Box<dyn Write + Send>,
    /// A person would have to type what is read.
    pub stdin_is_terminal: bool,
    /// Results are read by a person.
    pub stdout_is_terminal: bool,
    /// Notes are read by a person.
    pub stderr_is_terminal: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// Colours are allowed on a terminal.
    pub colour: bool,
}

impl Console {
    /// The streams of this process.
    pub fn of_process() -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Self {
            stdin: Some(Box::new(io::stdin())),
            stdout: Box::new(io::BufWriter::with_capacity(1 << 16, io::stdout())),
            stderr: Box::new(io::stderr()),
            stdin_is_terminal: io::stdin().is_terminal(),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
            width: width(),
            colour: !set("NO_COLOR") && !dumb,
        }
    }

    /// One line on standard error in the name of the program.
    pub fn complain(&mut self, message: &str) {
        // a person who sees both streams sees them in order; a failure shows at the next write
        let _ = self.stdout.flush();
        // nothing is left to be done about a stream that cannot be written
        let _ = writeln!(self.stderr, "triage: {}", crate::term::clean::line(message));
    }

    /// Standard input; empty where it was taken before. A person at a terminal is
    /// told that it is waited for.
    pub fn take_stdin(&mut self) -> Box<dyn Read + Send> {
        if self.stdin_is_terminal && self.stdin.is_some() {
            self.complain("reading from the terminal; end with Ctrl-D (Ctrl-Z on Windows), or see `triage --help`");
        }
        self.stdin.take().unwrap_or_else(|| Box::new(io::empty()))
    }

    /// Colours are wanted on standard output.
    pub fn colours_results(&self) -> bool {
        self.stdout_is_terminal && self.colour
    }
}

fn width() -> usize {
    let told = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let real = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    told.or_else(real).unwrap_or(DEFAULT_WIDTH).max(20)
}

/// Settings of the whole process: a fault in one mail is reported with that
/// mail, not by the thread that met it.
pub fn prepare_process() {
    #[cfg(windows)]
    let _ = anstyle_query::windows::enable_ansi_colors();
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(crate::pipeline::WORKER) {
            default(info);
        }
    }));
    crate::stop::listen();
}
