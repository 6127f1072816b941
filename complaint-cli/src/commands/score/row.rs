//! One item of the input in; its record, rendered, out. Workers do this.

use std::panic::AssertUnwindSafe;

use complaint_core::{Record, Triage, mailbox::RawMail, record::Failure, verdict::Priority};

use crate::{
    input::{Item, place, with_way_out},
    output::{Format, filter::Filter, tally::Entry},
};

/// Judges one mail at a time; shared by the workers.
pub(super) struct Judge {
    pub(super) triage: Triage,
    pub(super) format: Box<dyn Format>,
    pub(super) filter: Filter,
    /// Add the body.
    pub(super) with_text: bool,
}

/// Order of `--hottest`: priority, anger from high to low, oldest first.
pub(super) type Heat = (Priority, i32, Option<String>);

/// What a worker makes of an item.
pub(super) enum Row {
    Record {
        /// The record in its format; nothing where the conditions do not hold.
        bytes: Vec<u8>,
        entry: Entry,
        heat: Option<Heat>,
        /// What to say on standard error.
        complaint: Option<String>,
        /// Bytes that were read.
        size: usize,
    },
    /// A path in which there is no mail, and why.
    Refused(String),
    /// A path with nothing in it.
    Empty(String),
}

impl Judge {
    /// What becomes of an item.
    pub(super) fn row(&self, item: Item) -> Row {
        let size = item.size();
        match item {
            Item::Refused(why) => Row::Refused(why),
            Item::Empty(name) => Row::Empty(name),
            Item::Unread(e) => self.written(&Record::error(e.position().clone(), &e), Some(with_way_out(&e)), size),
            Item::Mail(raw) => {
                let record = guarded(&raw, |raw| self.judged(raw));
                let complaint = match &record {
                    Record::Error(e) => Some(place(&e.source, &e.error.message)),
                    Record::Verdict(_) => None,
                };
                self.written(&record, complaint, size)
            }
        }
    }

    fn judged(&self, raw: &RawMail) -> Record {
        match raw.parse() {
            Ok(mail) => Record::verdict(raw.source.clone(), &mail, self.triage.assess(&mail), self.with_text),
            Err(e) => Record::error(raw.source.clone(), &e),
        }
    }

    fn written(&self, record: &Record, complaint: Option<String>, size: usize) -> Row {
        let chosen = match record {
            Record::Verdict(v) => self.filter.holds(v),
            Record::Error(_) => true,
        };
        let mut bytes = Vec::new();
        if chosen && let Err(e) = self.format.record(record, &mut bytes) {
            return Row::Refused(format!("{}: cannot be written: {e:#}", record.source().path));
        }
        Row::Record { bytes, entry: Entry::new(record, chosen), heat: heat(record), complaint, size }
    }
}

/// The record of one mail; a fault of the program becomes an error of that mail.
pub(crate) fn guarded(raw: &RawMail, judged: impl FnOnce(&RawMail) -> Record) -> Record {
    std::panic::catch_unwind(AssertUnwindSafe(|| judged(raw))).unwrap_or_else(|cause| {
        let told =
            cause.downcast_ref::<String>().cloned().or_else(|| cause.downcast_ref::<&str>().map(ToString::to_string));
        let message =
            format!("triage failed on this mail; please report it with the mail: {}", told.unwrap_or_default());
        Record::error(raw.source.clone(), Failure { kind: Failure::INTERNAL.into(), message })
    })
}

fn heat(record: &Record) -> Option<Heat> {
    match record {
        Record::Verdict(v) => Some((v.priority, -(v.scores.anger * 1000.0) as i32, v.date.clone())),
        Record::Error(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use complaint_core::mailbox::{RawContent, Source};

    #[test]
    fn a_fault_in_one_mail_is_an_error_of_that_mail() {
        let raw = RawMail {
            source: Source { path: "a".into(), index: 4, offset: 7 },
            content: RawContent::Message(Vec::new()),
        };
        let Record::Error(e) = guarded(&raw, |_| panic!("slice index 3")) else { panic!("an error was expected") };
        assert_eq!((e.source.index, e.error.kind.as_str()), (4, "internal"));
        assert!(e.error.message.contains("slice index 3"));
    }
}
