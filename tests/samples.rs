//! The program's tables on `samples/articles` against the answers in `samples/expected.json`;
//! `samples/README.md` says what each article is there for.

#![allow(missing_docs)]

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Expected {
    /// Checks that the program does not pass yet, by the beginning of their message.
    pending: Vec<String>,
    articles: Vec<BTreeMap<String, String>>,
    groups: Vec<Group>,
    apart: Vec<[String; 2]>,
    /// `article`, `text` (its beginning or part), `reference` and columns of `figures.csv`.
    drift: Vec<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
struct Group {
    name: String,
    members: Vec<String>,
    may: Vec<String>,
    /// Kinds that the match of a pair may have.
    kinds: BTreeMap<String, Vec<String>>,
    origin: Option<String>,
    #[serde(default)]
    parents: BTreeMap<String, String>,
    #[serde(default)]
    outside_sources: Vec<String>,
    /// Parts of the passages' texts.
    holds: Vec<String>,
    /// What no passage may hold.
    lacks: Vec<String>,
}

type Row = BTreeMap<String, String>;

struct Run {
    expected: Expected,
    tables: BTreeMap<&'static str, Vec<Row>>,
    _directory: tempfile::TempDir,
}

static RUN: LazyLock<Run> = LazyLock::new(|| {
    let samples: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let expected = std::fs::read_to_string(samples.join("expected.json")).expect("readable");
    let directory = tempfile::tempdir().expect("a temporary folder");
    assert_cmd::cargo::cargo_bin_cmd!("rodovid")
        .arg("analyze")
        .arg(samples.join("articles"))
        .arg("--quiet")
        .arg("-o")
        .arg(directory.path())
        .assert()
        .success();
    let names = ["articles", "passages", "matches", "origins", "lineage", "figures"];
    let tables = names.map(|name| {
        let path = directory.path().join(format!("{name}.csv"));
        let rows = csv::Reader::from_path(path).expect("a table").into_deserialize();
        (name, rows.collect::<Result<Vec<Row>, _>>().expect("whole rows"))
    });
    Run {
        expected: serde_json::from_str(&expected).expect("the form of expected.json"),
        tables: tables.into_iter().collect(),
        _directory: directory,
    }
});

impl Run {
    fn rows(&self, table: &str, column: &str, value: &str) -> Vec<&Row> {
        self.tables[table].iter().filter(|row| row[column] == value).collect()
    }

    fn members(&self, group_id: &str) -> BTreeSet<&str> {
        let rows = self.rows("passages", "group_id", group_id);
        rows.into_iter().map(|row| row["article_id"].as_str()).collect()
    }

    fn group_ids(&self) -> BTreeSet<&str> {
        self.tables["origins"].iter().map(|row| row["group_id"].as_str()).collect()
    }

    /// The group that shares most members with the expected one.
    fn find(&self, group: &Group) -> Option<&str> {
        let shared = |id: &&str| {
            let members = self.members(id);
            group.members.iter().filter(|member| members.contains(member.as_str())).count()
        };
        self.group_ids().into_iter().max_by_key(shared).filter(|id| shared(id) > 1)
    }

    /// Fails with all messages that are not pending.
    fn settle(&self, messages: Vec<String>) {
        let pending = |message: &String| {
            self.expected.pending.iter().any(|start| message.starts_with(start.as_str()))
        };
        let open: Vec<String> = messages.into_iter().filter(|m| !pending(m)).collect();
        assert!(open.is_empty(), "\n{}\n", open.join("\n"));
    }
}

#[test]
fn every_article_is_read_with_its_outlet_and_time() {
    let mut messages = Vec::new();
    let mut read: BTreeSet<&str> =
        RUN.tables["articles"].iter().map(|row| row["article_id"].as_str()).collect();
    for expected in &RUN.expected.articles {
        let id = &expected["id"];
        read.remove(id.as_str());
        let Some(row) = RUN.rows("articles", "article_id", id).into_iter().next() else {
            messages.push(format!("article {id} is not read"));
            continue;
        };
        for (column, value) in expected.iter().filter(|(column, _)| *column != "id") {
            // A time can be given without its zone.
            if !row[column].starts_with(value.as_str()) {
                messages
                    .push(format!("article {id}: {column} is {:?}, not {value:?}", row[column]));
            }
        }
    }
    messages.extend(read.iter().map(|id| format!("article {id} is not expected")));
    RUN.settle(messages);
}

#[test]
fn the_repeated_passages_are_found_and_no_others() {
    let mut messages = Vec::new();
    let mut left = RUN.group_ids();
    for group in &RUN.expected.groups {
        let name = &group.name;
        let Some(id) = RUN.find(group) else {
            messages.push(format!("group {name}: not found"));
            continue;
        };
        left.remove(id);
        let members = RUN.members(id);
        for member in &group.members {
            if !members.contains(member.as_str()) {
                messages.push(format!("group {name}: {member} is missing"));
            }
        }
        for member in members {
            if !group.members.iter().chain(&group.may).any(|allowed| allowed == member) {
                messages.push(format!("group {name}: {member} does not belong to it"));
            }
        }
        let texts: Vec<&str> =
            RUN.rows("passages", "group_id", id).iter().map(|row| row["text"].as_str()).collect();
        for part in &group.holds {
            if !texts.iter().any(|text| text.contains(part.as_str())) {
                messages.push(format!("group {name}: no passage holds {part:?}"));
            }
        }
        for part in &group.lacks {
            if texts.iter().any(|text| text.contains(part.as_str())) {
                messages.push(format!("group {name}: a passage holds {part:?}"));
            }
        }
        for (pair, kinds) in &group.kinds {
            let row = RUN
                .rows("matches", "group_id", id)
                .into_iter()
                .find(|row| format!("{} {}", row["article_a"], row["article_b"]) == *pair);
            match row {
                None => messages.push(format!("group {name}: {pair} has no match row")),
                Some(row) if kinds.contains(&row["kind"]) => {}
                Some(row) => {
                    messages.push(format!("group {name}: {pair} is {}", row["kind"]));
                }
            }
        }
    }
    for id in left {
        messages.push(format!("group of {:?} is not expected", RUN.members(id)));
    }
    RUN.settle(messages);
}

#[test]
fn what_is_not_reused_stays_apart() {
    let mut messages = Vec::new();
    for [a, b] in &RUN.expected.apart {
        for id in RUN.group_ids() {
            let members = RUN.members(id);
            if members.contains(a.as_str()) && members.contains(b.as_str()) {
                messages.push(format!("apart {a} {b}: both in {id}"));
            }
        }
    }
    RUN.settle(messages);
}

#[test]
fn origins_and_parents_are_named() {
    let mut messages = Vec::new();
    for group in &RUN.expected.groups {
        let name = &group.name;
        let Some(id) = RUN.find(group) else { continue };
        let Some(row) = RUN.rows("origins", "group_id", id).into_iter().next() else { continue };
        let origin = group.origin.as_deref().unwrap_or("");
        if row["origin_article"] != origin {
            messages.push(format!("origin of {name}: {:?}, not {origin:?}", row["origin_article"]));
        }
        for source in &group.outside_sources {
            if !row["outside_source"].contains(source.as_str()) {
                messages.push(format!("origin of {name}: outside source lacks {source}"));
            }
        }
        for (child, parent) in &group.parents {
            let edges = RUN.rows("lineage", "group_id", id);
            let edge = edges.into_iter().find(|row| row["child_article"] == *child);
            let found = edge.map_or("nothing", |row| row["parent_article"].as_str());
            if found != parent {
                messages.push(format!("parent of {child}: {found:?}, not {parent}"));
            }
        }
    }
    RUN.settle(messages);
}

#[test]
fn the_figures_that_drifted_are_found_and_no_others() {
    let mut messages = Vec::new();
    let mut left: Vec<&Row> = RUN.tables["figures"].iter().collect();
    for expected in &RUN.expected.drift {
        let (article, text) = (&expected["article"], &expected["text"]);
        let at = left.iter().position(|row| {
            row["article_id"] == *article
                && row["text"].contains(text.as_str())
                && row["reference_text"].contains(expected["reference"].as_str())
        });
        let Some(at) = at else {
            messages.push(format!("drift {article} {text}: not found"));
            continue;
        };
        let row = left.remove(at);
        for column in ["drift", "severity", "introduced_by", "inherited"] {
            if let Some(value) = expected.get(column).filter(|value| row[column] != **value) {
                messages.push(format!(
                    "drift {article} {text}: {column} is {}, not {value}",
                    row[column]
                ));
            }
        }
    }
    for row in left {
        messages.push(format!(
            "drift {} {}: not expected ({}, from {} {})",
            row["article_id"],
            row["text"],
            row["drift"],
            row["reference_article"],
            row["reference_text"]
        ));
    }
    RUN.settle(messages);
}
