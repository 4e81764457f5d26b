//! What is counted, of whom and what happened to them, independent of language and wording: the
//! tables of concepts and of countries, and the user's synonyms.

use super::phrases::{Phrases, SHORTEST_STEM};
use crate::error::{Error, ErrorKind, Result};
use crate::text::Words;
use crate::text::fold::fold;
use crate::ui::Ui;
use std::path::Path;
use std::sync::LazyLock;

/// What a concept tells of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ConceptKind {
    /// The counted thing.
    Thing,
    /// What happened to it.
    State,
    /// Whose it is.
    Place,
    /// What a price or a share is of.
    About,
    /// The past day, whose count every day has anew.
    Daily,
    /// Wind and temperature, which every day has anew too.
    Weather,
}

impl ConceptKind {
    /// Whether two of it in two sentences make them two statements.
    pub(crate) const fn is_subject(self) -> bool {
        matches!(self, Self::Place | Self::About)
    }
}

/// One concept.
#[derive(Clone, Debug)]
pub(crate) struct Concept {
    pub(crate) id: String,
    pub(crate) kind: ConceptKind,
    uk: String,
    en: String,
}

impl Concept {
    pub(crate) fn name(&self, ui: Ui) -> &str {
        match ui {
            Ui::Uk => &self.uk,
            Ui::En => &self.en,
        }
    }

    /// Whether it is people of any kind.
    pub(crate) fn is_person(&self) -> bool {
        self.id == "person" || self.id.starts_with("person.")
    }

    /// Whether the two can be said of the same thing: soldiers and people, not soldiers and tanks.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let within = |a: &str, b: &str| {
            a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with('.'))
        };
        within(&self.id, &other.id) || within(&other.id, &self.id)
    }
}

/// Synonyms of subjects: the shipped table, and the user's (`--synonyms`).
#[derive(Clone, Debug)]
pub struct Synonyms {
    concepts: Vec<Concept>,
    phrases: Phrases<u32>,
}

impl Default for Synonyms {
    fn default() -> Self {
        static SHIPPED: LazyLock<Synonyms> = LazyLock::new(Synonyms::load);
        SHIPPED.clone()
    }
}

impl Synonyms {
    fn load() -> Self {
        let mut synonyms = Self { concepts: Vec::new(), phrases: Phrases::default() };
        for line in include_str!("data/subjects.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [class, id, uk, en, forms] = fields[..] else { continue };
            let kind = match class {
                "state" => ConceptKind::State,
                "about" => ConceptKind::About,
                "daily" => ConceptKind::Daily,
                "weather" => ConceptKind::Weather,
                _ => ConceptKind::Thing,
            };
            let concept = synonyms.push(id, kind, uk, en);
            synonyms.add_forms(forms, concept);
        }
        for line in include_str!("data/countries.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [code, uk, en, forms] = fields[..] else { continue };
            let concept = synonyms.push(code, ConceptKind::Place, uk, en);
            synonyms.add_forms(forms, concept);
        }
        synonyms
    }

    fn add_forms(&mut self, forms: &str, concept: u32) {
        for form in forms.split(' ') {
            self.phrases.add(&form.replace('_', " "), concept);
        }
    }

    fn push(&mut self, id: &str, kind: ConceptKind, uk: &str, en: &str) -> u32 {
        self.concepts.push(Concept { id: id.into(), kind, uk: uk.into(), en: en.into() });
        (self.concepts.len() - 1) as u32
    }

    /// Adds the user's synonyms from the file `path`.
    ///
    /// A line is a name and its synonyms, separated by tabs; `*` at the end of a word stands for
    /// any ending (`дронобої`, tab, `drone hunter*`, tab, `мисливц* на дрони`). A name that is known already
    /// (`КНДР`) gets further synonyms. Empty lines and those that begin with `#` say nothing.
    ///
    /// # Errors
    /// A file that cannot be read, and lines without a synonym, by their number.
    pub fn extend_from(&mut self, path: &Path) -> Result<()> {
        let table = std::fs::read_to_string(path).map_err(|error| {
            Error::new(ErrorKind::Read, "the table of synonyms cannot be read")
                .at(path)
                .because(error)
        })?;
        for (index, line) in table.trim_start_matches('\u{FEFF}').lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let mut names = line.split('\t').map(str::trim).filter(|name| !name.is_empty());
            let (Some(name), Some(first)) = (names.next(), names.next()) else {
                return Err(Error::new(
                    ErrorKind::Usage,
                    "a name and at least one synonym are wanted, separated by a tab",
                )
                .at(path)
                .record(index as u64 + 1, None));
            };
            let usable = |phrase: &str| {
                phrase
                    .split_whitespace()
                    .all(|word| fold(word.trim_end_matches('*')).chars().count() >= SHORTEST_STEM)
            };
            let concept = self.named(name).unwrap_or_else(|| {
                self.push(
                    &fold(name).replace(char::is_whitespace, "_"),
                    ConceptKind::Thing,
                    name,
                    name,
                )
            });
            for synonym in [name, first].into_iter().chain(names) {
                if !usable(synonym) {
                    return Err(Error::new(
                        ErrorKind::Usage,
                        format!(
                            "«{synonym}»: a word of at least {SHORTEST_STEM} letters is wanted"
                        ),
                    )
                    .at(path)
                    .record(index as u64 + 1, None));
                }
                self.phrases.add(synonym, concept);
            }
        }
        Ok(())
    }

    fn named(&self, name: &str) -> Option<u32> {
        let words = Words::new(name);
        let (concept, next) = self.at(&words, 0, words.len())?;
        (next == words.len()).then_some(concept)
    }

    pub(crate) fn concept(&self, index: u32) -> &Concept {
        &self.concepts[index as usize]
    }

    /// The concept of the longest phrase that begins at word `index`, and the word after it.
    pub(crate) fn at(&self, words: &Words, index: usize, end: usize) -> Option<(u32, usize)> {
        self.phrases.at(words, index, end)
    }
}

