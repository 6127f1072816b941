//! The one integration binary: a module for each stage.

mod newest;
