//! A company's own words in; a user dictionary for the analyzer out.
//!
//! Every form of a word is one word to the analyzer, with the grammar of a
//! built-in model and the word's own class.

use std::collections::BTreeMap;

use complaint_dictionaries::{
    Dictionary, MODELS,
    hash::word_hash,
    word::{Class, Form, WordInfo},
};
use lindera_dictionary::{builder::user_dictionary::UserDictionaryBuilderOptions, dictionary::UserDictionary};

use super::{AnalyzerError, BASE_FORM};
use crate::own::{OwnDictionary, OwnWord};

/// The own words by the number that the user dictionary gives them.
#[derive(Default)]
pub(super) struct OwnWords {
    infos: Vec<(String, WordInfo)>,
}

/// A form of the model as the built-in dictionary has it.
struct ModelForm {
    left: u16,
    right: u16,
    info: WordInfo,
}

/// A form of an own word.
struct OwnForm {
    left: u16,
    right: u16,
    base: String,
    info: WordInfo,
}

/// A name is a noun like this one.
const NAME_MODEL: (&str, &str) = ("佐藤", "固有名詞");
const PRODUCT_MODEL: &str = "評判";
/// Fields of a row of the user dictionary: surface, two context ids, cost, one detail.
const FIELDS: usize = 5;

impl OwnWords {
    /// Base form and entry of an own word.
    pub(super) fn get(&self, number: u32) -> Option<&(String, WordInfo)> {
        self.infos.get(number as usize)
    }

    /// The user dictionary of `own`; none where it has no word.
    pub(super) fn new(
        own: &OwnDictionary,
        system: &Dictionary,
    ) -> Result<(Option<UserDictionary>, Self), AnalyzerError> {
        let mut forms: BTreeMap<String, OwnForm> = BTreeMap::new();
        let lookup = Lookup { system };
        lookup.names(own, &mut forms);
        for w in &own.words {
            lookup.word(w, &mut forms)?;
        }
        if forms.is_empty() {
            return Ok((None, Self::default()));
        }
        let rows: String = forms.iter().map(|(surface, f)| row(surface, f)).collect();
        let built = UserDictionaryBuilderOptions::default()
            .dictionary_fields_num(FIELDS)
            .builder()
            .build_from_reader(rows.as_bytes())
            .map_err(|e| AnalyzerError(format!("own words: {e}")))?;
        // the builder numbers rows sorted by surface, as the map is
        Ok((Some(built), Self { infos: forms.into_values().map(|f| (f.base, f.info)).collect() }))
    }
}

fn row(surface: &str, f: &OwnForm) -> String {
    format!("\"{}\",{},{},{},own\n", surface.replace('"', "\"\""), f.left, f.right, cost(surface))
}

/// The longer a word, the surer it is meant (the formula of mecab-ipadic-NEologd):
/// it wins over every split of itself, and yet not inside of longer words.
fn cost(surface: &str) -> i16 {
    let length = surface.chars().count() as f32;
    (-400.0 * length.powf(1.5)).max(-30_000.0) as i16
}

/// The built-in dictionary, asked for models.
struct Lookup<'a> {
    system: &'a Dictionary,
}

