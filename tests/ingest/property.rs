//! Arbitrary bytes, and lines in any order.

use crate::fixture::{gzip, record, zstandard};
use rodovid::error::ErrorKind;
use rodovid::ingest;
use rodovid::outlet::Outlets;

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn arbitrary_bytes_break_no_format(
        bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400),
        head in proptest::sample::select(vec![
            "", "{\"text\": \"", "[{\"text\":", "text;id\n", "<html><p>", "\u{1F}\u{8B}",
        ]),
    ) {
        let bytes = [head.as_bytes(), &bytes].concat();
        for name in
            ["a.txt", "a.jsonl", "a.json", "a.csv", "a.tsv", "a.html", "a.jsonl.gz", "a.txt.zst"]
        {
            match ingest::read_bytes(name, bytes.clone(), &Outlets::default()) {
                Ok(all) => proptest::prop_assert!(!all.articles.is_empty()),
                Err(error) => proptest::prop_assert_eq!(error.kind(), ErrorKind::Read),
            }
            let whole = [gzip(&bytes), zstandard(&bytes)];
            for bytes in whole {
                let _ = ingest::read_bytes(name, bytes, &Outlets::default());
            }
        }
    }

    #[test]
    fn lines_in_any_order_are_the_same_articles(
        records in proptest::collection::vec((0_u8..5, 0_u8..5), 1..12),
        turn in 0_usize..12,
    ) {
        let read = |records: &[(u8, u8)]| {
            let lines: String = records
                .iter()
                .map(|(id, text)| format!("{}\n", record(&id.to_string(), &format!("Text {text}."))))
                .collect();
            let all = ingest::read_bytes("a.jsonl", lines.into_bytes(), &Outlets::default()).unwrap();
            let pairs = all.articles.into_iter().map(|article| (article.id, article.text));
            (pairs.collect::<Vec<_>>(), all.repeated)
        };
        let mut turned = records.clone();
        turned.rotate_left(turn % records.len());
        proptest::prop_assert_eq!(read(&records), read(&turned));
    }
}
