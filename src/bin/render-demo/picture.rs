//! A whole picture: two panels, bodies, table, ball, arms, frame number.

use crate::face::{self, Look};
use crate::motion::float;
use crate::paint::{Canvas, Point, mix_point, oval, path, rgb, rgba};
use crate::scene::{Figure, Scene};
use attune::demo::stamp;
use tiny_skia::Transform;

const PARENT_SLEEVE: u32 = 0x5d_86b8;
const CHILD_SLEEVE: u32 = 0xd9_9a55;

/// Paints a scene and its frame number.
pub(crate) fn paint(canvas: &mut Canvas, scene: &Scene, frame: u32) {
    canvas.rect((0.0, 0.0), 320.0, 360.0, rgb(0x2c_3443));
    canvas.rect((320.0, 0.0), 320.0, 360.0, rgb(0x3b_3328));
    canvas.circle((150.0, 162.0), 138.0, rgb(0x33_3d4f));
    canvas.circle((484.0, 188.0), 134.0, rgb(0x46_3c2f));
    canvas.rect((319.0, 0.0), 2.0, 360.0, rgb(0x1b_1d21));
    person(canvas, &scene.parent, &face::PARENT, PARENT_SLEEVE);
    person(canvas, &scene.child, &face::CHILD, CHILD_SLEEVE);
    canvas.rect((0.0, 328.0), 640.0, 32.0, rgb(0x8a_6f55));
    canvas.rect((0.0, 328.0), 640.0, 3.0, rgb(0x9d_8268));
    ball(canvas, scene.toy.0, scene.toy.1);
    arm(canvas, &scene.child, &face::CHILD, CHILD_SLEEVE, 17.0);
    if scene.cloth {
        let (x, y) = scene.parent.hand;
        canvas.ellipse((x + 6.0, y + 7.0), 15.0, 13.0, rgb(0xdf_eef2));
        canvas.ellipse((x - 4.0, y + 13.0), 10.0, 11.0, rgb(0xcf_e2e8));
    }
    arm(canvas, &scene.parent, &face::PARENT, PARENT_SLEEVE, 24.0);
    for ((x, y), faded) in &scene.contacts {
        let ring = oval((*x, *y), 17.0 + 14.0 * faded, 17.0 + 14.0 * faded);
        canvas.stroke(ring, 2.5, rgba(0xff_ffff, 0.85 * (1.0 - faded)));
    }
    number(canvas, frame);
}

fn person(canvas: &mut Canvas, figure: &Figure, look: &Look, sleeve: u32) {
    face::back_hair(canvas, figure, look);
    let (x, y) = figure.chest;
    let half = figure.radius * if look.child { 0.92 } else { 1.22 };
    let neck = mix_point(figure.head, (x, y - 20.0), 0.75);
    canvas.stroke(path(figure.head, |p| p.line_to(x, y - 10.0)), figure.radius * 0.52, rgb(look.shade));
    let top = neck.1.min(y - 26.0).max(y - 60.0);
    let torso = path((x - half, 362.0), |p| {
        p.cubic_to(x - half, y - 30.0, x - half * 0.75, top + 14.0, neck.0 - figure.radius * 0.30, top + 2.0);
        p.quad_to(neck.0, top + 18.0, neck.0 + figure.radius * 0.30, top + 2.0);
        p.cubic_to(x + half * 0.75, top + 14.0, x + half, y - 30.0, x + half, 362.0);
        p.close();
    });
    canvas.fill(torso, rgb(sleeve));
    if look.child {
        // A bib with a star.
        canvas.ellipse((x, y + 2.0), half * 0.46, 32.0, rgb(0xf4_e9d6));
        star(canvas, (x, y + 8.0), 12.0);
    } else {
        canvas.curve((neck.0 - 24.0, top + 6.0), (neck.0, top + 28.0), (neck.0 + 24.0, top + 6.0), 5.0, rgb(0x4d_739f));
    }
    face::head(canvas, figure, look);
}

fn star(canvas: &mut Canvas, (x, y): Point, radius: f32) {
    let tip = |i: u8| {
        let r = if i.is_multiple_of(2) { radius } else { radius * 0.45 };
        let angle = f32::from(i) * std::f32::consts::PI / 5.0;
        (x + r * angle.sin(), y - r * angle.cos())
    };
    let shape = path(tip(0), |p| {
        for (x, y) in (1..10).map(tip) {
            p.line_to(x, y);
        }
        p.close();
    });
    canvas.fill(shape, rgb(0xd9_9a55));
}

