//! Fields, their names and order, and dates.

use crate::fixture::{Folder, read_one};
use rodovid::error::ErrorKind;
use rodovid::ingest::{self, Options};
use rodovid::outlet::Outlets;

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
