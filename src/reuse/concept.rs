//! News words that mean the same in Ukrainian, Russian and English: what English is compared by,
//! besides names and figures.

use crate::article::Language;
use crate::text;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Concept of a stem by language: English, or Ukrainian and Russian.
static CONCEPTS: LazyLock<FxHashMap<(bool, u32), u64>> = LazyLock::new(|| {
    let mut concepts = FxHashMap::default();
    let lines = include_str!("data/concepts.tsv").lines();
    for (number, line) in lines.enumerate().filter(|(_, line)| !line.starts_with('#')) {
        for (column, cell) in line.split('\t').enumerate() {
            for word in cell.split(' ').filter(|word| !word.is_empty()) {
                let key = (column == 0, text::term_of(word).stem);
                concepts.entry(key).or_insert(number as u64 | CONCEPT);
            }
        }
    }
    concepts
});

/// Mark of concept keys.
const CONCEPT: u64 = 1 << 35;

/// Key of the concept that a word stands for.
pub(super) fn key(term: &text::Term, language: Language) -> Option<u64> {
    CONCEPTS.get(&(language == Language::En, term.stem)).copied()
}
