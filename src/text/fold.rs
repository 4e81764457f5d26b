//! The folded form of a word: what stays of its spelling when case, apostrophes, hyphens, stress
//! marks, soft hyphens and look-alike letters no longer matter.
//!
//! This is half of the definition of a fingerprint (see [`super::word`] for the other half) and
//! therefore fixed: a change here is a new fingerprint version.

use unicode_normalization::UnicodeNormalization;

/// Characters that scraped texts gain and lose without meaning: soft hyphen, zero-width spaces
/// and joiners, byte order marks. They neither end a word nor stand in its folded form.
pub const fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Characters used as an apostrophe inside words: зв'язок, зв’язок, звʼязок, зв‘язок.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '`' | '´' | '＇')
}

/// Hyphens that can stand inside a word. A dash never does.
pub const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether `c` is in one of the Unicode blocks of combining marks that European scripts use.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Whether `c` is a Cyrillic letter.
pub const fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}' | '\u{48A}'..='\u{52F}' | '\u{1C80}'..='\u{1C8F}')
}

/// Whether `c` is a Latin letter (ASCII, Latin-1, Latin Extended A, B and Additional).
pub const fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{24F}'
        | '\u{1E00}'..='\u{1EFF}')
}

/// Latin and Cyrillic letters that look the same in print, Latin first.
const LOOK_ALIKES: [(char, char); 29] = [
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('J', 'Ј'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('S', 'Ѕ'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('i', 'і'),
    ('j', 'ј'),
    ('k', 'к'),
    ('o', 'о'),
    ('p', 'р'),
    ('s', 'ѕ'),
    ('x', 'х'),
    ('y', 'у'),
    ('ï', 'ї'),
    ('Ï', 'Ї'),
    ('ë', 'ё'),
];

fn to_cyrillic(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|pair| pair.0 == c).map(|pair| pair.1)
}

fn to_latin(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|pair| pair.1 == c).map(|pair| pair.0)
}

/// Appends the folded form of `word` to `folded`.
///
/// In this order: ignorable characters, apostrophes and hyphens are dropped; acute and grave
/// marks on Cyrillic letters (stress) are dropped; NFC; in a word that mixes Latin and Cyrillic,
/// letters that look the same in both go to the script of the letters that do not (Cyrillic when
/// these are as many on both sides); every character becomes lower case by Unicode's mapping
/// without context.
pub fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(
            word.bytes()
                .filter(|&byte| !matches!(byte, b'\'' | b'`' | b'-'))
                .map(|byte| byte.to_ascii_lowercase() as char),
        );
        return;
    }
    let mut base_is_cyrillic = false;
    let kept = word.chars().filter(|&c| {
        if is_ignorable(c) || is_apostrophe(c) || is_hyphen(c) {
            return false;
        }
        if matches!(c, '\u{300}' | '\u{301}') {
            return !base_is_cyrillic;
        }
        if !is_mark(c) {
            base_is_cyrillic = is_cyrillic(c);
        }
        true
    });
    let composed: Vec<char> = kept.nfc().collect();
    let replace = look_alike_script(&composed);
    for c in composed {
        let c = match replace {
            Some(Script::Cyrillic) => to_cyrillic(c).unwrap_or(c),
            Some(Script::Latin) => to_latin(c).unwrap_or(c),
            None => c,
        };
        folded.extend(c.to_lowercase());
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Cyrillic,
}

/// The script that the ambiguous letters of a mixed word belong to; `None` if it is not mixed.
fn look_alike_script(word: &[char]) -> Option<Script> {
    let (mut latin, mut cyrillic) = (0_usize, 0_usize);
    let (mut only_latin, mut only_cyrillic) = (0_usize, 0_usize);
    for &c in word {
        if is_cyrillic(c) {
            cyrillic += 1;
            only_cyrillic += usize::from(to_latin(c).is_none());
        } else if is_latin(c) {
            latin += 1;
            only_latin += usize::from(to_cyrillic(c).is_none());
        }
    }
    if latin == 0 || cyrillic == 0 {
        None
    } else if only_latin > only_cyrillic {
        Some(Script::Latin)
    } else {
        Some(Script::Cyrillic)
    }
}

/// The folded form of a single word or name, on its own.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    fold_into(word, &mut folded);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_apostrophe_and_none_fold_alike() {
        for word in ["зв'язку", "зв’язку", "звʼязку", "зв‘язку", "звязку", "ЗВ`ЯЗКУ"]
        {
            assert_eq!(fold(word), "звязку");
        }
        assert_eq!(fold("Індо-Тихоокеанському"), fold("ІндоТихоокеанському"));
    }

    #[test]
    fn stress_goes_but_letters_with_marks_stay() {
        assert_eq!(fold("за\u{301}мок"), "замок");
        assert_eq!(fold("и\u{306}"), "й");
        assert_eq!(fold("і\u{308}жак"), "їжак");
        assert_eq!(fold("е\u{308}ж"), "ёж");
        assert_eq!(fold("cafe\u{301}"), "café");
        assert_eq!(fold("пере\u{AD}мир’я"), "перемиря");
    }

    #[test]
    fn look_alikes_fold_in_mixed_words_only() {
        assert_eq!(fold("FREEДОМ"), fold("FREEДOM"));
        assert_eq!(fold("НАТO"), fold("НАТО"));
        assert_eq!(fold("HATO"), "hato");
        assert_eq!(fold("Pосія"), "росія");
        assert_eq!(fold("Covid"), "covid");
    }
}
