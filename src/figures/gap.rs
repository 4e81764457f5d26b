//! What stands between two words of a sentence, as far as it matters to numbers.

use crate::text::fold;

/// What stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing: two parts of a word.
    None,
    Space,
    /// A line end and no blank line.
    Line,
    Dot,
    DotSpace,
    Comma,
    CommaSpace,
    Colon,
    Hyphen,
    /// A dash of any kind, or dots between two numbers.
    Dash,
    Slash,
    Apostrophe,
    /// An opening quotation mark after a space.
    Quote,
    /// Signs at a number and nothing else: «5 % виборців», «(15 осіб».
    Sign,
    Other,
}

/// Signs that stand at a number itself and say nothing of what joins two of them.
const SIGNS: [char; 16] =
    ['%', '°', '$', '€', '£', '₴', '₽', '¥', '+', '~', '≈', '‰', '(', ')', '№', '\''];

impl Gap {
    /// Reads what stands between two tokens.
    pub(super) fn of(between: &str) -> Self {
        match between {
            "\u{A0}" => return Gap::Space,
            "\u{2010}" | "\u{2011}" => return Gap::Hyphen,
            "–" | "—" | " – " | " — " | " - " | "−" => return Gap::Dash,
            ":" => return Gap::Colon,
            "/" => return Gap::Slash,
            _ => {}
        }
        let mut lines = 0;
        let mut spaces = 0;
        let mut signs = 0;
        let mut core = [0 as char; 3];
        let mut length = 0;
        let mut space_after = false;
        for c in between.chars() {
            if c.is_whitespace() {
                lines += usize::from(c == '\n');
                spaces += 1;
                space_after = length > 0;
            } else if fold::is_ignorable(c) {
            } else if SIGNS.contains(&c) && !fold::is_apostrophe(c) {
                signs += 1;
            } else if length < core.len() {
                core[length] = c;
                length += 1;
            } else {
                return Gap::Other;
            }
        }
        match &core[..length] {
            [] if lines > 1 => Gap::Other,
            [] if lines == 1 => Gap::Line,
            [] if signs == 0 => Gap::Space,
            [] if !between.contains(['(', ')']) => Gap::Sign,
            ['.'] if lines < 2 && signs == 0 => {
                if space_after {
                    Gap::DotSpace
                } else {
                    Gap::Dot
                }
            }
            [','] if signs == 0 && lines == 0 => {
                if space_after {
                    Gap::CommaSpace
                } else {
                    Gap::Comma
                }
            }
            [':'] if spaces == 0 => Gap::Colon,
            ['/' | '·' | '⋅'] => Gap::Slash,
            [c] if fold::is_apostrophe(*c) && spaces == 0 && signs == 0 => Gap::Apostrophe,
            [c] if fold::is_hyphen(*c) => {
                if spaces == 0 && signs == 0 {
                    Gap::Hyphen
                } else {
                    Gap::Dash
                }
            }
            ['–' | '—' | '−' | '…' | '‒' | '÷']
            | ['.', '.', '.']
            | ['–' | '—' | '…', '-' | '–' | '−']
            | ['-', '-']
                if lines == 0 =>
            {
                Gap::Dash
            }
            ['«' | '"' | '“' | '„' | '”'] if spaces > 0 && lines == 0 && !space_after => {
                Gap::Quote
            }
            _ => Gap::Other,
        }
    }
}
