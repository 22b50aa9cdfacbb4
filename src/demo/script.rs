//! The script of the demo: 75 s of free play, as the frames in which each behavior shows. The clip is drawn from it, so it *is* the
//! gold coding.
//!
//! # The story
//! Play with talk and smiles (0–21 s); the parent speaks to someone else (21–23 s); play with the ball (23–33 s); a tickle that goes on
//! too long, from which the child turns away and fusses while the parent still smiles (33.6–39.6 s): the mismatch; the parent leans
//! back, strokes, soothes, offers the ball (39.8–50 s): the repair; play again (51–75 s).
//!
//! # True couplings
//! What an analysis of this clip should find, and nothing else is coupled by design. Latencies run from onset to onset unless said
//! otherwise.
//!
//! | who leads | coupling | answered | latency |
//! | --- | --- | --- | --- |
//! | parent | parent's smile → child's smile | 9 of 11; not at 21.40 s (smiled to another) nor at 43.20 s (child upset) | 1.12–1.32 s, mean 1.21 s |
//! | parent | parent's look at the object → child's Object or Shared attention | 7 of 8; not at 61.60 s | 0.84–1.00 s, mean 0.93 s |
//! | both | end of one's utterance → the other's next utterance | 25 of 27 changes of speaker outside 38–49 s | 0.72–0.84 s, mean 0.80 s |
//! | child | child's look at the object (Object) → child touches it | 6 of 6 | 0.76–0.84 s, mean 0.81 s |
//! | child | child's negative face → parent's posture Neutral, then affectionate touch | once | 0.80 s, 2.20 s |
//!
//! The child never smiles unless the parent smiled first, and the parent never answers a child's smile: smiling is led by the parent
//! alone. From 38 s to 49 s turn-taking breaks down: the two sound over each other three times. `couplings` holds the same as data.

use super::acts::{
    Affect, Bout, ChildTouch, ChildVoice, Contact, Gaze, ParentTouch, ParentVoice, Posture, bout, contact,
};
use crate::media::FrameRate;
use crate::time::Millis;

/// Frames per second.
pub const FRAME_RATE: FrameRate = FrameRate::PAL;
/// Number of frames: 0 to 1874.
pub const FRAMES: u32 = 1875;
/// How long it plays.
pub const DURATION: Millis = Millis(75_000);

/// Where the parent looks, without gaps.
pub const PARENT_GAZE: &[Bout<Gaze>] = &[
    bout(Gaze::Partner, 0, 270),
    bout(Gaze::Object, 270, 335),
    bout(Gaze::Partner, 335, 470),
    bout(Gaze::Object, 470, 525),
    bout(Gaze::Away, 525, 575),
    bout(Gaze::Object, 575, 665),
    bout(Gaze::Partner, 665, 755),
    bout(Gaze::Object, 755, 815),
    bout(Gaze::Partner, 815, 1200),
    bout(Gaze::Object, 1200, 1250),
    bout(Gaze::Partner, 1250, 1390),
    bout(Gaze::Object, 1390, 1450),
    bout(Gaze::Partner, 1450, 1540),
    bout(Gaze::Object, 1540, 1585),
    bout(Gaze::Partner, 1585, 1660),
    bout(Gaze::Object, 1660, 1705),
    bout(Gaze::Partner, 1705, 1875),
];

/// What the parent's face shows, without gaps.
pub const PARENT_AFFECT: &[Bout<Affect>] = &[
    bout(Affect::Neutral, 0, 75),
    bout(Affect::Positive, 75, 155),
    bout(Affect::Neutral, 155, 225),
    bout(Affect::Positive, 225, 300),
    bout(Affect::Neutral, 300, 380),
    bout(Affect::Positive, 380, 465),
    bout(Affect::Neutral, 465, 535),
    bout(Affect::Positive, 535, 600),
    bout(Affect::Neutral, 600, 650),
    bout(Affect::Positive, 650, 735),
    bout(Affect::Neutral, 735, 800),
    bout(Affect::Positive, 800, 990),
    bout(Affect::Neutral, 990, 1080),
    bout(Affect::Positive, 1080, 1115),
    bout(Affect::Neutral, 1115, 1290),
    bout(Affect::Positive, 1290, 1370),
    bout(Affect::Neutral, 1370, 1445),
    bout(Affect::Positive, 1445, 1520),
    bout(Affect::Neutral, 1520, 1570),
    bout(Affect::Positive, 1570, 1635),
    bout(Affect::Neutral, 1635, 1710),
    bout(Affect::Positive, 1710, 1875),
];

