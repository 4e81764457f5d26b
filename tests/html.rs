//! `report.html`: what stands in it, and that nothing written by others can act in it. The pages
//! stay under `target/tmp/`, to be looked at.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod fixture;

use rodovid::analysis::{Analysis, Options};
use rodovid::report::{HTML, Settings};
use rodovid::ui::Ui;
use rodovid::witness::Witness;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// The page of `analysis`, kept under `name`.
fn page(name: &str, analysis: &Analysis, ui: Ui) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let options = Options { ui, ..Options::default() };
    let settings = Settings { folder: folder.clone(), ..Settings::default() };
    fixture::write(analysis, &settings, &options);
    fs::read_to_string(folder.join(HTML)).unwrap()
}

/// Changes the articles of `analysis`.
fn edit(analysis: &mut Analysis, change: impl FnOnce(&mut Vec<Witness>)) {
    let mut witnesses = analysis.witnesses.to_vec();
    change(&mut witnesses);
    analysis.witnesses = Arc::new(witnesses);
    for story in &mut analysis.stories {
        story.witnesses = Arc::clone(&analysis.witnesses);
    }
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

#[test]
fn nothing_written_by_others_can_act_or_break_the_page() {
    let mut analysis = fixture::analysis();
    edit(&mut analysis, |witnesses| {
        let article = &mut witnesses[1].article;
        article.title = "<script>alert(1)</script>\u{202E}<img src=x onerror=alert(1)>".to_owned();
        article.url = " javascript:alert(1)".to_owned();
        article.outlet.name = format!("\"><svg onload=alert(1)>{}", "Щ".repeat(3_000));
        witnesses[2].article.url = "JavaScript:alert(1)".to_owned();
        witnesses[3].article.url = "https://x.example/\"onmouseover=alert(1) a=\"".to_owned();
    });
    analysis.stories[0].verdict.evidence = "</p></article><script>alert(1)</script>".to_owned();
    analysis.outcome.rejected[0].reason = "<b>bold</b>".to_owned();
    let html = page("page-hostile", &analysis, Ui::En);
    for forbidden in
        ["<script", "<img", "onload=alert(1)>", "\"onmouseover", "<b>bold", "href=\" java"]
    {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(!html.to_ascii_lowercase().contains("href=\"javascript"));
    assert!(html.contains("default-src 'none'"));
    // Every element of the frame that is opened is closed again.
    for element in ["section", "article", "details", "table", "bdi", "figure", "ul", "div", "svg"] {
        let (open, close) = (format!("<{element}"), format!("</{element}>"));
        let opened = html
            .match_indices(&open)
            .filter(|(at, _)| html[at + open.len()..].starts_with([' ', '>']));
        assert_eq!(opened.count(), html.matches(&close).count(), "{element}");
    }
}

#[test]
fn an_empty_archive_has_a_page_too() {
    let mut analysis = fixture::analysis();
    analysis.stories.clear();
    analysis.outcome.rejected.clear();
    let html = page("page-empty", &analysis, Ui::En);
    assert!(html.contains("No passage is repeated across outlets."));
    assert!(!html.contains("<form"));
}

#[test]
fn many_groups_are_filtered_and_counted() {
    let mut analysis = fixture::analysis();
    let story = analysis.stories[0].clone();
    analysis.stories = (0..2_100_u64)
        .map(|number| {
            let mut story = story.clone();
            story.group.id.0 = number;
            story
        })
        .collect();
    let html = page("page-many", &analysis, Ui::En);
    assert_eq!(html.matches("<article").count(), 2_000);
    assert!(html.contains("100 more in the table origins"));
    assert!(html.contains("<option value=\"o1\">Берег</option>"));
    assert!(html.contains("[value=\"o1\"]:checked"));
    // What is long is left out once the page is large.
    assert!(html.len() < 40_000_000, "{} bytes", html.len());
}
