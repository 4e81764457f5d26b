//! What the report says in its own words, in each language of its readers. A missing translation
//! does not compile.

use super::verdict;
use crate::drift::{DriftClass, Severity};
use crate::provenance::{Relation, Role};
use crate::reuse::MatchKind;
use crate::ui::Ui;
use std::borrow::Cow;

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
    // Times.
    pub(super) undated: &'static str,
    pub(super) unknown: &'static str,
    pub(super) not_before: &'static str,
    pub(super) year_unknown: &'static str,
    pub(super) year_assumed: &'static str,
    pub(super) lag_units: [&'static str; 3],
    // The frame of the page.
    pub(super) lede: &'static str,
    pub(super) skip: &'static str,
    pub(super) contents: &'static str,
    pub(super) what_was_read: &'static str,
    pub(super) outlets_heading: &'static str,
    pub(super) rejected_heading: &'static str,
    pub(super) undated_heading: &'static str,
    pub(super) read_twice: &'static str,
    pub(super) figures_heading: &'static str,
    pub(super) groups_heading: &'static str,
    pub(super) outlet: &'static str,
    pub(super) articles_column: &'static str,
    pub(super) languages: &'static str,
    pub(super) published: &'static str,
    pub(super) repeated_column: &'static str,
    pub(super) place: &'static str,
    pub(super) reason: &'static str,
    pub(super) passage: &'static str,
    pub(super) became: &'static str,
    pub(super) filter: &'static str,
    pub(super) all: &'static str,
    pub(super) show_all: &'static str,
    pub(super) wording: &'static str,
    pub(super) with_drift: &'static str,
    pub(super) with_high_drift: &'static str,
    pub(super) without_drift: &'static str,
    pub(super) how_to_read: &'static str,
    // A group.
    pub(super) first_seen: &'static str,
    pub(super) where_from: &'static str,
    pub(super) odds: &'static str,
    pub(super) cited: &'static str,
    pub(super) outside: &'static str,
    pub(super) outside_separately: &'static str,
    pub(super) entered: &'static str,
    pub(super) cites: &'static str,
    pub(super) details: &'static str,
    pub(super) family_tree: &'static str,
    pub(super) tree_caption: &'static str,
    pub(super) tree_as_table: &'static str,
    pub(super) had_it_from: &'static str,
    pub(super) probability: &'static str,
    pub(super) relation_column: &'static str,
    pub(super) lag: &'static str,
    pub(super) evidence: &'static str,
    pub(super) inherited_from: &'static str,
    pub(super) side_by_side: &'static str,
    pub(super) similarity: &'static str,
    pub(super) shared: &'static str,
    pub(super) distance: &'static str,
    pub(super) nothing_aligns: &'static str,
    pub(super) only_here: &'static str,
    pub(super) drifted: &'static str,
    pub(super) legend: &'static str,
    pub(super) legend_words: &'static str,
    pub(super) legend_changed: &'static str,
    pub(super) legend_shared: &'static str,
    pub(super) legend_figure: &'static str,
    pub(super) legend_drifted: &'static str,
    pub(super) articles_heading: &'static str,
    pub(super) language: &'static str,
    pub(super) role_column: &'static str,
    pub(super) article: &'static str,
    pub(super) untitled: &'static str,
    pub(super) role_names: [&'static str; 4],
    pub(super) relation_names: [&'static str; 3],
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
    undated: "undated",
    unknown: "unknown",
    not_before: "not before",
    year_unknown: "year unknown",
    year_assumed: "year assumed",
    lag_units: ["min", "h", "d"],
    lede: "Passages that stand in more than one outlet, where each most likely came from, and the figures that changed on the way.",
    skip: "Skip to the repeated passages",
    contents: "Contents",
    what_was_read: "What was read",
    outlets_heading: "Outlets",
    rejected_heading: "Rejected records",
    undated_heading: "Undated",
    read_twice: "Read twice, counted once",
    figures_heading: "Figures that drifted",
    groups_heading: "Repeated passages",
    outlet: "Outlet",
    articles_column: "Articles",
    languages: "Languages",
    published: "Published",
    repeated_column: "Repeated passages",
    place: "Place",
    reason: "Reason",
    passage: "Passage",
    became: "became",
    filter: "Filter the passages",
    all: "all",
    show_all: "Show all",
    wording: "Wording",
    with_drift: "any figure drifted",
    with_high_drift: "a figure drifted gravely",
    without_drift: "no figure drifted",
    how_to_read: "Probabilities weigh all family trees that the times, citations, wording and figures allow; they are estimates, and the sentences beside them say what to check. Offsets, scores and everything left out here stand in the tables beside this file.",
    first_seen: "first seen",
    where_from: "Where it came from",
    odds: "All others come from",
    cited: "Cited or quoted as its source",
    outside: "Outside the archive",
    outside_separately: "outside, separately",
    entered: "from outside",
    cites: "cites it",
    details: "Family tree and passages",
    family_tree: "Family tree",
    tree_caption: "Time runs downwards; each line leads from where a text most likely came to who took it over.",
    tree_as_table: "The tree as a table",
    had_it_from: "Had it from",
    probability: "Probability",
    relation_column: "How",
    lag: "After",
    evidence: "Evidence",
    inherited_from: "taken over from",
    side_by_side: "Side by side",
    similarity: "similarity",
    shared: "shared",
    distance: "SimHash distance",
    nothing_aligns: "Nothing aligns: no passage stands in both articles.",
    only_here: "only here",
    drifted: "drifted figure",
    legend: "Marked:",
    legend_words: "words",
    legend_changed: "that stand on one side only,",
    legend_shared: "that both sides share,",
    legend_figure: "figures,",
    legend_drifted: "figures that drifted.",
    articles_heading: "Articles with this passage",
    language: "Language",
    role_column: "Role",
    article: "Article",
    untitled: "untitled",
    role_names: ["origin", "copy", "own rendering", "unsure"],
    relation_names: ["copied", "rendered", "unsure"],
};

static UK: Texts = Texts {
    ui: Ui::Uk,
    articles: ["стаття", "статті", "статей"],
    outlets: ["видання", "видання", "видань"],
    rejected: ["запис відхилено", "записи відхилено", "записів відхилено"],
    groups: ["повторений уривок", "повторені уривки", "повторених уривків"],
    drifts: ["число змінилося", "числа змінилися", "чисел змінилося"],
    almost_certainly: "майже напевно",
    very_likely: "дуже ймовірно",
    likely: "ймовірно",
    possibly: "можливо",
    from: "з видання",
    from_outside: "із джерела поза архівом",
    order_unknown: "порядок невідомий",
    likeliest: "найімовірніше",
    more: "ще",
    report: "Звіт",
    nothing_repeated: "Жоден уривок не повторюється в різних виданнях.",
    no_drift: "Жодне число не змінилося.",
    unknown_outlet: "невідоме видання",
    no_figure: "числа немає",
    undated: "без дати",
    unknown: "невідомо",
    not_before: "не раніше",
    year_unknown: "рік невідомий",
    year_assumed: "рік припущено",
    lag_units: ["хв", "год", "дн."],
    lede: "Уривки, що стоять більш ніж в одному виданні, звідки кожен найімовірніше походить і які числа дорогою змінилися.",
    skip: "Перейти до повторених уривків",
    contents: "Зміст",
    what_was_read: "Що прочитано",
    outlets_heading: "Видання",
    rejected_heading: "Відхилені записи",
    undated_heading: "Без дати",
    read_twice: "Трапилися двічі, враховано раз",
    figures_heading: "Числа, що змінилися",
    groups_heading: "Повторені уривки",
    outlet: "Видання",
    articles_column: "Статті",
    languages: "Мови",
    published: "Опубліковано",
    repeated_column: "Повторених уривків",
    place: "Місце",
    reason: "Причина",
    passage: "Уривок",
    became: "стало",
    filter: "Відібрати уривки",
    all: "усі",
    show_all: "Показати всі",
    wording: "Текст",
    with_drift: "є змінені числа",
    with_high_drift: "є грубо змінені числа",
    without_drift: "змінених чисел немає",
    how_to_read: "Імовірності зважують усі родоводи, що їх допускають час, посилання, слова й числа; це оцінки, а речення поруч кажуть, що перевірити. Позиції, бали й усе, що тут пропущено, є в таблицях поруч із цим файлом.",
    first_seen: "уперше",
    where_from: "Звідки це",
    odds: "Усі інші походять від",
    cited: "Згадано чи процитовано як джерело",
    outside: "Поза архівом",
    outside_separately: "ззовні, окремо одне від одного",
    entered: "ззовні",
    cites: "посилається",
    details: "Родовід і уривки",
    family_tree: "Родовід",
    tree_caption: "Час іде згори вниз; кожна лінія веде від імовірного джерела до того, хто перейняв текст.",
    tree_as_table: "Родовід таблицею",
    had_it_from: "Узято з",
    probability: "Імовірність",
    relation_column: "Як",
    lag: "Через",
    evidence: "Підстави",
    inherited_from: "перейнято:",
    side_by_side: "Поруч",
    similarity: "подібність",
    shared: "спільне",
    distance: "відстань SimHash",
    nothing_aligns: "Нічого не збігається: жоден уривок не стоїть в обох статтях.",
    only_here: "лише тут",
    drifted: "змінене число",
    legend: "Позначено:",
    legend_words: "слова",
    legend_changed: "що є лише з одного боку,",
    legend_shared: "спільні для обох боків,",
    legend_figure: "числа,",
    legend_drifted: "числа, що змінилися.",
    articles_heading: "Статті з цим уривком",
    language: "Мова",
    role_column: "Роль",
    article: "Стаття",
    untitled: "без заголовка",
    role_names: ["першоджерело", "копія", "власний виклад", "неясно"],
    relation_names: ["скопійовано", "викладено", "неясно"],
};

impl Texts {
    /// The page in one line: its title.
    pub(super) fn headline(&self, articles: usize, groups: usize, drifts: usize) -> String {
        let mut headline = format!(
            "{}: {}",
            self.ui.count(articles, self.articles),
            self.ui.count(groups, self.groups)
        );
        if drifts > 0 {
            headline.push_str(", ");
            headline.push_str(&self.ui.count(drifts, self.drifts));
        }
        headline
    }

    /// The name of an outlet as people are shown it.
    pub(super) fn shortened<'a>(&self, name: &'a str) -> Cow<'a, str> {
        verdict::named(name, self)
    }

    /// That so many more stand in a table.
    pub(super) fn more_in(&self, table: &str, count: usize) -> String {
        let count = self.ui.number(count);
        match self.ui {
            Ui::En => format!("{count} more in the table {table}"),
            Ui::Uk => format!("Ще {count} — у таблиці {table}"),
        }
    }

    /// What a drifted figure's badge says.
    pub(super) fn drift_badge(&self, severity: Severity, class: DriftClass) -> String {
        format!("{}: {}", self.severity(severity), self.drift(class))
    }

    /// How a figure differs.
    pub(super) const fn drift(&self, class: DriftClass) -> &'static str {
        let [en, uk] = match class {
            DriftClass::Scale => ["scale", "порядок величини"],
            DriftClass::Unit => ["unit", "одиниця"],
            DriftClass::Subject => ["subject", "предмет"],
            DriftClass::Range => ["range", "межі"],
            DriftClass::Rounding => ["rounding", "округлення"],
            DriftClass::Value => ["value", "значення"],
            DriftClass::Qualifier => ["qualifier", "застереження"],
            DriftClass::Missing => ["missing", "пропущено"],
        };
        self.pick(en, uk)
    }

    /// How much it matters.
    pub(super) const fn severity(&self, severity: Severity) -> &'static str {
        let [en, uk] = match severity {
            Severity::High => ["high", "груба"],
            Severity::Medium => ["medium", "помітна"],
            Severity::Low => ["low", "незначна"],
        };
        self.pick(en, uk)
    }

    /// How alike two passages are written.
    pub(super) const fn kind(&self, kind: MatchKind) -> &'static str {
        let [en, uk] = match kind {
            MatchKind::Verbatim => ["verbatim", "дослівно"],
            MatchKind::Near => ["nearly verbatim", "майже дослівно"],
            MatchKind::Reworded => ["reworded", "іншими словами"],
            MatchKind::Translated => ["translated", "переклад"],
        };
        self.pick(en, uk)
    }

    /// What a member's text is to the group.
    pub(super) const fn role(&self, role: Role) -> &'static str {
        self.role_names[match role {
            Role::Origin => 0,
            Role::Copy => 1,
            Role::Rendering => 2,
            Role::Unsure => 3,
        }]
    }

    /// How a child comes from its parent.
    pub(super) const fn relation(&self, relation: Relation) -> &'static str {
        self.relation_names[match relation {
            Relation::Copied => 0,
            Relation::Rendered => 1,
            Relation::Unsure => 2,
        }]
    }

    /// A language by its code; another language is told by the group it belongs to.
    pub(super) fn language_name(&self, code: &str) -> &'static str {
        let [en, uk] = match code {
            "uk" => ["Ukrainian", "українська"],
            "ru" => ["Russian", "російська"],
            "en" => ["English", "англійська"],
            "" => ["unknown", "невідома"],
            _ => ["another language", "інша мова"],
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
