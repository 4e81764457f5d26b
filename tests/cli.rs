//! The real binary in temporary folders: exit statuses, messages, and what it does with bad input.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt as _;
use predicates::str::{contains, is_empty};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;

fn rodovid() -> Command {
    let mut command = assert_cmd::cargo::cargo_bin_cmd!("rodovid");
    command.env_remove("RODOVID_KERNEL").env_remove("COLUMNS").env_remove("NO_COLOR");
    command
}

/// Two outlets with one statement; the second copied it an hour later and lost a word.
const WIRE: &str = "Обласна рада виділила на ремонт Заставнянського мосту понад 40 млн гривень. \
    Роботи почнуться у травні, повідомив на сесії голова комісії з питань доріг Петро Яремчак. \
    «Рух вантажівок закриють до середини жовтня», — додав посадовець.";
const PAPER: &str = "Обласна рада виділила на ремонт Заставнянського мосту понад 40 гривень. \
    Роботи почнуться у травні, повідомив на сесії голова комісії з питань доріг Петро Яремчак. \
    «Рух вантажівок закриють до середини жовтня», — додав посадовець.";

fn record(id: &str, outlet: &str, time: &str, title: &str, text: &str) -> String {
    serde_json::json!({
        "id": id, "outlet": outlet, "published_at": time, "title": title, "text": text,
    })
    .to_string()
}

fn articles() -> [String; 2] {
    [
        record("w1", "Дністровська хвиля", "2025-04-02T09:00:00+03:00", "=1+1", WIRE),
        record("p1", "Заставна сьогодні", "2025-04-02T10:00:00+03:00", "Міст", PAPER),
    ]
}

/// A folder with `articles.jsonl`, of these lines.
fn archive(lines: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("archive.jsonl"), lines.join("\n")).unwrap();
    folder
}

fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(folder.join(name)).unwrap().deserialize().map(Result::unwrap).collect()
}

#[test]
fn the_main_job_is_done() {
    let folder = archive(&articles());
    let out = folder.path().join("out");
    rodovid()
        .arg("analyze")
        .arg(folder.path().join("archive.jsonl"))
        .arg("-o")
        .arg(&out)
        .assert()
        .code(0)
        .stdout(is_empty())
        .stderr(contains("2 articles (2 uk), 2 outlets").and(contains("report.html")));
    let origins = table(&out, "origins.csv");
    assert_eq!(origins.len(), 1);
    assert_eq!(origins[0]["outlets"], "2");
    let articles = table(&out, "articles.csv");
    assert_eq!(articles[0]["article_id"], "p1");
    // A spreadsheet must not compute what a title says.
    assert_eq!(articles[1]["title"], "'=1+1");
    assert!(!out.join("rejected.csv").exists());
    let left: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_same_bytes_come_out() {
    let folder = archive(&articles());
    let other = folder.path().join("other.txt");
    fs::write(&other, "Луговий кур’єр\n03.04.2025 11:30\n\nСьогодні сухо, а ввечері вітер.\n")
        .unwrap();
    let inputs = [folder.path().join("archive.jsonl"), other];
    let run = |name: &str, order: [usize; 2], threads: &str| -> BTreeMap<String, Vec<u8>> {
        let out = folder.path().join(name);
        rodovid()
            .arg("analyze")
            .args(order.map(|at| &inputs[at]))
            .args(["--quiet", "--texts", "--graph", "--threads", threads, "-o"])
            .arg(&out)
            .assert()
            .success()
            .stderr(is_empty());
        fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| {
                (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
            })
            .filter(|(name, _)| name != "run.json")
            .collect()
    };
    let first = run("first", [0, 1], "1");
    assert!(first.len() > 10);
    let second = run("second", [1, 0], "2");
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{name} differs");
    }
}

#[test]
fn a_bad_record_is_told_and_the_rest_is_kept() {
    let [wire, paper] = articles();
    let folder = archive(&[wire, "{\"text\": ".to_owned(), paper]);
    let out = folder.path().join("out");
    let run = |expected: i32| {
        rodovid()
            .arg("analyze")
            .arg(folder.path().join("archive.jsonl"))
            .arg("-o")
            .arg(&out)
            .assert()
            .code(expected)
    };
    run(1).stderr(contains("1 record rejected"));
    let rejected = table(&out, "rejected.csv");
    assert_eq!(rejected[0]["source"], "archive.jsonl");
    assert_eq!(rejected[0]["record"], "2");
    assert_eq!(table(&out, "articles.csv").len(), 2);
    // The next, clean run takes the stale table away.
    fs::write(folder.path().join("archive.jsonl"), articles().join("\n")).unwrap();
    run(0);
    assert!(!out.join("rejected.csv").exists());
}

