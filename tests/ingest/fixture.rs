//! Folders of files, and short ways to read them.

use rodovid::article::Article;
use rodovid::error::Error;
use rodovid::ingest::{self, Ingested, Options};
use rodovid::outlet::Outlets;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const UKRAINIAN: &str = "Міська рада ухвалила бюджет наступного року на позачерговому засіданні. \
    Його підтримали сорок два депутати, п’ятеро утрималися. Ґрунтовний ремонт мостів почнеться \
    навесні, а їхнє відкриття відкладено ще на рік.";
pub(crate) const RUSSIAN: &str = "Городской совет утвердил бюджет на внеочередном заседании. Его поддержали \
    сорок два депутата, пятеро воздержались. Ремонт мостов начнётся весной, а их открытие \
    отложено ещё на год.";

/// A folder of files that is deleted at the end of a test.
pub(crate) struct Folder(pub(crate) TempDir);

impl Folder {
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, bytes) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn read(&self) -> Result<Ingested, Error> {
        read(&[self.0.path()])
    }
}

pub(crate) fn read(inputs: &[&Path]) -> Result<Ingested, Error> {
    let inputs = inputs.iter().map(|path| path.to_path_buf()).collect();
    ingest::read(&Options { inputs, fields: vec![] }, &Outlets::default())
}

pub(crate) fn read_one(name: &str, bytes: &[u8]) -> Article {
    let all = ingest::read_bytes(name, bytes.to_vec(), &Outlets::default()).unwrap();
    assert_eq!(all.rejected, [], "{name}");
    assert_eq!(all.articles.len(), 1, "{name}");
    all.articles.into_iter().next().unwrap()
}

/// The rejections of a file beside a good one, as `record byte reason`.
pub(crate) fn rejected(name: &str, bytes: &[u8]) -> Vec<String> {
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
pub(crate) fn rejected_once(name: &str, bytes: &[u8], place: &str, reason: &str) {
    let rejected = rejected(name, bytes);
    assert_eq!(rejected.len(), 1, "{rejected:?}");
    assert!(rejected[0].starts_with(place), "{rejected:?}");
    assert!(rejected[0].contains(reason), "{rejected:?}");
}

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

pub(crate) fn zstandard(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).unwrap()
}

pub(crate) fn record(id: &str, text: &str) -> String {
    format!("{{\"id\": \"{id}\", \"text\": \"{text}\"}}")
}

pub(crate) fn page(head: &str, text: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=\"uk\"><head>{head}</head><body><nav><a href=\"/\">Головна</a> \
         <a href=\"/news\">Новини</a></nav><article><h1>Бюджет ухвалено</h1><p>{text}</p>\
         <p>{text} Про рахунок та план думали довго.</p></article><footer>Контакты</footer></body></html>"
    )
}
