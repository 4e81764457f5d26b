//! What is counted, of whom and what happened to them, independent of language and wording: the
//! table of concepts, and the user's synonyms.

use crate::error::{Error, ErrorKind, Result};
use crate::text::fold::fold;
use crate::text::{Words, word};
use crate::ui::Ui;
use rustc_hash::FxHashMap;
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

    /// Whether the two can be said of the same thing: soldiers and people, not soldiers and tanks.
    pub(crate) fn fits(&self, other: &Self) -> bool {
        let within = |a: &str, b: &str| {
            a == b || a.strip_prefix(b).is_some_and(|rest| rest.starts_with('.'))
        };
        within(&self.id, &other.id) || within(&other.id, &self.id)
    }
}

/// One word of a synonym: whole, or the beginning of any form of it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    folded: String,
    open: bool,
}

impl Pattern {
    fn new(form: &str) -> Self {
        let open = form.ends_with('*');
        Self { folded: fold(form.trim_end_matches('*')), open }
    }

    fn fits(&self, folded: &str) -> bool {
        if self.open { folded.starts_with(&self.folded) } else { folded == self.folded }
    }
}

/// Synonyms of subjects: the shipped table, and the user's (`--synonyms`).
#[derive(Clone, Debug)]
pub struct Synonyms {
    concepts: Vec<Concept>,
    /// Phrases by the folded beginning of their first word.
    phrases: FxHashMap<String, Vec<(Vec<Pattern>, u32)>>,
}

/// Shortest beginning that the table looks up, in characters.
const SHORTEST_STEM: usize = 2;

impl Default for Synonyms {
    fn default() -> Self {
        static SHIPPED: LazyLock<Synonyms> = LazyLock::new(Synonyms::load);
        SHIPPED.clone()
    }
}

impl Synonyms {
    fn load() -> Self {
        let mut synonyms = Self { concepts: Vec::new(), phrases: FxHashMap::default() };
        for line in include_str!("data/subjects.tsv").lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            let [class, id, uk, en, forms] = fields[..] else { continue };
            let kind = match class {
                "state" => ConceptKind::State,
                "place" => ConceptKind::Place,
                _ => ConceptKind::Thing,
            };
            let concept = synonyms.push(id, kind, uk, en);
            for form in forms.split(' ') {
                synonyms.add(&form.replace('_', " "), concept);
            }
        }
        synonyms
    }

    fn push(&mut self, id: &str, kind: ConceptKind, uk: &str, en: &str) -> u32 {
        self.concepts.push(Concept { id: id.into(), kind, uk: uk.into(), en: en.into() });
        (self.concepts.len() - 1) as u32
    }

    fn add(&mut self, phrase: &str, concept: u32) {
        let patterns: Vec<Pattern> = phrase.split_whitespace().map(Pattern::new).collect();
        let Some(first) = patterns.first().map(|first| first.folded.clone()) else { return };
        self.phrases.entry(first).or_default().push((patterns, concept));
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
                self.add(synonym, concept);
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
        let folded = words.folded(index);
        let mut best: Option<(u32, usize, usize)> = None;
        for (count, (at, c)) in folded.char_indices().enumerate() {
            let stem = &folded[..at + c.len_utf8()];
            if count + 1 < SHORTEST_STEM {
                continue;
            }
            let Some(phrases) = self.phrases.get(stem) else { continue };
            for (patterns, concept) in phrases {
                let next = index + patterns.len();
                let fits = next <= end
                    && patterns
                        .iter()
                        .zip(index..)
                        .all(|(pattern, at)| pattern.fits(words.folded(at)));
                // More words first, then the longer beginning.
                let rank = (next, stem.len());
                if fits && best.is_none_or(|(_, next, length)| rank > (next, length)) {
                    best = Some((*concept, next, stem.len()));
                }
            }
        }
        best.map(|(concept, next, _)| (concept, next))
    }
}

/// Letters of a word that stay in all its forms, in most words of the three languages.
const STEM_LETTERS: usize = 5;

/// Key of a word whose concept nobody knows: its first letters, with those that Ukrainian and
/// Russian write differently made alike.
pub(crate) fn stem(folded: &str) -> u64 {
    let skeleton: String = folded
        .chars()
        .take(STEM_LETTERS)
        .map(|c| match c {
            'и' | 'і' | 'ї' | 'ы' => 'и',
            'е' | 'є' | 'э' | 'ё' => 'е',
            'ґ' => 'г',
            other => other,
        })
        .collect();
    word::hash(&skeleton)
}

/// The letters of [`stem`], for ids.
pub(crate) fn stem_text(folded: &str) -> String {
    folded.chars().take(STEM_LETTERS).collect()
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
