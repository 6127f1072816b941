//! Labelled replies in; the weights of the lint, or figures of held-out replies, out.

use std::{collections::BTreeMap, fmt::Write as _, io::Write, path::PathBuf};

use anyhow::{Context as _, Result};
use complaint_core::{
    fit::replies::{
        corpus::LabelledReply,
        examples::Examples,
        figures::{RuleFigures, Tally, cross},
        fit,
        texts::{Pairs, Text, drafted, rule_examples},
    },
    reply::{Linter, Templates, Words},
};

use super::chosen;
use crate::{
    Console, Exit,
    args::{EvalFormat, FitArgs},
    commands::{eval::read_list, read_text},
    output::file::Written,
};

/// Runs `fit --replies`.
///
/// # Errors
/// When the files cannot be read, or the weights cannot be written.
pub(super) fn run(args: &FitArgs, console: &mut Console) -> Result<Exit> {
    let linter = Linter::patterns(Words::new()?)?;
    let replies = labelled(&args.replies)?;
    let mut texts: Vec<Text> = replies.iter().map(Text::from).collect();
    texts.extend(pairs(&args.pairs, &linter)?);
    texts.extend(rule_examples(&linter));
    texts.extend(drafted(&linter, &Templates::built_in()?));
    let examples = Examples::new(&linter, &texts);
    if args.cv.is_some() {
        let writers = chosen(args, ["reply", "replies"], replies.iter().map(|r| r.writer.as_str()))?;
        let figures = cross(&linter, &examples, &writers);
        match args.format {
            EvalFormat::Json => writeln!(console.stdout, "{}", serde_json::to_string(&figures)?)?,
            EvalFormat::Table => write!(console.stdout, "{}", table(&figures))?,
        }
        return Ok(Exit::Success);
    }
    let further = texts.len() - replies.len();
    let header = [format!(
        "fitted on {} replies and {further} texts of pairs, rules and templates, {} sentences",
        replies.len(),
        examples.rows.len()
    )];
    let text = fit(&linter, &examples, &header);
    let mut written = Written::begin(args.output.as_deref(), &super::inputs(args))?;
    written.write(text.as_bytes(), console)?;
    written.finish(console)?;
    Ok(Exit::Success)
}

fn labelled(paths: &[PathBuf]) -> Result<Vec<LabelledReply>> {
    let mut replies = Vec::new();
    for path in paths {
        let what = "labelled replies are JSON Lines with id, writer, fault, paragraphs";
        replies.extend(read_list::<LabelledReply>(path, what)?);
    }
    Ok(replies)
}

fn pairs(paths: &[PathBuf], linter: &Linter) -> Result<Vec<Text>> {
    let mut texts = Vec::new();
    for path in paths {
        let pairs: Pairs = toml::from_str(&read_text(path)?).with_context(|| path.display().to_string())?;
        texts.extend(pairs.texts(linter));
    }
    Ok(texts)
}

fn table(figures: &BTreeMap<String, RuleFigures>) -> String {
    let mut out = format!("{:<22}{:>6}  {:^14}  {:^14}\n", "", "", "patterns", "with the judge");
    let _ = writeln!(out, "{:<22}{:>6}  {:>7}{:>7}  {:>7}{:>7}", "rule", "lines", "P", "R", "P", "R");
    let mut all = RuleFigures::default();
    for (rule, f) in figures {
        all.patterns += f.patterns;
        all.judge += f.judge;
        row(&mut out, rule, f);
    }
    row(&mut out, "all", &all);
    out
}

fn row(out: &mut String, name: &str, f: &RuleFigures) {
    let show = |x: Option<f64>| x.map_or("–".to_string(), |x| format!("{x:.3}"));
    let pair = |t: &Tally| format!("{:>7}{:>7}", show(t.precision()), show(t.recall()));
    let _ = writeln!(out, "{name:<22}{:>6}  {}  {}", f.patterns.labelled(), pair(&f.patterns), pair(&f.judge));
}
