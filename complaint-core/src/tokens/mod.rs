//! Normalized text in; words with part of speech and semantic class out.
