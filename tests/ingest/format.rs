//! Every format gives the same article.

use crate::fixture::{UKRAINIAN, gzip, page, read_one, zstandard};
use rodovid::article::FieldFrom;

#[test]
fn every_format_gives_the_same_article() {
    let json = format!(
        "{{\"title\": \"Бюджет ухвалено\", \"body\": \"{UKRAINIAN}\", \"source\": \"Степ-Інформ\", \
         \"date\": \"2024-10-28T13:20:00+02:00\", \"link\": \"https://step.ua/1\", \
         \"language\": \"uk\", \"other\": [1, {{\"text\": null}}]}}"
    );
    let csv = |delimiter: &str| {
        let row =
            ["headline", "maintext", "publisher", "datetime", "url", "lang", "other\r\nBudget"];
        let quoted = format!("\"{UKRAINIAN}\"");
        let cells = [
            "Бюджет ухвалено",
            &quoted,
            "Степ-Інформ",
            "2024-10-28T13:20:00+02:00",
            "https://step.ua/1",
            "uk",
            "",
        ];
        format!("{}\n{}\n", row.join(delimiter), cells.join(delimiter))
            .replace("other\r\nBudget", "\"other, \"\"x\"\"; y\"")
    };
    let head = "<meta property=\"og:site_name\" content=\"Степ-Інформ\">\
                <meta property=\"og:title\" content=\"Бюджет ухвалено\">\
                <meta property=\"article:published_time\" content=\"2024-10-28T13:20:00+02:00\">\
                <link rel=\"canonical\" href=\"https://step.ua/1\">";
    let html = page(head, UKRAINIAN);
    let jsonl = format!("\n{json}\n\n");
    let array = format!(" [\n{}\n]\n", json.replace(", \"", ",\n  \""));
    let (comma, semicolon, tab) = (csv(","), csv(";"), csv("\t"));
    let sep = format!("sep=;\n{semicolon}");
    for (name, bytes) in [
        ("a.jsonl", jsonl.as_bytes()),
        ("a.ndjson", json.as_bytes()),
        ("a.json", array.as_bytes()),
        ("a.json", json.as_bytes()),
        ("a.csv", comma.as_bytes()),
        ("a.csv", semicolon.as_bytes()),
        ("a.csv", sep.as_bytes()),
        ("a.tsv", tab.as_bytes()),
        ("a.html", html.as_bytes()),
    ] {
        for (name, bytes) in [
            (name.to_owned(), bytes.to_vec()),
            (name.to_uppercase(), [b"\xEF\xBB\xBF", bytes].concat()),
            (format!("{name}.gz"), gzip(bytes)),
            (format!("{name}.zst"), zstandard(bytes)),
        ] {
            let article = read_one(&name, &bytes);
            if name.to_lowercase().contains("html") {
                assert!(article.text.starts_with(UKRAINIAN), "{name}: {}", article.text);
                assert!(!article.text.contains("Головна"), "{name}: {}", article.text);
            } else {
                assert_eq!(article.text, UKRAINIAN, "{name}");
            }
            assert_eq!(article.outlet.as_read, "Степ-Інформ", "{name}");
            assert_eq!(article.outlet.from, FieldFrom::Metadata, "{name}");
            assert_eq!(article.published.to_string(), "2024-10-28T13:20:00+02:00", "{name}");
            assert_eq!(article.title, "Бюджет ухвалено", "{name}");
            assert_eq!(article.url, "https://step.ua/1", "{name}");
            assert_eq!(article.language.code(), "uk", "{name}");
            let record = if name == "a.jsonl" || name.starts_with("a.jsonl.") { 2 } else { 1 };
            if name.starts_with("a.jsonl") {
                assert_eq!(article.id, format!("{name}#{record}"));
            }
            assert_eq!(article.id, article.source);
        }
    }
}
