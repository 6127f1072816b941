//! What mail programs, web forms and legal departments write around a person's words.
//!
//! Tab-separated tables; the first lines of each, which begin with `#`, explain its columns.

/// Labels of header blocks: label, role.
pub const HEADER_LABELS: &str = include_str!("../mail/header_labels.tsv");
/// Lines that open an earlier or forwarded mail: phrase, kind, bare.
pub const SEPARATORS: &str = include_str!("../mail/separators.tsv");
/// Endings of lines that introduce a quotation: ending, language.
pub const ATTRIBUTIONS: &str = include_str!("../mail/attributions.tsv");
/// Lines that mail programs add below the text: text, role.
pub const MOBILE_LINES: &str = include_str!("../mail/mobile_lines.tsv");
/// Field labels of form mails: label, role.
pub const FORM_LABELS: &str = include_str!("../mail/form_labels.tsv");
/// Phrases above and below the fields of a form mail: phrase, role.
pub const FORM_PHRASES: &str = include_str!("../mail/form_phrases.tsv");
/// Legal notices and adverts: phrase, category.
pub const NOTICES: &str = include_str!("../mail/notices.tsv");
/// What lines of a signature are known by: word, role.
pub const SIGNATURE_WORDS: &str = include_str!("../mail/signature_words.tsv");

/// The rows of a table: fields of each line that is neither blank nor a comment.
pub fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}
