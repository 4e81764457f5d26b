//! The tables of words, one file a language, looked up by the hash of the folded word.

use super::decimal::Decimal;
use super::stems::Stems;
use crate::article::Language;
use crate::text::filter::Filter;
use crate::text::word::{WordHash, Words};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What a word can be besides a number; one bit each.
pub(crate) mod flag {
    /// Names of the classes in the tables, each at the place of its bit.
    pub(super) const NAMES: [&str; 32] = [
        "stop",
        "verb",
        "label",
        "numbered",
        "clock",
        "duringclock",
        "at",
        "dateword",
        "year",
        "yearpre",
        "score",
        "minus",
        "plus",
        "from",
        "to",
        "till",
        "between",
        "and",
        "or",
        "first",
        "one",
        "pair",
        "aged",
        "dead",
        "phrasal",
        "doubtful",
        "am",
        "pm",
        "article",
        "timespan",
        "noun",
        "brand",
    ];
    pub(crate) const STOP: u32 = 1;
    pub(crate) const VERB: u32 = 1 << 1;
    pub(crate) const LABEL: u32 = 1 << 2;
    pub(crate) const NUMBERED: u32 = 1 << 3;
    pub(crate) const CLOCK: u32 = 1 << 4;
    pub(crate) const DAY_PART: u32 = 1 << 5;
    pub(crate) const AT: u32 = 1 << 6;
    pub(crate) const DATE_WORD: u32 = 1 << 7;
    pub(crate) const YEAR: u32 = 1 << 8;
    pub(crate) const YEAR_BEFORE: u32 = 1 << 9;
    pub(crate) const SCORE: u32 = 1 << 10;
    pub(crate) const MINUS: u32 = 1 << 11;
    pub(crate) const FROM: u32 = 1 << 13;
    pub(crate) const TO: u32 = 1 << 14;
    pub(crate) const TILL: u32 = 1 << 15;
    pub(crate) const BETWEEN: u32 = 1 << 16;
    pub(crate) const AND: u32 = 1 << 17;
    pub(crate) const OR: u32 = 1 << 18;
    pub(crate) const FIRST: u32 = 1 << 19;
    pub(crate) const ONE: u32 = 1 << 20;
    pub(crate) const PAIR: u32 = 1 << 21;
    pub(crate) const AGED: u32 = 1 << 22;
    pub(crate) const PHRASAL: u32 = 1 << 24;
    pub(crate) const DOUBTFUL: u32 = 1 << 25;
    pub(crate) const AM: u32 = 1 << 26;
    pub(crate) const PM: u32 = 1 << 27;
    pub(crate) const ARTICLE: u32 = 1 << 28;
    pub(crate) const TIMESPAN: u32 = 1 << 29;
    pub(crate) const NOUN: u32 = 1 << 30;
    pub(crate) const BRAND: u32 = 1 << 31;
    pub(crate) const DEAD: u32 = 1 << 23;
}

/// What a word says of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number {
    /// Below a thousand.
    Cardinal(u32),
    /// Stands for itself, before a magnitude at most: півтора.
    Mixed(Decimal),
    /// Multiplies what stands before it.
    Magnitude { factor: Decimal, alone: Alone },
    /// So many and so many at most: кілька.
    Vague(u32, u32),
}

/// What a magnitude word says when no number stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alone {
    /// тисяча.
    One,
    /// тисячі.
    Vague,
    /// тис.
    Nothing,
}

/// Which kind of figure a unit makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    Money,
    Percent,
    Measure,
    Duration,
    /// Floors of a house and the like, which one word counts: дев'ятиповерховий.
    Count,
}

/// A unit, with its canonical name (ISO code for money).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) kind: UnitKind,
    pub(crate) name: &'static str,
    /// An abbreviation to which a dot belongs.
    pub(crate) dotted: bool,
}

