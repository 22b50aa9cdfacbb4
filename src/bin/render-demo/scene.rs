//! What a frame shows: the script turned into positions.

use crate::motion::{ease, ease_out, float, reach, shown};
use crate::paint::{Point, mix, mix_point};
use crate::voice::Syllable;
use attune::demo::acts::{Affect, Bout, ChildTouch, Contact, Gaze, ParentTouch, Posture};
use attune::demo::script;
use std::f32::consts::TAU;

/// Where the ball lies.
const TOY: Point = (328.0, 306.0);
/// Where the hands rest.
const PARENT_HAND: Point = (262.0, 315.0);
const CHILD_HAND: Point = (398.0, 319.0);

/// One partner in one frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figure {
    /// 1 where the partner is to the right, -1 where to the left.
    pub(crate) side: f32,
    /// Center of the head.
    pub(crate) head: Point,
    /// Radius of the head.
    pub(crate) radius: f32,
    /// Tilt in degrees, positive to the right.
    pub(crate) tilt: f32,
    /// Middle of the chest.
    pub(crate) chest: Point,
    /// Where the eyes point: -1 to 1 to the right, -1 to 1 down.
    pub(crate) gaze: Point,
    /// -1 a frown, 0 neutral, 1 a smile.
    pub(crate) smile: f32,
    /// How wide the mouth is open, 0 to 1.
    pub(crate) open: f32,
    /// How far the lids are closed, 0 to 1.
    pub(crate) blink: f32,
    /// The hand on the partner's side.
    pub(crate) hand: Point,
}

/// One frame.
pub(crate) struct Scene {
    pub(crate) parent: Figure,
    pub(crate) child: Figure,
    /// Whether the parent's hand holds a cloth.
    pub(crate) cloth: bool,
    /// Center of the ball, and its turn in degrees.
    pub(crate) toy: (Point, f32),
    /// Contacts that have just begun: where, and how far they have faded, 0 to 1.
    pub(crate) contacts: Vec<(Point, f32)>,
}

/// What every frame's scene is made from.
pub(crate) struct Director {
    parent: Vec<Syllable>,
    child: Vec<Syllable>,
}

impl Director {
    pub(crate) fn new() -> Self {
        Self { parent: crate::voice::parent(), child: crate::voice::child() }
    }

    /// The scene of a frame.
    pub(crate) fn scene(&self, frame: u32) -> Scene {
        let mut parent = Figure {
            gaze: gaze(script::PARENT_GAZE, 1.0, frame),
            smile: smile(script::PARENT_AFFECT, frame),
            open: opening(&self.parent, frame),
            blink: blink(frame, 83, 11),
            hand: PARENT_HAND,
            ..posed(1.0, (150.0, 150.0), 74.0, script::PARENT_POSTURE, frame)
        };
        let mut child = Figure {
            gaze: gaze(script::CHILD_GAZE, -1.0, frame),
            smile: smile(script::CHILD_AFFECT, frame),
            open: opening(&self.child, frame),
            blink: blink(frame, 97, 42),
            hand: CHILD_HAND,
            ..posed(-1.0, (484.0, 190.0), 70.0, script::CHILD_POSTURE, frame)
        };
        let mut contacts = Vec::new();
        let mut cloth = false;
        let mut toy = (TOY, 0.0);
        if let Some((touch, how_far)) = parents_touch(frame) {
            let since = float(frame.saturating_sub(touch.from)) / 25.0;
            if touch.act == ParentTouch::Proprioceptive {
                let swing = (TAU * since * 1.1).sin() * 30.0;
                child.hand = mix_point(child.hand, (392.0, 262.0 + swing), how_far.swing);
            }
            let target = target(touch.act, &child, since);
            parent.hand = mix_point(parent.hand, target, how_far.hand);
            if touch.act == ParentTouch::ObjectMediated {
                // The hand takes the ball along, and brings it back.
                toy = (mix_point(TOY, (target.0 + 6.0, target.1 - 4.0), how_far.hand), 60.0 * how_far.hand);
            }
            cloth = touch.act == ParentTouch::Functional;
            push_contact(&mut contacts, touch.from, frame, parent.hand);
        }
        for contact in script::CHILD_TOUCH {
            let t = childs_reach(*contact, frame);
            if t > 0.0 {
                let place = match contact.act {
                    ChildTouch::Parent => (parent.hand.0 + 12.0, parent.hand.1 - 12.0),
                    ChildTouch::Object => (toy.0.0 + 24.0, toy.0.1 - 6.0),
                    ChildTouch::Own => (child.head.0 - child.radius * 0.62, child.head.1 + child.radius * 0.66),
                };
                child.hand = mix_point(child.hand, place, t);
                push_contact(&mut contacts, contact.at, frame, child.hand);
            }
            if contact.act == ChildTouch::Object && frame >= contact.at {
                // A nudge that the ball answers.
                let since = float(frame - contact.at) / 25.0;
                toy.1 += 26.0 * (-3.0 * since).exp() * (9.0 * since).sin();
            }
        }
        Scene { parent, child, cloth, toy, contacts }
    }
}

/// A figure as its posture has it, without a face yet.
fn posed(side: f32, rest: Point, radius: f32, postures: &[Bout<Posture>], frame: u32) -> Figure {
    let [lean] = shown(postures, frame, |bout, _| match bout.map(|bout| bout.act) {
        Some(Posture::Toward) => [1.0],
        Some(Posture::Away) => [-1.0],
        _ => [0.0],
    });
    let time = float(frame) / 25.0;
    let breath = (time * TAU / 3.6 + side).sin();
    let near = if lean > 0.0 { 0.05 } else { 0.04 };
    let shift = side * lean * if lean > 0.0 { 16.0 } else { 22.0 };
    Figure {
        side,
        head: (rest.0 + shift, rest.1 + 4.0 * lean + 0.8 * breath),
        radius: radius * (1.0 + near * lean),
        tilt: side * lean * if lean > 0.0 { 4.0 } else { 9.0 },
        chest: (rest.0 + shift * 0.45, 290.0 + 0.5 * breath),
        gaze: (0.0, 0.0),
        smile: 0.0,
        open: 0.0,
        blink: 0.0,
        hand: rest,
    }
}

