//! Drafts of forty mails, as files to be read: `UPDATE_GOLDENS=1` writes them anew.

use std::fs;

use complaint_core::reply::*;

use super::gold::{corpus, fixtures};

#[test]
fn drafts_are_as_they_were() {
    let templates = Templates::built_in().unwrap();
    let folder = fixtures().join("replies");
    let update = std::env::var_os("UPDATE_GOLDENS").is_some();
    let mut compared = 0;
    for l in corpus().iter().step_by(8) {
        let options = ReplyOptions { memo: true, ..Default::default() };
        let reply = draft(&l.mail, &l.verdict, &options, &templates);
        let read = if reply.person_must_read { "a person must read this" } else { "-" };
        let memo = reply.memo.as_ref().map(Memo::to_text).unwrap_or_default();
        let text = format!("form: {}\n{read}\nSubject: {}\n\n{}\n\n{memo}", reply.form, reply.subject, reply.body);
        let path = folder.join(format!("{}.txt", l.id));
        if update {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "{}", l.id);
        compared += 1;
    }
    assert_eq!(compared, 40);
}
