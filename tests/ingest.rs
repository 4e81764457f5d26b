//! Reading from real files: every format, encoding and compression, and every way in which input
//! can be bad.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "shorter, and fast enough")]

use rodovid::article::{Article, FieldFrom};
use rodovid::error::{Error, ErrorKind};
use rodovid::ingest::{self, Ingested, Options};
use rodovid::outlet::Outlets;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

const UKRAINIAN: &str = "Міська рада ухвалила бюджет наступного року на позачерговому засіданні. \
    Його підтримали сорок два депутати, п’ятеро утрималися. Ґрунтовний ремонт мостів почнеться \
    навесні, а їхнє відкриття відкладено ще на рік.";
const RUSSIAN: &str = "Городской совет утвердил бюджет на внеочередном заседании. Его поддержали \
    сорок два депутата, пятеро воздержались. Ремонт мостов начнётся весной, а их открытие \
    отложено ещё на год.";

/// A folder of files that is deleted at the end of a test.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self) -> Result<Ingested, Error> {
        read(&[self.0.path()])
    }
}

fn read(inputs: &[&Path]) -> Result<Ingested, Error> {
    let inputs = inputs.iter().map(|path| path.to_path_buf()).collect();
    ingest::read(&Options { inputs, fields: vec![] }, &Outlets::default())
}

fn read_one(name: &str, bytes: &[u8]) -> Article {
    let all = ingest::read_bytes(name, bytes.to_vec(), &Outlets::default()).unwrap();
    assert_eq!(all.rejected, [], "{name}");
    assert_eq!(all.articles.len(), 1, "{name}");
    all.articles.into_iter().next().unwrap()
}

/// The rejections of a file beside a good one, as `record byte reason`.
fn rejected(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = Folder::new(&[("good.txt", UKRAINIAN.as_bytes()), (name, bytes)]);
    let all = folder.read().unwrap();
    let good = all.articles.iter().filter(|article| article.id == "good.txt#1");
    assert_eq!(good.count(), 1, "a bad record must not cost a good one");
    all.rejected
        .iter()
        .map(|rejected| {
            assert_eq!(rejected.place.path.as_deref(), Some(Path::new(name)));
            let shown = |number: Option<u64>| number.map_or("-".into(), |it| it.to_string());
            let (record, byte) = (shown(rejected.place.record), shown(rejected.place.byte));
            format!("{record} {byte} {}", rejected.reason)
        })
        .collect()
}

#[track_caller]
fn rejected_once(name: &str, bytes: &[u8], place: &str, reason: &str) {
    let rejected = rejected(name, bytes);
    assert_eq!(rejected.len(), 1, "{rejected:?}");
    assert!(rejected[0].starts_with(place), "{rejected:?}");
    assert!(rejected[0].contains(reason), "{rejected:?}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

fn record(id: &str, text: &str) -> String {
    format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}")
}

fn page(head: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"uk\"><head>{head}</head><body><nav><a href=\"/\">Головна</a> \
         <a href=\"/news\">Новини</a></nav><article><h1>Бюджет ухвалено</h1><p>{text}</p>\
         <p>{text} Про рахунок та план думали довго.</p></article><footer>Контакты</footer></body></html>"
    )
}

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

#[test]
fn json_ld_tells_date_and_publisher_also_in_a_graph() {
    let graph = r##"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "Степ-Інформ"},
        {"@type": "WebPage", "datePublished": "2020-01-01"},
        {"@type": ["NewsArticle"], "headline": "Рада ухвалила бюджет", "publisher": {"@id": "#org"},
         "datePublished": "2024-10-28T13:20:00+02:00", "mainEntityOfPage": "https://step.ua/2"}]}
        </script><script type="application/ld+json">{broken</script>
        <meta property="article:published_time" content="2021-01-01">"##;
    let article = read_one("a.html", page(graph, UKRAINIAN).as_bytes());
    assert_eq!(article.outlet.as_read, "Степ-Інформ");
    assert_eq!(article.published.to_string(), "2024-10-28T13:20:00+02:00");
    assert_eq!(article.title, "Рада ухвалила бюджет");
    assert_eq!(article.url, "https://step.ua/2");

    let list = r#"<script type='application/ld+json'>[{"@type": "BreadcrumbList"}, {"@type":
        "ReportageNewsArticle", "datePublished": "not a date", "publisher": {"name": "Степ"}}]
        </script><meta itemprop="datePublished" content="2024-10-28">"#;
    let article = read_one("a.html", page(list, UKRAINIAN).as_bytes());
    assert_eq!(article.outlet.as_read, "Степ");
    assert_eq!(article.published.to_string(), "2024-10-28");
    assert_eq!(article.published.precision(), "day");
}

