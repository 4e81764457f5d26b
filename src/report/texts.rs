//! What the report says in its own words, in each language of its readers. A missing translation
//! does not compile.

use crate::drift::{DriftClass, Severity};
use crate::ui::Ui;

/// Forms of a noun for one, few and many, as [`Ui::count`] takes them.
pub(super) type Noun = [&'static str; 3];

/// All texts of one language.
#[derive(Debug)]
pub(super) struct Texts {
    pub(super) ui: Ui,
    // What is counted.
    pub(super) articles: Noun,
    pub(super) outlets: Noun,
    pub(super) rejected: Noun,
    pub(super) groups: Noun,
    pub(super) drifts: Noun,
    pub(super) undated: &'static str,
    // Verdicts.
    pub(super) almost_certainly: &'static str,
    pub(super) very_likely: &'static str,
    pub(super) likely: &'static str,
    pub(super) possibly: &'static str,
    pub(super) from: &'static str,
    pub(super) from_outside: &'static str,
    pub(super) order_unknown: &'static str,
    pub(super) likeliest: &'static str,
    // The terminal.
    pub(super) more: &'static str,
    pub(super) report: &'static str,
    pub(super) nothing_repeated: &'static str,
    pub(super) no_drift: &'static str,
    pub(super) unknown_outlet: &'static str,
    pub(super) no_figure: &'static str,
}

/// The texts of `ui`.
pub(super) const fn texts(ui: Ui) -> &'static Texts {
    match ui {
        Ui::En => &EN,
        Ui::Uk => &UK,
    }
}

static EN: Texts = Texts {
    ui: Ui::En,
    articles: ["article", "", "articles"],
    outlets: ["outlet", "", "outlets"],
    rejected: ["record rejected", "", "records rejected"],
    groups: ["repeated passage", "", "repeated passages"],
    drifts: ["figure drifted", "", "figures drifted"],
    undated: "undated",
    almost_certainly: "almost certainly",
    very_likely: "very likely",
    likely: "likely",
    possibly: "possibly",
    from: "from",
    from_outside: "from a source outside the archive",
    order_unknown: "order unknown",
    likeliest: "likeliest",
    more: "more",
    report: "Report",
    nothing_repeated: "No passage is repeated across outlets.",
    no_drift: "No figure drifted.",
    unknown_outlet: "unknown outlet",
    no_figure: "no figure",
};

static UK: Texts = Texts {
    ui: Ui::Uk,
    articles: ["стаття", "статті", "статей"],
    outlets: ["видання", "видання", "видань"],
    rejected: ["запис відхилено", "записи відхилено", "записів відхилено"],
    groups: ["повторений уривок", "повторені уривки", "повторених уривків"],
    drifts: ["число змінилося", "числа змінилися", "чисел змінилося"],
    undated: "без дати",
    almost_certainly: "майже напевно",
    very_likely: "дуже ймовірно",
    likely: "ймовірно",
    possibly: "можливо",
    from: "джерело —",
    from_outside: "джерело поза архівом",
    order_unknown: "порядок невідомий",
    likeliest: "найімовірніше",
    more: "ще",
    report: "Звіт",
    nothing_repeated: "Жоден уривок не повторюється в різних виданнях.",
    no_drift: "Жодне число не змінилося.",
    unknown_outlet: "видання невідоме",
    no_figure: "числа немає",
};

impl Texts {
    /// How a figure differs.
    pub(super) const fn drift(&self, class: DriftClass) -> &'static str {
        let [en, uk] = match class {
            DriftClass::Scale => ["scale", "порядок величини"],
            DriftClass::Unit => ["unit", "одиниця"],
            DriftClass::Subject => ["subject", "предмет"],
            DriftClass::Range => ["range", "межі"],
            DriftClass::Rounding => ["rounding", "округлення"],
            DriftClass::Value => ["value", "значення"],
            DriftClass::Qualifier => ["qualifier", "уточнення"],
            DriftClass::Missing => ["missing", "пропущено"],
        };
        self.pick(en, uk)
    }

    /// How much it matters.
    pub(super) const fn severity(&self, severity: Severity) -> &'static str {
        let [en, uk] = match severity {
            Severity::High => ["high", "висока"],
            Severity::Medium => ["medium", "середня"],
            Severity::Low => ["low", "низька"],
        };
        self.pick(en, uk)
    }

    const fn pick(&self, en: &'static str, uk: &'static str) -> &'static str {
        match self.ui {
            Ui::En => en,
            Ui::Uk => uk,
        }
    }
}
