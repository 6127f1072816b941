use complaint_core::reply::*;
use complaint_core::verdict::*;
use serde_json::{Value, json};

use super::gold::labelled;

fn reply_with(row: Value, change: impl FnOnce(&mut Verdict), options: &ReplyOptions) -> Reply {
    let mut l = labelled(&row);
    change(&mut l.verdict);
    draft(&l.mail, &l.verdict, options, &Templates::built_in().unwrap())
}

fn complaint(anger: u8, flags: &[&str]) -> Value {
    json!({
        "id": "X-1", "from_name": "佐藤 一郎", "from": "sato@example.jp", "date": "2026-05-10T10:00:00+09:00",
        "subject": "届いた棚", "body": "届いた棚の板が割れていました。困っています。",
        "kind": "complaint", "target": "product", "targets": ["product"], "anger": anger, "flags": flags,
        "demands": ["exchange"], "facts": {"product": "棚"}
    })
}

fn form_of(anger: u8, flags: &[&str]) -> Form {
    reply_with(complaint(anger, flags), |_| {}, &ReplyOptions::default()).form
}

#[test]
fn where_rules_meet() {
    assert_eq!(form_of(1, &["safety", "privacy", "legal", "neglect"]), Form::Safety);
    assert_eq!(form_of(1, &["safety", "life_threat"]), Form::LifeThreat);
    assert_eq!(form_of(3, &["legal", "privacy", "neglect"]), Form::Privacy);
    assert_eq!(form_of(3, &["legal", "neglect"]), Form::Legal);
    assert_eq!(form_of(4, &["neglect", "harassment"]), Form::Neglect);
    assert_eq!(form_of(2, &["harassment"]), Form::Furious);
    let by_anger: Vec<Form> = (0..=4).map(|a| form_of(a, &[])).collect();
    assert_eq!(by_anger, [Form::Mild, Form::Mild, Form::Irritated, Form::Angry, Form::Furious]);
    let closed = reply_with(complaint(3, &["life_threat", "safety"]), |v| v.closed = true, &ReplyOptions::default());
    assert_eq!(closed.form, Form::Closed);
    assert!(closed.person_must_read);
}

#[test]
fn a_closed_matter_is_not_reopened() {
    let reply = reply_with(complaint(2, &[]), |v| v.closed = true, &ReplyOptions::default());
    let closing: Vec<&ReplyPart> = reply.parts.iter().filter(|p| p.kind == PartKind::Closing).collect();
    assert_eq!(closing.len(), 1);
    assert_eq!(closing[0].text.matches('。').count(), 1, "one sentence: {}", closing[0].text);
    assert!(!reply.body.contains('【') && !reply.body.contains("電話"), "{}", reply.body);
}

#[test]
fn a_life_in_danger_is_for_a_person_at_once() {
    let reply = reply_with(complaint(4, &["life_threat"]), |_| {}, &ReplyOptions::default());
    assert!(reply.person_must_read);
    assert!(reply.slots.iter().any(|s| s.text.starts_with("［要確認")));
    assert!(!reply.body.contains("【1】"));
}

#[test]
fn fury_is_answered_short_and_without_an_echo() {
    let calm = reply_with(complaint(1, &[]), |_| {}, &ReplyOptions::default());
    let fury = reply_with(complaint(4, &["harassment"]), |_| {}, &ReplyOptions::default());
    assert!(fury.body.chars().count() < calm.body.chars().count());
    assert!(fury.person_must_read && !fury.body.contains("割れて"));
    assert!(calm.body.contains("「届いた棚の板が割れていました」"), "{}", calm.body);
}

#[test]
fn nobody_answers_a_complaint_about_themselves() {
    let row = json!({
        "id": "X-2", "from_name": "佐藤 一郎", "from": "s@example.jp", "subject": "応対", "kind": "complaint",
        "body": "佐伯さんの口調が不快でした。", "target": "operator", "targets": ["operator"], "anger": 1,
        "facts": {"operator": "佐伯さん"}
    });
    let by = |agent: &str| {
        let options = ReplyOptions { agent: Some(agent.into()), ..Default::default() };
        reply_with(row.clone(), |_| {}, &options).body
    };
    assert!(by("山田").contains("山田"));
    assert!(!by("佐伯").contains("佐伯でございます"));
}

