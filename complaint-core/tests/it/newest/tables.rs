//! Every row of the tables of mail forms does what it says.

use complaint_core::text::NewestPart;
use complaint_dictionaries::mail_forms;

#[test]
fn every_separator_fires() {
    for row in mail_forms::rows(mail_forms::SEPARATORS).filter(|row| !matches!(row[1], "dated" | "above")) {
        let body = format!("困る。\n\n----- {} -----\nFrom: a@example.jp\nSubject: x\n\n前\n", row[0]);
        let text = NewestPart::find(&body).text(&body);
        assert_eq!(text.trim(), "困る。", "{row:?}");
    }
}

#[test]
fn every_device_fires_and_no_device_alone() {
    for row in mail_forms::rows(mail_forms::MOBILE_LINES) {
        let (line, plain) = match row[1] {
            "device" => (format!("{}から送信", row[0]), row[0].to_owned()),
            "tail" => (format!("iPhone{}", row[0]), row[0].to_owned()),
            "head" => (format!("{} iPhone", row[0]), row[0].to_owned()),
            "line" => (row[0].to_owned(), format!("{}と書いてある", row[0])),
            _ => continue,
        };
        let body = format!("困る。\n\n{line}\n");
        assert_eq!(NewestPart::find(&body).text(&body).trim(), "困る。", "{line}");
        let body = format!("困る。\n\n{plain}\n");
        assert_eq!(NewestPart::find(&body).text(&body), body, "{plain}");
    }
}

#[test]
fn every_ending_of_an_introduction_needs_evidence() {
    for row in mail_forms::rows(mail_forms::ATTRIBUTIONS) {
        let body = format!("困る。\n\n2024/01/01 10:00、山田 <a@example.jp> {}:\n> 前\n", row[0]);
        assert_eq!(NewestPart::find(&body).text(&body).trim(), "困る。", "{row:?}");
        let body = format!("困る。\n\n山田{}:\n前\n", row[0]);
        assert_eq!(NewestPart::find(&body).text(&body), body, "{row:?}");
    }
}

#[test]
fn every_form_label_fires() {
    for row in mail_forms::rows(mail_forms::FORM_LABELS) {
        let body = match row[1] {
            "inquiry" => format!("【お名前】佐藤\n【{}】\n電源が入りません。\n", row[0]),
            _ => format!("【お名前】佐藤\n【{}】12\n【お問い合わせ内容】\n電源が入りません。\n", row[0]),
        };
        assert_eq!(NewestPart::find(&body).text(&body).trim(), "電源が入りません。", "{row:?}");
    }
}
