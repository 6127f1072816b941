//! Labelled mails in, weights out; or the figures of mails that were held out.

mod replies;

use std::{collections::BTreeSet, io::Write, path::PathBuf};

use anyhow::{Result, bail};
use complaint_core::{
    fit::{
        Fitted,
        corpus::{LabelledMail, LabelledPieces, LabelledSentence},
        evaluate::{Case, Evaluation, Figures, Given},
        examples::Examples,
        models::Penalties,
    },
    tokens::Analyzer,
};
use serde_json::Value;

use super::eval::{read_gold, read_list};
use crate::{
    Console, Exit,
    args::{EvalFormat, FitArgs},
    output::{
        evaluation::{Part, json, table},
        file::{Written, refuse_input},
    },
};

/// Runs `fit`.
///
/// # Errors
/// When the files cannot be read, or the weights cannot be written.
pub fn run(args: FitArgs, console: &mut Console) -> Result<Exit> {
    if let Some(path) = &args.output {
        // before the work, not after it
        refuse_input(path, &inputs(&args))?;
    }
    if !args.replies.is_empty() {
        return replies::run(&args, console);
    }
    let mut mails = read_gold(&args.mails, false)?;
    if !args.further.is_empty() {
        mails.extend(read_gold(&args.further, false)?.into_iter().map(|m| LabelledMail { further: true, ..m }));
    }
    let pieces: Vec<LabelledPieces> = args
        .pieces
        .as_ref()
        .map_or(Ok(Vec::new()), |p| read_list(p, "labelled sentences of mails are JSON Lines with id and pieces"))?;
    let bank: Vec<LabelledSentence> = args.sentences.as_ref().map_or(Ok(Vec::new()), |p| {
        read_list(p, "labelled sentences are JSON Lines with text, fault, anger, demands, flags")
    })?;
    let examples = Examples::new(&Analyzer::new()?, &mails, &pieces, &bank);
    if args.cv.is_some() {
        return cross(&args, &mails, &examples, console);
    }
    let fitted = Fitted::new(&examples, &mails, &vec![true; mails.len()], Penalties::default());
    let header = [format!(
        "fitted on {} mails, the sentences of {}, and {} further sentences",
        mails.len(),
        pieces.len(),
        bank.len()
    )];
    let text = fitted.write(&examples, &header);
    let mut written = Written::begin(args.output.as_deref(), &inputs(&args))?;
    written.write(text.as_bytes(), console)?;
    written.finish(console)?;
    Ok(Exit::Success)
}

fn inputs(args: &FitArgs) -> Vec<PathBuf> {
    args.mails
        .iter()
        .chain(&args.further)
        .chain(&args.pieces)
        .chain(&args.sentences)
        .chain(&args.replies)
        .chain(&args.pairs)
        .cloned()
        .collect()
}

/// Judges the mails of each writer by weights fitted on those of all others.
fn cross(args: &FitArgs, mails: &[LabelledMail], examples: &Examples, console: &mut Console) -> Result<Exit> {
    let writers = writers(args, mails)?;
    let mut cases: Vec<Case> = Vec::new();
    let mut parts: Vec<Part> = Vec::new();
    for writer in &writers {
        let use_mail: Vec<bool> = mails.iter().map(|m| &m.writer != writer).collect();
        let fitted = Fitted::new(examples, mails, &use_mail, Penalties::default());
        let held = mails.iter().enumerate().filter(|(i, _)| !use_mail[*i]);
        let judged: Vec<Case> =
            held.map(|(i, m)| Case::new(m, Some(Given::from(&fitted.judge(examples, i))))).collect();
        parts.push((writer.clone(), Figures::of(&judged.iter().collect::<Vec<_>>())));
        if console.stderr_is_terminal {
            console.complain(&format!("{writer} is judged"));
        }
        cases.extend(judged);
    }
    let evaluation = Evaluation::of(&cases.iter().collect::<Vec<_>>());
    match args.format {
        EvalFormat::Json => writeln!(console.stdout, "{}", Value::Object(json(&evaluation, &parts)))?,
        EvalFormat::Table => write!(console.stdout, "{}", table(&evaluation, &parts))?,
    }
    Ok(Exit::Success)
}

/// The writers to hold out, one after the other.
fn writers(args: &FitArgs, mails: &[LabelledMail]) -> Result<Vec<String>> {
    chosen(args, ["mail", "mails"], mails.iter().map(|m| m.writer.as_str()))
}

/// The writers that `--hold` names, or all of them.
fn chosen<'a>(args: &FitArgs, [one, many]: [&str; 2], all: impl Iterator<Item = &'a str>) -> Result<Vec<String>> {
    let known: BTreeSet<&str> = all.collect();
    if let Some(stranger) = args.hold.iter().find(|w| !known.contains(w.as_str())) {
        bail!(
            "--hold: no {one} is by `{stranger}`; the writers are {}",
            known.into_iter().collect::<Vec<_>>().join(", ")
        );
    }
    if known.len() < 2 {
        bail!("--cv writer: {many} of at least two writers are needed");
    }
    Ok(if args.hold.is_empty() { known.into_iter().map(str::to_owned).collect() } else { args.hold.clone() })
}
