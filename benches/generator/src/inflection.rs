//! Endings: cases and numbers of nouns and adjectives, past tense and passive of verbs.

use crate::Language;

/// Grammatical case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// Nominative.
    Nominative,
    /// Genitive.
    Genitive,
    /// Dative.
    Dative,
    /// Accusative.
    Accusative,
    /// Instrumental.
    Instrumental,
    /// Locative.
    Locative,
}

/// What a verb or adjective agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Masculine singular.
    Masculine,
    /// Feminine singular.
    Feminine,
    /// Neuter singular.
    Neuter,
    /// Plural.
    Plural,
}

/// Endings of a class of nouns: six cases of the singular, six of the plural.
#[derive(Debug)]
pub struct Class {
    name: &'static str,
    /// Gender of the singular.
    pub gender: Gender,
    endings: [[&'static str; 6]; 2],
}

use Gender::{Feminine, Masculine, Neuter};

const fn class(name: &'static str, gender: Gender, endings: [[&'static str; 6]; 2]) -> Class {
    Class { name, gender, endings }
}

static UKRAINIAN: [Class; 10] = [
    class("m", Masculine, [["", "у", "у", "", "ом", "і"], ["и", "ів", "ам", "и", "ами", "ах"]]),
    class("mj", Masculine, [["й", "ю", "ю", "й", "єм", "ї"], ["ї", "їв", "ям", "ї", "ями", "ях"]]),
    class("ms", Masculine, [["ь", "ю", "ю", "ь", "ем", "і"], ["і", "ів", "ям", "і", "ями", "ях"]]),
    class("f", Feminine, [["а", "и", "і", "у", "ою", "і"], ["и", "", "ам", "и", "ами", "ах"]]),
    class("fs", Feminine, [["я", "ї", "ї", "ю", "єю", "ї"], ["ї", "й", "ям", "ї", "ями", "ях"]]),
    class("fi", Feminine, [["ь", "і", "і", "ь", "ю", "і"], ["і", "ей", "ям", "і", "ями", "ях"]]),
    class("fh", Feminine, [["", "і", "і", "", "чю", "і"], ["і", "ей", "ам", "і", "ами", "ах"]]),
    class("fj", Feminine, [["я", "і", "і", "ю", "ею", "і"], ["і", "ь", "ям", "і", "ями", "ях"]]),
    class("n", Neuter, [["о", "а", "у", "о", "ом", "і"], ["а", "", "ам", "а", "ами", "ах"]]),
    class(
        "nn",
        Neuter,
        [["ня", "ня", "ню", "ня", "ням", "ні"], ["ня", "ь", "ням", "ня", "нями", "нях"]],
    ),
];

static RUSSIAN: [Class; 12] = [
    class("m", Masculine, [["", "а", "у", "", "ом", "е"], ["ы", "ов", "ам", "ы", "ами", "ах"]]),
    class("mj", Masculine, [["й", "я", "ю", "й", "ем", "е"], ["и", "ев", "ям", "и", "ями", "ях"]]),
    class("mi", Masculine, [["й", "я", "ю", "й", "ем", "и"], ["и", "ев", "ям", "и", "ями", "ях"]]),
    class("ms", Masculine, [["ь", "я", "ю", "ь", "ем", "е"], ["и", "ей", "ям", "и", "ями", "ях"]]),
    class("f", Feminine, [["а", "ы", "е", "у", "ой", "е"], ["ы", "", "ам", "ы", "ами", "ах"]]),
    class("fs", Feminine, [["я", "и", "и", "ю", "ей", "и"], ["и", "й", "ям", "и", "ями", "ях"]]),
    class("fi", Feminine, [["ь", "и", "и", "ь", "ью", "и"], ["и", "ей", "ям", "и", "ями", "ях"]]),
    class("fc", Feminine, [["а", "ы", "е", "у", "ей", "е"], ["ы", "", "ам", "ы", "ами", "ах"]]),
    class("fj", Feminine, [["я", "и", "е", "ю", "ей", "е"], ["и", "ь", "ям", "и", "ями", "ях"]]),
    class("n", Neuter, [["о", "а", "у", "о", "ом", "е"], ["а", "", "ам", "а", "ами", "ах"]]),
    class(
        "nn",
        Neuter,
        [["ие", "ия", "ию", "ие", "ием", "ии"], ["ия", "ий", "иям", "ия", "иями", "иях"]],
    ),
    class("nj", Neuter, [["е", "я", "ю", "е", "ем", "и"], ["я", "й", "ям", "я", "ями", "ях"]]),
];

const SIBILANTS_AND_VELARS: [char; 7] = ['к', 'г', 'х', 'ж', 'ш', 'ч', 'щ'];
const CONSONANTS: &str = "бвгджзклмнпрстфхцчшщ";