#[test]
fn legacy_encodings_are_detected_in_every_format() {
    // KOI8-R has no letters of its own for Ukrainian, ISO-8859-5 and IBM866 no typographic
    // apostrophe.
    let ukrainian = UKRAINIAN.replace('’', "'");
    let plain = ukrainian.replace(['Ґ', 'ґ'], "Г");
    for (label, text) in [
        ("windows-1251", ukrainian.as_str()),
        ("windows-1251", RUSSIAN),
        ("koi8-u", &ukrainian),
        ("koi8-r", RUSSIAN),
        ("iso-8859-5", &plain),
        ("iso-8859-5", RUSSIAN),
        ("ibm866", RUSSIAN),
    ] {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap();
        let encode = |text: &str| {
            let (bytes, _, lost) = encoding.encode(text);
            assert!(!lost, "{label}");
            bytes.into_owned()
        };
        assert_eq!(read_one("a.txt", &encode(text)).text, text, "{label}");
        assert_eq!(read_one("a.txt.gz", &gzip(&encode(text))).text, text, "{label}");
        let json = encode(&record("1", text));
        assert_eq!(read_one("a.jsonl", &json).text, text, "{label}");
        let csv = encode(&format!("id;text\n1;\"{text}\"\n"));
        assert_eq!(read_one("a.csv", &csv).text, text, "{label}");
        let html = encode(&page("", text));
        assert!(read_one("a.html", &html).text.contains(text), "{label}");
        let declared = encode(&page(&format!("<meta charset=\"{label}\">"), text));
        assert!(read_one("a.html", &declared).text.contains(text), "{label}");
    }
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    for text in [UKRAINIAN, "The council passed the budget — at an extraordinary sitting."] {
        let units: Vec<u16> = text.encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(read_one("a.txt", &little).text, text);
        assert_eq!(read_one("a.txt", &big).text, text);
        assert_eq!(read_one("a.txt", &[&[0xFF, 0xFE], &little[..]].concat()).text, text);
        assert_eq!(read_one("a.txt", &[&[0xFE, 0xFF], &big[..]].concat()).text, text);
    }
}

#[test]
fn a_file_is_its_text_with_its_line_ends() {
    let text = "\r\nМіст закрили на ремонт до кінця року, повідомила рада.\r\n\r\nКінець.\r\n";
    assert_eq!(read_one("a.txt", text.as_bytes()).text, text);
    assert_eq!(read_one("a.txt", &[b"\xEF\xBB\xBF", text.as_bytes()].concat()).text, text);
}

#[test]
fn lone_surrogates_read_as_the_replacement_character() {
    let json = br#"{"text": "a \ud83d\ude00 b \ud800 c \udc00\n \ud800\u0041 end", "\ud800": 1}"#;
    assert_eq!(read_one("a.jsonl", json).text, "a 😀 b \u{FFFD} c \u{FFFD}\n \u{FFFD}A end");
}

#[test]
fn fields_have_an_order_and_any_case() {
    let article = read_one(
        "a.jsonl",
        r#"{"content": "second", "TEXT": "first one", "body": "", "date": null,
            "timestamp": 1730114400, "Published": " ", "ID": 17, "series": "x", "domain": "d.ua"}"#
            .replace('\n', " ")
            .as_bytes(),
    );
    assert_eq!(article.text, "first one");
    assert_eq!(article.published.to_string(), "2024-10-28T11:20:00+00:00");
    assert_eq!(article.id, "17");
    assert_eq!(article.outlet.as_read, "d.ua");
}

