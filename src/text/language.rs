//! The language of an article and of its sentences: letters first, then frequent words.
//!
//! і ї є ґ against ы э ъ ё decide nearly every sentence; function words decide the rest and tell
//! Belarusian, Bulgarian, Serbian, Polish and German from ours. No model: a sentence that shows
//! nothing has the article's language, and a guess between neighbours would be worth less.

use super::lexicon::Lexeme;
use super::{Sentence, Words};
use crate::article::Language;
use std::ops::{AddAssign, Range};

/// What speaks for each language.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    /// Bytes of і, ї, є, ґ; of ы, э, ё; of letters that neither has: ў ј љ њ ћ ђ џ ѓ ќ ѕ.
    uk_letters: u32,
    ru_letters: u32,
    foreign_letters: u32,
    /// Bytes of ъ, which Bulgarian has in every line and Russian hardly ever.
    jers: u32,
    /// Bytes that begin a Cyrillic letter, an ASCII letter, another Latin letter.
    cyrillic: u32,
    ascii: u32,
    latin: u32,
    /// Function words.
    uk: u32,
    ru: u32,
    en: u32,
    foreign: u32,
}

impl AddAssign for Signs {
    fn add_assign(&mut self, other: Self) {
        self.uk_letters += other.uk_letters;
        self.ru_letters += other.ru_letters;
        self.foreign_letters += other.foreign_letters;
        self.jers += other.jers;
        self.cyrillic += other.cyrillic;
        self.ascii += other.ascii;
        self.latin += other.latin;
        self.uk += other.uk;
        self.ru += other.ru;
        self.en += other.en;
        self.foreign += other.foreign;
    }
}

impl Signs {
    #[allow(clippy::needless_bitwise_bool, reason = "lazy operators branch and do not vectorise")]
    /// Reads the words `range`. Folded forms are small letters, so each letter is one byte pair.
    fn read(words: &Words, lexemes: &[Lexeme], range: Range<usize>) -> Self {
        let mut signs = Self::default();
        for lexeme in &lexemes[range.clone()] {
            // Only words that one of two neighbours has tell them apart.
            let (uk, ru) = (lexeme.is(Lexeme::UK), lexeme.is(Lexeme::RU));
            signs.uk += u32::from(uk && !ru);
            signs.ru += u32::from(ru && !uk);
            signs.en += u32::from(lexeme.is(Lexeme::EN));
            signs.foreign += u32::from(lexeme.is(Lexeme::FOREIGN) && !lexeme.is(Lexeme::FUNCTION));
        }
        let folded = words.folded_range(range).as_bytes();
        // Blocks of 128 so that counters of a byte suffice, which is what vectorises.
        for start in (0..folded.len()).step_by(128) {
            let here = &folded[start..folded.len().min(start + 128)];
            let next = &folded[(start + 1).min(folded.len())..folded.len().min(start + 129)];
            let count = |test: fn(u8) -> bool| {
                u32::from(here.iter().map(|&byte| u8::from(test(byte))).sum::<u8>())
            };
            let pairs = |test: fn(u8, u8) -> bool| {
                u32::from(here.iter().zip(next).map(|(&a, &b)| u8::from(test(a, b))).sum::<u8>())
            };
            signs.ascii += count(|byte| byte.is_ascii_lowercase());
            signs.cyrillic += count(|byte| byte & 0xFE == 0xD0);
            signs.latin += count(|byte| (0xC3..=0xC9).contains(&byte));
            signs.uk_letters += pairs(|a, b| {
                (a == 0xD1) & ((b == 0x94) | (b == 0x96) | (b == 0x97)) | (a == 0xD2) & (b == 0x91)
            });
            signs.ru_letters +=
                pairs(|a, b| (a == 0xD1) & ((b == 0x8B) | (b == 0x8D) | (b == 0x91)));
            signs.jers += pairs(|a, b| (a == 0xD1) & (b == 0x8A));
            signs.foreign_letters += pairs(|a, b| {
                (a == 0xD1)
                    & ((b == 0x92)
                        | (b == 0x93)
                        | (b == 0x95)
                        | (0x98..=0x9C).contains(&b)
                        | (b == 0x9E)
                        | (b == 0x9F))
                    | (a == 0xD2) & (b != 0x91)
            });
        }
        signs
    }

