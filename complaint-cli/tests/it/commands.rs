//! Every command, option and error as a readable file in `tests/cmd`.
//! `TRYCMD=overwrite cargo test` writes what the program says into the files.

#[test]
fn commands_do_what_their_files_say() {
    trycmd::TestCases::new()
        .env("COLUMNS", "100")
        .env("LC_ALL", "C.UTF-8")
        .env("NO_COLOR", "1")
        // no settings of whoever runs the tests
        .env("TRIAGE_CONFIG", "")
        .env("XDG_CONFIG_HOME", env!("CARGO_TARGET_TMPDIR"))
        .env("APPDATA", env!("CARGO_TARGET_TMPDIR"))
        .case("tests/cmd/*.trycmd")
        .case("tests/cmd/*.toml");
}
