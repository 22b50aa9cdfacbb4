//! Tables as labs have them, read in pieces of any size.

use super::*;
use crate::model::{Clock, Delimiter, TableForm, TimeForm};
use crate::signals::{Recording, Unreadable};
use proptest::prelude::*;

fn read_by(text: &[u8], form: &TableForm, column: &str, piece: usize) -> Result<Recording, Unreadable> {
    let mut reader = TableReader::new(form, [column]);
    for piece in text.chunks(piece.max(1)) {
        reader.push(piece)?;
    }
    reader.finish().remove(0)
}

/// Reads as the beginning suggests.
fn read(text: &str, column: &str) -> Result<Recording, Unreadable> {
    let head = head_of(text.as_bytes(), true, None).unwrap();
    let whole = read_by(text.as_bytes(), &head.form, column, usize::MAX);
    let in_pieces = read_by(text.as_bytes(), &head.form, column, 3);
    // Not-a-number is not equal to itself.
    assert_eq!(format!("{in_pieces:?}"), format!("{whole:?}"), "in pieces");
    whole
}

fn values(recording: &Recording) -> Vec<(f64, f64)> {
    let samples = &recording.samples;
    (0..samples.len()).map(|nth| (samples.time(nth), samples.mean(nth))).collect()
}

#[test]
fn the_form_is_guessed() {
    let column = |name: &str, form| Clock::Column { name: name.into(), form };
    for (text, delimiter, comma, header, clock) in [
        ("time,HR\n0.0,60\n0.5,61\n", Delimiter::Comma, false, true, column("time", TimeForm::Seconds)),
        ("Zeit;EDA\n0,0;1,5\n0,5;1,6\n", Delimiter::Semicolon, true, true, column("Zeit", TimeForm::Seconds)),
        ("t_ms\tHR\n0\t60\n500\t61", Delimiter::Tab, false, true, column("t_ms", TimeForm::Milliseconds)),
        ("0,60\n4,61\n8,59\n", Delimiter::Comma, false, false, column("1", TimeForm::Milliseconds)),
        ("time;HR\n0;60\n1;61\n2;60\n", Delimiter::Semicolon, false, true, column("time", TimeForm::Seconds)),
        ("HR\n60\n61\n60\n", Delimiter::Comma, false, true, Clock::Rate { millihertz: 1000 }),
        ("Clock,HR\n10:00:00.0,60\n10:00:01.0,61\n", Delimiter::Comma, false, true, column("Clock", TimeForm::Clock)),
        (
            "2026-11-24T10:00:00Z,60\n2026-11-24T10:00:01Z,61\n",
            Delimiter::Comma,
            false,
            false,
            column("1", TimeForm::DateTime),
        ),
        (
            "# Device 7\nHR,Timestamp\n60,1764000000.00\n61,1764000000.25\n",
            Delimiter::Comma,
            false,
            true,
            column("Timestamp", TimeForm::Seconds),
        ),
    ] {
        let head = head_of(text.as_bytes(), true, None).unwrap();
        assert_eq!(head.form, TableForm { delimiter, decimal_comma: comma, header, clock, marker: None }, "{text}");
    }
}

#[test]
fn columns_have_names_units_and_numbers() {
    let head = head_of("time;EDA [µS];HR (bpm);Task;EDA [µS];\n0;1;60;rest;2;\n".as_bytes(), true, None).unwrap();
    let columns: Vec<_> =
        head.columns.iter().map(|c| (c.name.as_str(), c.title.as_str(), c.unit.as_str(), c.has_numbers)).collect();
    assert_eq!(
        columns,
        [
            ("time", "time", "", true),
            ("EDA [µS]", "EDA", "µS", true),
            ("HR (bpm)", "HR", "bpm", true),
            ("Task", "Task", "", false),
            ("EDA [µS] (2)", "EDA [µS] (2)", "", true),
            ("6", "6", "", false),
        ]
    );
    assert_eq!(head.rows, [["0", "1", "60", "rest", "2", ""]]);
}

#[test]
fn a_cut_last_row_of_a_part_is_not_looked_at() {
    let head = head_of(b"time,HR\n0,60\n1,6", false, None).unwrap();
    assert_eq!(head.rows, [["0", "60"]]);
    assert_eq!(head_of(b"\n\n", true, None), None);
}

#[test]
fn missing_values_and_missing_rows_are_gaps() {
    let found = read("time,HR\n0,60\n1,NA\n2,\n3,62\n4,NaN\n5,64\n20,65\n21,66\n", "HR").unwrap();
    let expect = [(0.0, 60.0), (3000.0, 62.0), (5000.0, 64.0), (20_000.0, 65.0), (21_000.0, 66.0)];
    let there: Vec<_> = values(&found).into_iter().filter(|(_, value)| !value.is_nan()).collect();
    assert_eq!(there, expect);
    let gaps: Vec<_> = values(&found).into_iter().filter(|(_, value)| value.is_nan()).map(|(at, _)| at).collect();
    assert_eq!(gaps, [1000.0, 4000.0, 6000.0]);
    assert_eq!(found.left_out, 0);
}

