use super::*;

const BODY: &str = "Міська рада ухвалила бюджет наступного року на позачерговому засіданні.\n\n\
                    За рішення проголосували сорок два депутати.";

/// Reads `text` and shows outlet, time, title, and the first words after the header.
fn read_of(text: &str) -> [String; 4] {
    let mut article = Article { text: text.into(), ..Article::default() };
    read(&mut article, Order::DayFirst, &Outlets::shipped());
    let mut end = 0;
    for (span, _) in &article.header {
        assert!(span.start >= end && !span.is_empty(), "{:?} in {text:?}", article.header);
        end = span.end;
    }
    let body = article.text[end as usize..].trim();
    let start = body.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    let time = article.published.to_string().replace("+00:00", "");
    [article.outlet.as_read, time, article.title, start]
}

/// `header` above [`BODY`]: outlet, time, title are as given, and the body is whole.
#[track_caller]
fn above(header: &str, outlet: &str, time: &str, title: &str) {
    for separator in ["\n\n", "\n"] {
        let [read_outlet, read_time, read_title, start] =
            read_of(&format!("{header}{separator}{BODY}"));
        let read = (read_outlet.as_str(), read_time.as_str(), read_title.as_str());
        assert_eq!(read, (outlet, time, title), "{header:?} and {separator:?}");
        assert_eq!(start, "Міська рада", "{header:?} and {separator:?}");
    }
}

/// A text that has no header at all.
#[track_caller]
fn bare(text: &str) {
    let mut article = Article { text: text.into(), ..Article::default() };
    read(&mut article, Order::DayFirst, &Outlets::shipped());
    assert_eq!(article.header, [], "{text:?}");
    assert_eq!(article.title, "");
    assert_eq!(article.outlet.from, FieldFrom::Unknown);
    assert_eq!(article.published.from, FieldFrom::Unknown);
}

const TITLE: &str = "Депутати схвалили витрати на ремонт мостів";
const MINUTE: &str = "2024-10-28T13:20:00";

#[test]
fn outlet_date_and_title_on_lines_of_their_own() {
    above(&format!("Степ-Інформ\n13:20 28.10.2024\n\n{TITLE}"), "Степ-Інформ", MINUTE, TITLE);
    above(&format!("{TITLE}\nstep-inform.ua\n28.10.2024 13:20"), "step-inform.ua", MINUTE, TITLE);
    above(&format!("{TITLE}\n28 жовтня 2024, 13:20"), "", MINUTE, TITLE);
    above(&format!("28 жовтня 2024, 13:20\n{TITLE}"), "", MINUTE, TITLE);
    above(
        &format!("Степова правда\n\n{TITLE}\n\n28.10.2024"),
        "Степова правда",
        "2024-10-28",
        TITLE,
    );
    above(&format!("{TITLE}\nСтепова правда\n28.10.2024"), "Степова правда", "2024-10-28", TITLE);
    above(&format!("«Ранок»\n28.10.2024\n{TITLE}"), "Ранок", "2024-10-28", TITLE);
    above(
        &format!("The Steppe Courier\nOctober 28, 2024 1:20 pm\n{TITLE}"),
        "The Steppe Courier",
        MINUTE,
        TITLE,
    );
    above("28.10.2024 13:20", "", MINUTE, "");
}

#[test]
fn a_masthead_stands_on_top_above_the_date() {
    for name in ["Степовий кур'єр", "Лиман Онлайн", "Промінь Придніпров'я", "Coast Sentinel"]
    {
        above(&format!("{name}\n13:20 28.10.2024\n\n{TITLE}"), name, MINUTE, TITLE);
    }
    for person in ["Оксана Лесів", "Петро Мельник", "Іванчук Остапенко", "Emma Stone"]
    {
        above(&format!("{person}\n13:20 28.10.2024\n\n{TITLE}"), "", MINUTE, TITLE);
    }
    let headline = "Вибух у Сумах";
    above(&format!("{headline}\n13:20 28.10.2024"), "", MINUTE, headline);
    above("Нові санкції\n13:20 28.10.2024", "", MINUTE, "Нові санкції");
}

