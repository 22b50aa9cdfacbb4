//! Motion between the states of the script: it *starts* at the onset frame, so that the onset can be seen to the frame.

use attune::demo::acts::{Bout, bout_at};

/// Frames from one state to the next: 160 ms.
const EASE: u32 = 4;

/// Frames as a float.
#[allow(clippy::cast_precision_loss)] // far below 2^24
pub(crate) fn float(frames: u32) -> f32 {
    frames as f32
}

/// Fast at first, then slow: 0 to 1.
pub(crate) fn ease_out(t: f32) -> f32 {
    let rest = 1.0 - t.clamp(0.0, 1.0);
    1.0 - rest * rest
}

/// Slow, fast, slow: 0 to 1.
pub(crate) fn ease(t: f32) -> f32 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// What is shown in a frame: the value of its state, eased from that of the state before. `value` gets the act, if any, and the frame.
pub(crate) fn shown<T: Copy, const N: usize>(
    bouts: &[Bout<T>],
    frame: u32,
    value: impl Fn(Option<Bout<T>>, u32) -> [f32; N],
) -> [f32; N] {
    let now = value(bout_at(bouts, frame), frame);
    let since = since_change(bouts, frame);
    if since >= EASE || since == frame {
        return now;
    }
    let last = frame - since - 1;
    let before = value(bout_at(bouts, last), last);
    let t = ease_out(float(since + 1) / float(EASE));
    std::array::from_fn(|i| before[i] + (now[i] - before[i]) * t)
}

/// Frames since a bout last began or ended, the frame of the change being 0.
fn since_change<T>(bouts: &[Bout<T>], frame: u32) -> u32 {
    let edges = bouts.iter().flat_map(|bout| [bout.from, bout.to]).filter(|edge| *edge <= frame);
    frame - edges.max().unwrap_or(0)
}

/// How far a hand has reached, 0 to 1: it sets off `lead` frames before the bout, is there in its first frame, and starts back in the
/// first frame after.
pub(crate) fn reach(from: u32, to: u32, lead: u32, back: u32, frame: u32) -> f32 {
    if frame < from {
        ease(1.0 - float(from - frame) / float(lead))
    } else if frame < to {
        1.0
    } else {
        1.0 - ease_out(float(frame - to + 1) / float(back))
    }
}
