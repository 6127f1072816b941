//! What is wrong with own tables, each with its place.

use std::fmt;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: String,
    /// The line in it, from 1; none where the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong, and what to do.
    pub message: String,
}

impl Problem {
    pub(super) fn of_file(file: &str, message: String) -> Self {
        Self { file: file.to_string(), line: None, message }
    }

    pub(super) fn of_line(file: &str, line: usize, message: String) -> Self {
        Self { file: file.to_string(), line: Some(line), message }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.message),
            None => write!(f, "{}: {}", self.file, self.message),
        }
    }
}

/// Own tables that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{first}{}", more(rest))]
pub struct OwnError {
    first: Problem,
    rest: Vec<Problem>,
}

fn more(rest: &[Problem]) -> String {
    if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) }
}

impl OwnError {
    pub(super) fn unless_fine(mut problems: Vec<Problem>) -> Result<(), Self> {
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        let mut problems = problems.into_iter();
        match problems.next() {
            Some(first) => Err(Self { first, rest: problems.collect() }),
            None => Ok(()),
        }
    }

    /// Everything that is wrong, in the order of the files.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

impl From<Problem> for OwnError {
    fn from(first: Problem) -> Self {
        Self { first, rest: Vec::new() }
    }
}
