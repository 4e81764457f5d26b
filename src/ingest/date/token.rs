//! Cuts a line into numbers, words and signs.

/// What a token is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number {
        value: u32,
        digits: u8,
    },
    /// In lower case, without apostrophes.
    Word(String),
    Sign(char),
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

pub(super) fn cut(line: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = line.char_indices().peekable();
    let mut spaced = true;
    while let Some((start, c)) = characters.next() {
        if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}') {
            spaced = true;
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut extend = |belongs: &dyn Fn(char) -> bool| {
            while let Some(&(at, next)) = characters.peek() {
                if !belongs(next) {
                    break;
                }
                end = at + next.len_utf8();
                characters.next();
            }
            end
        };
        let kind = if c.is_ascii_digit() {
            let end = extend(&|c| c.is_ascii_digit());
            let value = line[start..end].parse().unwrap_or(u32::MAX);
            Kind::Number { value, digits: (end - start).min(255) as u8 }
        } else if c.is_alphabetic() {
            let apostrophe = |c| matches!(c, '\'' | '’' | 'ʼ');
            let end = extend(&|c| c.is_alphabetic() || apostrophe(c));
            let word = line[start..end].chars().filter(|&c| !apostrophe(c));
            Kind::Word(word.flat_map(char::to_lowercase).collect())
        } else {
            Kind::Sign(c)
        };
        tokens.push(Token { kind, start, end, spaced });
        spaced = false;
    }
    tokens
}