#[test]
fn the_users_names_come_first() {
    let folder = Folder::new(&[(
        "a.jsonl",
        br#"{"text": "no", "Inhalt": "The council met.", "outlet": "no", "feed": {"x": 1}}"#,
    )]);
    let fields = |pairs: &[(&str, &str)]| Options {
        inputs: vec![folder.path("a.jsonl")],
        fields: pairs.iter().map(|(our, their)| ((*our).into(), (*their).into())).collect(),
    };
    let read = |options: &Options| ingest::read(options, &Outlets::default());
    let all =
        read(&fields(&[("text", "inhalt"), ("outlet", "feed"), ("title", "nowhere")])).unwrap();
    assert_eq!(all.articles[0].text, "The council met.");
    assert_eq!(all.articles[0].outlet.as_read, "no", "an object is no name");
    assert_eq!(all.warnings.len(), 1, "{:?}", all.warnings);
    assert!(all.warnings[0].contains("nowhere"));
    let error = read(&fields(&[("autor", "x")])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage);
    assert!(error.message().contains("published_at"));
}

#[test]
fn all_members_and_frames_are_read() {
    let (one, two) = (record("1", "The first text."), record("2", "The second text."));
    let members = [gzip(format!("{one}\n").as_bytes()), gzip(two.as_bytes())].concat();
    let frames = [zstandard(format!("{one}\n").as_bytes()), zstandard(two.as_bytes())].concat();
    for (name, bytes) in [("a.jsonl.gz", members), ("a.jsonl.zst", frames)] {
        let all = ingest::read_bytes(name, bytes, &Outlets::default()).unwrap();
        assert_eq!(all.articles.len(), 2, "{name}");
        assert_eq!(all.bytes, (one.len() + two.len() + 1) as u64);
    }
}

#[test]
fn directories_are_walked_and_the_rest_is_counted() {
    let folder = Folder::new(&[
        ("b/c/one.txt", UKRAINIAN.as_bytes()),
        ("two.txt", RUSSIAN.as_bytes()),
        (".hidden.txt", b"hidden"),
        (".git/config.txt", b"hidden"),
        ("picture.png", b"\x89PNG"),
        ("README", b"no extension"),
        ("report/run.json", b"{}"),
        ("report/origins.csv", b"text\nours\n"),
        ("report/lineage.csv", b"text\nours\n"),
        ("report/passages.csv", b"text\nours\n"),
    ]);
    let all = folder.read().unwrap();
    let ids: Vec<&str> = all.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids, ["b/c/one.txt#1", "two.txt#1"]);
    assert_eq!(all.rejected, []);
    assert_eq!(all.skipped, 5);
    assert!(all.warnings[0].contains("report"), "{:?}", all.warnings);
}

#[test]
fn the_order_of_arguments_does_not_matter() {
    let line = |id: &str, text: &str| format!("{}\n", record(id, text));
    let first = [line("1", "The first text."), line("2", "The second text.")].concat();
    let second = [line("2", "Another second text."), line("1", "The first text.")].concat();
    let folder = Folder::new(&[
        ("x/a.jsonl", first.as_bytes()),
        ("y/a.jsonl", second.as_bytes()),
        ("z.txt", UKRAINIAN.as_bytes()),
    ]);
    let (x, y, z) = (folder.path("x"), folder.path("y/a.jsonl"), folder.path("z.txt"));
    let expected = read(&[&x, &y, &z]).unwrap();
    assert_eq!(expected.repeated, 1);
    let ids: Vec<&str> = expected.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!((ids[0], ids[1], ids[3]), ("1", "2", "z.txt#1"));
    assert!(ids[2].starts_with("2~") && ids[2].len() == 10, "{ids:?}");
    assert!(expected.warnings[0].contains("id of another"), "{:?}", expected.warnings);
    for order in [[&y, &x, &z], [&z, &y, &x], [&y, &z, &x]] {
        let read = read(&order.map(PathBuf::as_path)).unwrap();
        assert_eq!(read.articles, expected.articles);
        assert_eq!(read.warnings, expected.warnings);
    }
    let twice = read(&[&z, &folder.path("./z.txt")]).unwrap();
    assert_eq!(twice.articles.len(), 1);
    assert!(twice.warnings[0].contains("twice"), "{:?}", twice.warnings);
}

