//! Drafted replies and the lint, over the labelled mails and over fixtures.

mod drafts;
mod eml;
mod forms;
mod gold;
mod goldens;
mod lint;
mod templates;
