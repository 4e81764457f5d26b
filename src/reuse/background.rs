//! What is frequent in news at large: so that five articles behave like five million.

use super::term::{self, Class, Space};
use crate::article::Language;
use crate::text::{self, WordHash};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// Frequent words and terms.
#[derive(Debug)]
pub struct Background {
    /// Hashes of words that stand nearly everywhere: exactly these forms, no stems, so that no
    /// rarer word is lost with them.
    stop: FxHashSet<WordHash>,
    /// Share of sentences in which a term stands, by space and key.
    shares: FxHashMap<(Space, u64), f32>,
}

/// Share of sentences with a `formula` word, in the texts where it stands: law, condolence, service.
const FORMULA: f32 = 1.0 / 6.0;
/// Share of sentences with an `often` word.
const OFTEN: f32 = 1.0 / 30.0;
/// Share of sentences with a `common` word.
const COMMON: f32 = 1.0 / 100.0;

static SHIPPED: LazyLock<Background> = LazyLock::new(|| {
    let mut background = Background { stop: FxHashSet::default(), shares: FxHashMap::default() };
    for line in include_str!("data/background.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let class = cells.next();
        let language = Language::from_code(cells.next().unwrap_or(""));
        for word in cells.next().unwrap_or("").split(' ') {
            let share = match class {
                Some("stop") => {
                    background.stop.insert(text::word::hash(word));
                    continue;
                }
                Some("formula") => FORMULA,
                Some("often") => OFTEN,
                _ => COMMON,
            };
            let term = text::term_of(word);
            for space in Space::ALL {
                if let Some(key) = term::key(&term, Class::Word, space, language) {
                    let held = background.shares.entry((space, key)).or_insert(share);
                    *held = held.max(share);
                }
            }
        }
    }
    background
});

impl Background {
    /// The table that ships with the program.
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Share of sentences in which the term stands, 0 where the table does not have it.
    pub fn share(&self, space: Space, key: u64) -> f32 {
        self.shares.get(&(space, key)).copied().unwrap_or(0.0)
    }

    /// Whether the word stands nearly everywhere; such words are no terms at all.
    pub fn is_stop(&self, word: WordHash) -> bool {
        self.stop.contains(&word)
    }
}