    /// The language, where the signs are at least `evidence` strong and agree; `None` where they
    /// are not; [`Language::Unknown`] where they speak for one that is not ours.
    fn decide(&self, evidence: u32) -> Option<Language> {
        if self.cyrillic > self.ascii + self.latin {
            // A letter that a language does not have weighs more than a word: words are shared.
            let uk = self.uk_letters * LETTER + self.uk * WORD;
            let ru = self.ru_letters * LETTER + self.ru * WORD;
            let strange = self.foreign_letters * LETTER + self.foreign * WORD;
            // Belarusian has і beside ы; Bulgarian ъ without ы and э.
            let belarusian = self.uk_letters.min(self.ru_letters) * 4 > self.cyrillic / 10;
            let bulgarian = self.jers > self.ru_letters && self.uk_letters == 0;
            let many_jers = self.jers > 1 && self.jers * JER_SHARE > self.cyrillic;
            if bulgarian && many_jers && self.ru_letters == 0
                || strange >= evidence && (belarusian || bulgarian || strange > uk.max(ru))
            {
                return Some(Language::Unknown);
            }
            return pick(&[(uk, Language::Uk), (ru, Language::Ru)], evidence);
        }
        // English has next to no letters with marks; German has 2 in 100, Polish 7.
        let en = if self.latin * MARKED_SHARE > self.ascii { 0 } else { self.en * WORD };
        let strange = self.foreign * WORD + self.latin / 2;
        pick(&[(en, Language::En), (strange, Language::Unknown)], evidence)
    }
}

/// Weight of a letter that only one of two neighbouring languages has, and of such a word.
const LETTER: u32 = 3;
const WORD: u32 = 2;

/// One Cyrillic letter in at most so many is ъ in Bulgarian; in Russian one in 2,000.
const JER_SHARE: u32 = 100;

/// A text of which more than one letter in so many bears a mark is not English.
const MARKED_SHARE: u32 = 60;

/// Signs that a sentence must show to have another language than its article: two letters, or
/// three words.
const SENTENCE_EVIDENCE: u32 = 6;

/// Signs that an article must show.
const ARTICLE_EVIDENCE: u32 = 4;

/// The one that outweighs every other threefold.
fn pick(weights: &[(u32, Language)], evidence: u32) -> Option<Language> {
    let best = weights.iter().max_by_key(|entry| entry.0)?;
    let rest: u32 = weights.iter().filter(|entry| entry.1 != best.1).map(|entry| entry.0).sum();
    (best.0 >= evidence && best.0 > 3 * rest).then_some(best.1)
}

/// Sets the language of every sentence, and gives the article's: `declared` where it is known.
pub(super) fn detect(
    words: &Words,
    lexemes: &[Lexeme],
    sentences: &mut [Sentence],
    declared: Language,
) -> Language {
    let mut whole = Signs::default();
    let mut own = Vec::with_capacity(sentences.len());
    for sentence in &*sentences {
        let range = sentence.words.start as usize..sentence.words.end as usize;
        let signs = Signs::read(words, lexemes, range);
        if !sentence.role.is_boilerplate() {
            whole += signs;
        }
        own.push(signs.decide(SENTENCE_EVIDENCE));
    }
    let article = match declared {
        Language::Unknown => whole.decide(ARTICLE_EVIDENCE).unwrap_or_default(),
        declared => declared,
    };
    for (sentence, own) in sentences.iter_mut().zip(own) {
        sentence.language = match (own, article) {
            (None | Some(Language::Unknown), Language::Other(_)) => article,
            (own, _) => own.unwrap_or(article),
        };
    }
    article
}

#[cfg(test)]
mod tests {
    use super::super::cases;
    use super::*;
    use crate::article::Article;

    #[test]
    fn languages_are_those_of_the_list() {
        for line in cases::lines(include_str!("cases/languages.txt")) {
            let (code, text) = line.split_once('\t').expect("a code and a text");
            let found = cases::read(text).language;
            assert_eq!(found.code(), code.trim_start_matches('?'), "{text}");
        }
    }

    #[test]
    fn a_sentence_can_have_another_language_than_its_article() {
        let text = "Уряд ухвалив рішення, і всі зраділи. «Мы были против этого решения, \
                    но проиграли», – сказал депутат. Є ще час.";
        let codes = |declared| {
            let article = Article { text: text.into(), language: declared, ..Article::default() };
            let document = super::super::Document::new(&article);
            let sentences = document.sentences.iter().map(|s| s.language.code().to_owned());
            (document.language, sentences.collect::<Vec<_>>())
        };
        assert_eq!(codes(Language::Unknown).1, ["uk", "ru", "uk"]);
        assert_eq!(codes(Language::Ru).0, Language::Ru);
        let german = Language::from_code("de");
        assert_eq!(codes(german).0, german);
    }
}