/// The arm on the partner's side, from the shoulder over the elbow to the hand.
fn arm(canvas: &mut Canvas, figure: &Figure, look: &Look, sleeve: u32, width: f32) {
    let half = figure.radius * if look.child { 0.68 } else { 0.98 };
    let shoulder = (figure.chest.0 + figure.side * half, figure.chest.1 - 4.0);
    let hand = figure.hand;
    let middle = mix_point(shoulder, hand, 0.5);
    let far = ((hand.0 - shoulder.0).powi(2) + (hand.1 - shoulder.1).powi(2)).sqrt();
    // The elbow hangs lower the less the arm is stretched, and rests on the table.
    let elbow = (middle.0, (middle.1 + (60.0 - far * 0.2).max(8.0)).min(332.0 - width * 0.5));
    let outline = rgba(0x10_1418, 0.22);
    let wrist = mix_point(hand, elbow, 0.10);
    canvas.curve(shoulder, elbow, wrist, width + 3.0, outline);
    canvas.circle(shoulder, width * 0.5 + 2.0, rgb(sleeve));
    canvas.curve(shoulder, elbow, wrist, width, rgb(sleeve));
    let size = width * 0.62;
    canvas.circle(hand, size + 1.5, outline);
    canvas.circle(hand, size, rgb(look.skin));
    let thumb = (hand.0 + figure.side * size * 0.35, hand.1 - size * 0.75);
    canvas.circle(thumb, size * 0.42, rgb(look.skin));
    canvas.curve(
        (hand.0 + figure.side * size * 0.2, hand.1 + size * 0.1),
        (hand.0 + figure.side * size * 0.6, hand.1),
        (hand.0 + figure.side * size * 0.9, hand.1 + size * 0.15),
        1.6,
        rgb(look.shade),
    );
}

fn ball(canvas: &mut Canvas, (x, y): Point, turn: f32) {
    canvas.ellipse((x, y + 23.0), 22.0, 5.0, rgba(0x10_1418, 0.22));
    canvas.transform = Transform::from_translate(x, y).pre_concat(Transform::from_rotate(turn));
    canvas.circle((0.0, 0.0), 23.0, rgb(0xe8_6a6f));
    let band = path((-22.0, -7.0), |p| {
        p.quad_to(0.0, -14.0, 22.0, -7.0);
        p.line_to(22.0, 7.0);
        p.quad_to(0.0, 0.0, -22.0, 7.0);
        p.close();
    });
    canvas.fill(band, rgb(0xf7_e3a1));
    canvas.circle((0.0, -4.0), 4.5, rgb(0x5a_b0c8));
    canvas.circle((-12.0, -1.5), 3.4, rgb(0x5a_b0c8));
    canvas.circle((12.0, -1.5), 3.4, rgb(0x5a_b0c8));
    canvas.ellipse((-8.0, -14.0), 5.0, 3.0, rgba(0xff_ffff, 0.5));
    canvas.transform = Transform::identity();
}

/// The frame number, in digits and in squares.
fn number(canvas: &mut Canvas, frame: u32) {
    let (left, top, cell) = (float(stamp::LEFT), float(stamp::TOP), float(stamp::CELL));
    let width = float(stamp::CELLS) * cell;
    canvas.rect((left - 44.0, top - 4.0), width + 48.0, cell + 8.0, rgb(0x0d_0f12));
    for (white, i) in stamp::cells(frame).into_iter().zip(0..) {
        let color = if white { 0xff_ffff } else { 0x00_0000 };
        canvas.rect((left + float(i) * cell, top), cell, cell, rgb(color));
    }
    for (place, i) in [1000, 100, 10, 1].into_iter().zip(0..) {
        digit(canvas, (left - 39.0 + 9.0 * float(i), top), frame / place % 10);
    }
}

/// A digit of 3 by 5 dots of two pixels.
fn digit(canvas: &mut Canvas, (x, y): Point, digit: u32) {
    // Rows from the top, three bits each.
    const DOTS: [u32; 10] = [0o75557, 0o26227, 0o71747, 0o71717, 0o55711, 0o74717, 0o74757, 0o71122, 0o75757, 0o75717];
    let dots = DOTS[(digit % 10) as usize];
    for row in 0..5 {
        for column in 0..3 {
            if dots >> (14 - 3 * row - column) & 1 == 1 {
                canvas.rect((x + 2.0 * float(column), y + 2.0 * float(row)), 2.0, 2.0, rgb(0xf2_f4f6));
            }
        }
    }
}
