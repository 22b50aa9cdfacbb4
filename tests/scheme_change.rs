//! Changing a scheme that is in use: what becomes of the events, case by case, and what holds after any change.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

mod support;

use attune::decimal::Decimal;
use attune::draft::{Draft, Grade, KindName, Shift, blank, problems, set_kind, suggest_key};
use attune::edit::{Command, Editor, Effect, Impact, Merge, Refusal, SchemeChange};
use attune::model::{
    Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme, Key, ModifierId, ModifierKind, Project, Role, Timing,
};
use attune::time::Millis;
use proptest::prelude::*;
use support::desk::Desk;
use support::{arbitrary_project, detailed_project, small_project};

const GAZE: usize = 0;
const TOUCH: usize = 1;
const BID: usize = 2;

/// Marks presses `(channel, code, at)`, changes the scheme, and compares what is in a channel then.
#[track_caller]
fn check(
    presses: &[(usize, usize, i64)],
    change: impl FnOnce(&mut Draft, &CodingScheme),
    channel: usize,
    expect: &str,
    effects: &[&str],
) {
    let mut desk = Desk::new();
    for (channel, code, at) in presses {
        desk.editor.dispatch(&desk.mark(*channel, *code, *at)).unwrap();
    }
    let before = desk.editor.project().clone();
    let scheme = before.schemes[0].clone();
    let mut draft = Draft::of(scheme.clone());
    change(&mut draft, &scheme);
    let change = draft.change(&scheme);
    let impact = Impact::of(&before, scheme.id, &change).unwrap();
    desk.editor.dispatch(&Command::ChangeScheme { scheme: scheme.id, change: Box::new(change) }).unwrap();
    let after = desk.editor.project();
    assert_eq!(after.violations(), vec![]);
    assert_eq!(desk.shown(channel), expect);
    let counted: Vec<String> =
        impact.effects.iter().map(|(effect, _)| format!("{} {}", name(*effect), impact.count(*effect))).collect();
    assert_eq!(counted, effects);
    assert_eq!((after.schemes[0].version, after.observations[0].scheme_version), (2, 2));
    desk.editor.undo().unwrap();
    assert_eq!(desk.editor.project(), &before);
}

fn name(effect: Effect) -> String {
    format!("{effect:?}").split(['(', ' ']).next().unwrap_or_default().to_owned()
}

/// The code at a place of a scheme.
fn code(scheme: &CodingScheme, channel: usize, code: usize) -> CodeId {
    scheme.channels[channel].codes[code].id
}

fn merge(draft: &mut Draft, scheme: &CodingScheme, channel: usize, from: usize, into: usize) {
    draft.remove_code(code(scheme, channel, from));
    draft.set_heir(code(scheme, channel, from), Some(code(scheme, channel, into)));
}

#[test]
fn a_new_name_keeps_the_events() {
    let rename = |draft: &mut Draft, scheme: &CodingScheme| {
        draft.code_mut(code(scheme, GAZE, 0)).unwrap().label = "Partner's face".into();
    };
    check(&[(GAZE, 0, 1000), (GAZE, 1, 2000)], rename, GAZE, "0:1000-2000 1:2000-", &["Renamed 1"]);
}

#[test]
fn events_of_a_removed_code_are_deleted_or_given_another() {
    let presses = [(GAZE, 0, 1000), (GAZE, 1, 2000), (GAZE, 1, 3000), (GAZE, 2, 5000)];
    let remove = |draft: &mut Draft, scheme: &CodingScheme| draft.remove_code(code(scheme, GAZE, 1));
    check(&presses, remove, GAZE, "0:1000-2000 1:5000-", &["CodeRemoved 1"]);
    // Codes are shown by their place: the third one is the second now.
    check(
        &presses,
        |draft, scheme| merge(draft, scheme, GAZE, 1, 2),
        GAZE,
        "0:1000-2000 1:2000-3000 1:5000-",
        &["Merged 1"],
    );
    // The change from one to the other is none any more.
    check(
        &presses,
        |draft, scheme| merge(draft, scheme, GAZE, 1, 0),
        GAZE,
        "0:1000-3000 1:5000-",
        &["Merged 1", "Joined 1"],
    );
}

#[test]
fn in_a_free_channel_merged_states_that_overlap_are_one() {
    let presses = [(TOUCH, 0, 1000), (TOUCH, 1, 2000), (TOUCH, 0, 3000), (TOUCH, 1, 4000)];
    check(&presses, |draft, scheme| merge(draft, scheme, TOUCH, 1, 0), TOUCH, "0:1000-4000", &["Merged 1", "Joined 1"]);
    check(
        &presses[..3],
        |draft, scheme| merge(draft, scheme, TOUCH, 1, 0),
        TOUCH,
        "0:1000-",
        &["Merged 1", "Joined 1"],
    );
}

