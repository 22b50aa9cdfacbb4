//! Files made here, read in pieces of any size.

use super::*;
use crate::signals::{Recording, Unreadable};
use proptest::prelude::*;

/// A signal of a file that is made here: name, unit, physical and digital range, and the bytes of each record.
struct Made {
    label: &'static str,
    unit: &'static str,
    physical: (&'static str, &'static str),
    digital: (&'static str, &'static str),
    per_record: usize,
    records: Vec<Vec<u8>>,
}

/// How wide a field of the header is, and what it says of a signal.
type Field = (usize, fn(&Made) -> String);

fn field(text: &str, width: usize) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(width, b' ');
    bytes
}

fn file(reserved: &str, seconds: &str, records: &str, signals: &[Made]) -> Vec<u8> {
    let bdf = reserved.starts_with("BDF");
    let mut bytes = if bdf { b"\xffBIOSEMI".to_vec() } else { field("0", 8) };
    bytes.extend(field("X X X X", 80));
    bytes.extend(field("Startdate 24-NOV-2026 X X X", 80));
    bytes.extend(b"24.11.2610.00.00");
    bytes.extend(field(&(256 * (signals.len() + 1)).to_string(), 8));
    for (text, width) in [(reserved, 44), (records, 8), (seconds, 8), (&*signals.len().to_string(), 4)] {
        bytes.extend(field(text, width));
    }
    let columns: [Field; 10] = [
        (16, |made| made.label.into()),
        (80, |_| String::new()),
        (8, |made| made.unit.into()),
        (8, |made| made.physical.0.into()),
        (8, |made| made.physical.1.into()),
        (8, |made| made.digital.0.into()),
        (8, |made| made.digital.1.into()),
        (80, |_| String::new()),
        (8, |made| made.per_record.to_string()),
        (32, |_| String::new()),
    ];
    for (width, text) in columns {
        for made in signals {
            bytes.extend(field(&text(made), width));
        }
    }
    for nth in 0..signals[0].records.len() {
        for made in signals {
            bytes.extend(&made.records[nth]);
        }
    }
    bytes
}

/// Skin conductance: 4 samples a record, in hundredths.
fn conductance(records: &[[i16; 4]]) -> Made {
    Made {
        label: "EDA",
        unit: "uS",
        physical: ("0", "100"),
        digital: ("0", "10000"),
        per_record: 4,
        records: records.iter().map(|record| record.iter().flat_map(|n| n.to_le_bytes()).collect()).collect(),
    }
}

/// The signal of texts: 30 numbers of two bytes.
fn texts(records: &[&str]) -> Made {
    let fill = |text: &&str| {
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(60, 0);
        bytes
    };
    Made {
        label: "EDF Annotations",
        unit: "",
        physical: ("-1", "1"),
        digital: ("-32768", "32767"),
        per_record: 30,
        records: records.iter().map(fill).collect(),
    }
}

fn read(bytes: &[u8], label: &str, piece: usize) -> Result<Recording, Unreadable> {
    let mut reader = EdfReader::new([label]);
    for piece in bytes.chunks(piece.max(1)) {
        reader.push(piece)?;
    }
    reader.finish().remove(0)
}

fn values(recording: &Recording) -> Vec<(f64, f64)> {
    let samples = &recording.samples;
    let rounded = |value: f64| (value * 1000.0).round() / 1000.0;
    (0..samples.len()).map(|nth| (samples.time(nth), rounded(samples.mean(nth)))).collect()
}

#[test]
fn plain_records_follow_each_other_and_are_scaled() {
    let pulse = Made {
        label: "Pulse",
        unit: "bpm",
        physical: ("0", "200"),
        digital: ("-100", "100"),
        per_record: 1,
        records: vec![vec![0, 0], vec![100, 0]],
    };
    let bytes = file("", "2", "2", &[pulse, conductance(&[[0, 100, 200, 10000], [1, 2, 3, 4]])]);
    let header = EdfHeader::parse(&bytes).unwrap();
    let names: Vec<_> = header.signals().map(|s| (s.label.as_str(), s.unit.as_str(), header.rate(s))).collect();
    assert_eq!(names, [("Pulse", "bpm", Some(0.5)), ("EDA", "uS", Some(2.0))]);
    for piece in [1, 7, 300, 10_000] {
        assert_eq!(values(&read(&bytes, "Pulse", piece).unwrap()), [(0.0, 100.0), (2000.0, 200.0)]);
        let expect = [
            (0.0, 0.0),
            (500.0, 1.0),
            (1000.0, 2.0),
            (1500.0, 100.0),
            (2000.0, 0.01),
            (2500.0, 0.02),
            (3000.0, 0.03),
            (3500.0, 0.04),
        ];
        assert_eq!(values(&read(&bytes, "EDA", piece).unwrap()), expect);
        let mut reader = EdfReader::new(["EDA", "gone", "Pulse"]);
        reader.push(&bytes).unwrap();
        let all = reader.finish();
        assert_eq!(all[0], read(&bytes, "EDA", 1));
        assert_eq!(all[1], Err(Unreadable::NoColumn { name: "gone".into() }));
        assert_eq!(all[2], read(&bytes, "Pulse", 1));
    }
}

