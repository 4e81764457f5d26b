//! The comparison as text in two columns.

use super::{Found, Pair};
use crate::report::excerpt::{harmless, shorten};
use crate::report::marks::{self, Mark, Run};
use crate::report::texts::{Texts, texts};
use crate::report::verdict::outlet;
use crate::report::view::View;
use std::io::{self, Write};
use unicode_width::UnicodeWidthChar as _;

/// Narrowest column in which text can be read; below it the two stand one under the other.
const NARROWEST: usize = 28;

/// Between the columns.
const GUTTER: &str = " │ ";

/// How wide, and whether in colour.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Columns of the terminal.
    pub columns: usize,
    /// Whether marks are colours; else they are brackets.
    pub color: bool,
}

/// A piece of a line, with its mark.
type Piece = (Mark, String);

pub(super) fn write(
    pair: &Pair,
    view: &View<'_>,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let t = texts(view.options.ui);
    let heads = pair.order().map(|index| {
        let article = &view.analysis.witnesses[index].article;
        let mut lines = vec![outlet(article, t).into_owned(), article.published.to_string()];
        lines.push(shorten(&article.title, 200));
        lines.retain(|line| !line.is_empty());
        lines.into_iter().map(|line| (Mark::Same, plain(&line))).collect::<Vec<Piece>>()
    });
    let width = column(style);
    let heads = heads.map(|lines| {
        lines.iter().flat_map(|line| wrap(std::slice::from_ref(line), width)).collect()
    });
    columns(heads, style, true, out)?;
    let found = pair.found(view);
    if found.is_empty() {
        return writeln!(out, "\n{}", t.nothing_aligns);
    }
    for found in &found {
        passage(found, style, t, out)?;
    }
    Ok(())
}

fn passage(found: &Found<'_, '_>, style: &Style, t: &Texts, out: &mut dyn Write) -> io::Result<()> {
    let matched = found.matched;
    write!(out, "\n{}, {} {:.3}", t.kind(matched.kind), t.similarity, matched.similarity)?;
    if let Some(distance) = matched.hamming {
        write!(out, ", {} {distance}/64", t.distance)?;
    }
    writeln!(out)?;
    let width = column(style);
    for pair in &found.pairs {
        let members = (found.members[0], found.members[1]);
        let runs = marks::runs(found.group, members, pair, found.reversed);
        let sides = runs.map(|runs| {
            let pieces: Vec<Piece> = runs.iter().map(|run| piece(run, style)).collect();
            wrap(&pieces, width)
        });
        let shared: Vec<String> = found
            .shared(pair)
            .map(|([a, b], weight)| {
                let words = if a == b { a.to_owned() } else { format!("{a} = {b}") };
                format!("{words} {weight:.2}")
            })
            .collect();
        let mut why = format!("{} {:.3}", t.kind(pair.kind), pair.score);
        if !shared.is_empty() {
            why = format!("{why} · {}", plain(&shared.join(", ")));
        }
        note(&why, style, out)?;
        columns(sides, style, false, out)?;
    }
    for row in &found.group.drift {
        let badge = t.drift_badge(row.severity, row.class);
        note(&format!("{badge}: {}", plain(&row.explanation)), style, out)?;
    }
    Ok(())
}