#[test]
fn where_only_one_may_run_the_later_state_ends_the_earlier_one() {
    let exclusive = |draft: &mut Draft, scheme: &CodingScheme| {
        draft.channel_mut(scheme.channels[TOUCH].id).unwrap().kind = ChannelKind::State { exclusive: true };
    };
    let presses = [(TOUCH, 0, 1000), (TOUCH, 1, 2000), (TOUCH, 0, 3000), (TOUCH, 1, 4000)];
    check(&presses, exclusive, TOUCH, "0:1000-2000 1:2000-4000", &["Cut 1"]);
    check(&presses[..2], exclusive, TOUCH, "0:1000-2000 1:2000-", &["Cut 1"]);
    check(&[(TOUCH, 0, 1000), (TOUCH, 1, 1000), (TOUCH, 0, 3000)], exclusive, TOUCH, "1:1000-", &["Covered 1"]);
}

#[test]
fn states_can_become_points_but_points_have_no_length_to_become_states() {
    let kind = |channel: usize, name: KindName| {
        move |draft: &mut Draft, scheme: &CodingScheme| {
            set_kind(draft.channel_mut(scheme.channels[channel].id).unwrap(), name);
        }
    };
    let presses = [(GAZE, 0, 1000), (GAZE, 1, 2000), (BID, 0, 500)];
    check(&presses, kind(GAZE, KindName::Point), GAZE, "0@1000 1@2000", &["MadePoints 2"]);
    check(&presses, kind(BID, KindName::State), BID, "", &["DoNotFit 1"]);
    check(&presses, kind(GAZE, KindName::Rating), GAZE, "", &["CodeRemoved 1", "CodeRemoved 1"]);
}

#[test]
fn events_go_with_their_code_to_another_channel() {
    let presses = [(GAZE, 0, 1000), (GAZE, 1, 2000), (TOUCH, 0, 1500), (TOUCH, 0, 2500)];
    let moved =
        |draft: &mut Draft, scheme: &CodingScheme| draft.move_code(code(scheme, TOUCH, 0), scheme.channels[GAZE].id);
    check(&presses, moved, GAZE, "0:1000-1500 3:1500-2000 1:2000-", &["Moved 1", "Cut 2"]);
    check(&presses, moved, TOUCH, "", &["Moved 1", "Cut 2"]);
}

#[test]
fn points_of_one_code_at_one_moment_are_one() {
    let presses = [(BID, 0, 1000), (BID, 1, 1000), (BID, 1, 2000)];
    check(&presses, |draft, scheme| merge(draft, scheme, BID, 1, 0), BID, "0@1000 0@2000", &["Merged 2", "Joined 1"]);
}

#[test]
fn an_order_of_their_own_takes_the_tracks_along() {
    let presses = [(GAZE, 0, 1000), (BID, 0, 500)];
    let swap = |draft: &mut Draft, _: &CodingScheme| draft.scheme.channels.swap(GAZE, BID);
    check(&presses, swap, GAZE, "0@500", &[]);
}

/// Changes the detailed project's scheme and gives it back with what that did.
fn change_detailed(change: impl FnOnce(&mut Draft)) -> (Project, Vec<String>) {
    let mut editor = Editor::new(detailed_project());
    let scheme = editor.project().schemes[0].clone();
    let mut draft = Draft::of(scheme.clone());
    change(&mut draft);
    let change = draft.change(&scheme);
    let impact = Impact::of(editor.project(), scheme.id, &change).unwrap();
    editor.dispatch(&Command::ChangeScheme { scheme: scheme.id, change: Box::new(change) }).unwrap();
    assert_eq!(editor.project().violations(), vec![]);
    let counted = impact.effects.iter().map(|(effect, _)| format!("{} {}", name(*effect), impact.count(*effect)));
    let (project, counted) = (editor.project().clone(), counted.collect());
    editor.undo().unwrap();
    assert_eq!(editor.project(), &detailed_project());
    (project, counted)
}

#[test]
fn answers_follow_the_names_of_options_and_go_with_their_question() {
    let (side, distance) = (ModifierId(30), ModifierId(31));
    let (project, counted) = change_detailed(|draft| {
        draft.rename_option(side, 0, "port");
        draft.remove_modifier(distance);
    });
    let answers: Vec<_> = project.observations[0].tracks[0].events[0].modifiers.iter().map(|m| &m.answer).collect();
    assert_eq!(answers, [&attune::model::Answer::Choices(vec!["port".into()])]);
    assert_eq!(counted, ["AnswersLost 1"]);
    let (_, counted) = change_detailed(|draft| {
        if let Some(ModifierKind::One { options }) = draft.modifier_mut(side).map(|modifier| &mut modifier.kind) {
            options.truncate(1);
        }
    });
    assert_eq!(counted, ["AnswersLost 1"], "the open state was to the right");
}

