//! A mail or mbox in, the same bytes with `X-Triage-*` fields out.
//!
//! The reader of `complaint-core` says where mails begin; the bytes that pass
//! are those that it was given, not those that it made of them. What cannot be
//! read or judged passes unchanged; only reading and writing can fail.
//!
//! | file | job |
//! |---|---|
//! | `fields` | the header of one mail: fields that came with it, fields added |
//! | `passage` | the bytes on their way, kept until their mail is judged |

mod fields;
mod passage;

use std::{
    io::{self, Cursor, Read, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

use complaint_core::{
    mailbox::{self, OpenOptions, RawContent, RawMail, ReadErrorKind},
    record::Failure,
};

use crate::input::{place, with_way_out};
pub use fields::{Labels, stripped, tagged};
use passage::Passage;

/// What became of the mails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Passed {
    /// Mails that got labels.
    pub labelled: u64,
    /// Mails, or inputs as a whole, that passed unchanged.
    pub unchanged: u64,
}

/// Labels mails as they pass.
pub struct Tagger<'a> {
    /// Judges one mail; it may panic.
    pub judge: &'a dyn Fn(&RawMail) -> anyhow::Result<Labels>,
    /// Is told why a mail passes unchanged.
    pub complain: &'a mut dyn FnMut(&str),
    /// How the input is read.
    pub options: OpenOptions,
}

/// Passes the whole input on unchanged.
///
/// # Errors
/// When the input cannot be read or the output cannot be written to its end.
pub fn pass_unchanged(input: Box<dyn Read + Send>, out: Box<dyn Write + Send>) -> io::Result<()> {
    Passage::new(input, out).rest()
}

impl Tagger<'_> {
    /// Passes the whole input on; `name` stands for it in messages.
    ///
    /// # Errors
    /// When the input cannot be read or the output cannot be written to its end.
    pub fn pass(mut self, input: Box<dyn Read + Send>, out: Box<dyn Write + Send>, name: &str) -> io::Result<Passed> {
        let passage = Passage::new(input, out);
        let mut passed = Passed::default();
        // a fault of the reader must not lose what it has read
        if let Err(fault) = catch_unwind(AssertUnwindSafe(|| self.mails(&passage, name, &mut passed))) {
            self.unchanged(&mut passed, &format!("{name}: triage failed on this input: {}", told(&*fault)));
        }
        passage.rest()?;
        Ok(passed)
    }

    /// Mail after mail. What is still kept at the end passes unchanged.
    fn mails(&mut self, passage: &Passage, name: &str, passed: &mut Passed) {
        let mut tap = passage.tap();
        let mut head = Vec::new();
        // a failure comes again with the next read
        let _ = tap.by_ref().take(4).read_to_end(&mut head);
        if mailbox::is_compressed(&head) {
            return self.unchanged(passed, &format!("{name}: compressed; unpack it to have it tagged"));
        }
        let mails = match mailbox::read(Cursor::new(head).chain(tap), name, &self.options) {
            Ok(mails) => mails,
            Err(e) => return self.unchanged(passed, &with_way_out(&e)),
        };
        let mut waiting: Option<RawMail> = None;
        for mail in mails {
            let at = match &mail {
                Ok(mail) if matches!(mail.content, RawContent::Fields(_)) => {
                    return self.unchanged(passed, &format!("{name}: an export of a help desk, no mail to tag"));
                }
                Ok(mail) => mail.source.offset,
                // it is told by whoever passes the rest on
                Err(e) if e.kind() == ReadErrorKind::Io => return,
                Err(e) => e.position().offset,
            };
            self.one(passage, waiting.take(), Some(at), passed);
            match mail {
                Ok(mail) => waiting = Some(mail),
                Err(e) => self.unchanged(passed, &with_way_out(&e)),
            }
            if passage.has_failed() {
                return;
            }
        }
        self.one(passage, waiting, None, passed);
    }

    /// Passes on what stands before the offset `end`: a mail, or what is none.
    fn one(&mut self, passage: &Passage, mail: Option<RawMail>, end: Option<u64>, passed: &mut Passed) {
        let Some(mail) = mail else { return passage.pass(end, |bytes| bytes) };
        let whole = passage.holds_from(mail.source.offset);
        passage.skip_to(mail.source.offset);
        let too_large = || Err(format!("stands before or is a mail of more than {} MB", passage::MOST >> 20));
        match if whole { self.labels(&mail) } else { too_large() } {
            Ok(labels) => {
                // bytes are never lost, not even by a fault of ours
                passage.pass(end, |bytes| catch_unwind(|| tagged(&bytes, &labels)).unwrap_or(bytes));
                passed.labelled += 1;
            }
            Err(why) => {
                passage.pass(end, |bytes| bytes);
                self.unchanged(passed, &place(&mail.source, &why));
            }
        }
    }

    fn labels(&self, mail: &RawMail) -> Result<Labels, String> {
        match catch_unwind(AssertUnwindSafe(|| (self.judge)(mail))) {
            Ok(labels) => labels.map_err(|e| format!("{e:#}")),
            Err(fault) => Err(format!("triage failed on this mail: {}", told(&*fault))),
        }
    }

    fn unchanged(&mut self, passed: &mut Passed, why: &str) {
        passed.unchanged += 1;
        (self.complain)(&format!("{why}; passed unchanged"));
    }
}

/// What a panic said.
fn told(fault: &(dyn std::any::Any + Send)) -> &str {
    let text = fault.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or(Failure::INTERNAL)
}

#[cfg(test)]
mod tests;
