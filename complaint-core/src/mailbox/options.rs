//! What a caller can set about reading.

use super::columns::Column;

/// The kinds of stream that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum InputFormat {
    /// Mails one after the other, each after a `From ` line.
    Mbox,
    /// One RFC 5322 message.
    Message,
    /// One JSON object a line.
    JsonLines,
    /// A table with a line of column names.
    Csv,
}

/// Settings for [`open`](super::open) and [`read`](super::read).
///
/// ```
/// use complaint_core::mailbox::{Column, OpenOptions};
///
/// let options = OpenOptions::default()
///     .max_mail_bytes(8 << 20)
///     .column(Column::Body, "memo");
/// ```
#[derive(Debug, Clone)]
pub struct OpenOptions {
    pub(super) max_mail_bytes: usize,
    pub(super) columns: Vec<(Column, String)>,
    pub(super) format: Option<InputFormat>,
}

impl Default for OpenOptions {
    fn default() -> Self {
        Self { max_mail_bytes: 64 << 20, columns: Vec::new(), format: None }
    }
}

impl OpenOptions {
    /// Bytes of one mail or record beyond which it becomes an error; 64 MiB
    /// unless set.
    #[must_use]
    pub fn max_mail_bytes(mut self, bytes: usize) -> Self {
        self.max_mail_bytes = bytes;
        self
    }

    /// Takes a field of CSV records from the column with this name, instead of
    /// one of the names known for it.
    #[must_use]
    pub fn column(mut self, column: Column, name: impl Into<String>) -> Self {
        self.columns.push((column, name.into()));
        self
    }

    /// Reads the input as this kind, whatever it looks like.
    #[must_use]
    pub fn format(mut self, format: InputFormat) -> Self {
        self.format = Some(format);
        self
    }
}
