//! Changing some of the words of a sentence, figures excepted, and what stands before them: a noun
//! there, or a preposition from elsewhere («до», "over"), would be read as a hedge or a head.

use crate::Language;
use crate::figure::{CLOSE, OPEN};
use crate::inflection::Case;
use crate::lexicon::LEXICON;
use crate::random::Rng;

/// What an edit left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Words of the sentence before.
    pub before: u32,
    /// Words after.
    pub after: u32,
    /// Words that stand in both, in order.
    pub kept: u32,
}

/// Appends `sentence` with about `percent` of its words replaced, dropped, added to or exchanged
/// with the next.
pub fn push(
    sentence: &str,
    percent: u8,
    language: Language,
    rng: &mut Rng,
    out: &mut String,
) -> Kept {
    let rate = f64::from(percent) / 100.0;
    let mut kept = Kept::default();
    let (mut in_figure, mut after_number) = (false, false);
    let mut words = sentence.split(' ').peekable();
    let mut first = true;
    let space = |out: &mut String, first: &mut bool| {
        if !std::mem::replace(first, false) {
            out.push(' ');
        }
    };
    while let Some(word) = words.next() {
        kept.before += 1;
        let opens = word.contains(OPEN);
        let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
        // Numbers of days are no figures of the truth, and stay with their months.
        let at_number = has_digit(word)
            || std::mem::replace(&mut after_number, has_digit(word))
            || words.peek().is_some_and(|next| next.contains(OPEN) || has_digit(next));
        // A sentence keeps its first word, and with it its capital.
        let fixed = kept.before == 1
            || in_figure
            || opens
            || at_number
            || word.len() < 3 && !word.ends_with(char::is_alphanumeric);
        in_figure = (in_figure || opens) && !word.contains(CLOSE);
        if fixed || !rng.chance(rate) {
            space(out, &mut first);
            out.push_str(word);
            kept.kept += 1;
            kept.after += 1;
            continue;
        }
        // What stands around the letters stays where it was.
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let start = word.find(letters).unwrap_or(0);
        let (before, after) = (&word[..start], &word[start + letters.len()..]);
        match rng.below(10) {
            0..5 => {
                space(out, &mut first);
                out.push_str(before);
                push_word(language, rng, out);
                out.push_str(after);
                kept.after += 1;
            }
            5 | 6 if before.is_empty() && after.is_empty() => {}
            5..8 => {
                space(out, &mut first);
                out.push_str(before);
                push_word(language, rng, out);
                out.push(' ');
                out.push_str(&word[start..]);
                kept.kept += 1;
                kept.after += 2;
            }
            _ => {
                let next = words
                    .next_if(|next| !next.contains(OPEN) && next.chars().all(char::is_alphabetic));
                space(out, &mut first);
                out.push_str(before);
                if let Some(next) = next.filter(|_| before.is_empty() && after.is_empty()) {
                    out.push_str(next);
                    out.push(' ');
                    kept.before += 1;
                    kept.after += 1;
                    kept.kept += 1;
                    out.push_str(letters);
                } else {
                    push_word(language, rng, out);
                    out.push_str(after);
                    if let Some(next) = next {
                        out.push(' ');
                        out.push_str(next);
                        kept.before += 1;
                        kept.after += 1;
                        kept.kept += 1;
                    }
                }
                kept.after += 1;
            }
        }
    }
    kept
}

fn push_word(language: Language, rng: &mut Rng, out: &mut String) {
    let case = [Case::Nominative, Case::Genitive, Case::Instrumental][rng.below(3) as usize];
    let noun = LEXICON.draw_noun(rng);
    LEXICON.push_noun(noun, case, rng.chance(0.3), language, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stay_and_the_rate_holds() {
        let sentence =
            format!("Один два три {OPEN}понад 600 тис. солдатів{CLOSE} чотири, п'ять шість сім.");
        let (mut before, mut kept) = (0, 0);
        for seed in 0..2_000 {
            let mut out = String::new();
            let edit = push(&sentence, 20, Language::Uk, &mut Rng::new(seed), &mut out);
            assert!(out.contains("\u{1}понад 600 тис. солдатів\u{2}"), "{out}");
            assert_eq!(out.split(' ').count(), edit.after as usize, "{out}");
            before += edit.before;
            kept += edit.kept;
        }
        // Five of eleven words may change, a fifth of them; some changes keep the word.
        let lost = 1.0 - f64::from(kept) / f64::from(before);
        assert!((0.04..0.11).contains(&lost), "{lost}");
    }
}
