//! Any bytes as a mail, by themselves and below a header that names charsets
//! and encodings: never a panic, never empty in silence, the same twice.
#![no_main]

use complaint_core::mail::{BodySource, Mail, warning};
use libfuzzer_sys::fuzz_target;

const KINDS: &[&str] = &["text/plain", "text/html", "multipart/mixed; boundary=b", "message/rfc822"];
const CHARSETS: &[&str] = &["iso-2022-jp", "shift_jis", "euc-jp", "utf-8", "utf-7", "us-ascii", "x-none", "gb2312"];
const TRANSFERS: &[&str] = &["8bit", "base64", "quoted-printable", "x-uuencode"];

fuzz_target!(|data: &[u8]| {
    check(data);
    let Some((&choice, rest)) = data.split_first() else { return };
    let choice = usize::from(choice);
    let (kind, charset, transfer) = (KINDS[choice & 3], CHARSETS[choice >> 2 & 7], TRANSFERS[choice >> 5 & 3]);
    let line = rest.split(|&byte| byte == b'\n' || byte == b'\r').next().unwrap_or_default();
    let mut mail = b"From: ".to_vec();
    mail.extend(line);
    mail.extend(b"\nSubject: ");
    mail.extend(line);
    let labels = format!("\nContent-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n");
    mail.extend(labels.bytes());
    mail.extend(rest);
    assert!(check(&mail), "a mail with From and Subject was refused");
});

/// Whether the bytes are a mail.
fn check(bytes: &[u8]) -> bool {
    let Ok(mail) = Mail::parse(bytes) else { return false };
    assert_eq!(Mail::parse(bytes).as_ref(), Ok(&mail));
    assert!(!mail.body.contains('\r'), "a CR in the body");
    assert!(!mail.subject.contains(['\r', '\n']), "a line break in the subject");
    let addresses = mail.to.iter().chain(&mail.from).chain(&mail.reply_to);
    for text in addresses.flat_map(|address| [&address.name, &address.email]).flatten() {
        assert!(!text.contains(['\r', '\n']), "a line break in an address");
    }
    let told = |code: &str| mail.warnings.iter().any(|warning| warning.code == code);
    assert_eq!(mail.body_source == BodySource::Empty, told(warning::NO_TEXT));
    assert_eq!(mail.body_source == BodySource::Empty, mail.body.trim().is_empty(), "empty in silence");
    true
}
