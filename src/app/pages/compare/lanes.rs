//! All codings lane under lane, where they differ hatched, over the whole width.

use super::comparison::Comparison;
use super::{Chosen, ComparePage};
use crate::analysis::compare::{Aligned, Coding};
use crate::app::panels::timeline::length;
use crate::coding::around;
use crate::model::{self, Channel, ChannelId, EntryMode, Event, Project, Timing};
use crate::platform::canvas::{self, Labels, Surface};
use crate::platform::resize::Resized;
use crate::platform::{disagreements, frame, theme};
use crate::t;
use crate::time::{Millis, Span};
use crate::timeline::{Lanes, Live, Metrics, Scale, View, aligned, layout, ruler, shades};
use crate::words::say;
use leptos::html;
use leptos::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;
use web_sys::{MouseEvent, WheelEvent};

/// Two coders' lanes of a channel take the room of one and a half.
const METRICS: Metrics =
    Metrics { waveform_height: 0.0, lane_height: 16.0, lane_gap: 2.0, group_gap: 6.0, ..Metrics::DEFAULT };

/// How much closer one turn of the wheel zooms.
const ZOOM: f64 = 1.2;

/// The panel's own state. Copies all lead to the same.
#[derive(Clone, Copy)]
struct Panel {
    here: ComparePage,
    scale: RwSignal<Scale>,
    lanes: Memo<Vec<Lanes>>,
    differing: Memo<Vec<(ChannelId, Vec<Span>)>>,
    labels: StoredValue<Labels, LocalStorage>,
    asked: StoredValue<bool, LocalStorage>,
    canvas: NodeRef<html::Canvas>,
    overlay: NodeRef<html::Canvas>,
}

impl Panel {
    /// Reads the channels with the tracks of each coder, in the first one's channels and codes.
    fn with_tracks<R>(self, read: impl FnOnce(&[Channel], &[Cow<[model::Track]>]) -> R) -> Option<R> {
        self.here.result.with_untracked(|result| {
            let comparable = &result.as_ref().ok()?.comparable;
            let all = |project: &Project| {
                let first = project.observation(comparable.codings.first()?.observation)?;
                let scheme = project.scheme(first.scheme)?;
                let tracks = |(coder, coding): (usize, &Coding)| {
                    let own = project.observation(coding.observation)?;
                    Some(if own.scheme == first.scheme {
                        Cow::Borrowed(own.tracks.as_slice())
                    } else {
                        // One for each channel of the scheme, compared or not: lanes find theirs by its place.
                        let own = |channel: &Channel| {
                            let empty = || model::Track::new(channel.id, EntryMode::Toggle);
                            comparable.channel(channel.id).map_or_else(empty, |aligned| translated(aligned, coder))
                        };
                        Cow::Owned(scheme.channels.iter().map(own).collect())
                    })
                };
                let all: Option<Vec<_>> = comparable.codings.iter().enumerate().map(tracks).collect();
                Some(read(&scheme.channels, &all?))
            };
            self.here.context.desk.with(all).flatten()
        })
    }

    /// Paints before the next repaint, however often it is asked.
    fn ask(self) {
        if self.asked.try_update_value(|asked| !std::mem::replace(asked, true)) == Some(true) {
            frame::next_frame(move || {
                if self.asked.try_set_value(false).is_none() {
                    self.paint();
                }
            });
        }
    }

    fn paint(self) {
        let Some(surface) = self.canvas.get_untracked().and_then(|canvas| Surface::new(&canvas)) else { return };
        let theme = theme::canvas_theme();
        let scale = self.scale.get_untracked();
        let playhead = self.here.context.player.playhead();
        canvas::paint_ruler(&surface, &ruler(&scale, None), METRICS.ruler_height, &theme);
        self.lanes.with_untracked(|lanes| {
            self.with_tracks(|channels, all| {
                for (lanes, tracks) in lanes.iter().zip(all) {
                    let selection = BTreeSet::new();
                    let view = View { channels, tracks, lanes, scale: &scale, playhead, selection: &selection };
                    let list = layout(&view, &Live::default());
                    self.labels.update_value(|labels| canvas::paint_lanes(&surface, &list, labels, &theme));
                }
            });
            self.differing.with_untracked(|differing| {
                for (channel, spans) in differing {
                    disagreements::paint(&surface, &shades(lanes, *channel, &scale, spans), &theme);
                }
            });
            if let Some(moment) = self.here.moments.current() {
                for shade in shades(lanes, moment.channel, &scale, &[moment.span]) {
                    disagreements::paint_current(&surface, shade, &theme);
                }
            }
        });
        self.paint_overlay();
    }

