//! A group of template texts: the conditions under which it is used.

use std::collections::BTreeSet;

use minijinja::Environment;
use serde::Deserialize;
use toml::Spanned;

use crate::verdict::{Flag, Target};

use super::context::{Context, NAMES};
use super::options::{Decision, Fault};
use super::skeleton::{Form, PartKind};
use super::templates::{TemplateError, line_of};

/// What decides which texts are used.
#[derive(Debug, Clone)]
pub(crate) struct Situation {
    pub(crate) form: Form,
    pub(crate) target: Target,
    pub(crate) anger: u8,
    pub(crate) fault: Fault,
    pub(crate) decision: Decision,
    pub(crate) flags: Vec<Flag>,
    pub(crate) handed_over: bool,
    pub(crate) repeated: bool,
    pub(crate) pressed: bool,
    pub(crate) phone_ok: bool,
    pub(crate) edible: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupFile {
    pub(crate) group: Vec<RawGroup>,
}

/// A group as it stands in a file. An absent condition always holds; of a
/// list, one must hold.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawGroup {
    part: PartKind,
    #[serde(default)]
    form: Vec<Form>,
    #[serde(default)]
    target: Vec<Target>,
    #[serde(default)]
    anger: Vec<u8>,
    #[serde(default)]
    fault: Vec<Fault>,
    #[serde(default)]
    decision: Vec<Decision>,
    #[serde(default)]
    flag: Vec<Flag>,
    handed_over: Option<bool>,
    repeated: Option<bool>,
    pressed: Option<bool>,
    phone_ok: Option<bool>,
    edible: Option<bool>,
    why: String,
    texts: Vec<Spanned<String>>,
}

/// One text of a group.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    /// Name of the compiled template: file and line.
    pub(crate) id: String,
    pub(crate) file: String,
    pub(crate) line: usize,
    /// Names that must be known for the text to be used.
    pub(crate) needs: BTreeSet<String>,
}

/// A group with its texts compiled.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) part: PartKind,
    pub(crate) why: String,
    pub(crate) texts: Vec<Text>,
    raw: RawGroup,
}

impl Group {
    /// Whether every condition holds.
    pub(crate) fn fits(&self, s: &Situation) -> bool {
        fn one_of<T: PartialEq>(list: &[T], value: T) -> bool {
            list.is_empty() || list.contains(&value)
        }
        let same = |wanted: Option<bool>, is: bool| wanted.is_none_or(|w| w == is);
        let r = &self.raw;
        one_of(&r.form, s.form)
            && one_of(&r.target, s.target)
            && one_of(&r.anger, s.anger)
            && one_of(&r.fault, s.fault)
            && one_of(&r.decision, s.decision)
            && (r.flag.is_empty() || r.flag.iter().any(|f| s.flags.contains(f)))
            && same(r.handed_over, s.handed_over)
            && same(r.repeated, s.repeated)
            && same(r.pressed, s.pressed)
            && same(r.phone_ok, s.phone_ok)
            && same(r.edible, s.edible)
    }

    /// Of the texts whose names are all known, those that name the most.
    pub(crate) fn eligible(&self, context: &Context) -> Vec<&Text> {
        let known: Vec<&Text> = self.texts.iter().filter(|t| t.needs.iter().all(|n| context.knows(n))).collect();
        let most = known.iter().map(|t| t.needs.len()).max().unwrap_or(0);
        known.into_iter().filter(|t| t.needs.len() == most).collect()
    }

    /// The faults under which the group may be used.
    pub(crate) fn faults(&self) -> &[Fault] {
        if self.raw.fault.is_empty() { Fault::ALL } else { &self.raw.fault }
    }
}

impl RawGroup {
    /// Compiles the texts and refuses names that no mail can fill.
    pub(crate) fn compile(
        self,
        file: &str,
        source: &str,
        env: &mut Environment<'static>,
    ) -> Result<Group, TemplateError> {
        let mut texts = Vec::new();
        for text in &self.texts {
            let line = line_of(source, text.span().start);
            let fail = |message: String| TemplateError::Content { file: file.to_string(), line, message };
            let id = format!("{file}:{}", text.span().start);
            env.add_template_owned(id.clone(), text.get_ref().clone()).map_err(|e| fail(e.to_string()))?;
            let template = env.get_template(&id).map_err(|e| fail(e.to_string()))?;
            let names: BTreeSet<String> = template.undeclared_variables(false).into_iter().collect();
            if let Some(name) = names.iter().find(|n| !NAMES.contains(&n.as_str())) {
                return Err(fail(format!("unknown name `{name}`, expected one of {}", NAMES.join(", "))));
            }
            let needs = names.into_iter().filter(|n| !asked_for(text.get_ref(), n)).collect();
            texts.push(Text { id, file: file.to_string(), line, needs });
        }
        Ok(Group { part: self.part, why: self.why.clone(), texts, raw: self })
    }
}

/// A name that the text itself asks for (`{% if name %}`) may be missing.
fn asked_for(text: &str, name: &str) -> bool {
    text.match_indices("{% if ").any(|(at, found)| text[at + found.len()..].split_whitespace().next() == Some(name))
}
