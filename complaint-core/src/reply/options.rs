//! What the caller knows that no mail can say.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The value as it stands in files and options.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),+ } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.pad(self.as_str()) }
        }

        impl std::str::FromStr for $name {
            type Err = crate::reply::UnknownChoice;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| {
                    let known: Vec<&str> = Self::ALL.iter().map(|v| v.as_str()).collect();
                    crate::reply::UnknownChoice { value: s.to_string(), known: known.join(", ") }
                })
            }
        }
    };
}
pub(crate) use choices;

/// A word that is none of the choices.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown value `{value}`, expected one of {known}")]
pub struct UnknownChoice {
    pub(crate) value: String,
    pub(crate) known: String,
}

choices! {
    /// Whose fault it was. It cannot be read from a mail: somebody must have looked.
    #[derive(Default)]
    Fault {
        /// Nobody has looked yet.
        #[default]
        Unknown = "unknown",
        /// Ours.
        Confirmed = "confirmed",
        /// Partly ours.
        Partial = "partial",
        /// Not ours.
        None = "none",
    }
}

choices! {
    /// What will be done about the demands.
    #[derive(Default)]
    Decision {
        /// Nobody has decided: a holding reply.
        #[default]
        Unknown = "unknown",
        /// What is asked for.
        Accept = "accept",
        /// Something else than what is asked for.
        Alternative = "alternative",
        /// Not what is asked for, with a reason and at least one alternative.
        Decline = "decline",
    }
}

/// What the caller adds to mail and verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReplyOptions {
    /// Whose fault it was.
    pub fault: Fault,
    /// What will be done.
    pub decision: Decision,
    /// Name of the company; a slot where absent.
    pub company: Option<String>,
    /// Name of the person who answers; a slot where absent, and where that
    /// person is the one complained of.
    pub agent: Option<String>,
    /// Service level for the next report, in hours; a date slot where absent.
    pub reply_within_hours: Option<u32>,
    /// Draw up the 5W1H sheet too.
    pub memo: bool,
}
