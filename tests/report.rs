//! The tables as files: names, columns, order and format of what a run leaves behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

mod fixture;

use rodovid::analysis::{Analysis, Options};
use rodovid::report::Settings;
use rodovid::report::sheet::Format;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Writes `analysis` into `folder` and reads all files back.
fn report(analysis: &Analysis, folder: &Path, settings: &Settings) -> BTreeMap<String, String> {
    let options = Options::default();
    let settings = Settings { folder: folder.to_owned(), ..settings.clone() };
    let names = fixture::write(analysis, &settings, &options);
    let read = |name: String| {
        let content = fs::read_to_string(folder.join(&name)).unwrap();
        (name, content)
    };
    names.into_iter().map(read).collect()
}

fn tables(settings: &Settings) -> BTreeMap<String, String> {
    report(&fixture::analysis(), tempfile::tempdir().unwrap().path(), settings)
}

type Row = BTreeMap<String, String>;

/// Rows of a CSV table, by column.
fn rows(table: &str) -> Vec<Row> {
    csv::Reader::from_reader(table.as_bytes()).deserialize().map(Result::unwrap).collect()
}

#[test]
fn columns_are_those_of_the_contract() {
    let heads = [
        (
            "articles",
            "article_id, outlet, outlet_as_read, outlet_from, published_at, published_precision, \
             published_from, published_assumed, language, title, url, source, characters, \
             reused_share, duplicate_of",
        ),
        (
            "passages",
            "group_id, passage_id, piece, article_id, outlet, published_at, language, start, end, \
             role, similarity, quoted, speaker, title, url, text",
        ),
        (
            "matches",
            "group_id, passage_a, article_a, start_a, end_a, passage_b, article_b, start_b, end_b, \
             kind, similarity, hamming",
        ),
        (
            "alignments",
            "group_id, article_a, start_a, end_a, article_b, start_b, end_b, kind, score, shared",
        ),
        (
            "origins",
            "group_id, articles, outlets, first_seen, origin_article, origin_outlet, \
             origin_published_at, origin_url, confidence, outside_probability, outside_source, \
             runner_up_article, runner_up_confidence, evidence, excerpt",
        ),
        (
            "lineage",
            "group_id, child_article, parent_article, probability, relation, cites_parent, \
             lag_seconds, evidence",
        ),
        (
            "figures",
            "group_id, figure_id, drift, severity, subject, kind, unit, reference_article, \
             reference_outlet, reference_start, reference_end, reference_text, reference_value, \
             article_id, outlet, url, start, end, text, value, ratio, introduced_by, inherited, \
             explanation, reference_sentence, sentence",
        ),
        (
            "claims",
            "claim_id, subject_id, subject, kind, unit, value, low, high, qualifier, modality, \
             as_of, attributed_to, article_id, outlet, published_at, language, start, end, text, \
             sentence, url",
        ),
        ("rejected", "source, record, byte, reason"),
    ];
    let written = tables(&Settings::default());
    for (table, head) in heads {
        let first = written[&format!("{table}.csv")].lines().next().unwrap();
        assert_eq!(first, head.replace(", ", ","), "{table}");
    }
}

