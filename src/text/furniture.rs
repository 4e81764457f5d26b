//! The page's furniture, told by its shape: headers, links to other stories, navigation,
//! advertising, headings. What an outlet repeats under many articles only an archive can tell; see
//! [`super::Document::mark`].
//!
//! It works on lines. Body text must never be dropped, so a line is furniture only if a phrase of
//! the table says so, or if it stands among such lines and has a headline's shape.

use super::lexicon::Lexeme;
use super::word::{self, Word, WordHash, Words};
use super::{Role, Sentence};
use crate::article::{Article, HeaderPart, Span};
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that a headline of another story has at most.
const LONGEST_HEADLINE: u32 = 30;

/// Words that a heading between paragraphs has at most.
const LONGEST_CROSSHEAD: u32 = 12;

/// Words from which on a line counts as a paragraph when asking whether this text's paragraphs end
/// in stops.
const PARAGRAPH_WORDS: u32 = 12;

/// Of ten such paragraphs, how many must end in a stop before a line without one means anything.
const STOPPED_IN_TEN: usize = 7;

/// Lines from the top among which a repeated headline is looked for.
const TOP_LINES: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Link,
    List,
    Page,
    /// Like `Page`, wherever the phrase stands in the line.
    Anywhere,
}

struct Phrase {
    sort: Sort,
    /// Words that the line has at most.
    longest: u32,
    /// Hashes; 0 is any number.
    words: Vec<WordHash>,
    colon: bool,
}

/// Phrases by their first word.
static PHRASES: LazyLock<FxHashMap<WordHash, Vec<Phrase>>> = LazyLock::new(|| {
    let lines = include_str!("data/furniture.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut list: Vec<Phrase> = lines.filter_map(phrase).collect();
    // The longest phrase that fits decides.
    list.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    let mut phrases: FxHashMap<WordHash, Vec<Phrase>> = FxHashMap::default();
    for phrase in list {
        phrases.entry(phrase.words[0]).or_default().push(phrase);
    }
    phrases
});

fn phrase(line: &str) -> Option<Phrase> {
    let mut fields = line.split('\t');
    let sort = match fields.next()? {
        "link" => Sort::Link,
        "list" => Sort::List,
        "page" => Sort::Page,
        "anywhere" => Sort::Anywhere,
        _ => return None,
    };
    let longest = fields.next()?.parse().ok()?;
    let phrase = fields.next()?;
    let words: Vec<WordHash> = phrase
        .split([' ', ':', '/'])
        .filter(|word| !word.is_empty())
        .map(|word| if word == "#" { NUMBER } else { word::hash(word) })
        .collect();
    let colon = phrase.ends_with([':', '/']);
    (!words.is_empty()).then_some(Phrase { sort, longest, words, colon })
}

/// Stands for any number in a phrase.
const NUMBER: WordHash = 0;

/// Hashes of the words that begin a phrase.
pub(super) fn first_words() -> impl Iterator<Item = WordHash> {
    let mut words: Vec<WordHash> = PHRASES.keys().copied().collect();
    words.sort_unstable();
    words.into_iter()
}

/// Whether a phrase of the table begins at word `index`.
pub(super) fn opens(text: &str, words: &Words, lexemes: &[Lexeme], index: usize) -> bool {
    phrase_at(text, words, lexemes, index..words.len(), u32::MAX).is_some()
}

/// The phrase that begins the words `range`, for a line of `length` words; `u32::MAX`: any.
fn phrase_at(
    text: &str,
    words: &Words,
    lexemes: &[Lexeme],
    range: Range<usize>,
    length: u32,
) -> Option<&'static Phrase> {
    let first = words.get(range.start)?;
    let key = match (lexemes[range.start].is(Lexeme::FURNITURE), first.traits.is_number()) {
        (true, _) => first.hash,
        (false, true) => NUMBER,
        _ => return None,
    };
    PHRASES.get(&key)?.iter().find(|phrase| {
        let end = range.start + phrase.words.len();
        end <= range.end
            && (length == u32::MAX || length <= phrase.longest)
            && phrase
                .words
                .iter()
                .zip(&words[range.start..end])
                .all(|(&hash, word)| hash == word.hash || hash == NUMBER && word.traits.is_number())
            && (!phrase.colon
                || text[words[end - 1].span.end as usize..].trim_start().starts_with([':', '/']))
    })
}

