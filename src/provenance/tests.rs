//! Verdicts on small groups whose story is plain.

use super::*;
use crate::article::{Article, FieldFrom, Moment, OutletField, Published, Span};
use crate::attribution::{Attribution, CitedKind, Covers};
use crate::reuse::{Group, GroupId, Match, MatchKind, Passage};
use crate::text::Document;
use proptest::prelude::*;

/// 10:00 in Kyiv on 5 March 2024.
const TEN: i64 = 1_709_625_600;
const HOUR: i64 = 3600;

fn at(seconds: i64) -> Published {
    let moment = Moment::Instant { seconds, offset: 7200, to_the_second: false };
    Published { moment, from: FieldFrom::Metadata, ..Published::default() }
}

fn witness(outlet: &str, published: Published, text: &str, cited: &[(&str, CitedKind)]) -> Witness {
    let article = Article {
        id: outlet.to_owned(),
        text: text.to_owned(),
        outlet: OutletField {
            as_read: outlet.to_owned(),
            name: outlet.to_owned(),
            from: FieldFrom::Metadata,
        },
        published,
        ..Article::default()
    };
    let document = Document::new(&article);
    let attributions = cited
        .iter()
        .map(|&(name, kind)| Attribution {
            span: Span::new(0, 1),
            cited: Span::new(0, 1),
            name: name.to_owned(),
            outlet: None,
            kind,
            covers: Covers::Article,
            cited_by: None,
            own: false,
            nameless: false,
        })
        .collect();
    Witness { article, document, attributions, ..Witness::default() }
}

/// All members whole, all pairs matched.
fn group(witnesses: &[Witness]) -> Group {
    let passages: Vec<Passage> = witnesses
        .iter()
        .enumerate()
        .map(|(article, witness)| Passage {
            article: article as u32,
            pieces: vec![Span::new(0, witness.text().len() as u32)],
            sentences: (0..witness.document.sentences.len() as u32).collect(),
        })
        .collect();
    let mut matches = vec![];
    for b in 0..witnesses.len() {
        for a in 0..b {
            let longest_run = wording::longest_run(&passages[a], &passages[b], witnesses) as u32;
            let words = |of: usize| witnesses[of].document.words.len() as u32;
            matches.push(Match {
                a: a as u32,
                b: b as u32,
                pairs: vec![],
                kind: if longest_run > 8 { MatchKind::Near } else { MatchKind::Reworded },
                similarity: alike(&witnesses[a], &witnesses[b]),
                hamming: None,
                longest_run,
                words: (words(a), words(b)),
                aligned_words: longest_run,
            });
        }
    }
    Group { id: GroupId(1), passages, matches }
}

/// Share of the words of the shorter that the other has, as reuse would find them alike; half of
/// the rest, because stems and names are shared where words are not.
fn alike(a: &Witness, b: &Witness) -> f32 {
    let hashes = |of: &Witness| of.document.words.iter().map(|w| w.hash).collect::<Vec<_>>();
    let (a, b) = (hashes(a), hashes(b));
    let shared = a.iter().filter(|hash| b.contains(hash)).count() as f32;
    (0.5 + shared / a.len().min(b.len()) as f32 / 2.0).min(1.0)
}

fn judged(witnesses: &[Witness]) -> Verdict {
    judge(&group(witnesses), witnesses, &[], &Outlets::default(), Ui::En)
}

const STORY: &str = "Міська рада затвердила кошторис ремонту старого мосту через річку. Роботи \
    почнуться навесні та триватимуть щонайменше вісім місяців, повідомила очільниця управління \
    доріг Олена Коваль. На цей час рух транспорту пустять в об'їзд через північну околицю.";

fn assert_consistent(verdict: &Verdict) {
    let entering: Vec<usize> = (0..verdict.lineage.len())
        .filter(|&member| verdict.lineage[member].parent.is_none())
        .collect();
    let sum = verdict.confidence.iter().sum::<f64>() + verdict.outside_probability;
    assert!((sum - 1.0).abs() < 1e-9, "{sum}");
    assert!(verdict.lineage.iter().all(|edge| (0.0..=1.0 + 1e-9).contains(&edge.probability)));
    match verdict.answer {
        Answer::Member(origin) => {
            assert_eq!(entering, [origin]);
            assert_eq!(verdict.origin, Some(origin));
        }
        Answer::Outside => assert!(entering.len() > 1),
        Answer::Unknown => {}
    }
    for (member, role) in verdict.roles.iter().enumerate() {
        let relation = verdict.lineage[member].relation;
        match role {
            Role::Origin => assert_eq!(verdict.origin, Some(member)),
            Role::Copy => assert_eq!(relation, Relation::Copied),
            Role::Rendering => assert_eq!(relation, Relation::Rendered),
            Role::Unsure => assert_eq!(relation, Relation::Unsure),
        }
    }
}