    fn paint_overlay(self) {
        let Some(surface) = self.overlay.get_untracked().and_then(|canvas| Surface::new(&canvas)) else { return };
        let scale = self.scale.get_untracked();
        let player = self.here.context.player;
        canvas::paint_overlay(&surface, scale.x(player.playhead()), None, [None, None], &theme::canvas_theme());
    }

    /// A click on a hatched stretch plays that moment; elsewhere it moves the playhead.
    fn click(self, event: &MouseEvent) {
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let at = self.scale.get_untracked().time_within(x);
        let found = self.lanes.with_untracked(|lanes| {
            let scale = self.scale.get_untracked();
            self.differing.with_untracked(|differing| {
                differing.iter().find_map(|(channel, spans)| {
                    let within = |span: &&Span| {
                        shades(lanes, *channel, &scale, &[**span]).iter().any(|shade| {
                            shade.0 - 1.0 <= x && x < shade.0 + shade.2 + 1.0 && shade.1 <= y && y < shade.1 + shade.3
                        })
                    };
                    spans.iter().find(within).map(|span| (*channel, *span))
                })
            })
        });
        let Some((channel, span)) = found else {
            self.here.context.player.seek(at);
            return;
        };
        if let Some(picks) = self.here.picks {
            picks.pick.run((channel, span));
            return;
        }
        let between = self.here.result.with_untracked(|result| result.as_ref().ok().map(Comparison::between));
        let Some(between) = between else { return };
        self.here.choose(Chosen { channel, code: None, between });
        let place = self.here.moments.list.with_untracked(|list| list.iter().position(|moment| moment.span == span));
        if let Some(place) = place {
            self.here.moments.go(place);
        }
    }
}

/// What a coder of another scheme marked, in the first one's channel and codes.
fn translated(aligned: &Aligned, coder: usize) -> model::Track {
    let mut track = model::Track::new(aligned.channel, EntryMode::Toggle);
    let said = aligned.events().and_then(|said| said.get(coder));
    track.events = said
        .into_iter()
        .flat_map(|said| said.bouts.iter().zip(&said.events))
        .filter_map(|(bout, id)| {
            let point = aligned.is_point().then_some(Timing::Point(bout.span.start()));
            Some(Event::new(*id, *aligned.codes.get(bout.code)?, point.unwrap_or(Timing::State(bout.span))))
        })
        .collect();
    track
}

