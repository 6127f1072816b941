//! What a terminal is told: texts without hidden controls, cut to columns, coloured.

pub mod clean;
pub mod progress;
pub mod style;
pub mod width;
