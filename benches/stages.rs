//! Each stage and the whole, by size of input: `cargo bench -p complaint-benches`.

use complaint_core::{
    Mail, Record, Triage,
    mailbox::{self, OpenOptions, Source},
    signals::Document,
    text::NewestPart,
    tokens::Analyzer,
};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A few words, a usual complaint, and one below ten earlier mails.
const SIZES: [&str; 3] = ["short", "typical", "long thread"];

fn body(size: &str) -> String {
    let short = "注文した商品がまだ届きません。いつになりますか。\n";
    let typical = include_str!("typical.txt");
    match size {
        "short" => short.into(),
        "typical" => typical.into(),
        _ => {
            let mut out = typical.to_owned();
            for depth in 1..=10 {
                out.push_str("\n2025年8月7日(木) 21:14 サポート <support@shop.example.jp>:\n");
                typical.lines().for_each(|l| out.push_str(&format!("{} {l}\n", ">".repeat(depth))));
            }
            out
        }
    }
}

fn message(size: &str) -> Vec<u8> {
    mail_builder::MessageBuilder::new()
        .from(("山田花子", "hanako@example.jp"))
        .subject("掃除機の件")
        .text_body(body(size))
        .write_to_vec()
        .unwrap_or_default()
}

fn mail(size: &str) -> Mail {
    Mail::parse(&message(size)).unwrap_or_default()
}

fn triage() -> Triage {
    Triage::new().unwrap_or_else(|e| panic!("{e}"))
}

#[divan::bench(args = SIZES)]
fn split(b: Bencher<'_, '_>, size: &str) {
    let mut mbox = b"From a@example.jp Thu Aug  7 21:14:00 2025\n".to_vec();
    mbox.extend(message(size));
    b.with_inputs(|| std::io::Cursor::new(mbox.clone()))
        .bench_values(|mbox| mailbox::read(mbox, "-", &OpenOptions::default()).map(Iterator::count));
}

#[divan::bench(args = SIZES)]
fn parse(b: Bencher<'_, '_>, size: &str) {
    let bytes = message(size);
    b.bench(|| Mail::parse(black_box(&bytes)));
}

#[divan::bench(args = SIZES)]
fn newest_part(b: Bencher<'_, '_>, size: &str) {
    let mail = mail(size);
    b.bench(|| NewestPart::find(black_box(&mail.body)));
}

#[divan::bench(args = SIZES)]
fn words(b: Bencher<'_, '_>, size: &str) {
    let mail = mail(size);
    let newest = NewestPart::find(&mail.body).newest;
    let analyzer = Analyzer::new().unwrap_or_else(|e| panic!("{e}"));
    let mut worker = analyzer.worker();
    b.bench_local(|| Document::new(&analyzer, &mut worker, &mail.subject, black_box(&mail.body), &newest));
}

/// Newest part, words, scores, labels, evidence and facts.
#[divan::bench(args = SIZES)]
fn assess(b: Bencher<'_, '_>, size: &str) {
    let (triage, mail) = (triage(), mail(size));
    b.bench(|| triage.assess(black_box(&mail)));
}

#[divan::bench(args = SIZES)]
fn whole(b: Bencher<'_, '_>, size: &str) {
    let (triage, bytes) = (triage(), message(size));
    b.bench(|| {
        let mail = Mail::parse(black_box(&bytes)).unwrap_or_default();
        let verdict = triage.assess(&mail);
        let source = Source { path: "-".into(), index: 0, offset: 0 };
        divan::black_box_drop(Record::verdict(source, &mail, verdict, false));
    });
}
