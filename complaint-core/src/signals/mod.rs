//! Words in; evidence and facts out.

mod document;
pub(crate) mod facts;
pub mod features;
pub mod names;
pub mod rules;
mod symbols;

pub use document::{Document, Sentence};

use features::Setting;

use crate::verdict::Part;

/// What surrounds each sentence of a document, in order.
pub fn settings(doc: &Document) -> impl Iterator<Item = Setting> + '_ {
    let body = doc.sentences.iter().filter(|s| s.part == Part::Body).count();
    let mut seen = 0;
    let mut quoted = false;
    doc.sentences.iter().map(move |s| {
        let subject = s.part == Part::Subject;
        let position = if body > 1 { seen as f32 / (body - 1) as f32 } else { 1.0 };
        let setting = Setting { subject, position, quoted };
        if !subject {
            seen += 1;
        }
        for t in doc.words(s) {
            match t.info.pos {
                complaint_dictionaries::word::Pos::OpenBracket => quoted = true,
                complaint_dictionaries::word::Pos::CloseBracket => quoted = false,
                _ => {}
            }
        }
        setting
    })
}
