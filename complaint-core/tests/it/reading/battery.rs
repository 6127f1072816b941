//! Every label × every transfer encoding × every structure, in LF and CRLF:
//! the same subject, name and body come out.

use complaint_core::mail::{BodySource, Mail};

use super::made::{BODY, LABELS, NAME, STRUCTURES, SUBJECT, Structure, TRANSFERS, build, is_honest, with_crlf};

#[test]
fn every_label_in_every_wrapping() {
    let mut read = 0;
    for (label, encoding) in LABELS {
        for transfer in TRANSFERS {
            for structure in STRUCTURES {
                let mail = build(label, encoding, transfer, *structure);
                for mail in [mail.clone(), with_crlf(&mail)] {
                    check(&mail, label, encoding, transfer, *structure);
                    read += 1;
                }
            }
        }
    }
    assert!(read >= 1_000, "{read} mails");
}

fn check(raw: &[u8], label: &str, encoding: &str, transfer: &str, structure: Structure) {
    let mail = Mail::parse(raw).unwrap();
    let what = format!("{label} over {encoding}, {transfer}");
    assert_eq!(mail.subject, SUBJECT, "{what}");
    let from = mail.from.unwrap();
    assert_eq!(from.name.as_deref(), Some(NAME), "{what}");
    assert_eq!(from.email.as_deref(), Some("hanako@example.jp"), "{what}");
    assert_eq!(mail.body, BODY, "{what}");
    let html = structure == Structure::Html;
    let source = if html { BodySource::Html } else { BodySource::Plain };
    assert_eq!(mail.body_source, source, "{what}");
    let warned = mail.warnings.iter().any(|warning| warning.code.starts_with("charset-"));
    assert_eq!(warned, !is_honest(label, encoding), "{what}: {:?}", mail.warnings);
}
