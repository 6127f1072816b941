//! Drafted replies and the lint, over the labelled mails and over fixtures.

mod drafts;
mod gold;
mod lint;