#[test]
fn passages_say_where_they_stand() {
    let written = tables(&Settings::default());
    let passages = rows(&written["passages.csv"]);
    let witnesses = fixture::witnesses();
    for row in &passages {
        let witness = witnesses.iter().find(|witness| witness.article.id == row["article_id"]);
        let (start, end) = (row["start"].parse().unwrap(), row["end"].parse::<usize>().unwrap());
        let characters: String =
            witness.unwrap().text().chars().skip(start).take(end - start).collect();
        assert_eq!(characters, row["text"]);
    }
    let places: Vec<_> = passages
        .iter()
        .map(|row| {
            format!("{} {} {} {}", row["article_id"], row["piece"], row["role"], row["quoted"])
        })
        .collect();
    assert_eq!(
        places,
        [
            "a.txt 1 origin no",
            "a.txt 2 origin no",
            "a.txt 3 origin part",
            "b.txt 1 copy no",
            "b.txt 2 copy no",
            "b.txt 3 copy no",
            "c.txt 1 copy no",
            "c.txt 2 copy no",
            "d.txt 1 unsure no",
        ]
    );
    assert_eq!(passages[0]["passage_id"], "g00c0ffee00000001-1");
    assert_eq!(passages[0]["similarity"], "1.000");
    assert_eq!(passages[2]["speaker"], "Олена Гримак");
    assert_eq!(passages[3]["similarity"], "0.910");
    assert_eq!(passages[6]["published_at"], "2025-03-04");
    assert_eq!(passages[8]["published_at"], "");
}

#[test]
fn matches_are_those_of_the_tree_and_of_the_reference() {
    let pairs = |settings: Settings| -> Vec<String> {
        rows(&tables(&settings)["matches.csv"])
            .iter()
            .map(|row| format!("{}-{} {}", row["article_a"], row["article_b"], row["hamming"]))
            .collect()
    };
    let shown = ["a.txt-b.txt 5", "a.txt-c.txt ", "a.txt-d.txt ", "b.txt-c.txt "];
    assert_eq!(pairs(Settings::default()), shown);
    // c hangs from b in the tree; from a, no pair of b and c is an edge or has the reference.
    let mut analysis = fixture::analysis();
    analysis.stories[0].verdict.lineage[2].parent = Some(0);
    let place = tempfile::tempdir().unwrap();
    let fewer = report(&analysis, place.path(), &Settings::default());
    assert_eq!(rows(&fewer["matches.csv"]).len(), 3);
    let all = report(&analysis, place.path(), &Settings { all_pairs: true, ..Settings::default() });
    assert_eq!(rows(&all["matches.csv"]).len(), 4);
    assert_eq!(rows(&all["alignments.csv"]).len(), 8);
}

#[test]
fn origins_tell_probabilities_and_the_runner_up() {
    let origins = rows(&tables(&Settings::default())["origins.csv"]);
    let row = &origins[0];
    assert_eq!(row["outlets"], "4");
    assert_eq!(row["origin_outlet"], "Річковий вісник");
    assert_eq!(row["confidence"], "0.8100");
    assert_eq!(row["outside_probability"], "0.0900");
    assert_eq!(row["runner_up_article"], "c.txt");
    // The day begins before nine o'clock: it may have been first, so its day is what is known.
    assert_eq!(row["first_seen"], "2025-03-04");
    assert!(row["excerpt"].chars().count() <= 200);
    assert!(row["excerpt"].starts_with("Рівень води"));
}

#[test]
fn an_unknown_order_names_no_origin() {
    let mut analysis = fixture::analysis();
    analysis.stories[0].verdict.origin = None;
    let written = report(&analysis, tempfile::tempdir().unwrap().path(), &Settings::default());
    let row = &rows(&written["origins.csv"])[0];
    assert_eq!(row["origin_article"], "");
    assert_eq!(row["confidence"], "0.8100");
    assert_eq!(row["runner_up_article"], "c.txt");
}

#[test]
fn a_drifted_figure_stands_beside_its_reference() {
    let figures = rows(&tables(&Settings::default())["figures.csv"]);
    let row = &figures[0];
    assert_eq!(row["figure_id"], "g00c0ffee00000001-f1");
    assert_eq!((&row["drift"][..], &row["severity"][..]), ("scale", "high"));
    assert_eq!((&row["reference_value"][..], &row["value"][..]), ("1200", "1"));
    assert_eq!(row["ratio"], "0.000833333");
    assert_eq!(row["text"], "понад 1 мешканця");
    assert_eq!(row["introduced_by"], "b.txt");
    assert!(row["sentence"].starts_with("З прибережних вулиць вивезли понад 1 мешканця"));
    let witnesses = fixture::witnesses();
    let start = row["reference_start"].parse().unwrap();
    let from: String = witnesses[0].text().chars().skip(start).collect();
    assert!(from.starts_with(&row["reference_text"]));
}

