//! A stage imports earlier stages and the dictionaries, never later ones.

use std::{fs, path::Path};

/// In the order in which the data flow. `triage` and `record` are the facade,
/// `fit` is beside the stages: it may use all of them, and none of them it.
const STAGES: [&str; 8] = ["mailbox", "mail", "text", "own", "tokens", "signals", "verdict", "reply"];
const ABOVE: [&str; 3] = ["fit", "triage", "record"];

/// Plain data that an earlier stage hands on may name types of these modules.
const SHARED: [(&str, &str); 3] = [("mailbox", "mail"), ("signals", "verdict"), ("mail", "mailbox")];

fn files(dir: &Path, out: &mut Vec<std::path::PathBuf>) {
    for e in fs::read_dir(dir).expect("a readable folder").flatten() {
        let p = e.path();
        if p.is_dir() {
            files(&p, out)
        } else if p.extension().is_some_and(|x| x == "rs") {
            out.push(p)
        }
    }
}

#[test]
fn stages_import_only_earlier_ones() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut seen = 0;
    for (i, stage) in STAGES.iter().enumerate() {
        let mut paths = Vec::new();
        files(&src.join(stage), &mut paths);
        for path in paths {
            seen += 1;
            let text = fs::read_to_string(&path).expect("a readable file");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for later in STAGES[i + 1..].iter().chain(&ABOVE) {
                let imports = imports(code, later);
                let allowed = SHARED.contains(&(*stage, *later));
                assert!(!imports || allowed, "{} imports `{later}`, which comes after `{stage}`", path.display());
            }
        }
    }
    assert!(seen > 30, "the stages were not found");
}

/// Whether the code names `crate::module`, alone or in a group.
fn imports(code: &str, module: &str) -> bool {
    let code: String = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    if code.contains(&format!("crate::{module}")) {
        return true;
    }
    code.split("use crate::{").skip(1).any(|rest| {
        let group = rest.split(";").next().unwrap_or_default();
        group
            .split(['{', ',', '}'])
            .map(str::trim)
            .any(|name| name == module || name.starts_with(&format!("{module}::")))
    })
}
