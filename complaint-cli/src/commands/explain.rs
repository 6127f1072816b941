//! stub
use crate::{Console, Exit, args::ExplainArgs};
/// stub
/// # Errors
/// stub
pub fn run(_: ExplainArgs, _: &mut Console) -> anyhow::Result<Exit> { Ok(Exit::Success) }
