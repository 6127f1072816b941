//! Judges Japanese complaint mail on this machine alone: what the complaint is
//! about, how angry the writer is, what is asked for, what must be escalated,
//! with a reason that can be pointed at for every verdict.
//!
//! The modules stand in the order in which the data flows:
//!
//! | module | in | out |
//! |---|---|---|
//! | [`mailbox`] | bytes in any container | raw mails, one at a time |
//! | [`mail`] | one raw mail | headers, decoded subject and body |
//! | [`text`] | a body | the writer's newest words, normalized, with an offset map |
//! | [`own`] | a company's own tables | its words, names, rules, templates |
//! | [`tokens`] | normalized text | words with part of speech and semantic class |
//! | [`signals`] | words | evidence, facts |
//! | [`verdict`] | evidence and weights | kind, target, anger, flags, demands |
//! | [`reply`] | verdict and mail | a reply skeleton; findings in a written reply |
//! | [`record`] | mail and verdict | the line of JSON that other programs read |

pub mod fit;
pub mod mail;
pub mod mailbox;
pub mod own;
pub mod record;
pub mod reply;
pub mod signals;
pub mod text;
pub mod tokens;
mod triage;
pub mod verdict;

pub use mail::Mail;
pub use record::Record;
pub use triage::{Options, Reuse, Triage, TriageBuilder, TriageError};
pub use verdict::Verdict;
