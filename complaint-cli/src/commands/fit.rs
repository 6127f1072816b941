//! stub
use crate::{Console, Exit, args::FitArgs};
/// stub
/// # Errors
/// stub
pub fn run(_: FitArgs, _: &mut Console) -> anyhow::Result<Exit> { Ok(Exit::Success) }