/// What the tables say of one word, as far as most figures need it; small, so that the words of
/// numbers stay in the near caches.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "a word can be any of them")]
pub(crate) struct Entry {
    pub(crate) number: Option<Number>,
    pub(crate) ordinal: Option<u32>,
    pub(crate) fraction: Option<(u8, u8)>,
    /// Index of its parts in one word with a number.
    rare: u16,
    /// Number and unit are one word.
    one_word: bool,
    pub(crate) ordinal_suffix: bool,
    pub(crate) cardinal_suffix: bool,
    pub(crate) month: i8,
    pub(crate) weekday: i8,
    pub(crate) flags: u32,
    pub(crate) dotted: bool,
}

/// What a word is as a part of one word with a number, or as such a word.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rare {
    /// тисячн- in one word with a number.
    pub(crate) adjective: Option<Decimal>,
    /// річн-, денн- in one word with a number.
    pub(crate) joined: Option<Unit>,
    /// Half of a unit in one word: півроку.
    pub(crate) half: Option<Unit>,
    /// Number and unit in one word: трирічний.
    pub(crate) compound: Option<(Decimal, Unit)>,
}

impl Entry {
    /// Whether a figure can begin with the word.
    pub(crate) const fn begins(&self) -> bool {
        self.number.is_some() || self.ordinal.is_some() || self.fraction.is_some() || self.one_word
    }

    #[inline]
    pub(crate) const fn is(&self, flags: u32) -> bool {
        self.flags & flags != 0
    }
}

/// How a figure is hedged by a phrase.
pub(crate) use super::Qualifier;

/// Units that form one word with a number below twenty: триденний, п'ятикілометровий.
const COMPOUNDED: [&str; 8] = ["day", "week", "month", "hour", "minute", "km", "percent", "floor"];

/// Longest phrase of the tables, in words.
pub(crate) const LONGEST_PHRASE: usize = 4;

/// Bits of the filter of words that begin a number, as a power of two: compounds make them many.
const STARTS_LOG: u32 = 18;
/// Bits of the filters of phrases and known words.
const PHRASES_LOG: u32 = 15;

