//! News-like text for measuring speed: the same bytes for the same arguments, everywhere.
//!
//! Words follow a Zipf distribution over small vocabularies with endings; a word of the Ukrainian
//! sample has 13 bytes with the space after it, as in the news. Punctuation, figures, names,
//! apostrophes and hyphens occur as often as in articles, the characters outside the Cyrillic
//! block rather more often.

use std::fmt::Write;

/// What the words of a sample are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SampleLanguage {
    /// Ukrainian.
    Ukrainian,
    /// Russian.
    Russian,
    /// English.
    English,
    /// Six sentences of ten Ukrainian, three Russian, one English.
    Mixed,
}

impl SampleLanguage {
    /// All, in the order of the tables.
    pub const ALL: [Self; 4] = [Self::Ukrainian, Self::Russian, Self::English, Self::Mixed];

    /// `uk`, `ru`, `en` or `mixed`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ukrainian => "uk",
            Self::Russian => "ru",
            Self::English => "en",
            Self::Mixed => "mixed",
        }
    }
}

/// `count` texts of about `bytes` bytes each; every `seed` gives others.
pub fn sample(language: SampleLanguage, count: usize, bytes: usize, seed: u64) -> Vec<String> {
    let vocabularies = [
        Vocabulary::new(include_str!("data/sample-uk.txt")),
        Vocabulary::new(include_str!("data/sample-ru.txt")),
        Vocabulary::new(include_str!("data/sample-en.txt")),
    ];
    let mut random = Random(seed);
    let mut texts = Vec::with_capacity(count);
    for _ in 0..count {
        let mut text = String::with_capacity(bytes + 256);
        while text.len() < bytes {
            let vocabulary = match language {
                SampleLanguage::Ukrainian => 0,
                SampleLanguage::Russian => 1,
                SampleLanguage::English => 2,
                SampleLanguage::Mixed => [0, 0, 0, 0, 0, 0, 1, 1, 1, 2][random.below(10)],
            };
            sentence(&vocabularies[vocabulary], &mut random, &mut text);
            text.push(if random.below(4) == 0 { '\n' } else { ' ' });
        }
        texts.push(text);
    }
    texts
}

/// Words of a language by kind.
struct Vocabulary {
    function: Vec<String>,
    joined: Vec<String>,
    content: Vec<String>,
    names: Vec<String>,
}

impl Vocabulary {
    /// `table`: a line of frequent short words, then lines of `stem|endings`, the first of which
    /// holds words with apostrophes where there is a fourth line.
    fn new(table: &str) -> Self {
        let lines: Vec<&str> = table.lines().collect();
        let function = lines[0].split(' ').map(str::to_owned).collect();
        let (names, content) = (inflect(lines[lines.len() - 1]), inflect(lines[lines.len() - 2]));
        let joined = if lines.len() > 3 { inflect(lines[1]) } else { content.clone() };
        Self { function, joined, content, names }
    }
}

/// `stem|ending ending|stem|…`: every stem with every ending; one without endings stands alone.
fn inflect(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let fields: Vec<&str> = line.split('|').collect();
    for pair in fields.chunks(2) {
        let endings = pair.get(1).copied().unwrap_or("");
        words.extend(endings.split(' ').map(|ending| format!("{}{ending}", pair[0])));
    }
    words
}

fn sentence(vocabulary: &Vocabulary, random: &mut Random, text: &mut String) {
    let words = 6 + random.below(16);
    let quoted = random.below(8) == 0;
    if quoted {
        text.push('«');
    }
    for i in 0..words {
        let from = text.len();
        match random.below(100) {
            0..33 => text.push_str(random.zipf(&vocabulary.function)),
            33 => text.push_str(random.zipf(&vocabulary.joined)),
            34..40 => text.push_str(random.zipf(&vocabulary.names)),
            40 | 41 => {
                let _ = write!(text, "{}", random.below(2_500));
            }
            _ => text.push_str(random.zipf(&vocabulary.content)),
        }
        if i == 0 {
            let first: String = text[from..].chars().take(1).flat_map(char::to_uppercase).collect();
            let rest = text[from..].chars().next().map_or(0, char::len_utf8);
            text.replace_range(from..from + rest, &first);
        }
        if i + 1 < words {
            text.push_str(match random.below(100) {
                0..9 => ", ",
                9 => " — ",
                10 => " – ",
                11 => "\u{A0}",
                _ => " ",
            });
        }
    }
    text.push_str(if quoted { "»." } else { "." });
}

/// `SplitMix64` (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        x ^ (x >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Rank r about as often as 1/r: the exponential of a uniform logarithm, by squaring down.
    fn zipf<'w>(&mut self, words: &'w [String]) -> &'w str {
        let below = self.below(words.len()) + 1;
        &words[self.below(below)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;

    #[test]
    fn sample_is_fixed_and_like_news() {
        let text = sample(SampleLanguage::Ukrainian, 1, 100_000, 1).concat();
        assert_eq!(text, sample(SampleLanguage::Ukrainian, 1, 100_000, 1).concat());
        assert_ne!(text, sample(SampleLanguage::Ukrainian, 1, 100_000, 2).concat());
        let words = Words::new(&text);
        let bytes = text.len() as f64 / words.len() as f64;
        assert!((12.5..14.0).contains(&bytes), "{bytes} bytes a word");
    }
}
