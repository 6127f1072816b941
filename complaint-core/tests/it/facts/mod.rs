//! Facts: kinds by table, spans, roles, the close deadline.

use std::sync::LazyLock;

use complaint_core::{
    Mail, Triage, Verdict,
    mail::Address,
    verdict::{Fact, Part, Role},
};

static TRIAGE: LazyLock<Triage> = LazyLock::new(|| Triage::new().expect("the embedded data load"));

fn verdict(subject: &str, body: &str) -> Verdict {
    let from = Address { name: Some("橘 蓮".into()), email: Some("ren@example.com".into()) };
    TRIAGE.assess(&Mail {
        subject: subject.into(),
        body: body.into(),
        date: Some("2026-05-08T10:12:00+09:00".into()),
        from: Some(from),
        ..Mail::default()
    })
}

fn of_kind<'a>(v: &'a Verdict, kind: &str) -> &'a [Fact] {
    match kind {
        "order_id" => &v.facts.order_id,
        "amount" => &v.facts.amount,
        "dates" => &v.facts.dates,
        "deadline" => &v.facts.deadline,
        "operator" => &v.facts.operator,
        "product" => &v.facts.product,
        "phone" => &v.facts.phone,
        _ => panic!("no kind of fact: {kind}"),
    }
}

fn shown(fact: &Fact, with_value: bool) -> String {
    let value = fact.yen.map(|y| y.to_string()).or_else(|| fact.date.clone());
    match value.filter(|_| with_value) {
        Some(value) => format!("{}={value}", fact.text),
        None => fact.text.clone(),
    }
}

#[test]
fn every_row_of_the_table_holds() {
    let table = include_str!("../../../../fixtures/facts/kinds.tsv");
    let mut wrong = Vec::new();
    for row in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [text, kind, expected] = fields[..] else { panic!("three columns: {row}") };
        let v = verdict("ご連絡", &text.replace("\\n", "\n"));
        let found: Vec<String> = of_kind(&v, kind).iter().map(|f| shown(f, expected.contains('='))).collect();
        let found = if found.is_empty() { "-".to_string() } else { found.join("|") };
        if found != expected {
            wrong.push(format!("{kind}: {text}: expected {expected}, found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn spans_are_the_words_of_the_mail() {
    let body = "【お電話番号】０９０－００００－７７１３\n【お問い合わせ内容】\n三月二十日に￥３，９８０で買った㈱ミナトの「クリンボ」が壊れました。担当の佐伯さんは笑うだけです。来週の水曜までにご連絡ください。";
    let v = verdict("受付番号 KX-20418", body);
    let kinds = ["order_id", "amount", "dates", "deadline", "operator", "product", "phone"];
    for fact in kinds.iter().flat_map(|k| of_kind(&v, k)) {
        let whole = if fact.place.part == Part::Subject { "受付番号 KX-20418" } else { body };
        assert_eq!(&whole[fact.place.span.0..fact.place.span.1], fact.text);
    }
    assert_eq!(v.facts.phone[0].text, "０９０－００００－７７１３");
    assert_eq!((v.facts.amount[0].text.as_str(), v.facts.amount[0].yen), ("￥３，９８０", Some(3980)));
    assert_eq!(v.facts.order_id[0].place.part, Part::Subject);
}

#[test]
fn people_have_roles() {
    let role = |body: &str| verdict("", body).facts.operator.first().and_then(|f| f.role);
    assert_eq!(role("窓口の佐伯さんに鼻で笑われました。"), Some(Role::Blamed));
    assert_eq!(role("担当の古賀さんには親切にしていただき、ありがとうございました。"), Some(Role::Thanked));
    assert_eq!(role("古賀様\n\n届いた品が違いました。"), Some(Role::Addressed));
}

#[test]
fn the_writer_is_nobody_of_the_company() {
    assert!(verdict("", "橘と申します。橘様と呼ばれて困りました。").facts.operator.is_empty());
    assert!(verdict("", "先週お電話した大塚です。品が届きません。").facts.operator.is_empty());
}

#[test]
fn a_deadline_within_a_day_is_urgent() {
    let urgent = |body: &str| verdict("", body).priority_reasons.contains(&"deadline".to_string());
    for body in ["今日中に電話をください。", "明日の10時までにお返事をください。", "5月9日までにご連絡ください。"]
    {
        assert!(urgent(body), "{body}");
    }
    for body in ["来週の水曜までにご連絡ください。", "明日の17時までに電話をください。", "昨日届きました。"]
    {
        assert!(!urgent(body), "{body}");
    }
}

#[test]
fn without_a_date_of_the_mail_nothing_is_resolved() {
    let mail = Mail { body: "昨日届きました。今日中に返事をください。".into(), ..Mail::default() };
    let v = TRIAGE.assess(&mail);
    assert!(v.facts.dates.iter().chain(&v.facts.deadline).all(|f| f.date.is_none()));
    assert_eq!((v.facts.dates.len(), v.facts.deadline.len()), (1, 1));
}

#[test]
fn a_fact_is_given_once() {
    let v = verdict("注文番号KX-20418", "注文番号KX-20418の件です。3,980円です。3,980円です。");
    assert_eq!((v.facts.order_id.len(), v.facts.amount.len()), (1, 1));
}
