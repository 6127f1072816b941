//! stub
use crate::{Console, Exit, args::EvalArgs};
/// stub
/// # Errors
/// stub
pub fn run(_: EvalArgs, _: &mut Console) -> anyhow::Result<Exit> { Ok(Exit::Success) }
