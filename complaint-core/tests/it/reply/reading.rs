//! Not tests: what a person reads. `IDS=D1-001,D1-002 cargo test --test it -- --ignored --nocapture read_aloud`

use complaint_core::reply::*;

use super::gold::corpus;

fn templates() -> Templates {
    Templates::built_in().unwrap()
}

#[test]
#[ignore = "prints drafts to be read"]
fn read_aloud() {
    let templates = templates();
    let wanted = std::env::var("IDS").unwrap_or_default();
    for l in corpus().iter().filter(|l| wanted.split(',').any(|w| w == l.id)) {
        let reply = draft(&l.mail, &l.verdict, &ReplyOptions { memo: true, ..Default::default() }, &templates);
        println!(
            "======== {} {} {:?} {:?}\n{}\n-------- {}\n{}\n",
            l.id, reply.form, l.verdict.flags, l.verdict.demands, l.mail.body, reply.subject, reply.body
        );
        if std::env::var("MEMO").is_ok() {
            println!("{}", reply.memo.unwrap().to_text());
        }
    }
}

#[test]
#[ignore = "prints the mails of which nothing is quoted"]
fn show_unquoted() {
    let templates = templates();
    for l in corpus() {
        let reply = draft(&l.mail, &l.verdict, &ReplyOptions::default(), &templates);
        let told = reply.parts.iter().find(|p| p.kind == PartKind::Retelling).map_or("", |p| &p.text);
        if told.contains("」と") && !told.contains("件名")
            || matches!(reply.form, Form::Furious | Form::None | Form::Inquiry | Form::Request)
        {
            println!("Q {} {}: {told}", l.id, reply.form);
        } else {
            println!("N {} {}: {}", l.id, reply.form, l.mail.body.replace('\n', "|"));
        }
    }
}

/// Times on this machine, printed with `--nocapture --ignored`.
#[test]
#[ignore = "prints times"]
fn time_of_a_draft() {
    use std::time::Instant;
    let start = Instant::now();
    let templates = templates();
    let linter = Linter::built_in().unwrap();
    let loaded = start.elapsed();
    let mails = corpus();
    let start = Instant::now();
    let options = ReplyOptions::default();
    let replies: Vec<Reply> = mails.iter().map(|l| draft(&l.mail, &l.verdict, &options, &templates)).collect();
    let drafted = start.elapsed() / mails.len() as u32;
    let start = Instant::now();
    for (l, reply) in mails.iter().zip(&replies) {
        let context = LintContext { mail: Some((&l.mail, &l.verdict)), ..Default::default() };
        linter.lint(&reply.body, &context);
    }
    let linted = start.elapsed() / mails.len() as u32;
    println!("loading {loaded:?}, a draft {drafted:?}, a lint {linted:?}");
}
