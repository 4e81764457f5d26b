//! The vocabulary: the tables under `data/`, inflected once, and the made-up long tail behind them.

use crate::Language;
use crate::inflection::{Case, Class, Gender, push_adjective_ending};
use crate::random::{Rng, ln_range, mix};
use crate::syllable;
use std::sync::LazyLock;

/// Kinds of nouns, real and made-up; their use is Zipf-shaped.
pub const NOUNS: u32 = 60_000;
/// Kinds of adjectives.
pub const ADJECTIVES: u32 = 12_000;
const CASES: [Case; 6] = [
    Case::Nominative,
    Case::Genitive,
    Case::Dative,
    Case::Accusative,
    Case::Instrumental,
    Case::Locative,
];

/// The tables.
pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// A row of cells of one of the tables.
pub type Row = Vec<&'static str>;

struct Noun {
    /// By language, number and case.
    forms: [[[String; 6]; 2]; 3],
    gender: [Gender; 2],
}

/// All tables.
pub struct Lexicon {
    nouns: Vec<Noun>,
    /// Ukrainian and Russian stem, English.
    adjectives: Vec<Row>,
    /// Ukrainian past stem and -но form, Russian past stem and short passive, English.
    pub verbs: Vec<Row>,
    /// Nominative, locative with preposition, genitive in Ukrainian, in Russian; English.
    pub places: Vec<Row>,
    /// Nominative, gender, genitive in Ukrainian, in Russian; English.
    pub orgs: Vec<Row>,
    /// Nominative, genitive in Ukrainian, in Russian; English.
    pub titles: Vec<Row>,
    /// Ukrainian, Russian, English, gender.
    pub given: Vec<Row>,
    /// One, few, many in Ukrainian, in Russian; one, many in English.
    pub counted: Vec<Row>,
    /// Ukrainian, Russian, English units of measure.
    pub measures: Vec<Row>,
    /// Ukrainian, Russian, English currencies.
    pub money: Vec<Row>,
    /// Ukrainian, Russian, English phrases slipped in.
    pub inserts: Vec<Row>,
    /// Format, Ukrainian, Russian, English sentence of recurring formats.
    pub formats: Vec<Row>,
    ln_nouns: f64,
    ln_adjectives: f64,
}

/// The rows of a table: lines that are not empty and not a comment.
pub fn rows(table: &'static str) -> Vec<Row> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect()
}

/// Made-up nouns with an even draw are the same word in Ukrainian and Russian, spelt by each.
const COGNATE: u64 = 60;

impl Lexicon {
    fn load() -> Self {
        let nouns = rows(include_str!("../data/nouns.tsv")).iter().map(|row| noun(row)).collect();
        let units = rows(include_str!("../data/measures.tsv"));
        let of_kind = |kind: &str| {
            units.iter().filter(|row| row[0] == kind).map(|row| row[1..].to_vec()).collect()
        };
        Self {
            nouns,
            adjectives: rows(include_str!("../data/adjectives.tsv")),
            verbs: rows(include_str!("../data/verbs.tsv")),
            places: rows(include_str!("../data/places.tsv")),
            orgs: rows(include_str!("../data/orgs.tsv")),
            titles: rows(include_str!("../data/titles.tsv")),
            given: rows(include_str!("../data/given.tsv")),
            counted: rows(include_str!("../data/counted.tsv")),
            measures: of_kind("measure"),
            money: of_kind("money"),
            inserts: rows(include_str!("../data/inserts.tsv")),
            formats: rows(include_str!("../data/formats.tsv")),
            ln_nouns: ln_range(NOUNS),
            ln_adjectives: ln_range(ADJECTIVES),
        }
    }

    /// A noun by Zipf's law.
    pub fn draw_noun(&self, rng: &mut Rng) -> u32 {
        rng.zipf(NOUNS, self.ln_nouns)
    }

    /// An adjective by Zipf's law.
    pub fn draw_adjective(&self, rng: &mut Rng) -> u32 {
        rng.zipf(ADJECTIVES, self.ln_adjectives)
    }

    /// Whether the noun stands in the table, and so has a near-synonym: its number with the lowest
    /// bit turned.
    pub fn noun_has_synonym(&self, noun: u32) -> bool {
        (noun as usize) < self.nouns.len() & !1
    }

    /// The same for adjectives.
    pub fn adjective_has_synonym(&self, adjective: u32) -> bool {
        (adjective as usize) < self.adjectives.len() & !1
    }

