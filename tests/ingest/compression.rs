//! Compressed files: whole, truncated, without end.

use crate::fixture::{Folder, UKRAINIAN, gzip, record, rejected, rejected_once, zstandard};
use rodovid::ingest;
use rodovid::outlet::Outlets;
use std::io::Write as _;

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
