//! The packed dictionary is lossless and complete.
use std::io::Read;

#[allow(unreachable_pub)]
#[path = "../build/codec.rs"]
mod codec;

#[test]
fn packing_again_gives_the_same_bytes() {
    let file = std::fs::File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/ipadic/ipadic.col.xz")).expect("the file");
    let mut raw = Vec::new();
    lzma_rust2::XzReader::new(file, false).read_to_end(&mut raw).expect("xz");
    let d = codec::decode(&raw);
    assert_eq!(d.rows.len(), 392_127);
    assert!(codec::encode(&d) == raw, "decode and encode are not inverse");
}

#[test]
fn every_word_has_its_entry() {
    use complaint_dictionaries::{WORDS, ipadic, word::WordInfo};
    let d = ipadic().expect("the dictionary loads");
    assert_eq!(WORDS.len(), d.prefix_dictionary.word_count() * WordInfo::SIZE);
}

#[test]
fn a_folder_is_as_good_as_what_is_compiled_in() {
    use complaint_dictionaries::{Dictionary, DictionaryError};
    let folder = std::path::Path::new(env!("LINDERA_WORKDIR"));
    let (here, there) = (Dictionary::built_in().expect("embedded"), Dictionary::from_folder(folder).expect("a folder"));
    assert!(here.words() == there.words());
    assert_eq!(here.version(0), there.version(0));
    let missing = Dictionary::from_folder(&folder.join("nowhere")).err();
    assert!(matches!(missing, Some(DictionaryError::Unusable(place, _)) if place.contains("nowhere")));
}