#[test]
fn parts_on_one_line() {
    above(&format!("Степ-Інформ | 28.10.2024 13:20\n{TITLE}"), "Степ-Інформ", MINUTE, TITLE);
    above(&format!("28.10.2024 13:20 • Степова правда\n{TITLE}"), "Степова правда", MINUTE, TITLE);
    above(
        &format!("step-inform.ua, 28 жовтня 2024 р. 13:20\n{TITLE}"),
        "step-inform.ua",
        MINUTE,
        TITLE,
    );
    above(&format!("28 жовтня 2024, 13:20 — {TITLE}"), "", MINUTE, TITLE);
    above(&format!("{TITLE}\nПолітика | 28 жовтня 2024, 13:20"), "", MINUTE, TITLE);
    above(&format!("{TITLE}\nКиїв, 28 жовтня 2024, 13:20"), "", MINUTE, TITLE);
}

#[test]
fn forms_of_programs_that_copy() {
    above(&format!("Степ Інформ, [28.10.2024 13:20]\n{TITLE}"), "Степ Інформ", MINUTE, TITLE);
    above(&format!("{TITLE} | step-inform.ua\n28.10.2024 13:20"), "step-inform.ua", MINUTE, TITLE);
    above(
        &format!("{TITLE}\nOctober 28, 2024 Monday 1:20 PM\nBYLINE: John Smith\nLENGTH: 600 words"),
        "",
        MINUTE,
        TITLE,
    );
    above(&format!("{TITLE}\nPublished\n28 October 2024, 13:20\nShare"), "", MINUTE, TITLE);
    // What stands after a dash is the source of the headline.
    let cited = format!("{TITLE} – step-inform.ua");
    assert_eq!(read_of(&format!("{cited}\n\n{BODY}"))[..3], ["", "", &cited].map(String::from));
}

#[test]
fn labels() {
    above(
        &format!(
            "Видання: Степова правда\nДата: 28.10.2024 13:20\nЗаголовок: {TITLE}\nАвтор: Іван Петренко"
        ),
        "Степова правда",
        MINUTE,
        TITLE,
    );
    above(
        &format!("{TITLE}\nОпубліковано: 28 жовтня 2024, 13:20\nОновлено: 29 жовтня 2024, 9:00"),
        "",
        MINUTE,
        TITLE,
    );
    above(
        &format!("{TITLE}\nОбновлено: 29.10.2024 9:00\nОпубликовано: 28.10.2024 13:20"),
        "",
        MINUTE,
        TITLE,
    );
    above(&format!("{TITLE}\nUpdated: 28.10.2024 13:20"), "", MINUTE, TITLE);
    above(
        &format!("{TITLE}\nАвтор: Іван Петренко\nФото: пресслужба\n28.10.2024 13:20"),
        "",
        MINUTE,
        TITLE,
    );
    above(&format!("{TITLE}\nBy John Smith, Oct 28, 2024, 1:20 PM"), "", MINUTE, TITLE);
    above(
        &format!("{TITLE}\nBy John Smith and Jane Doe\nPublished Oct. 28, 2024 at 1:20 p.m."),
        "",
        MINUTE,
        TITLE,
    );
    above(&format!("{TITLE}\nPublished on October 28, 2024 | 1:20 PM"), "", MINUTE, TITLE);
}

