use super::*;
use crate::plot::{Theme, svg};

fn bar(code: u32, label: &str, color: u32, value: Option<f64>) -> Bar {
    Bar { code: CodeId(code), label: label.to_owned(), color: Rgb::hex(color), value }
}

/// Two panels: shares of two groups, one of them with awkward names, and rates.
fn chart() -> BarChart {
    let group = |title: &str, bars| Group { title: title.to_owned(), bars };
    let gaze = vec![bar(1, "Partner", 0x44_77aa, Some(0.5)), bar(2, "Away", 0x66_ccee, Some(0.25))];
    let odd = vec![bar(3, "a < b & \"c\"", 0x22_8833, Some(1.0)), bar(4, "Never", 0xcc_bb44, Some(0.0))];
    let touch = vec![bar(5, "Pat", 0xee_6677, Some(6.0)), bar(6, "Poke", 0xaa_3377, None)];
    let shares = vec![group("Child · Gaze", gaze), group("Parent · Odd", odd)];
    BarChart {
        panels: vec![
            Panel { title: "Share of time".into(), measure: Measure::Share, groups: shares },
            Panel { title: "Per minute".into(), measure: Measure::PerMinute, groups: vec![group("Touch", touch)] },
        ],
    }
}

fn drawn(layout: &Layout) -> String {
    svg((layout.width, layout.height), |area| draw(area, layout, &Theme::paper(), None)).unwrap()
}

fn place(layout: &Layout, code: u32) -> BarPlace {
    layout.bars().find(|bar| bar.code == CodeId(code)).unwrap().clone()
}

#[test]
fn bars_are_as_long_as_their_values() {
    let layout = Layout::new(&chart(), 600, &Theme::paper());
    let width = |code| place(&layout, code).bar.map(|bar| bar.right - bar.left);
    let (half, quarter, whole) = (width(1).unwrap(), width(2).unwrap(), width(3).unwrap());
    assert!((half - 2 * quarter).abs() <= 1 && (whole - 2 * half).abs() <= 1, "{half} {quarter} {whole}");
    assert_eq!(width(5), Some(whole), "the greatest rate fills its axis");
    assert_eq!((width(4), width(6)), (None, None));
    assert_eq!((place(&layout, 4).value.as_str(), place(&layout, 6).value.as_str()), ("0.0%", "–"));
}

#[test]
fn everything_stays_within_the_figure() {
    for width in [1, 240, 360, 1200] {
        let layout = Layout::new(&chart(), width, &Theme::paper());
        let font = Theme::paper().font_size;
        for bar in layout.bars() {
            let value_right = f64::from(bar.value_left) + crate::plot::text::width(&bar.value, font);
            assert!(value_right <= f64::from(layout.width), "{} at {width}", bar.label);
            assert!(bar.row.bottom.unsigned_abs() <= layout.height);
        }
        let rows: Vec<_> = layout.bars().map(|bar| bar.row).collect();
        assert!(rows.windows(2).all(|pair| pair[0].bottom <= pair[1].top), "rows overlap at {width}");
    }
}

#[test]
fn the_row_under_a_point_is_found() {
    let layout = Layout::new(&chart(), 600, &Theme::paper());
    for bar in layout.bars() {
        let (top, bottom) = (f64::from(bar.row.top), f64::from(bar.row.bottom));
        for (x, y) in [(0.0, top), (300.0, (top + bottom) / 2.0), (599.9, bottom - 0.1)] {
            assert_eq!(layout.hit(x, y).map(|hit| hit.code), Some(bar.code));
        }
    }
    let heading = layout.panels[0].title.y;
    assert_eq!(layout.hit(300.0, f64::from(heading)), None);
    assert_eq!(layout.hit(600.0, f64::from(layout.panels[0].bars[0].row.top)), None);
}

#[test]
fn the_file_holds_each_bar_and_each_word() {
    let layout = Layout::new(&chart(), 600, &Theme::paper());
    let file = drawn(&layout);
    assert!(file.starts_with("<svg"), "{}", &file[..40]);
    for word in ["Share of time", "Child · Gaze", "Partner", "Away", "50.0%", "Per minute", "6.00", "Poke", "–"] {
        assert!(file.contains(word), "{word}");
    }
    assert!(file.contains("a &lt; b &amp; &quot;c&quot;") && !file.contains("a < b"), "texts are escaped");
    for bar in chart().panels.iter().flat_map(|panel| &panel.groups).flat_map(|group| &group.bars) {
        let fills = file.matches(&format!("fill=\"{}\"", bar.color.to_string().to_uppercase())).count();
        assert_eq!(fills, usize::from(bar.value.is_some_and(|value| value > 0.0)), "{}", bar.label);
    }
}

#[test]
fn what_is_hit_is_what_is_drawn() {
    let layout = Layout::new(&chart(), 600, &Theme::paper());
    let file = drawn(&layout);
    let rect = place(&layout, 1).bar.unwrap();
    let expect = format!(
        "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
        rect.left,
        rect.top,
        rect.right - rect.left,
        rect.bottom - rect.top
    );
    assert!(file.contains(&expect), "{expect} in {file}");
}

#[test]
fn texts_come_out_at_the_size_asked_for() {
    let file = drawn(&Layout::new(&chart(), 600, &Theme::paper()));
    let sizes: Vec<f64> =
        file.split("font-size=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    assert!(sizes.iter().all(|size| (size - 12.0).abs() < 0.01), "{sizes:?}");
}

#[test]
fn a_chart_without_bars_draws() {
    let empty = BarChart { panels: Vec::new() };
    assert!(empty.is_empty());
    assert!(drawn(&Layout::new(&empty, 600, &Theme::paper())).starts_with("<svg"));
}
