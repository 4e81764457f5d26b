//! What a single line above an article looks like, before its neighbours are asked.

use super::words::{self, Kind};
use crate::article::Span;
use crate::ingest::date::{self, Order};
use crate::ingest::record::host_of;
use crate::outlet::{OutletKind, Outlets};

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Without the white space around it.
    pub(super) text: &'t str,
    /// Its place in the article's text.
    pub(super) start: u32,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
}

impl<'t> Line<'t> {
    pub(super) fn span(self) -> Span {
        self.span_of(self.text)
    }

    /// The span of a part of this line's own text.
    pub(super) fn span_of(self, part: &'t str) -> Span {
        let offset = part.as_ptr() as usize - self.text.as_ptr() as usize;
        let start = self.start + offset as u32;
        Span::new(start, start + part.len() as u32)
    }
}

/// The first `most` lines of a text that are not blank.
pub(super) fn first(text: &str, most: usize) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut apart = true;
    let mut start = 0;
    for raw in text.split('\n') {
        let line = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if line.is_empty() {
            apart = true;
        } else {
            let offset = start + (line.as_ptr() as usize - raw.as_ptr() as usize);
            lines.push(Line { text: line, start: offset as u32, apart });
            apart = false;
            if lines.len() == most {
                break;
            }
        }
        start += raw.len() + 1;
    }
    lines
}

/// What a line says by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape<'t> {
    /// A date, perhaps with the outlet's name or the title beside it.
    Date(Dated<'t>),
    /// A time of day alone.
    Clock,
    /// An outlet that is labelled so, a domain, or a name that the table knows.
    Outlet(&'t str),
    /// An article's address.
    Url(&'t str),
    /// A title that is labelled so.
    Title(&'t str),
    /// A title with the outlet's name behind it: «Назва | Ключ.ua».
    Titled { title: &'t str, outlet: &'t str },
    /// Author, reading time, share buttons, section, …
    Navigation,
    /// Navigation that names whose page it is: «Підтримати Ключ.ua», «Читайте нас на klyuch.info».
    Invitation(&'t str),
    /// Could be a title, or an outlet's name that is not in the table.
    Heading,
    /// A sentence or more.
    Body,
}

/// A line with a date.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Dated<'t> {
    /// The date's words.
    pub(super) date: &'t str,
    pub(super) read: date::Read,
    /// Labelled as the last change, not the publication.
    pub(super) updated: bool,
    pub(super) outlet: Option<&'t str>,
    pub(super) title: Option<&'t str>,
}

/// Longest title, in characters: longer lines are sentences of the body.
const LONGEST_TITLE: usize = 250;
/// Longest line of navigation, in characters.
const LONGEST_NAVIGATION: usize = 90;
/// Longest line that has a date and names beside it, in characters.
const LONGEST_DATED: usize = 200;
/// Words of an invitation («Підтримати ZN.ua»): longer ones can be titles.
const INVITATION_WORDS: usize = 4;

/// Separators between the parts of a line of metadata.
const SEPARATORS: [char; 9] = ['|', '•', '·', '—', '–', '/', '⋅', '∙', ','];

pub(super) fn shape<'t>(line: &'t str, order: Order, outlets: &Outlets) -> Shape<'t> {
    let characters = line.chars().count();
    if characters <= LONGEST_DATED {
        if let Some(shape) = labelled(line, order, outlets) {
            return shape;
        }
        if let Some(dated) = dated(line, order, outlets) {
            return Shape::Date(dated);
        }
        if let Some(shape) = address(line) {
            return shape;
        }
        if is_outlet(line, outlets) {
            return Shape::Outlet(unquoted(line));
        }
        if let Some(outlet) = beside_place(line, outlets) {
            return Shape::Outlet(outlet);
        }
        // A page's own title, as browsers copy it. After a dash it would be the headline's source.
        if let Some((title, outlet)) = line.rsplit_once('|').map(|(a, b)| (a.trim(), b.trim()))
            && !title.is_empty()
            && is_own_name(outlet, outlets)
        {
            return Shape::Titled { title, outlet };
        }
    }
    if characters <= LONGEST_NAVIGATION {
        if is_clock(line) {
            return Shape::Clock;
        }
        if is_navigation(line) {
            let inviting = is_invitation(&words::fold(line));
            return match line.split_whitespace().skip(1).find(|word| is_own_name(word, outlets)) {
                Some(name) if inviting => Shape::Invitation(name),
                _ => Shape::Navigation,
            };
        }
    }
    let open = !line.ends_with(['.', ',', ';', ':']) || line.ends_with("...");
    if characters <= LONGEST_TITLE && open { Shape::Heading } else { Shape::Body }
}

/// `Label: value`.
fn labelled<'t>(line: &'t str, order: Order, outlets: &Outlets) -> Option<Shape<'t>> {
    let (label, value) = line.split_once(':')?;
    let label = words::fold(label);
    let value = value.trim();
    let is = |kind| words::is(&label, kind);
    if is(Kind::Date) || is(Kind::Updated) {
        let mut dated = dated(value, order, outlets)?;
        dated.updated = is(Kind::Updated);
        return Some(Shape::Date(dated));
    }
    // A sentence can begin with any of these words and a colon.
    if value.is_empty() || value.chars().count() > LONGEST_TITLE || ends_sentence(value) {
        return None;
    }
    if is(Kind::Outlet) {
        return Some(Shape::Outlet(unquoted(value)));
    }
    if is(Kind::Title) {
        return Some(Shape::Title(value));
    }
    if is(Kind::Url) {
        return address(value).or(Some(Shape::Navigation));
    }
    let short = value.chars().count() <= LONGEST_NAVIGATION;
    (short && (is(Kind::Author) || is(Kind::Credit))).then_some(Shape::Navigation)
}

