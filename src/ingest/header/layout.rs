//! Where the header ends and what its lines are, by their neighbours.

use super::line::{
    Line, Shape, ends_sentence, is_brand, is_masthead, is_outlet_shaped, is_own_name, shape,
    unquoted,
};
use super::words;
use crate::article::{HeaderPart, Moment, Span};
use crate::ingest::date::{self, Order};
use crate::outlet::Outlets;

/// What stands above an article.
#[derive(Default)]
pub(super) struct Header<'t> {
    pub(super) parts: Vec<(Span, HeaderPart)>,
    pub(super) outlet: Option<&'t str>,
    pub(super) date: Option<date::Read>,
    pub(super) title: Option<&'t str>,
    pub(super) url: Option<&'t str>,
}

/// Lines that could be titles, between two lines that are surely no body: a rubric, a title and an
/// author. More of them are a list, or a body without full stops.
const LOOSE_LINES: usize = 3;

/// Lines of more bytes are body, and are not looked at: a title of 250 characters has 500 bytes,
/// or 1,000 in scripts that are not ours.
const LONGEST_LINE: usize = 1000;

/// A sentence that can be a body, in characters: shorter ones are captions and cries.
const SHORTEST_BODY: usize = 40;

/// A paragraph this long is a body however it ends, in characters.
const LONG_BODY: usize = 240;

/// Reads the header of a text. `known` is the title that the record itself gives.
pub(super) fn of<'t>(
    lines: &[Line<'t>],
    order: Order,
    outlets: &Outlets,
    known: &str,
) -> Header<'t> {
    let mut shapes: Vec<Shape<'t>> = Vec::new();
    let mut end = 0;
    let mut repeated = None;
    // Without the outlet, the title that stands on top with it.
    let mut bare = "";
    for (index, line) in lines.iter().enumerate() {
        if line.text.len() > LONGEST_LINE {
            break;
        }
        let mut shape = shape(line.text, order, outlets);
        let earlier = (0..index)
            .find(|&at| shapes[at] == Shape::Heading && words::alike(lines[at].text, line.text));
        if [known, bare].iter().any(|title| !title.is_empty() && words::alike(line.text, title)) {
            shape = Shape::Title(line.text);
        } else if index == 0
            && shape == Shape::Heading
            && let Some((title, outlet)) = page_title(line.text, &lines[1..], outlets)
        {
            bare = title;
            shape = Shape::Titled { title, outlet };
        } else if let (Shape::Heading, Some(earlier)) = (&shape, earlier) {
            repeated = Some(earlier);
            shape = Shape::Title(line.text);
        }
        match shape {
            Shape::Body => break,
            Shape::Heading if index - end >= LOOSE_LINES => break,
            Shape::Heading => {}
            _ => end = index + 1,
        }
        shapes.push(shape);
    }
    let named = shapes.iter().any(|shape| matches!(shape, Shape::Title(_) | Shape::Titled { .. }))
        || shapes.iter().any(|shape| matches!(shape, Shape::Date(dated) if dated.title.is_some()));
    let title = repeated.or_else(|| if named { None } else { title_of(lines, &shapes, end) });
    end = end.max(title.map_or(0, |title| title + 1));
    shapes.truncate(end);
    let mut header = Header::default();
    header.fill(lines, &shapes, title, order);
    header
}

/// A page's title as browsers copy it, with the outlet behind a dash («Назва – Ключ.ua»), where the
/// page's own headline below is the same without it. Else a dash brings the headline's source.
fn page_title<'t>(
    text: &'t str,
    below: &[Line<'t>],
    outlets: &Outlets,
) -> Option<(&'t str, &'t str)> {
    let (at, dash) = [" - ", " – ", " — "]
        .into_iter()
        .filter_map(|dash| text.rfind(dash).map(|at| (at, dash)))
        .max()?;
    let (title, outlet) = (text[..at].trim(), text[at + dash.len()..].trim());
    let named = is_own_name(outlet, outlets) || is_outlet_shaped(outlet);
    let repeated = || below.iter().any(|line| words::alike(line.text, title));
    (!title.is_empty() && named && repeated()).then_some((title, outlet))
}

/// Which of the lines is the title: the longest loose one of the header, else the one after it.
fn title_of(lines: &[Line<'_>], shapes: &[Shape<'_>], end: usize) -> Option<usize> {
    let loose = |&index: &usize| shapes[index] == Shape::Heading;
    let after = Some(end)
        .filter(|&index| shapes.get(index) == Some(&Shape::Heading))
        .filter(|&index| stands_over_body(lines, index));
    let inside = (0..end)
        .filter(loose)
        .filter(|&index| !is_name_of_outlet(lines, shapes, index))
        .filter(|&index| after.is_none() || !is_person_or_place(lines[index].text))
        .max_by_key(|&index| (lines[index].text.chars().count(), std::cmp::Reverse(index)));
    inside.or(after)
}

/// Whether the line can be an author's name or where the author was.
fn is_person_or_place(text: &str) -> bool {
    words::is(&words::fold(text), words::Kind::Place)
        || (2..=3).contains(&text.split_whitespace().count())
            && text.split_whitespace().all(|word| word.starts_with(char::is_uppercase))
}

