//! What this box knows of single words: abbreviations, function words, verbs of speech and the
//! like, looked up by hash, once for each word of a text.
//!
//! The tables are `data/words.*.tsv`: a class, a tab, and words. `stem+a,b,c` stands for `stema`,
//! `stemb`, `stemc`, and a bare comma for the stem itself.

use super::fold;
use super::stem::stem;
use super::word::{self, WordHash, Words};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Classes of a word, as a set of bits; empty for most words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Lexeme(u32);

impl Lexeme {
    /// Abbreviation that stands before what it belongs to: вул. Садова, Mr. Smith.
    pub(super) const BEFORE: Self = Self(1);
    /// Abbreviation that stands after it and can end a sentence: 5 тис., Inc.
    pub(super) const AFTER: Self = Self(1 << 1);
    /// Both: after a number or a fellow letter (2024 р., т. д.) like `AFTER`, else like `BEFORE`.
    pub(super) const EITHER: Self = Self(1 << 2);
    /// Abbreviation only when a number follows: No. 5, Jan. 3.
    pub(super) const NUMBER: Self = Self(1 << 3);
    /// Last part of an address or a name, after a dot: ua, com, Нет.
    pub(super) const DOMAIN: Self = Self(1 << 4);
    /// Frequent word of Ukrainian.
    pub(super) const UK: Self = Self(1 << 5);
    /// Frequent word of Russian.
    pub(super) const RU: Self = Self(1 << 6);
    /// Frequent word of English.
    pub(super) const EN: Self = Self(1 << 7);
    /// Frequent word of a neighbouring language that is none of these.
    pub(super) const FOREIGN: Self = Self(1 << 8);
    /// Governs the words after it.
    pub(super) const PREPOSITION: Self = Self(1 << 9);
    /// Can stand beside a verb of speech and is never its subject: adverbs, conjunctions, months.
    pub(super) const ADVERB: Self = Self(1 << 10);
    /// Verb of speech.
    pub(super) const SAYS: Self = Self(1 << 11);
    /// He.
    pub(super) const HE: Self = Self(1 << 12);
    /// She.
    pub(super) const SHE: Self = Self(1 << 13);
    /// They.
    pub(super) const THEY: Self = Self(1 << 14);
    /// Opens a clause of what is said: що, что, that.
    pub(super) const THAT: Self = Self(1 << 15);
    /// Office or standing of a person: президент, spokeswoman. Nominative.
    pub(super) const TITLE: Self = Self(1 << 16);
    /// First word of a phrase of the page's furniture.
    pub(super) const FURNITURE: Self = Self(1 << 17);
    /// Announces words or a source: за словами, according to. The noun of the phrase.
    pub(super) const WORDS_OF: Self = Self(1 << 18);
    /// Text that someone speaks in: у заяві, в интервью.
    pub(super) const DOCUMENT: Self = Self(1 << 19);
    /// A listener, never the speaker: журналістам, reporters.
    pub(super) const LISTENER: Self = Self(1 << 20);
    /// A verb of speech only beside a quotation, a clause of what is said, or at a sentence's end:
    /// передав, написав, called.
    pub(super) const BESIDE: Self = Self(1 << 21);
    /// A word of a function: some sentence can begin with it, no name does.
    pub(super) const FUNCTION: Self = Self(Self::UK.0 | Self::RU.0 | Self::EN.0);

    /// Whether any class of `classes` is in it.
    pub(super) const fn is(self, classes: Self) -> bool {
        self.0 & classes.0 != 0
    }

    /// The classes of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const TABLES: [(&str, Lexeme); 4] = [
    (include_str!("data/words.uk.tsv"), Lexeme::UK),
    (include_str!("data/words.ru.tsv"), Lexeme::RU),
    (include_str!("data/words.en.tsv"), Lexeme::EN),
    (include_str!("data/words.foreign.tsv"), Lexeme::FOREIGN),
];

static TABLE: LazyLock<FxHashMap<WordHash, Lexeme>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (text, language) in TABLES {
        for (class, word) in entries(text) {
            let class = class_of(class, language).unwrap_or_default();
            let lexeme: &mut Lexeme = table.entry(word::hash(&word)).or_default();
            *lexeme = lexeme.or(class);
        }
    }
    for first in super::furniture::first_words() {
        let lexeme = table.entry(first).or_default();
        *lexeme = lexeme.or(Lexeme::FURNITURE);
    }
    table
});

/// Stems of things whose names stand in quotation marks: газета «…», закон «…», так званий «…».
static NAMED: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    TABLES
        .iter()
        .flat_map(|table| entries(table.0))
        .filter(|entry| entry.0 == "named")
        .map(|entry| stem(&fold::fold(&entry.1)).to_owned())
        .collect()
});

/// Whether quotation marks behind a word with this folded form hold a name.
pub(super) fn takes_name(folded: &str) -> bool {
    NAMED.contains(stem(folded))
}

fn class_of(name: &str, language: Lexeme) -> Option<Lexeme> {
    Some(match name {
        "before" => Lexeme::BEFORE,
        "after" => Lexeme::AFTER,
        "either" => Lexeme::EITHER,
        "number" => Lexeme::NUMBER,
        "domain" => Lexeme::DOMAIN,
        "function" => language,
        "preposition" => Lexeme::PREPOSITION,
        "adverb" => Lexeme::ADVERB,
        "says" => Lexeme::SAYS,
        "beside" => Lexeme::SAYS.or(Lexeme::BESIDE),
        "he" => Lexeme::HE.or(language),
        "she" => Lexeme::SHE.or(language),
        "they" => Lexeme::THEY.or(language),
        "that" => Lexeme::THAT.or(language),
        "title" => Lexeme::TITLE,
        "words-of" => Lexeme::WORDS_OF,
        "document" => Lexeme::DOCUMENT,
        // By stem; see `takes_name`.
        "named" => Lexeme::default(),
        "listener" => Lexeme::LISTENER,
        _ => return None,
    })
}

/// Class and word of every entry of a table.
fn entries(table: &str) -> impl Iterator<Item = (&str, String)> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (class, word)))
        .flat_map(|(class, word)| {
            let (stem, endings) = word.split_once('+').unwrap_or((word, ""));
            endings.split(',').map(move |ending| (class, format!("{stem}{ending}")))
        })
}

/// The classes of every word, in order.
pub(super) fn look_up(words: &Words) -> Vec<Lexeme> {
    let table = &*TABLE;
    words.iter().map(|word| table.get(&word.hash).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_has_a_known_class() {
        for (table, _) in TABLES {
            for (class, word) in entries(table) {
                assert!(class_of(class, Lexeme::UK).is_some(), "{class}: {word}");
                assert_eq!(Words::new(&word).len(), 1, "{word} is not one word");
            }
        }
    }

    #[test]
    fn forms_are_made_of_stem_and_endings() {
        let forms: Vec<_> = entries("says\tсказа+в,ла each+,s\n# says\tno").collect();
        assert_eq!(
            forms.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(),
            ["сказав", "сказала", "each", "eachs"]
        );
        let found = look_up(&Words::new("Сказала вона тис. said"));
        assert!(found[0].is(Lexeme::SAYS) && found[1].is(Lexeme::SHE));
        assert!(found[2].is(Lexeme::AFTER) && found[3].is(Lexeme::SAYS));
    }
}
