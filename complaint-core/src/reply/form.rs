//! A verdict in; the form of the reply out.

use crate::mail::Mail;
use crate::verdict::{AngerLevel, Demand, Flag, Kind, Role, Target, Verdict};

use super::skeleton::Form;

/// Which form answers this verdict. Precedence: closed, life_threat, safety,
/// privacy, legal, publicity, neglect, then anger.
pub(crate) fn form(verdict: &Verdict) -> Form {
    let has = |flag| verdict.flags.contains(&flag);
    let discontented = matches!(verdict.kind, Kind::Complaint | Kind::Inquiry);
    match verdict.kind {
        _ if verdict.closed && discontented => Form::Closed,
        _ if has(Flag::LifeThreat) => Form::LifeThreat,
        Kind::Other => Form::None,
        _ if has(Flag::Safety) && discontented => Form::Safety,
        _ if has(Flag::Privacy) && discontented => Form::Privacy,
        Kind::Inquiry => Form::Inquiry,
        Kind::Request => Form::Request,
        Kind::Praise => Form::Praise,
        Kind::Complaint if has(Flag::Legal) => Form::Legal,
        Kind::Complaint if has(Flag::Publicity) => Form::Publicity,
        Kind::Complaint if has(Flag::Neglect) => Form::Neglect,
        Kind::Complaint => by_anger(verdict.anger, has(Flag::Harassment)),
    }
}

fn by_anger(anger: AngerLevel, harassment: bool) -> Form {
    match anger.get() {
        _ if harassment => Form::Furious,
        0 | 1 => Form::Mild,
        2 => Form::Irritated,
        3 => Form::Angry,
        _ => Form::Furious,
    }
}

/// Whether a person must read the reply before it is sent.
pub(crate) fn person_must_read(verdict: &Verdict, form: Form) -> bool {
    const GRAVE: [Flag; 6] =
        [Flag::LifeThreat, Flag::Safety, Flag::Privacy, Flag::Legal, Flag::Publicity, Flag::Harassment];
    form != Form::None
        && (verdict.review || verdict.anger.get() == AngerLevel::MAX || verdict.flags.iter().any(|f| GRAVE.contains(f)))
}

/// Whether the mail shows earlier contact with us: a quoted reply, an agent
/// named, or contact that was left unanswered.
pub(crate) fn contacted(mail: &Mail, verdict: &Verdict) -> bool {
    verdict.flags.contains(&Flag::Neglect)
        || mail.in_reply_to.is_some()
        || !mail.references.is_empty()
        || verdict.facts.operator.iter().any(|p| p.role != Some(Role::Thanked))
        || quotes_earlier_mail(mail, verdict)
}

fn quotes_earlier_mail(mail: &Mail, verdict: &Verdict) -> bool {
    let mut at = 0;
    mail.body.split_inclusive('\n').any(|line| {
        let start = at;
        at += line.len();
        let aside = !verdict.newest.iter().any(|&(from, to)| from <= start && start < to);
        aside && line.trim_start().starts_with(['>', '＞'])
    })
}

/// Whether a successor takes the matter over (二次対応).
pub(crate) fn handed_over(verdict: &Verdict, contacted: bool) -> bool {
    contacted
        && (verdict.flags.contains(&Flag::Neglect)
            || verdict.targets.contains(&Target::Operator)
            || verdict.demands.contains(&Demand::Supervisor)
            || verdict.anger.get() >= 3)
}
