//! A company's own words, products, people and rules in the judging path.

use complaint_core::{
    Mail, Options, Triage,
    own::OwnDictionary,
    text::Normalized,
    tokens::{Analyzer, Token},
    verdict::{Demand, Flag, PriorityTable, Role, Verdict},
};
use complaint_dictionaries::word::Class;

fn own(texts: &[(&str, &str)]) -> OwnDictionary {
    OwnDictionary::from_texts(texts.iter().copied()).unwrap()
}

fn verdict(dictionary: OwnDictionary, body: &str) -> Verdict {
    let triage = Triage::builder().own_dictionary(dictionary).build().unwrap();
    triage.assess(&Mail { body: body.into(), ..Mail::default() })
}

fn tokens(dictionary: &OwnDictionary, text: &str) -> Vec<(String, Token)> {
    let analyzer = Analyzer::with_words(dictionary).unwrap();
    let (mut worker, mut out) = (analyzer.worker(), Vec::new());
    let text = Normalized::new(text).text;
    analyzer.tokenize(&mut worker, &text, &mut out);
    out.into_iter().map(|t| (analyzer.base_form(&t, &text).to_string(), t)).collect()
}

fn classes(dictionary: &OwnDictionary, text: &str) -> Vec<(String, Class)> {
    tokens(dictionary, text).into_iter().map(|(base, t)| (base, t.info.class)).collect()
}

#[test]
fn an_own_word_is_one_word_however_it_is_written() {
    let own = own(&[("words.tsv", "word\tclass\nくらし応援パックＸ２\tGO\n")]);
    for text in ["くらし応援パックX2が届かない。", "くらし応援パックＸ２が届かない。", "くらし応援ﾊﾟｯｸX2が届かない。"]
    {
        assert!(classes(&own, text).contains(&("くらし応援パックX2".into(), Class::Goods)), "{text}");
    }
}

#[test]
fn verbs_and_adjectives_conjugate() {
    let own =
        own(&[("words.tsv", "word\tclass\tpos\tlike\nモヤる\tEN\tv\t\nダルい\tAN\ta\t\nググれる\tVO\tv\t食べる\n")]);
    for (text, base) in [
        ("正直モヤった。", "モヤる"),
        ("モヤらないよ。", "モヤる"),
        ("モヤっています。", "モヤる"),
        ("待つのがダルかった。", "ダルい"),
        ("ダルくて困る。", "ダルい"),
    ] {
        assert!(classes(&own, text).iter().any(|(b, _)| b == base), "{text}: {:?}", classes(&own, text));
    }
}

#[test]
fn own_words_win_over_built_in_ones_but_not_inside_of_longer_words() {
    let own = own(&[("words.tsv", "word\tclass\n返金\tGO\nカレ\tGO\n")]);
    assert!(classes(&own, "返金してください。").contains(&("返金".into(), Class::Goods)));
    let calendar = classes(&own, "カレンダーを買いました。");
    assert!(calendar.iter().all(|(base, _)| base != "カレ"), "{calendar:?}");
}

#[test]
fn a_word_like_another_is_that_word_to_rules_and_weights() {
    let body = "掃除機を返品しました。赤伝処理していただけますか。";
    let plain = verdict(OwnDictionary::default(), body);
    let like = verdict(own(&[("words.tsv", "word\tclass\tlike\n赤伝処理\tRE\t返金\n")]), body);
    assert!(!plain.demands.contains(&Demand::Refund));
    assert!(like.demands.contains(&Demand::Refund));
    assert!(like.evidence.iter().any(|e| e.text.contains("赤伝処理")), "{:?}", like.evidence);
    assert_ne!(plain.versions.dictionaries, like.versions.dictionaries);
}

#[test]
fn products_and_people_are_facts_as_the_mail_writes_them() {
    let own = own(&[
        ("products.tsv", "name\talso\nスチームモップX2\tX2モップ\nAir Clean\t\n"),
        ("staff.tsv", "name\n佐伯\n林\n"),
    ]);
    let body = "佐伯に勧められてＸ２モップとair cleanを買いました。\n林を散歩中、壊れました。\n受付の林さん、ありがとうございました。";
    let facts = verdict(own, body).facts;
    let texts = |list: &[complaint_core::verdict::Fact]| list.iter().map(|f| f.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&facts.product), ["Ｘ２モップ", "air clean"]);
    assert_eq!(texts(&facts.operator), ["佐伯", "林"]);
    assert_eq!(facts.operator[1].role, Some(Role::Thanked));
    let (start, end) = facts.operator[1].place.span;
    assert_eq!(&body[start..end], "林");
    assert!(body[end..].starts_with("さん"), "the wood is nobody");
}

const RULES: &str = "id\tpattern\tspeaks\twhy\tfires\tquiet\n";

