use std::fs;

use complaint_core::reply::*;

fn with(name: &str, text: &str) -> Result<Templates, TemplateError> {
    Templates::with_files([(name.to_string(), text.to_string())])
}

fn closing(texts: &str) -> String {
    let (_, built_in) = complaint_dictionaries::replies::TEMPLATES.iter().find(|f| f.0 == "closing.toml").unwrap();
    format!("[[group]]\npart = \"closing\"\nform = [\"mild\"]\nwhy = \"結び\"\ntexts = [\n  {texts},\n]\n\n{built_in}")
}

#[test]
fn every_built_in_text_passes_the_lint() {
    let all = complaint_dictionaries::replies::TEMPLATES.iter().map(|(n, t)| (n.to_string(), t.to_string()));
    Templates::with_files(all).unwrap();
}

#[test]
fn a_folder_takes_the_place_of_files_of_the_same_name() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("closing.toml"), closing("\"お知らせに御礼申し上げます。\"")).unwrap();
    fs::write(folder.path().join("README.md"), "not read").unwrap();
    Templates::from_folder(folder.path()).unwrap();
    let missing = Templates::from_folder(&folder.path().join("none")).unwrap_err();
    assert!(missing.to_string().starts_with("cannot read"));
}

#[test]
fn mistakes_are_refused_with_file_and_line() {
    for (texts, said) in [
        ("\"{{ custmer }}様\"", "closing.toml:6: unknown name `custmer`"),
        ("\"{{ name \"", "closing.toml:6: "),
        ("\"早急に対応いたします。\"", "closing.toml:6: `早急に`"),
        ("\"弊社の責任です。\"", "closing.toml:6: `弊社の責任です`"),
    ] {
        let error = with("closing.toml", &closing(texts)).unwrap_err().to_string();
        assert!(error.starts_with(said), "{error}");
    }
    let unknown_form = "[[group]]\npart = \"closing\"\nform = [\"saftey\"]\nwhy = \"\"\ntexts = []\n";
    let error = with("closing.toml", unknown_form).unwrap_err().to_string();
    assert!(error.starts_with("closing.toml:3: unknown variant `saftey`"), "{error}");
}

#[test]
fn a_missing_part_and_an_unknown_file_are_refused() {
    let only_mild = "[[group]]\npart = \"closing\"\nform = [\"mild\"]\nwhy = \"\"\ntexts = [\"御礼申し上げます。\"]\n";
    let error = with("closing.toml", only_mild).unwrap_err().to_string();
    assert!(
        error.contains("requires the part `closing`") || error.contains("requires the part `signature`"),
        "{error}"
    );
    let error = with("clsoing.toml", only_mild).unwrap_err().to_string();
    assert!(error.starts_with("clsoing.toml: unknown file, expected one of opening.toml"), "{error}");
}
