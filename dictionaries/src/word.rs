//! What the program keeps of a word of the dictionary: ten bytes a word id.

macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(u8)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every code in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// The code as it stands in tables and rules.
            pub const fn as_str(self) -> &'static str { match self { $(Self::$variant => $text),+ } }
            /// The code of that name.
            pub fn from_name(s: &str) -> Option<Self> { Self::ALL.iter().copied().find(|v| v.as_str() == s) }
            /// The code with that number, or the first.
            pub const fn from_u8(n: u8) -> Self { if (n as usize) < Self::ALL.len() { Self::ALL[n as usize] } else { Self::ALL[0] } }
        }
    };
}

codes! {
    /// Part of speech, as fine as the rules need it.
    Pos {
        /// Anything else.
        Other = "other",
        /// 名詞,一般.
        Noun = "noun",
        /// 名詞,サ変接続: takes する.
        VerbalNoun = "vnoun",
        /// 名詞,形容動詞語幹.
        AdjectivalNoun = "anoun",
        /// 名詞,副詞可能: mostly time.
        AdverbialNoun = "tnoun",
        /// 名詞,代名詞.
        Pronoun = "pronoun",
        /// 名詞,数.
        Number = "number",
        /// 名詞,接尾,助数詞.
        Counter = "counter",
        /// 名詞,固有名詞,人名.
        PersonName = "person",
        /// 名詞,固有名詞,地域.
        PlaceName = "place",
        /// Other 固有名詞.
        ProperNoun = "proper",
        /// 名詞,接尾,人名: さん, 様.
        NameSuffix = "honorific",
        /// Other 名詞,接尾.
        Suffix = "suffix",
        /// 名詞,非自立: こと, の, ん, つもり.
        DependentNoun = "dnoun",
        /// 動詞,自立.
        Verb = "verb",
        /// 動詞,非自立: くださる, いる, しまう.
        DependentVerb = "dverb",
        /// 動詞,接尾: れる, られる, せる.
        VerbSuffix = "voice",
        /// 形容詞,自立.
        Adjective = "adj",
        /// 形容詞,非自立 and 接尾: ほしい, よい.
        DependentAdjective = "dadj",
        /// 副詞.
        Adverb = "adverb",
        /// 連体詞.
        Adnominal = "adnominal",
        /// 接続詞.
        Conjunction = "conjunction",
        /// 助詞,格助詞.
        CaseParticle = "case",
        /// 助詞,係助詞.
        TopicParticle = "topic",
        /// 助詞,副助詞.
        AdverbialParticle = "advp",
        /// 助詞,接続助詞.
        ConnectiveParticle = "connective",
        /// 助詞,終助詞.
        FinalParticle = "final",
        /// Other 助詞.
        Particle = "particle",
        /// 助動詞.
        Auxiliary = "aux",
        /// 感動詞.
        Interjection = "interjection",
        /// 接頭詞.
        Prefix = "prefix",
        /// 記号,句点, and ！？.
        Period = "period",
        /// 記号,読点.
        Comma = "comma",
        /// 記号,括弧開.
        OpenBracket = "open",
        /// 記号,括弧閉.
        CloseBracket = "close",
        /// Letters.
        Alphabet = "alphabet",
        /// Other 記号.
        Symbol = "symbol",
        /// フィラー.
        Filler = "filler",
        /// A word that the dictionary does not know.
        Unknown = "unknown",
    }
}

codes! {
    /// Conjugated form.
    Form {
        /// Does not conjugate.
        None = "none",
        /// 基本形.
        Base = "base",
        /// 未然形.
        Irrealis = "irrealis",
        /// 連用形.
        Continuative = "continuative",
        /// 仮定形.
        Conditional = "conditional",
        /// 命令形.
        Imperative = "imperative",
        /// 体言接続 and the rest.
        Other = "other",
    }
}