#[test]
fn windows_ratings_and_scores_stay_as_far_as_they_fit() {
    let [seen, affect, sensitivity] = [32, 34, 35].map(ChannelId);
    let kind = |id: ChannelId, change: fn(&mut ChannelKind)| {
        change_detailed(move |draft| change(&mut draft.channel_mut(id).unwrap().kind))
    };
    let (_, counted) = kind(seen, |kind| {
        if let ChannelKind::Interval(rule) = kind {
            rule.length = Millis(2000);
        }
    });
    assert_eq!(counted, ["DoNotFit 1", "WindowsLost 2"]);
    let (project, counted) = change_detailed(|draft| {
        let channel = draft.channel_mut(affect).unwrap();
        channel.anchors.clear();
        if let ChannelKind::Rating(scale) = &mut channel.kind {
            scale.min = Decimal::whole(-1);
        }
    });
    assert_eq!(counted, ["SamplesLost 1"]);
    let samples = &project.observations[0].tracks[4].samples;
    assert_eq!(samples.iter().map(|run| run.values.len()).collect::<Vec<_>>(), [2]);
    let (_, counted) = kind(sensitivity, |kind| {
        if let ChannelKind::Global(scale) = kind {
            scale.step = Decimal::whole(1);
        }
    });
    assert_eq!(counted, ["ScoresLost 1"]);
}

#[test]
fn what_cannot_be_is_refused() {
    let mut editor = Editor::new(small_project());
    let scheme = editor.project().schemes[0].clone();
    let refused = |editor: &mut Editor, change: SchemeChange| {
        let before = editor.project().clone();
        let refusal = editor.dispatch(&Command::ChangeScheme { scheme: scheme.id, change: Box::new(change) });
        assert_eq!(editor.project(), &before);
        refusal
    };
    let same = || SchemeChange { to: scheme.clone(), merged: vec![], options: vec![] };
    assert_eq!(refused(&mut editor, same()), Ok(attune::edit::Change::default()), "nothing to do");
    let blank = SchemeChange { to: blank(), ..same() };
    assert_eq!(refused(&mut editor, blank), Err(Refusal::BlankName));
    let mut twice = same();
    twice.to.channels[0].codes[1].key.clone_from(&scheme.channels[0].codes[0].key);
    assert_eq!(refused(&mut editor, twice), Err(Refusal::BrokenScheme));
    let astray = SchemeChange { merged: vec![Merge { code: CodeId(6), into: CodeId(7) }], ..same() };
    let mut changed = astray.clone();
    changed.to.source = "another".into();
    assert_eq!(refused(&mut editor, changed), Err(Refusal::NotThere), "the code that is merged is still there");
    assert_eq!(editor.dispatch(&Command::RemoveScheme { scheme: scheme.id }), Err(Refusal::SchemeInUse));
}

#[test]
fn a_scheme_comes_and_goes() {
    let mut editor = Editor::new(small_project());
    let start = editor.project().clone();
    editor.dispatch(&Command::AddScheme { scheme: Box::new(start.schemes[0].clone()) }).unwrap();
    let added = editor.project().clone();
    assert_eq!((added.schemes.len(), added.violations()), (2, vec![]));
    assert_eq!(added.schemes[1].channels.len(), 3);
    // Nothing is coded by it, so that it may change without a new version.
    let id = added.schemes[1].id;
    let mut draft = Draft::of(added.schemes[1].clone());
    draft.scheme.name = "Copy".into();
    let change = draft.change(&added.schemes[1]);
    editor.dispatch(&Command::ChangeScheme { scheme: id, change: Box::new(change) }).unwrap();
    assert_eq!(editor.project().schemes[1].version, 2);
    editor.dispatch(&Command::RemoveScheme { scheme: id }).unwrap();
    assert_eq!(editor.project().schemes, start.schemes);
    while editor.undo().is_ok() {}
    assert_eq!(editor.project(), &start);
}

