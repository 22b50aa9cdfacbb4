//! The timeline: two canvases, one over the other. Lanes are repainted when something in them changes, the overlay with the playhead.

mod input;
mod painting;
mod signals;
mod size;
mod ways;

use super::lane_labels::LaneLabels;
use super::sound_lane::SoundNote;
use super::timeline_head::TimelineHead;
use super::videos::Strip;
use crate::app::desk::Desk;
use crate::app::pages::code::CodePage;
use crate::app::timeline_view::TimelineView;
use crate::app::{Context, context};
use crate::edit::Trial;
use crate::platform::canvas::Labels;
use crate::t;
use crate::time::{Millis, Span};
use crate::timeline::{Area, DisplayList, DragRules, Frames, Gesture, Input, Lanes, Metrics, View};
use input::{capture, heed_alt, press, turn};
use leptos::html;
use leptos::prelude::*;
use ways::Ways;

const METRICS: Metrics = Metrics::DEFAULT;

/// Between the sound and the first lane.
const BELOW_SOUND: f64 = 6.0;

/// What is left free under the last lane.
pub const BELOW_LANES: f64 = 6.0;

/// The session's length while no video says better.
const UNKNOWN_LENGTH: Millis = Millis(60_000);

/// What the panel keeps between events, outside of signals.
struct Held {
    gesture: Gesture,
    /// The coding as a drag would leave it, and the revision of the events that it was made of.
    trial: Option<(Trial, u32)>,
    labels: Labels,
    /// Whether a paint is asked for already.
    asked: bool,
    /// Whether the lanes were ever painted.
    painted: bool,
    /// The shapes of the minimap, which holds every event whatever is in view: laid out again only when they change.
    minimap: Option<(MinimapOf, DisplayList)>,
    ways: Ways,
}

/// What the minimap's shapes depend on.
#[derive(Clone, Copy, PartialEq)]
struct MinimapOf {
    events: u32,
    length: Millis,
    width: f64,
    /// Where running states end, if there are any.
    playhead: Option<Millis>,
}

/// The panel's own state. Copies all lead to the same.
#[derive(Clone, Copy)]
struct Panel {
    context: Context,
    page: CodePage,
    lanes: Memo<Lanes>,
    sound_height: Memo<f64>,
    held: StoredValue<Held, LocalStorage>,
    /// Bumped when a drag shows something else.
    dragged: RwSignal<u32>,
    /// The moment that a dragged edge snapped to.
    line: RwSignal<Option<Millis>>,
    /// The box that selects.
    area: RwSignal<Option<Area>>,
    cursor: RwSignal<&'static str>,
    lane_canvas: NodeRef<html::Canvas>,
    overlay: NodeRef<html::Canvas>,
    minimap: NodeRef<html::Canvas>,
}

/// Where the session ends on the timeline.
pub fn length(desk: Desk) -> Millis {
    let ends = desk.shown(|shown| {
        let media = shown.session.media.iter().filter_map(crate::model::Media::span).map(Span::end);
        let window = shown.session.window.map(Span::end);
        let events = shown.observation.tracks.iter().filter_map(|track| track.events.last());
        media.chain(window).chain(events.map(|event| event.timing.offset())).max()
    });
    ends.flatten().filter(|end| *end > Millis::ZERO).unwrap_or(UNKNOWN_LENGTH)
}

impl Panel {
    fn view(self) -> TimelineView {
        self.page.timeline
    }

    /// Reads what is looked at as the one value that layout, hit test and gestures share.
    fn with_view<R>(self, read: impl FnOnce(&View, &DragRules) -> R) -> Option<R> {
        self.with_tracks(None, read)
    }

    /// The same, but the tracks are those that a drag would leave.
    fn with_preview<R>(self, read: impl FnOnce(&View, &DragRules) -> R) -> Option<R> {
        let trial = self.held.try_update_value(|held| held.trial.take()).flatten();
        let result = self.with_tracks(trial.as_ref().map(|(trial, _)| trial.tracks()), read);
        self.held.try_update_value(|held| held.trial = trial);
        result
    }

