//! The words with which a mail is told back: `speech.toml`, read and checked.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::verdict::{Demand, Target};

/// `speech.toml`. What each list means stands beside it in the file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speech {
    pub(crate) slot_company: String,
    pub(crate) slot_agent: String,
    pub(crate) slot_responsible: String,
    pub(crate) slot_other_agent: String,
    pub(crate) by_slot: String,
    pub(crate) by_hours: String,
    pub(crate) customer: String,
    pub(crate) honorific: String,
    pub(crate) subject_prefixes: Vec<String>,
    pub(crate) subject_never: Vec<String>,
    pub(crate) particular_order: String,
    pub(crate) particular_dates: String,
    pub(crate) particular_amounts: String,
    pub(crate) and: String,
    pub(crate) and_also: String,
    pub(crate) compound: Vec<String>,
    pub(crate) list_comma: String,
    pub(crate) received: String,
    pub(crate) remedies: Vec<Demand>,
    pub(crate) subject: BTreeMap<Target, String>,
    pub(crate) demands: BTreeMap<Demand, String>,
    pub(crate) also: BTreeMap<Target, String>,
    pub(crate) missing: Missing,
    pub(crate) feeling: Feeling,
    pub(crate) name: NameWords,
    pub(crate) people: People,
    pub(crate) topic: TopicWords,
    pub(crate) dates: DateWords,
    pub(crate) manner: Manner,
    pub(crate) quote: QuoteWords,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Missing {
    pub(crate) order: String,
    pub(crate) product: String,
    pub(crate) when: String,
    pub(crate) bought: String,
    #[serde(rename = "where")]
    pub(crate) place: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Feeling {
    pub(crate) default: BTreeMap<Target, Vec<String>>,
    pub(crate) word: Vec<FeelingWord>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FeelingWord {
    pub(crate) base: Vec<String>,
    pub(crate) say: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameWords {
    pub(crate) labels: Vec<String>,
    pub(crate) introducing: Vec<String>,
    pub(crate) proper: String,
    pub(crate) none: Vec<String>,
    pub(crate) titles: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct People {
    pub(crate) titles: Vec<String>,
    pub(crate) after: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TopicWords {
    pub(crate) blank: Vec<String>,
    pub(crate) generic: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DateWords {
    pub(crate) keep: Vec<String>,
    pub(crate) relative: Vec<String>,
    pub(crate) tail: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manner {
    pub(crate) eating: Vec<String>,
    pub(crate) pressing: Vec<String>,
    pub(crate) no_phone: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuoteWords {
    pub(crate) max_chars: usize,
    pub(crate) topic_max_chars: usize,
    pub(crate) min_chars: usize,
    pub(crate) unfit: Vec<String>,
    pub(crate) unfit_praise: Vec<String>,
    pub(crate) irony: Vec<String>,
    pub(crate) said: Vec<String>,
    pub(crate) asking: Vec<String>,
    pub(crate) question_marks: Vec<String>,
    pub(crate) trailing: Vec<String>,
    pub(crate) ends: Vec<String>,
    pub(crate) negation: Vec<String>,
    pub(crate) imperative: String,
    pub(crate) suspended: String,
    pub(crate) mark: String,
    pub(crate) finite: Vec<String>,
    pub(crate) conjunction: Vec<String>,
    pub(crate) self_words: Vec<String>,
}

impl Speech {
    /// `a`, `a と b`, `a、b、c`; `a、ならびに b` where one of two holds an "and" of its own.
    pub(crate) fn join(&self, items: &[String]) -> Option<String> {
        match items {
            [] => None,
            [one] => Some(one.clone()),
            [a, b] => {
                let compound = |s: &str| self.compound.iter().any(|c| s.contains(c.as_str()));
                let and = if compound(a) || compound(b) { &self.and_also } else { &self.and };
                Some(format!("{a}{and}{b}"))
            }
            many => Some(many.join(&self.list_comma)),
        }
    }
}
