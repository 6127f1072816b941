//! The settings file in its usual places: the first that is there is read.

use std::{fs, path::Path, process::Command};

const MAIL: &str =
    r#"{"message_id":"1@a.example","from":"support@shop.example","subject":"","body":"お世話になっております。"}"#;

/// What the program says in `folder` of where the mail comes from.
fn direction(folder: &Path, user: &Path, variable: &str, args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_triage"))
        .args(["mail.jsonl", "--fields", "direction"])
        .args(args)
        .current_dir(folder)
        .env("TRIAGE_CONFIG", variable)
        .env("XDG_CONFIG_HOME", user)
        .env("APPDATA", user)
        .output()
        .expect("runs");
    let text = String::from_utf8_lossy(&out.stdout).into_owned() + &String::from_utf8_lossy(&out.stderr);
    text.trim().to_string()
}

#[test]
fn the_first_settings_file_that_is_there_is_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let (work, user) = (dir.path().join("work"), dir.path().join("user"));
    fs::create_dir_all(user.join("triage")).expect("a folder");
    fs::create_dir_all(&work).expect("a folder");
    fs::write(work.join("mail.jsonl"), MAIL).expect("writes");
    let ours = |path: &Path| fs::write(path, "own = ['shop.example']").expect("writes");
    let others = |path: &Path| fs::write(path, "own = ['other.example']").expect("writes");
    let (out, into) = (r#"{"direction":"out"}"#, r#"{"direction":"in"}"#);

    assert_eq!(direction(&work, &user, "", &[]), into);
    ours(&user.join("triage/triage.toml"));
    assert_eq!(direction(&work, &user, "", &[]), out, "the user's folder");
    assert_eq!(direction(&work, &user, "", &["--no-config"]), into);
    others(&work.join("triage.toml"));
    assert_eq!(direction(&work, &user, "", &[]), into, "the working folder comes first");
    ours(&work.join("named.toml"));
    assert_eq!(direction(&work, &user, "named.toml", &[]), out, "the variable comes before");
    assert_eq!(direction(&work, &user, "named.toml", &["--config", "triage.toml"]), into, "and the option before that");
    assert!(direction(&work, &user, "gone.toml", &[]).contains("TRIAGE_CONFIG names it"));
}