/// The parent's utterances.
pub const PARENT_VOICE: &[Bout<ParentVoice>] = &[
    bout(ParentVoice::InfantDirected, 20, 60),
    bout(ParentVoice::InfantDirected, 119, 160),
    bout(ParentVoice::InfantDirected, 225, 265),
    bout(ParentVoice::InfantDirected, 339, 380),
    bout(ParentVoice::InfantDirected, 445, 485),
    bout(ParentVoice::ToOthers, 538, 566),
    bout(ParentVoice::AdultLike, 580, 625),
    bout(ParentVoice::InfantDirected, 685, 730),
    bout(ParentVoice::InfantDirected, 794, 830),
    bout(ParentVoice::InfantDirected, 891, 940),
    bout(ParentVoice::InfantDirected, 955, 1000),
    bout(ParentVoice::InfantDirected, 1063, 1120),
    bout(ParentVoice::InfantDirected, 1165, 1220),
    bout(ParentVoice::InfantDirected, 1285, 1325),
    bout(ParentVoice::AdultLike, 1384, 1425),
    bout(ParentVoice::InfantDirected, 1490, 1530),
    bout(ParentVoice::InfantDirected, 1591, 1635),
    bout(ParentVoice::InfantDirected, 1701, 1745),
    bout(ParentVoice::InfantDirected, 1810, 1850),
];

/// The parent's touch, while there is contact.
pub const PARENT_TOUCH: &[Bout<ParentTouch>] = &[
    bout(ParentTouch::Affectionate, 165, 205),
    bout(ParentTouch::Playful, 420, 465),
    bout(ParentTouch::ObjectMediated, 610, 655),
    bout(ParentTouch::Playful, 840, 950),
    bout(ParentTouch::Affectionate, 1030, 1175),
    bout(ParentTouch::Functional, 1230, 1255),
    bout(ParentTouch::Extremities, 1430, 1485),
    bout(ParentTouch::Proprioceptive, 1510, 1555),
    bout(ParentTouch::Playful, 1760, 1800),
];

/// How the parent leans, without gaps.
pub const PARENT_POSTURE: &[Bout<Posture>] = &[
    bout(Posture::Toward, 0, 220),
    bout(Posture::Neutral, 220, 405),
    bout(Posture::Toward, 405, 520),
    bout(Posture::Away, 520, 580),
    bout(Posture::Toward, 580, 995),
    bout(Posture::Neutral, 995, 1280),
    bout(Posture::Toward, 1280, 1560),
    bout(Posture::Neutral, 1560, 1740),
    bout(Posture::Toward, 1740, 1875),
];

/// Where the child looks, without gaps.
pub const CHILD_GAZE: &[Bout<Gaze>] = &[
    bout(Gaze::Object, 0, 50),
    bout(Gaze::Partner, 50, 210),
    bout(Gaze::Away, 210, 235),
    bout(Gaze::Partner, 235, 293),
    bout(Gaze::Object, 293, 355),
    bout(Gaze::Partner, 355, 491),
    bout(Gaze::Object, 491, 600),
    bout(Gaze::Shared, 600, 675),
    bout(Gaze::Partner, 675, 779),
    bout(Gaze::Object, 779, 825),
    bout(Gaze::Partner, 825, 920),
    bout(Gaze::Away, 920, 1050),
    bout(Gaze::Partner, 1050, 1065),
    bout(Gaze::Away, 1065, 1223),
    bout(Gaze::Object, 1223, 1275),
    bout(Gaze::Partner, 1275, 1412),
    bout(Gaze::Shared, 1412, 1460),
    bout(Gaze::Partner, 1460, 1505),
    bout(Gaze::Away, 1505, 1535),
    bout(Gaze::Partner, 1535, 1684),
    bout(Gaze::Object, 1684, 1730),
    bout(Gaze::Partner, 1730, 1875),
];

