//! What cannot be read: nothing at all, bad inputs, bad records; and what is only long.

use crate::fixture::{Folder, UKRAINIAN, read, record, rejected_once};
use rodovid::error::ErrorKind;
use rodovid::ingest::{self, Options};
use rodovid::outlet::Outlets;
use std::fs;
use std::path::Path;

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
