//! Packs a MeCab dictionary source into `ipadic/ipadic.col.xz`.
//!
//! `cargo run --release -p complaint-dictionaries --example pack -- SOURCE_DIR ENCODING COPYING OUT.xz`,
//! for Debian's mecab-ipadic: `/usr/share/mecab/dic/ipadic euc-jp`.
use std::{env, error::Error, fs, io::Write, path::Path};

#[allow(unreachable_pub)]
#[path = "../build/codec.rs"]
mod codec;
use codec::{Dict, Row, decode, encode};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let [_, source, encoding, copying, out] = &args[..] else {
        return Err("usage: pack SOURCE_DIR ENCODING COPYING OUT.xz".into());
    };
    let dictionary = read(Path::new(source), encoding, Path::new(copying))?;
    let raw = encode(&dictionary);
    if decode(&raw) != dictionary {
        return Err("the packed dictionary does not read back as it was".into());
    }
    let mut options = lzma_rust2::XzOptions::with_preset(9);
    options.lzma_options.nice_len = 273;
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options)?;
    writer.write_all(&raw)?;
    fs::write(out, writer.finish()?)?;
    println!("{} rows, {} bytes unpacked", dictionary.rows.len(), raw.len());
    Ok(())
}

fn read(dir: &Path, encoding: &str, copying: &Path) -> Result<Dict, Box<dyn Error>> {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).ok_or("unknown encoding")?;
    let text = |p: &Path| -> Result<String, Box<dyn Error>> {
        let bytes = fs::read(p)?;
        let (text, _, bad) = encoding.decode(&bytes);
        if bad { Err(format!("{}: not in that encoding", p.display()).into()) } else { Ok(text.into_owned()) }
    };
    let mut d = Dict {
        char_def: text(&dir.join("char.def"))?,
        unk_def: text(&dir.join("unk.def"))?,
        copying: fs::read_to_string(copying)?,
        ..Dict::default()
    };
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.extension().is_none_or(|x| x != "csv") {
            continue;
        }
        let table = text(&path)?;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes());
        for record in reader.records() {
            let f: Vec<String> = record?.iter().map(str::to_string).collect();
            let [surface, left, right, cost, rest @ ..] = &f[..] else { return Err("a row has 13 columns".into()) };
            let mut tag = vec![left.clone(), right.clone()];
            tag.extend_from_slice(&rest[..6]);
            d.rows.push(Row {
                tag,
                surface: surface.clone(),
                cost: cost.parse()?,
                base: rest[6].clone(),
                reading: rest[7].clone(),
                pron: rest[8].clone(),
            });
        }
    }
    d.rows.sort();
    let matrix = text(&dir.join("matrix.def"))?;
    let mut numbers = matrix.split_ascii_whitespace().map(str::parse::<i32>);
    let mut next = || numbers.next().transpose();
    let (w, h) = (next()?.ok_or("empty matrix")?, next()?.ok_or("empty matrix")?);
    (d.matrix_w, d.matrix_h) = (u16::try_from(w)?, u16::try_from(h)?);
    d.matrix = vec![0; w as usize * h as usize];
    while let (Some(l), Some(r), Some(c)) = (next()?, next()?, next()?) {
        d.matrix[l as usize * h as usize + r as usize] = i16::try_from(c)?;
    }
    Ok(d)
}
