//! What is frequent in news at large: so that five articles behave like five million.

use super::term::{self, Class, Space};
use super::token::{self, Keys, Token};
use crate::article::Language;
use crate::text::filter::{Filter, spread};
use crate::text::{self, WordHash};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Frequent words and terms.
#[derive(Debug)]
pub struct Background {
    /// Hashes of words that stand nearly everywhere: exactly these forms, no stems, so that no
    /// rarer word is lost with them.
    stop: FxHashSet<WordHash>,
    /// Of [`Self::stop`].
    stop_filter: Filter,
    /// Share of sentences in which a term stands, by space and key.
    shares: [Shares; Space::ALL.len()],
    /// Stems that stand side by side, or with one between, in a set phrase.
    phrases: FxHashSet<(u32, u32)>,
    /// Of [`Self::phrases`].
    phrase_filter: Filter,
    /// Stems of words before the number of an article of law.
    law: FxHashSet<u32>,
}

/// Shares by key.
#[derive(Debug)]
struct Shares {
    by_key: FxHashMap<u64, f32>,
    filter: Filter,
}

/// Binary logarithm of the bits of a filter: four kilobytes.
const FILTER_LOG: u32 = 15;

impl Default for Shares {
    fn default() -> Self {
        Self { by_key: FxHashMap::default(), filter: Filter::new(FILTER_LOG) }
    }
}

impl Shares {
    fn add(&mut self, key: u64, share: f32) {
        self.filter.insert(spread(key));
        let held = self.by_key.entry(key).or_insert(share);
        *held = held.max(share);
    }

    fn of(&self, key: u64) -> f32 {
        if self.filter.has(spread(key)) {
            self.by_key.get(&key).copied().unwrap_or(0.0)
        } else {
            0.0
        }
    }
}

/// Share of sentences with a word of a formula, in the texts where it stands: law, condolence,
/// service. A word of a set phrase counts so where it stands beside another word of that phrase.
pub const FORMULA: f32 = 1.0 / 6.0;
/// Share of sentences with an `often` word.
const OFTEN: f32 = 1.0 / 30.0;
/// Share of sentences with a `common` word, or with a figure of one digit, be it 2 or 2 million.
const COMMON: f32 = 1.0 / 100.0;

static SHIPPED: LazyLock<Background> = LazyLock::new(|| {
    let mut background = Background {
        stop: FxHashSet::default(),
        stop_filter: Filter::new(FILTER_LOG),
        shares: Default::default(),
        phrases: FxHashSet::default(),
        phrase_filter: Filter::new(FILTER_LOG),
        law: FxHashSet::default(),
    };
    for line in include_str!("data/background.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let class = cells.next();
        let language = Language::from_code(cells.next().unwrap_or(""));
        for word in cells.next().unwrap_or("").split(' ') {
            let share = match class {
                Some("stop") => {
                    let hash = text::word::hash(word);
                    background.stop.insert(hash);
                    background.stop_filter.insert(hash);
                    continue;
                }
                Some("formula") => FORMULA,
                Some("often") => OFTEN,
                _ => COMMON,
            };
            let keys = Keys::Word(text::term_of(word));
            let token = Token { word: 0, class: Class::Word, formula: false, keys };
            for space in Space::ALL {
                if let Some(key) = term::key(&token, space, language) {
                    background.shares[space as usize].add(key, share);
                }
            }
        }
    }
    for digit in 1..10 {
        for space in Space::ALL {
            background.shares[space as usize].add(token::significant(digit), COMMON);
        }
    }
    for word in LAW.split(' ') {
        background.law.insert(text::term_of(word).stem);
    }
    for line in include_str!("data/phrases.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut before = [0; 2];
        for word in line.split(' ') {
            let stem = match word {
                "…" | "N" => 0,
                word if background.is_stop(text::word::hash(word)) => continue,
                word => text::term_of(word).stem,
            };
            for other in before {
                if stem != 0 && other != 0 {
                    background.phrases.insert((other, stem));
                    background.phrase_filter.insert(mixed(other, stem));
                }
            }
            before = [stem, before[0]];
        }
    }
    background
});

/// Words before the number of an article of law.
const LAW: &str = "ст ч п стаття статті статтею статей частина частини частиною частин пункт пункту \
                   статья статьи статье статей часть части article section clause paragraph";

/// A hash of two stems.
fn mixed(before: u32, stem: u32) -> u64 {
    spread(u64::from(before) << 32 | u64::from(stem))
}

impl Background {
    /// The table that ships with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Share of sentences in which the term stands, 0 where the table does not have it.
    pub fn share(&self, space: Space, key: u64) -> f32 {
        self.shares[space as usize].of(key)
    }

    /// Whether two stems, one soon after the other, belong to a set phrase.
    pub fn is_phrase(&self, before: u32, stem: u32) -> bool {
        self.phrase_filter.has(mixed(before, stem)) && self.phrases.contains(&(before, stem))
    }

    /// Whether a number after this stem is that of an article of law.
    pub fn numbers_law(&self, before: u32) -> bool {
        self.law.contains(&before)
    }

    /// Whether the word stands nearly everywhere; such words are no terms at all.
    pub fn is_stop(&self, word: WordHash) -> bool {
        self.stop_filter.has(word) && self.stop.contains(&word)
    }
}
