//! Measures triage on archives that it makes itself from the labelled corpus.
//!
//! | module | job |
//! |---|---|
//! | [`source`] | the corpus: its mails, sentences and words |
//! | [`archive`] | an mbox of any size out of them |
//! | [`floor`] | the least that judging an archive costs: split, parse, segment |
//! | [`process`] | a program run as a whole: its time, CPU and memory |
//! | [`table`] | the figures of this machine |

pub mod archive;
pub mod floor;
pub mod process;
pub mod source;
pub mod table;
