//! Labelled mails in; weights out.

pub mod corpus;
pub mod examples;
pub mod models;
pub mod solver;
