//! Any bytes as a mail, or as the body of one, judged whole: every span of the
//! record lies inside its text on character boundaries, and the record can be
//! read back.
#![no_main]

use std::sync::LazyLock;

use complaint_core::mailbox::Source;
use complaint_core::{Mail, Record, Triage};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

static TRIAGE: LazyLock<Triage> = LazyLock::new(|| Triage::new().expect("the embedded data load"));

fuzz_target!(|data: &[u8]| {
    let mail = Mail::parse(data).unwrap_or_else(|_| {
        let text = String::from_utf8_lossy(data);
        let (subject, body) = text.split_once('\n').unwrap_or(("", &text));
        Mail { subject: subject.replace('\r', " "), body: body.into(), ..Mail::default() }
    });
    let source = Source { path: "-".into(), index: 0, offset: 0 };
    let record = Record::verdict(source, &mail, TRIAGE.assess(&mail), true);
    let line = serde_json::to_string(&record).expect("a record can be written");
    assert!(!line.contains('\n'));
    let value: Value = serde_json::from_str(&line).expect("a record can be read");
    check(&value, &mail);
    for span in value["newest"].as_array().into_iter().flatten() {
        inside(span, &mail.body);
    }
});

/// Every object with `part` and `span`, wherever it stands.
fn check(value: &Value, mail: &Mail) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| check(item, mail)),
        Value::Object(fields) => {
            if let (Some(part), Some(span)) = (fields.get("part"), fields.get("span")) {
                let text = if part == "subject" { &mail.subject } else { &mail.body };
                let found = inside(span, text);
                if let Some(Value::String(stated)) = fields.get("text") {
                    assert_eq!(stated, found, "a span and its text");
                }
            }
            fields.values().for_each(|value| check(value, mail));
        }
        _ => {}
    }
}

fn inside<'t>(span: &Value, text: &'t str) -> &'t str {
    let end = |at: usize| span[at].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place");
    text.get(end(0)..end(1)).expect("a span inside the text, on character boundaries")
}
