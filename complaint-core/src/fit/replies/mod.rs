//! Labelled replies in; the weights of the lint's judge of sentences, and figures
//! of it, out.

pub mod corpus;
pub mod examples;
pub mod figures;
pub mod model;
mod scales;
pub mod texts;
mod write;

use crate::reply::Linter;
use examples::Examples;
use model::Model;

/// Fits every judged rule on all sentences and gives the text of the file of weights.
pub fn fit(linter: &Linter, ex: &Examples, header: &[String]) -> String {
    let all = vec![true; ex.rows.len()];
    write::write(ex, &Model::fit(ex, linter.judged(), &all), header)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::{corpus::LabelledReply, figures::cross, texts::Text, *};
    use crate::reply::Words;

    /// A writer's sentences: those with a word break a rule that no pattern knows it by.
    fn reply(writer: &str, n: usize) -> LabelledReply {
        let line = |k: usize| match k % 3 {
            0 => serde_json::json!({"text": format!("帳簿{k}冊は魔法使いの都合で遅れました。"), "rules": ["excuse"]}),
            _ => serde_json::json!({"text": format!("帳簿{k}冊を本日お送りいたしました。")}),
        };
        let lines: Vec<_> = (n..n + 12).map(line).collect();
        serde_json::from_value(serde_json::json!({"id": writer, "writer": writer, "paragraphs": [lines]})).unwrap()
    }

    #[test]
    fn what_other_writers_show_is_found() {
        let linter = Linter::patterns(Words::new().unwrap()).unwrap();
        let texts: Vec<Text> = ["a", "b", "c"].iter().enumerate().map(|(n, w)| Text::from(&reply(w, n))).collect();
        let ex = Examples::new(&linter, &texts);
        let figures = &cross(&linter, &ex, &["a".into(), "b".into(), "c".into()])["excuse"];
        assert_eq!((figures.patterns.right, figures.patterns.missed), (0, 12));
        assert_eq!((figures.judge.right, figures.judge.missed, figures.judge.wrong), (12, 0, 0));
        let text = fit(&linter, &ex, &[]);
        assert!(text.lines().any(|l| l.starts_with("3\texcuse\t")), "{}", &text[..600.min(text.len())]);
    }
}
