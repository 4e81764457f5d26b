//! Sentences of evidence in the languages of the report, from a table.

use crate::ui::Ui;
use std::sync::LazyLock;

static PHRASES: LazyLock<Vec<[&'static str; 3]>> = LazyLock::new(|| {
    include_str!("data/phrases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some([cells.next()?, cells.next()?, cells.next()?])
        })
        .collect()
});

/// The phrase `key` with its facts filled in.
pub(super) fn say(ui: Ui, key: &str, facts: &[&str]) -> String {
    let template = PHRASES.iter().find(|phrase| phrase[0] == key).map_or("", |phrase| match ui {
        Ui::En => phrase[1],
        Ui::Uk => phrase[2],
    });
    let mut parts = template.split("{}");
    let mut said = parts.next().unwrap_or("").to_owned();
    for (part, fact) in parts.zip(facts) {
        said.push_str(fact);
        said.push_str(part);
    }
    said
}

/// A length of time in seconds, in the two largest units that matter.
pub(super) fn duration(ui: Ui, seconds: i64) -> String {
    let minutes = seconds.unsigned_abs() / 60;
    let (hours, days) = (minutes / 60, minutes / 1440);
    match (days, hours) {
        (0, 0) => say(ui, "minutes", &[&minutes.to_string()]),
        (0..2, _) => say(ui, "hours", &[&hours.to_string(), &(minutes % 60).to_string()]),
        _ => say(ui, "days", &[&days.to_string(), &(hours % 24).to_string()]),
    }
}

/// A probability as a whole percentage.
pub(super) fn percent(probability: f64) -> String {
    format!("{:.0}", 100.0 * probability)
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

    #[test]
    fn durations_are_short() {
        assert_eq!(duration(Ui::En, 130 * 60), "2 h 10 min");
        assert_eq!(duration(Ui::Uk, -59), "0 хв");
        assert_eq!(duration(Ui::Uk, 3 * 86_400 + 7200), "3 дн. 2 год");
    }

    #[test]
    fn facts_stand_in_order() {
        assert_eq!(say(Ui::En, "cited-by", &["2", "3"]), "2 of the 3 others cite it");
    }
}