#[test]
fn new_parts_get_ids_that_their_rules_and_passes_follow() {
    let (project, counted) = change_detailed(|draft| {
        let channel = draft.add_channel(Role::Child);
        let code = draft.add_code(channel).unwrap();
        let modifier = draft.add_modifier(channel).unwrap();
        draft.ask_about(modifier, code, true);
        draft.modifier_mut(modifier).unwrap().kind = ModifierKind::Text;
        let rules = &mut draft.channel_mut(channel).unwrap().rules;
        (rules.exhaustive, rules.default_code) = (true, Some(code));
        draft.set_in_pass(0, channel, true);
        // Events of a removed code may go to a new one.
        let heir = draft.add_code(ChannelId(5)).unwrap();
        draft.remove_code(CodeId(6));
        draft.set_heir(CodeId(6), Some(heir));
    });
    let scheme = &project.schemes[0];
    let new = scheme.channels.iter().find(|channel| channel.name.is_empty()).unwrap();
    assert_eq!((new.rules.default_code, &new.modifiers[0].codes), (Some(new.codes[0].id), &vec![new.codes[0].id]));
    assert!(scheme.passes[0].channels.contains(&new.id) && new.id.0 < project.next_id);
    assert_eq!(counted[0], "Merged 2");
    let heir = scheme.channel(ChannelId(5)).unwrap().codes.last().unwrap().id;
    assert!(project.observations[0].tracks[0].events.iter().any(|event| event.code == heir));
}

/// A change that a coder makes to a draft; numbers choose among what is there.
#[derive(Debug, Clone)]
struct Wish {
    what: u8,
    a: usize,
    b: usize,
    text: String,
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish =
        (0u8..22, 0usize..12, 0usize..12, "[a-z ]{0,6}").prop_map(|(what, a, b, text)| Wish { what, a, b, text });
    prop::collection::vec(wish, 1..12)
}

fn pick<T: Copy>(from: &[T], index: usize) -> Option<T> {
    (!from.is_empty()).then(|| from[index % from.len()])
}

fn carry_out(draft: &mut Draft, old: &CodingScheme, wish: &Wish) -> Option<()> {
    let Wish { what, a, b, text } = wish;
    let channels: Vec<ChannelId> = draft.scheme.channels.iter().map(|channel| channel.id).collect();
    let codes: Vec<CodeId> = draft.scheme.channels.iter().flat_map(|c| &c.codes).map(|code| code.id).collect();
    let modifiers: Vec<ModifierId> = draft.scheme.channels.iter().flat_map(|c| &c.modifiers).map(|m| m.id).collect();
    let way = if b % 2 == 0 { Shift::Up } else { Shift::Down };
    let channel = pick(&channels, *a);
    let code = pick(&codes, *a);
    match what {
        0 => drop(draft.add_channel(Role::ALL[a % 3])),
        1 => draft.remove_channel(channel?),
        2 => drop(draft.duplicate_channel(channel?)),
        3 => drop(draft.shift_channel(channel?, way)),
        4 => set_kind(draft.channel_mut(channel?)?, KindName::ALL[b % 5]),
        5 => {
            let channel = draft.channel_mut(channel?)?;
            if let ChannelKind::State { exclusive } = &mut channel.kind {
                *exclusive = !*exclusive;
            }
        }
        6 => {
            let channel = channel?;
            let holds_codes = draft.channel_mut(channel).is_some_and(|c| c.rating().is_none() && c.global().is_none());
            holds_codes.then(|| draft.add_code(channel))?;
        }
        7 | 8 => draft.remove_code(code?),
        9 => drop(draft.duplicate_code(code?)),
        10 => drop(draft.shift_code(code?, way)),
        11 => {
            let home = draft.homes_of(code?).get(b % 3).map(|channel| channel.id)?;
            draft.move_code(code?, home);
        }
        12 => draft.code_mut(code?)?.label.clone_from(text),
        13 => {
            let key = suggest_key(&draft.scheme, code?);
            draft.code_mut(code?)?.key = key;
        }
        14 => draft.code_mut(code?)?.key = text.chars().next().map(|sign| Key(sign.to_string())),
        15 => {
            let removed = draft.removed(old);
            let removed = removed.get(a % removed.len().max(1))?;
            let heirs: Vec<CodeId> = removed.heirs.iter().map(|(code, _)| *code).collect();
            draft.set_heir(removed.code.id, pick(&heirs, *b));
        }
        16 => {
            let removed = draft.removed(old);
            let id = removed.get(a % removed.len().max(1))?.code.id;
            draft.bring_back(old, id);
        }
        17 => {
            let channel = channel?;
            let modifier = draft.add_modifier(channel)?;
            draft.modifier_mut(modifier)?.kind = ModifierKind::Many { options: vec![text.clone(), "b".into()] };
        }
        18 => draft.rename_option(pick(&modifiers, *a)?, b % 2, text),
        19 => draft.remove_modifier(pick(&modifiers, *a)?),
        20 => {
            let channel = draft.channel_mut(channel?)?;
            channel.rules.exhaustive = b % 2 == 0;
            channel.rules.default_code = channel.codes.get(b % 3).map(|code| code.id);
        }
        _ => {
            draft.add_pass();
            draft.set_in_pass(0, channel?, b % 2 == 0);
        }
    }
    Some(())
}

