//! The word tables of mail programs and web forms, parsed once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use complaint_dictionaries::mail_forms as tables;

/// What a header line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeaderRole {
    From,
    Date,
    To,
    Subject,
    Other,
}

/// What a field of a form mail holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldRole {
    Inquiry,
    Name,
    Person,
    Meta,
}

/// How an earlier mail came to stand in the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EarlierMail {
    Reply,
    Forward,
}

/// Words that open an earlier mail.
pub(super) struct Separators {
    /// Phrase to its kind, and whether it stands without a rule around it.
    pub(super) phrases: HashMap<String, (EarlierMail, bool)>,
    /// Words that say, beside a date between rules, that a mail was sent.
    pub(super) dated: Vec<&'static str>,
    /// Phrases of the line above which help desks want the answer, in lower case.
    pub(super) above: Vec<String>,
}

/// Parts of the lines that mail programs add.
pub(super) struct MobileWords {
    pub(super) lines: HashSet<String>,
    pub(super) devices: Vec<String>,
    pub(super) tails: Vec<String>,
    pub(super) heads: Vec<String>,
    pub(super) fillers: Vec<String>,
}

/// Words by what they say of a line of a signature.
pub(super) struct SignatureWords {
    pub(super) contact: Vec<&'static str>,
    pub(super) organization: Vec<&'static str>,
    pub(super) goods: Vec<&'static str>,
    pub(super) closing: Vec<&'static str>,
    pub(super) prose: Vec<&'static str>,
    pub(super) lead: Vec<&'static str>,
    pub(super) honorific: Vec<&'static str>,
    pub(super) pointer: Vec<&'static str>,
}

/// What a form's program says around the fields.
pub(super) struct FormPhrases {
    pub(super) above: Vec<&'static str>,
    pub(super) below: Vec<&'static str>,
    pub(super) itself: Vec<&'static str>,
    pub(super) writer: Vec<&'static str>,
    /// Keys of the lines around the words that a marketplace passes on.
    pub(super) begin: Vec<String>,
    pub(super) end: Vec<String>,
}

/// Phrases of legal notices by category, and of adverts, in lower case.
pub(super) struct Notices {
    pub(super) categories: [Vec<String>; 4],
    pub(super) adverts: Vec<String>,
    /// What gateways put on top.
    pub(super) banners: Vec<String>,
}

pub(super) static HEADER_LABELS: LazyLock<HashMap<String, HeaderRole>> = LazyLock::new(|| {
    let role = |name: &str| match name {
        "from" => HeaderRole::From,
        "date" => HeaderRole::Date,
        "to" => HeaderRole::To,
        "subject" => HeaderRole::Subject,
        _ => HeaderRole::Other,
    };
    pairs(tables::HEADER_LABELS).map(|(label, name)| (key(label), role(name))).collect()
});

pub(super) static FORM_LABELS: LazyLock<HashMap<String, FieldRole>> = LazyLock::new(|| {
    let role = |name: &str| match name {
        "inquiry" => FieldRole::Inquiry,
        "name" => FieldRole::Name,
        "person" => FieldRole::Person,
        _ => FieldRole::Meta,
    };
    pairs(tables::FORM_LABELS).map(|(label, name)| (key(label), role(name))).collect()
});

pub(super) static FORM_PHRASES: LazyLock<FormPhrases> = LazyLock::new(|| {
    let of = |role| with_role(tables::FORM_PHRASES, role).collect();
    let keys = |role| with_role(tables::FORM_PHRASES, role).map(key).collect();
    FormPhrases {
        above: of("above"),
        below: of("below"),
        itself: of("self"),
        writer: of("writer"),
        begin: keys("begin"),
        end: keys("end"),
    }
});

pub(super) static SEPARATORS: LazyLock<Separators> = LazyLock::new(|| {
    let mut found = Separators { phrases: HashMap::new(), dated: Vec::new(), above: Vec::new() };
    for row in tables::rows(tables::SEPARATORS) {
        let (Some(phrase), Some(kind)) = (row.first(), row.get(1)) else {
            continue;
        };
        let kind = match *kind {
            "dated" => {
                found.dated.push(phrase);
                continue;
            }
            "above" => {
                found.above.push(phrase.to_ascii_lowercase());
                continue;
            }
            "forward" => EarlierMail::Forward,
            _ => EarlierMail::Reply,
        };
        found.phrases.insert(key(phrase), (kind, row.get(2) == Some(&"yes")));
    }
    found
});

pub(super) static ATTRIBUTION_ENDINGS: LazyLock<Vec<String>> =
    LazyLock::new(|| pairs(tables::ATTRIBUTIONS).map(|(ending, _)| ending.to_ascii_lowercase()).collect());

pub(super) static MOBILE: LazyLock<MobileWords> = LazyLock::new(|| {
    let of = |role| longest_first(with_role(tables::MOBILE_LINES, role).map(key).collect());
    MobileWords {
        lines: with_role(tables::MOBILE_LINES, "line").map(key).collect(),
        devices: of("device"),
        tails: of("tail"),
        heads: of("head"),
        fillers: of("filler"),
    }
});

pub(super) static NOTICES: LazyLock<Notices> = LazyLock::new(|| {
    let of = |role| with_role(tables::NOTICES, role).map(str::to_ascii_lowercase).collect();
    Notices {
        categories: [of("subject"), of("secret"), of("misdelivery"), of("action")],
        adverts: of("advert"),
        banners: of("banner"),
    }
});

pub(super) static SIGNATURE: LazyLock<SignatureWords> = LazyLock::new(|| {
    let of = |role| with_role(tables::SIGNATURE_WORDS, role).collect::<Vec<_>>();
    let mut contact = of("contact");
    contact.sort_by_key(|word| std::cmp::Reverse(word.len()));
    SignatureWords {
        contact,
        organization: of("organization"),
        goods: of("goods"),
        closing: of("closing"),
        prose: of("prose"),
        lead: of("lead"),
        honorific: of("honorific"),
        pointer: of("pointer"),
    }
});

/// A label or phrase as the tables compare it: lower case, no white space.
pub(super) fn key(text: &str) -> String {
    text.chars().filter(|c| !super::lines::is_invisible(*c)).map(|c| c.to_ascii_lowercase()).collect()
}

fn pairs(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    tables::rows(table).filter_map(|row| Some((*row.first()?, *row.get(1)?)))
}

fn with_role(table: &'static str, role: &'static str) -> impl Iterator<Item = &'static str> {
    pairs(table).filter(move |(_, name)| *name == role).map(|(word, _)| word)
}

fn longest_first(mut words: Vec<String>) -> Vec<String> {
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words
}