codes! {
    /// Semantic class; the definitions are in `words/README.md`.
    Class {
        /// No class.
        None = "-",
        /// Staff or person of the company.
        Staff = "PS",
        /// Other person, customer, family, self.
        Person = "PO",
        /// Organisation, shop, channel.
        Organisation = "OR",
        /// Process, procedure, transaction of the company.
        Process = "PR",
        /// Site, system, screen, automatic voice.
        System = "SY",
        /// Goods, food, facility, app, content.
        Goods = "GO",
        /// Defect, failure, damage.
        Fault = "FA",
        /// Body, health, injury.
        Body = "BO",
        /// Manner, attitude, way of speaking.
        Manner = "MA",
        /// Money.
        Money = "MO",
        /// Time, date, waiting.
        Time = "TI",
        /// Place.
        Place = "PL",
        /// Value, norm, duty.
        Norm = "VA",
        /// Law, authority, police.
        Law = "LA",
        /// Media, SNS, reputation.
        Media = "ME",
        /// Remedy or demand.
        Remedy = "RE",
        /// Positive feeling.
        FeelPositive = "EP",
        /// Worry, sadness, disappointment.
        FeelNegative = "EN",
        /// Anger.
        FeelAnger = "EA",
        /// Break, fail, leak.
        VerbFail = "VF",
        /// Treat someone badly.
        VerbTreat = "VT",
        /// Say, tell, ask.
        VerbSay = "VS",
        /// Contact, send, deliver, handle.
        VerbHandle = "VC",
        /// Buy, use, eat, stay.
        VerbUse = "VU",
        /// Pay, charge.
        VerbPay = "VP",
        /// Wait, be left.
        VerbWait = "VW",
        /// Repair, replace, apologise, return.
        VerbRemedy = "VR",
        /// Threaten, sue, report, expose.
        VerbThreaten = "VX",
        /// Other verb.
        Verb = "VO",
        /// Physical quality.
        Quality = "AD",
        /// Positive evaluation.
        Positive = "AP",
        /// Negative evaluation.
        Negative = "AN",
        /// Degree, emphasis.
        Degree = "DG",
        /// Frequency, repetition.
        Frequency = "FQ",
        /// Greeting, thanks, politeness.
        Greeting = "GR",
        /// Classified as none of the above.
        Other = "OT",
    }
}

impl Pos {
    /// From the four IPADIC part-of-speech fields.
    pub fn from_ipadic(pos: &str, sub1: &str, sub2: &str) -> Self {
        match (pos, sub1, sub2) {
            ("名詞", "固有名詞", "人名") => Self::PersonName,
            ("名詞", "固有名詞", "地域") => Self::PlaceName,
            ("名詞", "固有名詞", _) => Self::ProperNoun,
            ("名詞", "サ変接続", _) => Self::VerbalNoun,
            ("名詞", "形容動詞語幹" | "ナイ形容詞語幹", _) => Self::AdjectivalNoun,
            ("名詞", "副詞可能", _) => Self::AdverbialNoun,
            ("名詞", "代名詞", _) => Self::Pronoun,
            ("名詞", "数", _) => Self::Number,
            ("名詞", "接尾", "助数詞") => Self::Counter,
            ("名詞", "接尾", "人名") => Self::NameSuffix,
            ("名詞", "接尾", _) => Self::Suffix,
            ("名詞", "非自立", _) => Self::DependentNoun,
            ("名詞", _, _) => Self::Noun,
            ("動詞", "自立", _) => Self::Verb,
            ("動詞", "接尾", _) => Self::VerbSuffix,
            ("動詞", _, _) => Self::DependentVerb,
            ("形容詞", "自立", _) => Self::Adjective,
            ("形容詞", _, _) => Self::DependentAdjective,
            ("副詞", _, _) => Self::Adverb,
            ("連体詞", _, _) => Self::Adnominal,
            ("接続詞", _, _) => Self::Conjunction,
            ("助詞", "格助詞", _) => Self::CaseParticle,
            ("助詞", "係助詞", _) => Self::TopicParticle,
            ("助詞", "副助詞", _) => Self::AdverbialParticle,
            ("助詞", "接続助詞", _) => Self::ConnectiveParticle,
            ("助詞", "終助詞", _) => Self::FinalParticle,
            ("助詞", _, _) => Self::Particle,
            ("助動詞", _, _) => Self::Auxiliary,
            ("感動詞", _, _) => Self::Interjection,
            ("接頭詞", _, _) => Self::Prefix,
            ("記号", "句点", _) => Self::Period,
            ("記号", "読点", _) => Self::Comma,
            ("記号", "括弧開", _) => Self::OpenBracket,
            ("記号", "括弧閉", _) => Self::CloseBracket,
            ("記号", "アルファベット", _) => Self::Alphabet,
            ("記号", _, _) => Self::Symbol,
            ("フィラー", _, _) => Self::Filler,
            _ => Self::Other,
        }
    }

