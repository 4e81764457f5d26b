//! One line in plain words for each drift, in the languages of the report.

use super::DriftClass;
use super::class;
use crate::figures::{Figure, Kind, Qualifier};
use crate::ui::Ui;
use crate::witness::Witness;

/// What an outlet says, for a sentence about it.
struct Side<'a> {
    outlet: &'a str,
    /// As written.
    text: String,
    figure: Option<&'a Figure>,
    magnitude: Option<&'a str>,
}

impl<'a> Side<'a> {
    fn new(witness: &'a Witness, figure: Option<&'a Figure>) -> Self {
        let article = &witness.article;
        let outlet =
            if article.outlet.name.is_empty() { &article.id } else { &article.outlet.name };
        let text = figure.map_or(String::new(), |figure| {
            figure.span.of(witness.text()).split_whitespace().collect::<Vec<_>>().join(" ")
        });
        let magnitude =
            figure.and_then(|figure| figure.magnitude).map(|span| span.of(witness.text()));
        Self { outlet, text, figure, magnitude }
    }
}

pub(super) fn line(
    class: DriftClass,
    reference: &Witness,
    reference_figure: Option<&Figure>,
    other: &Witness,
    other_figure: Option<&Figure>,
    ui: Ui,
) -> String {
    let from = Side::new(reference, reference_figure);
    let to = Side::new(other, other_figure);
    let uk = ui == Ui::Uk;
    let head = match (&*from.text, &*to.text) {
        (was, "") if uk => format!("{}: «{was}»; {} числа не наводить", from.outlet, to.outlet),
        (was, "") => format!("{}: “{was}”; {} gives no figure", from.outlet, to.outlet),
        ("", is) if uk => format!("{}: «{is}»; {} числа не наводить", to.outlet, from.outlet),
        ("", is) => format!("{}: “{is}”; {} gives no figure", to.outlet, from.outlet),
        (was, is) if uk => format!("{}: «{is}» замість «{was}» ({})", to.outlet, from.outlet),
        (was, is) => format!("{}: “{is}” instead of “{was}” ({})", to.outlet, from.outlet),
    };
    match detail(class, &from, &to, uk) {
        Some(detail) => format!("{head}: {detail}."),
        None => format!("{head}."),
    }
}

fn detail(class: DriftClass, from: &Side<'_>, to: &Side<'_>, uk: bool) -> Option<String> {
    let (was, is) = (from.figure?, to.figure?);
    let text = match class {
        DriftClass::Scale => return Some(scale(from, to, uk)),
        DriftClass::Unit if uk => "те саме число, інша одиниця".into(),
        DriftClass::Unit => "the same number in another unit".into(),
        DriftClass::Subject if uk => "те саме число сказано про інше".into(),
        DriftClass::Subject => "the same number said of something else".into(),
        DriftClass::Range if uk => "змінилися межі".into(),
        DriftClass::Range => "the bounds changed".into(),
        DriftClass::Rounding if uk => "число округлено".into(),
        DriftClass::Rounding => "the number was rounded or made more exact".into(),
        DriftClass::Value => return value(was, is, uk),
        DriftClass::Qualifier => {
            let (was, is) = (hedge(was.qualifier, uk), hedge(is.qualifier, uk));
            if uk {
                format!("те саме число, але «{is}» замість «{was}»")
            } else {
                format!("the same number, but “{is}” instead of “{was}”")
            }
        }
        DriftClass::Missing => return None,
    };
    Some(text)
}

/// Which side has the magnitude word, and how far apart they are.
fn scale(from: &Side<'_>, to: &Side<'_>, uk: bool) -> String {
    let power = match (from.figure, to.figure) {
        (Some(a), Some(b)) => class::scale(a, b).unwrap_or(0),
        _ => 0,
    };
    let times = format!("1{}", "0".repeat(power.unsigned_abs().min(15) as usize));
    let how = match (power < 0, uk) {
        (true, true) => format!("у {times} разів менше"),
        (true, false) => format!("{times} times less"),
        (false, true) => format!("у {times} разів більше"),
        (false, false) => format!("{times} times more"),
    };
    match (from.magnitude, to.magnitude) {
        (Some(word), None) if uk => format!("{how}; у {} немає «{word}»", to.outlet),
        (Some(word), None) => format!("{how}; {} lacks “{word}”", to.outlet),
        (None, Some(word)) if uk => format!("{how}; у {} немає «{word}»", from.outlet),
        (None, Some(word)) => format!("{how}; {} lacks “{word}”", from.outlet),
        (Some(was), Some(is)) if uk => format!("{how}; «{is}» замість «{was}»"),
        (Some(was), Some(is)) => format!("{how}; “{is}” instead of “{was}”"),
        (None, None) => how,
    }
}

fn value(was: &Figure, is: &Figure, uk: bool) -> Option<String> {
    match (was.kind, uk) {
        (Kind::Date, true) => return Some("інша дата".into()),
        (Kind::Date, false) => return Some("another date".into()),
        (Kind::Time, true) => return Some("інший час".into()),
        (Kind::Time, false) => return Some("another time".into()),
        _ => {}
    }
    let ratio = class::ratio(was, is)?;
    let percent = ((ratio - 1.0) * 100.0).round();
    if !(-99.0..=999.0).contains(&percent) || percent == 0.0 {
        return None;
    }
    Some(match (percent < 0.0, uk) {
        (true, true) => format!("на {} % менше", -percent),
        (true, false) => format!("{} % less", -percent),
        (false, true) => format!("на {percent} % більше"),
        (false, false) => format!("{percent} % more"),
    })
}

const fn hedge(qualifier: Qualifier, uk: bool) -> &'static str {
    match (qualifier, uk) {
        (Qualifier::Exact, true) => "рівно",
        (Qualifier::Exact, false) => "exactly",
        (Qualifier::About, true) => "близько",
        (Qualifier::About, false) => "about",
        (Qualifier::Over, true) => "понад",
        (Qualifier::Over, false) => "more than",
        (Qualifier::Under, true) => "менше ніж",
        (Qualifier::Under, false) => "less than",
        (Qualifier::AtLeast, true) => "щонайменше",
        (Qualifier::AtLeast, false) => "at least",
        (Qualifier::UpTo, true) => "до",
        (Qualifier::UpTo, false) => "up to",
        (Qualifier::Range, true) => "від і до",
        (Qualifier::Range, false) => "from and to",
        (Qualifier::Vague, true) => "кілька",
        (Qualifier::Vague, false) => "several",
    }
}