/// Projects with at least one coding, of states and points or of every way of coding.
fn projects() -> impl Strategy<Value = Project> {
    let coded = arbitrary_project().prop_filter("something is coded", |project| project.event_count() > 0);
    prop_oneof![3 => coded, 1 => Just(detailed_project())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_change_keeps_the_project_valid_loses_nothing_uncounted_and_can_be_undone(
        project in projects(),
        wishes in wishes(),
    ) {
        let scheme = project.schemes.iter().find(|s| project.observations.iter().any(|o| o.scheme == s.id)).unwrap();
        let old = scheme.clone();
        let mut draft = Draft::of(old.clone());
        if draft.scheme.name.trim().is_empty() {
            draft.scheme.name = "named".into();
        }
        for wish in &wishes {
            carry_out(&mut draft, &old, wish);
        }
        let errors: Vec<_> = problems(&draft.scheme).into_iter().filter(|p| p.what.grade() == Grade::Error).collect();
        let change = draft.change(&old);
        let impact = Impact::of(&project, old.id, &change).unwrap();
        let mut editor = Editor::new(project.clone());
        let outcome = editor.dispatch(&Command::ChangeScheme { scheme: old.id, change: Box::new(change) });
        prop_assert_eq!(outcome.is_ok(), errors.is_empty(), "{:?}, problems {:?}", outcome, errors);
        let Ok(outcome) = outcome else {
            prop_assert_eq!(editor.project(), &project);
            return Ok(());
        };
        prop_assert_eq!(editor.project().violations(), vec![]);
        let gone: usize =
            impact.effects.iter().filter(|(effect, _)| effect.removes_events()).map(|(e, _)| impact.count(*e)).sum();
        prop_assert_eq!(editor.project().event_count() + gone, project.event_count(), "{:?}", impact);
        for (before, after) in project.observations.iter().zip(&editor.project().observations) {
            let length = |o: &attune::model::Observation| o.tracks.iter().map(|t| t.samples.len()).sum::<usize>();
            prop_assert!(impact.effects.iter().any(|(e, _)| matches!(e, Effect::SamplesLost(_)))
                || length(before) == length(after));
        }
        let live = editor.project().clone();
        if !outcome.is_empty() {
            editor.undo().unwrap();
            prop_assert_eq!(editor.project(), &project);
            editor.redo().unwrap();
            prop_assert_eq!(editor.project(), &live);
        }
    }

    #[test]
    fn a_scheme_without_errors_is_taken_in(wishes in wishes()) {
        let mut draft = Draft::of(CodingScheme { name: "New".into(), ..blank() });
        let old = draft.scheme.clone();
        for wish in &wishes {
            carry_out(&mut draft, &old, wish);
        }
        let errors: Vec<_> = problems(&draft.scheme).into_iter().filter(|p| p.what.grade() == Grade::Error).collect();
        let mut editor = Editor::new(small_project());
        let outcome = editor.dispatch(&Command::AddScheme { scheme: Box::new(draft.scheme.clone()) });
        prop_assert_eq!(outcome.is_ok(), errors.is_empty(), "{:?}, problems {:?}", outcome, errors);
        prop_assert_eq!(editor.project().violations(), vec![]);
    }
}

#[test]
fn marks_are_kept_as_they_were() {
    let mut editor = Editor::new(small_project());
    let scheme = editor.project().schemes[0].clone();
    let events = editor.project().observations[0].tracks[0].events.clone();
    let mut draft = Draft::of(scheme.clone());
    draft.channel_mut(ChannelId(5)).unwrap().codes.push(Code::new(CodeId(1 << 29), "New", attune::color::BRIGHT[2]));
    let change = draft.change(&scheme);
    editor.dispatch(&Command::ChangeScheme { scheme: scheme.id, change: Box::new(change) }).unwrap();
    let track = &editor.project().observations[0].tracks[0];
    assert_eq!(track.events, events);
    assert!(track.events.iter().all(|event| matches!(event.timing, Timing::State(_))));
    let channel: &Channel = editor.project().schemes[0].channel(ChannelId(5)).unwrap();
    assert_eq!(channel.codes.len(), 3);
}