/// A line of the text.
struct Line {
    sentences: Range<usize>,
    words: Range<u32>,
    /// Last character, closing quotation marks and brackets aside.
    last: char,
    /// Whether it begins with a capital or a quotation mark before one.
    capital: bool,
    role: Role,
}

impl Line {
    fn length(&self) -> u32 {
        self.words.end - self.words.start
    }

    fn is_open(&self) -> bool {
        self.role == Role::Body
    }

    fn has_stop(&self) -> bool {
        matches!(self.last, '.' | '!' | '?' | '…')
    }

    /// Whether it can be the headline of another story: no full stop, no colon that announces.
    fn is_headline(&self) -> bool {
        self.length() <= LONGEST_HEADLINE && !matches!(self.last, '.' | ':' | ';' | ',')
    }

    /// A headline that is no question and no exclamation either.
    fn is_bare(&self) -> bool {
        self.is_headline() && !self.has_stop() && self.capital
    }
}

/// Gives every sentence its role.
pub(super) fn assign(
    article: &Article,
    words: &Words,
    lexemes: &[Lexeme],
    sentences: &mut [Sentence],
) {
    let text = article.text.as_str();
    let mut lines = lines(text, words, sentences);
    mark_header(&article.header, sentences, &mut lines);
    let prose = is_prose(&lines);
    mark_phrases(text, words, lexemes, prose, &mut lines);
    mark_headline(&article.title, words, prose, &mut lines);
    if prose {
        mark_tail(&mut lines);
        mark_crossheads(&mut lines);
    }
    for line in &lines {
        if line.role != Role::Body {
            sentences[line.sentences.clone()].iter_mut().for_each(|s| s.role = line.role);
            continue;
        }
        // «… у Токіо. Читайте також: …» in one line.
        for index in line.sentences.clone().skip(1) {
            let range = sentences[index].words.start as usize..sentences[index].words.end as usize;
            let length = range.len() as u32;
            if phrase_at(text, words, lexemes, range.clone(), length).is_some_and(|phrase| {
                let end = words[range.start + phrase.words.len() - 1].span.end as usize;
                phrase.sort == Sort::Link && text[end..].starts_with(':')
            }) {
                sentences[index].role = Role::Link;
            }
        }
    }
}

fn lines(text: &str, words: &Words, sentences: &[Sentence]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for chunk in sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let range = start..start + chunk.len();
        start = range.end;
        let written = Span::new(chunk[0].span.start, chunk[chunk.len() - 1].span.end).of(text);
        let last = written.chars().rev().find(|c| {
            !matches!(c, '"' | '»' | '”' | '“' | '’' | '\'' | ')' | ']') && !c.is_whitespace()
        });
        let first = words[chunk[0].words.start as usize];
        let lead = &text[chunk[0].span.start as usize..first.span.start as usize];
        lines.push(Line {
            sentences: range,
            words: chunk[0].words.start..chunk[chunk.len() - 1].words.end,
            last: last.unwrap_or(' '),
            capital: first.traits.is_capitalised()
                && lead.chars().all(|c| matches!(c, '"' | '«' | '“' | '„')),
            role: Role::Body,
        });
    }
    lines
}

fn mark_header(header: &[(Span, HeaderPart)], sentences: &[Sentence], lines: &mut [Line]) {
    let mut parts = header.iter().peekable();
    for line in lines {
        let first = &sentences[line.sentences.start].span;
        let span = first.cover(sentences[line.sentences.end - 1].span);
        while parts.next_if(|part| part.0.end <= span.start).is_some() {}
        if let Some((_, part)) = parts.peek().filter(|part| part.0.overlaps(span)) {
            line.role = if *part == HeaderPart::Title { Role::Heading } else { Role::Header };
        }
    }
}

