//! Mails of every label × every transfer encoding × every structure, of one
//! subject, name and body. Made for the battery and for the table that compares
//! readers (`examples/reader_table.rs`).

use super::encode;

pub(super) const SUBJECT: &str = "【至急】商品が届かない件、返金してください";
pub(super) const NAME: &str = "山田 はな子";
pub(super) const BODY: &str = "先日注文した商品がまだ届きません。\n\n表示は「発送済み」です。ソ連の十予表、能。\nいつ届くのか、至急ご連絡ください。";

/// Label and the encoding in which its bytes are written.
pub(super) const LABELS: &[(&str, &str)] = &[
    ("UTF-8", "utf-8"),
    ("utf8", "utf-8"),
    ("ISO-2022-JP", "iso-2022-jp"),
    ("iso-2022-jp-ms", "iso-2022-jp"),
    ("ISO-2022-JP-1", "iso-2022-jp"),
    ("iso2022jp", "iso-2022-jp"),
    ("cp50220", "iso-2022-jp"),
    ("CP50221", "iso-2022-jp"),
    ("cp50222", "iso-2022-jp"),
    ("jis", "iso-2022-jp"),
    ("csISO2022JP", "iso-2022-jp"),
    ("Shift_JIS", "shift_jis"),
    ("shift-jis", "shift_jis"),
    ("sjis", "shift_jis"),
    ("x-sjis", "shift_jis"),
    ("cp932", "shift_jis"),
    ("x-ms-cp932", "shift_jis"),
    ("ms932", "shift_jis"),
    ("MS_Kanji", "shift_jis"),
    ("windows-31j", "shift_jis"),
    ("SJIS-win", "shift_jis"),
    ("EUC-JP", "euc-jp"),
    ("x-euc-jp", "euc-jp"),
    ("eucjp", "euc-jp"),
    ("eucJP-ms", "euc-jp"),
    ("eucjp-win", "euc-jp"),
    ("cp51932", "euc-jp"),
    ("ujis", "euc-jp"),
    ("x-unknown-8", "euc-jp"),
    ("x-unknown-9", "shift_jis"),
    ("x-unknown-7", "iso-2022-jp"),
    ("us-ascii", "utf-8"),
    ("us-ascii", "shift_jis"),
    ("iso-8859-1", "utf-8"),
    ("ISO-2022-JP", "utf-8"),
    ("ISO-2022-JP", "shift_jis"),
    ("ISO-2022-JP", "euc-jp"),
    ("UTF-8", "shift_jis"),
    ("UTF-8", "euc-jp"),
    ("UTF-8", "iso-2022-jp"),
    ("Shift_JIS", "utf-8"),
    ("Shift_JIS", "euc-jp"),
    ("EUC-JP", "utf-8"),
    ("EUC-JP", "shift_jis"),
];

/// Labels that name what their bytes are.
pub(super) fn is_honest(label: &str, encoding: &str) -> bool {
    let family = |name: &str| {
        let name = name.to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        match () {
            () if has(&["unknown", "ascii", "8859"]) => "none",
            () if has(&["2022", "5022"]) || name == "jis" => "iso-2022-jp",
            () if has(&["euc", "ujis", "51932"]) => "euc-jp",
            () if has(&["jis-", "sjis", "shift", "932", "31j", "kanji"]) => "shift_jis",
            () => "utf-8",
        }
    };
    family(label) == family(encoding)
}

pub(super) const TRANSFERS: &[&str] = &["8bit", "base64", "quoted-printable"];

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Structure {
    Plain,
    Alternative,
    Html,
    Nested,
}

pub(super) const STRUCTURES: &[Structure] =
    &[Structure::Plain, Structure::Alternative, Structure::Html, Structure::Nested];

pub(super) fn build(label: &str, encoding: &str, transfer: &str, structure: Structure) -> Vec<u8> {
    let header = format!(
        "Date: Thu, 07 Aug 2025 21:14:00 +0900\nFrom: {} <hanako@example.jp>\nSubject: {}\n",
        encode::word(&encode::text(NAME, encoding), label),
        encode::word_q(&encode::text(SUBJECT, encoding), label),
    );
    let plain = part("text/plain", BODY, label, encoding, transfer);
    let html = part("text/html", &as_html(BODY), label, encoding, transfer);
    let mut mail = header.into_bytes();
    mail.extend(match structure {
        Structure::Plain => plain,
        Structure::Html => html,
        Structure::Alternative => multipart("alternative", "=_b1", &[plain, html]),
        Structure::Nested => {
            let alternative = multipart("alternative", "=_b1", &[plain, html]);
            let image = b"Content-Type: image/gif\nContent-Transfer-Encoding: base64\n\nR0lGODdh".to_vec();
            multipart("mixed", "outer", &[alternative, image])
        }
    });
    mail
}

fn part(kind: &str, text: &str, label: &str, encoding: &str, transfer: &str) -> Vec<u8> {
    let bytes = encode::text(text, encoding);
    let mut part =
        format!("Content-Type: {kind}; charset=\"{label}\"\nContent-Transfer-Encoding: {transfer}\n\n").into_bytes();
    part.extend(match transfer {
        "base64" => encode::base64_lines(&bytes).into_bytes(),
        "quoted-printable" => encode::quoted_printable(&bytes).into_bytes(),
        _ => bytes,
    });
    part
}

fn multipart(kind: &str, boundary: &str, parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = format!("Content-Type: multipart/{kind}; boundary=\"{boundary}\"\n\n").into_bytes();
    for part in parts {
        out.extend(format!("--{boundary}\n").bytes());
        out.extend(part);
        out.push(b'\n');
    }
    out.extend(format!("--{boundary}--\n").bytes());
    out
}

fn as_html(text: &str) -> String {
    let blocks: Vec<String> =
        text.split('\n').map(|line| format!("<div>{}</div>", if line.is_empty() { "<br>" } else { line })).collect();
    format!("<html><body>\n{}\n</body></html>", blocks.join("\n"))
}

pub(super) fn with_crlf(mail: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(mail.len() + mail.len() / 40);
    for &byte in mail {
        if byte == b'\n' {
            out.push(b'\r');
        }
        out.push(byte);
    }
    out
}
