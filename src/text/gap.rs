//! What stands between two neighbouring words: stops, line breaks, quotation marks. All that the
//! splitting into sentences and the search for quotations see of the text beside its words.

use super::fold;

/// How a sentence can end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stop {
    /// It does not.
    #[default]
    None,
    /// One full stop: also the mark of an abbreviation.
    Dot,
    /// Dots for what is left out.
    Ellipsis,
    /// `!` or `?`.
    Mark,
}

/// The text between two words, read.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent findings, all of them read together")]
pub(super) struct Gap {
    /// Byte at which the sentence before ends if it ends here: behind the stop and what closes
    /// with it, or behind the last character of the line.
    pub(super) end: u32,
    /// Byte at which the next one would begin.
    pub(super) start: u32,
    /// The stop.
    pub(super) stop: Stop,
    /// Whether the line ends.
    pub(super) line: bool,
    /// Whether an empty line follows.
    pub(super) empty_line: bool,
    /// White space behind the stop.
    pub(super) space: bool,
    /// Comma, semicolon or colon behind the stop.
    pub(super) goes_on: bool,
    /// Closing quotation mark directly behind the stop.
    pub(super) closed: bool,
    /// A dash behind the stop.
    pub(super) dash: bool,
    /// A comma stands in it before the line break.
    pub(super) comma: bool,
}

/// Kinds of quotation marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// « »
    Angle,
    /// “ ” „
    Curly,
    /// "
    Straight,
    /// ‘ ’ '
    Single,
}

/// What a quotation mark does, judged by its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Opens.
    Open,
    /// Closes.
    Close,
    /// Closes if one of its kind is open, else opens.
    Either,
}

/// A quotation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its first byte.
    pub(super) at: u32,
    /// One past its last byte.
    pub(super) end: u32,
    /// Index of the first word behind it.
    pub(super) word: u32,
    /// What it pairs with.
    pub(super) kind: Kind,
    /// What it does.
    pub(super) side: Side,
}

pub(super) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '−')
}

pub(super) const fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// White space, and characters that show nothing.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || fold::is_ignorable(c)
}

const fn kind_of(c: char) -> Option<Kind> {
    Some(match c {
        '«' | '»' => Kind::Angle,
        '“' | '”' | '„' | '‟' => Kind::Curly,
        '"' | '＂' => Kind::Straight,
        '‘' | '’' | '\'' => Kind::Single,
        _ => return None,
    })
}

impl Gap {
    /// Reads `text[from..to]`, which stands before word `word`; quotation marks go to `marks`.
    /// `from` is 0 or a word's end, `to` the text's end or a word's start.
    pub(super) fn read(text: &str, from: u32, to: u32, word: u32, marks: &mut Vec<Mark>) -> Self {
        let mut gap = Self { end: from, start: to, ..Self::default() };
        let between = &text[from as usize..to as usize];
        let is_word_after = (to as usize) < text.len();
        let mut previous = if from == 0 { '\n' } else { 'a' };
        let mut started = false;
        let mut line_end = from;
        let mut characters = between.char_indices().peekable();
        while let Some((offset, c)) = characters.next() {
            let at = from + offset as u32;
            let end = at + c.len_utf8() as u32;
            let after = characters.peek().map(|next| next.1);
            if is_line_break(c) {
                let crlf = c == '\n' && previous == '\r';
                if gap.line && !crlf && !started {
                    gap.empty_line = true;
                }
                if !gap.line {
                    gap.line = true;
                    gap.end = line_end;
                }
                started = false;
                previous = c;
                continue;
            }
            if is_blank(c) {
                gap.space |= gap.stop != Stop::None;
                if !fold::is_ignorable(c) {
                    previous = c;
                }
                continue;
            }
            line_end = end;
            if let Some(kind) = kind_of(c) {
                let next = after.unwrap_or(if is_word_after { 'a' } else { '\n' });
                let side = side_of(c, previous, next);
                marks.push(Mark { at, end, word, kind, side });
                if !gap.line && gap.stop != Stop::None && !gap.space && !started {
                    // A straight mark between a stop and a word without any space opens.
                    if side != Side::Open && !(after.is_none() && is_word_after) {
                        gap.end = end;
                        gap.closed = true;
                        previous = c;
                        continue;
                    }
                }
            } else if !gap.line {
                match c {
                    '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉'
                        if !matches!(previous, '(' | '[') && !started =>
                    {
                        gap.stop = match (gap.stop, c) {
                            (Stop::None, '.') => Stop::Dot,
                            (Stop::Mark, _) => Stop::Mark,
                            (_, '.' | '…') => Stop::Ellipsis,
                            _ => Stop::Mark,
                        };
                        gap.end = end;
                        gap.space = false;
                        gap.closed = false;
                        previous = c;
                        continue;
                    }
                    ')' | ']' | '}' if gap.stop != Stop::None && !gap.space && !started => {
                        gap.end = end;
                        previous = c;
                        continue;
                    }
                    ',' | ';' | ':' => {
                        gap.comma = true;
                        gap.goes_on |= gap.stop != Stop::None && !gap.space;
                    }
                    _ => {}
                }
            }
            gap.dash |= gap.stop != Stop::None && is_dash(c);
            if !started && (gap.line || gap.stop != Stop::None) {
                gap.start = at;
                started = true;
            }
            previous = c;
        }
        if !started {
            gap.start = to;
        }
        if !gap.line && gap.stop == Stop::None {
            gap.end = line_end;
        }
        gap
    }
}

fn side_of(c: char, previous: char, next: char) -> Side {
    let spaced_before =
        previous.is_whitespace() || is_dash(previous) || matches!(previous, '(' | '[' | '«' | '„');
    let spaced_after = next.is_whitespace();
    match c {
        '«' | '„' => Side::Open,
        '»' => Side::Close,
        _ => match (spaced_before, spaced_after) {
            (true, false) if !matches!(next, ',' | '.' | ';' | ':' | '!' | '?' | ')') => Side::Open,
            (false, true) => Side::Close,
            (false, false) if matches!(c, '”' | '’') => Side::Close,
            (false, false) if next.is_alphanumeric() && matches!(previous, '"' | '“' | '‘') => {
                Side::Open
            }
            (false, false) if !next.is_alphanumeric() => Side::Close,
            _ => Side::Either,
        },
    }
}