#[test]
fn claims_of_one_subject_stand_together() {
    let claims = rows(&tables(&Settings::default())["claims.csv"]);
    let ids: Vec<_> = claims.iter().map(|row| row["claim_id"].clone()).collect();
    assert!(ids.is_sorted() && ids.len() == 4, "{ids:?}");
    assert_eq!(claims[0]["value"], "1200");
    assert_eq!(claims[0]["high"], "");
    assert_eq!(claims[0]["qualifier"], "over");
    assert_eq!(claims[0]["as_of"], "--03-04");
}

#[test]
fn every_format_holds_the_same_rows() {
    let csv = tables(&Settings::default());
    let excel = tables(&Settings { format: Format::Excel, ..Settings::default() });
    let jsonl = tables(&Settings { format: Format::Jsonl, ..Settings::default() });
    for (name, table) in csv.iter().filter(|(name, _)| name.contains(".csv")) {
        let plain = rows(table);
        assert!(excel[name].starts_with('\u{FEFF}'), "{name}");
        let spreadsheet: Vec<Row> = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(excel[name].trim_start_matches('\u{FEFF}').as_bytes())
            .deserialize()
            .map(Result::unwrap)
            .collect();
        assert_eq!(spreadsheet.len(), plain.len(), "{name}");
        let objects: Vec<serde_json::Map<String, serde_json::Value>> = jsonl
            [&name.replace(".csv", ".jsonl")]
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(objects.len(), plain.len(), "{name}");
        for (object, row) in objects.iter().zip(&plain) {
            for (column, cell) in row {
                match &object[column] {
                    serde_json::Value::Null => assert_eq!(cell, "", "{name} {column}"),
                    serde_json::Value::String(text) => assert_eq!(text, cell, "{name} {column}"),
                    number => {
                        let (number, cell) = (number.as_f64(), cell.parse::<f64>().ok());
                        assert_eq!(number, cell, "{name} {column}");
                    }
                }
            }
        }
    }
}

#[test]
fn the_same_analysis_gives_the_same_bytes() {
    let settings = || Settings { texts: true, graph: true, ..Settings::default() };
    let (mut first, mut second) = (tables(&settings()), tables(&settings()));
    // Times and memory differ from run to run.
    assert!(first.remove("run.json").is_some() && second.remove("run.json").is_some());
    assert_eq!(first, second);
}

#[test]
fn the_run_is_recorded() {
    let written = tables(&Settings { texts: true, ..Settings::default() });
    let record: serde_json::Value = serde_json::from_str(&written["run.json"]).unwrap();
    assert_eq!(record["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(record["command"][1], "analyze");
    assert_eq!(record["counts"]["articles"], 5);
    assert_eq!(record["counts"]["rejected"], 1);
    assert_eq!(record["stages"][1]["stage"], "reuse");
    assert_eq!(record["inputs"].as_array().unwrap().len(), 5);
    let texts = &written["texts.jsonl"];
    assert_eq!(texts.lines().count(), 5);
    let bytes: usize =
        written.iter().filter(|(name, _)| *name != "run.json").map(|f| f.1.len()).sum();
    assert_eq!(record["bytes_written"], bytes);
}

#[test]
fn stale_files_of_an_earlier_run_go() {
    let place = tempfile::tempdir().unwrap();
    let mut analysis = fixture::analysis();
    report(&analysis, place.path(), &Settings { texts: true, ..Settings::default() });
    assert!(place.path().join("rejected.csv").exists());
    analysis.outcome.rejected.clear();
    report(&analysis, place.path(), &Settings::default());
    assert!(!place.path().join("rejected.csv").exists());
    assert!(!place.path().join("texts.jsonl").exists());
}
