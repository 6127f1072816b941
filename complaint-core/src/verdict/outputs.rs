//! What the weights speak for: the outputs of the sentence and of the mail.

use super::labels::{Demand, Flag, Kind, Target};

/// One thing that a feature can speak for or against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Output {
    /// The sentence asserts a fault of this target.
    Fault(Target),
    /// The sentence shows anger of at least this level (1–4).
    Anger(u8),
    /// The sentence carries this demand.
    Demand(Demand),
    /// The sentence carries this flag.
    Flag(Flag),
    /// The sentence tells the matter so that a reply may tell it back (1); it is the heart of it (2).
    Telling(u8),
    /// The mail as a whole is of this kind.
    MailKind(Kind),
    /// The mail as a whole has this primary target.
    MailTarget(Target),
    /// The mail as a whole shows anger of at least this level (1–4).
    MailAnger(u8),
}

/// The three targets a complaint can have.
pub const TARGETS: [Target; 3] = [Target::Product, Target::Company, Target::Operator];

impl Output {
    /// Number of outputs that are judged by the sentence.
    pub const SENTENCE: usize = 3 + 4 + Demand::ALL.len() + Flag::ALL.len() + 2;
    /// Number of all outputs.
    pub const COUNT: usize = Self::SENTENCE + Kind::ALL.len() + 3 + 4;

    /// Every output, those of the sentence first.
    pub fn all() -> impl Iterator<Item = Self> {
        let sentence = TARGETS
            .into_iter()
            .map(Self::Fault)
            .chain((1..=4).map(Self::Anger))
            .chain(Demand::ALL.iter().map(|d| Self::Demand(*d)))
            .chain(Flag::ALL.iter().map(|f| Self::Flag(*f)))
            .chain((1..=2).map(Self::Telling));
        let mail = Kind::ALL
            .iter()
            .map(|k| Self::MailKind(*k))
            .chain(TARGETS.into_iter().map(Self::MailTarget))
            .chain((1..=4).map(Self::MailAnger));
        sentence.chain(mail)
    }

    /// Position in [`Self::all`].
    pub const fn index(self) -> usize {
        match self {
            Self::Fault(t) => t.index(),
            Self::Anger(k) => 2 + k as usize,
            Self::Demand(d) => 7 + d.index(),
            Self::Flag(f) => 7 + Demand::ALL.len() + f.index(),
            Self::Telling(k) => 6 + Demand::ALL.len() + Flag::ALL.len() + k as usize,
            Self::MailKind(k) => Self::SENTENCE + k.index(),
            Self::MailTarget(t) => Self::SENTENCE + Kind::ALL.len() + t.index(),
            Self::MailAnger(k) => Self::SENTENCE + Kind::ALL.len() + 2 + k as usize,
        }
    }

    /// The name in the weights file.
    pub fn name(self) -> String {
        match self {
            Self::Fault(t) => format!("fault.{t}"),
            Self::Anger(k) => format!("anger.{k}"),
            Self::Demand(d) => format!("demand.{d}"),
            Self::Flag(f) => format!("flag.{f}"),
            Self::Telling(k) => format!("telling.{k}"),
            Self::MailKind(k) => format!("mail.kind.{k}"),
            Self::MailTarget(t) => format!("mail.target.{t}"),
            Self::MailAnger(k) => format!("mail.anger.{k}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_output_is_where_its_index_says() {
        assert_eq!(Output::all().count(), Output::COUNT);
        for (i, o) in Output::all().enumerate() {
            assert_eq!(o.index(), i, "{}", o.name());
        }
    }
}
