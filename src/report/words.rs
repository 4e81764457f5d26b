//! The words that tables and JSON show for what other boxes conclude; part of the contract, and
//! the same in every language of the report.

use crate::drift::{DriftClass, Modality, Severity};
use crate::provenance::{Relation, Role};

pub(super) const fn drift(class: DriftClass) -> &'static str {
    match class {
        DriftClass::Scale => "scale",
        DriftClass::Unit => "unit",
        DriftClass::Subject => "subject",
        DriftClass::Range => "range",
        DriftClass::Rounding => "rounding",
        DriftClass::Value => "value",
        DriftClass::Qualifier => "qualifier",
        DriftClass::Missing => "missing",
    }
}

pub(super) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "high",
        Severity::Medium => "medium",
        Severity::Low => "low",
    }
}

pub(super) const fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Reported => "reported",
        Modality::Planned => "planned",
        Modality::Forecast => "forecast",
        Modality::Denied => "denied",
    }
}

pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Origin => "origin",
        Role::Copy => "copy",
        Role::Rendering => "rendering",
        Role::Unsure => "unsure",
    }
}

pub(super) const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Copied => "copied",
        Relation::Rendered => "rendered",
        Relation::Unsure => "unsure",
    }
}
