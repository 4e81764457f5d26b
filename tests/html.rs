//! `report.html`: what stands in it, and that nothing written by others can act in it. The pages
//! stay under `target/tmp/`, to be looked at.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod fixture;

use rodovid::analysis::{Analysis, Options};
use rodovid::report::view::View;
use rodovid::report::{Command, HTML, Report, Settings};
use rodovid::ui::Ui;
use std::fs;
use std::path::Path;

/// The page of `analysis`, kept under `name`.
fn page(name: &str, analysis: &Analysis, ui: Ui) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let options = Options { ui, ..Options::default() };
    let mut view = View::new(analysis, &options, false);
    for group in &mut view.groups {
        group.drift = fixture::drift();
    }
    let settings = Settings { folder: folder.clone(), ..Settings::default() };
    let mut report = Report::open(settings, &[]).unwrap();
    report.write(&view, &Command::default()).unwrap();
    report.publish().unwrap();
    fs::read_to_string(folder.join(HTML)).unwrap()
}

#[test]
fn the_page_shows_what_was_found() {
    let html = page("page-en", &fixture::analysis(), Ui::En);
    for expected in [
        "<html lang=\"en\">",
        "5 articles: 1 repeated passage, 1 figure drifted",
        "Very likely from Річковий вісник (81\u{202F}%)",
        "<mark class=\"drifted\">понад 1 мешканця</mark>",
        "<ins>добу</ins>",
        "<del>ніч</del>",
        "<svg",
        "feed.jsonl, record 7, byte 1204",
        "href=\"https://b-txt.example/news/1\" rel=\"noreferrer noopener\"",
    ] {
        assert!(html.contains(expected), "{expected} is missing");
    }
}

#[test]
fn the_page_speaks_ukrainian() {
    let html = page("page-uk", &fixture::analysis(), Ui::Uk);
    assert!(html.contains("<html lang=\"uk\">"));
    assert!(html.contains("5 статей: 1 повторений уривок, 1 число змінилося"));
    assert!(html.contains("Дуже ймовірно з видання Річковий вісник"));
}
