//! Cases about figures. Columns: `figure` (its text), `kind`, `value`, `how`, `unit`; the last three
//! may be left out of a table.
//!
//! `value` is a number (with its currency for money), `LOW..HIGH` for a range or a vague amount, a
//! date, `DATE..DATE`, or `HH:MM`; empty where there is none.

use super::{Case, compare_rows};
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
    let made: Vec<Vec<String>> = found.iter().map(|figure| shown(figure).to_vec()).collect();
    faults.extend(compare_rows(case, &["figure", "kind", "value", "how", "unit"], &made));
    faults
}
