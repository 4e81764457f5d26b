//! Roman numerals: centuries, quarters, readings and stages; rulers, wars and parts of a work.

use super::gap::Gap;
use super::lexicon::flag;
use super::token::Tokens;
use crate::article::Span;
use crate::text::word::Traits;

/// Highest place in an order that is written so: centuries, congresses, olympiads.
const HIGHEST_PLACE: u32 = 39;
/// Highest number of a name: Super Bowl LIX. Greater ones are abbreviations (DC, MC).
const HIGHEST_NAME: u32 = 89;

/// A place in an order, or a name with a number.
pub(super) enum Roman {
    /// Least and greatest place, where it begins, and the token at which what is ordered stands.
    Place { low: u32, high: u32, start: u32, next: usize },
    /// Its name and it, and the token after it.
    Name(Span, usize),
}

/// The number that capital letters write, Cyrillic look-alikes of them too; nothing for what is
/// no numeral in its usual writing.
pub(super) fn numeral(written: &str) -> Option<u32> {
    let mut value: u32 = 0;
    let mut last = u32::MAX;
    // «VIIII» and "IC" are no numerals: each value is written in one way only.
    let mut canonical = [0_u8; 8];
    let mut length = 0;
    for c in written.chars() {
        let (digit, of) = match c {
            'I' | 'І' => (b'I', 1),
            'V' => (b'V', 5),
            'X' | 'Х' => (b'X', 10),
            'L' => (b'L', 50),
            'C' | 'С' => (b'C', 100),
            _ => return None,
        };
        *canonical.get_mut(length)? = digit;
        length += 1;
        value = if of > last { value + of - 2 * last } else { value + of };
        last = of;
    }
    let mut rest = value;
    let mut at = 0;
    for (of, digits) in [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while rest >= of {
            rest -= of;
            if !canonical[at..length].starts_with(digits.as_bytes()) {
                return None;
            }
            at += digits.len();
        }
    }
    (at == length && length > 0).then_some(value)
}

/// Whether a word may be a numeral, by its traits and first letter: nearly none is.
pub(super) fn may_be(traits: Traits, written: &str) -> bool {
    (traits.is_acronym() || traits.is_capitalised() && written.len() <= 2)
        && !traits.has_digit()
        && written.starts_with(['I', 'V', 'X', 'L', 'І', 'Х'])
        && numeral(written).is_some()
}

impl Tokens<'_> {
    fn numeral_at(&self, index: usize) -> Option<u32> {
        let token = self.get(index)?;
        numeral(self.written(index)).filter(|_| token.traits.is_capitalised())
    }

    /// The numeral at token `index`.
    pub(super) fn roman(&self, index: usize) -> Option<Roman> {
        let low = self.numeral_at(index)?;
        self.place(index, low).or_else(|| self.named(index, low))
    }

    /// «XIX століття», «XII–XIII вв.», «I півріччя», "the XX century".
    fn place(&self, index: usize, low: u32) -> Option<Roman> {
        let (mut high, mut next) = (low, self.after_ending(index));
        let mut last = next;
        if matches!(self.gap(next), Gap::Dash | Gap::Hyphen | Gap::None)
            && let Some(end) = self.numeral_at(next).filter(|&end| end != low)
        {
            // Before our era they fall: «V–IV тисячоліття».
            high = end;
            next = self.after_ending(next);
            last = next;
        } else if self.is(next, flag::AND | flag::OR) && self.numeral_at(next + 1).is_some() {
            // «XVIII і XIX століть» are two places, and say once of what.
            last = self.after_ending(next + 1);
        }
        let numbered = self.is(last, flag::NUMBERED) || self.century(last);
        let (low, high) = (low.min(high), low.max(high));
        (numbered && self.follows(last) && high <= HIGHEST_PLACE).then(|| Roman::Place {
            low,
            high,
            start: self.at(index).span.start,
            next,
        })
    }

    /// The token after a numeral and its ending: «XIX-го».
    fn after_ending(&self, index: usize) -> usize {
        let next = index + 1;
        next + usize::from(self.gap(next) == Gap::None && self.entry(next).ordinal_suffix)
    }

    /// «ст.», «в.», «вв.»: behind a numeral, centuries.
    pub(super) fn century(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.traits.has_cyrillic())
            && matches!(self.written(index), "ст" | "стст" | "в" | "вв")
            && self.space_after(index).starts_with('.')
    }

    /// «Карл III», "World War II", "Part IV".
    fn named(&self, index: usize, value: u32) -> Option<Roman> {
        let before = index.checked_sub(1)?;
        let name = self.get(before)?;
        let written = self.written(index);
        let labelled = self.is(before, flag::LABEL) || self.word_is(before, "war");
        // "In Paris I met", «Трамп І Путін»; the network X.
        let single = written.chars().count() == 1;
        let joined = self.written(before).ends_with(['s', 'S']) && self.english && single;
        let letter = single
            && (written == "І" || written == "Х" || self.english && written == "I" || joined);
        let named = name.traits.is_capitalised()
            && name.traits.has_letter()
            && !self.is(before, flag::STOP)
            && self.entry(before).weekday == 0
            && self.numeral_at(before).is_none()
            && !(single && name.traits.is_acronym());
        let holds = labelled || named && !letter && !written.contains("XL");
        if !holds || value > HIGHEST_NAME || self.gap(index) != Gap::Space {
            return None;
        }
        let start = if name.traits.is_capitalised() { name } else { self.at(index) };
        Some(Roman::Name(start.span.cover(self.at(index).span), index + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::numeral;

    #[test]
    fn numerals_in_their_usual_writing() {
        let read = [("XIX", 19), ("ХІХ", 19), ("IV", 4), ("LIX", 59), ("XC", 90), ("VIII", 8)];
        for (written, value) in read {
            assert_eq!(numeral(written), Some(value), "{written}");
        }
        for written in ["VIIII", "IC", "XXL", "IL", "VX", "ЄС", "", "IIX", "XXXXXXXXXX"] {
            assert_eq!(numeral(written), None, "{written}");
        }
    }
}