impl Class {
    /// The class of this name, as the table of nouns writes it; the tables are our own, so an
    /// unknown name is a mistake in them.
    ///
    /// # Panics
    /// On an unknown name.
    pub fn named(name: &str, language: Language) -> &'static Self {
        let name = match (language, name) {
            (Language::Uk, "mi") => "mj",
            (_, "fe") => "fs",
            (Language::Ru, "fh") => "fc",
            _ => name,
        };
        let classes: &'static [Self] = if language == Language::Ru { &RUSSIAN } else { &UKRAINIAN };
        classes
            .iter()
            .find(|class| class.name == name)
            .unwrap_or_else(|| panic!("no class {name} in {language:?}"))
    }

    /// A form of the noun with this stem.
    pub fn form(&self, stem: &str, case: Case, plural: bool, language: Language) -> String {
        let ending = self.endings[usize::from(plural)][case as usize];
        let last = stem.chars().last().unwrap_or(' ');
        let shortened = &stem[..stem.len() - last.len_utf8().min(stem.len())];
        let before = shortened.chars().last().unwrap_or(' ');
        let velar = matches!(last, 'к' | 'г' | 'х');
        if language == Language::Ru {
            if ending == "ы" && SIBILANTS_AND_VELARS.contains(&last) {
                return format!("{stem}и");
            }
            if self.name == "fc" && ending == "ы" && last != 'ц' {
                return format!("{stem}и");
            }
        } else if velar && ending == "і" {
            // к, г, х soften before the locative's і; masculines take у instead.
            return if self.gender == Feminine {
                let soft = match last {
                    'к' => 'ц',
                    'г' => 'з',
                    _ => 'с',
                };
                format!("{shortened}{soft}і")
            } else {
                format!("{stem}у")
            };
        }
        if plural
            && case == Case::Genitive
            && ending.is_empty()
            && last == 'к'
            && CONSONANTS.contains(before)
        {
            return format!("{shortened}ок");
        }
        format!("{stem}{ending}")
    }
}

/// Appends the ending of an adjective whose stem is `stem`.
pub fn push_adjective_ending(
    stem: &str,
    gender: Gender,
    case: Case,
    language: Language,
    out: &mut String,
) {
    const UKRAINIAN: [[&str; 6]; 4] = [
        ["ий", "ого", "ому", "ий", "им", "ому"],
        ["а", "ої", "ій", "у", "ою", "ій"],
        ["е", "ого", "ому", "е", "им", "ому"],
        ["і", "их", "им", "і", "ими", "их"],
    ];
    const RUSSIAN: [[&str; 6]; 4] = [
        ["ый", "ого", "ому", "ый", "ым", "ом"],
        ["ая", "ой", "ой", "ую", "ой", "ой"],
        ["ое", "ого", "ому", "ое", "ым", "ом"],
        ["ые", "ых", "ым", "ые", "ыми", "ых"],
    ];
    match language {
        Language::Uk => out.push_str(UKRAINIAN[gender as usize][case as usize]),
        Language::Ru => {
            let ending = RUSSIAN[gender as usize][case as usize];
            if let Some(rest) = ending.strip_prefix('ы')
                && stem.ends_with(['к', 'г', 'х', 'ш', 'ж'])
            {
                out.push('и');
                out.push_str(rest);
            } else {
                out.push_str(ending);
            }
        }
        Language::En => {}
    }
}

/// Ending of a verb's past tense.
pub const fn past(gender: Gender, language: Language) -> &'static str {
    const UKRAINIAN: [&str; 4] = ["в", "ла", "ло", "ли"];
    const RUSSIAN: [&str; 4] = ["л", "ла", "ло", "ли"];
    match language {
        Language::Uk => UKRAINIAN[gender as usize],
        Language::Ru => RUSSIAN[gender as usize],
        Language::En => "",
    }
}

/// «был» and the ending of a Russian short passive.
pub const fn russian_passive(gender: Gender) -> (&'static str, &'static str) {
    match gender {
        Gender::Masculine => ("был ", ""),
        Gender::Feminine => ("была ", "а"),
        Gender::Neuter => ("было ", "о"),
        Gender::Plural => ("были ", "ы"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_soften_and_fleet() {
        let uk = |class: &str, stem: &str, case, plural| {
            Class::named(class, Language::Uk).form(stem, case, plural, Language::Uk)
        };
        assert_eq!(uk("f", "дорог", Case::Locative, false), "дорозі");
        assert_eq!(uk("f", "перевірк", Case::Genitive, true), "перевірок");
        assert_eq!(uk("m", "склад", Case::Instrumental, true), "складами");
        let ru = |class: &str, stem: &str, case, plural| {
            Class::named(class, Language::Ru).form(stem, case, plural, Language::Ru)
        };
        assert_eq!(ru("f", "фабрик", Case::Genitive, false), "фабрики");
        assert_eq!(ru("nn", "решен", Case::Genitive, true), "решений");
    }
}
