//! What the README and `--help` show is what the program does.

use assert_cmd::Command;
use std::path::Path;
use tempfile::TempDir;

const README: &str = include_str!("../README.md");

/// The fenced block after `mark`.
fn block(mark: &str) -> &'static str {
    let after = &README[README.find(mark).expect("the README has the mark")..];
    let start = after.find("```text\n").expect("a block follows") + "```text\n".len();
    let end = after[start..].find("\n```").expect("the block ends") + start;
    &after[start..end]
}

#[test]
fn the_first_command_prints_what_the_readme_shows() {
    assert!(README.contains("cargo run --release -- analyze samples/articles\n"));
    assert!(README.contains("\ncargo test\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let output = Command::cargo_bin("rodovid")
        .expect("the program is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["analyze", "samples/articles", "-o"])
        .arg(folder.path().join("report"))
        .output()
        .expect("the program runs");
    assert!(output.status.success());
    let printed = String::from_utf8(output.stderr).expect("UTF-8");
    let summary = printed.split("\nReport: ").next().unwrap_or_default();
    assert!(summary.contains(block("<!-- sample-output").trim()), "the program prints:\n{printed}");
    for table in ["articles", "origins", "passages", "matches", "alignments", "lineage", "figures"]
    {
        assert!(folder.path().join("report").join(format!("{table}.csv")).is_file(), "{table}");
    }
    assert!(folder.path().join("report/report.html").is_file());
}

/// A folder with all the files that the README and `--help` name.
#[cfg(unix)]
fn desk() -> TempDir {
    use std::fs;
    use std::io::Write as _;
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    let text = "Водоканал відкрив 12 колодязів, повідомила речниця Ганна Береза. Ще 3 тис. людей \
                чекають на воду.";
    for name in ["article.txt", "one.txt", "other.txt", "wire.txt", "paper.txt", "notice.txt"] {
        write(name, text);
    }
    for folder in ["articles", "pasted", "archive"] {
        write(&format!("{folder}/one.txt"), &format!("Ранок\n05.11.2024 09:00\n\n{text}"));
        write(&format!("{folder}/two.txt"), &format!("Вечір\n05.11.2024 19:00\n\n{text}"));
    }
    write("sentences.txt", "понад 40 осіб\nover 5 houses\n");
    for name in ["monday.jsonl", "tuesday.jsonl", "archive.jsonl", "export.jsonl"] {
        let record = serde_json::json!({"text": text, "body_plain": text, "site": name});
        write(name, &record.to_string());
    }
    for folder_of in
        [".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"]
    {
        fs::create_dir_all(folder.path().join(folder_of)).expect("a folder");
    }
    let pack = |name: &str, text: &str| {
        let file = fs::File::create(folder.path().join(name)).expect("a file");
        let mut packed = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
        packed.write_all(text.as_bytes()).and_then(|()| packed.try_finish()).expect("written");
    };
    pack("tuesday.csv.gz", &format!("text,outlet\n\"{text}\",День\n"));
    pack("archive.jsonl.gz", &serde_json::json!({"text": text, "outlet": "Архів"}).to_string());
    folder
}

/// Runs a line of a shell, with the program in the path and `folder` for a home.
#[cfg(unix)]
fn run(line: &str, folder: &Path) {
    let program = Path::new(assert_cmd::cargo::cargo_bin!("rodovid"));
    let beside = program.parent().expect("a folder").display();
    let path = format!("{beside}:{}", std::env::var("PATH").unwrap_or_default());
    let output = std::process::Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env("PATH", path)
        .env("HOME", folder)
        .output()
        .expect("a shell");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{line}\n{told}");
}

#[cfg(unix)]
#[test]
fn every_command_of_the_readme_runs() {
    let desk = desk();
    let shown = README.split("\n```sh\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let lines: Vec<&str> =
        shown.flat_map(str::lines).filter(|line| !line.contains("cargo")).collect();
    assert!(lines.len() >= 7, "{lines:?}");
    for line in lines {
        assert!(line.contains("rodovid "), "what is {line}?");
        run(line, desk.path());
    }
}

#[cfg(unix)]
#[test]
fn every_example_of_help_runs() {
    let desk = desk();
    let commands = ["analyze", "inspect", "figures", "compare", "bench", "completions", "man"];
    for command in commands.map(Some).into_iter().chain([None]) {
        let mut program = Command::cargo_bin("rodovid").expect("built");
        let output = program.args(command).arg("--help").output().expect("it runs");
        let help = String::from_utf8(output.stdout).expect("UTF-8");
        let examples = help.split("Examples:\n").nth(1).expect("examples");
        let mut shown = 0;
        for line in examples.lines().take_while(|line| line.starts_with("  ")) {
            // What stands two spaces apart is said about it; what follows a pipe is another's.
            let line = line.trim().split("  ").next().unwrap_or_default();
            let end = line.find("rodovid").and_then(|at| Some(at + line[at..].find(" | ")?));
            let line = &line[..end.unwrap_or(line.len())];
            shown += 1;
            // On its own articles it takes a minute unoptimised; tests/cli.rs has it with others.
            if !line.ends_with("rodovid bench") {
                run(line, desk.path());
            }
        }
        assert!(shown >= 2, "{command:?}");
    }
}
