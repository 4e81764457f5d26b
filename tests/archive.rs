//! Runs of the real binary that stop: killed, out of disk, in little memory, with damaged files. What
//! comes out in the end is the same, byte for byte.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up has failed")]

use assert_cmd::cargo::CommandCargoExt as _;
use rodovid::analysis::{self, Options};
use rodovid::archive::intake::Source;
use rodovid::archive::options::Checkpoint;
use rodovid::archive::store::Store;
use rodovid::error::ErrorKind;
use rodovid::progress::{Progress, Watch};
use rodovid::report::{self, Report, Settings};
use rodovid_generator::{Archive, Config, outlet, write_jsonl};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _, sink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicI64};
use std::time::Duration;
use tempfile::TempDir;

/// A generated archive in a folder of its own.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new(articles: u64) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let archive = Archive::new(Config::accuracy(articles, 7));
        let mut texts = BufWriter::new(File::create(folder.path().join("in.jsonl")).unwrap());
        let parent_text = |position| archive.article(position).0.text;
        for (article, truth) in archive.articles() {
            write_jsonl(&article, &truth, parent_text, &mut texts, &mut sink()).unwrap();
        }
        texts.flush().unwrap();
        fs::write(folder.path().join("outlets.tsv"), outlet::table()).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `analyze` of the archive into the folder `out`, with these words besides.
    fn analyze(&self, out: &str, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("rodovid").unwrap();
        command
            .current_dir(self.folder.path())
            .args(["analyze", "in.jsonl", "--outlets", "outlets.tsv", "--texts", "--graph", "-o"])
            .arg(out)
            .args(words)
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        command
    }

    /// Runs `analyze` to its end; what it wrote, and what it said.
    fn run(&self, out: &str, words: &[&str]) -> (BTreeMap<String, Vec<u8>>, String) {
        let output = self.analyze(out, words).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{said}");
        (files(&self.path(out)), said)
    }
}

/// Stops a run once it has made so many steps in a stage.
struct Stop {
    stage: &'static str,
    left: AtomicI64,
    now: AtomicBool,
    inside: AtomicBool,
    /// Most steps that were made at once: those that a run before had made.
    leap: AtomicI64,
}

impl Progress for Stop {
    fn stage(&self, name: &'static str, _: Option<u64>) {
        self.inside.store(name == self.stage, Relaxed);
    }
    fn step(&self, steps: u64) {
        let steps = steps.cast_signed();
        self.leap.fetch_max(steps, Relaxed);
        if self.inside.load(Relaxed) && self.left.fetch_sub(steps, Relaxed) <= steps {
            self.now.store(true, Relaxed);
        }
    }
    fn expect(&self, _: u64) {}
    fn advance(&self, _: u64, _: u64) {}
}

#[test]
fn a_run_that_stops_inside_a_stage_goes_on_there() {
    let desk = Desk::new(400);
    let mut options = Options::default();
    options.ingest.inputs = vec![desk.path("in.jsonl")];
    options.outlets.extend_from(&desk.path("outlets.tsv")).unwrap();
    options.checkpoint = Checkpoint(60);
    let settings = |out: &str| Settings {
        folder: desk.path(out),
        texts: true,
        graph: true,
        ..Settings::default()
    };
    let run = |out: &str, work: Option<&str>, steps: i64| {
        let mut report = Report::open(settings(out), &options).unwrap();
        let (mut store, note) = match work {
            Some(work) => Store::kept(&desk.path(work), options.purpose("").unwrap()).unwrap(),
            None => (Store::temporary(None).unwrap(), None),
        };
        report.shelve(&store);
        let stop = Stop {
            stage: "understanding",
            left: AtomicI64::new(steps),
            now: AtomicBool::new(false),
            inside: AtomicBool::new(false),
            leap: AtomicI64::new(0),
        };
        let watch = Watch { progress: Some(&stop), interrupted: Some(&stop.now) };
        let outcome = analysis::run_into(Source::Inputs, &options, &mut store, &mut report, &watch);
        let leap = stop.leap.into_inner();
        match outcome {
            Ok(outcome) => {
                report.write(outcome, &report::Command { line: Vec::new() }).unwrap();
                report.publish().unwrap();
                (note, leap, None)
            }
            Err(error) => (note, leap, Some(error.kind())),
        }
    };
    assert_eq!(run("wanted", None, i64::MAX).2, None);
    let wanted = files(&desk.path("wanted"));
    for steps in [100, 200, 300] {
        let work = format!("work-{steps}");
        assert_eq!(run("out", Some(&work), steps).2, Some(ErrorKind::Interrupted));
        let (note, leap, error) = run("out", Some(&work), i64::MAX);
        assert_eq!(error, None);
        assert!(note.unwrap().contains("understanding"));
        assert!(leap >= steps - 80 && leap < 400, "{leap} are not read again");
        assert_same(&files(&desk.path("out")), &wanted, &format!("after {steps} articles"));
    }
}

