//! Skeletons: what Ukrainian and Russian writings of one word have in common, and what Cyrillic
//! and Latin writings of one name have.
//!
//! Both are ASCII keys to be compared and hashed, never shown. They merge more than a stem does:
//! a shared skeleton is evidence between two languages only.

use super::fold;
use super::stem;

/// Appends the common skeleton of a Ukrainian or Russian stem.
///
/// Vowels fall into three classes (а я; у ю; all others, because і stands for о, е and и:
/// війна/война, рішення/решение, Росія/Россия), doubled letters and soft signs go, від-/от-,
/// роз-/рас-, initial в/у meet, and so do the vowels that come and go before a last consonant
/// (українець, українця). A word without Cyrillic letters stays as it is, behind a mark.
pub fn skeleton_into(stem: &str, skeleton: &mut Vec<u8>) {
    let start = skeleton.len();
    if !stem.starts_with(fold::is_cyrillic) {
        skeleton.push(b'=');
        skeleton.extend_from_slice(stem.as_bytes());
        return;
    }
    let mut bytes = stem.as_bytes();
    while let [lead, rest @ ..] = bytes {
        let letter = if let (0xD0..=0xD2, [tail, after @ ..]) = (lead, rest) {
            bytes = after;
            LETTERS.get(stem::code(*lead, *tail)).copied().unwrap_or(*tail)
        } else {
            bytes = rest;
            *lead
        };
        if letter != SILENT && (skeleton.len() == start || skeleton.last() != Some(&letter)) {
            skeleton.push(letter);
        }
    }
    meet_prefixes(start, skeleton);
    drop_fleeting_vowel(start, skeleton);
    // безпека, безпеці
    if skeleton.len() > start + 3
        && let Some(last @ b'c') = skeleton.last_mut()
    {
        *last = b'k';
    }
}

/// Stands for a letter that leaves nothing.
const SILENT: u8 = b'-';

/// What each letter leaves, by its code: а to я, then ѐ to џ, then ґ.
const LETTERS: [u8; 49] = *b"abvgdijziiklmniprstufxcqwy-i-iuaiiiiiziiilnqkiudg";

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'i' | b'u')
}

fn meet_prefixes(start: usize, skeleton: &mut Vec<u8>) {
    let bytes = &skeleton[start..];
    let consonant = |at: usize| bytes.get(at).is_some_and(|&letter| !is_vowel(letter));
    if bytes.starts_with(b"vid") && consonant(3) {
        // відправив, отправил
        skeleton.splice(start..start + 3, *b"it");
    } else if (bytes.starts_with(b"riz") || bytes.starts_with(b"raz") || bytes.starts_with(b"ris"))
        && consonant(3)
    {
        let end = if bytes[3] == b's' { start + 4 } else { start + 3 };
        skeleton.splice(start..end, *b"ras");
    } else if bytes.first() == Some(&b'v') && consonant(1) {
        skeleton[start] = b'u';
    }
}

/// Letters that a skeleton keeps at least when a vowel before its last consonant goes.
const FLEETING_LEAST: usize = 3;

fn drop_fleeting_vowel(start: usize, skeleton: &mut Vec<u8>) {
    if let [first @ .., b'i', last] = &skeleton[start..]
        && !is_vowel(*last)
        && first.len() + 2 > FLEETING_LEAST
    {
        // Львів: the two consonants that now stand side by side can be the same.
        let (last, doubled) = (*last, first.last() == Some(last));
        skeleton.truncate(skeleton.len() - 2);
        if !doubled {
            skeleton.push(last);
        }
    }
}

