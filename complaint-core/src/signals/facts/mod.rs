//! A mail and its words in; what it states out: numbers, amounts, dates, people, goods.
//!
//! | file | finds |
//! |---|---|
//! | `passage` | the stretches that are read: subject, newest words, form fields, signature |
//! | `vocabulary`, `shapes` | the tables, parsed once: the only tie to the dictionaries |
//! | `numerals`, `calendar` | numbers and days |
//! | `moments`, `resolve` | expressions of time, and the day that they name |
//! | `order_id`, `amount`, `dates`, `deadline`, `operator`, `product`, `phone` | one kind of fact each |
//!
//! Quoted and forwarded mails are not read. A fact that is named twice is given
//! once, where it stands first.

mod amount;
mod calendar;
mod dates;
mod deadline;
mod moments;
pub(crate) mod numerals;
mod operator;
mod order_id;
mod passage;
mod phone;
mod product;
mod resolve;
mod shapes;
mod vocabulary;

use std::{collections::HashSet, ops::Range};

use crate::{
    mail::Mail,
    own::OwnNames,
    signals::Document,
    text::Aside,
    verdict::{Fact, Facts},
};
use calendar::Now;
use moments::{Moment, moments};
use passage::{Passage, Speech};

/// What the finders look at.
struct Sheet<'a> {
    mail: &'a Mail,
    passages: Vec<Passage<'a>>,
    /// The expressions of time of each passage but signatures.
    moments: Vec<Vec<Moment>>,
    now: Option<Now>,
    own: &'a OwnNames,
}

impl Sheet<'_> {
    /// The fact that stands at a byte range of a passage.
    fn fact(&self, passage: &Passage<'_>, span: Range<usize>) -> Option<Fact> {
        passage.fact((&self.mail.subject, &self.mail.body), span)
    }

    /// The writer's name as the mail's header gives it.
    fn writer(&self) -> &str {
        self.mail.from.as_ref().and_then(|a| a.name.as_deref()).unwrap_or_default()
    }
}

/// What a mail states, and whether it wants something within 24 hours of its date.
/// A mail that is surely no customer's (`foreign`) deals with nobody and nothing bought.
pub(crate) fn collect(mail: &Mail, doc: &Document, asides: &[Aside], foreign: bool, own: &OwnNames) -> (Facts, bool) {
    let passages = Passage::all(doc, &mail.body, asides);
    let of_passage = |p: &Passage<'_>| if p.speech == Speech::Signature { Vec::new() } else { moments(p) };
    let moments = passages.iter().map(of_passage).collect();
    let sheet = Sheet { mail, passages, moments, now: mail.date.as_deref().and_then(Now::parse), own };
    let wanted = deadline::find(&sheet);
    let facts = Facts {
        product: if !foreign { once(product::find(&sheet)) } else { Vec::new() },
        amount: once(amount::find(&sheet)),
        dates: once(dates::find(&sheet, &wanted.taken)),
        operator: if !foreign { once(operator::find(&sheet)) } else { Vec::new() },
        phone: once(phone::find(&sheet)),
        deadline: once(wanted.facts),
        order_id: once(order_id::find(&sheet)),
    };
    (facts, wanted.close)
}

/// Reads the tables now instead of with the first mail.
pub(crate) fn prepare() {
    shapes::shape("until");
    vocabulary::holds("ask", "");
}

/// The first fact of each wording.
fn once(mut facts: Vec<Fact>) -> Vec<Fact> {
    facts.sort_by_key(|f| f.place);
    let mut seen = HashSet::new();
    facts.retain(|f| seen.insert(f.text.clone()));
    facts
}
