use std::collections::HashMap;

use complaint_core::reply::*;
use complaint_core::verdict::*;

use super::gold::{Labelled, corpus};

fn templates() -> Templates {
    Templates::built_in().unwrap()
}

fn every_option() -> impl Iterator<Item = ReplyOptions> {
    Fault::ALL.iter().flat_map(|&fault| {
        Decision::ALL.iter().map(move |&decision| ReplyOptions { fault, decision, ..Default::default() })
    })
}

fn without_slots(text: &str, slots: &[Slot]) -> String {
    let mut rest = text.to_string();
    for slot in slots.iter().rev() {
        rest.replace_range(slot.span.0..slot.span.1, "");
    }
    rest
}

#[test]
fn no_skeleton_says_what_the_lint_forbids() {
    let (templates, linter) = (templates(), Linter::built_in().unwrap());
    let mut found = Vec::new();
    let mut drafted = 0;
    for l in corpus() {
        for options in every_option() {
            let reply = draft(&l.mail, &l.verdict, &options, &templates);
            let context = LintContext { fault: options.fault, mail: Some((&l.mail, &l.verdict)), report: false };
            drafted += 1;
            if reply.form == Form::None {
                continue;
            }
            for f in linter.lint(&reply.body, &context) {
                found.push(format!(
                    "{} {} {} {}: {} [{}]",
                    l.id, reply.form, options.fault, options.decision, f.rule, f.text
                ));
            }
        }
    }
    assert!(drafted >= 320 * 16);
    assert!(found.is_empty(), "{} findings\n{}", found.len(), found[..found.len().min(40)].join("\n"));
}

#[test]
fn required_parts_stand_in_order() {
    let templates = templates();
    for l in corpus() {
        for options in every_option() {
            let reply = draft(&l.mail, &l.verdict, &options, &templates);
            let kinds: Vec<PartKind> = reply.parts.iter().map(|p| p.kind).collect();
            let wanted: &[PartKind] = match reply.form {
                Form::None => &[],
                Form::Inquiry => {
                    &[PartKind::Addressee, PartKind::Thanks, PartKind::Retelling, PartKind::Answer, PartKind::Closing]
                }
                Form::Request | Form::Praise => {
                    &[PartKind::Addressee, PartKind::Thanks, PartKind::Retelling, PartKind::Closing]
                }
                Form::Safety => &[
                    PartKind::Addressee,
                    PartKind::Health,
                    PartKind::Introduction,
                    PartKind::Apology,
                    PartKind::Check,
                    PartKind::Action,
                    PartKind::Report,
                ],
                Form::Neglect => &[
                    PartKind::Addressee,
                    PartKind::Waiting,
                    PartKind::Apology,
                    PartKind::Check,
                    PartKind::Action,
                    PartKind::Report,
                ],
                Form::Mild => &[
                    PartKind::Thanks,
                    PartKind::Apology,
                    PartKind::Retelling,
                    PartKind::Check,
                    PartKind::Action,
                    PartKind::Report,
                    PartKind::Closing,
                    PartKind::Signature,
                ],
                _ => &[
                    PartKind::Addressee,
                    PartKind::Introduction,
                    PartKind::Apology,
                    PartKind::Retelling,
                    PartKind::Check,
                    PartKind::Action,
                    PartKind::Report,
                    PartKind::Closing,
                    PartKind::Signature,
                ],
            };
            let places: Vec<usize> = wanted
                .iter()
                .map(|w| kinds.iter().position(|k| k == w).unwrap_or_else(|| panic!("{}: no {w} in {kinds:?}", l.id)))
                .collect();
            assert!(places.is_sorted(), "{}: {kinds:?}", l.id);
            let ours = matches!(options.fault, Fault::Confirmed | Fault::Partial);
            let prevents = kinds.contains(&PartKind::Prevention);
            assert!(!prevents || ours, "{}: prevention without fault", l.id);
            assert!(reply.slots.iter().all(|s| reply.body[s.span.0..s.span.1] == s.text));
        }
    }
}

/// How demands and feelings are called in `speech.toml`.
fn words_of_ours() -> String {
    let (_, speech) = complaint_dictionaries::replies::SPEECH;
    let table: toml::Table = speech.parse().unwrap();
    format!("{:?} {:?}", table["demands"], table["feeling"])
}

