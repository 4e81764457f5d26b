//! Cases about figures. Columns: `figure` (its text), `kind`, `value`, `how`, `unit`; the last three
//! may be left out of a table.
//!
//! `value` is a number (with its currency for money), `LOW..HIGH` for a range or a vague amount, a
//! date, `DATE..DATE`, or `HH:MM`; empty where there is none.

use super::Case;
use rodovid::article::{Article, Language};
use rodovid::figures::{self, Figure, Qualifier};
use rodovid::text::Document;
use std::path::Path;

fn language(file: &Path, case: &Case) -> Language {
    let name = file.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
    let code = case.setting("language").or_else(|| name.split('-').nth(1)).unwrap_or_default();
    match code {
        "uk" | "ru" | "en" => Language::from_code(code),
        _ => Language::Unknown,
    }
}

fn value(figure: &Figure) -> String {
    if let Some(date) = figure.date {
        return figure.date_end.map_or(date.to_string(), |end| format!("{date}..{end}"));
    }
    if let Some((hour, minute)) = figure.time {
        return format!("{hour:02}:{minute:02}");
    }
    let mut value = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low}..{high}"),
        _ => String::new(),
    };
    if let Some(code) = figure.currency_code() {
        value = format!("{value} {code}");
    }
    value
}

/// Bounds that must go with the qualifier, whatever the case says.
fn bounds_agree(figure: &Figure) -> bool {
    let same = |a: Option<_>, b: Option<_>| a == b;
    match figure.qualifier {
        Qualifier::Exact => same(figure.value, figure.low) && same(figure.value, figure.high),
        Qualifier::About => figure.low.is_none() && figure.high.is_none(),
        Qualifier::Over | Qualifier::AtLeast => {
            same(figure.value, figure.low) && figure.high.is_none()
        }
        Qualifier::Under | Qualifier::UpTo => {
            same(figure.value, figure.high) && figure.low.is_none()
        }
        Qualifier::Range | Qualifier::Vague => {
            figure.value.is_none() && figure.low.is_some() && figure.low <= figure.high
        }
    }
}

pub(crate) fn check(file: &Path, case: &Case) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let text = case.texts[0].clone();
    let article = Article { text, language: language(file, case), ..Article::default() };
    let document = Document::new(&article);
    let found = figures::read(&article.text, &document);
    let rows = case.tables.first().map_or(&[][..], |table| &table.rows[..]);
    let columns = case.tables.first().map_or(&[][..], |table| &table.columns[..]);
    let shown = |figure: &Figure| {
        let unit = figure.unit.map_or("", |unit| unit.of(&article.text));
        [
            figure.span.of(&article.text).replace('\n', "⏎"),
            figure.kind.as_str().to_owned(),
            value(figure),
            figure.qualifier.as_str().to_owned(),
            unit.replace('\n', "⏎"),
        ]
    };
    for figure in &found {
        if !bounds_agree(figure) {
            faults
                .push((case.line, format!("bounds do not fit the qualifier: {:?}", shown(figure))));
        }
    }
    for index in 0..rows.len().max(found.len()) {
        let read = found.get(index).map(shown);
        let line = rows.get(index).map_or(case.line, |row| row.0);
        match (rows.get(index), read) {
            (Some((_, row)), Some(read)) => {
                for (name, expected) in columns.iter().zip(row) {
                    let at =
                        ["figure", "kind", "value", "how", "unit"].iter().position(|n| n == name);
                    let Some(at) = at else {
                        faults.push((line, format!("no column is called {name}")));
                        continue;
                    };
                    // A table's cell is trimmed, and cannot hold the spaces that some scripts use.
                    let plain = |text: &str| text.replace(['\u{A0}', '\u{202F}', '\u{2009}'], " ");
                    if plain(&read[at]) != plain(expected) {
                        faults.push((line, format!("{name} is «{}», not «{expected}»", read[at])));
                    }
                }
            }
            (Some((_, row)), None) => faults.push((line, format!("«{}» was not found", row[0]))),
            (None, Some(read)) => faults.push((line, format!("unexpected {read:?}"))),
            (None, None) => {}
        }
    }
    faults
}
