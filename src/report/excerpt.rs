//! The short form of a text that tables and the terminal show.

/// Longest excerpt, in characters, the mark of the cut included.
pub const LONGEST: usize = 200;

/// `text` on one line, at most [`LONGEST`] characters, cut at a word.
pub fn excerpt(text: &str) -> String {
    shorten(text, LONGEST)
}

/// `text` on one line, at most `longest` characters, cut at a word and then ended by `…`; a first
/// word that is longer than that is cut inside.
pub fn shorten(text: &str, longest: usize) -> String {
    let mut short = String::new();
    let mut characters = 0;
    let mut fits = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count() + usize::from(!short.is_empty());
        if characters + length > longest {
            if fits == 0 {
                short = word.chars().take(longest.saturating_sub(1)).collect();
            } else {
                short.truncate(fits);
            }
            short.push('…');
            return short;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
        characters += length;
        // With the mark of a cut behind it, this word still fits.
        if characters < longest {
            fits = short.len();
        }
    }
    short
}

/// `text` without characters that a terminal would obey or that turn the direction of what follows
/// them; line ends and tabs stay.
pub fn harmless(text: &str) -> String {
    let turns = |c| matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let obeyed = |c: char| turns(c) || c.is_control() && !matches!(c, '\n' | '\t');
    text.replace(obeyed, "\u{FFFD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_at_a_word_and_within_its_length() {
        assert_eq!(shorten("вода \n прибуває", 40), "вода прибуває");
        assert_eq!(shorten("вода прибуває", 13), "вода прибуває");
        assert_eq!(shorten("вода прибуває", 12), "вода…");
        assert_eq!(shorten("вода прибуває щодня", 13), "вода…");
        assert_eq!(shorten("гідроелектростанція", 6), "гідро…");
        assert_eq!(shorten("", 6), "");
        for longest in 1..30 {
            let short = shorten("one twenty-three четверо п’ять", longest);
            assert!(short.chars().count() <= longest, "{short}");
        }
    }

    #[test]
    fn a_terminal_is_not_given_orders() {
        assert_eq!(harmless("a\x1b[31mb\u{202E}c\nd"), "a\u{FFFD}[31mb\u{FFFD}c\nd");
    }
}