    /// Which column of the class table holds words of this kind: noun, verb,
    /// adjective, adverb (and adnominal, conjunction), interjection.
    pub const fn class_column(self) -> Option<char> {
        use Pos::*;
        match self {
            Noun | VerbalNoun | AdjectivalNoun | AdverbialNoun | Pronoun | PersonName | PlaceName | ProperNoun
            | Suffix | NameSuffix | DependentNoun | Unknown | Alphabet => Some('n'),
            Verb | DependentVerb => Some('v'),
            Adjective | DependentAdjective => Some('a'),
            Adverb | Adnominal | Conjunction => Some('r'),
            Interjection | Filler => Some('i'),
            _ => None,
        }
    }
}

impl Form {
    /// From the IPADIC conjugation form (活用形).
    pub fn from_ipadic(form: &str) -> Self {
        match form {
            "*" | "" => Self::None,
            "基本形" | "基本形-促音便" | "現代基本形" | "文語基本形" => Self::Base,
            "仮定形" | "仮定縮約１" | "仮定縮約２" => Self::Conditional,
            f if f.starts_with("未然") => Self::Irrealis,
            f if f.starts_with("連用") => Self::Continuative,
            f if f.starts_with("命令") => Self::Imperative,
            _ => Self::Other,
        }
    }
}

/// What is kept of one word of the dictionary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordInfo {
    /// [`crate::hash::word_hash`] of the base form.
    pub lemma: u32,
    /// Part of speech.
    pub pos: Pos,
    /// Conjugated form.
    pub form: Form,
    /// Semantic class.
    pub class: Class,
    /// How much the word by itself suggests that the writer is dissatisfied, -2 to 3.
    pub feeling: i8,
    /// Group of words that are used alike, 0 for none.
    pub cluster: u16,
}

impl WordInfo {
    /// Bytes of one entry.
    pub const SIZE: usize = 10;

    /// The entry as it stands in the table.
    pub fn to_bytes(self) -> [u8; Self::SIZE] {
        let l = self.lemma.to_le_bytes();
        let c = self.cluster.to_le_bytes();
        [l[0], l[1], l[2], l[3], self.pos as u8, self.form as u8, self.class as u8, self.feeling as u8, c[0], c[1]]
    }

    /// The entry of a word id, where the table has one.
    #[inline]
    pub fn at(table: &[u8], word_id: u32) -> Option<Self> {
        let i = word_id as usize * Self::SIZE;
        let b = table.get(i..i + Self::SIZE)?;
        Some(Self {
            lemma: u32::from_le_bytes([b[0], b[1], b[2], b[3]]),
            pos: Pos::from_u8(b[4]),
            form: Form::from_u8(b[5]),
            class: Class::from_u8(b[6]),
            feeling: b[7] as i8,
            cluster: u16::from_le_bytes([b[8], b[9]]),
        })
    }
}
