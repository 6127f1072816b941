//! One record of a table, split into fields as bytes by `csv-core`.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// Splits records; its buffers are used again for each.
pub(super) struct RecordParser {
    core: Reader,
    text: Vec<u8>,
    text_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
}

impl RecordParser {
    pub(super) fn new(delimiter: u8) -> Self {
        Self {
            core: ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 4 * 1024],
            text_len: 0,
            ends: vec![0; 32],
            ends_len: 0,
        }
    }

    /// Begins a record.
    pub(super) fn start(&mut self) {
        self.core.reset();
        self.text_len = 0;
        self.ends_len = 0;
    }

    /// Takes bytes of the record, none for the end of the table; says how many
    /// belong to it, and whether it is complete.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> (usize, bool) {
        let mut used = 0;
        loop {
            let (result, read, written, ended) =
                self.core.read_record(&bytes[used..], &mut self.text[self.text_len..], &mut self.ends[self.ends_len..]);
            used += read;
            self.text_len += written;
            self.ends_len += ended;
            match result {
                ReadRecordResult::InputEmpty => return (used, false),
                ReadRecordResult::OutputFull => self.text.resize(2 * self.text.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record | ReadRecordResult::End => return (used, true),
            }
        }
    }

    pub(super) fn field(&self, index: usize) -> Option<&[u8]> {
        let ends = &self.ends[..self.ends_len];
        let end = *ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| ends[before]);
        self.text.get(start..end)
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.ends_len).filter_map(|index| self.field(index))
    }
}
