//! JSON arrays over many chunks.

use crate::fixture::record;
use rodovid::ingest::{self, Ingested};
use rodovid::outlet::Outlets;

#[test]
fn an_array_over_many_chunks_is_read_as_its_lines_are() {
    let records: Vec<String> = (0..30_000)
        .map(|id| {
            record(&id.to_string(), &format!("Text {id} with a \\\"quoted\\\" [word] and }}."))
        })
        .collect();
    let lines = ingest::read_bytes("a.jsonl", records.join("\n").into_bytes(), &Outlets::default());
    let array = format!("[\n{}\n, {{\"text\": oops}}]", records.join(",\n"));
    let place = array.len() - "{\"text\": oops}]".len() + "{\"text\": ".len();
    let array = ingest::read_bytes("a.json", array.into_bytes(), &Outlets::default()).unwrap();
    let texts = |all: &Ingested| {
        all.articles.iter().map(|it| (it.id.clone(), it.text.clone())).collect::<Vec<_>>()
    };
    assert_eq!(texts(&array), texts(&lines.unwrap()));
    assert_eq!(array.rejected.len(), 1);
    assert_eq!(array.rejected[0].place.record, Some(30_001));
    assert_eq!(array.rejected[0].place.byte, Some(place as u64));
}

#[test]
fn a_string_that_is_not_closed_costs_its_own_record() {
    let array = "[\n{\"text\": \"one\"},\n{\"text\": \"two},\n{\"text\": \"three\"}\n]";
    let all = ingest::read_bytes("a.json", array.as_bytes().to_vec(), &Outlets::default()).unwrap();
    let texts: Vec<&str> = all.articles.iter().map(|article| article.text.as_str()).collect();
    assert_eq!(texts, ["one", "three"]);
    assert_eq!(all.rejected.len(), 1, "{:?}", all.rejected);
    assert_eq!(all.rejected[0].place.record, Some(2));
}
