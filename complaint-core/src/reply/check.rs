//! Checks of templates when they are loaded: coverage and wording.

use std::collections::BTreeSet;

use crate::verdict::{Flag, Target};

use super::context::{Context, REQUIRED_FLAG};
use super::group::Situation;
use super::lint::{LintContext, Linter};
use super::options::{Decision, Fault};
use super::skeleton::Form;
use super::templates::{TemplateError, Templates};

/// Every part that a form requires has a text for every combination of
/// options, even when the mail says nothing that could be told back.
pub(crate) fn coverage(templates: &Templates) -> Result<(), TemplateError> {
    let bare = Context::bare(&templates.speech);
    for &form in Form::ALL {
        let shape = templates.forms.get(&form).ok_or_else(|| TemplateError::Content {
            file: complaint_dictionaries::replies::FORMS.0.to_string(),
            line: 1,
            message: format!("the form `{form}` is not described"),
        })?;
        for situation in situations(form) {
            for &part in &shape.required {
                let covered = templates.fitting(part, &situation).any(|g| !g.eligible(&bare).is_empty());
                if !covered {
                    return Err(TemplateError::MissingPart {
                        file: complaint_dictionaries::replies::FORMS.0.to_string(),
                        form,
                        part,
                        situation: describe(&situation),
                    });
                }
            }
        }
    }
    Ok(())
}

fn describe(s: &Situation) -> String {
    format!("target {}, anger {}, fault {}, decision {}", s.target, s.anger, s.fault, s.decision)
}

fn situations(form: Form) -> Vec<Situation> {
    let flags: Vec<Flag> = REQUIRED_FLAG.iter().filter(|(f, _)| *f == form).map(|(_, flag)| *flag).collect();
    let mut all = Vec::new();
    for &target in Target::ALL {
        for anger in 0..=4 {
            for &fault in Fault::ALL {
                for &decision in Decision::ALL {
                    all.push(Situation {
                        form,
                        target,
                        anger,
                        fault,
                        decision,
                        flags: flags.clone(),
                        handed_over: false,
                        repeated: false,
                        pressed: false,
                        phone_ok: true,
                        edible: false,
                    });
                }
            }
        }
    }
    all
}

/// Every text of the templates as it is drafted, with the faults that it is drafted for.
pub(crate) fn samples(templates: &Templates) -> Vec<(String, Fault)> {
    let sample = Context::sample(&templates.speech).values();
    let of_group = |group: &'_ super::group::Group| -> Vec<(String, Fault)> {
        let texts = group.texts.iter().map(|text| templates.render(&text.id, &sample));
        texts.flat_map(|text| group.faults().iter().map(move |&fault| (text.clone(), fault))).collect()
    };
    templates.groups.iter().flat_map(of_group).collect()
}

/// No text of the named files says what a reply must not say.
pub(crate) fn wording(templates: &Templates, linter: &Linter, files: &BTreeSet<&str>) -> Result<(), TemplateError> {
    let sample = Context::sample(&templates.speech).values();
    for group in &templates.groups {
        for text in group.texts.iter().filter(|t| files.contains(t.file.as_str())) {
            let rendered = templates.render(&text.id, &sample);
            for &fault in group.faults() {
                let context = LintContext { fault, ..LintContext::default() };
                if let Some(f) = linter.lint_phrases(&rendered, &context).into_iter().next() {
                    return Err(TemplateError::Content {
                        file: text.file.clone(),
                        line: text.line,
                        message: format!("`{}`: {} (lint rule {})", f.text, f.why, f.rule),
                    });
                }
            }
        }
    }
    Ok(())
}