/// Letters of a word that stay in all its forms, in most words of the three languages.
const STEM_LETTERS: usize = 5;
/// Bits of a letter in a stem; Cyrillic ones need eleven.
const LETTER_BITS: u32 = 12;

/// Key of a word whose concept nobody knows: its first letters, with those that Ukrainian and
/// Russian write differently made alike.
pub(crate) fn stem(folded: &[u8]) -> u64 {
    let mut stem = 0;
    let mut rest = folded;
    for _ in 0..STEM_LETTERS {
        let (letter, after) = match *rest {
            [] => break,
            [lead @ 0xC0..0xE0, next, ref after @ ..] => {
                (u64::from(lead & 0x1F) << 6 | u64::from(next & 0x3F), after)
            }
            // Letters of other alphabets count byte by byte: their words are only compared.
            [byte, ref after @ ..] => (u64::from(byte), after),
        };
        let letter = match char::from_u32(letter as u32) {
            Some('и' | 'і' | 'ї' | 'ы') => u64::from('и'),
            Some('е' | 'є' | 'э' | 'ё') => u64::from('е'),
            Some('ґ') => u64::from('г'),
            _ => letter,
        };
        stem = stem << LETTER_BITS | letter;
        rest = after;
    }
    stem
}

/// The first three letters of a stem.
pub(crate) fn beginning(stem: u64) -> u64 {
    let letters = (u64::BITS - stem.leading_zeros()).div_ceil(LETTER_BITS);
    stem >> (LETTER_BITS * letters.saturating_sub(3))
}

/// The letters of [`stem`], for ids.
pub(crate) fn stem_text(folded: &str) -> &str {
    let end = folded.char_indices().nth(STEM_LETTERS).map_or(folded.len(), |(at, _)| at);
    &folded[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(synonyms: &Synonyms, text: &str) -> Option<String> {
        let words = Words::new(text);
        let (concept, next) = synonyms.at(&words, 0, words.len())?;
        (next == words.len()).then(|| synonyms.concept(concept).id.clone())
    }

    #[test]
    fn one_country_under_all_its_names() {
        let synonyms = Synonyms::default();
        for name in [
            "КНДР",
            "Північної Кореї",
            "північнокорейських",
            "Северная Корея",
            "DPRK",
            "North Korean",
        ] {
            assert_eq!(id(&synonyms, name).as_deref(), Some("kp"), "{name}");
        }
        assert_eq!(id(&synonyms, "Південною Кореєю").as_deref(), Some("kr"));
    }

    #[test]
    fn every_country_has_its_names_and_other_words_have_none() {
        let synonyms = Synonyms::default();
        let table = include_str!("data/countries.tsv");
        let mut countries = 0;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [code, uk, en, _] = fields[..] else { panic!("four columns wanted: {line}") };
            countries += 1;
            for name in [uk, en] {
                // Short names that are other words too have only their adjectives.
                let known = id(&synonyms, name).is_none_or(|found| found == code);
                assert!(known, "{name} is {:?}, not {code}", id(&synonyms, name));
            }
        }
        assert!(countries >= 195, "{countries}");
        for (name, code) in [
            ("словацьких", "sk"),
            ("Кот-д'Івуар", "ci"),
            ("нидерландского", "nl"),
            ("Czech", "cz"),
            ("Dominican Republic", "do"),
            ("південносуданських", "ss"),
            ("ЮАР", "za"),
            ("Emirati", "ae"),
            ("конголезького", "cg"),
        ] {
            assert_eq!(id(&synonyms, name).as_deref(), Some(code), "{name}");
        }
        for word in [
            "індивідуальних",
            "індикатор",
            "гречка",
            "romance",
            "italic",
            "чехол",
            "угорі",
            "пар",
            "мали",
            "того",
            "сирі",
            "чадний",
            "чехлы",
            "индексы",
            "того",
        ] {
            assert_eq!(id(&synonyms, word), None, "{word}");
        }
    }

    #[test]
    fn soldiers_are_people_and_no_tanks() {
        let synonyms = Synonyms::default();
        let concept = |name: &str| {
            let words = Words::new(name);
            synonyms
                .at(&words, 0, words.len())
                .map(|(concept, _)| synonyms.concept(concept).clone())
                .unwrap()
        };
        assert!(concept("солдатів").fits(&concept("осіб")));
        assert!(concept("военных").fits(&concept("troops")));
        assert!(!concept("солдатів").fits(&concept("танків")));
        assert!(!concept("солдатів").fits(&concept("дітей")));
    }

    #[test]
    fn the_user_adds_synonyms_and_hears_of_bad_lines() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("synonyms.tsv");
        std::fs::write(&path, "# mine\nКНДР\tкраїн* чучхе\nкотики\tкотик*\tcat*\n").unwrap();
        let mut synonyms = Synonyms::default();
        synonyms.extend_from(&path).unwrap();
        assert_eq!(id(&synonyms, "країні чучхе").as_deref(), Some("kp"));
        assert_eq!(id(&synonyms, "cats"), id(&synonyms, "котиків"));
        std::fs::write(&path, "котики\tкотик*\n\nпесики\n").unwrap();
        let error = synonyms.extend_from(&path).unwrap_err();
        assert_eq!(error.place().record, Some(3));
    }
}