/// Writes an empty line and `text` over the whole width.
fn note(text: &str, style: &Style, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    for line in wrap(&[(Mark::Same, text.to_owned())], style.columns.max(NARROWEST)) {
        write_line(&line, 0, style, false, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// A run as it is written: without colour its mark is in brackets.
fn piece(run: &Run<'_>, style: &Style) -> Piece {
    let text = plain(run.text);
    if style.color {
        return (run.mark, text);
    }
    let (open, close) = match run.mark {
        Mark::Same => ("", ""),
        Mark::Removed => ("[-", "-]"),
        Mark::Added => ("{+", "+}"),
        Mark::Shared => ("_", "_"),
        Mark::Figure => ("*", "*"),
        Mark::Drifted => ("**", "**"),
    };
    (Mark::Same, format!("{open}{text}{close}"))
}

/// `text` on one line.
fn plain(text: &str) -> String {
    harmless(text).replace(char::is_whitespace, " ")
}

/// Width of a column.
fn column(style: &Style) -> usize {
    let half = style.columns.saturating_sub(GUTTER.chars().count()) / 2;
    if half < NARROWEST { style.columns.max(NARROWEST) } else { half }
}

/// Cuts pieces into lines of at most `width` columns, at spaces where there are any.
fn wrap(pieces: &[Piece], width: usize) -> Vec<Vec<Piece>> {
    let mut paragraph = Paragraph { lines: vec![Vec::new()], used: 0, width };
    // What stands between two spaces, over the borders of pieces: a full stop stays at its word.
    let mut unit: Vec<(Mark, &str)> = Vec::new();
    for (mark, text) in pieces {
        for part in text.split_inclusive(' ') {
            unit.push((*mark, part));
            if part.ends_with(' ') {
                paragraph.add(&unit);
                unit.clear();
            }
        }
    }
    paragraph.add(&unit);
    for line in &mut paragraph.lines {
        if let Some((_, last)) = line.last_mut() {
            last.truncate(last.trim_end().len());
        }
    }
    paragraph.lines
}

/// Lines that grow.
struct Paragraph {
    lines: Vec<Vec<Piece>>,
    used: usize,
    width: usize,
}

impl Paragraph {
    /// Adds what must not be cut, unless it is wider than a line.
    fn add(&mut self, unit: &[(Mark, &str)]) {
        let whole: usize = unit.iter().map(|(_, text)| columns_of(text)).sum();
        let spaces = unit.last().map_or(0, |(_, text)| text.len() - text.trim_end().len());
        if self.used > 0 && self.used + whole - spaces > self.width {
            self.lines.push(Vec::new());
            self.used = 0;
        }
        for &(mark, text) in unit {
            for c in text.chars() {
                let columns = c.width().unwrap_or(0);
                if c != ' ' && self.used > 0 && self.used + columns > self.width {
                    self.lines.push(Vec::new());
                    self.used = 0;
                }
                self.used += columns;
                let Some(line) = self.lines.last_mut() else { return };
                match line.last_mut() {
                    Some((last, before)) if *last == mark => before.push(c),
                    _ => line.push((mark, c.into())),
                }
            }
        }
    }
}

fn columns_of(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Writes two columns side by side, or one under the other where there is no room.
fn columns(
    [left, right]: [Vec<Vec<Piece>>; 2],
    style: &Style,
    bold: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let width = column(style);
    if width * 2 > style.columns {
        for line in left.iter().chain(&right) {
            write_line(line, 0, style, bold, out)?;
            writeln!(out)?;
        }
        return Ok(());
    }
    for at in 0..left.len().max(right.len()) {
        let empty = Vec::new();
        write_line(left.get(at).unwrap_or(&empty), width, style, bold, out)?;
        out.write_all(GUTTER.as_bytes())?;
        write_line(right.get(at).unwrap_or(&empty), 0, style, bold, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Writes a line, filled up with spaces to `width`.
fn write_line(
    line: &[Piece],
    width: usize,
    style: &Style,
    bold: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut used = 0;
    for (mark, text) in line {
        used += columns_of(text);
        let code = match mark {
            _ if !style.color => "",
            Mark::Same if bold => "1",
            Mark::Same => "",
            Mark::Removed => "31",
            Mark::Added => "32",
            Mark::Shared => "4",
            Mark::Figure => "1;36",
            Mark::Drifted => "1;7;31",
        };
        if code.is_empty() {
            out.write_all(text.as_bytes())?;
        } else {
            write!(out, "\x1b[{code}m{text}\x1b[0m")?;
        }
    }
    write!(out, "{:fill$}", "", fill = width.saturating_sub(used))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, width: usize) -> Vec<String> {
        wrap(&[(Mark::Same, text.to_owned())], width)
            .iter()
            .map(|line| line.iter().map(|(_, text)| text.as_str()).collect())
            .collect()
    }

    #[test]
    fn lines_are_no_wider_than_the_column() {
        assert_eq!(wrapped("вода прибуває", 8), ["вода", "прибуває"]);
        let pieces = [
            (Mark::Same, "рівень ".into()),
            (Mark::Figure, "води".into()),
            (Mark::Same, ". Усе".into()),
        ];
        let lines: Vec<usize> = wrap(&pieces, 11).iter().map(Vec::len).collect();
        assert_eq!(lines, [1, 2]);
        assert_eq!(wrapped("прибуває", 3), ["при", "був", "ає"]);
        assert_eq!(wrapped("日本語", 4), ["日本", "語"]);
        assert_eq!(wrapped("語", 1), ["語"]);
        assert_eq!(wrapped("", 8), [""]);
    }
}
