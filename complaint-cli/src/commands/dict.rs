//! stub
use crate::{Console, Exit, args::DictArgs};
/// stub
/// # Errors
/// stub
pub fn run(_: DictArgs, _: &mut Console) -> anyhow::Result<Exit> { Ok(Exit::Success) }
