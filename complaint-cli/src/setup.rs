//! Options and settings in; the judge that all commands share out.

use std::{path::Path, thread};

use anyhow::{Context, Result, anyhow, bail};
use complaint_core::{
    Options, Reuse, Triage,
    own::OwnDictionary,
    reply::{TemplateError, Templates},
    verdict::Weights,
};

use crate::{
    args::{JudgeArgs, SetupArgs},
    commands::read_text,
    pipeline::WORKER,
    settings::Settings,
};

/// The judge, and the settings that it was made by.
pub struct Setup {
    /// The judge.
    pub triage: Triage,
    /// The settings; empty where there is no file.
    pub settings: Settings,
}

impl Setup {
    /// Reads settings, own dictionaries and weights; options win over settings.
    ///
    /// # Errors
    /// When one of them cannot be read or used.
    pub fn new(args: &JudgeArgs) -> Result<Self> {
        // half of the time until the first verdict; should it fail, the first mail tells
        let _ = thread::Builder::new().name(WORKER.into()).spawn(Triage::prepare);
        let settings = Settings::load(&args.setup)?;
        let options = Options {
            own: if args.own.is_empty() { settings.own.clone() } else { args.own.clone() },
            prevalence: args.prevalence.or(settings.prevalence),
            priorities: settings.priorities(),
            reuse: if args.no_reuse { Reuse::Never } else { Reuse::Bounded },
        };
        let builder = Triage::builder().options(options).own_dictionary(own_dictionary(&args.setup, &settings)?);
        let builder = match &args.weights {
            Some(path) => builder.weights(weights(path)?),
            None => builder,
        };
        Ok(Self { triage: builder.build()?, settings })
    }

    /// The templates that an option or the settings name; otherwise the judge has them.
    ///
    /// # Errors
    /// When they cannot be used.
    pub fn templates(&self, option: Option<&Path>) -> Result<Option<Templates>> {
        option.or(self.settings.templates()).map(templates).transpose()
    }
}

/// The templates of a folder; an error names the file with its folder.
///
/// # Errors
/// When they cannot be used.
pub fn templates(folder: &Path) -> Result<Templates> {
    Templates::from_folder(folder).map_err(|e| match e {
        TemplateError::Io { .. } => e.into(),
        e => anyhow!("{}", folder.join(e.to_string()).display()),
    })
}

/// All own dictionaries as one: the products and people of the settings, then
/// the folders, the later ones winning.
///
/// # Errors
/// When a table cannot be used.
pub fn own_dictionary(args: &SetupArgs, settings: &Settings) -> Result<OwnDictionary> {
    let origin = settings.path.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
    let mut own = OwnDictionary::from_names(&origin, &settings.products, &settings.agents)?;
    for folder in folders(args, settings) {
        own.add(OwnDictionary::from_folder(folder)?);
    }
    Ok(own)
}

/// The folders with own dictionaries.
pub fn folders<'a>(args: &'a SetupArgs, settings: &'a Settings) -> Vec<&'a Path> {
    match args.dictionary.as_slice() {
        [] => settings.dictionaries().collect(),
        given => given.iter().map(|d| d.as_path()).collect(),
    }
}

fn weights(path: &Path) -> Result<Weights> {
    let text = read_text(path)?;
    if !text.lines().any(|l| l == "[outputs]") {
        bail!("{}: is no weights file: it has no section [outputs]; `triage fit` writes such files", path.display());
    }
    Weights::parse(&text).with_context(|| format!("{}: not usable as weights", path.display()))
}
