//! The definition of a word, written to be read. The scanner leaves to it whatever is rare.

use super::Traits;
use super::character::is_word_character;
use crate::article::Span;
use crate::text::fold;

/// The first word of `text` that begins at byte `from` or later, and, in `folded`, its folded form.
#[inline(never)]
pub(crate) fn read(text: &str, from: usize, folded: &mut String) -> Option<(Span, Traits)> {
    let (span, traits) = next_word(text, from)?;
    folded.clear();
    fold::fold_into(span.of(text), folded);
    Some((span, traits))
}

/// The first word of `text` that begins at byte `from` or later; `from` stands outside of words or
/// at the beginning of one.
pub(super) fn next_word(text: &str, from: usize) -> Option<(Span, Traits)> {
    let start = from + text[from..].find(is_word_character)?;
    let mut traits = Traits::default();
    let mut end = start;
    // The last word character; marks and ignorable characters do not come between it and a joiner.
    let mut last = '\0';
    let mut joiner: Option<char> = None;
    for (offset, c) in text[start..].char_indices() {
        let after = start + offset + c.len_utf8();
        if is_word_character(c) {
            if let Some(joined_by) = joiner.take() {
                let digits = u8::from(last.is_ascii_digit()) + u8::from(c.is_ascii_digit());
                let joins = if fold::is_hyphen(joined_by) { digits < 2 } else { digits == 0 };
                if !joins {
                    break;
                }
                traits.join();
            }
            traits.add(c, last == '\0');
            last = c;
            end = after;
        } else if fold::is_apostrophe(c) || fold::is_hyphen(c) {
            if joiner.is_some() {
                break;
            }
            joiner = Some(c);
        } else if fold::is_mark(c) {
            if joiner.is_none() {
                end = after;
            }
        } else if !fold::is_ignorable(c) {
            break;
        }
    }
    Some((Span::new(start as u32, end as u32), traits))
}
