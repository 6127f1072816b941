//! Reply templates: TOML files in; groups of texts by part and condition out.
//!
//! The built-in files are replaced by those of the same name that a caller
//! gives. Whatever is given is checked when it is loaded: names, coverage of
//! the parts that a form requires, and wording (by the lint). An error says
//! file and line.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use complaint_dictionaries::replies;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::de::DeserializeOwned;

use super::check;
use super::group::{Group, GroupFile, Situation};
use super::lint::{LintError, Linter};
use super::memo::MemoWords;
use super::skeleton::{Form, PartKind};
use super::speech::Speech;
use super::words::{Words, WordsError};

/// Why templates could not be loaded.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// Something is wrong in a file.
    #[error("{file}:{line}: {message}")]
    Content {
        /// Name of the file.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A file that no stage reads.
    #[error("{file}: unknown file, expected one of {known}")]
    UnknownFile {
        /// Name of the file.
        file: String,
        /// What is read.
        known: String,
    },
    /// A form lacks a part that it requires.
    #[error("{file}: form `{form}` requires the part `{part}`, which has no text for {situation}")]
    MissingPart {
        /// File of the forms.
        file: String,
        /// Form.
        form: Form,
        /// Part.
        part: PartKind,
        /// For which options.
        situation: String,
    },
    /// A file cannot be read.
    #[error("cannot read {path}")]
    Io {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The built-in dictionary cannot be opened.
    #[error(transparent)]
    Words(#[from] WordsError),
    /// The rules of the lint cannot be read.
    #[error(transparent)]
    Lint(#[from] LintError),
}

/// The parts of one form.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormShape {
    pub(crate) name: Form,
    pub(crate) parts: Vec<PartKind>,
    pub(crate) required: Vec<PartKind>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct FormFile {
    form: Vec<FormShape>,
}

/// Everything that a draft is made of. Immutable, cheap to share.
#[derive(Debug)]
pub struct Templates {
    pub(crate) env: Environment<'static>,
    pub(crate) forms: BTreeMap<Form, FormShape>,
    pub(crate) groups: Vec<Group>,
    pub(crate) speech: Speech,
    pub(crate) memo: MemoWords,
    pub(crate) words: Words,
}

impl Templates {
    /// The built-in templates.
    ///
    /// # Errors
    /// When a built-in file does not pass its checks, which the tests rule out.
    pub fn built_in() -> Result<Self, TemplateError> {
        Self::with_files([])
    }

    /// The built-in templates, with those of a folder in the place of the ones
    /// of the same name. The files given are checked by the lint too.
    ///
    /// # Errors
    /// When a file cannot be read, is unknown, or does not pass its checks.
    pub fn from_folder(folder: &Path) -> Result<Self, TemplateError> {
        let io = |source| TemplateError::Io { path: folder.display().to_string(), source };
        let mut given = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(io)? {
            let path = entry.map_err(io)?.path();
            if path.extension().is_some_and(|e| e == "toml") {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let text = std::fs::read_to_string(&path)
                    .map_err(|source| TemplateError::Io { path: path.display().to_string(), source })?;
                given.push((name, text));
            }
        }
        given.sort();
        Self::with_files(given)
    }

    /// The built-in templates, with the given files (name, text) in the place
    /// of the ones of the same name.
    ///
    /// # Errors
    /// When a file is unknown or does not pass its checks.
    pub fn with_files(given: impl IntoIterator<Item = (String, String)>) -> Result<Self, TemplateError> {
        Self::with(Words::new()?, given)
    }

    /// As [`Self::with_files`], with a dictionary of the caller.
    ///
    /// # Errors
    /// As [`Self::with_files`].
    pub fn with(words: Words, given: impl IntoIterator<Item = (String, String)>) -> Result<Self, TemplateError> {
        let given: BTreeMap<String, String> = given.into_iter().collect();
        refuse_unknown(&given)?;
        let text = |(name, built_in): (&'static str, &'static str)| {
            (name, given.get(name).cloned().unwrap_or_else(|| built_in.to_string()))
        };
        let (name, source) = text(replies::SPEECH);
        let speech: Speech = parse(name, &source)?;
        let (name, source) = text(replies::MEMO);
        let memo: MemoWords = parse(name, &source)?;
        let (name, source) = text(replies::FORMS);
        let shapes: FormFile = parse(name, &source)?;
        let mut templates = Self {
            env: environment(),
            forms: shapes.form.into_iter().map(|f| (f.name, f)).collect(),
            groups: Vec::new(),
            speech,
            memo,
            words,
        };
        for &file in replies::TEMPLATES {
            let (name, source) = text(file);
            templates.add(name, &source)?;
        }
        check::coverage(&templates)?;
        if !given.is_empty() {
            let linter = Linter::with(templates.words.clone())?;
            let names: BTreeSet<&str> = given.keys().map(String::as_str).collect();
            check::wording(&templates, &linter, &names)?;
        }
        Ok(templates)
    }

    fn add(&mut self, file: &str, source: &str) -> Result<(), TemplateError> {
        let groups: GroupFile = parse(file, source)?;
        for raw in groups.group {
            let group = raw.compile(file, source, &mut self.env)?;
            self.groups.push(group);
        }
        Ok(())
    }

    /// The groups of a part that fit the situation, in order of the files.
    pub(crate) fn fitting<'a>(&'a self, part: PartKind, situation: &'a Situation) -> impl Iterator<Item = &'a Group> {
        self.groups.iter().filter(move |g| g.part == part && g.fits(situation))
    }

    /// One text with its values put in; empty when it cannot be rendered.
    pub(crate) fn render(&self, id: &str, values: &Value) -> String {
        self.env.get_template(id).and_then(|t| t.render(values.clone())).unwrap_or_default()
    }
}

fn refuse_unknown(given: &BTreeMap<String, String>) -> Result<(), TemplateError> {
    let known: Vec<&str> =
        replies::TEMPLATES.iter().map(|f| f.0).chain([replies::FORMS.0, replies::SPEECH.0, replies::MEMO.0]).collect();
    match given.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(TemplateError::UnknownFile { file: name.clone(), known: known.join(", ") }),
        None => Ok(()),
    }
}

fn environment() -> Environment<'static> {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env
}

pub(crate) fn parse<T: DeserializeOwned>(file: &str, source: &str) -> Result<T, TemplateError> {
    toml::from_str(source).map_err(|e| TemplateError::Content {
        file: file.to_string(),
        line: line_of(source, e.span().map_or(0, |s| s.start)),
        message: e.message().to_string(),
    })
}

pub(crate) fn line_of(source: &str, at: usize) -> usize {
    source.as_bytes().iter().take(at).filter(|&&b| b == b'\n').count() + 1
}
