//! The lane of the sound: which pixel column is how loud.

use super::Scale;
use crate::media::Waveform;
use crate::time::Millis;

/// How the sound is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoundLook {
    /// The lane's upper end.
    pub y: f64,
    /// The lane's height.
    pub height: f64,
    /// Left above right, where the file has two channels.
    pub apart: bool,
    /// How much larger than the loudest fits it is drawn; at least 1. What does not fit is cut.
    pub gain: f64,
}

/// A row of the lane: one channel, or all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct SoundRow {
    /// Where silence lies.
    pub middle: f64,
    /// What was read, from left to right.
    pub columns: Vec<SoundColumn>,
}

/// The sound within one pixel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SoundColumn {
    /// Its left end.
    pub x: f64,
    /// Upper end of the extremes.
    pub top: f64,
    /// Lower end of the extremes.
    pub bottom: f64,
    /// How far what is heard reaches to either side of the middle.
    pub body: f64,
}

/// Sound below this is drawn no larger than it would be beside it, so that a silent file is a line and not noise: 1 % of full scale.
const LEAST_REACH: f64 = 328.0;

/// Lays out the sound of a file whose time 0 is at `offset` of the session.
pub fn sound(waveform: &Waveform, scale: &Scale, offset: Millis, look: SoundLook) -> Vec<SoundRow> {
    let rows: Vec<Option<usize>> =
        if look.apart && waveform.rows() > 1 { (0..waveform.rows()).map(Some).collect() } else { vec![None] };
    #[allow(clippy::cast_precision_loss)] // one or two rows
    let row_height = look.height / rows.len() as f64;
    let half = row_height / 2.0 - 1.0;
    let unit = half * look.gain.max(1.0) / f64::from(waveform.reach()).max(LEAST_REACH);
    let length = |sample: f64| (sample * unit).clamp(-half, half);
    let seconds = |x: f64| scale.seconds(x) - offset.seconds();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // pixels of a screen
    let width = scale.width().ceil() as u32;
    let row = |(nth, row): (usize, &Option<usize>)| {
        #[allow(clippy::cast_precision_loss)] // one or two rows
        let middle = look.y + (nth as f64 + 0.5) * row_height;
        let column = |x: u32| {
            let x = f64::from(x);
            let peak = waveform.between(*row, seconds(x), seconds(x + 1.0));
            peak.is_read().then(|| SoundColumn {
                x,
                top: middle - length(f64::from(peak.high)),
                bottom: middle - length(f64::from(peak.low)),
                body: length(f64::from(peak.rms)),
            })
        };
        SoundRow { middle, columns: (0..width).filter_map(column).collect() }
    };
    rows.iter().enumerate().map(row).collect()
}

#[cfg(test)]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)] // small numbers
mod tests {
    use super::*;
    use crate::media::Peak;

    const LOOK: SoundLook = SoundLook { y: 20.0, height: 40.0, apart: false, gain: 1.0 };

    fn peak(reach: i16) -> Peak {
        Peak { low: -reach, high: reach, rms: reach / 2 }
    }

    /// Ten seconds of silence with a sound from second 4 to 5; the right side is silent.
    fn waveform() -> Waveform {
        let mut waveform = Waveform::new(2, 5);
        let silence = vec![peak(0); 4000];
        waveform.put(0, &silence);
        waveform.put(800, &[peak(10_000), peak(0)].repeat(200));
        waveform
    }

    #[test]
    fn the_loudest_fills_the_lane_and_lies_at_its_time() {
        let scale = Scale::new(Millis(20_000), 1000.0);
        let rows = sound(&waveform(), &scale, Millis(2000), LOOK);
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert!((row.middle - 40.0).abs() < 1e-9);
        // The file covers seconds 2 to 12 of the session; a pixel is 20 ms.
        assert!((row.columns[0].x - 100.0).abs() < 1.5);
        assert!((row.columns.last().unwrap().x - 599.0).abs() < 1.5);
        let loud: Vec<&SoundColumn> = row.columns.iter().filter(|column| column.bottom - column.top > 30.0).collect();
        assert!((loud[0].x - 300.0).abs() < 2.5 && (loud.last().unwrap().x - 349.0).abs() < 2.5);
        assert!((loud[5].top - 21.0).abs() < 1e-9 && (loud[5].bottom - 59.0).abs() < 1e-9);
        // Half of the height, and of two channels one is silent.
        assert!((loud[5].body - 9.5 / 2_f64.sqrt()).abs() < 0.01);
    }

    #[test]
    fn left_and_right_lie_one_over_the_other_and_nothing_leaves_its_row() {
        let scale = Scale::new(Millis(10_000), 100.0);
        let rows = sound(&waveform(), &scale, Millis::ZERO, SoundLook { apart: true, gain: 8.0, ..LOOK });
        assert_eq!(rows.len(), 2);
        for (row, (top, bottom)) in rows.iter().zip([(20.0, 40.0), (40.0, 60.0)]) {
            assert!(row.columns.iter().all(|column| column.top >= top && column.bottom <= bottom));
        }
        let loudest = |row: &SoundRow| row.columns.iter().map(|c| c.bottom - c.top).fold(0.0, f64::max);
        assert!(loudest(&rows[0]) > 17.0 && loudest(&rows[1]) < 1e-9);
    }

    #[test]
    fn silence_stays_a_line() {
        let mut silent = Waveform::new(1, 5);
        silent.put(0, &vec![peak(3); 2000]);
        let rows = sound(&silent, &Scale::new(Millis(10_000), 100.0), Millis::ZERO, LOOK);
        assert!(rows[0].columns.iter().all(|column| column.bottom - column.top < 0.5));
    }
}