fn gaze(bouts: &[Bout<Gaze>], side: f32, frame: u32) -> Point {
    const AT_PARTNER: Point = (0.9, -0.05);
    const AT_OBJECT: Point = (0.55, 1.0);
    let [x, y] = shown(bouts, frame, |bout, frame| {
        let (x, y) = match bout {
            Some(Bout { act: Gaze::Partner, .. }) => AT_PARTNER,
            Some(Bout { act: Gaze::Object, .. }) => AT_OBJECT,
            Some(bout @ Bout { act: Gaze::Shared, .. }) => {
                let after_partner = bouts.iter().any(|b| b.to == bout.from && b.act == Gaze::Partner);
                to_and_fro(after_partner, frame - bout.from, AT_PARTNER, AT_OBJECT)
            }
            Some(Bout { act: Gaze::Away, .. }) | None => (-0.95, -0.5),
        };
        [x, y]
    });
    (x * side, y)
}

/// To and fro each 0.6 s, beginning with the look that was not there before.
fn to_and_fro(after_partner: bool, since: u32, partner: Point, object: Point) -> Point {
    let (look, within) = (since / 15, since % 15);
    let at_object = (look % 2 == 0) == after_partner;
    let (from, to) = if at_object { (partner, object) } else { (object, partner) };
    if look == 0 { to } else { mix_point(from, to, ease_out(float(within + 1) / 4.0)) }
}

fn smile(bouts: &[Bout<Affect>], frame: u32) -> f32 {
    let [smile] = shown(bouts, frame, |bout, _| match bout.map(|bout| bout.act) {
        Some(Affect::Positive) => [1.0],
        Some(Affect::Negative) => [-1.0],
        _ => [0.0],
    });
    smile
}

/// How wide the mouth is open in the middle of a frame.
fn opening(syllables: &[Syllable], frame: u32) -> f32 {
    let at = (float(frame) + 0.5) / 25.0;
    syllables.iter().map(|syllable| syllable.opening(at)).fold(0.0, f32::max)
}

fn blink(frame: u32, every: u32, first: u32) -> f32 {
    match (frame + every - first) % every {
        0 | 3 => 0.6,
        1 | 2 => 1.0,
        _ => 0.0,
    }
}

/// How far a touch has come.
struct Progress {
    /// The parent's hand, 0 to 1 of its way.
    hand: f32,
    /// The child's arm, 0 to 1 of its way into the swing.
    swing: f32,
}

/// The touch that the parent's hand is at, on its way to, or on its way back from.
fn parents_touch(frame: u32) -> Option<(Bout<ParentTouch>, Progress)> {
    const LEAD: u32 = 9;
    const BACK: u32 = 12;
    let near = script::PARENT_TOUCH.iter().find(|touch| frame + LEAD > touch.from && frame < touch.to + BACK)?;
    let hand = reach(near.from, near.to, LEAD, BACK, frame);
    let swing = match frame.checked_sub(near.from) {
        None => 0.0,
        Some(since) if frame < near.to => ease(float(since + 1) / 6.0),
        Some(_) => hand,
    };
    Some((*near, Progress { hand, swing }))
}

/// Where the parent's hand meets the child, `since` seconds into the touch.
fn target(touch: ParentTouch, child: &Figure, since: f32) -> Point {
    let cheek = (child.head.0 - child.radius * 0.80, child.head.1 + child.radius * 0.42);
    let tummy = (child.chest.0 - 32.0, child.chest.1 + 14.0);
    match touch {
        ParentTouch::Affectionate => {
            let stroke = (TAU * since / 1.4).sin();
            (cheek.0 - 2.0 + 2.0 * stroke, cheek.1 + 9.0 * stroke)
        }
        ParentTouch::Playful => {
            (tummy.0 + 5.0 * (TAU * since * 4.0).sin(), tummy.1 + 4.0 * (TAU * since * 5.0).cos() - 4.0)
        }
        ParentTouch::Functional => {
            let wipe = (TAU * since * 1.6).sin();
            (child.head.0 - child.radius * 0.26 + 7.0 * wipe, child.head.1 + child.radius * 0.74)
        }
        ParentTouch::Proprioceptive | ParentTouch::Extremities => (child.hand.0 - 10.0, child.hand.1 - 1.0),
        ParentTouch::ObjectMediated => (tummy.0 - 12.0 + 6.0 * (TAU * since * 1.5).sin(), tummy.1 - 6.0),
    }
}

/// How far the child's hand has come to what it meets.
fn childs_reach(contact: Contact, frame: u32) -> f32 {
    let stay = if contact.act == ChildTouch::Own { 22 } else { 10 };
    if frame + 8 <= contact.at { 0.0 } else { reach(contact.at, contact.at + stay, 8, 10, frame).clamp(0.0, 1.0) }
}

/// A ring that spreads for six frames from the first frame of a contact on.
fn push_contact(contacts: &mut Vec<(Point, f32)>, from: u32, frame: u32, at: Point) {
    if (from..from + 6).contains(&frame) {
        contacts.push((at, mix(0.0, 1.0, float(frame - from) / 6.0)));
    }
}
