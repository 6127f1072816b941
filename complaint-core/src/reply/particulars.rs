//! What of a mail is told back beside its sentences: subject, day, number,
//! dates and amounts.

use crate::verdict::Fact;

use super::addressee::bare_subject;
use super::dates::month_and_day;
use super::own::{one_line, own};
use super::quote::tidy;
use super::retell::Retelling;

impl Retelling<'_> {
    /// The subject, where it names the matter and is fit to be told back. That
    /// of an answer is ours, not the writer's.
    pub(super) fn topic(&self) -> Option<String> {
        let lists = &self.templates.speech.quote;
        let bare = bare_subject(&self.mail.subject, &self.templates.speech);
        let never = self.templates.speech.subject_never.iter().any(|w| bare.contains(w.as_str()));
        let words = self.templates.words.cut(&bare);
        let abusive = words.iter().any(|w| lists.unfit.contains(&w.base) || lists.unfit.contains(&w.surface));
        let asks = bare.ends_with(['？', '?', '！', '!']);
        let short = (3..=lists.topic_max_chars).contains(&bare.chars().count());
        let ours = bare != one_line(&self.mail.subject);
        let topic = &self.templates.speech.topic;
        let generic = topic.generic.contains(&bare) || topic.blank.contains(&bare);
        (short && !ours && !generic && !never && !abusive && !asks && !self.past_talking()).then(|| tidy(&bare, lists))
    }

    /// The day on which the mail was written, as its date says.
    pub(super) fn received(&self) -> Option<String> {
        let (month, day) = month_and_day(self.mail.date.as_deref()?)?;
        let pattern = &self.templates.speech.received;
        Some(own(&pattern.replace("{month}", &month.to_string()).replace("{day}", &day.to_string())))
    }

    pub(super) fn particulars(&self, told: &str) -> Option<String> {
        let speech = &self.templates.speech;
        let facts = &self.verdict.facts;
        let deadline = facts.deadline.first().map_or("", |d| d.text.as_str());
        let new = |f: &&Fact| !told.contains(&f.text) && !deadline.contains(&f.text);
        let list = |items: Vec<&Fact>| -> Option<String> {
            let texts: Vec<String> = items.iter().take(3).map(|f| own(&f.text)).collect();
            (!texts.is_empty()).then(|| texts.join(&speech.list_comma))
        };
        let order = list(facts.order_id.iter().filter(new).take(1).collect());
        let dates = list(facts.dates.iter().filter(new).filter(|f| self.stands_alone(&f.text)).collect());
        let amounts = list(facts.amount.iter().filter(new).collect());
        let named: Vec<String> = [
            (order, &speech.particular_order),
            (dates, &speech.particular_dates),
            (amounts, &speech.particular_amounts),
        ]
        .into_iter()
        .filter_map(|(value, pattern)| value.map(|v| pattern.replace("{}", &v)))
        .collect();
        speech.join(&named)
    }

    /// A date that means the same on the day of the reply.
    fn stands_alone(&self, date: &str) -> bool {
        let lists = &self.templates.speech.dates;
        date.chars().any(|c| c.is_numeric())
            && lists.keep.iter().any(|k| date.contains(k.as_str()))
            && !lists.relative.iter().any(|r| date.contains(r.as_str()))
    }
}
