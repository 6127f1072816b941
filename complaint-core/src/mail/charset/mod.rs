//! Bytes and a label in; text out, with what had to be guessed or was lost.
//!
//! Order: the label where it decodes without a fault; else the one charset of
//! ISO-2022-JP (when it has its escapes), UTF-8, EUC-JP and CP932 that does;
//! else the one that loses least.

mod carrier;
mod iso2022jp;
mod labels;
mod trial;
mod utf7;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8};

pub(super) use carrier::Carrier;
pub(super) use labels::Charset;
pub(super) use trial::is_text;

/// Why the charset used is not the one that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Guess {
    Unlabelled,
    UnknownLabel(String),
    WrongLabel(String),
}

/// Text, and how it was had.
#[derive(Debug, Clone)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Name of the charset used.
    pub(super) charset: &'static str,
    pub(super) guess: Option<Guess>,
    /// Places that became U+FFFD.
    pub(super) replaced: usize,
    /// Characters that became a geta mark.
    pub(super) emoji: usize,
}

/// Decodes text that was labelled by its sender.
pub(super) fn decode(bytes: &[u8], label: Option<&str>, carrier: Carrier) -> Decoded {
    let named = label.and_then(Charset::from_label);
    let escapes = iso2022jp::has_escapes(bytes);
    let eight_bit = !bytes.is_ascii();
    match named {
        Some(Charset::Iso2022Jp) if escapes || !eight_bit => run(Charset::Iso2022Jp, bytes, carrier),
        Some(Charset::Wide(_) | Charset::Utf7) => {
            // Neither can be confused with the Japanese charsets.
            run(named.unwrap_or(Charset::Utf8), bytes, carrier)
        }
        _ if escapes && !eight_bit => guessed(Charset::Iso2022Jp, bytes, label, named, carrier),
        _ if !eight_bit => run(Charset::Utf8, bytes, carrier),
        Some(charset) if charset != Charset::Iso2022Jp => labelled(charset, bytes, label, carrier),
        _ => match trial::strict(bytes, None) {
            Some(found) => guessed(found, bytes, label, named, carrier),
            None => least_damage(bytes, label, named, carrier),
        },
    }
}

/// Decodes text without a label; `hint` decides where several charsets fit.
pub(super) fn decode_hinted(bytes: &[u8], hint: Option<Charset>, carrier: Carrier) -> Decoded {
    if iso2022jp::has_escapes(bytes) {
        return guessed(Charset::Iso2022Jp, bytes, None, None, carrier);
    }
    match trial::strict(bytes, hint) {
        Some(found) => guessed(found, bytes, None, None, carrier),
        None => least_damage(bytes, None, None, carrier),
    }
}

/// The label is one that can be decoded with: believe it unless it fails, or
/// gives something no one writes where another charset gives Japanese.
fn labelled(charset: Charset, bytes: &[u8], label: Option<&str>, carrier: Carrier) -> Decoded {
    let decoded = run(charset, bytes, carrier);
    let believed =
        decoded.replaced == 0 && (charset == Charset::Utf8 || trial::plausibility(&decoded.text) >= trial::PLAUSIBLE);
    if believed {
        return decoded;
    }
    let named = Some(charset);
    match trial::strict(bytes, None) {
        Some(found) if found == charset => decoded,
        Some(found) => {
            let other = guessed(found, bytes, label, named, carrier);
            if decoded.replaced > 0 || is_better(charset, found, &other, &decoded) { other } else { decoded }
        }
        None if decoded.replaced > 0 => least_damage(bytes, label, named, carrier),
        None => decoded,
    }
}

/// Whether text found by trial is to be preferred to what the label gave
/// without a fault. Accented Latin letters and half-width kana can pass for
/// kanji of another charset, hardly for sentences with kana, or for UTF-8.
fn is_better(named: Charset, found: Charset, other: &Decoded, labelled: &Decoded) -> bool {
    if matches!(named, Charset::Other(_)) && found == Charset::Utf8 {
        return true;
    }
    let sure = found == Charset::Utf8 || trial::kana_share(&other.text) >= 20;
    sure && trial::plausibility(&other.text) > trial::plausibility(&labelled.text)
}

/// Nothing decodes without a fault: take what loses least, the label first.
fn least_damage(bytes: &[u8], label: Option<&str>, named: Option<Charset>, carrier: Carrier) -> Decoded {
    let candidates = [Charset::Utf8, Charset::ShiftJis, Charset::EucJp];
    let mut best = guessed(named.unwrap_or(Charset::Utf8), bytes, label, named, carrier);
    // A label is left only for a charset that fits clearly better: a cut or a
    // few broken bytes are no reason to doubt it.
    let mut bar = if named.is_some() { best.replaced / 4 } else { best.replaced };
    for charset in candidates {
        let other = guessed(charset, bytes, label, named, carrier);
        if other.replaced < bar {
            bar = other.replaced;
            best = other;
        }
    }
    best
}

fn guessed(charset: Charset, bytes: &[u8], label: Option<&str>, named: Option<Charset>, carrier: Carrier) -> Decoded {
    let mut decoded = run(charset, bytes, carrier);
    let label = label.map(str::trim).filter(|label| !label.is_empty());
    decoded.guess = match (label, named) {
        (_, Some(named)) if named == charset => None,
        (Some(label), Some(_)) => Some(Guess::WrongLabel(label.to_owned())),
        (Some(label), None) => Some(Guess::UnknownLabel(label.to_owned())),
        (None, _) => Some(Guess::Unlabelled),
    };
    decoded
}

/// Decodes with one charset, faults replaced.
fn run(charset: Charset, bytes: &[u8], carrier: Carrier) -> Decoded {
    let (text, mut emoji) = match charset {
        Charset::Iso2022Jp => iso2022jp::decode(bytes, carrier),
        Charset::Utf7 => (utf7::decode(bytes), 0),
        Charset::ShiftJis => {
            let (bytes, emoji) = carrier::without_softbank_emoji(bytes, carrier);
            (with(SHIFT_JIS, &bytes), emoji)
        }
        Charset::EucJp => (with(EUC_JP, bytes), 0),
        Charset::Utf8 => (with(UTF_8, bytes), 0),
        Charset::Wide(encoding) | Charset::Other(encoding) => (with(encoding, bytes), 0),
    };
    let (text, private) = carrier::without_private_use(text);
    emoji += private;
    Decoded { replaced: text.matches('\u{FFFD}').count(), charset: charset.name(), guess: None, text, emoji }
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> String {
    // With BOM handling: a UTF-8 or UTF-16 BOM outweighs every label.
    encoding.decode(bytes).0.into_owned()
}