#[test]
fn midnights_are_days_where_they_are_frequent() {
    let line = |id: usize, date: &str| {
        format!("{{\"id\": {id}, \"text\": \"A text.\", \"date\": \"{date}\"}}\n")
    };
    let times = |midnights: usize| {
        let lines: String = (0..100)
            .map(|id| {
                line(id, if id < midnights { "2024-10-28 00:00:00" } else { "2024-10-28 13:20:05" })
            })
            .collect();
        let all = ingest::read_bytes("a.jsonl", lines.into_bytes(), &Outlets::default()).unwrap();
        all.articles.iter().filter(|it| it.published.precision() == "day").count()
    };
    assert_eq!(times(0), 0);
    assert_eq!(times(1), 0, "one can be true");
    assert_eq!(times(2), 2);
    assert_eq!(times(100), 100);
}

#[test]
fn a_date_that_cannot_be_read_is_unknown_and_said() {
    let all = ingest::read_bytes(
        "a.jsonl",
        b"{\"text\": \"A text.\", \"date\": \"some day in May\"}".to_vec(),
        &Outlets::default(),
    )
    .unwrap();
    assert_eq!(all.articles[0].published.precision(), "unknown");
    assert!(all.warnings[0].contains("some day in May"), "{:?}", all.warnings);
}

#[test]
fn nothing_to_read_is_an_error() {
    let kind = |inputs: &[&Path]| {
        let error = read(inputs).unwrap_err();
        (error.kind(), error.to_string())
    };
    assert_eq!(kind(&[]).0, ErrorKind::Usage);
    let (error, message) = kind(&[Path::new("no/such/file.txt")]);
    assert_eq!(error, ErrorKind::Read);
    assert!(message.contains("no/such/file.txt") && message.contains("not found"), "{message}");
    let folder = Folder::new(&[("picture.png", b"x")]);
    let (error, message) = kind(&[folder.0.path()]);
    assert_eq!(error, ErrorKind::Read);
    assert!(message.contains("1 files passed over") && message.contains(".jsonl"), "{message}");
    let (error, message) = kind(&[&folder.path("picture.png")]);
    assert_eq!(error, ErrorKind::Read);
    assert!(message.contains("unknown kind"), "{message}");
    let empty = Folder::new(&[("a.jsonl", b"")]);
    assert!(kind(&[&empty.path("a.jsonl")]).1.contains("empty"));
    let bad = Folder::new(&[("a.jsonl", b"{}\n{\n")]);
    let (error, message) = kind(&[&bad.path("a.jsonl")]);
    assert_eq!(error, ErrorKind::Read);
    assert!(message.contains("record 1") && message.contains("1 more"), "{message}");
}

#[test]
fn a_bad_input_beside_a_good_one_is_rejected() {
    let folder = Folder::new(&[("a.txt", UKRAINIAN.as_bytes()), ("b.png", b"x")]);
    let (good, picture) = (folder.path("a.txt"), folder.path("b.png"));
    let missing = folder.path("missing");
    let hidden = folder.path(".hidden.txt");
    fs::write(&hidden, UKRAINIAN).unwrap();
    let all = read(&[&missing, &picture, &hidden, &good]).unwrap();
    assert_eq!(all.articles.len(), 1);
    assert_eq!(all.rejected.len(), 3);
    assert!(all.rejected.iter().any(|it| it.reason.contains("dot files")));
    assert!(all.rejected.iter().any(|it| it.place.path == Some(missing.clone())));
}

