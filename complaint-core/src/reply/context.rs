//! What is known for a reply: the names that a template may use, and their values.

use std::collections::BTreeMap;

use minijinja::Value;

use crate::verdict::{Demand, Flag};

use super::skeleton::Form;
use super::speech::Speech;

/// Names that are known for every mail.
const ALWAYS: &[&str] = &["name", "company", "agent", "responsible", "signer", "by", "feeling"];
/// Names that are known only where the mail says so.
const SOMETIMES: &[&str] = &[
    "product",
    "matter",
    "operator",
    "quote",
    "quote2",
    "topic",
    "received",
    "particulars",
    "wishes",
    "remedies",
    "deadline",
    "phone",
    "missing",
    "also",
];

/// Every name that a template may use.
pub(crate) const NAMES: [&str; 21] = {
    let mut names = [""; 21];
    let mut i = 0;
    while i < names.len() {
        names[i] = if i < ALWAYS.len() { ALWAYS[i] } else { SOMETIMES[i - ALWAYS.len()] };
        i += 1;
    }
    names
};

/// Forms that come only with a flag.
pub(crate) const REQUIRED_FLAG: &[(Form, Flag)] = &[
    (Form::Safety, Flag::Safety),
    (Form::Privacy, Flag::Privacy),
    (Form::Legal, Flag::Legal),
    (Form::Publicity, Flag::Publicity),
    (Form::Neglect, Flag::Neglect),
];

/// Values by name; a name that is not in it is not known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Context {
    values: BTreeMap<&'static str, String>,
}

impl Context {
    pub(crate) fn set(&mut self, name: &'static str, value: Option<String>) {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            self.values.insert(name, value);
        }
    }

    pub(crate) fn knows(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// What the engine reads: every name, with none where unknown.
    pub(crate) fn values(&self) -> Value {
        Value::from_pairs(NAMES.iter().map(|&n| {
            let value = self.values.get(n).map_or(Value::from(()), |v| Value::from(v.as_str()));
            (n, value)
        }))
    }

    /// A mail that says nothing.
    pub(crate) fn bare(speech: &Speech) -> Self {
        let mut context = Self::default();
        context.set("name", Some(speech.customer.clone()));
        context.set("company", Some(speech.slot_company.clone()));
        context.set("agent", Some(speech.slot_agent.clone()));
        context.set("responsible", Some(speech.slot_responsible.clone()));
        context.set("signer", Some(speech.slot_agent.clone()));
        context.set("by", Some(speech.by_slot.clone()));
        let feeling = speech.feeling.default.values().flatten().next().cloned();
        context.set("feeling", feeling);
        context
    }

    /// A mail that says everything, for the lint of the texts themselves.
    pub(crate) fn sample(speech: &Speech) -> Self {
        let mut context = Self::bare(speech);
        for &name in SOMETIMES {
            let value = match name {
                "wishes" | "remedies" => speech.demands.get(&Demand::Exchange).cloned(),
                "missing" => Some(speech.missing.order.clone()),
                "also" => speech.also.values().next().cloned(),
                _ => Some("A-1".to_string()),
            };
            context.set(name, value);
        }
        context
    }
}