#[test]
fn an_earlier_text_that_is_cited_is_the_origin() {
    let copy = STORY.replace("щонайменше", "не менше як");
    let witnesses = [
        witness("Ранок", at(TEN + 3 * HOUR), &copy, &[("Вечір", CitedKind::Outlet)]),
        witness("Вечір", at(TEN), STORY, &[("Олена Коваль", CitedKind::Person)]),
    ];
    let verdict = judged(&witnesses);
    assert_consistent(&verdict);
    assert_eq!(verdict.origin, Some(1));
    assert_eq!(verdict.roles, [Role::Copy, Role::Origin]);
    assert!(verdict.lineage[0].cites_parent);
    assert_eq!(verdict.lineage[0].lag_seconds, Some(3 * HOUR));
    assert_eq!(verdict.outside_source, ["Олена Коваль"]);
    assert!(verdict.evidence.contains("Вечір") && verdict.evidence.contains("3 h 0 min"));
}

#[test]
fn own_wordings_of_one_statement_come_from_outside() {
    // One statement in two translations; one text undated.
    let first = "\"Союз і далі допомагатиме відбудовувати школи, бо діти не можуть чекати\", - \
        заявив комісар Ян Новак, передає Ранок.";
    let second = "Європейський комісар Новак пообіцяв: \"Ми не припинимо підтримки шкільної \
        відбудови, адже учням ніколи чекати\".";
    let speaker = ("Ян Новак", CitedKind::Person);
    let witnesses = [
        witness("Вечір", Published::default(), first, &[("Хвиля", CitedKind::Outlet), speaker]),
        witness("День", at(TEN), second, &[speaker]),
    ];
    let verdict = judged(&witnesses);
    assert_consistent(&verdict);
    assert_eq!(verdict.answer, Answer::Outside, "{:?}", verdict.confidence);
    assert_eq!(verdict.roles, [Role::Rendering, Role::Rendering]);
    assert_eq!(verdict.outside_source, ["Хвиля", "Ян Новак"]);
}

#[test]
fn equal_undated_texts_have_no_order() {
    let witnesses = [
        witness("Вечір", Published::default(), STORY, &[]),
        witness("День", Published::default(), STORY, &[]),
    ];
    let verdict = judged(&witnesses);
    assert_consistent(&verdict);
    assert_eq!(verdict.answer, Answer::Unknown);
    assert_eq!(verdict.roles, [Role::Unsure, Role::Unsure]);
    assert!((verdict.confidence[0] - verdict.confidence[1]).abs() < 1e-12);
}

#[test]
fn a_change_passed_on_shows_the_parent() {
    // The second changes a clause; the third has the change and another.
    let second = STORY.replace("триватимуть щонайменше вісім місяців", "займуть більш як пів року");
    let third = second.replace("На цей час рух", "Доти автобуси й решту");
    let witnesses = [
        witness("Вечір", at(TEN), STORY, &[]),
        witness("День", at(TEN + HOUR), &second, &[]),
        witness("Ніч", at(TEN + 2 * HOUR), &third, &[]),
    ];
    let verdict = judged(&witnesses);
    assert_consistent(&verdict);
    let parents: Vec<_> = verdict.lineage.iter().map(|edge| edge.parent).collect();
    assert_eq!(parents, [None, Some(0), Some(1)]);
}

#[test]
fn a_large_family_is_thinned() {
    let members = thin::MOST_WHOLE + 40;
    let witnesses: Vec<Witness> = (0..members)
        .map(|copy| {
            let text = STORY.replace("вісім", &format!("число{}", copy % 5));
            witness(
                &format!("Видання{copy:03}"),
                at(TEN + copy.cast_signed() as i64 * HOUR),
                &text,
                &[],
            )
        })
        .collect();
    let verdict = judged(&witnesses);
    assert_consistent(&verdict);
    assert_eq!(verdict.origin, Some(0), "{} {:.2}", verdict.evidence, verdict.outside_probability);
    assert!(verdict.lineage.iter().skip(1).all(|edge| edge.parent.is_some()));
}

#[test]
fn sentences_are_in_the_language_of_the_report() {
    let witnesses =
        [witness("Вечір", at(TEN), STORY, &[]), witness("День", at(TEN + HOUR), STORY, &[])];
    let verdict = judge(&group(&witnesses), &witnesses, &[], &Outlets::default(), Ui::Uk);
    assert!(verdict.evidence.starts_with("Найімовірніше, Вечір"), "{}", verdict.evidence);
}

