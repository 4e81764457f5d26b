use super::*;
use crate::article::{FieldFrom, Published};

fn shown(written: &str) -> String {
    show(parse(written, Order::DayFirst))
}

fn show(read: Option<Read>) -> String {
    read.map_or("none".into(), |read| {
        let zone = if read.zone_missing { " zone?" } else { "" };
        let published = Published {
            moment: read.moment,
            from: FieldFrom::Metadata,
            year_assumed: false,
            zone_assumed: read.zone_missing,
        };
        format!("{published} {}{zone}", published.precision())
    })
}

#[test]
fn dates_are_read_in_the_forms_that_are_written() {
    for (written, read) in [
        ("2024-10-28T13:20:05+02:00", "2024-10-28T13:20:05+02:00 second"),
        ("2024-10-28T13:20:05.123Z", "2024-10-28T13:20:05+00:00 second"),
        ("2024-10-28T13:20+0200", "2024-10-28T13:20:00+02:00 minute"),
        ("2024-10-28T13:20:05+02:00[Europe/Kyiv]", "2024-10-28T13:20:05+02:00 second"),
        ("2024-10-28 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("2024/10/28", "2024-10-28 day"),
        ("Mon, 28 Oct 2024 13:20:00 +0200", "2024-10-28T13:20:00+02:00 second"),
        ("28 Oct 2024 11:20:00 GMT", "2024-10-28T11:20:00+00:00 second"),
        ("1730114400", "2024-10-28T11:20:00+00:00 second"),
        ("1730114400123", "2024-10-28T11:20:00+00:00 second"),
        ("1730114400.5", "2024-10-28T11:20:00+00:00 second"),
        ("1.7301144e9", "2024-10-28T11:20:00+00:00 second"),
        ("20241028", "2024-10-28 day"),
        ("20241028132005", "2024-10-28T13:20:05+00:00 second zone?"),
        ("13:20 28.10.2024", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("28.10.2024, 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("28.10.2024 15.45", "2024-10-28T15:45:00+00:00 minute zone?"),
        ("15.45, 28 жовтня 2024", "2024-10-28T15:45:00+00:00 minute zone?"),
        ("Mon 28 Oct 2024 15.45 GMT", "2024-10-28T15:45:00+00:00 minute"),
        ("28.10.24", "2024-10-28 day"),
        ("28/10/2024 - 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("05/06/2024", "2024-06-05 day"),
        ("28-10-2024", "2024-10-28 day"),
        ("28-Oct-2024", "2024-10-28 day"),
        ("28 жовтня 2024, 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("28 жовтня 2024 р. о 13.20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("Понеділок, 28 жовтня 2024 року", "2024-10-28 day"),
        ("п’ятниця, 1 листопада 2024, 9:05", "2024-11-01T09:05:00+00:00 minute zone?"),
        ("28 октября 2024 г. 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("28 октября 2024, 13:20 мск", "2024-10-28T13:20:00+03:00 minute"),
        ("28 жовт. 2024 | 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("October 28, 2024 1:20 pm", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("Oct. 28, 2024 at 12:05 a.m. EDT", "2024-10-28T00:05:00-04:00 minute"),
        ("Oct 28th, 2024, 1 PM ET", "2024-10-28T13:00:00-04:00 minute"),
        ("28th of October 2024", "2024-10-28 day"),
        ("13:20, 28 жовтня 2024 (за Києвом)", "2024-10-28T13:20:00+02:00 minute"),
        ("28.10.2024 13:20 за Києвом", "2024-10-28T13:20:00+02:00 minute"),
        ("28.07.2024 13:20 (за київським часом)", "2024-07-28T13:20:00+03:00 minute"),
        ("28.07.2024 13:20 UTC+3", "2024-07-28T13:20:00+03:00 minute"),
        ("Опубліковано: 28 жовтня 2024 13:20", "2024-10-28T13:20:00+00:00 minute zone?"),
        ("28 жовтня", "--10-28 day"),
        ("28 жовтня, 13:20", "--10-28 day"),
        ("29.02.2024", "2024-02-29 day"),
        ("", "none"),
        ("2024", "none"),
        ("жовтень 2024", "none"),
        ("29.02.2023", "none"),
        ("31.04.2024", "none"),
        ("192.168.10.24", "none"),
        ("1.2.2024.5", "none"),
        ("28.10", "none"),
        ("13:20", "none"),
        ("вчора о 13:20", "none"),
        ("2024-13-45", "none"),
        ("28 жовтня 2024 - 30 жовтня 2024", "none"),
        ("12345", "none"),
        ("99999999999999999999999999", "none"),
        ("28 травневих 2024", "none"),
    ] {
        assert_eq!(shown(written), read, "{written}");
    }
}

#[test]
fn a_slash_in_an_english_text_is_read_only_where_it_can_mean_one_day() {
    let read = |written| show(parse(written, Order::Unknown));
    assert_eq!(read("05/06/2024"), "none");
    assert_eq!(read("10/28/2024"), "2024-10-28 day");
    assert_eq!(read("28/10/2024"), "2024-10-28 day");
    assert_eq!(read("06/06/2024"), "2024-06-06 day");
    assert_eq!(read("05.06.2024"), "2024-06-05 day");
}

#[test]
fn a_date_in_a_line_is_found_with_its_time_and_no_more() {
    let found = |line: &'static str| find(line, Order::DayFirst).map(|(span, _)| &line[span]);
    assert_eq!(found("Назва | 28.10.2024 13:20 | Ключ"), Some("28.10.2024 13:20"));
    assert_eq!(found("By A B, Oct 28, 2024, 1:20 PM EDT"), Some("Oct 28, 2024, 1:20 PM EDT"));
    assert_eq!(found("28 жовтня 2024, 13:20 — Назва"), Some("28 жовтня 2024, 13:20"));
    assert_eq!(found("28 жовтня в Києві"), Some("28 жовтня"));
    assert_eq!(found("Ціна зросла на 28,10 грн"), None);
}

proptest::proptest! {
    #[test]
    fn whatever_is_written_nothing_breaks(written in "\\PC*", order in proptest::bool::ANY) {
        let order = if order { Order::DayFirst } else { Order::Unknown };
        parse(&written, order);
        if let Some((span, _)) = find(&written, order) {
            proptest::prop_assert!(!written[span].is_empty());
        }
    }

    #[test]
    fn digits_in_any_arrangement_break_nothing(written in "[0-9:./ +\\-TZо]{0,40}") {
        parse(&written, Order::DayFirst);
    }
}