#[test]
fn a_hand_over_needs_earlier_contact() {
    let alone = reply_with(complaint(3, &[]), |_| {}, &ReplyOptions::default());
    assert!(!alone.body.contains("引き継"), "{}", alone.body);
    let mut row = complaint(3, &[]);
    row["body"] = json!("届いた棚の板が割れていました。\n\n> お問い合わせありがとうございます。\n");
    let after = reply_with(row, |_| {}, &ReplyOptions::default());
    assert!(after.body.contains("引き継"), "{}", after.body);
}

#[test]
fn refused_calls_are_not_offered() {
    let offered = reply_with(complaint(3, &[]), |_| {}, &ReplyOptions::default());
    assert!(offered.body.contains("お電話でのご説明") || offered.body.contains("お電話をご希望"));
    let mut row = complaint(3, &[]);
    row["body"] = json!("届いた棚の板が割れていました。電話は結構です。");
    assert!(!reply_with(row, |_| {}, &ReplyOptions::default()).body.contains("お電話"));
}

#[test]
fn a_service_level_takes_the_place_of_the_date_slot() {
    let options =
        ReplyOptions { reply_within_hours: Some(24), company: Some("つがる屋".into()), ..Default::default() };
    let reply = reply_with(complaint(2, &[]), |_| {}, &options);
    assert!(reply.body.contains("24時間以内") && reply.body.contains("つがる屋"), "{}", reply.body);
}

#[test]
fn what_was_decided_is_said() {
    let with = |decision| {
        let options = ReplyOptions { decision, ..Default::default() };
        reply_with(complaint(2, &[]), |_| {}, &options).body
    };
    assert!(with(Decision::Accept).contains("承ります"));
    assert!(with(Decision::Alternative).contains("お選びください"));
    let declined = with(Decision::Decline);
    assert!(declined.contains("代わりに、［要記入：代替案］") && declined.contains("ご相談ください"), "{declined}");
}

#[test]
fn the_subject_has_one_re_and_no_word_for_complaint() {
    let with = |subject: &str| {
        let mut row = complaint(1, &[]);
        row["subject"] = json!(subject);
        reply_with(row, |_| {}, &ReplyOptions::default()).subject
    };
    assert_eq!(with("RE: Re： Fwd: 棚の件"), "Re: 棚の件");
    assert_eq!(with("Re[2]: 棚の件"), "Re: 棚の件");
    assert!(!with("クレームです").contains("クレーム"));
    assert!(!with("").is_empty() && !with("").contains("Re:"));
    assert_eq!(with("棚\r\nBcc: a@b.example"), "Re: 棚 Bcc: a@b.example");
}

#[test]
fn slots_cannot_be_forged_by_a_mail() {
    let mut row = complaint(1, &[]);
    row["facts"]["product"] = json!("棚［要記入：偽］");
    let reply = reply_with(row, |_| {}, &ReplyOptions::default());
    assert!(!reply.slots.iter().any(|s| s.text.contains('偽')), "{:?}", reply.slots);
}

#[test]
fn the_memo_has_its_places() {
    let options = ReplyOptions { memo: true, ..Default::default() };
    let l = labelled(&complaint(2, &[]));
    let reply = draft(&l.mail, &l.verdict, &options, &Templates::built_in().unwrap());
    let memo = reply.memo.unwrap();
    assert_eq!(memo.rows.len(), 13);
    let events = memo.rows.iter().find(|r| r.question.starts_with("起きたこと")).unwrap();
    let place = events.entries[0].place.unwrap();
    assert_eq!(&l.mail.body[place.span.0..place.span.1], "届いた棚の板が割れていました。");
    assert!(memo.to_text().contains("お尋ねください"));
}
