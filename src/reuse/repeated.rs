//! What an outlet prints under many of its articles: subscription lines, slogans, contacts, legal
//! notes. Only an archive can tell, so it is marked here and not in `text`.

use crate::text::{Role, WordHash};
use crate::witness::Witness;
use rustc_hash::{FxHashMap, FxHashSet};
use xxhash_rust::xxh3::Xxh3;

/// Articles with different leads under which an outlet prints a sentence before it is furniture.
const LEAST_LEADS: usize = 4;

/// Marks body sentences that an outlet repeats under articles on different stories, as
/// [`Role::Navigation`]. Versions of one article, told by their common lead, count once; the more
/// articles an outlet has in the archive, the more must carry the sentence (the square root of
/// their number over two: a background paragraph is repeated for a week, a slogan for years).
pub fn mark(witnesses: &mut [Witness]) {
    let mut articles: FxHashMap<String, usize> = FxHashMap::default();
    let mut leads: FxHashMap<(u64, u64), FxHashSet<u64>> = FxHashMap::default();
    for witness in &*witnesses {
        let outlet = &witness.article.outlet.name;
        if outlet.is_empty() {
            continue;
        }
        *articles.entry(outlet.clone()).or_default() += 1;
        let lead = lead(witness);
        for (_, hash) in body(witness) {
            leads.entry((name_hash(outlet), hash)).or_default().insert(lead);
        }
    }
    for witness in witnesses {
        let outlet = &witness.article.outlet.name;
        let Some(&count) = articles.get(outlet) else { continue };
        let least = LEAST_LEADS.max(libm::sqrt(count as f64) as usize / 2);
        let repeated: Vec<usize> = body(witness)
            .filter(|&(_, hash)| {
                leads.get(&(name_hash(outlet), hash)).is_some_and(|leads| leads.len() >= least)
            })
            .map(|(index, _)| index)
            .collect();
        for index in repeated {
            witness.document.sentences[index].role = Role::Navigation;
        }
    }
}

fn name_hash(name: &str) -> u64 {
    xxhash_rust::xxh3::xxh3_64(name.as_bytes())
}

/// Hash of the first body sentence.
fn lead(witness: &Witness) -> u64 {
    body(witness).next().map_or(0, |(_, hash)| hash)
}

/// Indices and hashes of the body sentences.
fn body(witness: &Witness) -> impl Iterator<Item = (usize, WordHash)> + '_ {
    let document = &witness.document;
    document.sentences.iter().enumerate().filter(|(_, sentence)| sentence.role == Role::Body).map(
        |(index, sentence)| {
            let mut hasher = Xxh3::new();
            let words = sentence.words.start as usize..sentence.words.end as usize;
            for word in &document.words[words] {
                hasher.update(&word.hash.to_le_bytes());
            }
            (index, hasher.digest())
        },
    )
}
