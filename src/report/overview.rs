//! What was read, in numbers: by outlet, by language, by file. Adds up article by article.

use super::html::is_not_before;
use crate::article::{Language, Published};
use crate::witness::Witness;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::Xxh3;

/// Most inputs that are counted one by one; a larger archive has one digest of everything.
const MOST_INPUTS: usize = 1_000;

/// Counts of articles.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Overview {
    /// By name; articles without a known outlet stand under the empty one.
    pub outlets: BTreeMap<String, OutletFacts>,
    /// Articles by language.
    pub languages: BTreeMap<Language, usize>,
    /// Articles without a known time.
    pub undated: usize,
    /// Bytes of all texts.
    pub bytes: u64,
    /// Claims in all articles, those in furniture too.
    pub claims: usize,
    /// Of all ids and texts.
    pub digest: Digest,
    /// Articles of each file, while there are not too many.
    inputs: BTreeMap<String, (usize, Digest)>,
    many_inputs: bool,
}

/// What was read of one outlet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OutletFacts {
    /// Articles.
    pub articles: usize,
    /// Languages of its articles.
    pub languages: BTreeSet<Language>,
    /// The first and the last time of publication, "not before" left out, with the second at which
    /// it begins.
    pub period: Option<[(i64, Published); 2]>,
    /// When the only article was published, as far as is known.
    pub only: Published,
    /// Passages in groups.
    pub repeated: usize,
}

/// A digest of articles in any order: the sum of their digests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest(u128);

impl Digest {
    fn add(&mut self, other: Self) {
        self.0 = self.0.wrapping_add(other.0);
    }

    /// That of one article: XXH3 (128 bits) of id and text, with their lengths, so that they cannot
    /// run into one another.
    fn of(id: &str, text: &str) -> Self {
        let mut hasher = Xxh3::new();
        for part in [id, text] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        Self(hasher.digest128())
    }
}

/// 32 hex digits.
impl std::fmt::Display for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl OutletFacts {
    fn add(&mut self, published: &Published) {
        let Some((start, _)) = published.interval().filter(|_| !is_not_before(published)) else {
            return;
        };
        let new = (start, *published);
        let later = |a: (i64, Published), b: (i64, Published)| if b.0 > a.0 { b } else { a };
        let earlier = |a: (i64, Published), b: (i64, Published)| if b.0 < a.0 { b } else { a };
        self.period = Some(
            self.period.map_or([new, new], |[first, last]| [earlier(first, new), later(last, new)]),
        );
    }
}

impl Overview {
    /// Counts an article with so many claims.
    pub fn add(&mut self, witness: &Witness, claims: usize) {
        let article = &witness.article;
        let facts = self.outlets.entry(article.outlet.name.clone()).or_default();
        facts.articles += 1;
        facts.languages.insert(witness.document.language);
        facts.only = article.published;
        facts.add(&article.published);
        *self.languages.entry(witness.document.language).or_default() += 1;
        self.undated += usize::from(article.published.interval().is_none());
        self.bytes += article.text.len() as u64;
        self.claims += claims;
        let digest = Digest::of(&article.id, &article.text);
        self.digest.add(digest);
        let file = article.source.rsplit_once('#').map_or(&*article.source, |(path, _)| path);
        self.add_input(file.to_owned(), 1, digest);
    }

    fn add_input(&mut self, file: String, articles: usize, digest: Digest) {
        if self.many_inputs {
            return;
        }
        let input = self.inputs.entry(file).or_default();
        input.0 += articles;
        input.1.add(digest);
        if self.inputs.len() > MOST_INPUTS {
            self.many_inputs = true;
            self.inputs.clear();
        }
    }

    /// Counts what `other` counted.
    pub fn merge(&mut self, other: Self) {
        for (name, more) in other.outlets {
            let facts = self.outlets.entry(name).or_default();
            facts.articles += more.articles;
            facts.repeated += more.repeated;
            facts.languages.extend(more.languages);
            facts.only = more.only;
            for (_, published) in more.period.into_iter().flatten() {
                facts.add(&published);
            }
        }
        for (language, count) in other.languages {
            *self.languages.entry(language).or_default() += count;
        }
        self.undated += other.undated;
        self.bytes += other.bytes;
        self.claims += other.claims;
        self.digest.add(other.digest);
        self.many_inputs |= other.many_inputs;
        for (file, (articles, digest)) in other.inputs {
            self.add_input(file, articles, digest);
        }
    }

    /// Articles in all.
    pub fn articles(&self) -> usize {
        self.languages.values().sum()
    }

    /// Outlets that are known by name.
    pub fn known_outlets(&self) -> usize {
        self.outlets.keys().filter(|name| !name.is_empty()).count()
    }

    /// The first and the last time of publication.
    pub fn period(&self) -> Option<[Published; 2]> {
        let all = self.outlets.values().filter_map(|facts| facts.period);
        let [first, last] = all.reduce(|a, b| {
            [if b[0].0 < a[0].0 { b[0] } else { a[0] }, if b[1].0 > a[1].0 { b[1] } else { a[1] }]
        })?;
        Some([first.1, last.1])
    }

    /// The files that articles came from, with their number and digest; none where there are many.
    pub fn inputs(&self) -> impl Iterator<Item = (&str, usize, Digest)> {
        let inputs = self.inputs.iter();
        inputs.map(|(file, &(articles, digest))| (file.as_str(), articles, digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_tells_texts_apart_and_not_their_order() {
        let of = |articles: &[(&str, &str)]| {
            let mut sum = Digest::default();
            for (id, text) in articles {
                sum.add(Digest::of(id, text));
            }
            sum
        };
        assert_eq!(of(&[("1", "ab"), ("2", "c")]), of(&[("2", "c"), ("1", "ab")]));
        assert_ne!(of(&[("1", "ab"), ("2", "c")]), of(&[("1", "a"), ("2", "bc")]));
        assert_ne!(of(&[("1a", "b")]), of(&[("1", "ab")]));
    }
}
