//! The shape of a drafted reply.

use serde::{Deserialize, Serialize};

use super::memo::Memo;
use super::options::choices;

choices! {
    /// The form that a reply takes, in the order of precedence.
    Form {
        /// No reply at all.
        None = "none",
        /// The customer has ended the matter.
        Closed = "closed",
        /// A life may be in danger: a person takes over at once.
        LifeThreat = "life_threat",
        /// Body and health first.
        Safety = "safety",
        /// Personal data, to the responsible desk.
        Privacy = "privacy",
        /// A legal step is named.
        Legal = "legal",
        /// Exposure is threatened or reported.
        Publicity = "publicity",
        /// The waiting itself is apologised for.
        Neglect = "neglect",
        /// Anger 4 or harassment: short, neutral, what we can do and its limits.
        Furious = "furious",
        /// Anger 3: a responsible person answers.
        Angry = "angry",
        /// Anger 2: apology first, a concrete date.
        Irritated = "irritated",
        /// Anger 0 or 1: thanks first, a light apology, facts.
        Mild = "mild",
        /// An answer to a question.
        Inquiry = "inquiry",
        /// Thanks for a proposal.
        Request = "request",
        /// Thanks for thanks.
        Praise = "praise",
    }
}

choices! {
    /// The parts of a reply. The order in which they stand is the form's.
    PartKind {
        /// 宛名.
        Addressee = "addressee",
        /// Asking after body and health.
        Health = "health",
        /// An apology for the waiting itself.
        Waiting = "waiting",
        /// 名乗り, and the hand-over of 二次対応.
        Introduction = "introduction",
        /// Thanks at the opening.
        Thanks = "thanks",
        /// 共感のお詫び.
        Apology = "apology",
        /// 復唱.
        Retelling = "retelling",
        /// 復唱 of particulars, demands and deadline.
        Wishes = "wishes",
        /// 【1】確認.
        Check = "check",
        /// 【2】対応.
        Action = "action",
        /// 【3】ご報告.
        Report = "report",
        /// 再発防止.
        Prevention = "prevention",
        /// What is still missing.
        Asking = "asking",
        /// The answer to a question.
        Answer = "answer",
        /// 結び.
        Closing = "closing",
        /// Contact and signature.
        Signature = "signature",
    }
}

/// One part of the reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyPart {
    /// Which part.
    pub kind: PartKind,
    /// Its text, without the blank line that follows.
    pub text: String,
    /// Why it is there, for the agent, in Japanese.
    pub why: String,
}

/// Something that only the desk can fill in or must look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The slot with its brackets.
    pub text: String,
    /// Byte range in the body.
    pub span: (usize, usize),
}

/// A drafted reply: what an agent would otherwise type from nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Which form was taken.
    pub form: Form,
    /// Subject line, empty where there is no reply.
    pub subject: String,
    /// The text, empty where there is no reply.
    pub body: String,
    /// The parts of the text, in order.
    pub parts: Vec<ReplyPart>,
    /// What is left to fill in.
    pub slots: Vec<Slot>,
    /// Byte ranges of the body that tell back what is in the mail.
    pub own: Vec<(usize, usize)>,
    /// A person must read this before it is sent.
    pub person_must_read: bool,
    /// The 5W1H sheet, where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub memo: Option<Memo>,
}
