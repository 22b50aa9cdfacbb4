//! The two heads.

use crate::paint::{Canvas, Point, path, rgb, rgba};
use crate::scene::Figure;
use tiny_skia::{Color, Transform};

/// What tells the two apart.
pub(crate) struct Look {
    pub(crate) skin: u32,
    pub(crate) shade: u32,
    pub(crate) hair: u32,
    pub(crate) iris: u32,
    /// Half the distance of the eyes, and their height, in head radii.
    pub(crate) eyes: Point,
    /// Size of an eye in head radii.
    pub(crate) eye: f32,
    pub(crate) child: bool,
}

pub(crate) const PARENT: Look = Look {
    skin: 0xe8_c3a0,
    shade: 0xd9_ab86,
    hair: 0x5a_4230,
    iris: 0x3d_5a4a,
    eyes: (0.36, -0.08),
    eye: 0.19,
    child: false,
};
pub(crate) const CHILD: Look = Look {
    skin: 0xf2_d2b4,
    shade: 0xe5_ba98,
    hair: 0x8e_6a48,
    iris: 0x3f_566e,
    eyes: (0.38, 0.06),
    eye: 0.22,
    child: true,
};

const LIP: u32 = 0x9c_3d44;
const MOUTH: u32 = 0x6b_2430;

/// Hair that falls behind head and shoulders; painted before the body.
pub(crate) fn back_hair(canvas: &mut Canvas, figure: &Figure, look: &Look) {
    if !look.child {
        on_head(canvas, figure);
        canvas.ellipse((0.0, 0.16), 1.1, 1.24, rgb(look.hair));
        canvas.transform = Transform::identity();
    }
}

/// The head with its face.
pub(crate) fn head(canvas: &mut Canvas, figure: &Figure, look: &Look) {
    on_head(canvas, figure);
    // The face turns a little to where the eyes point.
    let turn = (figure.gaze.0 * 0.13, figure.gaze.1 * 0.07);
    let skin = rgb(look.skin);
    for side in [-1.0, 1.0] {
        canvas.circle((side * 0.95 - turn.0 * 0.5, 0.12), 0.15, skin);
        canvas.circle((side * 0.95 - turn.0 * 0.5, 0.12), 0.075, rgb(look.shade));
    }
    canvas.ellipse((0.0, 0.0), 0.95, 1.0, skin);
    front_hair(canvas, look, turn);
    cheeks(canvas, figure, turn);
    for side in [-1.0, 1.0] {
        eye(canvas, figure, look, side, turn);
        brow(canvas, figure, look, side, turn);
    }
    let nose = (turn.0 * 1.5, 0.22 + turn.1);
    canvas.curve((nose.0 - 0.06, nose.1), (nose.0, nose.1 + 0.06), (nose.0 + 0.06, nose.1), 0.035, rgb(look.shade));
    mouth(canvas, figure, (turn.0 * 1.15, 0.50 + turn.1));
    if look.child && figure.smile < -0.6 {
        tear(canvas, (look.eyes.0 + turn.0 + 0.08, look.eyes.1 + turn.1 + 0.30));
    }
    canvas.transform = Transform::identity();
}

/// Units of a head's radius about its center.
fn on_head(canvas: &mut Canvas, figure: &Figure) {
    canvas.transform = Transform::from_translate(figure.head.0, figure.head.1)
        .pre_concat(Transform::from_rotate(figure.tilt))
        .pre_scale(figure.radius, figure.radius);
}

fn front_hair(canvas: &mut Canvas, look: &Look, turn: Point) {
    let color = rgb(look.hair);
    let x = turn.0 * 0.5;
    if look.child {
        // A thin cap and a curl on top.
        let cap = path((-0.80, -0.52), |p| {
            p.quad_to(-0.58, -1.06, 0.0, -1.06);
            p.quad_to(0.58, -1.06, 0.80, -0.52);
            p.quad_to(0.50 + x, -0.80, 0.10 + x, -0.80);
            p.quad_to(-0.45 + x, -0.82, -0.80, -0.52);
            p.close();
        });
        canvas.fill(cap, color);
        canvas.curve((0.02, -1.0), (-0.10, -1.26), (0.14, -1.24), 0.075, color);
        canvas.curve((0.08, -1.0), (0.16, -1.18), (0.30, -1.10), 0.065, color);
    } else {
        let cap = path((-0.99, 0.22), |p| {
            p.cubic_to(-1.12, -0.70, -0.62, -1.16, 0.0, -1.14);
            p.cubic_to(0.62, -1.16, 1.12, -0.70, 0.99, 0.22);
            p.quad_to(0.92, -0.28, 0.62 + x, -0.52);
            p.quad_to(0.02 + x, -0.42, -0.34 + x, -0.78);
            p.quad_to(-0.66 + x, -0.52, -0.99, 0.22);
            p.close();
        });
        canvas.fill(cap, color);
    }
}

fn cheeks(canvas: &mut Canvas, figure: &Figure, turn: Point) {
    let glow = if figure.smile < 0.0 { 0.22 - 0.25 * figure.smile } else { 0.22 + 0.30 * figure.smile };
    for side in [-1.0, 1.0] {
        let y = 0.36 + turn.1 - 0.03 * figure.smile.max(0.0);
        canvas.ellipse((side * 0.56 + turn.0, y), 0.17, 0.12, rgba(0xe0_7a70, glow));
    }
}