pub(crate) struct Lexicon {
    words: FxHashMap<WordHash, [u16; 3]>,
    entries: Vec<Entry>,
    rare: Vec<Rare>,
    /// Words that can begin a number.
    starts: Filter,
    /// Words that the tables know, compounds aside.
    known: Filter,
    /// Phrases that are units, and beginnings of longer ones.
    unit_phrases: Filter,
    unit_beginnings: Filter,
    /// Last words of hedges before a number, first words of those behind it.
    hedge_ends: Filter,
    after_beginnings: Filter,
    units: FxHashMap<u64, [Option<Unit>; 3]>,
    hedges: FxHashMap<u64, Qualifier>,
    after: FxHashMap<u64, Qualifier>,
    pub(crate) stems: Stems,
    signs: Vec<(char, &'static str)>,
}

/// Place of a language in the tables; the other Cyrillic one is asked second.
pub(crate) const fn column(language: Language) -> usize {
    match language {
        Language::Ru => 1,
        Language::En => 2,
        _ => 0,
    }
}

/// Hash of a phrase, word by word.
pub(crate) fn extend(phrase: u64, word: WordHash) -> u64 {
    (phrase.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Lexicon {
    pub(crate) fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);
        &SHIPPED
    }

    /// Whether the word can begin a number, and seldom where it cannot.
    #[inline]
    pub(crate) fn starts(&self, hash: WordHash) -> bool {
        self.starts.has(hash)
    }

    /// Whether a phrase may be a unit, and whether one may go on from it.
    #[inline]
    pub(crate) fn may_be_unit(&self, phrase: u64) -> (bool, bool) {
        (self.unit_phrases.has(phrase), self.unit_beginnings.has(phrase))
    }

    /// Whether a hedge may end in the word, as one before a number does.
    #[inline]
    pub(crate) fn may_end_hedge(&self, hash: WordHash) -> bool {
        self.hedge_ends.has(hash)
    }

    /// Whether a hedge behind a number may begin with the word.
    #[inline]
    pub(crate) fn may_begin_hedge(&self, hash: WordHash) -> bool {
        self.after_beginnings.has(hash)
    }

    /// Index of the entry of a word in a language, 0 for none.
    pub(crate) fn find(&self, hash: WordHash, column: usize) -> u16 {
        if !self.known.has(hash) && !self.starts.has(hash) {
            return 0;
        }
        let Some(found) = self.words.get(&hash) else { return 0 };
        if found[column] == 0 && column < 2 { found[1 - column] } else { found[column] }
    }

    pub(crate) fn is_function_word(&self, hash: WordHash) -> bool {
        if !self.known.has(hash) {
            return false;
        }
        let known = self.words.get(&hash);
        known.is_some_and(|found| found.iter().any(|&index| self.entry(index).is(flag::STOP)))
    }

    pub(crate) fn is_calendar_word(&self, hash: WordHash) -> bool {
        if !self.known.has(hash) {
            return false;
        }
        let named = |index: u16| {
            let entry = self.entry(index);
            entry.month > 0 || entry.weekday > 0
        };
        self.words.get(&hash).is_some_and(|found| found.iter().any(|&index| named(index)))
    }

    #[inline]
    pub(crate) fn entry(&self, index: u16) -> &Entry {
        &self.entries[usize::from(index)]
    }

    /// What a word of this entry is in one word with a number.
    pub(crate) fn rare(&self, entry: &Entry) -> &Rare {
        &self.rare[usize::from(entry.rare)]
    }

    /// The unit that a phrase is.
    pub(crate) fn unit(&self, phrase: u64, column: usize) -> Option<Unit> {
        let found = self.units.get(&phrase)?;
        if column < 2 { found[column].or(found[1 - column]) } else { found[column] }
    }

    pub(crate) fn hedge(&self, phrase: u64) -> Option<Qualifier> {
        self.hedges.get(&phrase).copied()
    }

    pub(crate) fn hedge_after(&self, phrase: u64) -> Option<Qualifier> {
        self.after.get(&phrase).copied()
    }

    /// Currency of a sign.
    pub(crate) fn currency(&self, sign: char) -> Option<&'static str> {
        self.signs.iter().find(|(known, _)| *known == sign).map(|(_, code)| *code)
    }

