//! The packed IPADIC and our additional words in, a lindera dictionary out.
use std::{
    fs,
    io::{BufWriter, Read, Write},
    path::{Path, PathBuf},
};

use lindera_dictionary::{builder::DictionaryBuilder, dictionary::metadata::Metadata};

use crate::hash::hash64;

#[path = "codec.rs"]
mod codec;
#[path = "spellings.rs"]
mod spellings;
#[path = "vocabulary.rs"]
mod vocabulary;

/// Builds the dictionary under `out/ipadic` unless the one there was built from
/// the same inputs: a change of a class or weight must not cost a minute.
pub fn build(root: &Path, out: &Path) -> PathBuf {
    let dictionary = out.join("ipadic");
    let stamp_file = out.join("ipadic.stamp");
    let stamp = stamp(root);
    if fs::read_to_string(&stamp_file).is_ok_and(|s| s == stamp) {
        return dictionary;
    }
    let source = out.join("src");
    fs::create_dir_all(&source).expect("OUT_DIR is writable");
    write_source(root, &source);
    let meta = fs::read_to_string(root.join("ipadic/metadata.json")).expect("ipadic/metadata.json");
    let meta: Metadata = serde_json::from_str(&meta).expect("ipadic/metadata.json is lindera metadata");
    let _ = fs::remove_dir_all(&dictionary);
    DictionaryBuilder::new(meta).build_dictionary(&source, &dictionary).expect("IPADIC compiles");
    fs::remove_dir_all(&source).expect("OUT_DIR is writable");
    fs::write(&stamp_file, stamp).expect("OUT_DIR is writable");
    dictionary
}

fn stamp(root: &Path) -> String {
    [
        "ipadic/ipadic.col.xz",
        "ipadic/metadata.json",
        "words/vocabulary.tsv",
        "words/spellings.tsv",
        "build/ipadic.rs",
        "build/codec.rs",
        "build/spellings.rs",
        "build/vocabulary.rs",
    ]
    .iter()
    .map(|f| format!("{f} {:016x}\n", hash64(&fs::read(root.join(f)).unwrap_or_else(|e| panic!("{f}: {e}")))))
    .collect()
}

fn write_source(root: &Path, source: &Path) {
    let mut raw = Vec::new();
    let packed = fs::File::open(root.join("ipadic/ipadic.col.xz")).expect("ipadic/ipadic.col.xz");
    lzma_rust2::XzReader::new(packed, false).read_to_end(&mut raw).expect("ipadic.col.xz is xz");
    let mut d = codec::decode(&raw);
    let words = fs::read_to_string(root.join("words/vocabulary.tsv")).expect("words/vocabulary.tsv");
    let added = vocabulary::expand(&words, &d.rows);
    d.rows.extend(added);
    let spellings = fs::read_to_string(root.join("words/spellings.tsv")).expect("words/spellings.tsv");
    spellings::add(&spellings, &mut d.rows);

    let mut w = BufWriter::new(fs::File::create(source.join("ipadic.csv")).expect("OUT_DIR is writable"));
    for r in &d.rows {
        let t = &r.tag;
        let surface = halfwidth(&r.surface);
        writeln!(
            w,
            "{},{},{},{},{},{},{},{},{},{},{},{},{}",
            field(&surface),
            t[0],
            t[1],
            r.cost,
            t[2],
            t[3],
            t[4],
            t[5],
            t[6],
            t[7],
            field(&halfwidth(&r.base)),
            field(&r.reading),
            field(&r.pron)
        )
        .expect("OUT_DIR is writable");
    }
    w.flush().expect("OUT_DIR is writable");
    let mut w = BufWriter::new(fs::File::create(source.join("matrix.def")).expect("OUT_DIR is writable"));
    writeln!(w, "{} {}", d.matrix_w, d.matrix_h).expect("OUT_DIR is writable");
    for (i, c) in d.matrix.iter().enumerate() {
        writeln!(w, "{} {} {c}", i / d.matrix_h as usize, i % d.matrix_h as usize).expect("OUT_DIR is writable");
    }
    w.flush().expect("OUT_DIR is writable");
    fs::write(source.join("char.def"), &d.char_def).expect("OUT_DIR is writable");
    fs::write(source.join("unk.def"), &d.unk_def).expect("OUT_DIR is writable");
}

/// IPADIC writes letters and marks full width; the analyzer's input has them half width.
fn halfwidth(s: &str) -> String {
    s.chars()
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}

fn field(s: &str) -> std::borrow::Cow<'_, str> {
    if s.contains([',', '"']) { format!("\"{}\"", s.replace('"', "\"\"")).into() } else { s.into() }
}
