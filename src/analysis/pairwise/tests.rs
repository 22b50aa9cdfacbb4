use super::*;
use crate::demo;

/// The demo's gold coding beside one of its erring ones.
fn demo() -> (Project, Pairwise) {
    let project = demo::project("demo".into(), demo::Clip::Mp4);
    let [first, second] = [0, 1].map(|place| project.observations[place].id);
    let pairwise = Pairwise::of(&project, [first, second]).unwrap();
    (project, pairwise)
}

fn numbers(compared: &Compared, code: Option<usize>, settings: Settings) -> Row {
    compared.rows(&settings).into_iter().find(|row| row.code == code).unwrap()
}

fn span(start: i64, end: i64) -> Span {
    Span::new(Millis(start), Millis(end)).unwrap()
}

fn bout(start: i64, end: i64, code: usize) -> Bout {
    Bout { span: span(start, end), code }
}

fn channel(exclusive: bool, is_point: bool, said: [Vec<Bout>; 2]) -> Compared {
    let codes = (1..=3).map(CodeId).collect();
    let scorable = vec![span(0, 6000), span(7000, 10_000)];
    Compared { channel: ChannelId(1), role: Role::Child, codes, exclusive, is_point, scorable, said }
}

/// Ten seconds without one, of which both agree in five.
fn gaze() -> Compared {
    channel(true, false, [vec![bout(0, 4000, 0), bout(4000, 6000, 1)], vec![bout(0, 3000, 0), bout(3000, 5000, 1)]])
}

#[test]
fn pieces_are_cut_at_every_edge_and_lie_in_the_time_compared() {
    let pieces = gaze().pieces();
    let spans: Vec<Span> = pieces.iter().map(|piece| piece.span).collect();
    assert_eq!(spans, [span(0, 3000), span(3000, 4000), span(4000, 5000), span(5000, 6000), span(7000, 10_000)]);
    assert_eq!(pieces[1].said, [vec![0], vec![1]]);
    assert_eq!(pieces[3].said, [vec![1], vec![]]);
    assert!(pieces[4].said.iter().all(Vec::is_empty));
}

#[test]
fn cells_hold_their_time_and_their_moments() {
    let crossing = gaze().crossing(None, Uncoded::Category).unwrap();
    assert_eq!((crossing.size, crossing.time(0, 0), crossing.time(3, 3)), (4, Millis(3000), Millis(3000)));
    assert_eq!((crossing.spans(0, 1), crossing.spans(1, 3)), (&[span(3000, 4000)][..], &[span(5000, 6000)][..]));
    let left = gaze().crossing(None, Uncoded::LeftOut).unwrap();
    assert_eq!((left.size, left.table().total()), (3, 5000.0));
    // One code against all else: its neighbors in one cell are one moment.
    let one = gaze().crossing(Some(0), Uncoded::Category).unwrap();
    assert_eq!(one.spans(1, 1), [span(4000, 6000), span(7000, 10_000)]);
}

#[test]
fn numbers_are_those_of_the_table() {
    let row = numbers(&gaze(), None, Settings::default());
    // Nine seconds: 3 + 1 + 3 agreed, chance (4·3 + 2·2 + 3·4) / 81.
    let (po, pe) = (7.0 / 9.0, 28.0 / 81.0);
    assert!((row.agree.unwrap().unwrap() - po).abs() < 1e-12);
    assert!((row.kappa.unwrap().unwrap() - (po - pe) / (1.0 - pe)).abs() < 1e-12);
    assert_eq!((row.f1, row.onset, row.events), (Ok(0.5), Ok(0.0), [2, 2]));
    let wide = numbers(&gaze(), None, Settings { tolerance: Millis(1000), ..Settings::default() });
    assert_eq!((wide.f1, wide.onset), (Ok(1.0), Ok(500.0)));
}

#[test]
fn points_have_pairs_and_no_table() {
    let points = channel(false, true, [vec![bout(100, 101, 0), bout(5000, 5001, 0)], vec![bout(300, 301, 0)]]);
    let settings = Settings::default();
    let row = numbers(&points, None, settings);
    assert_eq!((row.kappa, row.f1, row.onset), (None, Ok(2.0 / 3.0), Ok(200.0)));
    let alone = points.disagreements(&settings);
    assert_eq!(alone, [Piece { span: span(5000, 5001), said: [vec![0], vec![]] }]);
}

#[test]
fn codes_that_overlap_have_a_table_each() {
    let free = channel(false, false, [vec![bout(0, 4000, 0), bout(1000, 2000, 1)], vec![bout(0, 4000, 0)]]);
    assert_eq!(numbers(&free, None, Settings::default()).kappa, None);
    assert_eq!(numbers(&free, Some(0), Settings::default()).kappa, Some(Ok(1.0)));
    let differ: Vec<Span> = free.disagreements(&Settings::default()).iter().map(|piece| piece.span).collect();
    assert_eq!(differ, [span(1000, 2000)]);
}

#[test]
fn agreement_and_disagreements_make_up_the_whole() {
    let (_, pairwise) = demo();
    let settings = Settings::default();
    let mut seen = 0;
    for compared in pairwise.channels.iter().filter(|compared| compared.exclusive) {
        let whole: Millis = compared.scorable.iter().fold(Millis::ZERO, |sum, span| sum + span.duration());
        let differ = compared.disagreements(&settings);
        let apart = differ.iter().fold(Millis::ZERO, |sum, piece| sum + piece.span.duration());
        let agree = numbers(compared, None, settings).agree.unwrap().unwrap();
        assert!((agree - (whole - apart).as_f64() / whole.as_f64()).abs() < 1e-9);
        seen += differ.len();
    }
    assert!(seen > 0, "the demo's second coder errs");
}

#[test]
fn what_cannot_be_compared_says_why() {
    let (mut project, pairwise) = demo();
    let [first, second] = pairwise.codings;
    assert_eq!(Pairwise::of(&project, [first, first]), Err(Obstacle::Same));
    assert_eq!(Pairwise::of(&project, [first, ObservationId(9999)]), Err(Obstacle::NotThere));
    let blind = |blind, submitted| crate::model::Assignment { stretches: vec![], blind, submitted };
    project.observations[1].assignment = Some(blind(true, false));
    assert_eq!(Pairwise::of(&project, [first, second]), Err(Obstacle::Blind));
    project.observations[1].assignment = Some(blind(true, true));
    assert!(Pairwise::of(&project, [first, second]).is_ok());
    project.sessions[0].window = None;
    project.sessions[0].media.clear();
    assert_eq!(Pairwise::of(&project, [first, second]), Err(Obstacle::NoWindow));
}