#[test]
fn furniture_is_passed_over() {
    above(
        &format!("UA | RU | EN\nПідтримати step-inform.ua\n\n{TITLE}"),
        "step-inform.ua",
        "",
        TITLE,
    );
    above(
        &format!(
            "Головна > Новини > Світ\n{TITLE}\n28.10.2024 13:20\n3 хв. читання\nПоділитися: Facebook Twitter Telegram\n{TITLE}"
        ),
        "",
        MINUTE,
        TITLE,
    );
    above(
        &format!("{TITLE}\nReading time: 3 min\n28.10.2024 13:20\n1 204 перегляди"),
        "",
        MINUTE,
        TITLE,
    );
    above(&format!("{TITLE}\nПрочитаєте за: 2 хв.\n28.10.2024 13:20"), "", MINUTE, TITLE);
    above(&format!("Новини\n28.10.2024\n13:20\n{TITLE}"), "", MINUTE, TITLE);
    above(&format!("13:20\n28.10.2024\n{TITLE}"), "", MINUTE, TITLE);
    above(&format!("{TITLE}\nСьогодні, 13:20\nЧитати російською"), "", "", TITLE);
    above(&format!("{TITLE}\n2 години тому"), "", "", TITLE);
    above(&format!("{TITLE}\n28.10.2024 13:20\n#бюджет #мости"), "", MINUTE, TITLE);
}

#[test]
fn an_address_is_the_articles() {
    let mut article = Article {
        text: format!("https://step-inform.ua/news/17\n{TITLE}\n28.10.2024\n\n{BODY}"),
        ..Article::default()
    };
    read(&mut article, Order::DayFirst, &Outlets::shipped());
    assert_eq!(article.url, "https://step-inform.ua/news/17");
    assert_eq!(article.title, TITLE);
}

#[test]
fn a_title_needs_a_body_below() {
    above(TITLE, "", "", TITLE);
    above("Чи вистачить грошей на ремонт мостів?", "", "", "Чи вистачить грошей на ремонт мостів?");
    above("Мер: «Мости відремонтуємо»", "", "", "Мер: «Мости відремонтуємо»");
    bare(TITLE);
    bare(&format!("{TITLE}\nі затвердили перелік доріг, які потребують негайного відновлення."));
    bare("Молоко\nХліб\nМасло\nСир\nЯйця\nЦукор");
}

#[test]
fn a_body_is_never_eaten() {
    bare(BODY);
    bare(
        "28 жовтня 2024 року депутати ухвалили бюджет. Голосували двічі.\n\nПроєкт готували пів року, додав мер.",
    );
    bare(
        "28 жовтня 2024 — у Сумах відкрили міст після ремонту, повідомила рада.\n\nРоботи тривали рік.",
    );
    bare(
        "КИЇВ, 28 жовтня (Степ-Інформ) - Депутати ухвалили бюджет, повідомив мер у понеділок.\n\nРоботи тривали рік.",
    );
    bare(
        "Про це 28 жовтня 2024 року повідомила пресслужба міської ради, передає видання.\nДеталей немає.",
    );
    bare(
        "Автор: людина, яка вигадала цей міст, померла ще до його відкриття.\n\nРоботи тривали рік.",
    );
    bare("Джерело: пресслужба ради, яка відмовилася назвати суму.\n\nРоботи тривали рік.");
    bare(
        "Дата відкриття моста ще невідома, кажуть будівельники та міська рада.\n\nРоботи тривали рік.",
    );
    bare(
        "By the river stood a bridge that nobody used. It was closed in May 2024.\n\nRepairs took a year.",
    );
    bare("Читати проєкт бюджету депутати почали о десятій.\n\nГолосували о 13:20.");
    bare("Міст закрили 28.10.2024.\n\nРоботи тривали рік.");
    bare("МОСКВА, 9 ноя — РИА Новости. Мост закрыли.");
    bare("«Ми все відремонтуємо», — сказав мер.\n\nРоботи тривали рік.");
    bare("Сказав.Потім пішов, і його вже ніхто не бачив.\n\nРоботи тривали рік.");
}