/// Appends the consonant key of a name's folded form, the same for its Cyrillic and Latin
/// writings: Рютте and Rutte, Зеленського and Zelenskyy, Харків, Харьков and Kharkiv.
///
/// Case endings go, then vowels (one that begins the name leaves a mark), doubled letters and
/// distinctions that transliterations do not keep: г/х/h/g/kh, з/с/ц, ж/дж/j/zh, в/w. Names that
/// English writes by its own sound (Pyongyang, Kim Jong Un) do not meet. Two consonants say
/// little: the caller asks for more evidence, or for names side by side.
#[allow(clippy::match_same_arms, reason = "a line for each letter and its neighbours")]
pub fn name_key_into(folded: &str, key: &mut Vec<u8>) {
    let name = stem::name_stem(folded);
    let start = key.len();
    let mut characters = name.chars().peekable();
    let mut after_vowel = false;
    while let Some(c) = characters.next() {
        let next = characters.peek().copied();
        let mut pair = |second: char| next == Some(second) && characters.next().is_some();
        let consonants = match c {
            'б' | 'b' => "b",
            'в' | 'v' => "v",
            'w' if after_vowel && !next.is_some_and(is_latin_vowel) => "",
            'w' => "v",
            'г' | 'ґ' | 'х' | 'g' => {
                let _ = c == 'g' && pair('h');
                "g"
            }
            'h' if after_vowel && !next.is_some_and(is_latin_vowel) => "",
            'h' => "g",
            'д' if pair('ж') => "j",
            'д' | 'd' => "d",
            'ж' | 'j' => "j",
            'z' if pair('h') => "j",
            'з' | 'z' => "s",
            'ц' => "s",
            'к' | 'q' => "k",
            'k' if pair('h') => "g",
            'k' => "k",
            'л' | 'l' | 'ł' => "l",
            'м' | 'm' => "m",
            'н' | 'n' | 'ń' => "n",
            'п' => "p",
            'p' if pair('h') => "f",
            'p' => "p",
            'р' | 'r' => "r",
            's' => {
                if pair('h') {
                    "w"
                } else if pair('c') {
                    let mut next_pair = |second| characters.next_if_eq(&second).is_some();
                    if next_pair('h') { "w" } else { "sk" }
                } else {
                    "s"
                }
            }
            'с' | 'ś' => "s",
            'т' => {
                if pair('с') {
                    "s"
                } else {
                    "t"
                }
            }
            't' => {
                if pair('s') {
                    "s"
                } else {
                    let _ = pair('h');
                    "t"
                }
            }
            'ф' | 'f' => "f",
            'c' if pair('h') => "c",
            'c' if pair('z') => "c",
            'c' if matches!(next, Some('e' | 'i' | 'y')) => "s",
            'c' => {
                let _ = pair('k');
                "k"
            }
            'ч' | 'č' | 'ć' => "c",
            'ш' | 'š' => "w",
            'щ' => "wc",
            'ž' => "j",
            'x' => "ks",
            'ь' | 'ъ' => continue,
            digit if digit.is_ascii_digit() => {
                key.push(digit as u8);
                after_vowel = false;
                continue;
            }
            _ => {
                if key.len() == start {
                    key.push(b'a');
                }
                after_vowel = true;
                continue;
            }
        };
        after_vowel = false;
        for &consonant in consonants.as_bytes() {
            if key.len() == start || key.last() != Some(&consonant) {
                key.push(consonant);
            }
        }
    }
}

const fn is_latin_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::super::cases;
    use super::*;

    #[test]
    fn ukrainian_and_russian_writings_meet() {
        let score = cases::measure(include_str!("cases/skeletons.txt"), |word| {
            let mut key = Vec::new();
            skeleton_into(stem::stem(word), &mut key);
            String::from_utf8(key).expect("keys of these words are ASCII")
        });
        // The words to be kept apart are the likest that could be thought of.
        assert!(score.met() >= 0.98 && score.apart() >= 0.8, "{score}");
    }

    #[test]
    fn cyrillic_and_latin_names_meet() {
        let score = cases::measure(include_str!("cases/names.txt"), |word| {
            let mut key = Vec::new();
            name_key_into(word, &mut key);
            String::from_utf8(key).expect("keys of these words are ASCII")
        });
        assert!(score.met() >= 0.97 && score.apart() >= 0.9, "{score}");
    }
}
