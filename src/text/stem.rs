//! Stems for match keys: what stays of a word when its inflection goes.
//!
//! Light by design. All cases of a noun, and the past, present and infinitive of a verb, should
//! meet; a stem is not a root, and words of one root (війна, військо) stay apart. No stemmer on
//! offer does Ukrainian well, and the one that does it at all costs 355 ns a word; this one walks
//! a word's letters from the end through a table of endings and gives back a part of the word.

use std::sync::LazyLock;

/// Codes of Cyrillic letters: а to я, ѐ to џ, ґ.
const LETTERS: usize = 49;

/// A letter that no ending has.
const OTHER: usize = LETTERS;

/// Longest Cyrillic word, in bytes, that is stemmed: longer ones are no words.
const LONGEST_WORD: usize = 128;

/// Endings as a trie over letters read from the end.
struct Endings {
    nodes: Vec<Node>,
}

#[derive(Clone)]
struct Node {
    next: [u16; LETTERS],
    /// Letters to cut when the word is read up to here; 0 if no ending begins here.
    cut: u8,
    /// Letters that must stay.
    least: u8,
    /// Nothing more goes after it.
    last: bool,
}

const ROOT: Node = Node { next: [0; LETTERS], cut: 0, least: 0, last: false };

struct Tables {
    inflection: Endings,
    owner: Endings,
    suffix: Endings,
    name: Endings,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    inflection: Endings::new(&["inflection", "verbal"]),
    owner: Endings::new(&["owner"]),
    suffix: Endings::new(&["suffix"]),
    name: Endings::new(&["name"]),
});

pub(super) fn code(lead: u8, tail: u8) -> usize {
    match (lead, tail) {
        (0xD0, 0xB0..=0xBF) => tail as usize - 0xB0,
        (0xD1, 0x80..=0x9F) => tail as usize - 0x70,
        (0xD2, 0x91) => 48,
        _ => OTHER,
    }
}

impl Endings {
    fn new(steps: &[&str]) -> Self {
        let mut nodes = vec![ROOT];
        for line in include_str!("data/endings.tsv").lines() {
            let mut fields = line.split('\t');
            let step = fields.next().unwrap_or("");
            if !steps.contains(&step) {
                continue;
            }
            let least = fields.next().and_then(|field| field.parse().ok()).unwrap_or(u8::MAX);
            for ending in fields.next().unwrap_or("").split(' ') {
                let (kept, cut) = ending.split_once('|').unwrap_or(("", ending));
                let written = [kept, cut].concat();
                let mut at = 0;
                for pair in written.as_bytes().rchunks(2) {
                    let letter = code(pair[0], pair[1]);
                    if nodes[at].next[letter] == 0 {
                        nodes[at].next[letter] = nodes.len() as u16;
                        nodes.push(ROOT);
                    }
                    at = nodes[at].next[letter] as usize;
                }
                nodes[at].cut = (cut.len() / 2) as u8;
                nodes[at].least = least;
                nodes[at].last = step == "verbal";
            }
        }
        Self { nodes }
    }

    /// `word` without its longest ending that leaves enough, and whether nothing more goes.
    fn cut<'w>(&self, word: &'w str) -> (&'w str, bool) {
        let bytes = word.as_bytes();
        let mut node = 0;
        let (mut best, mut done) = (0, false);
        for pair in bytes.rchunks_exact(2) {
            let letter = code(pair[0], pair[1]);
            if letter == OTHER {
                break;
            }
            node = self.nodes[node].next[letter] as usize;
            if node == 0 {
                break;
            }
            let Node { cut, least, last, .. } = self.nodes[node];
            let cut = cut as usize * 2;
            if cut > best && bytes.len() >= cut + least as usize * 2 {
                (best, done) = (cut, last);
            }
        }
        (&word[..word.len() - best], done)
    }
}

