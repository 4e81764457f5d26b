//! The folded form of a word: what stays of its spelling when case, apostrophes, hyphens, stress
//! marks, soft hyphens and look-alike letters no longer matter.
//!
//! This is half of the definition of a fingerprint (see [`super::word`] for the other half) and
//! therefore fixed: a change here is a new fingerprint version.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

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

/// Whether `c` is one of the combining marks that European scripts use, of those in Unicode 14.0.
pub const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{1AB0}'..='\u{1ACE}'
        | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}' | '\u{FE20}'..='\u{FE2F}')
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

/// Latin letters that look like a Cyrillic one in print, and those, one below the other.
const LATIN_ALIKE: &str = "ABCEHIJKMOPSTXYaceijkopsxy";
const CYRILLIC_ALIKE: &str = "АВСЕНІЈКМОРЅТХУасеіјкорѕху";

fn to_cyrillic(c: char) -> Option<char> {
    LATIN_ALIKE.chars().zip(CYRILLIC_ALIKE.chars()).find(|pair| pair.0 == c).map(|pair| pair.1)
}

fn to_latin(c: char) -> Option<char> {
    LATIN_ALIKE.chars().zip(CYRILLIC_ALIKE.chars()).find(|pair| pair.1 == c).map(|pair| pair.0)
}

/// Appends the folded form of `word` to `folded`.
///
/// In this order:
/// 1. ignorable characters, apostrophes and hyphens are dropped;
/// 2. NFD;
/// 3. in a word with both Latin and Cyrillic letters, those that look the same in both scripts
///    (`ABCEHIJKMOPSTXYaceijkopsxy` and `АВСЕНІЈКМОРЅТХУасеіјкорѕху`, one for one) go to the
///    script of which there are more letters that do not (Cyrillic when there are as many):
///    «Pосія» becomes «Росія», «замóк» with a Latin ó «замо́к»;
/// 4. NFC;
/// 5. acute and grave marks that stand as such after a Cyrillic letter (stress) are dropped, and
///    NFC again: й, ї, ё and ѓ keep what makes them letters;
/// 6. every character becomes lower case by Unicode's full mapping without context.
pub fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(
            word.bytes()
                .filter(|&byte| !matches!(byte, b'\'' | b'`' | b'-'))
                .map(|byte| byte.to_ascii_lowercase() as char),
        );
        return;
    }
    let kept = word.chars().filter(|&c| !(is_ignorable(c) || is_apostrophe(c) || is_hyphen(c)));
    let is_mixed = kept.clone().any(is_cyrillic) && kept.clone().any(is_latin);
    if !is_mixed && is_nfc_quick(kept.clone()) == IsNormalized::Yes {
        folded.extend(kept.flat_map(char::to_lowercase));
        return;
    }
    let mut letters: Vec<char> = kept.nfd().collect();
    to_one_script(&mut letters);
    letters = letters.into_iter().nfc().collect();
    if drop_stress(&mut letters) {
        letters = letters.into_iter().nfc().collect();
    }
    folded.extend(letters.into_iter().flat_map(char::to_lowercase));
}

/// Drops acute and grave marks after Cyrillic letters; whether there were any.
fn drop_stress(letters: &mut Vec<char>) -> bool {
    let length = letters.len();
    let mut base_is_cyrillic = false;
    letters.retain(|&c| {
        if matches!(c, '\u{300}' | '\u{301}') {
            return !base_is_cyrillic;
        }
        if !is_mark(c) {
            base_is_cyrillic = is_cyrillic(c);
        }
        true
    });
    letters.len() < length
}

/// Moves the look-alikes of a mixed word to the script of its other letters.
fn to_one_script(word: &mut [char]) {
    let (mut latin, mut cyrillic) = (0_usize, 0_usize);
    let (mut only_latin, mut only_cyrillic) = (0_usize, 0_usize);
    for &c in &*word {
        if is_cyrillic(c) {
            cyrillic += 1;
            only_cyrillic += usize::from(to_latin(c).is_none());
        } else if is_latin(c) {
            latin += 1;
            only_latin += usize::from(to_cyrillic(c).is_none());
        }
    }
    if latin == 0 || cyrillic == 0 {
        return;
    }
    let other = if only_latin > only_cyrillic { to_latin } else { to_cyrillic };
    for c in word {
        *c = other(*c).unwrap_or(*c);
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
    use proptest::prelude::*;

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
        // A letter of its own in Macedonian, however it is written.
        assert_eq!(fold("г\u{301}"), fold("ѓ"));
        assert_eq!(fold("и\u{301}\u{306}"), "й");
        assert_eq!(fold("пере\u{AD}мир’я"), "перемиря");
    }

    #[test]
    fn look_alikes_fold_in_mixed_words_only() {
        assert_eq!(fold("FREEДОМ"), fold("FREEДOM"));
        assert_eq!(fold("НАТO"), fold("НАТО"));
        assert_eq!(fold("HATO"), "hato");
        assert_eq!(fold("Pосія"), "росія");
        assert_eq!(fold("Covid"), "covid");
        assert_eq!(fold("замóк"), "замок");
        assert_eq!(fold("поïзд"), "поїзд");
        assert_eq!(fold("сamëm"), fold("camëm"));
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(word in "[абгеиіїўёйАЯѐѓa-zïëẞſǅﬁ\u{300}\u{301}\u{306}\u{308}'ʼ-]{0,12}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn composition_does_not_matter(word in "[абгкеиіїўёйАЯѐѓa-zïëéİẞſǅﬁ\u{300}\u{301}\u{306}\u{308}ʼ-]{0,12}") {
            let decomposed: String = word.nfd().collect();
            let composed: String = word.nfc().collect();
            prop_assert_eq!(fold(&decomposed), fold(&composed));
        }
    }
}