fn eye(canvas: &mut Canvas, figure: &Figure, look: &Look, side: f32, turn: Point) {
    let center = (side * look.eyes.0 + turn.0, look.eyes.1 + turn.1);
    let (rx, ry) = (look.eye, look.eye * 1.04);
    let ink = rgb(0x2a_211d);
    if figure.blink >= 1.0 {
        canvas.curve((center.0 - rx, center.1), (center.0, center.1 + 0.12), (center.0 + rx, center.1), 0.05, ink);
        return;
    }
    canvas.ellipse(center, rx, ry, rgb(0xfd_fbf7));
    let reach = look.eye * 0.50;
    let pupil = (center.0 + figure.gaze.0 * reach, center.1 + figure.gaze.1 * reach * 0.85);
    canvas.circle(pupil, look.eye * 0.56, rgb(look.iris));
    canvas.circle(pupil, look.eye * 0.36, rgb(0x17_1310));
    canvas.circle((pupil.0 - look.eye * 0.16, pupil.1 - look.eye * 0.2), look.eye * 0.12, rgb(0xff_ffff));
    // Lids: the upper one follows a look down and a blink, the lower one rises with a smile.
    let drop = (figure.gaze.1.max(0.0) * 0.32 + figure.blink * 0.7) * ry;
    lid(canvas, center, (rx, ry), -1.0, drop, look);
    lid(canvas, center, (rx, ry), 1.0, figure.smile.max(0.0) * (0.34 - 0.28 * figure.gaze.1.max(0.0)) * ry, look);
    let top = center.1 - ry + drop;
    canvas.curve(
        (center.0 - rx, center.1 - 0.25 * ry + drop * 0.6),
        (center.0, top - 0.78 * ry + drop * 0.3),
        (center.0 + rx, center.1 - 0.25 * ry + drop * 0.6),
        0.045,
        ink,
    );
}

/// Skin that covers an eye from above (-1) or below (1) by `cover`.
fn lid(canvas: &mut Canvas, center: Point, (rx, ry): Point, from: f32, cover: f32, look: &Look) {
    if cover > 0.01 {
        let (wide, edge) = (rx * 1.12, center.1 + from * (ry - cover));
        let outer = center.1 + from * ry * 1.14;
        let shape = path((center.0 - wide, center.1 + from * 0.25 * ry), |p| {
            p.quad_to(
                center.0,
                edge - from * 0.02 + from * (edge - center.1).abs() * 0.45,
                center.0 + wide,
                center.1 + from * 0.25 * ry,
            );
            p.quad_to(center.0 + wide, outer, center.0, outer);
            p.quad_to(center.0 - wide, outer, center.0 - wide, center.1 + from * 0.25 * ry);
            p.close();
        });
        canvas.fill(shape, rgb(look.skin));
    }
}

fn brow(canvas: &mut Canvas, figure: &Figure, look: &Look, side: f32, turn: Point) {
    let (distress, joy) = ((-figure.smile).max(0.0), figure.smile.max(0.0));
    let x = |out: f32| side * (look.eyes.0 + out) + turn.0;
    let y = look.eyes.1 - look.eye * 1.04 - 0.13 + turn.1 - 0.05 * joy;
    // In distress the inner ends rise and draw together.
    let (inner, outer) = (y - 0.12 * distress, y + 0.06 + 0.08 * distress);
    let width = if look.child { 0.05 } else { 0.07 };
    canvas.curve(
        (x(-0.17 - 0.06 * distress), inner),
        (x(0.0), y - 0.07 + 0.05 * distress),
        (x(0.2), outer),
        width,
        rgb(look.hair),
    );
}

fn mouth(canvas: &mut Canvas, figure: &Figure, (x, y): Point) {
    let (smile, open) = (figure.smile, figure.open);
    let joy = smile.max(0.0);
    let wide = 0.24 + 0.14 * joy - 0.05 * open * (1.0 - joy);
    let corner = y - 0.015 - 0.13 * smile;
    let upper = y + 0.03 + 0.20 * smile - 0.10 * open;
    let lower = y + 0.03 + 0.24 * smile + 0.10 * joy + (0.62 - 0.12 * joy) * open;
    let lip: Color = rgb(LIP);
    let shape = || {
        path((x - wide, corner), |p| {
            p.quad_to(x, upper, x + wide, corner);
            p.quad_to(x, lower, x - wide, corner);
            p.close();
        })
    };
    canvas.fill(shape(), rgb(MOUTH));
    if open > 0.3 {
        let mid = corner * 0.5 + lower * 0.5;
        canvas.ellipse((x, mid - 0.035), wide * 0.5 * open, 0.06 * open, rgb(0xc8_6068));
    }
    canvas.stroke(shape(), 0.06, lip);
}

fn tear(canvas: &mut Canvas, (x, y): Point) {
    let drop = path((x, y - 0.10), |p| {
        p.quad_to(x + 0.09, y + 0.05, x, y + 0.07);
        p.quad_to(x - 0.09, y + 0.05, x, y - 0.10);
        p.close();
    });
    canvas.fill(drop, rgb(0x9c_d3ee));
}