    fn load() -> Self {
        let mut lexicon = Self {
            words: FxHashMap::default(),
            entries: vec![Entry::default()],
            rare: vec![Rare::default()],
            starts: Filter::new(STARTS_LOG),
            known: Filter::new(PHRASES_LOG + 1),
            unit_phrases: Filter::new(PHRASES_LOG),
            unit_beginnings: Filter::new(PHRASES_LOG),
            hedge_ends: Filter::new(PHRASES_LOG),
            after_beginnings: Filter::new(PHRASES_LOG),
            units: FxHashMap::default(),
            hedges: FxHashMap::default(),
            after: FxHashMap::default(),
            stems: Stems::default(),
            signs: Vec::new(),
        };
        for (table, columns) in [
            (include_str!("data/uk.tsv"), &[0][..]),
            (include_str!("data/ru.tsv"), &[1]),
            (include_str!("data/en.tsv"), &[2]),
            (include_str!("data/any.tsv"), &[0, 1, 2]),
        ] {
            let mut endings: Vec<(&str, Vec<&str>)> = Vec::new();
            let mut prefixes: Vec<(u32, String)> = Vec::new();
            for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let mut fields = line.split('\t');
                let (Some(class), Some(argument), Some(forms)) =
                    (fields.next(), fields.next(), fields.next())
                else {
                    debug_assert!(false, "three columns wanted: {line}");
                    continue;
                };
                if class == "endings" {
                    endings.push((argument, forms.split(' ').collect()));
                    continue;
                }
                if class == "prefix" {
                    let value: u32 = argument.parse().unwrap_or(0);
                    for form in forms.split(' ') {
                        // «сорокап'яти-» of «сорока-» and «п'яти-»; tables give the ones first.
                        let ones = prefixes.iter().filter(|(one, _)| value >= 20 && *one < 10);
                        let pairs: Vec<(u32, String)> = ones
                            .map(|(one, tail)| (value + one, format!("{form}{tail}")))
                            .collect();
                        prefixes.push((value, form.to_owned()));
                        prefixes.extend(pairs);
                    }
                    continue;
                }
                let compounds = class == "joined" && columns != [2];
                for form in forms.split_whitespace() {
                    if lexicon.stems.add(class, form) {
                        continue;
                    }
                    for expanded in expand(form, &endings) {
                        for &column in columns {
                            lexicon.add(class, argument, &expanded, column);
                            // Of years all numbers, of other units the plain ones.
                            let used = |value: u32| {
                                compounds
                                    && (argument == "year"
                                        || value <= 20 && COMPOUNDED.contains(&argument))
                            };
                            for (value, prefix) in prefixes.iter().filter(|prefix| used(prefix.0)) {
                                let value = Decimal::whole(*value);
                                lexicon.add_compound(
                                    value,
                                    argument,
                                    &format!("{prefix}{expanded}"),
                                    column,
                                );
                            }
                        }
                    }
                }
            }
        }
        lexicon.stems.finish();
        lexicon
    }

    fn add_compound(&mut self, value: Decimal, unit: &'static str, form: &str, column: usize) {
        let Some(hash) = Words::new(form).first().map(|word| word.hash) else { return };
        let slot = &mut self.words.entry(hash).or_default()[column];
        if *slot != 0 {
            return;
        }
        *slot = self.entries.len() as u16;
        let unit = Unit { kind: joined_kind(unit), name: unit, dotted: false };
        let rare = self.rare.len() as u16;
        self.rare.push(Rare { compound: Some((value, unit)), ..Rare::default() });
        self.entries.push(Entry { rare, one_word: true, ..Entry::default() });
        self.starts.insert(hash);
    }

    fn add(&mut self, class: &str, argument: &'static str, form: &str, column: usize) {
        let dotted = form.ends_with('.');
        let words = Words::new(form);
        let phrase = words.iter().fold(0, |phrase, word| extend(phrase, word.hash));
        let unit = |kind| Unit { kind, name: argument, dotted };
        let kind = match class {
            "money" => Some(UnitKind::Money),
            "percent" => Some(UnitKind::Percent),
            "measure" => Some(UnitKind::Measure),
            "duration" => Some(UnitKind::Duration),
            _ => None,
        };
        if words.is_empty() {
            self.signs.extend(form.chars().next().map(|sign| (sign, argument)));
            return;
        }
        if let Some(kind) = kind {
            self.unit_phrases.insert(phrase);
            let mut beginning = 0;
            for word in &words[..words.len() - 1] {
                beginning = extend(beginning, word.hash);
                self.unit_beginnings.insert(beginning);
            }
            self.units.entry(phrase).or_default()[column].get_or_insert(unit(kind));
            return;
        }
        match (class, words.len()) {
            ("hedge", _) => {
                self.hedges.insert(phrase, qualifier(argument));
                self.hedge_ends.insert(words[words.len() - 1].hash);
                return;
            }
            ("after", _) => {
                self.after.insert(phrase, qualifier(argument));
                self.after_beginnings.insert(words[0].hash);
                return;
            }
            (_, 1) => {}
            // Other phrases have no meaning to the grammar yet but as a unit of their last word.
            _ => return,
        }
        let hash = words[0].hash;
        self.known.insert(hash);
        let slot = &mut self.words.entry(hash).or_default()[column];
        if *slot == 0 {
            *slot = self.entries.len() as u16;
            self.entries.push(Entry::default());
        }
        let entry = &mut self.entries[usize::from(*slot)];
        if matches!(class, "adjective" | "joined" | "half") && entry.rare == 0 {
            entry.rare = self.rare.len() as u16;
            self.rare.push(Rare::default());
        }
        let rare = &mut self.rare[usize::from(entry.rare)];
        let number = || argument.parse::<u32>().ok();
        let factor = || argument.parse::<Decimal>().unwrap_or_default();
        let pair = |by: char| {
            let (a, b) = argument.split_once(by)?;
            Some((a.parse().ok()?, b.parse().ok()?))
        };
        entry.dotted |= dotted;
        let magnitude = |alone| Some(Number::Magnitude { factor: factor(), alone });
        match class {
            "cardinal" | "collective" => entry.number = number().map(Number::Cardinal),
            "one" => {
                entry.number = Some(Number::Cardinal(1));
                entry.flags |= flag::ONE;
            }
            "mixed" => entry.number = Some(Number::Mixed(factor())),
            "single" => entry.number = magnitude(Alone::One),
            "plural" => entry.number = magnitude(Alone::Vague),
            "short" => entry.number = magnitude(Alone::Nothing),
            "vague" | "pair" => {
                entry.number = pair('-').map(|(low, high)| Number::Vague(low, high));
                if class == "pair" {
                    entry.flags |= flag::PAIR;
                }
            }
            "ordinal" => entry.ordinal = number(),
            "first" => {
                entry.ordinal = Some(1);
                entry.flags |= flag::FIRST;
            }
            "fraction" => {
                entry.fraction = pair('/').map(|(upper, lower)| (upper as u8, lower as u8));
            }
            "adjective" => rare.adjective = Some(factor()),
            "suffix" if argument == "ordinal" => entry.ordinal_suffix = true,
            "suffix" => entry.cardinal_suffix = true,
            "month" => entry.month = argument.parse().unwrap_or(0),
            "weekday" => entry.weekday = argument.parse().unwrap_or(0),
            "joined" => rare.joined = Some(unit(joined_kind(argument))),
            "half" => {
                entry.one_word = true;
                rare.half = Some(unit(joined_kind(argument)));
            }
            "ampm" => entry.flags |= if argument == "am" { flag::AM } else { flag::PM },
            flagged => {
                let bit = flag::NAMES.iter().position(|name| *name == flagged);
                debug_assert!(bit.is_some(), "unknown class {flagged}");
                entry.flags |= bit.map_or(0, |bit| 1 << bit);
            }
        }
        if entry.begins() || entry.month > 0 || entry.is(flag::TIMESPAN) {
            self.starts.insert(hash);
        }
    }
}

