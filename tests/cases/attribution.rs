//! Cases about who is cited, and about whose an article is and of when.
//!
//! `attribution-*.md`: every text is an article of its own. Columns: `text` (its number in the
//! case, from 1), `cited` (the name shown), `kind`, and, where a table has them, `covers` (article,
//! sentence, quote), `by` (whom the chain goes through) and `named` (whether it names a source). A
//! text without a row cites nobody.
//!
//! `publisher-*.md`: one article a case. Settings: `url`, `asof`, `timezone`, `written` (the date
//! above the text, as ingest reads it, without a zone), `outlet` (as the input gives it). Columns:
//! `outlet`, `from`, and `published`, `assumed` where a table has them.

use super::{Case, Table};
use rodovid::article::{Article, FieldFrom, Language, Moment, OutletField, Published};
use rodovid::attribution::{Attribution, CitedKind, Completion, Covers};
use rodovid::outlet::Outlets;
use rodovid::witness::Witness;
use std::path::Path;
use std::sync::LazyLock;

static OUTLETS: LazyLock<Outlets> = LazyLock::new(Outlets::shipped);

fn language(file: &Path) -> Language {
    let name = file.file_stem().map(|name| name.to_string_lossy()).unwrap_or_default();
    Language::from_code(name.split('-').next_back().unwrap_or_default())
}

fn kind(attribution: &Attribution) -> &'static str {
    match attribution.kind {
        CitedKind::Outlet => "outlet",
        CitedKind::Agency => "agency",
        CitedKind::Institution => "institution",
        CitedKind::Person => "person",
    }
}

fn covers(attribution: &Attribution) -> &'static str {
    match attribution.covers {
        Covers::Article => "article",
        Covers::Sentence(_) => "sentence",
        Covers::Quote(_) => "quote",
    }
}

/// What `attribution` shows in a column.
fn cell(column: &str, all: &[Attribution], attribution: &Attribution) -> String {
    match column {
        "cited" => attribution.name.clone(),
        "kind" => kind(attribution).to_owned(),
        "covers" => covers(attribution).to_owned(),
        "named" => if attribution.nameless { "no" } else { "yes" }.to_owned(),
        "by" => attribution.cited_by.map(|by| all[by as usize].name.clone()).unwrap_or_default(),
        other => panic!("no such column as {other}"),
    }
}

pub(super) fn check(file: &Path, case: &Case) -> Vec<(usize, String)> {
    let mut faults = Vec::new();
    let none = Table { columns: Vec::new(), rows: Vec::new() };
    let table = case.tables.first().unwrap_or(&none);
    for (index, text) in case.texts.iter().enumerate() {
        let article =
            Article { text: text.clone(), language: language(file), ..Article::default() };
        let witness = Witness::new(article, &OUTLETS);
        let number = (index + 1).to_string();
        let mut rows = table.rows.iter().filter(|(_, row)| row.first() == Some(&number));
        for attribution in &witness.attributions {
            let columns = table.columns.iter().skip(1);
            let read: Vec<String> =
                columns.map(|column| cell(column, &witness.attributions, attribution)).collect();
            match rows.next() {
                Some((_, row)) if row[1..] == read[..] => {}
                Some((line, row)) => {
                    faults.push((
                        *line,
                        format!("expected {}, read {}", row[1..].join(" | "), read.join(" | ")),
                    ));
                }
                None => {
                    let shown = format!("{} ({})", attribution.name, kind(attribution));
                    faults.push((case.line, format!("text {number} also cites {shown}: {text}")));
                }
            }
        }
        for (line, row) in rows {
            faults.push((*line, format!("not read: {}", row[1..].join(" | "))));
        }
    }
    faults
}

pub(super) fn check_publisher(file: &Path, case: &Case) -> Vec<(usize, String)> {
    let mut article = Article {
        text: case.texts[0].clone(),
        language: language(file),
        url: case.setting("url").unwrap_or_default().to_owned(),
        ..Article::default()
    };
    if let Some(outlet) = case.setting("outlet") {
        article.outlet = OutletField {
            as_read: outlet.to_owned(),
            name: String::new(),
            from: FieldFrom::Metadata,
        };
    }
    if let Some(written) = case.setting("written") {
        let civil: jiff::civil::DateTime = written.parse().expect("a date and time");
        let seconds =
            civil.to_zoned(jiff::tz::TimeZone::UTC).expect("in range").timestamp().as_second();
        article.published = Published {
            moment: Moment::Instant { seconds, offset: 0, to_the_second: false },
            from: FieldFrom::Header,
            year_assumed: false,
            zone_assumed: true,
        };
    }
    let settings = Completion {
        timezone: case.setting("timezone").map(str::to_owned),
        as_of: case.setting("asof").map(|date| date.parse().expect("a date")),
    };
    let mut witness = Witness::new(article, &OUTLETS);
    witness.complete(&OUTLETS, &settings);
    let article = &witness.article;
    let (line, row) = &case.tables[0].rows[0];
    let read: Vec<String> = case.tables[0]
        .columns
        .iter()
        .map(|column| match column.as_str() {
            "outlet" => article.outlet.name.clone(),
            "from" => article.outlet.from.as_str().to_owned(),
            "published" => article.published.to_string(),
            "assumed" => article.published.assumed().to_owned(),
            other => panic!("no such column as {other}"),
        })
        .collect();
    if *row == read {
        Vec::new()
    } else {
        vec![(*line, format!("expected {}, read {}", row.join(" | "), read.join(" | ")))]
    }
}
