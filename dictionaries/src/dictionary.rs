//! The analyzer's dictionary with ten bytes a word, compiled in or from a folder.

use std::{borrow::Cow, fmt, fs, path::Path};

use crate::word::WordInfo;

/// IPADIC with our additional words, and what the judgement knows of each word.
/// Cheap to clone.
#[derive(Clone)]
pub struct Dictionary {
    /// What the analyzer reads.
    pub analyzer: lindera_dictionary::dictionary::Dictionary,
    words: Cow<'static, [u8]>,
    digest: u64,
}

/// Why there is no dictionary.
#[derive(Debug)]
#[non_exhaustive]
pub enum DictionaryError {
    /// The feature `embedded` is off: give the dictionary of a folder.
    NotEmbedded,
    /// What was read is no dictionary of this version: where, and why.
    Unusable(String, String),
}

impl fmt::Display for DictionaryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmbedded => {
                f.write_str("no dictionary is compiled in (feature `embedded`); give one from a folder")
            }
            Self::Unusable(place, why) => write!(f, "{place}: cannot be used as dictionary: {why}"),
        }
    }
}

impl std::error::Error for DictionaryError {}

impl Dictionary {
    /// The dictionary that was compiled in. Costs under 1 ms: nothing is copied.
    ///
    /// # Errors
    /// Without the feature `embedded`.
    #[cfg(not(feature = "embedded"))]
    pub fn built_in() -> Result<Self, DictionaryError> {
        Err(DictionaryError::NotEmbedded)
    }

    /// The dictionary that was compiled in. Costs under 1 ms: nothing is copied.
    ///
    /// # Errors
    /// When the embedded data are of another format version than the analyzer.
    #[cfg(feature = "embedded")]
    pub fn built_in() -> Result<Self, DictionaryError> {
        let analyzer = crate::ipadic().map_err(|e| DictionaryError::Unusable("embedded".into(), e.to_string()))?;
        Ok(Self { analyzer, words: Cow::Borrowed(crate::WORDS), digest: crate::embedded_digest() })
    }

    /// The dictionary of a folder that `examples/compile.rs` wrote: `ipadic/` and
    /// `words.bin`. It is read into memory, some 60 MB.
    ///
    /// # Errors
    /// When a file is missing or of another format version.
    pub fn from_folder(folder: &Path) -> Result<Self, DictionaryError> {
        let unusable = |path: &Path, why: String| DictionaryError::Unusable(path.display().to_string(), why);
        let (ipadic, table) = (folder.join("ipadic"), folder.join("words.bin"));
        let analyzer = lindera_dictionary::dictionary::Dictionary::load_from_path(&ipadic)
            .map_err(|e| unusable(&ipadic, e.to_string()))?;
        let words = fs::read(&table).map_err(|e| unusable(&table, e.to_string()))?;
        let expected = analyzer.prefix_dictionary.word_count() * WordInfo::SIZE;
        if words.len() != expected {
            return Err(unusable(&table, format!("{} bytes where {expected} belong to `ipadic`", words.len())));
        }
        let digest = crate::hash::hash64(&words);
        Ok(Self { analyzer, words: Cow::Owned(words), digest })
    }

    /// What is known of the word with this number, read with [`WordInfo::at`].
    pub fn words(&self) -> &[u8] {
        &self.words
    }

    /// Digest of words, classes and rules, as verdicts name it; `own` stands for
    /// a company's own tables, 0 for none.
    pub fn version(&self, own: u64) -> String {
        format!("{:016x}", self.digest ^ crate::rules_digest() ^ own)
    }
}