/// A line that is a date, its label, and names.
fn dated<'t>(line: &'t str, order: Order, outlets: &Outlets) -> Option<Dated<'t>> {
    let (span, read) = date::find(line, order)?;
    let (before, after) = (&line[..span.start], &line[span.end..]);
    let mut dated = Dated { date: &line[span], read, updated: false, outlet: None, title: None };
    let edge = |c: char| {
        c.is_whitespace()
            || SEPARATORS.contains(&c)
            || matches!(c, '-' | '(' | ')' | '[' | ']' | '.' | ';' | ':')
    };
    let (first, last) = (before.trim_matches(edge), after.trim_matches(edge));
    // A date at the start, a dash, and words: a title, unless it is a sentence with a dateline.
    if first.is_empty() && !last.is_empty() {
        let joined = after.trim_start();
        let strong = joined.starts_with(['|', '•', '·', '—', '–', '-']);
        let longish = last.split_whitespace().count() >= 4;
        if strong && longish && !ends_sentence(after.trim()) && !is_byline(last) {
            dated.title = Some(last);
            return Some(dated);
        }
    }
    for (side, strong) in [(first, before), (last, after)] {
        if side.is_empty() {
            continue;
        }
        let byline = is_byline(side);
        let pipe = strong.contains(['|', '•', '·', '—', '–']);
        // Telegram copies a message as `Channel, [28.10.2024 13:20]`.
        let channel = before.ends_with('[') && std::ptr::eq(strong, before);
        for part in side.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty()) {
            let folded = words::fold(part);
            let label = folded.trim_end_matches(':');
            let furniture = words::is(label, Kind::Date)
                || words::is(&folded, Kind::Section)
                || words::is(&folded, Kind::Place)
                || is_navigation(part)
                || byline && is_name(part);
            if words::is(label, Kind::Updated) {
                dated.updated |= std::ptr::eq(side, first);
            } else if address(part).is_some() || is_outlet(part, outlets) {
                dated.outlet.get_or_insert(unquoted(part));
            } else if furniture {
                // Known, and of no use here.
            } else if pipe && is_outlet_shaped(part) || channel && is_name(part) {
                dated.outlet.get_or_insert(unquoted(part));
            } else if !(pipe && is_name(part)) {
                return None;
            }
        }
    }
    Some(dated)
}

/// An outlet's name beside nothing but places and sections: «Київ • УНН».
fn beside_place<'t>(line: &'t str, outlets: &Outlets) -> Option<&'t str> {
    let mut named = None;
    for part in line.split(['|', '•', '·', '⋅', '∙']).map(str::trim) {
        let folded = words::fold(part);
        if words::is(&folded, Kind::Place) || words::is(&folded, Kind::Section) {
            continue;
        }
        if named.is_some() || !is_own_name(part, outlets) {
            return None;
        }
        named = Some(unquoted(part));
    }
    named
}

