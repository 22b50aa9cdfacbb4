//! Icons, drawn as strokes on a 16 by 16 grid.

use leptos::prelude::*;

/// What an icon shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // named for what they show
pub enum Glyph {
    Logo,
    Play,
    Pause,
    FrameBack,
    FrameForward,
    SecondBack,
    SecondForward,
    Loop,
    Volume,
    Undo,
    Redo,
    Download,
    Help,
    Close,
    Check,
    Info,
    Warning,
    Plus,
    Minus,
    Fit,
    Trash,
    File,
    Film,
    Lock,
    Search,
    Flag,
    Toggle,
    Hold,
    Chart,
    Up,
    Down,
    Copy,
    More,
    Edit,
    Mute,
    Adjust,
    Enlarge,
    Wave,
    Larger,
    Smaller,
    Apart,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Logo => "",
            Self::Play => "M5 3 L12.5 8 L5 13 Z",
            Self::Pause => "M5 3 V13 M11 3 V13",
            Self::FrameBack => "M4 3.5 V12.5 M12 3.5 L6.5 8 L12 12.5 Z",
            Self::FrameForward => "M12 3.5 V12.5 M4 3.5 L9.5 8 L4 12.5 Z",
            Self::SecondBack => "M8 4 L3.5 8 L8 12 M13 4 L8.5 8 L13 12",
            Self::SecondForward => "M8 4 L12.5 8 L8 12 M3 4 L7.5 8 L3 12",
            Self::Loop => "M4 10.5 A4.5 4.5 0 1 1 8 12.5 M4 10.5 V13.5 M4 10.5 H7",
            Self::Volume => "M2.5 6 H5 L8.5 3 V13 L5 10 H2.5 Z M11 5.5 A3.5 3.5 0 0 1 11 10.5",
            Self::Undo => "M6 3 L2.5 6.5 L6 10 M2.5 6.5 H9.5 A4 4 0 0 1 9.5 13.5 H7",
            Self::Redo => "M10 3 L13.5 6.5 L10 10 M13.5 6.5 H6.5 A4 4 0 0 0 6.5 13.5 H9",
            Self::Download => "M8 2.5 V10 M4.5 7 L8 10.5 L11.5 7 M3 13.5 H13",
            Self::Help => "M6 6 A2 2 0 1 1 8 8.2 V9.5 M8 12 V12.2",
            Self::Close => "M4 4 L12 12 M12 4 L4 12",
            Self::Check => "M3 8.5 L6.5 12 L13 4.5",
            Self::Info => "M8 7 V12 M8 4 V4.2",
            Self::Warning => "M8 2.5 L14.5 13.5 H1.5 Z M8 6.5 V9.5 M8 11.6 V11.7",
            Self::Plus => "M8 3 V13 M3 8 H13",
            Self::Minus => "M3 8 H13",
            Self::Fit => "M2 4 V12 M14 4 V12 M4.5 8 H11.5 M6.5 6 L4.5 8 L6.5 10 M9.5 6 L11.5 8 L9.5 10",
            Self::Trash => "M3 4.5 H13 M6 4.5 V3 H10 V4.5 M4.5 4.5 L5 13.5 H11 L11.5 4.5",
            Self::File => "M4 2.5 H9 L12 5.5 V13.5 H4 Z M9 2.5 V5.5 H12",
            Self::Wave => "M2 7 V9 M4.4 5 V11 M6.8 2.5 V13.5 M9.2 6 V10 M11.6 4 V12 M14 7 V9",
            Self::Larger => "M8 2.5 V13.5 M5 5.5 L8 2.5 L11 5.5 M5 10.5 L8 13.5 L11 10.5",
            Self::Smaller => "M8 1.5 V6.5 M8 9.5 V14.5 M5 3.5 L8 6.5 L11 3.5 M5 12.5 L8 9.5 L11 12.5",
            Self::Apart => "M3 8 H13 M5 3 V5.5 M8 2 V5.5 M11 3.5 V5.5 M5 10.5 V13 M8 10.5 V12 M11 10.5 V14",
            Self::Film => "M2.5 3.5 H13.5 V12.5 H2.5 Z M5 3.5 V12.5 M11 3.5 V12.5 M2.5 8 H5 M11 8 H13.5",
            Self::Lock => "M4.5 7 V5 A3.5 3.5 0 0 1 11.5 5 V7 M3.5 7 H12.5 V13.5 H3.5 Z",
            Self::Search => "M7 2.5 A4.5 4.5 0 1 1 7 11.5 A4.5 4.5 0 1 1 7 2.5 M10.2 10.2 L13.5 13.5",
            Self::Toggle => "M2.5 5.5 H12 L9.5 3 M13.5 10.5 H4 L6.5 13",
            Self::Hold => "M2.5 4 V12 M13.5 4 V12 M2.5 8 H13.5",
            Self::Chart => "M3 2.5 V13.5 M3 4.5 H12.5 M3 8 H8 M3 11.5 H10.5",
            Self::Up => "M8 13 V3.5 M4 7.5 L8 3.5 L12 7.5",
            Self::Down => "M8 3 V12.5 M4 8.5 L8 12.5 L12 8.5",
            Self::Copy => "M5.5 5.5 V2.5 H13.5 V10.5 H10.5 M2.5 5.5 H10.5 V13.5 H2.5 Z",
            Self::More => "M4 6 L8 10.5 L12 6",
            Self::Edit => "M3 13 L3.5 10 L10.5 3 L13 5.5 L6 12.5 Z",
            Self::Mute => "M2.5 6 H5 L8.5 3 V13 L5 10 H2.5 Z M11 6 L14.5 10 M14.5 6 L11 10",
            Self::Adjust => "M2.5 5 H9 M12 5 H13.5 M9 3.5 V6.5 M2.5 11 H4 M7 11 H13.5 M7 9.5 V12.5",
            Self::Enlarge => "M9.5 2.5 H13.5 V6.5 M6.5 13.5 H2.5 V9.5 M13.5 2.5 L9.5 6.5 M2.5 13.5 L6.5 9.5",
            Self::Flag => "M4 14 V2.5 H12 L10 5.5 L12 8.5 H4",
        }
    }

    /// Shapes that are filled rather than drawn by their outline.
    fn is_solid(self) -> bool {
        matches!(self, Self::Play | Self::FrameBack | Self::FrameForward)
    }
}

/// An icon. Always beside a text or on a control with a label, so hidden from screen readers.
#[component]
pub fn Icon(glyph: Glyph) -> impl IntoView {
    if glyph == Glyph::Logo {
        return view! {
            <svg class="icon logo" viewBox="0 0 20 16" aria-hidden="true">
                <path class="wave-parent" d="M1.5 8 C4 1.5 7 1.5 10 8 S16 14.5 18.5 8" />
                <path class="wave-child" d="M1.5 11 C4.5 4.5 7.5 6 10 9.5 S15.5 12 18.5 5" />
            </svg>
        }
        .into_any();
    }
    let class = if glyph.is_solid() { "icon solid" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 16 16" aria-hidden="true">
            <path d=glyph.path() />
        </svg>
    }
    .into_any()
}
