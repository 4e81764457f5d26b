//! The words by which the lines above an article are known.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// What an entry of `data/header.tsv` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Date,
    Updated,
    Outlet,
    Title,
    Author,
    Credit,
    Url,
    Word,
    Start,
    Reading,
    Minute,
    Counted,
    Relative,
    Section,
    Place,
    Media,
    Host,
    Given,
    Link,
}

const KINDS: [(&str, Kind); 19] = [
    ("date", Kind::Date),
    ("updated", Kind::Updated),
    ("outlet", Kind::Outlet),
    ("title", Kind::Title),
    ("author", Kind::Author),
    ("credit", Kind::Credit),
    ("url", Kind::Url),
    ("word", Kind::Word),
    ("start", Kind::Start),
    ("reading", Kind::Reading),
    ("minute", Kind::Minute),
    ("counted", Kind::Counted),
    ("relative", Kind::Relative),
    ("section", Kind::Section),
    ("place", Kind::Place),
    ("media", Kind::Media),
    ("host", Kind::Host),
    ("given", Kind::Given),
    ("link", Kind::Link),
];

/// The kinds of each entry, a bit each.
static WORDS: LazyLock<FxHashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for line in include_str!("../data/header.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((kind, entries)) = line.split_once('\t') else { continue };
        let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == kind) else { continue };
        for entry in entries.split(';') {
            *words.entry(entry).or_insert(0) |= 1 << *kind as u32;
        }
    }
    words
});

/// Whether `folded` is an entry of this kind.
pub(super) fn is(folded: &str, kind: Kind) -> bool {
    WORDS.get(folded).is_some_and(|kinds| kinds >> kind as u32 & 1 == 1)
}

/// Lower case, without apostrophes, one space between words, without space around.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        let kept = word.chars().filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '\u{AD}' | '\u{200B}'));
        folded.extend(kept.flat_map(char::to_lowercase));
    }
    folded
}

/// Whether two lines say the same, whatever their case, spacing and apostrophes. Looks no further
/// than the first difference.
pub(super) fn same(a: &str, b: &str) -> bool {
    fn kept(text: &str) -> impl Iterator<Item = char> {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .filter(|c| !matches!(c, '\'' | '’' | 'ʼ' | '\u{AD}' | '\u{200B}'))
            .flat_map(char::to_lowercase)
    }
    kept(a).eq(kept(b))
}

/// Least similarity of two lines that say the same with a word changed or a letter mistaken: a
/// title of 80 characters and its copy for search engines may differ in 8.
const ALIKE: f64 = 0.9;

/// Whether two lines are the same title: as [`same`], or nearly, with the same figures in it.
pub(super) fn alike(a: &str, b: &str) -> bool {
    fn digits(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(char::is_ascii_digit)
    }
    fn first(text: &str) -> Option<char> {
        text.chars().next().and_then(|c| c.to_lowercase().next())
    }
    if same(a, b) {
        return true;
    }
    // Lines that begin differently or are of other lengths, nearly all, cost no more than a look.
    let (length_a, length_b) = (a.len() as f64, b.len() as f64);
    if length_a.min(length_b) < ALIKE * length_a.max(length_b)
        || first(a) != first(b)
        || !digits(a).eq(digits(b))
    {
        return false;
    }
    let (a, b) = (fold(a), fold(b));
    let most = (1.0 - ALIKE) * a.chars().count().max(b.chars().count()) as f64;
    f64::from(bytes_apart(&a, &b)) <= BYTES_AN_EDIT * most + 1.0
        && strsim::normalized_damerau_levenshtein(&a, &b) >= ALIKE
}

/// An edit takes a letter of three bytes at most out and puts another in.
const BYTES_AN_EDIT: f64 = 6.0;

/// How many bytes of one text have no partner in the other, wherever they stand: no edit distance is
/// smaller than this allows, and two lines of one topic, which would cost a table of all their
/// letters, are far apart.
fn bytes_apart(a: &str, b: &str) -> u32 {
    let mut counts = [0_i32; 256];
    for byte in a.bytes() {
        counts[usize::from(byte)] += 1;
    }
    for byte in b.bytes() {
        counts[usize::from(byte)] -= 1;
    }
    counts.iter().map(|count| count.unsigned_abs()).sum()
}

/// The runs of letters and digits of a folded line.
pub(super) fn words(folded: &str) -> impl Iterator<Item = &str> {
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_with_a_letter_mistaken_is_alike() {
        let title = "Міськрада виділила 40 млн гривень на ремонт мосту";
        assert!(alike(title, "Міськрада виділила 40 млн гривень на ремонт моста"));
        assert!(alike(title, "міськрада  виділила 40 млн гривень на ремонт мосту"));
        assert!(!alike(title, "Міськрада виділила 45 млн гривень на ремонт мосту"));
        assert!(!alike(title, "Міськрада виділила 40 млн гривень на нову лікарню"));
        assert!(!alike("Новини", "Новини дня"));
        // Letters of three bytes, edited as far as may be.
        let japanese = "東京都知事選挙で現職が三選を果たし";
        assert!(alike(&japanese.repeat(2), &japanese.repeat(2).replacen("現職", "新人", 1)));
    }

    #[test]
    fn every_kind_of_the_table_is_known_and_has_words() {
        for (name, kind) in KINDS {
            assert!(WORDS.values().any(|kinds| kinds >> kind as u32 & 1 == 1), "{name}");
        }
        for line in include_str!("../data/header.tsv").lines().filter(|it| !it.starts_with('#')) {
            let (kind, entries) = line.split_once('\t').unwrap();
            assert!(KINDS.iter().any(|(name, _)| *name == kind), "{kind}");
            for entry in entries.split(';') {
                assert_eq!(fold(entry), entry, "would never be met");
            }
        }
    }
}