/// `By John Smith`, «Автор Іван Петренко».
fn is_byline(text: &str) -> bool {
    let folded = words::fold(text);
    let first = folded.split([' ', ':']).next().unwrap_or("");
    words::is(first, Kind::Author)
        && text.split_whitespace().nth(1).is_some_and(|word| word.starts_with(char::is_uppercase))
}

/// A domain, or an address with its scheme.
fn address(line: &str) -> Option<Shape<'_>> {
    if line.contains(char::is_whitespace) {
        return None;
    }
    let host = host_of(line)?;
    let folded = host.to_lowercase();
    if words::is(&folded, Kind::Host) || !folded.starts_with(char::is_alphanumeric) {
        return Some(Shape::Navigation);
    }
    if line.contains("://") || line.contains('/') {
        return Some(Shape::Url(line));
    }
    // `Сказав.Потім` is a sentence whose space was lost; domains are lower case, or at least
    // their last part is Latin.
    let latin = host.rsplit('.').next().is_some_and(str::is_ascii);
    (latin || line == folded).then_some(Shape::Outlet(line))
}

/// A name that the table of outlets knows.
fn is_outlet(text: &str, outlets: &Outlets) -> bool {
    let name = unquoted(text);
    name.len() <= 120
        && outlets.by_name(name).is_some_and(|id| outlets.get(id).kind != OutletKind::Institution)
}

/// Whether an unknown name looks like an outlet's rather than a person's or a headline: a single
/// word, quotation marks, or a word that outlets bear in their names.
pub(super) fn is_outlet_shaped(text: &str) -> bool {
    /// «Дзеркало тижня. Україна», "The New York Times International".
    const MOST_WORDS: usize = 5;
    let folded = words::fold(text);
    let count = text.split_whitespace().count();
    if !is_name(text)
        || count > MOST_WORDS
        || words::is(&folded, Kind::Section)
        || words::is(&folded, Kind::Place)
        || is_navigation(text)
    {
        return false;
    }
    count == 1
        || unquoted(text) != text
        || folded.starts_with("the ")
        || words::words(&folded).any(|word| words::is(word, Kind::Media))
}

/// Endings of Ukrainian and Russian surnames.
const SURNAMES: [&str; 16] = [
    "енко",
    "чук",
    "ський",
    "ська",
    "цький",
    "цька",
    "ский",
    "ская",
    "цкий",
    "цкая",
    "ишин",
    "ович",
    "евич",
    "єнко",
    "чак",
    "ець",
];

/// Whether a line on top of everything can be an outlet's name that has no word to show it
/// («Степовий кур'єр», "Coast Sentinel"): two or three words of which none is a given name, a
/// surname or a link between words of a headline.
pub(super) fn is_masthead(text: &str) -> bool {
    let folded = words::fold(text);
    (2..=3).contains(&text.split_whitespace().count())
        && is_name(text)
        && !words::is(&folded, Kind::Section)
        && !words::is(&folded, Kind::Place)
        && !is_navigation(text)
        && !words::words(&folded)
            .any(|word| words::is(word, Kind::Given) || words::is(word, Kind::Link))
        && !SURNAMES.iter().any(|ending| folded.ends_with(ending))
}

/// Whether a single word is shaped as names of outlets are and words of a headline are not:
/// `Інтерфакс-Україна`, `FREEДОМ`, `Цензор.НЕТ`, `РБК`.
pub(super) fn is_brand(text: &str) -> bool {
    let inner = text.chars().skip(1).any(char::is_uppercase);
    !text.contains(char::is_whitespace) && (inner || unquoted(text) != text)
}

/// Whether a sentence ends inside: a full stop behind a word that is no abbreviation by its length.
fn holds_stop(text: &str) -> bool {
    /// «просп.», «Prof.»
    const ABBREVIATION: usize = 5;
    let mut before = text.split(". ").collect::<Vec<_>>();
    before.pop();
    before.iter().any(|part| {
        part.split_whitespace().next_back().is_some_and(|word| word.chars().count() > ABBREVIATION)
    })
}