/// What the child's face shows, without gaps.
pub const CHILD_AFFECT: &[Bout<Affect>] = &[
    bout(Affect::Neutral, 0, 105),
    bout(Affect::Positive, 105, 190),
    bout(Affect::Neutral, 190, 253),
    bout(Affect::Positive, 253, 330),
    bout(Affect::Neutral, 330, 413),
    bout(Affect::Positive, 413, 495),
    bout(Affect::Neutral, 495, 679),
    bout(Affect::Positive, 679, 765),
    bout(Affect::Neutral, 765, 831),
    bout(Affect::Positive, 831, 910),
    bout(Affect::Neutral, 910, 975),
    bout(Affect::Negative, 975, 1097),
    bout(Affect::Neutral, 1097, 1120),
    bout(Affect::Negative, 1120, 1195),
    bout(Affect::Neutral, 1195, 1322),
    bout(Affect::Positive, 1322, 1400),
    bout(Affect::Neutral, 1400, 1473),
    bout(Affect::Positive, 1473, 1540),
    bout(Affect::Neutral, 1540, 1601),
    bout(Affect::Positive, 1601, 1660),
    bout(Affect::Neutral, 1660, 1740),
    bout(Affect::Positive, 1740, 1875),
];

/// The child's utterances.
pub const CHILD_VOICE: &[Bout<ChildVoice>] = &[
    bout(ChildVoice::Babble, 80, 100),
    bout(ChildVoice::Babble, 181, 205),
    bout(ChildVoice::Babble, 300, 319),
    bout(ChildVoice::Babble, 401, 425),
    bout(ChildVoice::Neutral, 504, 522),
    bout(ChildVoice::Neutral, 646, 665),
    bout(ChildVoice::Babble, 750, 775),
    bout(ChildVoice::Babble, 851, 873),
    bout(ChildVoice::Fuss, 990, 1030),
    bout(ChildVoice::Fuss, 1050, 1097),
    bout(ChildVoice::Fuss, 1125, 1155),
    bout(ChildVoice::Fuss, 1180, 1193),
    bout(ChildVoice::Neutral, 1250, 1265),
    bout(ChildVoice::Babble, 1345, 1365),
    bout(ChildVoice::Babble, 1446, 1470),
    bout(ChildVoice::Babble, 1550, 1572),
    bout(ChildVoice::Babble, 1655, 1680),
    bout(ChildVoice::Babble, 1764, 1790),
];

/// The child's new contacts.
pub const CHILD_TOUCH: &[Contact] = &[
    contact(ChildTouch::Object, 20),
    contact(ChildTouch::Object, 313),
    contact(ChildTouch::Parent, 435),
    contact(ChildTouch::Object, 511),
    contact(ChildTouch::Object, 625),
    contact(ChildTouch::Object, 798),
    contact(ChildTouch::Own, 940),
    contact(ChildTouch::Own, 1010),
    contact(ChildTouch::Own, 1135),
    contact(ChildTouch::Object, 1244),
    contact(ChildTouch::Object, 1425),
    contact(ChildTouch::Parent, 1580),
    contact(ChildTouch::Object, 1705),
    contact(ChildTouch::Parent, 1780),
];

/// How the child leans, without gaps.
pub const CHILD_POSTURE: &[Bout<Posture>] = &[
    bout(Posture::Neutral, 0, 130),
    bout(Posture::Toward, 130, 370),
    bout(Posture::Neutral, 370, 690),
    bout(Posture::Toward, 690, 935),
    bout(Posture::Away, 935, 1170),
    bout(Posture::Neutral, 1170, 1340),
    bout(Posture::Toward, 1340, 1620),
    bout(Posture::Neutral, 1620, 1750),
    bout(Posture::Toward, 1750, 1875),
];