#[test]
fn an_archive_without_one_good_record_ends_with_2_and_leaves_nothing() {
    let folder = archive(&["[]".to_owned(), "{\"title\": \"no text\"}".to_owned()]);
    let out = folder.path().join("out");
    rodovid()
        .arg("analyze")
        .arg(folder.path())
        .arg("-o")
        .arg(&out)
        .assert()
        .code(2)
        .stderr(contains("record 1").and(contains("1 more rejected")));
    assert!(!out.exists());
}

#[test]
fn what_cannot_run_says_why_and_ends_with_2() {
    let folder = archive(&articles());
    let input = folder.path().join("archive.jsonl");
    let nowhere = folder.path().join("nowhere");
    rodovid().arg("analyze").arg(&nowhere).assert().code(2).stderr(contains("nowhere"));
    let empty = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    rodovid().arg("analyze").arg(empty.path()).arg("-o").arg(&out).assert().code(2);
    assert!(!out.exists());
    // A file stands where the folder should.
    rodovid()
        .arg("analyze")
        .arg(&input)
        .arg("-o")
        .arg(&input)
        .assert()
        .code(2)
        .stderr(contains("-o"));
    for wrong in [
        &["--field", "colour=text"][..],
        &["--field", "text"],
        &["--timezone", "Kyiv/Europe"],
        &["--as-of", "yesterday"],
        &["--format", "xml"],
        &["--format", "parquet"],
        &["--xlsx"],
        &["--memory", "much"],
        &["--ui", "fr"],
        &["--threads", "0"],
        &["--threads", "100000"],
        &["--outlets", "/no/such/table.tsv"],
        &["--synonyms", "/no/such/table.tsv"],
    ] {
        rodovid().arg("analyze").arg(&input).args(wrong).assert().code(2);
    }
    rodovid().assert().code(2);
    rodovid().arg("inspect").arg(&input).env("RODOVID_KERNEL", "abacus").assert().code(2);
}

#[test]
fn an_input_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("articles.csv");
    fs::write(&input, "text\nДощ ітиме до ранку, сказали синоптики.\n").unwrap();
    rodovid()
        .arg("analyze")
        .arg(&input)
        .arg("-o")
        .arg(folder.path())
        .assert()
        .code(2)
        .stderr(contains("overwritten"));
    assert!(fs::read_to_string(&input).unwrap().starts_with("text\n"));
}

#[test]
fn an_earlier_report_inside_the_input_is_passed_over() {
    let folder = archive(&articles());
    for _ in 0..2 {
        rodovid().current_dir(folder.path()).args(["analyze", "."]).assert().code(0);
        assert_eq!(table(&folder.path().join("rodovid-report"), "articles.csv").len(), 2);
    }
}

#[test]
fn standard_input_is_json_lines() {
    let folder = tempfile::tempdir().unwrap();
    rodovid()
        .current_dir(folder.path())
        .args(["analyze", "-", "--excel", "--no-html"])
        .write_stdin(articles().join("\n"))
        .assert()
        .code(0);
    let out = folder.path().join("rodovid-report");
    let articles = fs::read_to_string(out.join("articles.csv")).unwrap();
    assert!(articles.starts_with("\u{FEFF}article_id;outlet;"));
    assert!(!out.join("report.html").exists());
}

#[test]
fn inspect_tells_how_an_article_was_read() {
    let folder = archive(&articles());
    let out =
        rodovid().arg("inspect").arg(folder.path()).assert().code(0).get_output().stdout.clone();
    let lines: Vec<Value> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let article = &lines[1];
    for key in [
        "article_id",
        "text",
        "outlet",
        "outlet_from",
        "published_at",
        "published_from",
        "published_precision",
        "published_assumed",
        "language",
        "title",
        "url",
        "sentences",
        "quotes",
        "figures",
        "attributions",
        "boilerplate",
        "simhash",
    ] {
        assert!(article.get(key).is_some(), "{key} is missing");
    }
    assert_eq!(article["published_at"], "2025-04-02T09:00:00+03:00");
    assert_eq!(article["simhash"].as_str().unwrap().len(), 16);
    let text: Vec<char> = article["text"].as_str().unwrap().chars().collect();
    let figure = &article["figures"][0];
    let place = |key| figure[key].as_u64().unwrap() as usize;
    let cut: String = text[place("start")..place("end")].iter().collect();
    assert_eq!(figure["text"], cut);
}