    /// What a verb or adjective beside the noun agrees with.
    pub fn gender(&self, noun: u32, language: Language) -> Gender {
        match (self.nouns.get(noun as usize), language) {
            (_, Language::En) => Gender::Masculine,
            (Some(noun), language) => noun.gender[language as usize],
            (None, _) if made_up_is_feminine(noun) => Gender::Feminine,
            (None, _) => Gender::Masculine,
        }
    }

    /// Appends a form of a noun.
    pub fn push_noun(
        &self,
        noun: u32,
        case: Case,
        plural: bool,
        language: Language,
        out: &mut String,
    ) {
        if let Some(noun) = self.nouns.get(noun as usize) {
            out.push_str(&noun.forms[language as usize][usize::from(plural)][case as usize]);
            return;
        }
        push_stem(u64::from(noun), 2 + u32::from(noun.is_multiple_of(3)), language, out);
        if language == Language::En {
            if plural {
                out.push('s');
            }
            return;
        }
        const MASCULINE: [[[&str; 6]; 2]; 2] = [
            [["", "у", "у", "", "ом", "і"], ["и", "ів", "ам", "и", "ами", "ах"]],
            [["", "а", "у", "", "ом", "е"], ["ы", "ов", "ам", "ы", "ами", "ах"]],
        ];
        const FEMININE: [[[&str; 6]; 2]; 2] = [
            [["а", "и", "і", "у", "ою", "і"], ["и", "", "ам", "и", "ами", "ах"]],
            [["а", "ы", "е", "у", "ой", "е"], ["ы", "", "ам", "ы", "ами", "ах"]],
        ];
        let endings = if made_up_is_feminine(noun) { &FEMININE } else { &MASCULINE };
        out.push_str(endings[language as usize][usize::from(plural)][case as usize]);
    }

    /// Appends an adjective in agreement.
    pub fn push_adjective(
        &self,
        adjective: u32,
        gender: Gender,
        case: Case,
        language: Language,
        out: &mut String,
    ) {
        if let Some(row) = self.adjectives.get(adjective as usize) {
            let stem = row[language as usize];
            out.push_str(stem);
            push_adjective_ending(stem, gender, case, language, out);
            return;
        }
        push_stem(u64::from(adjective) | 1 << 40, 2, language, out);
        let suffix = ["ськ", "ск", "ian"][language as usize];
        out.push_str(suffix);
        push_adjective_ending(suffix, gender, case, language, out);
    }
}

const fn made_up_is_feminine(noun: u32) -> bool {
    mix(noun as u64, 5) & 1 == 0
}

fn push_stem(word: u64, syllables: u32, language: Language, out: &mut String) {
    let draw = mix(word, 77);
    // English shares no stem with the other two; Russian shares those that are cognates.
    let own =
        language == Language::En || language == Language::Ru && mix(word, 78) % 100 >= COGNATE;
    let seed = if own { mix(draw, language as u64 + 1) } else { draw };
    syllable::push(seed, syllables, language, out);
}

fn noun(row: &[&'static str]) -> Noun {
    let slavic = |cell: &str, class: &str, language: Language| {
        let (nominative, stem) = cell.split_once('|').map_or((None, cell), |(n, s)| (Some(n), s));
        let class = Class::named(class, language);
        let forms = [false, true].map(|plural| {
            CASES.map(|case| match (nominative, case, plural) {
                (Some(nominative), Case::Nominative | Case::Accusative, false) => {
                    match class.form("", case, false, language).as_str() {
                        "" => nominative.to_owned(),
                        ending => format!("{}{ending}", nominative.trim_end_matches(ending)),
                    }
                }
                _ => class.form(stem, case, plural, language),
            })
        });
        (forms, class.gender)
    };
    let (ukrainian, gender_uk) = slavic(row[0], row[1], Language::Uk);
    let (russian, gender_ru) = slavic(row[2], row[3], Language::Ru);
    let english = row[4];
    let many = if english.ends_with('s') {
        english.to_owned()
    } else if let Some(stem) = english.strip_suffix('y').filter(|s| !s.ends_with(['a', 'e', 'o'])) {
        format!("{stem}ies")
    } else if english.ends_with("ch") {
        format!("{english}es")
    } else {
        format!("{english}s")
    };
    let english = [false, true]
        .map(|plural| CASES.map(|_| if plural { many.clone() } else { english.to_owned() }));
    Noun { forms: [ukrainian, russian, english], gender: [gender_uk, gender_ru] }
}