/// Whether a loose line has a body below it: the next line is a sentence and no continuation.
fn stands_over_body(lines: &[Line<'_>], index: usize) -> bool {
    let is_body = |line: &Line<'_>| {
        let characters = line.text.chars().take(LONG_BODY).count();
        characters == LONG_BODY || characters >= SHORTEST_BODY && ends_sentence(line.text)
    };
    let Some(next) = lines.get(index + 1) else { return false };
    let continues = next.text.starts_with(char::is_lowercase)
        || lines[index].text.ends_with(['-', '–', '—', ',']);
    if continues || ends_sentence(lines[index].text) && !is_question(lines[index].text) {
        return false;
    }
    let own = lines[index].text.chars().count();
    if next.apart {
        // A second heading (a subtitle) can stand between.
        return is_body(next)
            || lines.get(index + 2).is_some_and(|after| after.apart && is_body(after));
    }
    // Without a blank line, lines of a hard-wrapped paragraph look the same but for their length.
    is_body(next) && next.text.chars().take(2 * own).count() * 2 >= own * 3
}

fn is_question(line: &str) -> bool {
    line.ends_with(['?', '!', '»', '"', '”', '…'])
}

/// Whether a loose line is the name of an outlet that the table does not know: beside a date or
/// above everything, shaped as one (above a date at the top, anything that is no person), and not
/// the only thing that could be a title.
fn is_name_of_outlet(lines: &[Line<'_>], shapes: &[Shape<'_>], index: usize) -> bool {
    let text = lines[index].text;
    let dated = |at: usize| matches!(shapes.get(at), Some(Shape::Date(_)));
    let beside_date = dated(index + 1) || index > 0 && dated(index - 1);
    let shaped = is_outlet_shaped(text);
    let masthead = index == 0 && dated(1) && is_masthead(text);
    if shapes[index] != Shape::Heading || !shaped && !masthead || !beside_date && index > 0 {
        return false;
    }
    let other_title = (0..shapes.len()).any(|at| {
        at != index
            && match &shapes[at] {
                Shape::Title(_) | Shape::Titled { .. } => true,
                Shape::Heading => {
                    !is_outlet_shaped(lines[at].text)
                        && (at < index
                            || shapes[at..].iter().any(|later| *later != Shape::Heading)
                            || stands_over_body(lines, at))
                }
                Shape::Date(dated) => dated.title.is_some(),
                _ => false,
            }
    });
    other_title || shaped && beside_date && (is_brand(text) || text.contains(char::is_whitespace))
}

impl<'t> Header<'t> {
    fn fill(
        &mut self,
        lines: &[Line<'t>],
        shapes: &[Shape<'t>],
        title: Option<usize>,
        order: Order,
    ) {
        let mut updated = None;
        let mut weak_outlet: Option<&str> = None;
        for (index, (line, shape)) in lines.iter().zip(shapes).enumerate() {
            let part = match shape {
                Shape::Date(dated) => {
                    let read = with_clock(dated.date, dated.read, lines, shapes, index, order);
                    if dated.updated {
                        updated = updated.or(Some(read));
                    } else {
                        self.date = self.date.or(Some(read));
                    }
                    self.outlet = self.outlet.or(dated.outlet);
                    if let Some(title) = dated.title {
                        self.title = self.title.or(Some(title));
                        let span = line.span();
                        let title = line.span_of(title);
                        self.parts.push((Span::new(span.start, title.start), HeaderPart::Date));
                        self.parts.push((Span::new(title.start, span.end), HeaderPart::Title));
                        continue;
                    }
                    HeaderPart::Date
                }
                Shape::Clock => HeaderPart::Date,
                Shape::Outlet(name) => {
                    self.outlet = self.outlet.or(Some(name));
                    HeaderPart::Outlet
                }
                Shape::Invitation(name) => {
                    weak_outlet = weak_outlet.or(Some(*name));
                    HeaderPart::Navigation
                }
                Shape::Url(url) => {
                    self.url = self.url.or(Some(url));
                    HeaderPart::Navigation
                }
                Shape::Titled { title, outlet } => {
                    self.title = self.title.or(Some(title));
                    self.outlet = self.outlet.or(Some(outlet));
                    HeaderPart::Title
                }
                Shape::Title(title) => {
                    self.title = self.title.or(Some(title));
                    HeaderPart::Title
                }
                Shape::Heading if title == Some(index) => {
                    self.title = self.title.or(Some(line.text));
                    HeaderPart::Title
                }
                Shape::Heading if is_name_of_outlet(lines, shapes, index) => {
                    weak_outlet = weak_outlet.or(Some(unquoted(line.text)));
                    HeaderPart::Outlet
                }
                _ => HeaderPart::Navigation,
            };
            self.parts.push((line.span(), part));
        }
        self.date = self.date.or(updated);
        self.outlet = self.outlet.or(weak_outlet);
        // A day without a year above a text that has nothing else of a header is the first entry
        // of a chronicle as likely as not.
        let only_a_day =
            matches!(self.date, Some(date::Read { moment: Moment::Day { year: None, .. }, .. }));
        if only_a_day && self.outlet.is_none() && self.title.is_none() {
            self.date = None;
        }
    }
}

/// A day whose time stands on a line of its own before or after it.
fn with_clock(
    written: &str,
    read: date::Read,
    lines: &[Line<'_>],
    shapes: &[Shape<'_>],
    index: usize,
    order: Order,
) -> date::Read {
    if !matches!(read.moment, Moment::Day { .. }) {
        return read;
    }
    [index + 1, index.wrapping_sub(1)]
        .into_iter()
        .find(|&at| shapes.get(at) == Some(&Shape::Clock))
        .and_then(|at| date::parse(&format!("{written} {}", lines[at].text), order))
        .unwrap_or(read)
}