#[test]
fn decimal_commas_quotes_and_a_bom_are_read() {
    let found = read("\u{feff}Zeit;\"Herz;rate\"\r\n0,0;\"60,5\"\r\n0,5;61,25", "Herz;rate").unwrap();
    assert_eq!(values(&found), [(0.0, 60.5), (500.0, 61.25)]);
}

#[test]
fn rows_out_of_order_are_left_out_and_counted() {
    let found = read("time,HR\n0,60\n2,61\n1,99\nx,99\n3,62\n", "HR").unwrap();
    assert_eq!(values(&found), [(0.0, 60.0), (2000.0, 61.0), (3000.0, 62.0)]);
    assert_eq!(found.left_out, 2);
}

#[test]
fn a_stated_rate_takes_the_place_of_times() {
    let form = TableForm {
        delimiter: Delimiter::Comma,
        decimal_comma: false,
        header: true,
        clock: Clock::Rate { millihertz: 4000 },
        marker: Some("trigger".into()),
    };
    let text = b"EDA,trigger\n1,0\n2,0\n3,7\n4,7\n5,0\n6,8\n";
    let found = read_by(text, &form, "EDA", 5).unwrap();
    assert_eq!(values(&found)[5], (1250.0, 6.0));
    let markers: Vec<_> = found.markers.iter().map(|marker| (marker.at, marker.text.as_str())).collect();
    assert_eq!(markers, [(500.0, "7"), (1250.0, "8")]);
}

#[test]
fn several_columns_come_of_one_pass_and_fail_apart() {
    let text = "time,HR,EDA,note\n0,60,1,a\n1,NA,2,b\n2,62,3,c\n";
    let head = head_of(text.as_bytes(), true, None).unwrap();
    let mut reader = TableReader::new(&head.form, ["EDA", "gone", "note", "HR"]);
    reader.push(text.as_bytes()).unwrap();
    let all = reader.finish();
    assert_eq!(format!("{:?}", all[0]), format!("{:?}", read(text, "EDA")));
    assert_eq!(all[1], Err(Unreadable::NoColumn { name: "gone".into() }));
    assert_eq!(all[2], Err(Unreadable::NoNumbers));
    assert_eq!(format!("{:?}", all[3]), format!("{:?}", read(text, "HR")));
}

#[test]
fn what_cannot_be_read_is_said() {
    let no_column = |name: &str| Err(Unreadable::NoColumn { name: name.into() });
    assert_eq!(read("time,HR\n0,60\n1,61\n", "EDA"), no_column("EDA"));
    assert_eq!(read("time,HR\n0,a\n1,b\n", "HR"), Err(Unreadable::NoNumbers));
    let form =
        |clock| TableForm { delimiter: Delimiter::Comma, decimal_comma: false, header: true, clock, marker: None };
    let clock = Clock::Column { name: "time".into(), form: TimeForm::Clock };
    let wrong = read_by(b"time,HR\n0.5,60\n1,61\n", &form(clock), "HR", 9);
    assert_eq!(wrong, Err(Unreadable::NoTimes { first: "0.5".into() }));
    assert_eq!(read_by(b"", &form(Clock::Rate { millihertz: 1 }), "HR", 9), Err(Unreadable::Empty));
    let long = ["time,HR\n0,\"", &"x".repeat(3 << 20), "\"\n"].concat();
    assert_eq!(
        read_by(long.as_bytes(), &form(Clock::Rate { millihertz: 1 }), "HR", 1 << 16),
        Err(Unreadable::RowTooLong { row: 2 })
    );
    let wide = ["HR", &",x".repeat(5000), "\n"].concat();
    assert_eq!(
        read_by(wide.as_bytes(), &form(Clock::Rate { millihertz: 1 }), "HR", 999),
        Err(Unreadable::RowTooLong { row: 1 })
    );
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic_and_times_rise(
        text in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..300),
            "([0-9.,;:\tTZ\"#-]{0,12}\r?\n){0,20}".prop_map(String::into_bytes),
        ],
        piece in 1_usize..50,
    ) {
        let Some(head) = head_of(&text, true, None) else { return Ok(()) };
        for column in &head.columns {
            if let Ok(found) = read_by(&text, &head.form, &column.name, piece) {
                let times: Vec<f64> = values(&found).iter().map(|(at, _)| *at).collect();
                prop_assert!(times.windows(2).all(|pair| pair[0] <= pair[1]));
            }
        }
    }
}
