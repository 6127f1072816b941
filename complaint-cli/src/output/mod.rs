//! Records in; bytes out. One file a format, behind one trait.

mod csv;
pub mod drafts;
pub mod evaluation;
pub mod fields;
pub mod file;
pub mod filter;
pub mod firing;
mod jsonl;
mod table;
pub mod tally;
pub mod threads;

use anyhow::Result;
use complaint_core::Record;

pub use csv::Csv;
pub use jsonl::JsonLines;
pub use table::Table;

/// Writes records in one format. Shared by all workers: it holds no state.
pub trait Format: Send + Sync {
    /// What stands before the first record.
    fn head(&self) -> Vec<u8>;
    /// Appends one record.
    ///
    /// # Errors
    /// When the record cannot be put into this format.
    fn record(&self, record: &Record, out: &mut Vec<u8>) -> Result<()>;
}

#[cfg(test)]
pub(crate) mod tests {
    use complaint_core::{Record, mailbox::Source, record::VerdictRecord};

    /// The example of the interface.
    const EXAMPLE: &str = r#"{"schema":1,"source":{"path":"inbox.mbox","index":12,"offset":48211},
        "message_id":"a@b.example","thread":"a@b.example","direction":"in","date":"2026-05-03T10:12:00+09:00",
        "from":"taro@customer.example","subject":"返金はいつですか","kind":"complaint","target":"company",
        "targets":["company","operator"],"anger":3,
        "scores":{"complaint":0.98,"target":{"product":0.03,"company":0.81,"operator":0.16},"anger":2.74,"flags":{"legal":0.71,"neglect":0.93},"demands":{"refund":0.95,"explanation":0.66}},
        "confidence":{"kind":0.98,"target":0.81,"anger":0.77},"review":false,
        "flags":["neglect","legal"],"demands":["refund","explanation"],
        "facts":{"order_id":[{"text":"A-1023","part":"body","span":[88,94]}],"amount":[{"text":"3,980円","part":"body","span":[120,128],"yen":3980}]},
        "priority":"P1","priority_reasons":["legal"],"reply_within_hours":4,
        "evidence":[{"axis":"anger","label":3,"part":"body","span":[103,121],"text":"いい加減にして","weight":1.9,"rule":"w いい加減","why":"怒りの文に多い"}],
        "warnings":[],"versions":{"triage":"0.1.0","dictionaries":"d","weights":"w"}}"#;

    pub(crate) fn verdict() -> VerdictRecord {
        serde_json::from_str(EXAMPLE).expect("an example")
    }

    pub(crate) fn record() -> Record {
        Record::Verdict(Box::new(verdict()))
    }

    pub(crate) fn error() -> Record {
        let source = Source { path: "in.mbox".into(), index: 1, offset: 9 };
        let error = complaint_core::record::Failure {
            kind: "too-large".into(),
            message: "in.mbox at byte 9: a mail of more than 10 bytes".into(),
        };
        Record::error(source, error)
    }
}