/// Whether the paragraphs of this text end in stops, as prose does, so that a line without one
/// means something.
fn is_prose(lines: &[Line]) -> bool {
    let paragraphs =
        || lines.iter().filter(|line| line.is_open() && line.length() >= PARAGRAPH_WORDS);
    let stopped = paragraphs().filter(|line| line.has_stop()).count();
    let other = paragraphs().filter(|line| !line.is_headline()).count();
    // Headlines under an article can be many and long; what is too long for one must end well.
    stopped > 0 && stopped * 10 >= other.max(1) * STOPPED_IN_TEN
}

fn mark_phrases(text: &str, words: &Words, lexemes: &[Lexeme], prose: bool, lines: &mut [Line]) {
    let mut in_list = false;
    for line in lines.iter_mut().filter(|line| line.is_open()) {
        let range = line.words.start as usize..line.words.end as usize;
        let phrase =
            phrase_at(text, words, lexemes, range.clone(), line.length()).filter(|phrase| {
                // «Останні новини з фронту.» and «Головне — вижити.» are sentences.
                matches!(phrase.sort, Sort::Link | Sort::Anywhere)
                    || !line.has_stop()
                    || phrase.sort == Sort::Page && phrase.longest > LONGEST_PAGE_WORD
            });
        let phrase = phrase.or_else(|| {
            let can_open = |word: &usize| {
                lexemes[*word].is(Lexeme::FURNITURE) || words[*word].traits.is_number()
            };
            range.clone().skip(1).filter(can_open).find_map(|word| {
                phrase_at(text, words, lexemes, word..range.end, line.length())
                    .filter(|phrase| phrase.sort == Sort::Anywhere)
            })
        });
        if let Some(phrase) = phrase {
            let alone = line.length() as usize == phrase.words.len();
            line.role = match phrase.sort {
                Sort::Page | Sort::Anywhere => Role::Navigation,
                Sort::Link | Sort::List => Role::Link,
            };
            // Advertising between the links does not end the list.
            in_list = match phrase.sort {
                Sort::List => true,
                Sort::Link => alone,
                Sort::Page | Sort::Anywhere => in_list,
            };
        } else if is_navigation(text, &words[range.clone()], &lexemes[range]) {
            line.role = Role::Navigation;
        } else if in_list && line.is_headline() {
            line.role = Role::Link;
            // Without stops anywhere, only the first line below can be told from the story.
            in_list = prose;
        } else {
            in_list = false;
        }
    }
}

/// A phrase for longer lines than this is so plain that a stop does not make it a sentence.
const LONGEST_PAGE_WORD: u32 = 6;

/// Lines of which every word is a number, a month, a tag or a language's short name.
fn is_navigation(text: &str, words: &[Word], lexemes: &[Lexeme]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let line = Span::new(first.span.start, last.span.end).of(text);
    let before = |word: &Word| text[..word.span.start as usize].chars().next_back();
    if words.iter().all(|word| before(word) == Some('#')) {
        return true;
    }
    if before(first) == Some('©') || (line.starts_with("http") && !line.contains(' ')) {
        return true;
    }
    let dated = words.iter().zip(lexemes).all(|(word, lexeme)| {
        word.traits.is_number() || lexeme.is(Lexeme::ADVERB) && !lexeme.is(Lexeme::THAT)
    });
    if dated && words.len() > 1 && words.iter().any(|word| word.traits.is_number()) {
        return true;
    }
    // «UA / RU», "EN | UK": short capitals with bars between.
    words.len() > 1
        && words.iter().all(|word| word.traits.is_acronym() && word.span.len() <= 6)
        && words.windows(2).all(|pair| {
            let between = &text[pair[0].span.end as usize..pair[1].span.start as usize];
            between.contains(['/', '|', '·'])
        })
}

