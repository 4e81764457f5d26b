//! Made-up words in the sounds of the three languages: the long tail of the vocabulary, surnames
//! and the names of outlets. One draw of sounds can be spelt in each language, so that a name or a
//! cognate is the same word everywhere.

use crate::Language;
use crate::random::Rng;

/// Ukrainian, Russian and English spelling of one sound.
type Sound = [&'static str; 3];

const ONSETS: [Sound; 24] = [
    ["б", "б", "b"],
    ["в", "в", "v"],
    ["г", "г", "h"],
    ["д", "д", "d"],
    ["ж", "ж", "zh"],
    ["з", "з", "z"],
    ["к", "к", "k"],
    ["л", "л", "l"],
    ["м", "м", "m"],
    ["н", "н", "n"],
    ["п", "п", "p"],
    ["р", "р", "r"],
    ["с", "с", "s"],
    ["т", "т", "t"],
    ["ф", "ф", "f"],
    ["ч", "ч", "ch"],
    ["ст", "ст", "st"],
    ["пр", "пр", "pr"],
    ["тр", "тр", "tr"],
    ["гр", "гр", "hr"],
    ["кр", "кр", "kr"],
    ["сл", "сл", "sl"],
    ["хл", "хл", "khl"],
    ["др", "др", "dr"],
];
const VOWELS: [Sound; 6] = [
    ["а", "а", "a"],
    ["о", "о", "o"],
    ["у", "у", "u"],
    ["е", "е", "e"],
    ["и", "ы", "y"],
    ["і", "и", "i"],
];
const CODAS: [Sound; 10] = [
    ["н", "н", "n"],
    ["р", "р", "r"],
    ["м", "м", "m"],
    ["л", "л", "l"],
    ["т", "т", "t"],
    ["нт", "нт", "nt"],
    ["рд", "рд", "rd"],
    ["зн", "зн", "zn"],
    ["п", "п", "p"],
    ["лст", "лст", "lst"],
];

/// Appends a stem of `syllables` syllables that ends in a consonant.
pub fn push(seed: u64, syllables: u32, language: Language, out: &mut String) {
    let mut draw = Rng::new(seed).next();
    let at = language as usize;
    for _ in 0..syllables {
        out.push_str(ONSETS[(draw % ONSETS.len() as u64) as usize][at]);
        draw /= ONSETS.len() as u64;
        out.push_str(VOWELS[(draw % VOWELS.len() as u64) as usize][at]);
        draw /= VOWELS.len() as u64;
    }
    out.push_str(CODAS[(draw % CODAS.len() as u64) as usize][at]);
}

/// Appends it with a capital.
pub fn push_name(seed: u64, syllables: u32, language: Language, out: &mut String) {
    let start = out.len();
    push(seed, syllables, language, out);
    capitalise(out, start);
}

/// Makes the first letter at or after byte `start` a capital.
pub fn capitalise(out: &mut String, start: usize) {
    let Some((at, first)) = out[start..].char_indices().find(|(_, c)| c.is_alphanumeric()) else {
        return;
    };
    let at = start + at;
    if first.is_lowercase() {
        let upper: String = first.to_uppercase().collect();
        out.replace_range(at..at + first.len_utf8(), &upper);
    }
}