/// A few words, the first with a capital, no sentence.
fn is_name(text: &str) -> bool {
    /// `Національне інформаційне агентство «Укрінформ»`
    const LONGEST: usize = 50;
    let bare = unquoted(text);
    bare.chars().count() <= LONGEST
        && bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && bare.contains(char::is_alphabetic)
        && !ends_sentence(text)
        && !holds_stop(bare)
        && !bare.contains(['?', '!', ':', ';'])
        && bare.split_whitespace().count() <= 6
}

/// Without quotation marks around the whole.
pub(super) fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let mut inner = text.chars();
    match (inner.next(), inner.next_back()) {
        (Some('«'), Some('»')) | (Some('“' | '„'), Some('”' | '“')) | (Some('"'), Some('"')) => {
            inner.as_str().trim()
        }
        _ => text,
    }
}

/// Whether the line ends as a sentence does.
pub(super) fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '»', '”', '“', ')', '’', '\'', ']', ' ']);
    line.ends_with(['.', '!', '?', '…'])
}

/// A time of day and nothing else.
fn is_clock(line: &str) -> bool {
    let Some((hour, minute)) = line.split_once([':', '.']) else { return false };
    let below = |part: &str, limit: u8| {
        part.bytes().all(|b| b.is_ascii_digit()) && part.parse().is_ok_and(|part: u8| part < limit)
    };
    (1..=2).contains(&hour.len()) && minute.len() == 2 && below(hour, 24) && below(minute, 60)
}

/// Reading time, share buttons, language switch, section, counters, breadcrumbs, bylines.
fn is_navigation(line: &str) -> bool {
    let folded = words::fold(line);
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let labels = [Kind::Section, Kind::Date, Kind::Updated, Kind::Author, Kind::Credit];
    if bare.is_empty() || labels.iter().any(|&kind| words::is(bare, kind)) {
        return true;
    }
    let words_of: Vec<&str> = words::words(&folded).collect();
    let number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let all = |kind| words_of.iter().all(|word| number(word) || words::is(word, kind));
    let any = |kind| words_of.iter().any(|word| words::is(word, kind));
    if ends_sentence(line) && !any(Kind::Minute) {
        return false;
    }
    let all_numbers = words_of.iter().all(|word| number(word));
    if all_numbers || all(Kind::Word) || all(Kind::Counted) {
        return true;
    }
    // «2 хв читати», "Reading time: 3 min", «Прочитаєте за: 2 хв.»
    if any(Kind::Reading)
        && any(Kind::Minute)
        && words_of.len() <= 7
        && words_of.iter().any(|word| number(word))
    {
        return true;
    }
    if all(Kind::Relative) && words_of.len() <= 6 {
        return true;
    }
    if is_invitation(&folded) {
        return true;
    }
    let crumbs: Vec<&str> = folded.split(['>', '»', '›', '→', '/']).map(str::trim).collect();
    if crumbs.len() >= 2 && crumbs.iter().any(|crumb| words::is(crumb, Kind::Section)) {
        return crumbs.iter().all(|crumb| crumb.split(' ').count() <= 4);
    }
    if !words_of.is_empty() && line.split_whitespace().all(|word| word.starts_with('#')) {
        return true;
    }
    is_byline(line) && is_capitalised(line)
}

/// Whether a folded line asks the reader to support, follow, subscribe.
fn is_invitation(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    words.len() <= INVITATION_WORDS
        && (1..=2.min(words.len())).any(|count| words::is(&words[..count].join(" "), Kind::Start))
}

pub(super) fn is_own_name(word: &str, outlets: &Outlets) -> bool {
    matches!(address(word), Some(Shape::Outlet(_))) || is_outlet(word, outlets)
}

/// Whether all words but the first are names: `By John Smith and Jane Doe`.
fn is_capitalised(line: &str) -> bool {
    /// Two authors and their outlet.
    const MOST_WORDS: usize = 9;
    line.split_whitespace().count() <= MOST_WORDS
        && line.split_whitespace().skip(1).all(|word| {
            word.starts_with(char::is_uppercase)
                || matches!(
                    word,
                    "and" | "і" | "та" | "и" | "in" | "for" | "&" | "|" | "де" | "van"
                )
        })
}
