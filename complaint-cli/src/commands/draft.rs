//! Mails in, reply skeletons out: text, JSON, or draft mails.

use anyhow::Result;
use complaint_core::{
    Mail, Triage,
    mailbox::{RawMail, Source},
    reply::{Reply, ReplyOptions, Templates, draft},
    verdict::{Direction, Verdict},
};
use serde::Serialize;

use crate::{
    Console, Exit,
    args::{DraftArgs, DraftFormat},
    input::{Inputs, Item, place, with_way_out},
    output::{
        drafts::{Maildir, mbox_entry},
        file::Written,
        filter::Filter,
    },
    setup::Setup,
    stop,
    term::clean,
};

/// Runs `draft`.
///
/// # Errors
/// When nothing can be read or judged, or the drafts cannot be written.
pub fn run(args: DraftArgs, console: &mut Console) -> Result<Exit> {
    let setup = Setup::new(&args.judge)?;
    let templates = setup.templates(args.templates.as_deref())?;
    let Setup { triage, settings } = setup;
    let options = ReplyOptions {
        fault: args.fault.fault(),
        decision: args.decision(),
        company: args.company.clone().or(settings.company),
        agent: args.agent.clone().or(settings.agent),
        reply_within_hours: args.reply_within.or(settings.reply_within.map(u32::from)),
        memo: args.memo,
    };
    let from = args.from.clone().or(settings.from);
    let inputs = Inputs::new(&args.input, console)?;
    let target = Target::open(&args)?;
    let filter = Filter::all(&args.filter);
    let mut desk =
        Desk { args, triage, templates, options, from, filter, target, console, exit: Exit::Success, drafts: 0 };
    stop::heed();
    for item in inputs {
        if stop::asked() {
            return Ok(Exit::Interrupted);
        }
        desk.item(item)?;
    }
    desk.end()
}

/// Where drafts go.
enum Target {
    Written(Written),
    Maildir(Maildir),
}

impl Target {
    fn open(args: &DraftArgs) -> Result<Self> {
        Ok(match (&args.maildir, &args.output) {
            (Some(dir), _) => Self::Maildir(Maildir::open(dir)?),
            (None, path) => Self::Written(Written::begin(path.as_deref(), &args.input.paths)?),
        })
    }
}

/// Answers one mail after the other.
struct Desk<'a> {
    args: DraftArgs,
    triage: Triage,
    /// In the place of those that the judge has.
    templates: Option<Templates>,
    options: ReplyOptions,
    /// The address that drafts come from.
    from: Option<String>,
    filter: Filter,
    target: Target,
    console: &'a mut Console,
    exit: Exit,
    drafts: u64,
}

/// A draft as one line of JSON.
#[derive(Serialize)]
struct DraftRecord<'a> {
    schema: u32,
    source: &'a Source,
    message_id: Option<&'a str>,
    to: Option<String>,
    #[serde(flatten)]
    reply: &'a Reply,
}

impl Desk<'_> {
    fn item(&mut self, item: Item) -> Result<()> {
        match item {
            Item::Mail(raw) => match raw.parse() {
                Ok(mail) => return self.answer(&raw, &mail),
                Err(e) => self.unread(&place(&raw.source, &e.to_string()), Exit::Some),
            },
            Item::Unread(e) => self.unread(&with_way_out(&e), Exit::Some),
            Item::Refused(why) => self.unread(&why, Exit::Nothing),
            Item::Empty(name) => self.console.complain(&format!("{name}: empty, there is nothing to answer")),
        }
        Ok(())
    }

    fn unread(&mut self, why: &str, exit: Exit) {
        self.console.complain(why);
        if self.exit != Exit::Nothing {
            self.exit = exit;
        }
    }

    /// Mails of our own, and what needs no reply, get none.
    fn answer(&mut self, raw: &RawMail, mail: &Mail) -> Result<()> {
        let verdict = self.triage.assess(mail);
        if verdict.direction == Direction::Out || !self.is_chosen(raw, mail, &verdict) {
            return Ok(());
        }
        let reply = match &self.templates {
            Some(templates) => draft(mail, &verdict, &self.options, templates),
            None => self.triage.draft(mail, &verdict, &self.options)?,
        };
        if reply.body.is_empty() {
            return Ok(());
        }
        let message = || reply.to_eml(mail, self.from.as_deref());
        let written = match &mut self.target {
            Target::Maildir(dir) => {
                dir.add(&message())?;
                self.drafts += 1;
                return Ok(());
            }
            Target::Written(written) => written,
        };
        let bytes = if self.args.eml {
            mbox_entry(&message())
        } else if self.args.format == DraftFormat::Json {
            json(raw, mail, &reply)?
        } else {
            text(mail, &reply, self.drafts > 0).into_bytes()
        };
        self.drafts += 1;
        written.write(&bytes, self.console)
    }

    fn is_chosen(&self, raw: &RawMail, mail: &Mail, verdict: &Verdict) -> bool {
        match complaint_core::Record::verdict(raw.source.clone(), mail, verdict.clone(), false) {
            complaint_core::Record::Verdict(v) => self.filter.holds(&v),
            complaint_core::Record::Error(_) => false,
        }
    }

    fn end(self) -> Result<Exit> {
        if let Target::Written(written) = self.target {
            written.finish(self.console)?;
        }
        if self.drafts == 0 && self.exit == Exit::Success {
            self.console.complain("no mail here needs a reply");
        }
        Ok(self.exit)
    }
}

fn recipient(mail: &Mail) -> Option<String> {
    let to = mail.reply_to.as_ref().or(mail.from.as_ref())?;
    Some(match (&to.name, &to.email) {
        (Some(name), Some(email)) => format!("{name} <{email}>"),
        (name, email) => name.clone().or_else(|| email.clone())?,
    })
}

fn json(raw: &RawMail, mail: &Mail, reply: &Reply) -> Result<Vec<u8>> {
    let record = DraftRecord {
        schema: complaint_core::record::SCHEMA,
        source: &raw.source,
        message_id: mail.message_id.as_deref(),
        to: recipient(mail),
        reply,
    };
    let mut line = serde_json::to_vec(&record)?;
    line.push(b'\n');
    Ok(line)
}

/// A draft to read: header lines, the text with its slots, the sheet.
fn text(mail: &Mail, reply: &Reply, is_next: bool) -> String {
    let mut out = if is_next { format!("\n{}\n\n", "═".repeat(40)) } else { String::new() };
    out.push_str(&format!(
        "To: {}\nSubject: {}\n",
        clean::line(&recipient(mail).unwrap_or_default()),
        clean::line(&reply.subject)
    ));
    if reply.person_must_read {
        out.push_str("X-Triage-Review: a person must read this before it is sent\n");
    }
    out.push_str(&format!("\n{}\n", clean::lines(&reply.body)));
    if let Some(memo) = &reply.memo {
        out.push_str(&format!("\n{}\n{}", "─".repeat(40), clean::lines(&memo.to_text())));
    }
    out
}
