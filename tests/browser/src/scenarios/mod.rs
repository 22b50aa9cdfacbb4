//! What users do, one function each. A function's name is the scenario's name.

mod access;
mod coding;
mod compare;
mod consensus;
mod crash;
mod demo;
mod editing;
mod files;
mod finding;
mod frames;
mod home;
mod inspector;
mod modes;
mod playback;
mod privacy;
mod questions;
mod ratings;
mod rules;
mod saving;
mod scale;
mod scheme_editor;
mod schemes;
mod signals;
mod sound;
pub(crate) mod steps;
mod study;
mod summary;
mod tabs;
mod timeline;
mod values;
mod video_files;
mod ways;
pub(crate) mod videos;
mod windows;

use crate::runner::Scenario;

macro_rules! scenarios {
    ($($module:ident: $($name:ident),+;)+) => {
        vec![$($(Scenario {
            name: concat!(stringify!($module), " · ", stringify!($name)).replace('_', " "),
            run: |page| Box::pin($module::$name(page)),
        },)+)+]
    };
}

/// All scenarios, in the order in which they run.
pub(crate) fn all() -> Vec<Scenario> {
    scenarios! {
        home: a_new_project_is_listed;
        playback: space_plays_and_pauses, keys_step_frames_and_seconds, keys_jump_between_event_edges;
        coding: keys_mark_while_paused, keys_mark_while_playing, palette_buttons_mark, undo_and_redo, keys_are_dead_while_typing,
            a_repeated_key_is_one_press, reaction_time_is_taken_off;
        modes: a_held_key_marks_a_state, open_states_end_with_the_clip;
        timeline: a_click_seeks, an_edge_is_dragged, a_selected_event_is_deleted, the_wheel_zooms_about_the_pointer;
        editing: neighbors_hold_give_way_or_move_along, events_are_selected_by_range_box_and_all, states_are_split_and_joined_by_keys,
            events_are_moved_by_a_time_after_a_preview, events_are_copied_to_the_other_partner, session_and_coder_are_renamed,
            alt_suspends_snapping_in_the_middle_of_a_drag;
        finding: matches_are_walked_and_recoded_in_one_step, comments_lengths_and_neighbors_are_looked_for, events_during_others_are_found;
        inspector: times_code_and_comment_are_edited, senseless_times_are_refused;
        study: a_second_coding_is_blind_until_it_is_submitted, a_random_share_is_drawn_by_its_seed, all_is_coded_again_with_the_first_in_sight,
            a_new_session_has_a_video_and_events_of_its_own, notes_bookmarks_and_unscorable_stretches_stay;
        signals: a_table_is_added_aligned_undone_and_found_again, an_edf_recording_is_aligned_by_its_annotation,
            a_dropped_table_without_numbers_says_what_to_do;
        windows: each_window_is_asked_about_and_answered_by_keys, one_key_answers_and_the_pause_is_not_played,
            what_held_for_most_is_one_answer_that_can_be_changed;
        ratings: keys_and_pointer_record_a_curve, a_stretch_is_recorded_anew_erased_and_taken_back, a_stick_leads_the_value, a_killed_browser_keeps_what_was_rated;
        saving: a_reload_brings_everything_back, a_reload_keeps_how_it_was_looked_at, a_killed_browser_loses_nothing;
        scale: the_list_scrolls_without_blank_rows;
        tabs: a_second_tab_only_reads_until_it_takes_over;
        schemes: another_scheme_is_chosen_and_coded_with, arrow_keys_go_through_the_gallery, a_scheme_travels_as_a_file,
            the_codebook_lists_every_code;
        scheme_editor: a_scheme_is_written_from_nothing_and_coded_with, a_scheme_in_use_is_changed_with_its_events_and_back,
            keys_that_clash_are_told_as_they_are_pressed, a_draft_waits_until_it_is_applied_or_discarded,
            an_example_is_taken_from_an_event_and_played, a_second_scheme_is_added_and_coded_with;
        files: a_project_travels_to_another_browser, csv_has_a_row_for_each_event, csv_counts_uneven_frames_by_the_file, webvtt_has_a_cue_for_each_event, bad_project_files_change_nothing;
        video_files: files_that_are_no_video_are_named, a_dropped_file_that_is_no_video_leaves_the_video, a_codec_that_the_browser_lacks_is_named, a_file_that_is_removed_costs_nothing, a_different_video_is_warned_of,
            a_video_of_another_rate_takes_over_at_the_same_moment;
        ways: scales_are_rated_by_keys_with_notes_and_evidence, a_session_that_is_played_through_counts_as_watched,
            questions_are_answered_while_coding, a_pass_shows_and_records_its_channels_only, gaps_are_found_and_filled,
            the_tally_counts_and_tells_who_answered;
        questions: each_kind_is_answered_by_keys_alone, a_question_is_written_in_the_editor_and_asked;
        rules: short_states_and_short_stops_are_shown_and_mended;
        videos: two_videos_play_as_one, four_videos_are_picked_in_any_order, a_video_is_aligned_by_a_clap_and_by_dragging,
            a_session_outlives_its_first_video, sound_is_chosen_for_each, a_picture_is_zoomed_turned_and_brightened, a_stretch_is_played_by_itself;
        sound: it_is_drawn_where_it_is_heard, what_cannot_be_drawn_is_said,
            a_worker_that_fails_is_said_and_replaced, of_several_videos_the_one_that_is_heard_is_drawn;
        summary: numbers_follow_the_coding, its_files_hold_the_numbers;
        compare: a_number_leads_to_its_moments, a_moment_is_played_with_what_is_around_it,
            without_a_video_moments_are_walked_through, three_coders_have_rows_intervals_and_numbers_of_choice,
            figures_lead_to_moments_and_settings, a_comparison_is_taken_away, one_coding_says_what_is_missing;
        values: curves_and_scores_have_numbers_and_figures, codes_are_scored_session_by_session;
        consensus: disagreements_are_settled_by_keyboard, a_change_of_a_coding_is_told_and_taken_over,
            codings_that_agree_leave_nothing_to_settle, windows_states_and_scores_are_settled;
        demo: one_click_opens_it;
        crash: a_panic_shows_the_way_back;
        privacy: the_policy_blocks_other_origins, coding_and_downloading_send_nothing;
        access: every_control_has_a_name_and_a_visible_focus;
        frames: each_frame_at_25, each_frame_at_29_97, each_frame_at_59_94, each_frame_at_uneven_times,
            each_frame_of_webm, each_frame_of_uneven_webm, each_frame_after_an_empty_edit, each_frame_without_an_edit_list,
            each_frame_after_a_cut, each_frame_of_fragments;
    }
}
