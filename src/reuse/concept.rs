//! News words that mean the same in Ukrainian, Russian and English, and words of one language that
//! can stand for one another: what English is compared by besides names and figures, and what lets
//! a synonym count in every language.

use crate::article::Language;
use crate::text;
use crate::text::filter::{Filter, spread};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Binary logarithm of the bits of the filter: four kilobytes.
const FILTER_LOG: u32 = 15;

struct Concepts {
    /// Line of a stem in the table, by language: English, or Ukrainian and Russian.
    lines: FxHashMap<(bool, u32), u32>,
    /// Of their stems.
    filter: Filter,
}

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    let mut concepts = FxHashMap::default();
    let mut filter = Filter::new(FILTER_LOG);
    let lines = include_str!("data/concepts.tsv").lines();
    for (number, line) in lines.enumerate().filter(|(_, line)| !line.starts_with('#')) {
        for (column, cell) in line.split('\t').enumerate() {
            for word in cell.split(' ').filter(|word| !word.is_empty()) {
                let key = (column == 0, text::term_of(word).stem);
                filter.insert(spread(key.1.into()));
                concepts.entry(key).or_insert(number as u32);
            }
        }
    }
    Concepts { lines: concepts, filter }
});

/// The concept that a word stands for, by its stem.
pub(super) fn key(stem: u32, language: Language) -> Option<u32> {
    let Concepts { lines, filter } = &*CONCEPTS;
    filter
        .has(spread(stem.into()))
        .then(|| lines.get(&(language == Language::En, stem)).copied())?
}