/// All files of a report but the record of its run.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file() && entry.file_name() != "run.json")
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect()
}

fn assert_same(found: &BTreeMap<String, Vec<u8>>, wanted: &BTreeMap<String, Vec<u8>>, how: &str) {
    assert!(wanted.len() >= 12, "{:?}", wanted.keys());
    assert_eq!(found.keys().collect::<Vec<_>>(), wanted.keys().collect::<Vec<_>>(), "{how}");
    for (name, bytes) in wanted {
        assert!(found[name] == *bytes, "{name} differs {how}");
    }
}

#[test]
fn memory_threads_and_work_folder_change_no_byte() {
    let desk = Desk::new(300);
    let (wanted, _) = desk.run("plain", &[]);
    assert!(wanted["origins.csv"].len() > 10_000, "the archive repeats itself");
    for words in [
        &["--memory", "128M", "--threads", "1"][..],
        &["--memory", "128M", "--threads", "3"],
        &["--work", "work"],
        &["--work", "work", "--threads", "1"],
    ] {
        let (found, _) = desk.run("other", words);
        assert_same(&found, &wanted, &format!("with {words:?}"));
    }
    let (found, said) = desk.run("other", &["--work", "work"]);
    assert!(said.contains("goes on after the stage"), "{said}");
    assert_same(&found, &wanted, "when all stages were done");
}

#[test]
fn a_run_that_is_killed_goes_on() {
    let desk = Desk::new(120);
    let (wanted, _) = desk.run("plain", &[]);
    let began = std::time::Instant::now();
    let (_, _) = desk.run("timed", &[]);
    let whole = began.elapsed();
    // From the first moment to the last, each run taking up what the one before left.
    for point in 0..24_u32 {
        let mut child =
            desk.analyze("killed", &["--work", "work", "--threads", "2"]).spawn().unwrap();
        std::thread::sleep(whole * point / 24 + Duration::from_millis(1));
        child.kill().unwrap();
        child.wait().unwrap();
        if point % 8 == 7 {
            // And now and then from the beginning.
            fs::remove_dir_all(desk.path("work")).unwrap();
        }
    }
    let (found, _) = desk.run("killed", &["--work", "work"]);
    assert_same(&found, &wanted, "after kills");
}

#[test]
fn damaged_files_are_made_again() {
    let desk = Desk::new(120);
    let (wanted, _) = desk.run("out", &["--work", "work"]);
    // Without the number of their copy, which a file that is made again does not keep.
    let now = || -> BTreeMap<String, PathBuf> {
        let paths = fs::read_dir(desk.path("work")).unwrap().map(|entry| entry.unwrap().path());
        let named = paths.map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            let plain = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
            (plain.to_owned(), path)
        });
        named.filter(|(name, _)| name != "lock" && name != "manifest.json").collect()
    };
    let names: Vec<String> = now().into_keys().collect();
    assert!(names.len() >= 7, "{names:?}");
    for name in names {
        let path = now().remove(&name).unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x20;
        fs::write(&path, &bytes).unwrap();
        let (found, _) = desk.run("out", &["--work", "work"]);
        assert_same(&found, &wanted, &format!("after {name} was damaged"));
    }
}

#[test]
fn changed_inputs_and_options_are_noticed() {
    let desk = Desk::new(60);
    desk.run("out", &["--work", "work"]);
    let (_, said) = desk.run("out", &["--work", "work", "--same-outlet"]);
    assert!(said.contains("the options have changed"), "{said}");
    let mut lines = fs::read(desk.path("in.jsonl")).unwrap();
    lines.extend(b"{\"id\": \"one more\", \"text\": \"A short note.\"}\n");
    fs::write(desk.path("in.jsonl"), lines).unwrap();
    let (found, said) = desk.run("out", &["--work", "work", "--same-outlet"]);
    assert!(said.contains("the inputs have changed"), "{said}");
    assert!(String::from_utf8_lossy(&found["articles.csv"]).contains("one more"));
    let refused = desk.analyze("out", &["--work", "."]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is no work folder"));
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let desk = Desk::new(60);
    let (wanted, _) = desk.run("out", &["--work", "work"]);
    let program = Command::cargo_bin("rodovid").unwrap().get_program().to_owned();
    // A file that would grow beyond 200 blocks of 512 bytes fails as on a full disk.
    for words in ["", "--work work2"] {
        let script = format!(
            "trap '' XFSZ; ulimit -f 200; exec \"$0\" analyze in.jsonl --outlets outlets.tsv \
             --texts -o out {words}"
        );
        let output = Command::new("sh")
            .current_dir(desk.folder.path())
            .args(["-c", &script])
            .arg(&program)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot be written"), "{said}");
        assert_same(&files(&desk.path("out")), &wanted, "after a disk was full");
    }
    let (found, _) = desk.run("out", &["--work", "work2"]);
    assert_same(&found, &wanted, "once there was room");
}
