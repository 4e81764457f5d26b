//! Case endings of Ukrainian and Russian names.

/// Longest ending that [`is_case_ending`] knows, in characters.
const LONGEST: usize = 4;

/// What stays of a folded nominative in all its cases: without the vowel or adjective ending of
/// the nominative. A word of three letters or fewer, or in another script, stays whole.
///
/// Consonant alternations («берег» / «березі», "Время" / "времени") are not modelled: the table
/// lists such forms as aliases of their own.
pub(super) fn base(nominative: &str) -> &str {
    const NOMINATIVE: [&str; 19] = [
        "ия", "ія", "ий", "ый", "ой", "ая", "ое", "ие", "ые", "а", "я", "о", "е", "є", "и", "і",
        "ї", "ы", "ь",
    ];
    if !nominative.chars().next().is_some_and(crate::text::fold::is_cyrillic) {
        return nominative;
    }
    let hard = nominative.strip_suffix(['ъ', 'й', 'ь']);
    let bare = NOMINATIVE.iter().find_map(|ending| nominative.strip_suffix(ending)).or(hard);
    bare.filter(|bare| bare.chars().count() >= 3).unwrap_or(nominative)
}

/// Whether `rest`, what follows a [`base`] in a folded word, is an ending of some case.
pub(super) fn is_case_ending(rest: &str) -> bool {
    if rest.len() > 2 * LONGEST {
        return false;
    }
    matches!(
        rest,
        "" | "а"
            | "я"
            | "о"
            | "е"
            | "є"
            | "и"
            | "і"
            | "ї"
            | "ы"
            | "у"
            | "ю"
            | "э"
            | "ь"
            | "ъ"
            | "й"
            | "ом"
            | "ем"
            | "єм"
            | "ам"
            | "ям"
            | "им"
            | "ім"
            | "їм"
            | "ым"
            | "ою"
            | "ею"
            | "єю"
            | "ій"
            | "їй"
            | "ой"
            | "ей"
            | "ий"
            | "ый"
            | "ої"
            | "ая"
            | "ую"
            | "юю"
            | "ое"
            | "ие"
            | "ые"
            | "ії"
            | "ію"
            | "ия"
            | "ія"
            | "ии"
            | "ию"
            | "их"
            | "іх"
            | "їх"
            | "ых"
            | "ах"
            | "ях"
            | "ів"
            | "їв"
            | "ов"
            | "ев"
            | "єв"
            | "ого"
            | "ому"
            | "его"
            | "ему"
            | "ими"
            | "іми"
            | "ыми"
            | "ами"
            | "ями"
            | "иям"
            | "иях"
            | "іям"
            | "іях"
            | "ові"
            | "еві"
            | "єві"
            | "ією"
            | "ией"
            | "ием"
            | "ієм"
            | "иями"
            | "іями"
            | "ьою"
            | "ью"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cases_share_the_base_of_the_nominative() {
        for (nominative, forms) in [
            ("європейська", "європейської європейській європейську європейською"),
            ("правда", "правди правді правду правдою правды правде правдой"),
            ("укрінформ", "укрінформу укрінформом укрінформі укрінформа"),
            ("ведомости", "ведомостей ведомостям ведомостями ведомостях"),
            ("известия", "известий известиям известиями известиях"),
            ("суспільне", "суспільного суспільному суспільним"),
            ("коммерсантъ", "коммерсант коммерсанта коммерсантом"),
            ("новый", "нового новому новым"),
            ("рейтер", "рейтера рейтеру рейтером"),
            ("дождь", "дождя дождю дождем"),
        ] {
            let base = base(nominative);
            for form in forms.split(' ').chain([nominative]) {
                let rest = form.strip_prefix(base);
                assert!(rest.is_some_and(is_case_ending), "{form} of {base}");
            }
        }
        assert_eq!(base("reuters"), "reuters");
        assert!(!is_case_ending("ський"));
    }
}
