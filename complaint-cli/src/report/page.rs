//! The numbers put into the template.

use anyhow::{Context, Result};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, syntax::SyntaxConfig, value::Serde};

use super::sheet::Sheet;

const NAME: &str = "report.html";
const TEMPLATE: &str = include_str!("../../words/report.html");

pub(super) fn render(sheet: &Sheet) -> Result<String> {
    let mut env = Environment::new();
    // subjects are hostile: everything is escaped, whatever the name of the template
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.add_template(NAME, TEMPLATE).context("the template of the report")?;
    env.get_template(NAME)?.render(Value::from(Serde(sheet))).context("the report cannot be put together")
}