#[test]
fn figures_are_read_by_line_and_by_file() {
    let out = |arguments: &[&str], input: &str| -> Vec<Value> {
        let run = rodovid().arg("figures").args(arguments).write_stdin(input).assert().code(0);
        String::from_utf8(run.get_output().stdout.clone())
            .unwrap()
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let lines = out(&["--lines"], "\u{FEFF}майже 12 тис. тонн\r\n\nover 30 houses\n");
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["line"], 1);
    assert_eq!(lines[0]["figures"][0]["value"], 12_000);
    assert_eq!(lines[0]["figures"][0]["start"], 0);
    assert_eq!(lines[1]["figures"], serde_json::json!([]));
    assert_eq!(lines[2]["figures"][0]["qualifier"], "over");
    let whole = out(&["-", "--lang", "uk"], "Загинуло двоє.\nПоранено 7 осіб.");
    assert_eq!((whole.len(), &whole[0]["source"]), (1, &Value::from("-")));
    rodovid().args(["figures", "/no/such/file"]).assert().code(2).stderr(contains("/no/such/file"));
    rodovid().args(["figures", "--lang", "xx"]).assert().code(2);
}

#[test]
fn compare_shows_two_articles_side_by_side() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let (wire, paper) = (file("wire.txt", WIRE), file("paper.txt", PAPER));
    let both = || {
        let mut command = rodovid();
        command.arg("compare").arg(&wire).arg(&paper);
        command
    };
    let text = both().env("COLUMNS", "80").assert().code(0).get_output().stdout.clone();
    let text = String::from_utf8(text).unwrap();
    assert!(text.contains(" │ ") && !text.contains('\x1b'), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let json = both().arg("--json").assert().code(0).get_output().stdout.clone();
    let json: Value = serde_json::from_slice(&json).unwrap();
    let pairs = json["matches"][0]["pairs"].as_array().unwrap();
    assert_eq!(pairs.len(), 3);
    // The article named first is `a`, whatever the ids say.
    assert!(pairs[0]["a"]["text"].as_str().unwrap().contains("40 млн"));
    assert!(pairs[0]["b"]["text"].as_str().unwrap().contains("40 гривень"));
    let weather = file("weather.txt", "Увечері очікується гроза, вдень сухо й тепло.");
    rodovid()
        .arg("compare")
        .arg(&wire)
        .arg(&weather)
        .assert()
        .code(0)
        .stdout(contains("Nothing aligns"));
    let two = archive(&articles());
    rodovid()
        .arg("compare")
        .arg(&wire)
        .arg(two.path().join("archive.jsonl"))
        .assert()
        .code(2)
        .stderr(contains("2 articles"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let lines: Vec<String> = (0..3_000)
        .map(|number| record(&format!("a{number}"), "Вісник", "2025-04-02", "", WIRE))
        .collect();
    let folder = archive(&lines);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("rodovid"))
        .arg("inspect")
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert!(ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = archive(&articles());
    let input = folder.path().join("archive.jsonl");
    let input = input.to_str().unwrap();
    for arguments in [
        &["completions", "bash"][..],
        &["man"],
        &["inspect", input],
        &["figures", input],
        &["bench", "--seconds", "0", input],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let ended = std::process::Command::new(assert_cmd::cargo::cargo_bin!("rodovid"))
            .args(arguments)
            .stdout(full)
            .output()
            .unwrap();
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}");
        let told = String::from_utf8_lossy(&ended.stderr);
        assert!(told.contains("standard output") && told.contains("make room"), "{told}");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_cleanly() {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("rodovid"))
        .current_dir(folder.path())
        .args(["analyze", "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Standard input stays open: the run waits for more.
    let mut input = child.stdin.take().unwrap();
    input.write_all(articles().join("\n").as_bytes()).unwrap();
    let report = folder.path().join("rodovid-report");
    for _ in 0..200 {
        if report.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let ended = child.wait_with_output().unwrap();
    drop(input);
    assert_eq!(ended.status.code(), Some(130));
    assert!(!report.exists(), "an empty report is left behind");
}

#[test]
fn help_is_worth_reading() {
    for command in ["analyze", "inspect", "figures", "compare", "bench", "completions", "man"] {
        rodovid().args([command, "--help"]).assert().code(0).stdout(contains("Examples:"));
    }
    rodovid().args(["completions", "bash"]).assert().code(0).stdout(contains("rodovid"));
    rodovid().arg("man").assert().code(0).stdout(contains(".TH"));
    let folder = tempfile::tempdir().unwrap();
    rodovid().args(["man", "--folder"]).arg(folder.path()).assert().code(0);
    assert!(folder.path().join("rodovid-analyze.1").exists());
}

#[test]
fn bench_measures_what_it_is_given() {
    let folder = archive(&articles());
    rodovid()
        .args(["bench", "--seconds", "0"])
        .arg(folder.path())
        .assert()
        .code(0)
        .stdout(contains("2 articles").and(contains("reference")).and(contains("articles/s")));
}
