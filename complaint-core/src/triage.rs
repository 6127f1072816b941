//! The facade: the only file that knows every stage.

use std::{
    ops::Range,
    sync::{Arc, Mutex, OnceLock},
};

use complaint_dictionaries::Dictionary;

use crate::{
    mail::{BodySource, Mail},
    own::{OwnDictionary, OwnError, OwnNames},
    reply::{self, Finding, LintContext, LintError, Linter, Reply, ReplyOptions, TemplateError, Templates, Words},
    signals::{
        Document, facts,
        rules::{RuleError, RuleSet},
    },
    text::NewestPart,
    tokens::{Analyzer, AnalyzerError, Worker},
    verdict::{
        Direction, PriorityTable, Verdict, Versions, Weights, WeightsError,
        assess::{Input, assess},
    },
};

/// What a company sets.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Our own addresses (`a@b.example`) or domains (`b.example`): mails from them are not complaints to us.
    pub own: Vec<String>,
    /// Share of complaints among the mails that are judged, 0–1, where it is known.
    pub prevalence: Option<f32>,
    /// Hours until the first reply.
    pub priorities: PriorityTable,
    /// Whether text met before is analysed again.
    pub reuse: Reuse,
}

/// Whether text met before is analysed again; verdicts are the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reuse {
    /// It is not, as far as some megabytes a thread reach.
    #[default]
    Bounded,
    /// It is.
    Never,
}