    fn with_tracks<R>(
        self,
        tracks: Option<&[crate::model::Track]>,
        read: impl FnOnce(&View, &DragRules) -> R,
    ) -> Option<R> {
        let Context { desk, player, .. } = self.context;
        let scale = self.view().scale.get_untracked();
        let playhead = player.playhead();
        let times = player.times();
        let boundary = self.page.boundary.get_untracked();
        desk.selection.with_untracked(|selection| {
            desk.shown(|shown| {
                self.lanes.with_untracked(|lanes| {
                    let view = View {
                        channels: &shown.scheme.channels,
                        tracks: tracks.unwrap_or(&shown.observation.tracks),
                        lanes,
                        scale: &scale,
                        playhead,
                        selection,
                    };
                    let media = shown.session.media.first();
                    let frames = media.map(|media| Frames { times: &times, origin: media.offset });
                    let window = shown.session.coded_window();
                    read(&view, &DragRules { frames, window, no_snap: false, boundary })
                })
            })
        })
    }
}

/// The panel.
#[component]
pub fn TimelinePanel() -> impl IntoView {
    let context = context();
    let Context { desk, player, appearance, .. } = context;
    let page: CodePage = expect_context();
    let sound_height = Memo::new(move |_| page.sound.height());
    let (section, body) = (NodeRef::<html::Section>::new(), NodeRef::<html::Div>::new());
    let room = size::room(section, body);
    let lanes = Memo::new(move |_| {
        desk.observation.track();
        desk.revisions.schemes.track();
        desk.revisions.study.track();
        let height = sound_height.get();
        let waveform_height = if height > 0.0 { height + BELOW_SOUND } else { 0.0 };
        let pass = desk.pass.get();
        let room = room.get();
        let stack = |metrics: Metrics| {
            let metrics = Metrics { waveform_height, ..metrics };
            let lanes = desk.shown(|shown| {
                let signals: Vec<_> = shown.session.signals.iter().map(|signal| (signal.id, signal.role)).collect();
                Lanes::of(&shown.scheme.channels, &metrics, |channel| pass.has(channel)).with_signals(&signals)
            });
            lanes.unwrap_or_else(|| Lanes::new(&[], &metrics))
        };
        let roomy = stack(METRICS);
        if roomy.height + BELOW_LANES > room { stack(Metrics::COMPACT) } else { roomy }
    });
    page.sound.follow(player, page.stage, page.timeline);
    let held = Held {
        gesture: Gesture::default(),
        trial: None,
        labels: Labels::default(),
        asked: false,
        painted: false,
        minimap: None,
        ways: Ways::default(),
    };
    let panel = Panel {
        context,
        page,
        lanes,
        sound_height,
        held: StoredValue::new_local(held),
        dragged: RwSignal::new(0),
        line: RwSignal::new(None),
        area: RwSignal::new(None),
        cursor: RwSignal::new("default"),
        lane_canvas: NodeRef::new(),
        overlay: NodeRef::new(),
        minimap: NodeRef::new(),
    };
    let scale = page.timeline.scale;

    // A new video or another coding gives the timeline its length; a length that merely grew keeps the view.
    Effect::new(move |before: Option<Option<crate::model::ObservationId>>| {
        desk.revisions.media.track();
        desk.revisions.schemes.track();
        let observation = desk.observation.get();
        let length = length(desk);
        scale.update(|scale| {
            let was_whole = scale.shows_all();
            scale.set_duration(length);
            if was_whole || before != Some(observation) {
                scale.show_all();
            }
        });
        let labels = desk.shown(|shown| {
            let codes = shown.scheme.channels.iter().flat_map(|channel| &channel.codes);
            Labels::new(codes.map(|code| (code.id, code.label.as_str())))
        });
        panel.held.update_value(|held| held.labels = labels.unwrap_or_default());
        observation
    });
    // A mark is painted in the same turn as the key that made it.
    Effect::new(move |_| {
        desk.revisions.events.track();
        desk.revisions.held.track();
        desk.revisions.ratings.track();
        lanes.track();
        panel.paint();
    });
    Effect::new(move |_| {
        scale.track();
        desk.selection.track();
        desk.revisions.media.track();
        desk.revisions.study.track();
        player.frames.track();
        panel.dragged.track();
        page.matches.track();
        player.region.track();
        page.intervals.judging.track();
        context.signals.revision.track();
        appearance.track();
        page.sound.revision.track();
        page.sound.offset.track();
        page.sound.gain.track();
        page.sound.apart.track();
        panel.ask();
    });
    Effect::new(move |_| {
        player.clock.track();
        player.playing.track();
        let playhead = player.playhead();
        let dragging = panel.held.with_value(|held| held.gesture.is_dragging());
        if player.playing.get_untracked() && !dragging {
            let mut moved = scale.get_untracked();
            if moved.follow(playhead) {
                scale.set(moved);
            }
        }
        let grows = page.rating.is_recording()
            || !desk.held().is_empty()
            || desk.shown(|shown| shown.observation.tracks.iter().any(|track| !track.open.is_empty())) == Some(true);
        if grows {
            panel.ask();
        } else {
            panel.paint_overlay();
        }
    });
    // A seek while paused shows its target.
    Effect::new(move |_| {
        player.clock.track();
        if !player.playing.get_untracked() {
            let at = player.playhead();
            let (start, end) = scale.with_untracked(crate::timeline::Scale::visible);
            if at < start || at > end {
                scale.update(|scale| scale.center_on(at));
            }
        }
    });
    Effect::new(move |_| {
        page.cancel_drag.track();
        panel.feed(Input::Escape);
    });
    size::follow_width(panel);
    let keys = StoredValue::new_local(heed_alt(panel));
    on_cleanup(move || keys.dispose());

    let window = move || scale.with(crate::timeline::Scale::visible);
    view! {
        <section class="timeline-panel" node_ref=section aria-label=t!("timeline-label")>
            <TimelineHead />
            <Strip />
            <div class="timeline-body" node_ref=body>
                <LaneLabels lanes sound_height />
                <div
                    class="lanes"
                    data-testid="timeline"
                    data-start-ms=move || window().0.0.to_string()
                    data-end-ms=move || window().1.0.to_string()
                    style:height=move || format!("{}px", lanes.with(|lanes| lanes.height) + BELOW_LANES)
                >
                    <canvas node_ref=panel.lane_canvas data-testid="timeline-lanes" aria-hidden="true"></canvas>
                    <SoundNote height=sound_height />
                    <canvas
                        node_ref=panel.overlay
                        data-testid="timeline-overlay"
                        role="img"
                        aria-label=t!("timeline-keyboard-note")
                        style:cursor=panel.cursor
                        on:pointerdown=move |event| press(panel, &event)
                        on:pointermove=move |event| {
                            panel.pointer(&event, |pointer, x, y, modifiers| Input::Move { pointer, x, y, modifiers });
                            panel.update_cursor(f64::from(event.offset_x()), f64::from(event.offset_y()));
                        }
                        on:pointerup=move |event| {
                            panel.pointer(&event, |pointer, x, y, modifiers| Input::Up { pointer, x, y, modifiers });
                        }
                        on:pointercancel=move |event| panel.feed(Input::Lost { pointer: event.pointer_id() })
                        on:wheel=move |event| turn(panel, &event)
                    ></canvas>
                </div>
            </div>
            <div class="minimap-row">
                <span class="minimap-label">{t!("timeline-whole")}</span>
                <canvas
                    node_ref=panel.minimap
                    data-testid="minimap"
                    role="img"
                    aria-label=t!("timeline-minimap")
                    on:pointerdown=move |event| {
                        capture(&event);
                        panel.go_to_minimap(&event);
                    }
                    on:pointermove=move |event| {
                        if event.buttons() & 1 == 1 {
                            panel.go_to_minimap(&event);
                        }
                    }
                ></canvas>
            </div>
        </section>
    }
    .into_any()
}
