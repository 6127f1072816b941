//! The label values of a verdict. Their definitions are in `fixtures/corpus/LABELS.md`.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A name that is no label value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {axis} `{value}`, expected one of {expected}")]
pub struct UnknownLabel {
    axis: &'static str,
    value: String,
    expected: String,
}

macro_rules! labels {
    ($(#[$doc:meta])* $name:ident, $axis:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal / $ja:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The value as it stands in JSON.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),+ } }
            /// The value as a Japanese desk calls it.
            pub const fn ja(self) -> &'static str { match self { $(Self::$variant => $ja),+ } }
            /// Position in [`Self::ALL`].
            pub const fn index(self) -> usize { self as usize }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { f.pad(self.as_str()) }
        }

        impl FromStr for $name {
            type Err = UnknownLabel;
            fn from_str(s: &str) -> Result<Self, UnknownLabel> {
                Self::ALL.iter().copied().find(|v| v.as_str() == s).ok_or_else(|| UnknownLabel {
                    axis: $axis,
                    value: s.to_string(),
                    expected: Self::ALL.iter().map(|v| v.as_str()).collect::<Vec<_>>().join(", "),
                })
            }
        }
    };
}

labels! {
    /// What sort of mail it is.
    Kind, "kind" {
        /// Dissatisfied with something received, and says so.
        Complaint = "complaint" / "苦情",
        /// Asks or reports without dissatisfaction.
        Inquiry = "inquiry" / "問い合わせ",
        /// Proposes an improvement without complaining.
        Request = "request" / "要望",
        /// Thanks or praise is the point.
        Praise = "praise" / "お礼",
        /// Newsletters, bounces, auto-replies, sales pitches, internal mail.
        Other = "other" / "その他",
    }
}

labels! {
    /// What the dissatisfaction is with.
    Target, "target" {
        /// The thing or service bought.
        Product = "product" / "商品",
        /// What the organisation did or failed to do.
        Company = "company" / "会社の対応",
        /// One person's manner or conduct.
        Operator = "operator" / "個人",
        /// No complaint.
        None = "none" / "なし",
    }
}

labels! {
    /// What must not wait or must be known before answering.
    Flag, "flag" {
        /// Bodily harm or its risk.
        Safety = "safety" / "安全・健康",
        /// An outside authority or legal step.
        Legal = "legal" / "法的手段",
        /// Exposure: SNS, reviews, press.
        Publicity = "publicity" / "公表",
        /// Leak or misuse of personal data.
        Privacy = "privacy" / "個人情報",
        /// カスタマーハラスメント.
        Harassment = "harassment" / "カスハラ",
        /// The writer leaves.
        Churn = "churn" / "離反",
        /// Earlier contact was not answered.
        Neglect = "neglect" / "放置",
        /// Threat to kill, or wish to die.
        LifeThreat = "life_threat" / "生命の危険",
        /// The writer concedes an own mistake.
        OwnMistake = "own_mistake" / "本人の過失",
    }
}

labels! {
    /// What the writer asks for.
    Demand, "demand" {
        /// Money back.
        Refund = "refund" / "返金",
        /// Another item.
        Exchange = "exchange" / "交換",
        /// Repair, restoration.
        Repair = "repair" / "修理・復旧",
        /// Cancellation.
        Cancel = "cancel" / "解約・取消",
        /// Money or favour beyond what was paid.
        Compensation = "compensation" / "補償",
        /// An apology.
        Apology = "apology" / "謝罪",
        /// Cause, reason, account.
        Explanation = "explanation" / "説明",
        /// A reply, a date, the state of things.
        Contact = "contact" / "連絡",
        /// A superior.
        Supervisor = "supervisor" / "責任者の対応",
        /// Discipline or replacement of a person.
        StaffAction = "staff_action" / "担当者の指導・交代",
        /// Measures for the future.
        Improvement = "improvement" / "再発防止・改善",
    }
}

labels! {
    /// Order in which mails should be answered, `P0` first.
    Priority, "priority" {
        /// Life, safety, privacy: within an hour.
        P0 = "P0" / "至急",
        /// Fury, legal, publicity, harassment: within four hours.
        P1 = "P1" / "緊急",
        /// Anger, neglect, a close deadline: within eight hours.
        P2 = "P2" / "優先",
        /// Other complaints: within a day.
        P3 = "P3" / "通常",
        /// The rest.
        P4 = "P4" / "低",
    }
}

/// How angry the writer is now, 0 (calm) to 4 (furious).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct AngerLevel(u8);

impl AngerLevel {
    /// The highest level.
    pub const MAX: u8 = 4;
    /// No displeasure expressed.
    pub const CALM: Self = Self(0);

    /// The level, clamped to 0–4.
    pub const fn new(level: u8) -> Self {
        Self(if level > Self::MAX { Self::MAX } else { level })
    }
    /// 0 to 4.
    pub const fn get(self) -> u8 {
        self.0
    }
    /// The level as a Japanese desk calls it.
    pub const fn ja(self) -> &'static str {
        match self.0 {
            0 => "平静",
            1 => "不満",
            2 => "苛立ち",
            3 => "怒り",
            _ => "激怒",
        }
    }
}

impl TryFrom<u8> for AngerLevel {
    type Error = String;
    fn try_from(v: u8) -> Result<Self, String> {
        if v <= Self::MAX { Ok(Self(v)) } else { Err(format!("anger {v} is not between 0 and 4")) }
    }
}
impl From<AngerLevel> for u8 {
    fn from(v: AngerLevel) -> u8 {
        v.0
    }
}
impl fmt::Display for AngerLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
