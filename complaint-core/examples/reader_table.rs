//! How readers get on with mails as they really arrive. Writes made mails and
//! the mails of `fixtures/mails` into a folder, and beside them `read.jsonl`:
//! what each should give, and what this library and `mail-parser` alone give.
//! `benches/reader_table.py` adds Python's `email` and prints the table.
//!
//! ```sh
//! cargo run --release -q -p complaint-core --example reader_table -- /tmp/mails
//! python3 benches/reader_table.py /tmp/mails
//! ```

#[path = "../tests/it/reading/encode.rs"]
mod encode;
#[path = "../tests/it/reading/made.rs"]
mod made;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use complaint_core::Mail;
use mail_parser::MessageParser;
use serde_json::json;

/// Subject, sender's name, body.
type Texts = [String; 3];

struct Row {
    group: String,
    mail: Vec<u8>,
    expected: Texts,
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("a folder to write into")?);
    fs::create_dir_all(&folder)?;
    let mut rows = made_rows();
    rows.extend(fixture_rows(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/mails")))?);
    let mut lines = String::new();
    for (number, row) in rows.iter().enumerate() {
        let file = format!("{number:04}.eml");
        fs::write(folder.join(&file), &row.mail)?;
        let line = json!({
            "file": file, "group": row.group, "expected": row.expected,
            "ours": ours(&row.mail), "mail-parser": parser_alone(&row.mail),
        });
        lines += &format!("{line}\n");
    }
    fs::write(folder.join("read.jsonl"), lines)?;
    println!("{} mails in {}", rows.len(), folder.display());
    Ok(())
}

fn made_rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for (label, encoding) in made::LABELS {
        for transfer in made::TRANSFERS {
            for structure in made::STRUCTURES {
                let lower = label.to_lowercase();
                let group = match () {
                    () if made::is_honest(label, encoding) => "label that is right",
                    () if lower.contains("unknown") => "label that nobody knows",
                    () => "label that lies",
                };
                rows.push(Row {
                    group: group.to_owned(),
                    mail: made::with_crlf(&made::build(label, encoding, transfer, *structure)),
                    expected: [made::SUBJECT, made::NAME, made::BODY].map(str::to_owned),
                });
            }
        }
    }
    rows
}

/// The mails of one trait each, with the goldens beside them.
fn fixture_rows(folder: &Path) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "eml"));
    paths.sort();
    let row = |path: &PathBuf| {
        let golden: Mail = serde_json::from_slice(&fs::read(path.with_extension("json"))?)?;
        Ok(Row { group: "one defect each".to_owned(), mail: fs::read(path)?, expected: texts(golden) })
    };
    paths.iter().map(row).collect()
}

fn texts(mail: Mail) -> Texts {
    [mail.subject, mail.from.and_then(|from| from.name).unwrap_or_default(), mail.body]
}

fn ours(mail: &[u8]) -> Texts {
    Mail::parse(mail).map(texts).unwrap_or_default()
}

fn parser_alone(mail: &[u8]) -> Texts {
    let Some(parsed) = MessageParser::default().parse(mail) else { return Texts::default() };
    let name = parsed.from().and_then(|from| from.first()).and_then(|from| from.name());
    let body = parsed.body_text(0).unwrap_or_default();
    [parsed.subject().unwrap_or_default().to_owned(), name.unwrap_or_default().to_owned(), body.into_owned()]
}
