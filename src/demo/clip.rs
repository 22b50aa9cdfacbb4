//! The rendered files: one clip in two encodings, of which a browser plays at least one.

use crate::model::Fingerprint;

/// A rendering of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Clip {
    /// H.264 and AAC.
    Mp4,
    /// VP9 and Opus.
    WebM,
}

impl Clip {
    /// Both, the more widely played first.
    pub const ALL: [Self; 2] = [Self::Mp4, Self::WebM];

    /// Its file's name; the file lies in `demo/` of the site.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Mp4 => "attune-demo.mp4",
            Self::WebM => "attune-demo.webm",
        }
    }

    /// Its type, as `HTMLMediaElement.canPlayType` takes it.
    pub const fn mime_type(self) -> &'static str {
        match self {
            Self::Mp4 => r#"video/mp4; codecs="avc1.64001f, mp4a.40.2""#,
            Self::WebM => r#"video/webm; codecs="vp9, opus""#,
        }
    }

    /// The committed file's fingerprint, as `render-demo` printed it.
    pub fn fingerprint(self) -> Fingerprint {
        let (size, hash) = match self {
            Self::Mp4 => (1_304_448, "cd707aa699209df879993388964226f6a3e1a74777b54f32535b7727beab515a"),
            Self::WebM => (1_145_097, "24e79e08ab9c595509d1d3c0a13882f89684f32aa990e56a129495ddb9caf7af"),
        };
        Fingerprint { size, hash: hash.into() }
    }

    /// The clip with this fingerprint. A demo that was saved with one of them may be opened where only the other plays.
    pub fn recognize(fingerprint: &Fingerprint) -> Option<Self> {
        Self::ALL.into_iter().find(|clip| clip.fingerprint() == *fingerprint)
    }
}
