//! Compiles the dictionary into a folder, for programs that leave it out
//! (`default-features = false`) and read it with `Dictionary::from_folder`.
//!
//! `cargo run --release -p complaint-dictionaries --example compile -- FOLDER`
use std::{env, error::Error, fs, path::PathBuf};

use complaint_dictionaries::{hash, word};

#[allow(unreachable_pub)]
#[path = "../build/ipadic.rs"]
mod ipadic;
#[allow(unreachable_pub)]
#[path = "../build/words.rs"]
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(env::args_os().nth(1).ok_or("usage: compile FOLDER")?);
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    fs::create_dir_all(&folder)?;
    let dictionary = ipadic::build(&root, &folder);
    words::build(&root, &dictionary, &folder.join("words.bin"));
    for licence in ["ipadic/COPYING", "NOTICE"] {
        let name = root.join(licence);
        fs::copy(&name, folder.join(name.file_name().unwrap_or_default()))?;
    }
    Ok(())
}
