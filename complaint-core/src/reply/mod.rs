//! A verdict and its mail in; a reply skeleton out. A written reply in; findings out.
//!
//! [`draft`] writes what an agent would otherwise type from nothing: complete
//! in form and courtesy, honest about what nobody knows yet. It tells nothing
//! that is not in the mail, and never says whose fault it was: that is the
//! caller's to set ([`ReplyOptions::fault`]). What is unknown is a visible slot.
//! [`Linter`] says what a written reply must not say.
//!
//! ```
//! use complaint_core::reply::{LintContext, Linter};
//!
//! let linter = Linter::built_in()?;
//! let findings = linter.lint("早急に対応いたします。", &LintContext::default());
//! assert_eq!(findings[0].rule, "vague-date");
//! # Ok::<(), complaint_core::reply::LintError>(())
//! ```
//!
//! The words are data: `dictionaries/replies/`, described in its README.
//! Refused: templates with unknown names, missing parts or forbidden wording.

mod addressee;
mod check;
mod context;
mod dates;
mod draft;
mod eml;
mod form;
mod group;
mod lint;
mod memo;
mod options;
mod own;
mod particulars;
mod quote;
mod retell;
mod sentences;
mod skeleton;
mod speech;
mod templates;
mod words;

pub(crate) use check::samples;
pub use draft::draft;
pub use lint::{Finding, LintContext, LintError, Linter, Rule};
pub(crate) use lint::{Listener, standing};
pub use memo::{Memo, MemoEntry, MemoRow};
pub use options::{Decision, Fault, ReplyOptions, UnknownChoice};
pub use skeleton::{Form, PartKind, Reply, ReplyPart, Slot};
pub use templates::{TemplateError, Templates};
pub use words::{Word, Words, WordsError};
