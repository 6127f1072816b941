//! Mail, verdict and options in; a reply skeleton out.

use crate::mail::Mail;
use crate::verdict::{Flag, Verdict};

use super::addressee::subject;
use super::context::Context;
use super::form::{contacted, form, handed_over, person_must_read};
use super::group::Situation;
use super::memo::memo;
use super::options::{Decision, ReplyOptions};
use super::own::unmark;
use super::retell::Retelling;
use super::skeleton::{Form, PartKind, Reply, ReplyPart, Slot};
use super::templates::Templates;

/// Drafts the reply to a mail.
///
/// The same mail, verdict, options and templates give the same text. What
/// nobody knows stands in the text as a slot (`［要記入：…］`); nothing is told
/// back that is not in the mail.
pub fn draft(mail: &Mail, verdict: &Verdict, options: &ReplyOptions, templates: &Templates) -> Reply {
    let form = form(verdict);
    let retelling = Retelling { mail, verdict, options, templates, form };
    let situation = situation(&retelling);
    let context = retelling.context();
    let kinds = templates.forms.get(&form).map(|f| f.parts.as_slice()).unwrap_or_default();
    let mut body = Body::default();
    for &kind in kinds {
        if let Some(part) = part(kind, &situation, &context, &retelling) {
            body.push(part);
        }
    }
    Reply {
        form,
        subject: if form == Form::None { String::new() } else { subject(mail, verdict, &templates.speech) },
        slots: slots(&body.text),
        body: body.text,
        parts: body.parts,
        own: body.own,
        person_must_read: person_must_read(verdict, form),
        memo: options.memo.then(|| memo(&retelling)),
    }
}

fn situation(r: &Retelling<'_>) -> Situation {
    let verdict = r.verdict;
    let manner = &r.templates.speech.manner;
    let contacted = contacted(r.mail, verdict);
    let pressing = |text: &str| manner.pressing.iter().any(|w| text.contains(w.as_str()));
    let pressed = r.says(&manner.pressing) || verdict.facts.deadline.iter().any(|d| pressing(&d.text));
    Situation {
        form: r.form,
        target: verdict.target,
        anger: verdict.anger.get(),
        fault: r.options.fault,
        decision: r.options.decision,
        flags: verdict.flags.clone(),
        handed_over: handed_over(verdict, contacted),
        repeated: r.repeated(),
        pressed: pressed && r.options.decision == Decision::Unknown,
        edible: verdict.flags.contains(&Flag::Safety) && r.tells_of(&manner.eating),
        phone_ok: !r.says(&manner.no_phone) && !verdict.flags.contains(&Flag::Harassment),
    }
}

/// The part's text, marks still in it, and why it is there.
fn part(
    kind: PartKind,
    situation: &Situation,
    context: &Context,
    r: &Retelling<'_>,
) -> Option<(PartKind, String, String)> {
    let group_and_texts = r.templates.fitting(kind, situation).find_map(|group| {
        let texts = group.eligible(context);
        (!texts.is_empty()).then_some((group, texts))
    });
    let (group, texts) = group_and_texts?;
    let chosen = texts[(r.seed(kind.as_str()) % texts.len() as u64) as usize];
    let text = r.templates.render(&chosen.id, &context.values()).trim().to_string();
    (!text.is_empty()).then(|| (kind, text, group.why.clone()))
}

#[derive(Default)]
struct Body {
    text: String,
    parts: Vec<ReplyPart>,
    own: Vec<(usize, usize)>,
}

impl Body {
    fn push(&mut self, (kind, marked, why): (PartKind, String, String)) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let (text, own) = unmark(&marked);
        let offset = self.text.len();
        self.own.extend(own.into_iter().map(|(from, to)| (from + offset, to + offset)));
        self.text.push_str(&text);
        self.parts.push(ReplyPart { kind, text, why });
    }
}

/// The slots of a text, in order.
pub(crate) fn slots(text: &str) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('［').map(|i| i + at) {
        let Some(end) = text[start..].find('］').map(|i| i + start + '］'.len_utf8()) else {
            break;
        };
        slots.push(Slot { text: text[start..end].to_string(), span: (start, end) });
        at = end;
    }
    slots
}
