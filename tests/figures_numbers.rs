//! Numbers in every way of writing them, and what holds of all figures of any text.

use proptest::prelude::*;
use rodovid::article::{Article, Language};
use rodovid::figures::{self, Decimal, Figure, Kind, Qualifier};
use rodovid::text::Document;

fn read(text: &str, code: &str) -> Vec<Figure> {
    let article = Article {
        text: text.to_owned(),
        language: Language::from_code(code),
        ..Article::default()
    };
    figures::read(text, &Document::new(&article))
}

fn only_value(text: &str, code: &str) -> Option<Decimal> {
    match &read(text, code)[..] {
        [figure] => figure.value,
        _ => None,
    }
}

#[test]
fn number_words_give_the_number_they_were_made_of() {
    let table = include_str!("evaluation/number-words.tsv");
    let mut wrong = Vec::new();
    let mut all = 0;
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [language, _, value, words] = fields[..] else { panic!("four columns: {line}") };
        all += 1;
        if only_value(words, language) != value.parse().ok() {
            wrong.push(line);
        }
    }
    assert!(all > 1000, "the table is too short: {all}");
    assert!(wrong.is_empty(), "{} of {all} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Nouns that ask for no other reading of the number before them.
const COUNTED: [(&str, &str, &str); 3] =
    [("uk", "тис.", "солдатів"), ("ru", "тыс.", "солдат"), ("en", "thousand", "soldiers")];

/// `digits` in groups of three.
fn grouped(digits: u64, separator: &str) -> String {
    let plain = digits.to_string();
    let mut text = String::new();
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push_str(separator);
        }
        text.push(digit);
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_separator_reads_alike(number in 10_000_u64..1_000_000_000_000) {
        for (language, _, noun) in COUNTED {
            for separator in ["", " ", "\u{A0}", "\u{202F}", "\u{2009}", "'", "’"] {
                let text = format!("Там було {} {noun}.", grouped(number, separator));
                prop_assert_eq!(only_value(&text, language), Decimal::new(number.cast_signed(), 0), "{}", text);
            }
        }
    }

    #[test]
    fn a_magnitude_word_multiplies(number in 2_u32..900) {
        for (language, thousand, noun) in COUNTED {
            let text = format!("Було {number} {thousand} {noun}.");
            prop_assert_eq!(only_value(&text, language), Decimal::whole(number).shift(3), "{}", text);
        }
    }

    #[test]
    fn decimals_are_exact(whole in 1_u32..900, fraction in 1_u32..100) {
        let expected: Decimal = format!("{whole}.{fraction:02}").parse().unwrap();
        for text in [format!("{whole},{fraction:02} млн гривень"), format!("{whole}.{fraction:02} млн гривень")] {
            prop_assert_eq!(only_value(&text, "uk"), expected.shift(6), "{}", text);
        }
    }

    #[test]
    fn printing_and_reading_again_gives_the_same(mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, scale in 0_u8..16) {
        if let Some(decimal) = Decimal::new(mantissa, scale) {
            let printed = decimal.to_string();
            prop_assert!(!printed.contains(['e', 'E']));
            prop_assert_eq!(printed.parse::<Decimal>().ok(), Some(decimal));
        }
    }

    #[test]
    fn a_range_has_both_its_ends(low in 2_u32..400, more in 1_u32..400) {
        let high = low + more;
        for text in [format!("від {low} до {high} тисяч солдатів"), format!("{low}–{high} тис. солдатів"), format!("between {low} and {high} thousand soldiers")] {
            let language = if text.starts_with('b') { "en" } else { "uk" };
            let found = read(&text, language);
            prop_assert_eq!(found.len(), 1, "{}", &text);
            prop_assert_eq!(found[0].qualifier, Qualifier::Range);
            prop_assert_eq!((found[0].low, found[0].high), (Decimal::whole(low).shift(3), Decimal::whole(high).shift(3)));
        }
    }

    /// Pieces of which figures are made, in any order: nothing may panic, and what is found is
    /// whole, in order and within its bounds.
    #[test]
    fn figures_of_any_text_are_well_formed(pieces in proptest::collection::vec(piece(), 0..24), language in 0_usize..4) {
        well_formed(&pieces.concat(), ["uk", "ru", "en", ""][language])?;
    }

    #[test]
    fn figures_of_any_characters_are_well_formed(text in any::<String>()) {
        well_formed(&text, "")?;
    }
}

fn well_formed(text: &str, language: &str) -> Result<(), TestCaseError> {
    let found = read(text, language);
    let mut end = 0;
    for figure in &found {
        prop_assert!(figure.span.start >= end, "{:?} overlaps in {:?}", figure, text);
        end = figure.span.end;
        prop_assert!(text.get(figure.span.range()).is_some_and(|part| !part.is_empty()));
        for part in [Some(figure.number), figure.unit, figure.magnitude].into_iter().flatten() {
            prop_assert!(figure.span.contains(part), "{:?} in {:?}", figure, text);
            prop_assert!(text.get(part.range()).is_some());
        }
        if let (Some(low), Some(high)) = (figure.low, figure.high) {
            prop_assert!(low <= high, "{:?} in {:?}", figure, text);
        }
        if let Some(value) = figure.value {
            prop_assert!(figure.low.is_none_or(|low| low <= value), "{:?} in {:?}", figure, text);
            prop_assert!(
                figure.high.is_none_or(|high| value <= high),
                "{:?} in {:?}",
                figure,
                text
            );
        }
        prop_assert_eq!(figure.kind == Kind::Date, figure.date.is_some());
        prop_assert_eq!(figure.kind == Kind::Time, figure.time.is_some());
        prop_assert!(figure.currency.is_none() || figure.kind == Kind::Money);
    }
    let views = figures::json::View::all(&found, text);
    for view in views {
        let part: String =
            text.chars().skip(view.start as usize).take((view.end - view.start) as usize).collect();
        prop_assert_eq!(part, view.text);
    }
    Ok(())
}

fn piece() -> impl Strategy<Value = String> {
    let words = [
        " ",
        " ",
        " ",
        ", ",
        ". ",
        "-",
        "–",
        " – ",
        ":",
        "/",
        ".",
        ",",
        "\n",
        "%",
        "°C",
        "$",
        "€",
        "+",
        "(",
        ")",
        "«",
        "»",
        "№",
        "5",
        "12",
        "600",
        "000",
        "2024",
        "28",
        "10",
        "3,5",
        "0",
        "тис.",
        "тисяч",
        "млн",
        "мільйон",
        "thousand",
        "m",
        "k",
        "два",
        "двадцять",
        "сто",
        "тисяча",
        "п'ять",
        "кілька",
        "десятки",
        "половина",
        "третина",
        "півроку",
        "трирічний",
        "a",
        "half",
        "hundred",
        "twenty-five",
        "third",
        "of",
        "the",
        "dozen",
        "понад",
        "до",
        "від",
        "між",
        "і",
        "та",
        "зросте",
        "не менше",
        "about",
        "up to",
        "грн",
        "доларів США",
        "км",
        "кв. м",
        "років",
        "-річний",
        "-й",
        "-ї",
        "г",
        "м",
        "жовтня",
        "October",
        "року",
        "о",
        "p.m.",
        "ст.",
        "Boeing",
        "Су-34",
        "G7",
        "солдатів",
        "російських",
        "soldiers",
        "осіб",
        "мінус",
        "½",
        "²",
        "https://a.ua/5",
        "@",
        "١",
    ];
    proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
}