/// The panel.
#[component]
pub(super) fn AlignedLanes() -> impl IntoView {
    let here: ComparePage = expect_context();
    let context = here.context;
    let (desk, player) = (context.desk, context.player);
    let page: crate::app::pages::code::CodePage = expect_context();
    let scale = page.timeline.scale;
    let differing = Memo::new(move |_| here.all_differing());
    let lanes = Memo::new(move |_| {
        desk.revisions.schemes.track();
        here.result
            .with(|result| {
                let of = result.as_ref().ok()?;
                let shown = |id: ChannelId| of.channel(id).is_some();
                here.scheme(of, |scheme| aligned(&scheme.channels, of.comparable.codings.len(), &METRICS, shown))
            })
            .unwrap_or_default()
    });
    let panel = Panel {
        here,
        scale,
        lanes,
        differing,
        labels: StoredValue::new_local(Labels::default()),
        asked: StoredValue::new_local(false),
        canvas: NodeRef::new(),
        overlay: NodeRef::new(),
    };
    Effect::new(move |_| {
        desk.revisions.media.track();
        let whole = length(desk);
        scale.update(|scale| {
            let was_whole = scale.shows_all();
            scale.set_duration(whole);
            if was_whole {
                scale.show_all();
            }
        });
    });
    Effect::new(move |_| {
        desk.revisions.names.track();
        desk.revisions.schemes.track();
        lanes.track();
        panel.with_tracks(|channels, _| {
            let codes = channels.iter().flat_map(|channel| &channel.codes);
            panel.labels.set_value(Labels::new(codes.map(|code| (code.id, code.label.as_str()))));
        });
        panel.ask();
    });
    Effect::new(move |_| {
        desk.revisions.events.track();
        scale.track();
        differing.track();
        here.moments.at.track();
        here.moments.list.track();
        context.appearance.track();
        panel.ask();
    });
    // The moment that is played is brought into view.
    Effect::new(move |_| {
        here.moments.at.track();
        if let Some(around) =
            here.moments.current().and_then(|of| around(of.span.start(), of.span.end(), Millis(2000), length(desk)))
        {
            page.timeline.reveal(around.start());
        }
    });
    Effect::new(move |_| {
        player.clock.track();
        panel.paint_overlay();
    });
    let watching = StoredValue::new_local(None::<Resized>);
    Effect::new(move |_| {
        let Some(element) = panel.canvas.get() else { return };
        let measured = element.clone();
        watching.set_value(Resized::watch(&element, move || {
            let width = f64::from(measured.client_width());
            scale.try_update(|scale| {
                let was_whole = scale.shows_all();
                scale.set_width(width);
                if was_whole {
                    scale.show_all();
                }
            });
        }));
    });
    on_cleanup(move || watching.dispose());
    let height = move || lanes.with(|lanes| format!("{}px", lanes.first().map_or(0.0, |lanes| lanes.height + 8.0)));
    let labels = move || {
        desk.revisions.names.track();
        let coders = here.coders();
        lanes.with(|lanes| {
            let of = |coder: usize, lanes: &Lanes| {
                let one = |lane: &crate::timeline::Lane| {
                    let name = panel.with_tracks(|channels, _| {
                        channels.get(lane.index).map(|channel| format!("{} {}", say::role(channel.role), channel.name))
                    });
                    let name = name.flatten().unwrap_or_default();
                    let own = coders.get(coder).cloned().unwrap_or_default();
                    let whole = format!("{name} · {own}");
                    let (top, height) = (format!("{}px", lane.y), format!("{}px", lane.height));
                    view! {
                        <span class="aligned-name" title=whole style:top=top style:height=height>
                            <b>{(coder == 0).then_some(name)}</b>
                            <i>{own}</i>
                        </span>
                    }
                };
                lanes.lanes.iter().map(one).collect_view()
            };
            lanes.iter().enumerate().map(|(coder, lanes)| of(coder, lanes)).collect_view()
        })
    };
    let turn = move |event: WheelEvent| {
        // Up and down scrolls the lanes, unless Ctrl is held; sideways moves the view.
        if event.ctrl_key() || event.meta_key() {
            event.prevent_default();
            let factor = if event.delta_y() < 0.0 { ZOOM } else { 1.0 / ZOOM };
            scale.update(|scale| scale.zoom_about(f64::from(event.offset_x()), factor));
        } else if event.delta_x().abs() > event.delta_y().abs() {
            event.prevent_default();
            scale.update(|scale| scale.pan_by(-event.delta_x()));
        }
    };
    view! {
        <section class="aligned" aria-label=t!("compare-lanes") data-testid="aligned">
            <div class="aligned-inner" style:height=height>
                <div class="aligned-names" aria-hidden="true">{labels}</div>
                <div class="aligned-canvases">
                    <canvas node_ref=panel.canvas aria-hidden="true"></canvas>
                    <canvas
                        node_ref=panel.overlay
                        role="img"
                        aria-label=t!("compare-lanes-note")
                        data-testid="aligned-canvas"
                        on:click=move |event| panel.click(&event)
                        on:wheel=turn
                    ></canvas>
                </div>
            </div>
        </section>
    }
    .into_any()
}