#[test]
fn lines_wrapped_by_hand_are_no_title() {
    bare(
        "Депутати міської ради на позачерговому засіданні у понеділок\n\
         схвалили бюджет, у якому на ремонт мостів закладено вдвічі\n\
         більше, ніж торік. За рішення голосували всі фракції.",
    );
    bare(
        "На позачерговому засіданні у понеділок бюджет представив мер\n\
         Петро Іваненко, який назвав його найкращим за десять років.\n\
         Рішення підтримали всі.",
    );
}

#[test]
fn a_chronicle_gives_no_date() {
    let [outlet, time, title, _] = read_of(
        "28 жовтня\nПоліція закрила міст для вантажівок після скарг мешканців.\n\
         29 жовтня\nРада скликала засідання, на якому обговорили ремонт мостів.",
    );
    assert_eq!([outlet, time, title], ["", "", ""]);
}

#[test]
fn a_person_a_place_and_a_section_are_no_outlet() {
    above(&format!("Іван Петренко\n28.10.2024\n{TITLE}"), "", "2024-10-28", TITLE);
    above(&format!("Іван Петренко | 28.10.2024\n{TITLE}"), "", "2024-10-28", TITLE);
    above(&format!("Суми\n28.10.2024\n{TITLE}"), "", "2024-10-28", TITLE);
    above(&format!("Політика\n28.10.2024\n{TITLE}"), "", "2024-10-28", TITLE);
    above("Мости над річкою\n28.10.2024", "", "2024-10-28", "Мости над річкою");
}

#[test]
fn a_known_title_is_found_again() {
    let mut article = Article {
        text: format!("{TITLE}\n{BODY}"),
        title: TITLE.to_uppercase(),
        ..Article::default()
    };
    read(&mut article, Order::DayFirst, &Outlets::shipped());
    assert_eq!(article.header.len(), 1);
    assert_eq!(article.header[0].1, HeaderPart::Title);
    assert_eq!(article.title, TITLE.to_uppercase(), "the record's own stays");
}

#[test]
fn windows_line_ends_are_no_part_of_a_line() {
    let text = format!("Степ-Інформ\r\n13:20 28.10.2024\r\n\r\n{TITLE}\r\n\r\n{BODY}");
    let [outlet, time, title, start] = read_of(&text);
    assert_eq!([&outlet, &time, &title, &start], ["Степ-Інформ", MINUTE, TITLE, "Міська рада"]);
}

proptest::proptest! {
    #[test]
    fn any_lines_can_be_read(
        lines in proptest::collection::vec(
            proptest::prop_oneof![
                "\\PC{0,60}",
                "[0-9:., |/a-zа-я\"«»-]{0,40}",
                proptest::strategy::Just("28.10.2024 13:20".to_owned()),
                proptest::strategy::Just(TITLE.to_owned()),
                proptest::strategy::Just("ключ.ua".to_owned()),
            ],
            0..12,
        ),
        separator in proptest::sample::select(vec!["\n", "\n\n", "\r\n"]),
    ) {
        read_of(&lines.join(separator));
    }
}

#[test]
fn a_page_names_its_outlet_beside_a_place_or_behind_the_title_it_repeats() {
    let time = "2024-10-28T15:45:00";
    above(&format!("Київ • УНН\n28.10.2024 15.45\n{TITLE}"), "УНН", time, TITLE);
    above(&format!("Політика | Укрінформ\n{TITLE}\n28.10.2024\n15.45"), "Укрінформ", time, TITLE);
    above(
        &format!("{TITLE} - Степова правда\n{TITLE}\n28.10.2024"),
        "Степова правда",
        "2024-10-28",
        TITLE,
    );
    above(&format!("{TITLE} — УНН\n28 жовтня 2024\n{TITLE}"), "УНН", "2024-10-28", TITLE);
    // A price is no time.
    let [_, time, ..] = read_of(&format!("{TITLE}\n28.10.2024 12.50 грн\n\n{BODY}"));
    assert_ne!(time, "2024-10-28T12:50:00");
}
