//! The fuzz targets on stable Rust: random bytes, and pieces of real inputs put together at random.
//! `PROPTEST_CASES=100000 cargo test --release --test fuzz` looks longer.

#![allow(missing_docs)]

#[path = "../fuzz/targets.rs"]
mod targets;

use proptest::prelude::*;

/// Bytes with the marks that the formats and the texts live by.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        2 => prop::collection::vec(any::<u8>(), 0..40),
        6 => prop::sample::select(vec![
            "{\"text\": \"", "\"}\n", "\\ud83d", "[{", "}]", "text,outlet\n", "\"\"", ";", "\t",
            "<html><body><article><p>", "</p>", "<!--", "<script>", "&amp;", "&#1105;", "<!ENTITY a '&b;'>",
            "понад 600 тис. солдатів", "10–12 млн грн", "двадцять п'ять тисяч", "3 тис.\n", "5 листопада 2024",
            "сказав речник. ", "«Так», — ", "передає Обрій із посиланням на ", "over 3.5 thousand homes. ",
            "\0", "\r\n", "\u{FEFF}", "\u{301}", "’", "Т-72Б3 ", " ",
        ]).prop_map(|text| text.as_bytes().to_vec()),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A few cases, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { asked.cases } else { 64 };
    ProptestConfig { cases, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn formats(bytes in bytes()) {
        let names =
            ["fuzz.html", "fuzz.jsonl", "fuzz.csv", "fuzz.tsv", "fuzz.json", "fuzz.txt"];
        targets::formats(&bytes, &names);
        targets::decompress(&bytes);
    }

    #[test]
    fn texts(bytes in bytes()) {
        targets::figures(&bytes);
        targets::fingerprint(&bytes);
    }

    #[test]
    fn whole_way(bytes in bytes()) {
        targets::analysis(&bytes);
    }
}
