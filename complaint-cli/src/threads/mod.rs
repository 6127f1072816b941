//! Judged mails in; conversations out: anger from mail to mail, changes of the
//! target, promises and deadlines, waiting times.
//!
//! | file | job |
//! |---|---|
//! | `groups` | which mails belong together: by ids alone |
//! | `message` | what is kept of a mail; points in time |
//! | `conversation` | what a group of mails shows |

mod conversation;
mod groups;
mod message;

pub use conversation::{Change, Conversation, Dated, Trend, Waiting};
pub use message::{AsOf, Message};

use complaint_core::verdict::Kind;

use crate::commands::records::Judged;
use groups::Groups;

/// Collects the mails of a run.
#[derive(Debug, Default)]
pub struct Threads {
    groups: Groups,
    messages: Vec<(usize, Message)>,
}

impl Threads {
    /// Adds a mail.
    pub fn add(&mut self, judged: &Judged) {
        self.insert(judged, Message::new(&judged.record));
    }

    /// Adds a mail of which this is kept.
    pub fn insert(&mut self, judged: &Judged, message: Message) {
        let r = &judged.record;
        let ids = r.message_id.iter().chain(&judged.before).chain(&r.thread);
        let group = self.groups.join(ids.map(String::as_str));
        self.messages.push((group, message));
    }

    /// There are no mails.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty()
    }

    /// One of the mails is our own.
    pub fn has_own(&self) -> bool {
        self.messages.iter().any(|(_, m)| m.is_own())
    }

    /// The time of the newest mail; advertisements, which may come from any
    /// year, do not count.
    pub fn newest(&self) -> Option<AsOf> {
        let counts = |m: &&Message| m.is_own() || m.kind != Kind::Other;
        let times = self.messages.iter().map(|(_, m)| m).filter(counts).filter_map(Message::time);
        times.max().map(AsOf::from_seconds)
    }

    /// The conversations, those that heat up first, then in order of time.
    /// Without `as_of`, things are as they stood at the time of the newest mail.
    pub fn finish(mut self, as_of: Option<AsOf>) -> Vec<Conversation> {
        let as_of = as_of.or_else(|| self.newest());
        let mut by_group: Vec<Vec<Message>> = Vec::new();
        let mut place_of = std::collections::HashMap::new();
        for (group, message) in self.messages {
            let at = *place_of.entry(self.groups.root(group)).or_insert_with(|| {
                by_group.push(Vec::new());
                by_group.len() - 1
            });
            by_group[at].push(message);
        }
        let mut all: Vec<Conversation> = by_group.into_iter().map(|m| Conversation::new(m, as_of.as_ref())).collect();
        all.sort_by(|a, b| a.order().cmp(&b.order()));
        all
    }
}
