//! The truth of an archive holds of its texts.

use rodovid_generator::{Archive, Config, Drift, Kinship, Role};
use std::collections::{BTreeMap, BTreeSet};

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// Words that stand in both, in order.
fn in_order(a: &[&str], b: &[&str]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for x in a {
        let mut diagonal = 0;
        for (at, y) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if x == y { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

#[test]
fn the_same_seed_gives_the_same_archive_in_any_order() {
    let config = Config::accuracy(300, 5);
    let first: Vec<_> = Archive::new(config).articles().collect();
    let again = Archive::new(config);
    for (position, article) in first.iter().enumerate().rev() {
        assert_eq!(*article, again.article(position as u64));
    }
    let other = Archive::new(Config::accuracy(300, 6));
    assert!(first.iter().zip(other.articles()).all(|(a, b)| a.0.text != b.0.text));
}

#[test]
fn spans_hold_what_the_truth_says() {
    let archive = Archive::new(Config::accuracy(800, 2));
    let (mut verbatim, mut near, mut reworded, mut translated, mut figures) = (0, 0, 0, 0, 0);
    for (article, truth) in archive.articles() {
        for carried in &truth.carried {
            let sentence = carried.span.of(&article.text);
            assert_eq!(sentence, sentence.trim());
            assert!(sentence.ends_with('.'), "{sentence}");
            for (span, figure) in &carried.figures {
                let written = span.of(&article.text);
                assert!(written.contains(|c: char| c.is_ascii_digit()), "{written} {figure:?}");
                assert!(span.start >= carried.span.start && span.end <= carried.span.end);
                figures += 1;
            }
        }
        for reused in &truth.reused {
            let (parent, parent_truth) = archive.article(reused.parent);
            assert!(truth.parents.contains(&reused.parent));
            assert!(
                parent_truth
                    .carried
                    .iter()
                    .any(|other| other.root == reused.root && other.span == reused.parent_span)
            );
            let own = words(reused.span.of(&article.text));
            let theirs = words(reused.parent_span.of(&parent.text));
            let kept = in_order(&own, &theirs) as f64 / own.len().max(theirs.len()) as f64;
            match reused.kind {
                Kinship::Verbatim => {
                    assert!(own == theirs);
                    verbatim += 1;
                }
                // A drift may exchange words of a figure beside the edit's.
                Kinship::Near => {
                    assert!(kept > 0.7 || !reused.changes.is_empty(), "{kept}");
                    near += 1;
                }
                Kinship::Reworded => reworded += 1,
                Kinship::Translated => {
                    assert_ne!(article.language, parent.language);
                    translated += 1;
                }
            }
            for change in &reused.changes {
                assert_eq!(change.figure.1.drift_from(change.parent_figure.1), Some(change.drift));
                // A class that shows in the writing shows in it.
                if change.drift == Drift::Value {
                    assert_ne!(
                        change.figure.0.of(&article.text),
                        change.parent_figure.0.of(&parent.text)
                    );
                }
            }
        }
    }
    for count in [verbatim, near, reworded, translated, figures] {
        assert!(count > 50, "{verbatim} {near} {reworded} {translated} {figures}");
    }
}

#[test]
fn members_have_outlets_times_and_parents_that_fit() {
    let archive = Archive::new(Config::trees(800, 3));
    let mut families: BTreeMap<u32, Vec<_>> = BTreeMap::new();
    for (article, truth) in archive.articles() {
        if let Some(family) = truth.family {
            families.entry(family).or_default().push((article, truth));
        }
    }
    assert!(families.len() > 60);
    let mut scenarios = BTreeSet::new();
    for members in families.values() {
        let outlets: BTreeSet<_> = members.iter().map(|(article, _)| article.outlet).collect();
        assert!(outlets.len() > 1);
        for (_, truth) in members {
            scenarios.insert(truth.scenario);
            assert_eq!(truth.members as usize, members.len());
            assert_eq!(truth.role == Role::Copy, !truth.parents.is_empty());
            for &parent in &truth.parents {
                let (_, parent) = archive.article(parent);
                assert_eq!(parent.family, truth.family);
                assert!(parent.published < truth.published);
            }
        }
    }
    assert!(scenarios.len() > 20, "{scenarios:?}");
}

#[test]
fn articles_have_the_size_the_figures_and_the_vocabulary_of_news() {
    let archive = Archive::new(Config::copies(3_000, 4));
    let (mut bytes, mut copies, mut types) = (0, 0, BTreeSet::new());
    let mut largest = 0;
    for (article, truth) in archive.articles() {
        bytes += article.text.len();
        copies += u64::from(truth.role == Role::Copy);
        largest = largest.max(truth.members);
        types.extend(words(&article.text).into_iter().map(str::to_owned));
    }
    let average = bytes / 3_000;
    assert!((2_700..3_300).contains(&average), "{average}");
    assert!((360..540).contains(&copies), "{copies}");
    assert!((51..80).contains(&largest), "{largest}");
    assert!(types.len() > 50_000, "{}", types.len());
}

#[test]
fn translators_of_one_text_choose_their_own_words() {
    let archive = Archive::new(Config::trees(3_000, 9));
    let mut sentences: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (article, truth) in archive.articles() {
        if truth.scenario == "translated-star" && truth.role == Role::Copy {
            for carried in &truth.carried {
                let place = (truth.family, carried.root);
                let sentence = carried.span.of(&article.text).to_owned();
                sentences.entry(place).or_default().push(sentence);
            }
        }
    }
    let pairs = || sentences.values().flat_map(|of_one| of_one.windows(2));
    let same = pairs().filter(|pair| pair[0] == pair[1]).count();
    assert!(pairs().count() > 50, "{}", pairs().count());
    assert!(5 * same < pairs().count(), "{same} of {}", pairs().count());
}