/// The stem of a word's folded form, a prefix of it. Cyrillic words are taken for Ukrainian or
/// Russian, whose endings hardly contradict each other; Latin ones for English.
pub fn stem(folded: &str) -> &str {
    let Some(&last) = folded.as_bytes().last() else { return folded };
    if last.is_ascii_lowercase() {
        return english(folded);
    }
    if !is_cyrillic(folded) {
        return folded;
    }
    let tables = &*TABLES;
    let plain = without_reflexive(folded);
    let (mut plain, done) = tables.inflection.cut(plain);
    if !done {
        plain = tables.suffix.cut(tables.owner.cut(plain).0).0;
    }
    let plain = plain.strip_suffix('ь').filter(|rest| rest.len() >= 4).unwrap_or(plain);
    // зустріч, зустріччю
    match plain.as_bytes() {
        [rest @ .., a, b, c, d] if a == c && b == d && rest.len() >= 4 => &plain[..plain.len() - 2],
        _ => plain,
    }
}

/// A name without its case ending; unlike [`stem`] it leaves -ов and -ал, which belong to names.
pub(super) fn name_stem(folded: &str) -> &str {
    let Some(&last) = folded.as_bytes().last() else { return folded };
    if last.is_ascii_lowercase() {
        return without_s(folded);
    }
    if is_cyrillic(folded) { TABLES.name.cut(folded).0 } else { folded }
}

fn is_cyrillic(folded: &str) -> bool {
    let bytes = folded.as_bytes();
    bytes.len() >= 4
        && bytes.len() <= LONGEST_WORD
        && code(bytes[bytes.len() - 2], bytes[bytes.len() - 1]) != OTHER
}

/// Cuts ся and сь of verbs: заявляється, встретились.
fn without_reflexive(word: &str) -> &str {
    let Some(rest) = word.strip_suffix("ся").or_else(|| word.strip_suffix("сь")) else {
        return word;
    };
    let verb = rest.len() >= 8
        && rest.ends_with(['ь', 'в', 'л', 'а', 'о', 'и', 'й', 'т', 'ш', 'м', 'ю', 'е', 'є']);
    if verb { rest } else { word }
}

/// Letters that an English stem keeps at least.
const ENGLISH_LEAST: usize = 3;

fn without_s(word: &str) -> &str {
    match word.strip_suffix('s') {
        Some(rest) if rest.len() >= ENGLISH_LEAST && !rest.ends_with(['s', 'u', 'i']) => rest,
        _ => word,
    }
}

/// Letters that stay when a last e or y goes: note and not are two words; party meets part, so that
/// it meets parties.
const BEFORE_E: usize = 4;
const BEFORE_Y: usize = 3;

fn english(word: &str) -> &str {
    let word = without_s(word);
    let verb = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).filter(|rest| {
        rest.len() >= ENGLISH_LEAST && rest.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    });
    let Some(rest) = verb else { return without_vowel(word) };
    let doubled = matches!(rest.as_bytes(), [.., a, b] if a == b);
    if doubled {
        // stopped, planning; but killed, passed, added.
        let whole = rest.len() <= ENGLISH_LEAST || rest.ends_with(['l', 's', 'z', 'f', 'e']);
        return without_vowel(if whole { rest } else { &rest[..rest.len() - 1] });
    }
    if word.ends_with('d') && (rest.len() == ENGLISH_LEAST || rest.ends_with('e')) {
        // used, noted, agreed
        return without_vowel(&word[..word.len() - 1]);
    }
    without_vowel(rest)
}

fn without_vowel(stem: &str) -> &str {
    let rest = stem.strip_suffix('e').filter(|rest| rest.len() >= BEFORE_E).unwrap_or(stem);
    rest.strip_suffix(['y', 'i']).filter(|rest| rest.len() >= BEFORE_Y).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::super::cases::{self, Score};
    use super::*;

    fn measure(cases: &str) -> Score {
        cases::measure(cases, |word| stem(word).to_owned())
    }

    #[test]
    fn forms_meet_and_words_stay_apart() {
        for (language, cases, forms, words) in [
            ("uk", include_str!("cases/stems.uk.txt"), 0.98, 0.95),
            ("ru", include_str!("cases/stems.ru.txt"), 0.98, 0.95),
            ("en", include_str!("cases/stems.en.txt"), 0.95, 0.93),
        ] {
            let score = measure(cases);
            assert!(score.met() >= forms && score.apart() >= words, "{language}: {score}");
        }
    }
}
