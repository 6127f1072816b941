use complaint_core::reply::*;

#[test]
fn the_rules_own_examples() {
    let linter = Linter::built_in().unwrap();
    let mut run = 0;
    let mut wrong = Vec::new();
    for rule in linter.rules() {
        let context = LintContext::default();
        for text in &rule.fires {
            run += 1;
            if !linter.lint_phrases(text, &context).iter().any(|f| f.rule == rule.id) {
                wrong.push(format!("{} does not fire: {text}", rule.id));
            }
        }
        for text in &rule.quiet {
            run += 1;
            for f in linter.lint_phrases(text, &context) {
                wrong.push(format!("{} fires on [{}]: {text}", f.rule, f.text));
            }
        }
    }
    assert!(run > 60);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
#[ignore = "prints the words of TEXT, and its findings"]
fn show_words() {
    let text = std::env::var("TEXT").unwrap();
    for line in text.lines() {
        for w in Words::new().unwrap().cut(line) {
            print!("{}/{}/{} ", w.surface, w.base, w.pos.replace(",*", ""));
        }
        println!();
        for f in Linter::built_in().unwrap().lint_phrases(line, &LintContext::default()) {
            println!("   {} [{}]", f.rule, f.text);
        }
    }
}
