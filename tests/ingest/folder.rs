//! Which files a run reads, and in what order.

use crate::fixture::{Folder, RUSSIAN, UKRAINIAN, read, record};
use std::path::PathBuf;

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