#[test]
fn a_continuous_file_begins_within_its_second_and_has_markers() {
    let lists =
        ["+0.25\u{14}\u{14}\0+0.5\u{14}Still face\u{14}\0", "+1.25\u{14}\u{14}\0+1.5\u{15}3\u{14}Wiedersehen\u{14}\0"];
    let bytes = file("EDF+C", "1", "2", &[conductance(&[[0; 4], [0; 4]]), texts(&lists)]);
    let read = read(&bytes, "EDA", 100).unwrap();
    assert_eq!(read.samples.reach(), Some((250.0, 2000.0)));
    let markers: Vec<_> = read.markers.iter().map(|marker| (marker.at, marker.text.as_str())).collect();
    assert_eq!(markers, [(500.0, "Still face"), (1500.0, "Wiedersehen")]);
}

#[test]
fn records_apart_leave_a_gap() {
    // The texts come first or last: their place in a record is free.
    for swap in [false, true] {
        let data = conductance(&[[100; 4], [200; 4], [300; 4]]);
        let mut signals = vec![data, texts(&["+0\u{14}\u{14}\0", "+1\u{14}\u{14}\0", "+10\u{14}\u{14}\0"])];
        if swap {
            signals.reverse();
        }
        let found = read(&file("EDF+D", "1", "3", &signals), "EDA", 33).unwrap();
        let samples = &found.samples;
        assert_eq!(samples.len(), 13);
        assert!(samples.mean(8).is_nan());
        assert_eq!((samples.time(8), samples.time(9), samples.at(5000.0)), (2000.0, 10_000.0, None));
        assert_eq!(samples.at(10_300.0), Some(3.0));
    }
}

#[test]
fn numbers_of_24_bits_keep_their_sign() {
    let numbers = [[0xff, 0xff, 0x7f], [0, 0, 0x80], [0xff, 0xff, 0xff], [1, 0, 0]].concat();
    let made = Made {
        label: "A1",
        unit: "uV",
        physical: ("-8388608", "8388607"),
        digital: ("-8388608", "8388607"),
        per_record: 4,
        records: vec![numbers],
    };
    let found = read(&file("BDF+C", "1", "1", &[made]), "A1", 5).unwrap();
    assert_eq!(
        values(&found).iter().map(|(_, value)| *value).collect::<Vec<_>>(),
        [8_388_607.0, -8_388_608.0, -1.0, 1.0]
    );
}

#[test]
fn names_that_are_twice_there_get_numbers_and_a_wrong_one_is_said() {
    let bytes = file("", "1", "1", &[conductance(&[[1; 4]]), conductance(&[[2; 4]])]);
    assert_eq!(values(&read(&bytes, "EDA (2)", 64).unwrap())[0], (0.0, 0.02));
    assert_eq!(read(&bytes, "ECG", 64), Err(Unreadable::NoColumn { name: "ECG".into() }));
}

#[test]
fn an_unended_recording_is_read_to_its_end_and_a_cut_record_is_left_out() {
    let mut bytes = file("", "1", "-1", &[conductance(&[[1; 4], [2; 4]])]);
    bytes.extend([9, 0, 9]);
    assert_eq!(read(&bytes, "EDA", 50).unwrap().samples.len(), 8);
}

#[test]
fn what_is_no_such_file_is_said() {
    let whole = file("", "1", "1", &[conductance(&[[1; 4]])]);
    assert_eq!(read(&[], "EDA", 1), Err(Unreadable::Empty));
    assert_eq!(read(&whole[..300], "EDA", 64), Err(Unreadable::BrokenHeader));
    assert_eq!(read(&whole[..512], "EDA", 64), Err(Unreadable::NoNumbers));
    let only_texts = file("EDF+C", "0", "1", &[texts(&["+0\u{14}\u{14}\0"])]);
    assert_eq!(read(&only_texts, "EDA", 64), Err(Unreadable::NoSignals));
    let huge = Made { per_record: 99_999_999, ..conductance(&[[1; 4]]) };
    assert_eq!(read(&file("", "1", "1", &[huge]), "EDA", 64), Err(Unreadable::RecordTooLong));
}

proptest! {
    #[test]
    fn no_change_of_bytes_makes_it_panic(changes in prop::collection::vec((0_usize..2000, any::<u8>()), 1..30), piece in 1_usize..400) {
        let mut bytes = file("EDF+D", "1", "2", &[conductance(&[[1; 4], [2; 4]]), texts(&["+0\u{14}\u{14}\0", "+3\u{14}\u{14}\0"])]);
        for (place, value) in changes {
            let place = place % bytes.len();
            bytes[place] = value;
        }
        if let Ok(found) = read(&bytes, "EDA", piece) {
            let times: Vec<f64> = (0..found.samples.len()).map(|nth| found.samples.time(nth)).collect();
            prop_assert!(times.windows(2).all(|pair| pair[0] <= pair[1]));
        }
    }
}

#[test]
fn a_long_file_takes_bounded_memory() {
    // 6 MB in one record after the other, as a stream would bring them: never all at once.
    let record = Made { per_record: 2000, records: vec![], ..conductance(&[]) };
    let mut one = file("", "1", "-1", &[Made { records: vec![[1, 0].repeat(2000)], ..record }]);
    let body = one.split_off(512);
    let mut reader = EdfReader::new(["EDA"]);
    reader.push(&one).unwrap();
    for _ in 0..1500 {
        reader.push(&body).unwrap();
    }
    let samples = reader.finish().remove(0).unwrap().samples;
    assert!((1_500_000..1_500_010).contains(&samples.len()), "{} values", samples.len());
    assert_eq!((samples.per_value(), samples.reach()), (2, Some((0.0, 1_499_999.5))));
}
