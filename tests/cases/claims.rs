//! Cases about claims. Columns: `figure`, `subject` (its id), `unit`, `value`, `modality`, `by`.

use super::{Case, compare_rows};
use rodovid::article::{Article, FieldFrom, OutletField};
use rodovid::drift::{self, Modality, Synonyms};
use rodovid::outlet::Outlets;
use rodovid::ui::Ui;
use rodovid::witness::Witness;
use std::path::Path;

pub(crate) fn check(_: &Path, case: &Case) -> Vec<(usize, String)> {
    let name = "outlet".to_owned();
    let article = Article {
        text: case.texts[0].clone(),
        outlet: OutletField { as_read: name.clone(), name, from: FieldFrom::Metadata },
        ..Article::default()
    };
    let witness = Witness::new(article, &Outlets::shipped());
    let claims = drift::claims(&witness, &Synonyms::default(), Ui::En);
    let rows: Vec<Vec<String>> = claims
        .into_iter()
        .map(|claim| {
            let figure = &witness.figures[claim.figure as usize];
            let modality = match claim.modality {
                Modality::Reported => "reported",
                Modality::Planned => "planned",
                Modality::Forecast => "forecast",
                Modality::Denied => "denied",
            };
            vec![
                figure.span.of(witness.text()).replace('\n', "⏎"),
                claim.subject_id.clone(),
                claim.unit.to_string(),
                claim.value.map(|value| value.to_string()).unwrap_or_default(),
                modality.to_owned(),
                claim.attributed_to(&witness).into_owned(),
            ]
        })
        .collect();
    compare_rows(case, &["figure", "subject", "unit", "value", "modality", "by"], &rows)
}