#[test]
fn bad_records_are_rejected_where_they_stand() {
    let good: String =
        (1..7).map(|id| format!("{}\n", record(&id.to_string(), "A text."))).collect();
    let line_7 = good.len() + "{\"text\": ".len();
    rejected_once(
        "a.jsonl",
        format!("{good}{{\"text\": oops}}\n{}\n", record("8", "A text.")).as_bytes(),
        &format!("7 {line_7} "),
        "not valid JSON",
    );
    rejected_once("a.jsonl", b"{\"title\": \"t\"}", "1 0 ", "--field text=NAME");
    rejected_once("a.jsonl", b"{\"text\": \" \"}", "1 0 ", "empty");
    rejected_once("a.jsonl", b"{\"text\": [\"a\"]}", "1 0 ", "a list");
    rejected_once("a.jsonl", b"{\"text\": 5}", "1 0 ", "a number");
    rejected_once("a.jsonl", b"[1]", "1 0 ", "must be a JSON object");
    rejected_once("a.jsonl", b"{\"text\": \"a\"} x", "1 14 ", "not valid JSON");
    rejected_once(
        "a.jsonl",
        "\n{\"text\": \"ґ\"}".as_bytes().split_last().unwrap().1,
        "2 ",
        "JSON",
    );
    rejected_once("a.jsonl", b"{\"text\": \"a\0b\"}", "1 10 ", "not valid JSON");
    rejected_once("a.txt", b"", "1 0 ", "empty");
    rejected_once("a.txt", b" \n\t\r\n", "1 0 ", "empty");
    rejected_once("a.txt", b"\x7FELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03", "1 7 ", "NUL");
    // Noise without a NUL.
    let noise: Vec<u8> = (0..5_000_u32).map(|n| (n * n % 255 + 1) as u8).collect();
    rejected_once("a.txt", &noise, "1 0 ", "no text file");
    rejected_once("a.csv", b"", "1 0 ", "names the columns");
    rejected_once("a.json", b"[{\"text\": \"a\"}, {\"text\": \"b\"", "2 16 ", "ends inside");
    rejected_once("a.csv", b"id,title\n1,t\n", "1 0 ", "no column of texts among id, title");
    rejected_once(
        "a.csv",
        b"id,text\n1,a\n2,b,c\n3,d\n",
        "2 12 ",
        "3 cells where the header has 2",
    );
    rejected_once("a.csv", b"id,text\n1,\n", "1 8 ", "empty");
    rejected_once("a.html", b"<html><body><a href=/>Home</a></body></html>", "1 0 ", "no article");
    rejected_once("a.html", b"<p>\0\0\x01</p>", "1 3 ", "NUL");
}

#[test]
fn a_page_of_links_has_no_article() {
    let links: String = (0..60)
        .map(|n| {
            format!(
                "<li><a href=\"/{n}\">Рада розглянула питання номер {n} порядку денного</a></li>"
            )
        })
        .collect();
    let page = format!("<html><body><div><h1>Новини</h1><ul>{links}</ul></div></body></html>");
    rejected_once("a.html", page.as_bytes(), "1 0 ", "no article");
}

#[test]
fn pages_built_to_cost_time_are_rejected() {
    let deep = "<div>".repeat(1_000_000);
    rejected_once("a.html", deep.as_bytes(), "1 ", "nested deeper");
    let bold: String = (0..100_000).map(|n| format!("<b id={n}><p>")).collect();
    rejected_once("a.html", bold.as_bytes(), "1 ", "nested deeper");
    let wide = "<i></i>".repeat(300_000);
    rejected_once("a.html", wide.as_bytes(), "1 ", "more than");
    let mut bomb = String::from("<!DOCTYPE html [<!ENTITY a0 \"boom\">");
    for n in 1..40 {
        bomb += &format!("<!ENTITY a{n} \"{}\">", format!("&a{};", n - 1).repeat(10));
    }
    bomb += "]><html><body>&a39;</body></html>";
    rejected_once("a.html", bomb.as_bytes(), "1 35 ", "made of entities");
    // Also where there is an article beside it.
    bomb += &page("", UKRAINIAN);
    rejected_once("a.html", bomb.as_bytes(), "1 35 ", "made of entities");
    // One that is made of none is harmless.
    let named = format!("<!DOCTYPE html [<!ENTITY dash \"—\">]>{}", page("", UKRAINIAN));
    read_one("a.html", named.as_bytes());
    let long = "a".repeat(17 << 20);
    rejected_once("a.html", long.as_bytes(), "1 0 ", "longer than 16 MiB");
}