/// Why the program cannot judge at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TriageError {
    /// The dictionary.
    #[error(transparent)]
    Analyzer(#[from] AnalyzerError),
    /// The weights.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// The rules.
    #[error(transparent)]
    Rules(#[from] RuleError),
    /// Own tables.
    #[error(transparent)]
    Own(#[from] OwnError),
    /// The reply templates.
    #[error(transparent)]
    Templates(#[from] TemplateError),
    /// The rules of the lint.
    #[error(transparent)]
    Lint(#[from] LintError),
}

/// Judges mails. Build one and share it: it is immutable, `Send` and `Sync`.
///
/// ```
/// use complaint_core::{Mail, Triage};
/// let triage = Triage::new()?;
/// let mail = Mail { subject: "掃除機".into(), body: "届いた掃除機が壊れていました。どうなっているのでしょうか。".into(), ..Mail::default() };
/// let verdict = triage.assess(&mail);
/// println!("{} {}", verdict.kind, verdict.anger);
/// # Ok::<(), complaint_core::TriageError>(())
/// ```
pub struct Triage {
    analyzer: Arc<Analyzer>,
    rules: Arc<RuleSet>,
    names: OwnNames,
    weights: Weights,
    options: Options,
    versions: Versions,
    workers: Mutex<Vec<Worker>>,
    // read on first use: a delivery filter that only judges must start at once
    linter: OnceLock<Linter>,
    templates: OnceLock<Templates>,
    own: OwnDictionary,
}

impl Triage {
    /// Built-in dictionaries and weights, default options.
    ///
    /// # Errors
    /// When the embedded data do not load.
    pub fn new() -> Result<Self, TriageError> {
        Self::with(Options::default(), Weights::embedded()?)
    }

    /// With options and weights of the caller.
    ///
    /// # Errors
    /// When the embedded dictionary does not load.
    pub fn with(options: Options, weights: Weights) -> Result<Self, TriageError> {
        Self::builder().options(options).weights(weights).build()
    }

    /// With parts of the caller: an own dictionary, options, weights, templates.
    pub fn builder() -> TriageBuilder {
        TriageBuilder::default()
    }

    /// Reads what every judge shares: built-in rules, words of facts. A program of
    /// which the first verdict is awaited calls this on another thread while it
    /// builds its judge.
    pub fn prepare() {
        // should the rules not load, the judge says so
        let _ = RuleSet::built_in();
        facts::prepare();
    }

    /// The verdict on one mail. No I/O, no clock: the same mail gives the same verdict.
    pub fn assess(&self, mail: &Mail) -> Verdict {
        let NewestPart { newest, asides } = newest_part(mail);
        let doc = self.document(&mail.subject, &mail.body, &newest);
        assess(&Input {
            mail,
            doc: &doc,
            newest: &newest,
            asides: &asides,
            direction: self.direction(mail),
            analyzer: &self.analyzer,
            rules: &self.rules,
            names: &self.names,
            weights: &self.weights,
            prevalence: self.options.prevalence,
            priorities: &self.options.priorities,
            versions: &self.versions,
        })
    }

    /// A reply skeleton for a mail and its verdict, by the built-in templates or
    /// those of the builder.
    ///
    /// # Errors
    /// When the templates do not load.
    pub fn draft(&self, mail: &Mail, verdict: &Verdict, options: &ReplyOptions) -> Result<Reply, TriageError> {
        let templates = match self.templates.get() {
            Some(t) => t,
            None => {
                let built = Templates::with(self.reply_words(), self.own.templates.iter().cloned())?;
                self.templates.get_or_init(|| built)
            }
        };
        Ok(reply::draft(mail, verdict, options, templates))
    }

    /// What a written reply must not say.
    ///
    /// # Errors
    /// When the built-in rules do not load.
    pub fn lint(&self, reply: &str, context: &LintContext<'_>) -> Result<Vec<Finding>, TriageError> {
        let linter = match self.linter.get() {
            Some(l) => l,
            None => {
                let built = Linter::with(self.reply_words())?;
                self.linter.get_or_init(|| built)
            }
        };
        Ok(linter.lint(reply, context))
    }

    /// The rules, own ones with them.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The company's own tables; empty where there are none.
    pub fn own_dictionary(&self) -> &OwnDictionary {
        &self.own
    }

    /// The weights.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The words of a mail that are judged.
    pub fn words(&self, mail: &Mail) -> Document {
        self.document(&mail.subject, &mail.body, &newest_part(mail).newest)
    }

    /// What the company set.
    pub fn options(&self) -> &Options {
        &self.options
    }

    fn document(&self, subject: &str, body: &str, newest: &[Range<usize>]) -> Document {
        let spare = self.workers.lock().map(|mut w| w.pop()).ok().flatten();
        let mut worker = spare.unwrap_or_else(|| match self.options.reuse {
            Reuse::Bounded => self.analyzer.remembering_worker(),
            Reuse::Never => self.analyzer.worker(),
        });
        let doc = Document::new(&self.analyzer, &mut worker, subject, body, newest);
        if let Ok(mut pool) = self.workers.lock() {
            pool.push(worker);
        }
        doc
    }

    fn reply_words(&self) -> Words {
        Words::of(self.analyzer.clone())
    }

    fn direction(&self, mail: &Mail) -> Direction {
        let Some(from) = mail.from.as_ref().and_then(|a| a.email.as_deref()) else { return Direction::In };
        let from = from.to_lowercase();
        let ours = self.options.own.iter().any(|o| {
            let o = o.to_lowercase();
            from == o || from.rsplit_once('@').is_some_and(|(_, domain)| domain == o.trim_start_matches('@'))
        });
        if ours { Direction::Out } else { Direction::In }
    }
}

/// Puts a [`Triage`] together.
///
/// ```
/// use complaint_core::{Mail, Options, Triage, own::OwnDictionary, verdict::Demand};
///
/// let rule = "id\tpattern\tspeaks\twhy\tfires\tquiet\n\
///     own/seat\t席 を? 替える\tdemand.exchange\t「{text}」は席の交換の求め\t席を替えてください。\t席に着きました。\n";
/// let triage = Triage::builder()
///     .own_dictionary(OwnDictionary::from_texts([("rules/own.tsv", rule)])?)
///     .options(Options { own: vec!["hall.example".into()], ..Options::default() })
///     .build()?;
/// let body = "隣の方が騒がしく、公演に集中できませんでした。席を替えていただきたかったです。";
/// let verdict = triage.assess(&Mail { body: body.into(), ..Mail::default() });
/// assert!(verdict.demands.contains(&Demand::Exchange));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Default)]
pub struct TriageBuilder {
    own: OwnDictionary,
    options: Options,
    weights: Option<Weights>,
    templates: Option<Templates>,
    dictionary: Option<Dictionary>,
}

impl TriageBuilder {
    /// Adds a company's own words, products, people, rules and templates; of
    /// several dictionaries the later one wins.
    #[must_use]
    pub fn own_dictionary(mut self, own: OwnDictionary) -> Self {
        self.own.add(own);
        self
    }

    /// What the company sets.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Weights in the place of the built-in ones.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Self {
        self.weights = Some(weights);
        self
    }

    /// Reply templates in the place of those of the own dictionary.
    #[must_use]
    pub fn templates(mut self, templates: Templates) -> Self {
        self.templates = Some(templates);
        self
    }

    /// A dictionary in the place of the one that is compiled in, which the feature
    /// `embedded` can leave out:
    ///
    /// ```no_run
    /// use complaint_core::{Dictionary, Triage};
    ///
    /// let dictionary = Dictionary::from_folder("/usr/share/triage/dictionary".as_ref())?;
    /// let triage = Triage::builder().dictionary(dictionary).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dictionary(mut self, dictionary: Dictionary) -> Self {
        self.dictionary = Some(dictionary);
        self
    }

    /// The judge. Templates of the own dictionary are read with the first draft.
    ///
    /// # Errors
    /// When the embedded data do not load, or own rows cannot be used: file and
    /// line are named.
    pub fn build(self) -> Result<Triage, TriageError> {
        let dictionary = self.dictionary.map_or_else(Dictionary::built_in, Ok).map_err(AnalyzerError::from)?;
        let mut weights = self.weights.map_or_else(Weights::embedded, Ok)?;
        let version = dictionary.version(self.own.digest());
        let analyzer = Arc::new(Analyzer::with_dictionary(dictionary, &self.own)?);
        // last, since `prepare` may be reading them
        let rules = RuleSet::with_own(&self.own)?;
        weights.add_own_rules(&rules);
        let versions = Versions {
            triage: env!("CARGO_PKG_VERSION").into(),
            dictionaries: version,
            weights: weights.digest().into(),
        };
        Ok(Triage {
            analyzer,
            names: OwnNames::new(&self.own),
            rules,
            weights,
            options: self.options,
            versions,
            workers: Mutex::default(),
            linter: OnceLock::new(),
            templates: self.templates.map_or_else(OnceLock::new, OnceLock::from),
            own: self.own,
        })
    }
}

fn newest_part(mail: &Mail) -> NewestPart {
    if mail.body_source == BodySource::Empty { NewestPart::default() } else { NewestPart::find(&mail.body) }
}
