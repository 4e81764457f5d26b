//! How well figures are read: marked sentences of the kinds that wire news is made of.
//!
//! `tests/evaluation/figures-LANGUAGE.txt` holds a sentence a line, each figure in braces:
//! `{text|kind|value|qualifier}`, the value as in the literate cases. Odd lines are for writing
//! rules; even lines are looked at only in the sums (`EVALUATION=all` shows their faults too).
//! `fresh-LANGUAGE.txt` holds later batches, each marked before the program read it.

use rodovid::article::{Article, Language};
use rodovid::figures::{self, Figure};
use rodovid::text::Document;
use std::fmt::Write as _;

struct Marked {
    start: usize,
    end: usize,
    kind: String,
    value: String,
    qualifier: String,
}

fn unmark(line: &str) -> (String, Vec<Marked>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = line;
    while let Some((before, marked)) = rest.split_once('{') {
        text.push_str(before);
        let (inside, after) = marked.split_once('}').expect("a closing brace");
        let fields: Vec<&str> = inside.split('|').collect();
        let [figure, kind, value, qualifier] = fields[..] else { panic!("four fields: {inside}") };
        let start = text.len();
        text.push_str(figure);
        marks.push(Marked {
            start,
            end: text.len(),
            kind: kind.to_owned(),
            value: value.to_owned(),
            qualifier: qualifier.to_owned(),
        });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

fn value(figure: &Figure) -> String {
    if let Some(date) = figure.date {
        return figure.date_end.map_or(date.to_string(), |end| format!("{date}..{end}"));
    }
    if let Some((hour, minute)) = figure.time {
        return format!("{hour:02}:{minute:02}");
    }
    let value = match (figure.value, figure.low, figure.high) {
        (Some(value), ..) => value.to_string(),
        (None, Some(low), Some(high)) => format!("{low}..{high}"),
        _ => String::new(),
    };
    figure.currency_code().map_or(value.clone(), |code| format!("{value} {code}"))
}

#[derive(Default)]
struct Tally {
    marked: u32,
    found: u32,
    right: u32,
    value_right: u32,
    kind_right: u32,
    qualifier_right: u32,
    span_right: u32,
}

impl Tally {
    fn share(part: u32, whole: u32) -> f64 {
        f64::from(part) / f64::from(whole.max(1))
    }
    fn recall(&self) -> f64 {
        Self::share(self.value_right, self.marked)
    }
    fn precision(&self) -> f64 {
        Self::share(self.value_right, self.found)
    }
}

/// Which lines of a file are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    ForRules,
    HeldOut,
    All,
}

fn evaluate(code: &str, marked_text: &str, which: Lines, faults: &mut String) -> Tally {
    let show =
        which != Lines::HeldOut || std::env::var("EVALUATION").is_ok_and(|which| which == "all");
    let mut tally = Tally::default();
    let lines =
        marked_text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# "));
    for (index, line) in lines.enumerate() {
        if which != Lines::All && (index % 2 == 1) != (which == Lines::HeldOut) {
            continue;
        }
        let (text, marks) = unmark(line);
        let article = Article { text, language: Language::from_code(code), ..Article::default() };
        let document = Document::new(&article);
        let found = figures::read(&article.text, &document);
        tally.found += found.len() as u32;
        tally.marked += marks.len() as u32;
        let mut used = vec![false; found.len()];
        let mut fault = |what: String| {
            if show {
                let _ = writeln!(faults, "{code}:{}: {what}\n      {}", index + 1, article.text);
            }
        };
        for mark in &marks {
            let span = |figure: &Figure| (figure.span.start as usize, figure.span.end as usize);
            let best = (0..found.len())
                .filter(|&at| !used[at])
                .filter(|&at| span(&found[at]).0 < mark.end && mark.start < span(&found[at]).1)
                .max_by_key(|&at| {
                    span(&found[at]).1.min(mark.end) - span(&found[at]).0.max(mark.start)
                });
            let wanted = &article.text[mark.start..mark.end];
            let Some(at) = best else {
                fault(format!("missed «{wanted}»"));
                continue;
            };
            used[at] = true;
            tally.right += 1;
            let figure = &found[at];
            let written = figure.span.of(&article.text);
            if value(figure) == mark.value {
                tally.value_right += 1;
            } else {
                fault(format!("«{wanted}» is {}, not {}", value(figure), mark.value));
            }
            tally.kind_right += u32::from(figure.kind.as_str() == mark.kind);
            if figure.kind.as_str() != mark.kind {
                fault(format!("«{wanted}» is {}, not {}", figure.kind.as_str(), mark.kind));
            }
            tally.qualifier_right += u32::from(figure.qualifier.as_str() == mark.qualifier);
            if figure.qualifier.as_str() != mark.qualifier {
                fault(format!(
                    "«{wanted}» is {}, not {}",
                    figure.qualifier.as_str(),
                    mark.qualifier
                ));
            }
            tally.span_right += u32::from(span(figure) == (mark.start, mark.end));
            if span(figure) != (mark.start, mark.end) {
                fault(format!("«{wanted}» was read as «{written}»"));
            }
        }
        for at in (0..found.len()).filter(|&at| !used[at]) {
            fault(format!("unmarked «{}»", found[at].span.of(&article.text)));
        }
    }
    tally
}

/// Shares that the held-out half must reach; what it reached when last measured stands in
/// `tests/evaluation/README.md`.
const LEAST_RECALL: f64 = 0.90;
const LEAST_PRECISION: f64 = 0.90;

#[test]
fn marked_sentences_are_read() {
    let mut faults = String::new();
    let mut report = String::new();
    let mut poor = false;
    for (code, text, fresh) in [
        ("uk", include_str!("evaluation/figures-uk.txt"), include_str!("evaluation/fresh-uk.txt")),
        ("ru", include_str!("evaluation/figures-ru.txt"), include_str!("evaluation/fresh-ru.txt")),
        ("en", include_str!("evaluation/figures-en.txt"), include_str!("evaluation/fresh-en.txt")),
    ] {
        for (text, which, name) in [
            (text, Lines::ForRules, "for rules"),
            (text, Lines::HeldOut, "held out"),
            (fresh, Lines::All, "fresh, then mended"),
        ] {
            let tally = evaluate(code, text, which, &mut faults);
            let _ = writeln!(
                report,
                "{code} {name}: {} figures, recall {:.3}, precision {:.3}, kind {:.3}, qualifier {:.3}, span {:.3}",
                tally.marked,
                tally.recall(),
                tally.precision(),
                Tally::share(tally.kind_right, tally.right),
                Tally::share(tally.qualifier_right, tally.right),
                Tally::share(tally.span_right, tally.right),
            );
            poor |= tally.recall() < LEAST_RECALL || tally.precision() < LEAST_PRECISION;
        }
    }
    println!("{faults}{report}");
    assert!(!poor, "figures are read worse than they were:\n{report}");
}