/// The article's own headline, also where it stands twice.
fn mark_headline(title: &str, words: &Words, prose: bool, lines: &mut [Line]) {
    let title: Vec<WordHash> = Words::new(title).iter().map(|word| word.hash).collect();
    let same = |a: &Line, b: &[WordHash]| {
        words[a.words.start as usize..a.words.end as usize]
            .iter()
            .map(|word| word.hash)
            .eq(b.iter().copied())
    };
    let top = lines.len().min(TOP_LINES);
    if !title.is_empty() {
        for line in lines[..top].iter_mut().filter(|line| same(line, &title)) {
            line.role = Role::Heading;
        }
    }
    let has_heading = lines[..top].iter().any(|line| line.role == Role::Heading);
    if !has_heading && prose {
        let first = lines.iter().position(Line::is_open);
        if let Some(first) = first.filter(|&first| {
            lines[first].is_bare() && lines[first + 1..].iter().any(|l| l.is_open() && l.has_stop())
        }) {
            lines[first].role = Role::Heading;
        }
    }
    for index in 0..top {
        if lines[index].role == Role::Heading {
            let heading: Vec<WordHash> = words
                [lines[index].words.start as usize..lines[index].words.end as usize]
                .iter()
                .map(|word| word.hash)
                .collect();
            for line in lines[index + 1..top].iter_mut().filter(|l| l.is_open()) {
                if same(line, &heading) {
                    line.role = Role::Heading;
                }
            }
        }
    }
}

/// Two or more lines in a headline's shape at the end, without a heading: other stories'.
fn mark_tail(lines: &mut [Line]) {
    let mut bare = 0;
    let mut from = lines.len();
    for (index, line) in lines.iter().enumerate().rev() {
        if line.is_open() {
            if !line.is_bare() {
                // A list that the text announces is no list of links.
                if matches!(line.last, ':' | ';' | ',') {
                    return;
                }
                break;
            }
            bare += 1;
        }
        from = index;
    }
    if bare >= 2 && from > 0 {
        lines[from..].iter_mut().filter(|l| l.is_open()).for_each(|l| l.role = Role::Link);
    }
}

/// A short line without a stop between two paragraphs with one.
fn mark_crossheads(lines: &mut [Line]) {
    for index in 1..lines.len().saturating_sub(1) {
        let line = &lines[index];
        let neighbours = [&lines[index - 1], &lines[index + 1]];
        if line.is_open()
            && line.is_bare()
            && line.length() <= LONGEST_CROSSHEAD
            && neighbours.iter().all(|l| !l.is_open() || l.has_stop())
            && lines[index + 1..].iter().any(Line::is_open)
        {
            lines[index].role = Role::Heading;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;
    use super::*;

    #[test]
    fn lines_have_the_roles_that_the_list_says() {
        let list: Vec<String> = cases::lines(include_str!("cases/roles.txt")).collect();
        for article in list.split(String::is_empty) {
            let (roles, lines): (Vec<&str>, Vec<&str>) =
                article.iter().filter_map(|line| line.split_once('\t')).unzip();
            let text = lines.join("\n\n");
            for sentence in cases::read(&text).sentences {
                let line = text[..sentence.span.start as usize].matches("\n\n").count();
                let role = match roles[line] {
                    "H" => Role::Heading,
                    "L" => Role::Link,
                    "N" => Role::Navigation,
                    _ => Role::Body,
                };
                assert_eq!(sentence.role, role, "{}", sentence.span.of(&text));
            }
        }
    }

    #[test]
    fn what_ingest_found_above_the_body_is_header_and_headline() {
        let text = "Степова хвиля\n12:30\nМіст відкрито\nМіст відкрили вранці у вівторок.";
        let part = |line: &str, part| {
            let start = text.find(line).unwrap() as u32;
            (Span::new(start, start + line.len() as u32), part)
        };
        let header = vec![
            part("Степова хвиля", HeaderPart::Outlet),
            part("12:30", HeaderPart::Date),
            part("Міст відкрито", HeaderPart::Title),
        ];
        let article = Article { text: text.into(), header, ..Article::default() };
        let document = super::super::Document::new(&article);
        let roles: Vec<Role> = document.sentences.iter().map(|sentence| sentence.role).collect();
        assert_eq!(roles, [Role::Header, Role::Header, Role::Heading, Role::Body]);
    }
}