#[test]
fn nothing_is_told_that_is_not_in_the_mail() {
    let templates = templates();
    let digits = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).map(str::to_string).collect()
    };
    let ours = words_of_ours();
    for l in corpus() {
        for options in every_option() {
            let reply = draft(&l.mail, &l.verdict, &options, &templates);
            let text = without_slots(&reply.body, &reply.slots);
            let name = l.mail.from.clone().unwrap().name.unwrap();
            let date = l.mail.date.clone().unwrap();
            let source = format!("{}\n{}\n{name}\n{date}", l.mail.subject, l.mail.body);
            for number in digits(&text) {
                let step = ["1", "2", "3"].contains(&number.as_str());
                assert!(step || source.contains(&number), "{}: {number} in\n{text}", l.id);
            }
            let plain = |s: &str| s.chars().filter(|&c| c.is_alphanumeric()).collect::<String>();
            let source = plain(&source);
            let quoted = text.split('「').skip(1).filter_map(|s| s.split('」').next());
            // names, products, facts: what is marked as the mail's own, beside our words for demands and feelings
            let own = reply.own.iter().map(|&(a, b)| &reply.body[a..b]).filter(|t| !ours.contains(*t));
            for told in quoted.chain(own).filter(|t| !t.ends_with('日') || source.contains(&plain(t))) {
                assert!(source.contains(&plain(told)), "{}: {told} is not in the mail", l.id);
            }
            let addressed = reply.parts.iter().find(|p| p.kind == PartKind::Addressee).map_or("", |p| &p.text);
            let addressed = addressed.trim_end_matches(" 様");
            assert!(addressed == "お客様" || source.contains(&plain(addressed)), "{}: {addressed}", l.id);
        }
    }
}

#[test]
fn at_most_two_apologies_and_one_more_for_waiting() {
    let templates = templates();
    for l in corpus() {
        for options in every_option() {
            let reply = draft(&l.mail, &l.verdict, &options, &templates);
            let own = reply
                .body
                .split(['。', '\n'])
                .filter(|s| ["お詫び申し上げ", "申し訳"].iter().any(|w| s.contains(w)))
                .count();
            let most = 2 + usize::from(l.verdict.flags.contains(&Flag::Neglect));
            assert!(own <= most, "{}: {own} apologies\n{}", l.id, reply.body);
        }
    }
}

#[test]
fn the_same_mail_gives_the_same_text_and_others_give_others() {
    let templates = templates();
    let mut seen: HashMap<String, String> = HashMap::new();
    for l in corpus() {
        let reply = draft(&l.mail, &l.verdict, &ReplyOptions::default(), &templates);
        assert_eq!(reply, draft(&l.mail, &l.verdict, &ReplyOptions::default(), &templates));
        if reply.form == Form::None {
            continue;
        }
        let text: String =
            reply.parts.iter().filter(|p| p.kind != PartKind::Addressee).map(|p| p.text.as_str()).collect();
        if let Some(other) = seen.insert(text, l.id.clone()) {
            panic!("{} and {other} get the same text", l.id);
        }
    }
}

#[test]
fn no_reply_to_what_is_no_customers_mail() {
    let templates = templates();
    let others: Vec<Labelled> = corpus().into_iter().filter(|l| l.verdict.kind == Kind::Other).collect();
    assert!(!others.is_empty());
    for l in others {
        let reply = draft(&l.mail, &l.verdict, &ReplyOptions::default(), &templates);
        assert!(reply.form == Form::None && reply.body.is_empty() && reply.subject.is_empty(), "{}", l.id);
    }
}

/// Printed with `--nocapture`: how much of the text is the customer's own matter.
#[test]
fn share_of_the_customers_own_matter() {
    let templates = templates();
    let (mut all, mut own, mut told, mut complaints, mut quoting) = (0, 0, 0, 0, 0);
    for l in corpus().into_iter().filter(|l| l.verdict.kind == Kind::Complaint) {
        let reply = draft(&l.mail, &l.verdict, &ReplyOptions::default(), &templates);
        let chars = |s: &str| s.chars().count();
        let matter: Vec<&ReplyPart> = reply.parts.iter().filter(|p| p.kind != PartKind::Signature).collect();
        let blank: usize = reply.slots.iter().map(|s| chars(&s.text)).sum();
        all += matter.iter().map(|p| chars(&p.text)).sum::<usize>().saturating_sub(blank);
        own += reply.own.iter().map(|&(a, b)| chars(&reply.body[a..b])).sum::<usize>();
        complaints += 1;
        let facts = reply.parts.iter().find(|p| p.kind == PartKind::Retelling).unwrap();
        told += usize::from(facts.text.contains('「'));
        quoting += usize::from(facts.text.contains("」とのこと"));
    }
    println!(
        "own matter {:.1}% of the text; {told} of {complaints} retellings name it, {quoting} quote",
        100.0 * own as f64 / all as f64
    );
    assert!(own * 12 > all, "the replies say too little of the customer's own matter");
}