#[test]
fn an_own_rule_counts_with_its_reason_and_its_scope() {
    let rule = format!(
        "{RULES}own/leak\t青 封筒 が\tflag.privacy\t「{{text}}」は漏えいの合図\t青封筒が届いた。\t青い封筒が届いた。\n"
    );
    let dictionary = || own(&[("rules/own.tsv", rule.as_str())]);
    let flagged = verdict(dictionary(), "また青封筒が届きました。納得できません。");
    assert!(flagged.flags.contains(&Flag::Privacy));
    assert!(flagged.evidence.iter().any(|e| e.rule == "own/leak" && e.why == "「青封筒が」は漏えいの合図"));
    let quoted = verdict(dictionary(), "友人に「青封筒が届いた」と言われました。納得できません。");
    assert!(!quoted.flags.contains(&Flag::Privacy));
}

#[test]
fn an_own_rule_takes_the_place_of_the_built_in_one_of_its_name() {
    let rule = format!("{RULES}refund/ask\t赤い 風船\tdemand.refund\t「{{text}}」\t赤い風船。\t青い風船。\n");
    let triage = Triage::builder().own_dictionary(own(&[("rules/own.tsv", rule.as_str())])).build().unwrap();
    let found: Vec<_> = triage.rules().rules().iter().filter(|r| r.id == "refund/ask").collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].pattern, "赤い 風船");
}

#[test]
fn own_rules_that_cannot_be_used_are_named_with_their_place() {
    let error = |text: &str| {
        let built = Triage::builder().own_dictionary(own(&[("rules/own.tsv", text)])).build();
        built.err().map(|e| e.to_string()).unwrap_or_default()
    };
    let row = |cells: &str| format!("{RULES}{cells}\n");
    assert_eq!(
        error("own/a\t返金\tdemand.refund\twhy\tx\ty\n"),
        "rules/own.tsv:1: the first row must name the columns: id, pattern, speaks, why, fires, quiet"
    );
    assert_eq!(error(&row("own/a\t返金\tdemand.gold\twhy\tx\ty")), "rules/own.tsv:2: unknown label `demand.gold`");
    assert_eq!(error(&row("own/a\t<XX>\tdemand.refund\twhy\tx\ty")), "rules/own.tsv:2: unknown class `<XX>`");
    assert_eq!(
        error(&row("own/a\t返金\tdemand.refund\twhy\t-\ty")),
        "rules/own.tsv:2: own/a: `fires` is empty; give a sentence in which the rule must be found"
    );
}

#[test]
fn a_company_may_set_what_is_urgent() {
    let mut priorities = PriorityTable::default();
    priorities.p0.when = vec!["refund".parse().unwrap()];
    priorities.p0.hours = 3;
    let triage = Triage::builder().options(Options { priorities, ..Options::default() }).build().unwrap();
    let body = "壊れていました。返金してください。".to_string();
    let verdict = triage.assess(&Mail { body, ..Mail::default() });
    assert_eq!(verdict.priority.to_string(), "P0");
    assert_eq!((verdict.priority_reasons, verdict.reply_within_hours), (vec!["refund".to_string()], Some(3)));
}

#[test]
fn firing_counts_rules_and_words_and_finds_contradictions() {
    use complaint_core::fit::firing::{Firing, MailLabels};
    let rules = format!(
        "{RULES}own/a\t赤い 風船\tdemand.refund\t「{{text}}」\t赤い風船。\t青い風船。\n\
         own/b\t風船\t-demand.refund\t「{{text}}」\t風船。\t傘。\n"
    );
    let own = own(&[("rules/own.tsv", rules.as_str()), ("words.tsv", "word\tclass\n赤伝\tRE\n")]);
    let triage = Triage::builder().own_dictionary(own).build().unwrap();
    let mut firing = Firing::new(&triage);
    for body in ["赤い風船の赤伝です。赤伝をください。", "風船です。"] {
        let mail = Mail { body: body.into(), ..Mail::default() };
        let labels = MailLabels::from(&triage.assess(&mail));
        firing.add(&mail, &labels);
    }
    let count = |id: &str| {
        let at = triage.rules().rules().iter().position(|r| r.id == id).unwrap();
        (firing.rules[at].hits, firing.rules[at].mails)
    };
    assert_eq!((count("own/a"), count("own/b")), ((1, 1), (2, 2)));
    let word = firing.words.iter().find(|w| w.cells[0] == "赤伝").unwrap();
    assert_eq!((word.count.hits, word.count.mails, word.origin.1), (2, 1, 2));
    let contradictions = firing.contradictions();
    assert_eq!(contradictions.len(), 1);
    assert_eq!((contradictions[0].label.as_str(), contradictions[0].sentences), ("demand.refund", 1));
}