#[test]
fn a_page_as_deep_as_allowed_is_read() {
    let page = format!("{}{}", "<div>".repeat(500), page("", UKRAINIAN));
    assert!(read_one("a.html", page.as_bytes()).text.contains(UKRAINIAN));
}

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

#[test]
fn a_truncated_archive_gives_what_it_holds_and_says_so() {
    let lines: String = (0..20_000)
        .map(|id| {
            format!("{}\n", record(&id.to_string(), &format!("Text number {id}, {}.", id * 7919)))
        })
        .collect();
    for (name, bytes) in [
        ("a.jsonl.gz", gzip(lines.as_bytes())),
        ("a.jsonl.zst", zstandard(lines.as_bytes())),
        (
            "a.csv.gz",
            gzip(
                lines
                    .replace("{\"id\": \"", "")
                    .replace("\", \"text\": ", ",")
                    .replace('}', "")
                    .replacen("0,", "id,text\n0,", 1)
                    .as_bytes(),
            ),
        ),
    ] {
        let folder = Folder::new(&[(name, &bytes[..bytes.len() * 2 / 3])]);
        let all = folder.read().unwrap();
        assert!(all.articles.len() > 1000, "{name}: {}", all.articles.len());
        assert!(all.articles.len() < 20_000, "{name}");
        assert_eq!(all.rejected.len(), 1, "{name}: {:?}", all.rejected);
        assert!(all.rejected[0].reason.contains("end too early"), "{:?}", all.rejected);
        assert!(all.rejected[0].place.byte.is_some(), "{name}");
    }
    let text = gzip(UKRAINIAN.as_bytes());
    rejected_once("a.txt.gz", &text[..text.len() - 12], "1 ", "end too early");
    rejected_once("a.txt.gz", b"\x1F\x8B\x08garbage that is no gzip", "", "damaged");
}

#[test]
fn what_expands_without_end_is_rejected() {
    // 300 MB of one letter, told by its ratio long before it is unpacked.
    let mut writer = zstd::Encoder::new(Vec::new(), 1).unwrap();
    for _ in 0..300 {
        writer.write_all(&vec![b'a'; 1_000_000]).unwrap();
    }
    let bomb = writer.finish().unwrap();
    assert!(bomb.len() < 100_000);
    for name in ["a.txt.zst", "a.jsonl.zst", "a.html.zst"] {
        let rejected = rejected(name, &bomb);
        assert_eq!(rejected.len(), 1, "{rejected:?}");
        let bounded = rejected[0].contains("bomb") || rejected[0].contains("longer than");
        assert!(bounded, "{rejected:?}");
    }
}

#[test]
fn an_article_of_100_megabytes_is_read() {
    let sentence = "Депутати ухвалили бюджет міста на наступний рік. ";
    let text = sentence.repeat(100_000_000 / sentence.len());
    let lines = format!("{}\n{}\n", record("long", &text), record("short", "A text."));
    let all = ingest::read_bytes("a.jsonl", lines.into_bytes(), &Outlets::default()).unwrap();
    assert_eq!(all.articles.len(), 2);
    assert_eq!(all.articles[0].text.len(), text.len());
    // That it may be several is said, with its place.
    assert!(all.warnings[0].starts_with("a.jsonl#1 is longer"), "{:?}", all.warnings);
}

#[test]
fn an_interrupt_ends_the_reading() {
    let folder = Folder::new(&[("a.txt", UKRAINIAN.as_bytes())]);
    let flag = std::sync::atomic::AtomicBool::new(true);
    let watch = rodovid::progress::Watch { progress: None, interrupted: Some(&flag) };
    let options = Options { inputs: vec![folder.path("a.txt")], fields: vec![] };
    let error = ingest::read_watched(&options, &Outlets::default(), &watch).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
}

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