/// Cites the outlet «Крайпрес» in the clause given, which stands in the text.
fn citing(outlet: &str, text: &str, clause: &str) -> Witness {
    let mut witness = witness(outlet, at(TEN), text, &[("Крайпрес", CitedKind::Outlet)]);
    let find = |part: &str| {
        let start = text.find(part).unwrap() as u32;
        Span::new(start, start + part.len() as u32)
    };
    let attribution = &mut witness.attributions[0];
    (attribution.span, attribution.cited) = (find(clause), find("Крайпрес"));
    witness
}

#[test]
fn a_citation_is_taken_over_or_made_anew() {
    let cited = "Міст закриють навесні, пише Крайпрес. Ремонт триватиме вісім місяців.";
    let taken = "Як стало відомо, міст закриють навесні, пише Крайпрес, а ремонт буде довгим.";
    let anew = "З посиланням на видання Крайпрес мешканців попередили: міст закриють навесні.";
    let witnesses = [
        citing("Вечір", cited, "пише Крайпрес"),
        citing("День", taken, "пише Крайпрес"),
        citing("Ніч", anew, "З посиланням на видання Крайпрес"),
    ];
    let group = group(&witnesses);
    let evidence = Evidence::new(&group, &witnesses, &[], &Outlets::default());
    let alike = |a, b| evidence.citations.cite_the_same(a, b);
    assert_eq!(alike(0, 1), Some(citation::Alike::Copied));
    assert_eq!(alike(0, 2), Some(citation::Alike::Apart));
    let apart = evidence.whole[feature::Feature::GroupCitesApart as usize];
    assert!((apart - 1.0 / 3.0).abs() < 1e-12, "{apart}");
}

/// The story with every eleventh word, from the `first` on, made another.
fn altered(first: usize) -> String {
    let words = STORY
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| if at % 11 == first { format!("інакше{at}") } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn copies_whose_source_is_not_here_contradict_each_other() {
    let copies: Vec<String> = [1, 4, 7, 9].map(altered).into();
    let outside = |texts: &[&str]| {
        let witnesses: Vec<Witness> = texts
            .iter()
            .zip(["Ранок", "Вечір", "День", "Ніч", "Тиждень"])
            .map(|(text, outlet)| witness(outlet, Published::default(), text, &[]))
            .collect();
        let verdict = judged(&witnesses);
        assert_consistent(&verdict);
        verdict.outside_probability
    };
    let mut texts: Vec<&str> = copies.iter().map(String::as_str).collect();
    let without_source = outside(&texts);
    texts.push(STORY);
    let with_source = outside(&texts);
    assert!(without_source > 3.0 * with_source, "{without_source:.2} {with_source:.2}");
}

#[test]
fn what_names_a_source_is_no_shared_wording() {
    let credit = " Про це пише Крайпрес.";
    let plain = [
        witness("Вечір", at(TEN), STORY, &[]),
        witness("День", at(TEN + HOUR), "Зовсім інші слова про щось інше.", &[]),
    ];
    let texts = plain.each_ref().map(|witness| witness.text().to_owned() + credit);
    let credited = [
        citing("Вечір", &texts[0], "Про це пише Крайпрес"),
        citing("День", &texts[1], "Про це пише Крайпрес"),
    ];
    for witnesses in [plain, credited] {
        let group = group(&witnesses);
        let evidence = Evidence::new(&group, &witnesses, &[], &Outlets::default());
        assert_eq!(evidence.wording.common(0, 1), 0);
    }
}

#[test]
fn an_office_without_a_name_is_no_outside_source() {
    let office = ("міністр", CitedKind::Person);
    let witnesses = [
        witness("Вечір", at(TEN), STORY, &[office, ("Олена Коваль", CitedKind::Person)]),
        witness("День", at(TEN + HOUR), STORY, &[office]),
    ];
    assert_eq!(judged(&witnesses).outside_source, ["Олена Коваль"]);
}

fn any_published() -> impl Strategy<Value = Published> {
    prop_oneof![
        Just(Published::default()),
        (0_i64..100_000).prop_map(|lag| at(TEN + lag)),
        (1_i8..=28).prop_map(|day| Published {
            moment: Moment::Day { year: Some(2024), month: 3, day, offset: 7200 },
            ..Published::default()
        }),
    ]
}

proptest! {
    #[test]
    fn every_verdict_agrees_with_itself(
        parts in proptest::collection::vec((any_published(), 0_usize..6, 0_usize..6), 1..7),
    ) {
        let sentences: Vec<&str> = STORY.split_inclusive(". ").collect();
        let witnesses: Vec<Witness> = parts
            .iter()
            .enumerate()
            .map(|(at, &(published, dropped, cited))| {
                let mut kept = sentences.clone();
                kept.remove(dropped % sentences.len());
                let cited = format!("Видання{cited}");
                let cited = [(cited.as_str(), CitedKind::Outlet)];
                witness(&format!("Видання{at}"), published, &kept.concat(), &cited)
            })
            .collect();
        assert_consistent(&judged(&witnesses));
    }
}