fn joined_kind(unit: &str) -> UnitKind {
    match unit {
        "percent" => UnitKind::Percent,
        "floor" => UnitKind::Count,
        "year" | "month" | "week" | "day" | "hour" | "minute" | "old" | "century" => {
            UnitKind::Duration
        }
        _ => UnitKind::Measure,
    }
}

fn qualifier(name: &str) -> Qualifier {
    match name {
        "over" => Qualifier::Over,
        "under" => Qualifier::Under,
        "at_least" => Qualifier::AtLeast,
        "up_to" => Qualifier::UpTo,
        _ => Qualifier::About,
    }
}

/// All forms of `stem|SET_stem|SET`, words joined by spaces.
fn expand(form: &str, endings: &[(&str, Vec<&str>)]) -> Vec<String> {
    let mut forms = vec![String::new()];
    for part in form.split('_') {
        let (stem, set) = part.split_once('|').unwrap_or((part, ""));
        let found = endings.iter().find(|(name, _)| *name == set).map(|(_, list)| &list[..]);
        debug_assert!(set.is_empty() || found.is_some(), "unknown endings {set}");
        let list = found.unwrap_or(&["ø"]);
        forms = forms
            .iter()
            .flat_map(|head| {
                list.iter().map(move |ending| {
                    let space = if head.is_empty() { "" } else { " " };
                    format!("{head}{space}{stem}{}", ending.trim_matches('ø'))
                })
            })
            .collect();
    }
    forms
}
