//! Charset labels as senders write them.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, REPLACEMENT, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, X_USER_DEFINED};

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mail) enum Charset {
    Utf8,
    Iso2022Jp,
    ShiftJis,
    EucJp,
    Utf7,
    /// UTF-16: zero bytes make it unlike any other.
    Wide(&'static Encoding),
    Other(&'static Encoding),
}

/// Labels beyond those of the WHATWG encoding standard, in lower case.
const ALIASES: &[(&str, Charset)] = &[
    ("cp932", Charset::ShiftJis),
    ("ms932", Charset::ShiftJis),
    ("windows932", Charset::ShiftJis),
    ("windows-932", Charset::ShiftJis),
    ("ms-cp932", Charset::ShiftJis),
    ("ibm932", Charset::ShiftJis),
    ("cp943", Charset::ShiftJis),
    ("ibm943", Charset::ShiftJis),
    ("sjis-win", Charset::ShiftJis),
    ("sjis-ms", Charset::ShiftJis),
    ("sjis-docomo", Charset::ShiftJis),
    ("sjis-kddi", Charset::ShiftJis),
    ("sjis-softbank", Charset::ShiftJis),
    ("sjis-mobile#docomo", Charset::ShiftJis),
    ("sjis-mobile#kddi", Charset::ShiftJis),
    ("sjis-mobile#softbank", Charset::ShiftJis),
    ("shift_jis-ms", Charset::ShiftJis),
    ("shiftjis", Charset::ShiftJis),
    ("shift_jisx0213", Charset::ShiftJis),
    ("shift_jis-2004", Charset::ShiftJis),
    ("mskanji", Charset::ShiftJis),
    ("iso-2022-jp-ms", Charset::Iso2022Jp),
    ("iso-2022-jp-win", Charset::Iso2022Jp),
    ("iso-2022-jp-1", Charset::Iso2022Jp),
    ("iso-2022-jp-2", Charset::Iso2022Jp),
    ("iso-2022-jp-3", Charset::Iso2022Jp),
    ("iso-2022-jp-2004", Charset::Iso2022Jp),
    ("iso-2022-jp-ext", Charset::Iso2022Jp),
    ("iso-2022-jp-mobile#kddi", Charset::Iso2022Jp),
    ("iso2022jp", Charset::Iso2022Jp),
    ("iso2022-jp", Charset::Iso2022Jp),
    ("iso_2022-jp", Charset::Iso2022Jp),
    ("iso_2022_jp", Charset::Iso2022Jp),
    ("iso2022_jp", Charset::Iso2022Jp),
    ("iso-2022jp", Charset::Iso2022Jp),
    ("cp50220", Charset::Iso2022Jp),
    ("cp50221", Charset::Iso2022Jp),
    ("cp50222", Charset::Iso2022Jp),
    ("windows-50220", Charset::Iso2022Jp),
    ("windows-50221", Charset::Iso2022Jp),
    ("jis", Charset::Iso2022Jp),
    ("jis7", Charset::Iso2022Jp),
    ("jis-ms", Charset::Iso2022Jp),
    ("eucjp", Charset::EucJp),
    ("euc_jp", Charset::EucJp),
    ("eucjp-ms", Charset::EucJp),
    ("eucjp-win", Charset::EucJp),
    ("euc-jp-ms", Charset::EucJp),
    ("euc-jisx0213", Charset::EucJp),
    ("euc-jis-2004", Charset::EucJp),
    ("cp51932", Charset::EucJp),
    ("windows-51932", Charset::EucJp),
    ("ujis", Charset::EucJp),
    ("euc", Charset::EucJp),
    ("utf8mb4", Charset::Utf8),
    ("utf-8n", Charset::Utf8),
    ("utf_8", Charset::Utf8),
    ("cp65001", Charset::Utf8),
    ("utf-7", Charset::Utf7),
    ("utf7", Charset::Utf7),
    ("unicode-1-1-utf-7", Charset::Utf7),
    ("csunicode11utf7", Charset::Utf7),
];

impl Charset {
    /// Looks a label up; quotes, blanks and a language suffix are put up with.
    /// `None` where the label names nothing that can be decoded.
    pub(in crate::mail) fn from_label(label: &str) -> Option<Self> {
        let label = label
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | ',' | '<' | '>' | '`' | '='))
            .split('*')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        let bare = label.strip_prefix("x-").unwrap_or(&label);
        let bare = bare.trim_start_matches("charset=").trim_matches('"');
        if let Some((_, charset)) = ALIASES.iter().find(|(alias, _)| *alias == bare) {
            return Some(*charset);
        }
        let encoding = Encoding::for_label(label.as_bytes()).or_else(|| Encoding::for_label(bare.as_bytes()))?;
        Some(match encoding {
            e if e == UTF_8 => Self::Utf8,
            e if e == SHIFT_JIS => Self::ShiftJis,
            e if e == EUC_JP => Self::EucJp,
            e if e == ISO_2022_JP => Self::Iso2022Jp,
            e if e == UTF_16LE || e == UTF_16BE => Self::Wide(e),
            // These two stand for encodings that browsers refuse to decode.
            e if e == REPLACEMENT || e == X_USER_DEFINED => return None,
            e => Self::Other(e),
        })
    }

    pub(in crate::mail) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Iso2022Jp => "ISO-2022-JP",
            Self::ShiftJis => "Shift_JIS",
            Self::EucJp => "EUC-JP",
            Self::Utf7 => "UTF-7",
            Self::Wide(encoding) | Self::Other(encoding) => encoding.name(),
        }
    }
}