impl Lookup<'_> {
    /// Products are goods, people are names of persons.
    fn names(&self, own: &OwnDictionary, forms: &mut BTreeMap<String, OwnForm>) {
        let product = self.form(PRODUCT_MODEL, PRODUCT_MODEL, |_| true);
        let person = self.form(NAME_MODEL.0, NAME_MODEL.0, |d| d.get(1).is_some_and(|s| s == NAME_MODEL.1));
        for (list, model, class) in [(&own.products, product, Class::Goods), (&own.staff, person, Class::None)] {
            let Some(m) = model else { continue };
            for s in list.iter().flat_map(|n| &n.spellings) {
                let info = WordInfo { lemma: word_hash(s), class, feeling: 0, cluster: 0, ..m.info };
                forms.insert(s.clone(), OwnForm { left: m.left, right: m.right, base: s.clone(), info });
            }
        }
    }

    /// Every form of a word.
    fn word(&self, w: &OwnWord, forms: &mut BTreeMap<String, OwnForm>) -> Result<(), AnalyzerError> {
        let mut found = false;
        for (model, ending, endings) in models(w) {
            let stem = model.strip_suffix(ending).unwrap_or(&model).to_string();
            let own_stem = w.word.strip_suffix(ending).unwrap_or(&w.word);
            for e in endings.split('|').map(|e| e.trim_matches('-')) {
                let form = self.form(&format!("{stem}{e}"), &model, |_| true);
                let Some(m) = form.filter(|m| m.info.pos.class_column() == Some(w.pos)) else { continue };
                found = true;
                // a word that is named as the model means the same: to rules and weights they are one
                let (lemma, cluster) =
                    if w.like.is_some() { (m.info.lemma, m.info.cluster) } else { (word_hash(&w.word), 0) };
                let info = WordInfo { lemma, class: w.class, feeling: w.feeling, cluster, ..m.info };
                let form = OwnForm { left: m.left, right: m.right, base: w.word.clone(), info };
                forms.insert(format!("{own_stem}{e}"), form);
            }
        }
        if found {
            return Ok(());
        }
        let way_out = match &w.like {
            Some(like) => format!("the built-in dictionary has no `{like}` of this part of speech that ends alike"),
            None => "it has no ending of this part of speech; name a word that it conjugates like in the column `like`"
                .into(),
        };
        Err(AnalyzerError(format!("{}:{}: `{}`: {way_out}", w.origin.0, w.origin.1, w.word)))
    }

    /// The entry of a written form whose base form is `base`.
    fn form(&self, surface: &str, base: &str, fits: impl Fn(&[String]) -> bool) -> Option<ModelForm> {
        let chars: Vec<char> = surface.chars().collect();
        let found = self.system.analyzer.prefix_dictionary.common_prefix_search(&chars);
        let entries: Vec<ModelForm> = found
            .filter(|(_, length)| *length == chars.len())
            .flat_map(|(bytes, _)| bytes.as_chunks::<10>().0)
            .filter_map(|b| {
                let id = u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
                let details: Vec<String> =
                    self.system.analyzer.word_details_iter(id as usize).map(str::to_string).collect();
                let same = details.get(BASE_FORM).is_some_and(|d| d == base) && fits(&details);
                let info = WordInfo::at(self.system.words(), id)?;
                let (left, right) = (u16::from_le_bytes([b[6], b[7]]), u16::from_le_bytes([b[8], b[9]]));
                same.then_some(ModelForm { left, right, info })
            })
            .collect();
        // 走れ is a condition and a command; the first is the commoner
        entries.into_iter().min_by_key(|m| m.info.form == Form::Imperative)
    }
}

/// Models with their ending and the endings of their forms: the one that the
/// row names, or all that end like the word.
fn models(w: &OwnWord) -> Vec<(String, &'static str, &'static str)> {
    let rows = MODELS.lines().filter(|l| !l.starts_with('#')).skip(1);
    let rows = rows.filter_map(|l| <[&'static str; 4]>::try_from(l.split('\t').collect::<Vec<_>>()).ok());
    let mut out: Vec<(String, &str, &str)> = Vec::new();
    for [pos, ending, model, endings] in rows {
        let ending = ending.trim_matches('-');
        let fits = pos.starts_with(w.pos) && w.word.ends_with(ending);
        let model = match &w.like {
            Some(like) if like.ends_with(ending) => like.clone(),
            Some(_) => continue,
            None => model.to_string(),
        };
        if fits {
            out.push((model, ending, endings));
        }
    }
    // without a model named, the first of an ending: new verbs in る go like 走る
    out.truncate(if w.like.is_some() { out.len() } else { 1 });
    out
}
