//! Sentences of evidence in the languages of the report, from a table.

use crate::ui::Ui;
use std::fmt::Write;
use std::sync::LazyLock;

/// Sorted by key.
static PHRASES: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    let mut phrases: Vec<[&str; 3]> = include_str!("data/phrases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some([cells.next()?, cells.next()?, cells.next()?])
        })
        .collect();
    phrases.sort_unstable();
    phrases
});

/// What fills a hole of a phrase.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fact<'a> {
    /// Nothing.
    None,
    /// A name, or words of a text.
    Text(&'a str),
    /// A count.
    Number(u32),
    /// A probability or share, as a whole percentage.
    Percent(f64),
    /// A length of time in hours, in the two largest units that matter.
    Hours(f64),
}

/// Appends the phrase `key` with its facts filled in.
pub(super) fn say(ui: Ui, key: &str, facts: &[Fact<'_>], said: &mut String) {
    let found = PHRASES.binary_search_by_key(&key, |phrase| phrase[0]);
    let template = found.map_or("", |at| match ui {
        Ui::En => PHRASES[at][1],
        Ui::Uk => PHRASES[at][2],
    });
    let mut parts = template.split("{}");
    said.push_str(parts.next().unwrap_or(""));
    for (part, fact) in parts.zip(facts) {
        // Writing to a string does not fail.
        let _ = match *fact {
            Fact::None => Ok(()),
            Fact::Text(text) => said.write_str(text),
            Fact::Number(number) => write!(said, "{number}"),
            Fact::Percent(share) => write!(said, "{:.0}", 100.0 * share),
            Fact::Hours(hours) => {
                duration(ui, (hours * 3600.0).round() as i64, said);
                Ok(())
            }
        };
        said.push_str(part);
    }
}

fn duration(ui: Ui, seconds: i64, said: &mut String) {
    let minutes = seconds.unsigned_abs() / 60;
    let (hours, days) = (minutes / 60, minutes / 1440);
    let (key, larger, smaller) = match (days, hours) {
        (0, 0) => ("minutes", minutes, 0),
        (0..2, _) => ("hours", hours, minutes % 60),
        _ => ("days", days, hours % 24),
    };
    let number = |of: u64| Fact::Number(u32::try_from(of).unwrap_or(u32::MAX));
    say(ui, key, &[number(larger), number(smaller)], said);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_take_the_same_facts() {
        let holes = |template: &str| template.matches("{}").count();
        for [key, en, uk] in PHRASES.iter() {
            assert_eq!(holes(en), holes(uk), "{key}");
            assert!(!en.is_empty() && !uk.is_empty(), "{key}");
        }
    }

    fn said(ui: Ui, key: &str, facts: &[Fact<'_>]) -> String {
        let mut said = String::new();
        say(ui, key, facts, &mut said);
        said
    }

    #[test]
    fn durations_are_short() {
        let fact = |hours| [Fact::Hours(hours)];
        assert_eq!(said(Ui::En, "later", &fact(130.0 / 60.0)), "published 2 h 10 min later");
        assert_eq!(said(Ui::Uk, "later", &fact(-0.01)), "опубліковано на 0 хв пізніше");
        assert_eq!(said(Ui::En, "later", &fact(74.0)), "published 3 d 2 h later");
    }

    #[test]
    fn facts_stand_in_order() {
        let facts = [Fact::Number(2), Fact::Number(3)];
        assert_eq!(said(Ui::En, "cited-by", &facts), "2 of the 3 others cite it");
    }
}
