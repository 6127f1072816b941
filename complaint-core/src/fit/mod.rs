//! Labelled mails in; weights out. Labelled mails and verdicts in; figures out.

mod case;
pub mod corpus;
pub mod evaluate;
pub mod examples;
mod figures;
pub mod firing;
mod matching;
pub mod metrics;
pub mod models;
mod prune;
pub mod replies;
mod scales;
pub mod settings;
pub mod solver;
mod surroundings;
mod write;

use corpus::{LabelledMail, LabelledPieces, LabelledSentence};
use examples::Examples;
use models::{DecisionWeights, FeatureWeights, Penalties};
use settings::MailOdds;

use crate::{
    tokens::Analyzer,
    verdict::{Settings, aggregate::MailNumbers, context::reconsider},
};

/// Folds of writers by which the decisions are fitted on sentences that the
/// sentence weights have not seen.
const FOLDS: usize = 6;

/// Everything that `triage fit` writes.
pub struct Fitted {
    /// Weights of features.
    pub features: FeatureWeights,
    /// Weights of the second look, by output.
    pub context: Vec<Vec<f32>>,
    /// Weights of decisions.
    pub decisions: DecisionWeights,
    /// Thresholds, cutpoints, calibration.
    pub settings: Settings,
}

impl Fitted {
    /// Fits on the mails of `use_mail`.
    pub fn new(ex: &Examples, mails: &[LabelledMail], use_mail: &[bool], penalties: Penalties) -> Self {
        let crossed = models::cross(ex, mails, use_mail, FOLDS, penalties);
        let decisions = models::fit_decisions(mails, &crossed, penalties.decision);
        let context = models::fit_context(ex, &crossed.looks, use_mail, penalties.context);
        let odds: Vec<MailOdds> = crossed.numbers.iter().map(|n| n.as_ref().map(|n| decisions.score(n))).collect();
        let settings = settings::choose(mails, &odds);
        Self { features: models::fit_features(ex, mails, use_mail, penalties), context, decisions, settings }
    }

    /// The labels that these weights give a mail of the examples.
    pub fn judge(&self, ex: &Examples, mail: usize) -> crate::verdict::Judgement {
        let look = models::first_look(ex, &self.features, mail);
        let numbers = MailNumbers::new(&reconsider(&look, &self.context), &models::biases(&self.features));
        crate::verdict::judge(&self.decisions.score(&numbers), &self.settings, None)
    }

    /// The text of the weights file.
    pub fn write(&self, ex: &Examples, header: &[String]) -> String {
        write::write(ex, self, header)
    }
}

/// Fits on all of the mails and sentences and gives the text of the weights file.
pub fn fit(
    analyzer: &Analyzer,
    mails: &[LabelledMail],
    pieces: &[LabelledPieces],
    bank: &[LabelledSentence],
    header: &[String],
) -> String {
    let ex = Examples::new(analyzer, mails, pieces, bank);
    Fitted::new(&ex, mails, &vec![true; mails.len()], Penalties::default()).write(&ex, header)
}
