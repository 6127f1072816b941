//! Mail and verdict in; the values with which the mail is told back out.

use crate::mail::Mail;
use crate::verdict::{AngerLevel, Demand, Flag, Kind, Role, Target, Verdict};

use super::addressee::writer_name;
use super::context::Context;
use super::options::ReplyOptions;
use super::own::{one_line, own, stable_hash};
use super::quote::{conceded, ironic, quotes};
use super::sentences::sentences;
use super::skeleton::Form;
use super::templates::Templates;
use super::words::Word;

/// What the retelling draws on.
pub(crate) struct Retelling<'a> {
    pub(crate) mail: &'a Mail,
    pub(crate) verdict: &'a Verdict,
    pub(crate) options: &'a ReplyOptions,
    pub(crate) templates: &'a Templates,
    pub(crate) form: Form,
}

impl Retelling<'_> {
    /// The values of every name that is known.
    pub(crate) fn context(&self) -> Context {
        let speech = &self.templates.speech;
        let facts = &self.verdict.facts;
        let mut c = Context::bare(speech);
        self.people(&mut c);
        let quotes = if self.past_talking() { Vec::new() } else { self.quotes() };
        let told = quotes.concat();
        let product = facts.product.first().map(|f| bare_product(&f.text));
        let matter = product.clone().filter(|p| !told.contains(p.as_str()));
        c.set("product", product.map(|p| own(&p)));
        c.set("matter", matter.map(|p| own(&p)));
        c.set("quote", quotes.first().map(|q| own(q)));
        c.set("quote2", quotes.get(1).map(|q| own(q)));
        c.set("topic", self.topic().map(|t| own(&t)));
        c.set("received", self.received());
        c.set("particulars", self.particulars(&told));
        c.set("wishes", self.demands(|_| true));
        c.set("remedies", self.demands(|d| speech.remedies.contains(&d)));
        let bare = |text: &str| own(text.strip_suffix(speech.dates.tail.as_str()).unwrap_or(text));
        c.set("deadline", facts.deadline.first().map(|f| bare(&f.text)));
        c.set("phone", facts.phone.first().map(|f| own(&f.text)));
        c.set("missing", speech.join(&self.missing()));
        c.set("also", self.second_target().and_then(|t| speech.also.get(&t).cloned()));
        c.set("feeling", self.feeling());
        if let Some(hours) = self.options.reply_within_hours {
            c.set("by", Some(speech.by_hours.replace("{}", &hours.to_string())));
        }
        c
    }

    fn people(&self, c: &mut Context) {
        let speech = &self.templates.speech;
        let name = writer_name(self.mail, self.verdict, speech, &self.templates.words);
        c.set("name", name.map(|n| format!("{}{}", own(&n), speech.honorific)));
        c.set("company", self.options.company.as_deref().map(one_line));
        let operator = self.operator();
        let agent = self.options.agent.as_deref().map(one_line);
        let complained_of = |a: &String| operator.as_ref().is_some_and(|o| a.contains(o.as_str()));
        let agent = match agent {
            Some(a) if complained_of(&a) => Some(speech.slot_other_agent.clone()),
            other => other,
        };
        let signer = if self.for_the_responsible() { Some(speech.slot_responsible.clone()) } else { agent.clone() };
        c.set("signer", signer);
        c.set("agent", agent);
        c.set("operator", operator.map(|o| own(&o)));
    }

    /// The responsible person answers, not the agent.
    fn for_the_responsible(&self) -> bool {
        use Form::{Angry, Furious, Legal, LifeThreat, Privacy, Publicity, Safety};
        self.verdict.anger.get() >= 3
            || matches!(self.form, Angry | Furious | Legal | LifeThreat | Privacy | Publicity | Safety)
    }

    /// The one of ours who is dealt with or complained of, without a title.
    fn operator(&self) -> Option<String> {
        let people = &self.templates.speech.people;
        let fact = self.verdict.facts.operator.iter().find(|p| p.role != Some(Role::Thanked))?;
        let mut name = one_line(&fact.text);
        for title in &people.titles {
            name = name.strip_suffix(title.as_str()).unwrap_or(&name).to_string();
        }
        let short = name.rsplit_once(people.after.as_str()).map(|(_, n)| n.to_string());
        short.filter(|n| !n.is_empty()).or(Some(name)).filter(|n| !n.is_empty())
    }

    fn quotes(&self) -> Vec<String> {
        quotes(self.mail, self.verdict, &self.templates.speech.quote, &self.templates.words)
    }

    /// Nothing of the writer's emotion is mirrored.
    pub(super) fn past_talking(&self) -> bool {
        self.form == Form::Furious
            || self.verdict.anger.get() == AngerLevel::MAX
            || self.verdict.flags.contains(&Flag::Harassment)
    }

    fn demands(&self, wanted: impl Fn(Demand) -> bool) -> Option<String> {
        let speech = &self.templates.speech;
        let phrases: Vec<String> = self
            .verdict
            .demands
            .iter()
            .filter(|d| wanted(**d))
            .filter_map(|d| speech.demands.get(d).map(|p| own(p)))
            .collect();
        speech.join(&phrases)
    }

    fn second_target(&self) -> Option<Target> {
        self.verdict.targets.iter().copied().find(|&t| t != self.verdict.target)
    }

    /// What is needed for looking into the matter and is not in the mail; two at most.
    pub(crate) fn missing(&self) -> Vec<String> {
        let missing = &self.templates.speech.missing;
        let facts = &self.verdict.facts;
        let target = self.verdict.target;
        let complaint = self.verdict.kind == Kind::Complaint;
        let transaction = self.verdict.demands.iter().any(|d| self.templates.speech.remedies.contains(d));
        let when = if target == Target::Product { &missing.bought } else { &missing.when };
        let wanted = [
            (facts.product.is_empty() && target == Target::Product, &missing.product),
            (
                facts.order_id.is_empty() && target != Target::Operator && (transaction || target == Target::Company),
                &missing.order,
            ),
            (facts.dates.is_empty() && complaint, when),
            (facts.operator.is_empty() && target == Target::Operator, &missing.place),
        ];
        wanted.into_iter().filter(|(is, _)| *is).map(|(_, m)| m.clone()).take(2).collect()
    }

    /// What the writer felt, in their words where they say so.
    fn feeling(&self) -> Option<String> {
        let lists = &self.templates.speech.feeling;
        let quote = &self.templates.speech.quote;
        let sentences = sentences(self.mail, self.verdict, quote);
        let cut = sentences.iter().map(|s| self.templates.words.cut(s.text));
        let meant: Vec<Vec<Word>> =
            cut.filter(|words| !ironic(words, quote) && !conceded(words, self.verdict, quote)).collect();
        let said = lists.word.iter().find(|f| meant.iter().any(|words| felt(words, &f.base, &quote.negation)));
        if let Some(feeling) = said {
            return Some(own(&feeling.say));
        }
        let by_target = lists.default.get(&self.verdict.target).or(lists.default.get(&Target::None))?;
        let seed = self.seed("feeling") as usize;
        by_target.get(seed % by_target.len().max(1)).cloned()
    }

    /// The writer's newest words.
    pub(crate) fn newest_words(&self) -> Vec<Word> {
        let body = &self.mail.body;
        let parts = self.verdict.newest.iter().filter_map(|&(from, to)| body.get(from..to));
        parts.flat_map(|part| self.templates.words.cut(part)).collect()
    }

    /// One of these base forms stands in the writer's newest part.
    pub(crate) fn tells_of(&self, bases: &[String]) -> bool {
        self.newest_words().iter().any(|w| bases.contains(&w.base))
    }

    /// One of the words stands in the writer's newest part.
    pub(crate) fn says(&self, list: &[String]) -> bool {
        self.verdict
            .newest
            .iter()
            .filter_map(|&(from, to)| self.mail.body.get(from..to))
            .any(|part| list.iter().any(|w| part.contains(w.as_str())))
    }

    /// The same number for the same mail and part, always.
    pub(crate) fn seed(&self, part: &str) -> u64 {
        stable_hash([part, &self.mail.subject, &self.mail.body, self.mail.message_id.as_deref().unwrap_or_default()])
    }

    /// The writer has told it before.
    pub(crate) fn repeated(&self) -> bool {
        self.verdict.flags.contains(&Flag::Neglect)
    }
}

/// The product without brackets that would stand inside ours.
fn bare_product(text: &str) -> String {
    one_line(text).replace(['「', '」'], "")
}

fn felt(words: &[Word], bases: &[String], negation: &[String]) -> bool {
    // 「お恥ずかしい話ですが」 is said of one's own doing
    let humble = |i: usize| i > 0 && words[i - 1].surface == "お";
    let denied = |i: usize| words[i + 1..].iter().take(3).any(|n| negation.contains(&n.base));
    words.iter().enumerate().any(|(i, w)| bases.contains(&w.base) && !humble(i) && !denied(i))
}
