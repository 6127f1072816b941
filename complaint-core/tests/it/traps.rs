//! Mails on which triage is known to go wrong, with what the verdict must say.
//!
//! `cargo test --release -p complaint-core traps -- --nocapture` prints those that fail.

#![allow(clippy::unwrap_used)]

use std::{fs, path::Path};

use complaint_core::{
    Mail, Triage, Verdict,
    verdict::{Demand, Flag, Kind, Target},
};
use serde::Deserialize;

/// Share of the traps that must pass; raised as the weights get better.
const FLOOR: f64 = 0.80;

/// One trap: a body and what must or must not be said of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    id: String,
    text: String,
    #[serde(default)]
    subject: String,
    must: Must,
    /// Why, for whoever reads the file.
    #[allow(dead_code)]
    why: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Must {
    kind: Option<Kind>,
    not_kind: Option<Kind>,
    target: Option<Target>,
    targets: Vec<Target>,
    not_targets: Vec<Target>,
    anger: Option<u8>,
    anger_at_least: Option<u8>,
    anger_at_most: Option<u8>,
    flags: Vec<Flag>,
    not_flags: Vec<Flag>,
    demands: Vec<Demand>,
    not_demands: Vec<Demand>,
    closed: Option<bool>,
}

impl Must {
    /// What the verdict gets wrong.
    fn faults(&self, v: &Verdict) -> Vec<String> {
        let mut out = Vec::new();
        let mut check = |ok: bool, what: String| {
            if !ok {
                out.push(what);
            }
        };
        check(self.kind.is_none_or(|k| v.kind == k), format!("kind {}", v.kind));
        check(self.not_kind.is_none_or(|k| v.kind != k), format!("kind {}", v.kind));
        check(self.target.is_none_or(|t| v.target == t), format!("target {}", v.target));
        check(self.targets.iter().all(|t| v.targets.contains(t)), format!("targets {:?}", v.targets));
        check(!self.not_targets.iter().any(|t| v.targets.contains(t)), format!("targets {:?}", v.targets));
        let anger = v.anger.get();
        check(self.anger.is_none_or(|a| anger == a), format!("anger {anger}"));
        check(self.anger_at_least.is_none_or(|a| anger >= a), format!("anger {anger}"));
        check(self.anger_at_most.is_none_or(|a| anger <= a), format!("anger {anger}"));
        check(self.flags.iter().all(|f| v.flags.contains(f)), format!("flags {:?}", v.flags));
        check(!self.not_flags.iter().any(|f| v.flags.contains(f)), format!("flags {:?}", v.flags));
        check(self.demands.iter().all(|d| v.demands.contains(d)), format!("demands {:?}", v.demands));
        check(!self.not_demands.iter().any(|d| v.demands.contains(d)), format!("demands {:?}", v.demands));
        check(self.closed.is_none_or(|c| v.closed == c), format!("closed {}", v.closed));
        out
    }
}

fn traps() -> Vec<Trap> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/traps");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "jsonl"))
        .collect();
    files.sort();
    let lines: Vec<String> = files
        .iter()
        .flat_map(|f| fs::read_to_string(f).unwrap().lines().map(String::from).collect::<Vec<_>>())
        .collect();
    lines.iter().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

#[test]
fn enough_traps_are_passed() {
    let (triage, traps) = (Triage::new().unwrap(), traps());
    assert!(traps.len() >= 90, "{} traps", traps.len());
    let mut passed = 0;
    for t in &traps {
        let verdict = triage.assess(&Mail { subject: t.subject.clone(), body: t.text.clone(), ..Mail::default() });
        let faults = t.must.faults(&verdict);
        passed += usize::from(faults.is_empty());
        if !faults.is_empty() {
            println!("{}: {} | {}", t.id, faults.join(", "), t.text.replace('\n', " "));
        }
    }
    let share = passed as f64 / traps.len() as f64;
    println!("{passed} of {} traps passed ({:.1} %)", traps.len(), 100.0 * share);
    assert!(share >= FLOOR, "{share:.3} of the traps passed, at least {FLOOR:.3} must");
}

/// Whether the customer has ended the matter is said by rules alone, without weights.
#[test]
fn closed_matters_are_closed() {
    let triage = Triage::new().unwrap();
    let wrong: Vec<String> = traps()
        .iter()
        .filter_map(|t| t.must.closed.map(|c| (t, c)))
        .filter(|(t, c)| {
            triage.assess(&Mail { subject: t.subject.clone(), body: t.text.clone(), ..Mail::default() }).closed != *c
        })
        .map(|(t, _)| t.id.clone())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join(", "));
}

#[test]
fn a_life_in_danger_is_not_missed_where_it_is_said_plainly() {
    let triage = Triage::new().unwrap();
    let raised = |text: &str| {
        let mail = Mail { body: text.into(), ..Mail::default() };
        triage.assess(&mail).flags.contains(&Flag::LifeThreat)
    };
    for text in ["もう生きていく気力がありません。死にたいです。請求を止めてください。", "担当を殺してやる。"]
    {
        assert!(raised(text), "{text}");
    }
    for text in ["暑くて死にそうでした。会場に空調を入れてください。", "死ぬほど待ちました。"]
    {
        assert!(!raised(text), "{text}");
    }
}
