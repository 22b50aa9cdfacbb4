# English (United States). Sentence case, short, the field's words. One message a line; arguments are named in { $braces }.

app-name = Attune
app-tagline = Video annotation for parent–child interaction

part-not-loaded = This part of Attune could not be loaded. Check the connection and try again; your work is saved.
try-again = Try again

## Roles and kinds

role-parent = Parent
role-child = Child
role-other = Dyad
kind-point = Points: a key marks a moment
mode-toggle = Toggle
mode-hold = Hold
mode-toggle-hint = Toggle: a key starts a state, the next one ends it
mode-hold-hint = Hold: a state lasts while its key is down
entry-mode-label = How the keys of { $role } { $channel } work
event-count = { $count ->
    [one] 1 event
   *[other] { $count } events
}

## Bar

bar-home = All projects
bar-observation = Coding shown
bar-places = Places
bar-download = Download
bar-download-project = Project file
bar-download-project-note = Everything, to open again here or elsewhere
bar-download-csv = Events as CSV
bar-download-csv-note = One row per event, for R, SPSS or a spreadsheet
bar-download-ratings = Ratings as CSV
bar-download-ratings-note = Continuous ratings, one row per sample
bar-no-ratings = Nothing is rated continuously yet.
bar-download-vtt = Events as WebVTT
bar-download-vtt-note = Captions for a video player
bar-take-over = Take over
place-code = Code
place-compare = Compare
save-saved = Saved { $time }
save-saved-plain = Saved
save-saving = Saving…
save-failed = Not saved
save-read-only = Read-only
save-failed-full = This browser's storage is full. Your work is safe only while this page is open: download the project now, then free some space.
save-failed-other = This browser could not store your work ({ $reason }). It is safe only while this page is open: download the project now.
database-full = its storage is full
database-closed = it closed the storage
database-unavailable = a private window, or site data switched off
database-newer = a newer Attune is open in another tab
database-conflict = another tab has written meanwhile
save-failed-conflict = Someone else saved this project since it was opened here. Download it now, then reload the page.
save-failed-newer = A newer Attune is open in another tab. Download the project now, then reload this page.
leave-unsaved = The last changes could not be saved, so this project stays open. Download it before you leave.
leave-anyway = Leave without them
save-unavailable = This browser does not let pages store anything (a private window, perhaps). You can code, but download the project before you close the page.
read-only-note = This project is open in another tab, which does the saving. Here you can look.
taken-over = Another tab took this project over. This one can only look now; nothing is lost.

## Home

home-projects = Projects in this browser
home-new = New project
home-open = Open a file
home-demo = Try the demo
home-empty = No projects yet
home-empty-note = Start a new one, open a project file that was downloaded earlier, or try the demo: 75 seconds of two drawn faces, coded three times.
home-column-name = Name
home-column-changed = Last change
home-column-events = Events
home-delete = Remove
home-delete-label = Remove { $name } from this browser
home-delete-sure = Remove “{ $name }” from this browser? Its { $events } go with it, unless you have downloaded the project file.
home-delete-confirm = Remove it
home-private = Videos and codes stay on this computer. Nothing is uploaded, ever.
home-drop = Drop a project file or a video anywhere on this page.
home-loading = Looking for your projects…

## New project

new-title = New project
new-name = Project name
new-name-hint = For example: Free play, dyad 014
new-coder = Your name or initials
new-coder-hint = Every mark is filed under it
new-scheme = Coding scheme
new-create = Create
new-cancel = Cancel
new-edit = Create and change the scheme
new-edit-note = Start from the chosen scheme, and change it before coding
new-name-missing = Give the project a name.
new-coder-missing = Say who codes: a name, initials or a number.
new-session = Session 1

## Video

video-label = Video
video-choose = Choose a video…
video-choose-again = Choose { $file }…
video-empty = No video yet
video-empty-note = Drop a video file here, or choose one. It is played from your disk and never copied or uploaded.
video-again = Show the video again
video-again-note = This project was coded from { $file }. Browsers do not remember files, so choose it once more; the codes are all here.
video-other = “{ $picked }” is not the video this project was coded from, “{ $known }”: { $difference }.
video-other-size = it has { $picked }, the other had { $known }
video-other-content = the sizes agree but the contents differ
video-other-use = Use it instead
video-other-add = Add it as another video
video-loading = Reading { $file }…
video-readout = Time and frame
video-frame = frame { $frame }
video-rate-stated = { $rate } fps as stated
video-rate-read = { $rate } fps
video-rate-uneven = uneven frames, { $rate } fps on average

## Video errors

video-error-empty = “{ $file }” is empty (0 bytes). Copy it again from where it came from.
video-error-not-video = “{ $file }” is not a video: it is { $kind }. Choose the video file itself.
video-error-damaged = “{ $file }” is damaged or was not copied completely: this browser finds no film in it. Copy it again from where it came from; if it plays in another program, convert it:
video-error-codec = This browser cannot decode the picture of “{ $file }” ({ $codec }). Convert it with ffmpeg, or try another browser:
video-error-container = This browser cannot play { $kind } files such as “{ $file }”. Convert it with ffmpeg, or try another browser:
video-error-sound-only = “{ $file }” has sound, but this browser shows no picture ({ $codec }). Convert it with ffmpeg, or try another browser:
video-error-gone = “{ $file }” can no longer be read: it was moved, renamed or removed, or its disk was unplugged. Choose it again; your codes are safe.
video-error-copy = Copy the command
video-error-copied = Copied
kind-name-mp4 = an MP4 file
kind-name-matroska = a Matroska or WebM file
kind-name-avi = AVI
kind-name-mpeg = MPEG
kind-name-windows-media = Windows Media
kind-name-audio = a sound file
kind-name-archive = an archive, such as zip
kind-name-document = a document
kind-name-image = a picture
kind-name-json = a JSON file
kind-name-text = a text file
kind-name-unknown = a file of no kind that we know
kind-name-video = a video
kind-name-utf16 = text in UTF-16
kind-name-empty = an empty file
codec-hevc = HEVC, also called H.265
codec-h264 = H.264
codec-mpeg4 = MPEG-4 part 2
codec-mjpeg = Motion JPEG
codec-prores = Apple ProRes
codec-av1 = AV1
codec-vp9 = VP9
codec-unknown = an unknown codec

## Several videos

videos-title = Videos of this session
videos-note = All videos play on one clock. Frames are counted by the first. Move another one, here or in the strip over the timeline, until it fits.
videos-room = Up to { $count } videos
videos-add = Add a video…
videos-again = Show the videos again
videos-again-note = This project was coded from { $files }. Browsers do not remember files, so choose them once more, all at once and in any order; the codes are all here.
videos-choose-again = Choose the videos…
videos-missing = This video is not open.
videos-begins = Not running at this moment: begins at { $at }
videos-ended = Not running at this moment: ended at { $at }
videos-open = open
videos-not-open = not open
videos-counts = { $length }, frames are counted by it
videos-length = { $length }
videos-offset = Begins at
videos-second-earlier = One second earlier
videos-frame-earlier = One frame earlier
videos-frame-later = One frame later
videos-second-later = One second later
videos-align = Align by a moment…
videos-up = Up the list
videos-down-the-list = Down the list
videos-replace = Replace…
videos-remove = Remove
videos-remove-first = Frames are counted by { $next } from then on. All times stay where they are on the session's clock. Nothing says what is to be coded but the length of this video:
videos-remove-keep = Remove; code { $window } as before
videos-remove-whole = Remove; code all of the next video
videos-sound = Sound of { $file }
videos-mute = Mute
videos-unmute = Let it be heard
videos-adjust = Zoom, turn, brighten
videos-adjust-label = Picture of { $file }
videos-enlarge = Make { $file } large
videos-large = Make it large
videos-alike = Show all alike
videos-zoom = Zoom
videos-across = Left to right
videos-down = Top to bottom
videos-brightness = Brightness
videos-contrast = Contrast
videos-percent = { $value } %
videos-turn-left = Turn left
videos-turn-right = Turn right
videos-reset = Reset
videos-wheel-hint = On the picture: the wheel zooms, a drag moves it.
videos-strip = Where the videos lie
videos-bar = Begin of { $file }
videos-bar-first = Frames are counted by this video; the others are moved
videos-bar-hint = Drag to align; arrow keys move by a frame, with Shift by a second
align-step = Step { $step } of 2.
align-first = Go to a moment that both videos show, a clap or a light, in { $file }.
align-second = Go to the same moment in { $file }.
align-here = It happens here
align-done = { $file } begins at { $offset } now

## Region play

region-title = Play a stretch by itself
region-a-b = From A to B, again and again
region-a = A
region-b = B
region-unset = not set
region-here = Set here
region-clear = Clear
region-event = The selected event
region-margin = with
region-seconds = s before and after
region-once = Play once
region-repeat = Repeat
region-select = Select an event first.

## Transport

transport-label = Playback
transport-play = Play
transport-pause = Pause
transport-rate = Playback rate
transport-volume = Volume
transport-frame-rate = Frames per second
transport-frame-rate-note = The video's frame rate as stated here; frames are counted by it
transport-frame-rate-read = Read from the file: frames are counted by the times it states

## Palette

palette-label = Codes
palette-reaction = Reaction time
palette-reaction-note = Subtracted from marks made while playing, in milliseconds
palette-key = key { $key }
palette-waiting = { $key } pressed; the second key is awaited
milliseconds-short = ms

## Timeline

timeline-label = Timeline
timeline-keyboard-note = All events are in the list beside it, where they can be selected and edited by keyboard.
timeline-snap = Snap
timeline-snap-what = frames, edges, playhead
timeline-snap-hint = Hold Alt while dragging to move freely
timeline-whole = Whole session
timeline-minimap = The whole session; drag the frame to move the view

## Event list and inspector

events-label = Events
events-total = { $count ->
    [one] event in all
   *[other] events in all
}
events-empty = Nothing coded yet
events-empty-note = Play the video and press a code's key. The keys are on the buttons.
events-filter = Find code, channel, comment
events-none-match = No event matches
events-open = running
events-cut-off = ended by the end of the coded window
inspector-label = Inspector
inspector-empty = Select an event to see and change it.
inspector-many = { $count } events selected
inspector-code = Code
inspector-onset = Onset
inspector-offset = Offset
inspector-time = Time
inspector-length = Length
inspector-comment = Comment
inspector-comment-hint = In your own words
inspector-delete = Delete
inspector-running = running

## Sound

sound-label = Sound
sound-of = Sound of video { $place }
sound-left = L
sound-right = R
sound-reading = reading { $percent } %
sound-reading-unknown = reading
sound-broken-off = not read to the end
sound-toggle = Show the sound of the video
sound-larger = Draw the sound larger
sound-smaller = Draw the sound smaller
sound-apart = Draw left and right apart
sound-none = This video has no sound.
sound-container = Attune cannot read the sound of this kind of file. The video plays all the same.
sound-codec = Attune cannot draw sound in { $codec }. The video plays all the same.
sound-codec-unknown = Attune cannot draw sound in this codec. The video plays all the same.
sound-damaged = The sound of this file is damaged and cannot be drawn.
sound-gone = The file cannot be read any more, so its sound is not drawn.
sound-stopped = Reading the sound failed. Choose the video again to try once more; your coding is not touched.

## Coded window

window-label = Coded window
window-whole = whole video
window-start-here = Starts here
window-end-here = Ends here
window-clear = Whole video

## Keys

dialog-close = Close
help-title = Keys
help-playback = Playback
help-editing = Editing
help-timeline = Timeline
help-codes = Codes
act-play-pause = Play or pause
act-frame-back = One frame back
act-frame-forward = One frame forward
act-second-back = One second back
act-second-forward = One second forward
act-previous-edge = Previous event edge
act-next-edge = Next event edge
act-to-start = Start of the coded window
act-to-end = End of the coded window
act-slower = Slower
act-faster = Faster
act-play-event = Play the selected event once
act-point-a = Set A, where a repetition begins
act-point-b = Set B, where it ends
act-next-video = Make the next video large
act-loop-selection = Loop the selected event, or what the timeline shows
act-next-window = Next window that is not judged
act-previous-window = Window before
act-record = Record the continuous rating while playing
act-undo = Undo
act-redo = Redo
act-delete = Delete the selected events
act-deselect = Let go of the selection
act-zoom-in = Zoom in
act-zoom-out = Zoom out
act-zoom-fit = Whole session
act-download = Download the project
act-help = All keys
key-space = Space
key-escape = Esc
key-enter = Enter
key-backspace = Backspace
key-shift = Shift { $key }

## Notices

notice-dismiss = Dismiss
notice-label = Messages
notice-video-first = Open the video first, then mark what you see.
notice-download-done = Downloaded { $file }.
figure-not-drawn = This browser could not draw the figure.
losses = Keep the project file as well. This one does not hold: { $what }.
loss-scheme = definitions, keys and colors of the scheme
loss-session = media files, signals, the coded window and notes
loss-answers = { $count ->
    [one] one answer to a question about an event
   *[other] { $count } answers to questions about events
}
loss-windows = { $count ->
    [one] that one window was judged
   *[other] that { $count } windows were judged
}
loss-samples = { $count ->
    [one] one stretch of a continuous rating
   *[other] { $count } stretches of continuous ratings
}
loss-scores = { $count ->
    [one] one global rating
   *[other] { $count } global ratings
}
loss-open-unended = { $count ->
    [one] the end of one state that still runs
   *[other] the ends of { $count } states that still run
}
loss-open-left-out = { $count ->
    [one] one state that still runs
   *[other] { $count } states that still run
}
loss-cut-off = { $count ->
    [one] that one offset was set by the end of the coded window
   *[other] that { $count } offsets were set by the end of the coded window
}
loss-frames = { $count ->
    [one] the frame number of one moment, since its video has uneven frames and is not open
   *[other] the frame numbers of { $count } moments, since their video has uneven frames and is not open
}
loss-points = { $count ->
    [one] that one event is a point
   *[other] that { $count } events are points
}
loss-line-breaks = { $count ->
    [one] the line breaks of one comment
   *[other] the line breaks of { $count } comments
}
loss-guarded = { $count ->
    [one] one text as it was: it got an apostrophe, so that no spreadsheet takes it for a formula
   *[other] { $count } texts as they were: they got an apostrophe, so that no spreadsheet takes them for formulas
}
notice-opened = Opened { $file }.
notice-opened-warnings = { $count ->
    [one] Opened { $file }; one thing was put right: { $first }.
   *[other] Opened { $file }; { $count } things were put right, the first: { $first }.
}
warning-unknown-fields = { $count ->
    [one] one unknown field was left out ({ $first })
   *[other] { $count } unknown fields were left out (the first: { $first })
}
warning-events-sorted = events out of order were sorted
notice-same-project = “{ $name }” is in this browser already, with other contents. The file was opened as a copy.
recovered = { $count ->
    [one] Recovered 1 change made after the last full save.
   *[other] Recovered { $count } changes made after the last full save.
}
recovered-cut = { $count ->
    [one] 1 entry of the journal could not be read and was left out. It is kept: download it.
   *[other] { $count } entries of the journal could not be read and were left out. They are kept: download them.
}
recovered-download = Download what was left out
recovered-older = The newest saved copy could not be read, so the one before it was used.
cut-off-notice = { $count ->
    [one] The coded window ended: one running state was closed there and flagged.
   *[other] The coded window ended: { $count } running states were closed there and flagged.
}
eviction-notice = This browser may delete what pages store after seven days without a visit. Download the project at the end of each day.

## Refusals

refuse-not-there = That is no longer there.
refuse-blank-name = A name cannot be blank.
refuse-outside-window = { $at } lies outside of the coded window, { $start } to { $end }.
refuse-not-a-window = No window begins there.
refuse-outside-stretches = This coding is about the highlighted stretches only.
refuse-coded-already = This coder has a coding of this session already.
refuse-is-consensus = This coding is made by consensus. Change its decisions on the Consensus page.
refuse-too-many-videos = A session can have { $count } videos at most.
refuse-too-many-signals = A session has { $count } signals at most.
refuse-last-coding = The last coding of a project stays.
refuse-broken-scheme = That scheme contradicts itself; see its problems.
refuse-scheme-in-use = A scheme that something is coded by stays.
refuse-overlap = That would overlap another state, and only one can run at a time in this channel.
refuse-already-marked = This point is marked already.
refuse-no-length = A state needs some length.
refuse-wrong-kind = This channel does not hold that kind of event.
refuse-out-of-range = That value is out of range.
refuse-nothing-to-split = Select a state that runs at the playhead, and put the playhead between its edges.
refuse-nothing-to-merge = Select states that follow one another, or one that touches another of its code.
refuse-not-asked = That question is not asked about this code.
refuse-no-such-answer = That is no answer to this question.
refuse-full = This project cannot hold more events.
refuse-no-undo = Nothing to undo.
refuse-timecode = “{ $text }” is not a time. Write it like 1:02.500 or 62.5.
refuse-not-before = The offset must come after the onset.

## Reading files

read-empty = “{ $file }” is empty (0 bytes). Download the project again.
read-not-text = “{ $file }” is not a project file: it is { $kind }.
read-not-json = “{ $file }” is not a project file: it is damaged at line { $line }, column { $column }.
read-truncated = “{ $file }” ends in the middle (line { $line }): it was not copied or downloaded completely. Copy or download it again.
read-not-a-project = “{ $file }” holds other data than a project. Project files end in .attune.json.
read-newer = “{ $file }” was written by a newer Attune (file version { $found }; this one reads up to { $supported }). Reload this page to get the newest, then open it again.
read-broken = “{ $file }” contradicts itself in { $place }, so opening it could lose work. Open an earlier download.
read-bad-field = “{ $file }” was changed by hand or by another program, and cannot be read: { $problem }. Open an earlier download.
read-too-large = “{ $file }” is too large for a project file ({ $size }).
read-unreadable = “{ $file }” could not be read. Was it moved, or its disk unplugged?
load-not-found = This project is not in this browser. Open its file, or start anew.
load-broken = This project's saved copies cannot be read. They are kept as they are; download them and write to us.
load-no-database = This browser does not let this page store anything ({ $reason }).
demo-own-coder = You
demo-failed = The demo could not be loaded. Is the page's folder complete?

## Crash

crash-title = Something went wrong inside Attune
crash-note = All changes that the bar showed as saved are in this browser. Reload to go on from there.
crash-back = Reload and go on
crash-details = What happened, for a report

## Units

size-bytes = { $value } bytes
size-kb = { $value } kB
size-mb = { $value } MB
size-gb = { $value } GB

## Key hints

hint-play = play
hint-frame = frame
hint-edge = edge
hint-keys = all keys

## Coding schemes

schemes-from-file = From a file…
schemes-from-file-note = { $name } · from a file
schemes-preview = What the scheme holds
schemes-blank = From nothing
schemes-blank-note = Write your own
schemes-new-name = New scheme
scheme-note-warnings = { $count ->
    [one] One unknown field of “{ $file }” was left out.
   *[other] { $count } unknown fields of “{ $file }” were left out.
}
scheme-size-codes = { $channels ->
    [one] 1 channel with { $codes } codes
   *[other] { $channels } channels with { $codes } codes
}
scheme-size-scales = { $count ->
    [one] 1 scale
   *[other] { $count } scales
}
grain-states = States
grain-points = Moments
grain-intervals = Intervals of { $seconds } s
grain-ratings = Continuous ratings
grain-globals = Global ratings
kind-exclusive = States, one at a time
kind-free = States, several at once
kind-moments = Moments
kind-interval = Windows of { $seconds } s: { $judgment }
kind-interval-paused = Windows of { $seconds } s with { $pause } s to write down: { $judgment }
kind-rating = Continuous rating from { $min } to { $max }
kind-global = Global rating from { $min } to { $max }
judgment-one-zero = every code that occurred
judgment-momentary = the code that held at the end
judgment-predominant = the code that held for most of it
rule-exhaustive = without gaps
rule-exhaustive-default = without gaps, else { $code }
rule-shortest = each at least { $seconds } s
rule-bridge = a stop of less than { $seconds } s does not end it
modifier-many = any of { $options }
modifier-number = a number
modifier-number-of = a number of { $unit }
modifier-text = in words
modifier-all = { $answers } ({ $ask })
modifier-some = { $answers } ({ $ask }; for { $codes })
ask-onset = asked at the onset
ask-offset = asked at the offset
ask-later = asked on review
scheme-channels = Channels and codes
scheme-passes = Passes
scheme-source = Source
scheme-column-code = Code
scheme-column-key = Key
scheme-column-definition = Definition
scheme-column-value = Value
scheme-column-anchor = Anchor
scheme-modifiers = Asked of each
bar-download-scheme = Coding scheme
bar-download-scheme-note = Channels, codes and definitions alone, for other projects
bar-codebook = Codebook
bar-codebook-note = The scheme as a page to read and print
codebook-back = Back to coding
codebook-print = Print
codebook-of = Codebook of “{ $project }”, version { $version } of the scheme
scheme-read-empty = “{ $file }” is empty (0 bytes). Get it again from where it came from.
scheme-read-too-large = “{ $file }” is too large for a coding scheme ({ $size }).
scheme-read-not-text = “{ $file }” is not a coding scheme: it is { $kind }.
scheme-read-not-json = “{ $file }” is not a coding scheme, or is damaged at line { $line }.
scheme-read-not-a-scheme = “{ $file }” holds something else than a coding scheme. Files of schemes end in .attune-scheme.json.
scheme-read-newer = “{ $file }” was written by a newer Attune. Reload this page to get the newest, then choose it again.
scheme-read-bad-field = “{ $file }” was changed by hand or by another program, and cannot be read: { $problem }.
scheme-read-broken = “{ $file }” contradicts itself in { $place }.
scheme-read-unreadable = “{ $file }” could not be read. Was it moved, or its disk unplugged?
## Codings of a study

codings-label = Codings
codings-second = Second coding…
codings-second-note = Another coder codes this session, blind to what is there
codings-session = New session…
codings-session-note = Another parent and child, with a video of their own
codings-remove = Remove this coding…
codings-remove-note = Takes the coding that is shown out of the study
codings-remove-title = Remove this coding?
codings-remove-question = The coding of { $session } by { $coder } goes, with { $events ->
    [one] 1 event
   *[other] { $events } events
}.
codings-remove-session = It is the only one of { $session }, so the session goes too, with its notes.
codings-remove-undo = You can undo this.
codings-remove-confirm = Remove
codings-hidden = { $coding } (hidden)
codings-blind = Blind coding
codings-blind-note = Other codings of this session are hidden until this one is submitted.
codings-submit = Submit
codings-submit-note = Hand this coding in; the others are shown from then on
codings-unblind = Unblind
codings-unblind-note = Show the other codings without handing in; this coding is blind no more

second-title = Second coding
second-part = Part of the session
second-part-all = All of the coded window
second-part-every = Every nth window
second-part-random = A random share of windows
second-nth = Every
second-percent = Percent
second-seed = Seed
second-length = Window, in seconds
second-stretches = { $count ->
    [one] 1 stretch
   *[other] { $count } stretches
}, { $coded } of { $whole }
second-all = The whole coded window
second-no-window = Open the video first, so that its length is known.
second-number-missing = A number is missing or out of range.
second-blind = Hide other codings of this session until this one is submitted
second-create = Start coding

session-title = New session
session-name = Name
session-name-missing = A session needs a name.
session-note = The session starts with an empty coding by the scheme in use; its video is asked for next.
session-create = Add session

## Notes on a session

side-label = Events and session
side-events = Events
side-session = Session
notes-label = Notes
bookmarks-label = Bookmarks
bookmarks-empty = Moments to come back to. They are shown on the ruler.
bookmark-here = Bookmark here
bookmark-text = What for
bookmark-remove = Remove the bookmark at { $at }
unscorable-label = Unscorable
unscorable-empty = Stretches in which a partner cannot be judged, such as off camera.
unscorable-from = From here
unscorable-to = From { $at } to here
unscorable-everyone = Everyone
unscorable-who = Who cannot be judged
unscorable-reason = Reason
unscorable-remove = Remove the stretch at { $at }
act-bookmark = Bookmark the playhead
## Summary

act-summary = Summary of the coding
summary-title = Summary
summary-settings = { $session } · { $coder } · coded window { $start } – { $end }
summary-settings-stretches = { $session } · { $coder } · chosen stretches
summary-settings-no-window = { $session } · { $coder } · no coded window yet
summary-code = Code
summary-frequency = Frequency
summary-frequency-hint = How many bouts or points
summary-total = Total, s
summary-total-hint = Summed duration of all bouts, in seconds
summary-share = Share, %
summary-share-hint = Total duration, in percent of the coded window
summary-rate = Per min
summary-rate-hint = Bouts or points per minute of the coded window
summary-mean = Mean, s
summary-mean-hint = Mean duration of a bout, in seconds
summary-next = Go to the next bout
summary-next-of = { $code }: go to the next bout
summary-figure-share = Share of the coded window
summary-figure-rate = Points per minute
summary-figure-alt = Bars of the shares and rates in the table
summary-empty = Nothing to count yet
summary-empty-note = Each code gets its numbers here as soon as one of its events has ended.
summary-note-stretches = This coding is about chosen stretches of the session, so shares, rates and latencies are left out.
summary-note-running = { $count ->
    [one] One state still runs. It has no duration yet and is left out.
   *[other] { $count } states still run. They have no duration yet and are left out.
}
summary-note-outside = { $count ->
    [one] One event lies outside of the coded window and is left out.
   *[other] { $count } events lie outside of the coded window and are left out.
}
summary-note-cut = { $count ->
    [one] One bout was cut by an edge of the coded window and counts with its part within, so its mean may be too short.
   *[other] { $count } bouts were cut by an edge of the coded window and count with their part within, so their means may be too short.
}
summary-csv = Numbers as CSV
summary-csv-note = One row per code with all numbers and settings
summary-svg = Figure as SVG
summary-svg-note = Sharp at any size, for papers and editing
summary-png = Figure as PNG
summary-png-note = A picture for slides and documents
summary-file = summary
undefined-no-window = Undefined: the coded window is not known
undefined-no-events = Undefined: it did not occur
undefined-one-event = Undefined: it occurred only once
undefined-no-units = Undefined: there is nothing that both coded
undefined-nothing-coded = Undefined: nobody coded anything
undefined-one-code = Undefined: only one code was used, so that chance explains all
undefined-too-few-units = Undefined: there are too few to compare
undefined-missing = Undefined: a value is missing
undefined-no-variance = Undefined: all values are alike
undefined-negative = Undefined: a value is negative, and proportions are not
undefined-out-of-reach = Undefined: no accuracy leads to it
undefined-too-many = Undefined: too many events near each other for this measure
undefined-stopped = Stopped before it was done

## Compare

compare-coders = Coders
compare-coders-note = Two to six codings of this session
compare-reference = Reference
compare-reference-note = The coder that precision and recall are measured against, and whose scheme names channels and codes
compare-tolerance = Onset tolerance, s
compare-tolerance-note = Two events of one code make a pair if their onsets lie at most this far apart
compare-uncoded = Time without a code
compare-uncoded-note = Where a coder gave no code: a category of its own, or left out of agreement and κ
compare-uncoded-category = Counts as a category
compare-uncoded-out = Is left out
compare-more = More settings
compare-pairing = Events pair by
compare-pairing-edges = Onsets
compare-pairing-overlap = Overlap
compare-offset = Offset tolerance, s
compare-offset-note = How far offsets of a pair may lie apart; empty leaves offsets out of account
compare-offset-share = Or share of length, %
compare-offset-share-note = Offsets may also lie apart by this share of the reference’s event, where that is more
compare-overlap = Least overlap, %
compare-overlap-note = Common time of a pair over the extent of both
compare-longer = Least overlap of links, %
compare-longer-note = Common time over the longer event, for EasyDIAg and ELAN
compare-unit = Unit, s
compare-unit-note = The unit of κ by units, and of points
compare-unit-tolerance = Tolerance, units
compare-unit-tolerance-note = How many units κ by units lets coders differ by
compare-used = Only codes that occurred
compare-used-note = Where a number depends on how many codes there are
compare-resamples = Resamples
compare-resamples-note = How many resamples of blocks of time an interval rests on
compare-block = Block, s
compare-block-note = The length of the blocks that are drawn for intervals
compare-confidence = Confidence, %
compare-confidence-note = Of the intervals
compare-seed = Seed
compare-seed-note = Where the random numbers of intervals start; the same seed gives the same intervals
compare-usual = Usual settings
compare-statistics = Numbers
compare-statistics-usual = Usual numbers
compare-basis-time = By time
compare-basis-units = By units of time
compare-basis-events = By events
compare-basis-values = By ratings
compare-basis-program = As other programs
compare-intervals = Intervals
compare-intervals-note = Compute an interval for each number by drawing blocks of time anew
compare-intervals-stop = Stop ({ $percent } %)
compare-intervals-shown = With { $confidence } % intervals
compare-intervals-failed = The intervals could not be computed: the browser stopped them.
compare-interval = { $confidence } % interval { $low } to { $high }
compare-rests-time = over { $n } s
compare-rests-units = of { $n } units or windows
compare-rests-samples = of { $n } samples
compare-rests-sessions = of { $n } sessions
compare-rests-events = of { $n } events or pairs
compare-few-blocks = Too little time for an interval
compare-not-asked = No interval asked for
compare-dependent = No interval: samples of a curve depend on each other
compare-no-interval = This number has no interval
compare-too-many = So many events would take too long
compare-notes = { $count ->
    [one] 1 note on what was compared
   *[other] { $count } notes on what was compared
}
compare-note-window = The session has no length yet: it is taken to last until its last event.
compare-note-version = { $coder } coded by version { $version } of the scheme.
compare-note-scheme = { $coder } coded by another scheme: channels and codes are matched by their names.
compare-note-channel = { $channel } is left out: { $coder } has no such channel.
compare-note-codes = { $channel }: { $events ->
    [one] 1 event
   *[other] { $events } events
} of { $coder } left out, since the reference lacks { $codes }.
compare-note-open = { $channel }: { $count ->
    [one] 1 running event
   *[other] { $count } running events
} of { $coder } counted up to the end.
compare-note-none = { $channel }: { $coder } marked nothing in the time compared.
compare-note-outside = { $channel }: { $count ->
    [one] 1 event
   *[other] { $count } events
} of { $coder } outside of the time compared left out.
compare-note-unscorable = { $channel }: { $seconds } s left out in which the partner cannot be judged.
compare-note-nothing = { $channel }: none of the time that all coded can be judged.
compare-table = Agreement by channel and code
compare-table-rated = Agreement of ratings by channel
compare-channel = Channel
compare-pair = { $first } · { $second }
compare-all = All coders
compare-not-of-this-kind = Not for rows of this kind
compare-behind = { $number }: play the moments behind it
compare-show = { $name }: show where coders differ
compare-no-code = No code
compare-else = All else
compare-figure = Figure
compare-figure-of = { $figure }, { $name }
compare-figure-said = Who said what
compare-figure-events = Events and partners
compare-figure-onsets = Onset differences
compare-figure-tolerance = κ over tolerance
compare-figure-unit = κ over unit
compare-figure-values = Values of both
compare-figure-differences = Differences (Bland–Altman)
compare-axis-time = { $name }, % of time
compare-axis-rate = { $name }, events a minute
compare-axis-windows = { $name }, % of windows
compare-means = Mean of both
compare-less = { $second } less { $first }
compare-level-mean = Mean { $value }
compare-level-low = −1.96 SD { $value }
compare-level-high = +1.96 SD { $value }
compare-samples = { $count ->
    [one] { $count } sample: a click plays its moment
   *[other] { $count } samples: a click on one plays its moment
}
compare-samples-thinned = { $count } samples, one point for each { $every }: a click on one plays its moment
compare-sessions = { $count ->
    [one] { $count } session coded by both: a click leads to its moments
   *[other] { $count } sessions coded by both: a click on one opens it
}
compare-limits = { $of } · mean difference { $bias }, limits of agreement { $low } to { $high }
compare-across = { $coder }, across
compare-cell = { $both } · { $seconds } s in { $count ->
    [one] 1 moment
   *[other] { $count } moments
}
compare-cell-units = { $both } · { $units } units or windows in { $count ->
    [one] 1 moment
   *[other] { $count } moments
}
compare-cell-events = { $both } · { $count ->
    [one] 1 time
   *[other] { $count } times
}
compare-bar = { $from } to { $to } ms · { $count ->
    [one] 1 pair
   *[other] { $count } pairs
}
compare-pairs-up = Pairs of one code
compare-onsets-across = Onset of { $second } less onset of { $first }, ms
compare-point-tolerance = Tolerance { $value }: { $kappa }
compare-point-unit = Unit { $value } s: { $kappa }
compare-kappa-is = κ { $value }
compare-tolerance-across = Tolerance, in units of { $seconds } s
compare-unit-across = Unit in seconds, at a tolerance of { $tolerance }
compare-curve-hint = The value in use is the large point. A click on another takes that; so does Enter, after the arrow keys.
compare-cell-hint = A click on a cell plays the moments behind it; so does Enter, after the arrow keys.
compare-no-table = A figure is of two coders and of no more than 24 categories. Choose a pair, or a code.
compare-moments = Moments
compare-far-apart-in = Farther apart than on the average: { $name }
compare-of-sessions = Scores are of whole sessions: the figure opens them.
compare-differ-in = Where coders differ: { $name }
compare-events-behind = { $number }: { $name }
compare-count = { $count ->
    [one] 1 moment
   *[other] { $count } moments
}
compare-previous = Moment before (K)
compare-next = Next moment (J)
compare-place = { $nth } of { $count }
compare-said = { $coder }: { $said }
compare-no-partner = No partner
compare-onset-apart = onset { $ms } ms
compare-offset-apart = offset { $ms } ms
compare-no-moments = Coders agree throughout.
compare-no-video = J and K walk through the moments. Choose the video above to see them.
compare-moments-hint = J plays the first moment, two seconds around it, again and again.
compare-lanes = All codings
compare-lanes-note = All codings lane under lane. Where they differ is hatched: a click plays that moment.
compare-file = agreement
compare-file-table = table
compare-file-moments = differences
compare-file-pairs = events
compare-numbers-csv = Numbers (CSV)
compare-numbers-csv-note = One number a line, with its interval and all settings
compare-table-csv = This table (CSV)
compare-table-csv-note = Who said what in milliseconds or units, or events and partners
compare-moments-csv = Differences (CSV)
compare-moments-csv-note = Each stretch in which coders differ, and what each said
compare-pairs-csv = Pairs of events (CSV)
compare-pairs-csv-note = Each event with its partner, and how far their edges lie apart
compare-svg = This figure (SVG)
compare-png = This figure (PNG)
compare-figure-note = For papers and slides
compare-making = Comparing…
compare-one-coding = This session has one coding
compare-one-coding-help = Agreement takes two. Let another coder code this session, or add a coding to it from a file.
compare-too-many-codings = More than six codings
compare-too-many-codings-help = Choose two to six above.
compare-not-there = A coding is gone
compare-not-there-help = The address names a coding that this project does not have. Choose coders above.
compare-other-session = These codings are of different sessions
compare-other-session-help = Choose codings of the session that is shown.
compare-blind = A blind coding is not handed in yet
compare-blind-help = Comparing would show its coder what others said. Hand it in first.
compare-nothing-coded = Nobody coded anything yet
compare-nothing-coded-help = Open the video on the coding page, or code something.
compare-no-common-time = There is no moment that all were to code
compare-no-common-time-help = Their stretches do not overlap. Choose other coders above, or let one of them code a stretch of the other’s.
compare-no-common-channel = These codings have no channel in common
compare-no-common-channel-help = Channels of two schemes are matched by name, partner and kind of coding.

## Measures of agreement

measure-percent = Agreement
measure-percent-means = is the share of time in which coders said the same. Where one code holds most of the time, it is high by chance alone.
measure-positive = Agreement, present
measure-positive-means = is how far coders agree that the code was there: twice the common time over both coders’ times. Chance is not taken out.
measure-negative = Agreement, absent
measure-negative-means = is how far coders agree that the code was not there. It is high for every rare code.
measure-kappa = κ
measure-kappa-means = is Cohen’s kappa by duration: agreement beyond chance, 1 at best. A rare code, or coders who differ in how often they use a code, make it low.
measure-kappa-max = κ max
measure-kappa-max-means = is the highest κ that both coders’ totals allow. Well below 1 says that they use the codes differently often.
measure-pabak = PABAK
measure-pabak-means = is what κ would be if all codes were equally common (Bennett’s S). It grows with the number of codes in the scheme, used or not.
measure-prevalence = Prevalence
measure-prevalence-means = is how much more often the code is there than not, −1 to 1. Far from 0, κ is low although coders agree.
measure-bias = Bias
measure-bias-means = is how much more often the first coder gives the code than the second, as a share of the time.
measure-ac1 = AC1
measure-ac1-means = is Gwet’s coefficient: like κ, but steady where one code holds most of the time. It can be high where a rare code is missed.
measure-pi = Scott’s π
measure-pi-means = takes both coders to use the codes equally often; of more than two it is Fleiss’ κ. It is lower than κ where they do not.
measure-conger = κ, all coders
measure-conger-means = is Conger’s kappa: Cohen’s for more than two coders, by the time that all can be compared on.
measure-light = Light’s κ
measure-light-means = is the mean κ of all pairs of coders. One pair that disagrees is hidden in it: look at the pairs.
measure-randolph = Randolph’s κ
measure-randolph-means = takes any code to be equally likely by chance. It grows with the number of codes, used or not.
measure-alpha = Krippendorff’s α
measure-alpha-means = is agreement beyond chance of any number of coders, who are taken as alike. Like κ, it is low for rare codes.
measure-accuracy = Accuracy
measure-accuracy-means = is how often two equally good observers must be right to reach this κ with codes this common. It is a model’s answer, not a count.
measure-kappa-unit = κ by units
measure-kappa-unit-means = is κ of units of time, where a code of the other within the tolerance counts as the same: the mean of both directions. More tolerance makes it higher.
measure-kappa-unit-first = κ by units, first
measure-kappa-unit-first-means = is κ of units of time with tolerance, seen from the first coder.
measure-kappa-unit-second = κ by units, second
measure-kappa-unit-second-means = is κ of units of time with tolerance, seen from the second coder.
measure-kappa-events = κ of events
measure-kappa-events-means = is κ of paired events, with events of one coder alone as disagreements. It depends on how events are paired.
measure-easydiag = EasyDIAg κ
measure-easydiag-means = is κ of events that are linked by their overlap, unlinked ones included, as EasyDIAg computes it.
measure-easydiag-matched = EasyDIAg κ, linked
measure-easydiag-matched-means = is κ of linked events alone. It says nothing of the events that only one coder saw.
measure-linked = Linked
measure-linked-means = is the share of events that overlap enough with one of the other coder.
measure-kappa-sequence = κ of sequences
measure-kappa-sequence-means = is κ of both orders of codes, aligned at the least cost. Times play no part in it.
measure-kappa-timed = κ of timed sequences
measure-kappa-timed-means = is the same where only events may be aligned whose onsets lie within the tolerance or that share most of the longer one, as GSEQ does. What lies farther apart is an omission and a commission.
measure-alpha-u = α-U (2004)
measure-alpha-u-means = is Krippendorff’s α for units that coders cut themselves, code by code: where they are and how long. Needs no pairs. Long gaps raise it.
measure-u-alpha = ᵤα (2016)
measure-u-alpha-means = is its later form for units and their codes at once, gaps included. One number for two kinds of error: look at the two beside it.
measure-u-alpha-binary = |ᵤα, coded or not
measure-u-alpha-binary-means = is the same of whether anything is coded at all. It says nothing of which code.
measure-cu-alpha = cᵤα, codes
measure-cu-alpha-means = is the same of the codes, where both coded; of one code, (k)ᵤα. It says nothing of what only one coder saw.
measure-gamma = γ
measure-gamma-means = is Mathet’s measure of units and codes: how much better the best alignment is than that of 30 random codings. It varies a little with the seed, and stops at 3,000 events.
measure-gamma-cat = γ-cat
measure-gamma-cat-means = is the same of the codes of aligned units alone; of one code, γ-k.
measure-precision = Precision
measure-precision-means = is the share of the second coder’s events that pair with one of the first, who is the reference.
measure-recall = Recall
measure-recall-means = is the share of the first coder’s events that pair with one of the second.
measure-f1 = F1
measure-f1-means = is the harmonic mean of precision and recall. It asks whether both saw the same events, not for how long.
measure-onset-bias = Onset shift, ms
measure-onset-bias-means = is how much later the second coder marks onsets, on average. Early and late ones cancel out.
measure-onset-mae = Onset ±, ms
measure-onset-mae-means = is how far the onsets of pairs lie apart on average. It is about pairs only, so that a narrow tolerance makes it small.
measure-offset-bias = Offset shift, ms
measure-offset-bias-means = is how much later the second coder marks offsets, on average. Early and late ones cancel out.
measure-offset-mae = Offset ±, ms
measure-offset-mae-means = is how far the offsets of pairs lie apart on average. It is about pairs only.
measure-overlap = Overlap
measure-overlap-means = is the mean common time of pairs over the extent of both. It is about pairs only.
measure-count-ratio = Count ratio
measure-count-ratio-means = is the smaller number of events over the larger. Like counts do not mean like events.
measure-icc-a1 = ICC, agreement
measure-icc-a1-means = is ICC(A,1): the share of variance that lies between sessions or samples, a shift between coders counted against it. Where all rate alike, there is little to share, and it is low.
measure-icc-c1 = ICC, consistency
measure-icc-c1-means = is ICC(C,1): how far ratings run in parallel. A coder who is always one point higher does not lower it.
measure-ccc = Concordance
measure-ccc-means = is Lin’s ρc: how near values of two coders lie to the line of identity. As any correlation, it is high where values range widely.
measure-pearson = Pearson’s r
measure-pearson-means = is how far values lie on any straight line. It sees neither a shift nor another scale: no measure of agreement by itself.
measure-value-bias = Mean difference
measure-value-bias-means = is the second coder’s values less the first one’s, in points of the scale. Differences in both directions cancel.
measure-value-sd = SD of differences
measure-value-sd-means = is how much the differences scatter, in points of the scale: 95 % of them lie within 1.96 times that around their mean, if they are normal.
measure-value-mae = Mean absolute difference
measure-value-mae-means = is how far apart values lie on the average, in points of the scale. It depends on how wide the scale is.
measure-ioa-mean = IOA, mean count per interval
measure-ioa-mean-means = is the mean over intervals of the smaller number of onsets over the larger, also known as block by block. Intervals are the unit; nothing is taken off for chance.
measure-ioa-exact = IOA, exact count
measure-ioa-exact-means = is the share of intervals with as many onsets: the strictest of its family.
measure-ioa-interval = IOA, interval by interval
measure-ioa-interval-means = is the share of intervals in which both or neither saw an onset. High for rare behavior, whoever codes.
measure-ioa-scored = IOA, scored intervals
measure-ioa-scored-means = is the same among intervals with an onset of either: for behavior that is rare.
measure-ioa-unscored = IOA, unscored intervals
measure-ioa-unscored-means = is the same among intervals without an onset of either: for behavior that is frequent.
measure-boris-kappa = BORIS κ
measure-boris-kappa-means = is what BORIS’s menu gives by steps of the unit, three decimals: from the first to the last event, both neighbors on at an edge, 1 where κ is undefined. Larger steps can lower it.
measure-boris-identity = BORIS alignment
measure-boris-identity-means = is the share of identical steps once both are aligned as BORIS’s menu does. A constant delay costs nothing.
measure-boris-pieces = BORIS plug-in κ
measure-boris-pieces-means = is what BORIS’s plug-in gives unweighted: each piece between two edges counts once, however short, so that small delays weigh as much as long disagreements.
measure-boris-time = BORIS plug-in κ, by time
measure-boris-time-means = is the same with pieces weighed by their seconds, and each moment with a point as one second.
measure-elan-fleiss = ELAN Fleiss κ
measure-elan-fleiss-means = is what ELAN gives as modified Fleiss’ kappa, unmatched ones included.
measure-elan-fleiss-matched = ELAN Fleiss κ, matched
measure-elan-fleiss-matched-means = is the same of matched annotations alone.
measure-elan-overlap = ELAN overlap ratio
measure-elan-overlap-means = is ELAN’s mean of overlap over extent. Codes play no part in it, and it changes with which coder is first.
measure-interact = INTERACT κ
measure-interact-means = is κ of the pairs that INTERACT’s manual describes, with the tolerance as both windows. An event without a partner counts as a code of its own, chance included.
measure-elan-kappa = ELAN κ
measure-elan-kappa-means = is what ELAN gives as modified Cohen’s kappa, so that papers can be compared.

## Scheme editor

draft-about = Version { $version } · { $codings } · { $state }
draft-codings = { $count ->
    [0] no coding by it
    [one] 1 coding by it
   *[other] { $count } codings by it
}
draft-changed = changed, not applied
draft-unchanged = as applied
draft-waits = Changes to “{ $name }” are not applied yet. They wait in the scheme editor.
draft-scheme = Coding scheme
draft-apply = Apply…
draft-apply-note = Look at what the changes do, then take them into the project (Ctrl Enter)
draft-add = Add scheme…
draft-add-note = Take another coding scheme into this project
draft-add-title = Add a coding scheme
draft-add-confirm = Add
draft-remove = Remove scheme
draft-remove-note = Nothing is coded by it, so it can go
draft-code-with = Code with it
draft-code-with-note = Begin a coding of the session shown, by this scheme
draft-whole = The scheme
draft-unnamed = Unnamed
draft-add-channel = Add channel
draft-name = Name of the scheme
draft-source-hint = Authors and year, or “own”
draft-description = What it is for
draft-description-hint = Ages, situations, what it is meant to show
draft-passes-note = A pass is one watching of the video with some of the channels. Without passes all channels are coded at once.
draft-add-pass = Add pass
draft-pass = Pass { $number }
draft-remove-pass = Remove the pass
draft-channel-name = Name of the channel
draft-role = About
draft-kind = Kind
draft-kind-state = States
draft-kind-point = Points
draft-kind-interval = Intervals
draft-kind-rating = Continuous rating
draft-kind-global = Global rating
draft-channel-about = { $kind } · { $count ->
    [one] 1 code
   *[other] { $count } codes
}
draft-channel-definition = How to code it
draft-channel-definition-hint = What the channel captures, and what to do when in doubt
draft-copy-channel = Duplicate the channel
draft-remove-channel = Remove the channel
draft-overlap = Codes hold
draft-one-at-a-time = One at a time
draft-several = Several at once
draft-entry = Keys
draft-shortest = Shortest state
draft-bridge = Shortest gap
draft-exhaustive = Without gaps
draft-default = Where nothing is coded
draft-no-default = Not coded yet
draft-window = Window
draft-pause = Pause after it
draft-judgment = Judged is
draft-lowest = Lowest
draft-highest = Highest
draft-neutral = At rest
draft-samples = Sampled
draft-rate = { $rate } per second
draft-step = Step
seconds-short = s
draft-codes = Codes
draft-codes-note = To set a key, press it in its field: one key, one with Shift, or two one after the other. Alt with an arrow key moves a code.
draft-add-code = Add code
draft-label = Label
draft-label-hint = Label
draft-key-of = Key of { $code }
draft-definition-of = Definition
draft-definition-hint = What counts, and what does not
draft-more-of = Color and examples of { $code }
draft-remove-code = Remove the code
draft-copy-code = Duplicate
draft-move = Move to another channel…
draft-up = Move { $name } up
draft-down = Move { $name } down
draft-color = Color
draft-any-color = Another color
draft-examples = Example moments
draft-examples-video = Open the session's video to take examples from it.
draft-example-selected = From the selected event
draft-example-selected-note = The stretch of the event that is selected on the coding page
draft-example-playhead = Around the playhead, { $at }
draft-example-start = Start of the example
draft-example-end = End of the example
draft-example-note = What to look at
draft-remove-example = Remove the example
example-play = Play an example of { $code }
example-needs = Open “{ $file }” to play this example
draft-modifiers = Modifiers
draft-modifiers-note = What is asked about each event, such as its intensity.
draft-add-modifier = Add modifier
draft-modifier-name = Question
draft-modifier-hint = For example: Intensity
draft-modifier-kind = Answer
draft-modifier-ask = When
modifier-kind-one = One of these
modifier-kind-many = Any of these
modifier-kind-number = A number
modifier-kind-text = In words
draft-remove-modifier = Remove the modifier
draft-option = Option { $number }
draft-add-option = Add option
draft-remove-option = Remove the option
draft-unit = Unit
draft-asked-about = { $count ->
    [0] Asked about every code
    [one] Asked about 1 code
   *[other] Asked about { $count } codes
}
draft-anchors = Anchors
draft-anchors-note = What values of the scale mean.
draft-add-anchor = Add anchor
draft-anchor-hint = In a word or two
draft-anchor-text-hint = In full
draft-remove-anchor = Remove the anchor
key-field-empty = key
key-field-hint = Press the key that marks it. Backspace takes it away.
key-no-sign = Only letters, digits and signs can mark a code.
key-reserved = { $key } is taken by the app: { $act }.
key-none-free = No key is free.
key-suggest = Find a free key for { $code }
keys-taken = Keys
color-blue = Blue
color-cyan = Cyan
color-green = Green
color-yellow = Yellow
color-red = Red
color-purple = Purple
color-grey = Gray
color-orange = Orange
color-magenta = Magenta
color-indigo = Indigo
color-sky = Sky
color-teal = Teal
color-forest = Forest
color-olive = Olive
color-sand = Sand
color-rose = Rose
color-wine = Wine
color-mauve = Mauve
grade-error = Must be put right
grade-warning = Worth a look
grade-hint = Missing
problems-title = Problems
problems-none = None.
problems-count = { $errors } to put right, { $warnings } worth a look, { $hints } missing
problem-no-name = The scheme has no name.
problem-no-channels = There are no channels yet.
problem-no-channel-name = The channel has no name.
problem-channel-twice = Another channel of this partner has the same name.
problem-no-codes = There are no codes yet.
problem-empty-scale = The lowest value must be below the highest.
problem-neutral = The value at rest is off the scale.
problem-period = It must be sampled 1 to 50 times a second.
problem-step = The step must be above zero.
problem-anchor-off = The anchor at { $value } is off the scale.
problem-anchor-twice = There are two anchors at { $value }.
problem-window = A window takes 1 to 600 s.
problem-pause = A pause takes 0 to 600 s.
problem-length = The shortest state and gap take up to 600 s.
problem-rules = It has settings that its kind cannot have.
problem-no-label = The code has no label.
problem-label-twice = Another code of the channel has the same label.
problem-no-definition = No definition
problem-no-key = No key
problem-key-taken = { $key } marks { $code } already.
problem-key-ambiguous = { $key } cannot be told from the key of { $code }.
problem-color-faint = Its color is hard to see on the timeline.
problem-color-like = Its color is hard to tell from that of { $code }.
problem-no-question = A modifier has no name.
problem-no-options = A modifier has no options.
problem-blank-option = An option is blank.
problem-option-twice = The option “{ $option }” is there twice.
problem-empty-range = The lowest number is above the highest.
problem-foreign-code = A modifier asks about a code of another channel.
problem-broken = The scheme contradicts itself. Start over, or choose another.
removed-title = Removed codes
removed-delete = Delete its events
removed-into = Give its events to { $code }
removed-where = What becomes of the events of { $code }
removed-back = Bring back
leave-title = Leave without applying?
leave-question = The changes to this scheme are not part of the project yet.
leave-discard = Discard them
leave-keep = Keep for later
impact-title = Apply the changes
impact-unused = Nothing is coded by this scheme yet.
impact-none = { $codings } with { $events }: nothing that was coded changes.
impact-some = { $codings } with { $events }. What was coded changes so:
impact-version = The scheme goes from version { $from } to version { $to }. You can undo this.
impact-confirm = Apply
impact-coding = { $coding }: { $count }
impact-done = The scheme was changed.
impact-done-loss = The scheme was changed, and events with it.
effect-channel-removed = deleted: channel { $channel } is removed
effect-code-removed = deleted: code { $code } is removed
effect-do-not-fit = deleted: they do not fit the new kind or rule of { $channel }
effect-covered = deleted: another state of { $channel } begins with them and lasts longer
effect-merged = of { $code } become { $into }
effect-renamed = of { $code } are called { $into }
effect-moved = of { $code } move to { $channel }
effect-made-points = of { $channel } become points at their onsets
effect-joined = of { $channel } are joined to one they meet
effect-cut = of { $channel } end where the next one begins
effect-answers = answers to { $modifier } are removed
effect-windows = judged windows of { $channel } are removed
effect-samples = samples of { $channel } are removed
effect-scores = ratings of { $channel } are removed
change-texts = Name, source or description
change-channel-removed = Channel { $channel } is removed
change-channel-added = Channel { $channel } is added
change-channel-renamed = Channel { $from } is now { $to }
change-channel-settings = Settings of { $channel }
change-modifiers = Modifiers of { $channel }
change-codes-added = New codes in { $channel }: { $codes }
change-code-renamed = Code { $from } is now { $to }
change-codes = Key, color, definition or examples of { $codes }
change-order = Order of the channels
change-passes = Passes
codings-scheme = Coding scheme…
codings-scheme-note = Look at the channels and codes, and change them
codebook-edit = Change the scheme
scheme-examples = Examples

## Signals

signals-label = Signals
signals-empty = Heart rate, skin conductance, respiration and the like, from CSV or EDF files.
signal-add = Add signal…
signal-pick = File of a new signal
signal-pick-known = File of a signal that was added before
signal-title = Add signal
signal-from-file = From { $file }. The file stays where it is; it is asked for again when the project is opened.
signal-column = Column
signal-name = Name
signal-name-missing = Give the signal a name.
signal-unit = Unit
signal-partner = Partner
signal-time = Time
signal-time-none = Even rate, no column
signal-time-form = Time is in
signal-time-seconds = Seconds
signal-time-milliseconds = Milliseconds
signal-time-clock = hh:mm:ss
signal-time-date = Date and time
signal-rate = Rows per second
signal-marker-column = Marker column
signal-marker-column-none = None
signal-delimiter = Columns are split by
signal-decimal = Decimal sign
signal-comma = Comma
signal-semicolon = Semicolon
signal-tab = Tab
signal-point = Point
signal-header = First row names the columns
signal-preview = Curve of the beginning of the file
signal-first-part = Beginning of the file: { $from } to { $to }, a value every { $step } ms.
signal-rows = First rows of the file
signal-create = Add signal
signal-missing = { $file } is not open.
signal-choose = Choose file…
signal-reading = Reading… { $percent } %
signal-reach = { $file }, from { $from } to { $to }.
signal-left-out = { $count ->
    [one] One row was left out: its time is missing or runs backward.
   *[other] { $count } rows were left out: their times are missing or run backward.
}
signal-thinned = Long file: each value is the mean of { $count }.
signal-remove = Remove the signal { $name }
signal-offset = File starts at
signal-earlier = { $ms } ms earlier
signal-later = { $ms } ms later
signal-moment = Moment in the file
signal-marker = Markers of the file
signal-marker-none = Choose a marker…
signal-align = Is now
signal-align-hint = Puts this moment of the file at the playhead
signal-low = Lowest shown
signal-high = Highest shown
signal-range-fitted = fitted
signal-range-wrong = The lowest has to be a number below the highest.
signal-lane-missing = Choose { $file } in the session tab to see this curve.
signal-lane-failed = { $file } cannot be read; the session tab says why.
signal-gone = { $file } can no longer be read. Choose it again.
signal-file-known = { $count ->
    [one] { $file } belongs to one signal of this session; it is being read.
   *[other] { $file } belongs to { $count } signals of this session; they are being read.
}
signal-other-file = { $picked } is another file than the one of { $signal }: { $file }, { $size }. Choose that one, or add a signal from this one.
signal-empty = { $file } is empty. Export it again from the recording program.
signal-other-kind = { $file } is { $kind }. Signals are read from CSV (UTF-8), EDF, EDF+ and BDF files.
signal-broken-header = { $file } begins like EDF, but its header is damaged. Export it again from the recording program.
signal-record-too-long = { $file } has records of more than 32 MB. Export it with shorter records.
signal-no-signals = { $file } holds annotations only. Choose the file with the recording.
signal-row-too-long = Row { $row } of { $file } is too long. Check what splits its columns.
signal-no-column = { $file } has no column { $column }.
signal-no-times = No row of { $file } has a time that can be read; the first says “{ $first }”. Choose another time column or form.
signal-no-numbers = This column of { $file } holds no numbers. Choose another column, or another decimal sign.
## Passes, questions, global ratings, event tally

act-next-gap = Next stretch that is not coded
act-previous-gap = Previous stretch that is not coded
act-next-unanswered = Next event with an open question
act-ratings = Global ratings
side-passes = Passes
side-tally = Tally
pass-hidden = This key belongs to { $channel }, which is not part of this pass.
passes-pass = Pass
passes-all = All channels
passes-own = Chosen channels
passes-done = { $done } of { $all } channels gone through
passes-shown-hint = Shown and recorded in this pass
passes-gone-through = Done
passes-covered = { $percent } % coded
passes-covered-label = { $channel }: share of the coded window that has a code
passes-gaps = { $count ->
    [one] 1 gap
   *[other] { $count } gaps
}
passes-fill = Fill with { $code }
passes-fill-with = Fill with…
passes-fill-label = Fill the gaps of { $channel } with
passes-no-gap = Nothing is left to code in the channels of this pass that are to have no gaps.
passes-short = { $count ->
    [one] 1 shorter than { $seconds } s
   *[other] { $count } shorter than { $seconds } s
}
passes-close = { $count ->
    [one] 1 stop of less than { $seconds } s
   *[other] { $count } stops of less than { $seconds } s
}
passes-close-hint = Selects both sides of the stop; { $key } joins them.
passes-unanswered = { $count ->
    [one] 1 event with an open question
   *[other] { $count } events with open questions
}
passes-all-answered = Every question is answered.
question-label = Question about the event
question-asked = { $question }? About { $code }
question-waiting = { $count ->
    [one] 1 more
   *[other] { $count } more
}
question-hint-one = The key answers; Esc leaves it open
question-hint-many = Keys choose, Enter accepts, Esc leaves it open
question-hint-typed = Enter accepts, Esc leaves it open
question-accept = Accept
question-skip = Leave open
question-number = Number typed so far
question-words = Answer in words
modifier-range = { $min } to { $max }
modifier-at-least = at least { $min }
modifier-at-most = at most { $max }
answer-none = No answer
ratings-title = Global ratings
ratings-given = { $given } of { $all } given
ratings-none = not rated
ratings-not-watched = { $percent } % of the coded window was watched since the session was opened. Ratings rest on all of it.
ratings-no-video = Open the video and watch the session first.
ratings-anchor = { $value } · { $label }
ratings-between = { $value } · between { $below } and { $above }
ratings-note = Note
ratings-value-first = Give a value first
evidence-label = Evidence
evidence-pin-playhead = Pin playhead
evidence-pin-event = Pin selected event
evidence-play = Play from here
evidence-note = What the moment at { $at } shows
evidence-note-hint = What it shows
evidence-remove = Remove the moment at { $at }
tally-counts = Counts onsets: every point, and every state where it begins, within the coded window.
tally-every = Windows of
tally-seconds = s
tally-all = all
tally-rate = per min
tally-rate-hint = Per minute, from the start of the coded window to the playhead
tally-here = now
tally-here-hint = In the window at the playhead
response-title = Response window
response-counts = Does a response begin within so many seconds after a stimulus begins?
response-stimuli = Stimuli
response-responses = Responses
response-within = Within
response-none = none chosen
response-choose = Choose the codes that ask and those that answer.
response-count = { $answered } of { $all } answered
response-latency = Median latency
response-cut = { $count ->
    [one] One stimulus so near the end of the coded window that its answer may come later is left out.
   *[other] { $count } stimuli so near the end of the coded window that their answers may come later are left out.
}
response-waiting = { $at }: waiting for an answer
response-answered = { $at }: answered after { $seconds } s
response-missed = { $at }: not answered
response-window-cut = { $at }: the coded window ended first
## Timeline editing

act-select-all = Select all events
act-split = Split the selected states at the playhead
act-merge = Merge selected states that follow one another
act-shift-events = Move events by a time
act-find = Find events
act-find-next = Next match
act-find-previous = Previous match
act-rename = Name session and coder
act-boundary-normal = Normal: neighbors hold when an edge is moved
act-boundary-bulldozer = Bulldozer: a moved edge pushes its neighbors and swallows them
act-boundary-shift = Shift: everything later in the row moves along
boundary-label = Neighbors
boundary-normal = Normal
boundary-bulldozer = Bulldozer
boundary-shift = Shift
edit-menu = Edit
edit-copy = Copy to channel…
edit-recode = Recode…
edit-comment = Comment…
edit-same-code = Select all of this code
batch-nothing = Nothing would change.
batch-changed = { $count ->
    [one] 1 event would change.
   *[other] { $count } events would change.
}
batch-added = { $count ->
    [one] 1 event would be added.
   *[other] { $count } events would be added.
}
batch-removed = { $count ->
    [one] 1 event would be deleted.
   *[other] { $count } events would be deleted.
}
shift-title = Move events
shift-by = By, in milliseconds; negative for earlier
shift-hint = Judged windows and ratings stay where they are.
shift-which = Which
shift-selected = { $count ->
    [one] The selected event
   *[other] The { $count } selected events
}
shift-all = All events of this coding
shift-clip = Cut what would leave the coded window
shift-moving = { $count ->
    [one] 1 event moves.
   *[other] { $count } events move.
}
shift-leaving = { $count ->
    [0] All stay in the coded window.
    [one] 1 would leave the coded window.
   *[other] { $count } would leave the coded window.
}
shift-meeting = { $count ->
    [0] None meets another.
    [one] 1 would lie on another.
   *[other] { $count } would lie on others.
}
shift-do = Move
copy-title = Copy to channel
copy-channel = To
copy-becomes = { $code } becomes
copy-leave-out = Leave out
copy-over = Cut what is there already
copy-do = Copy
recode-title = Recode
recode-code = New code
recode-choose = Choose a code
recode-note = { $count ->
    [one] 1 event is selected. One of another channel, or that would overlap, stays as it is.
   *[other] { $count } events are selected. Those of other channels, and those that would overlap, stay as they are.
}
recode-do = Recode
comment-title = Comment
comment-how = What is there
comment-append = Write after it
comment-replace = Replace it
comment-do = Write
delete-title = Delete events
names-title = Names
names-coder = Coder
names-note = A coder's name changes in all their codings.
names-do = Rename
codings-rename = Rename…
codings-rename-note = The session and its coder

## Find

side-find = Find
find-text = Comment
find-pattern = Regex
find-pattern-hint = Take the text for a regular expression, such as repair|mend
find-code = Any code
find-channel = All of { $channel }
find-chip-remove = Do not look for { $code }
find-length = Seconds
find-shortest = from
find-longest = to
find-cut-label = Cut off
find-cut-any = Cut off or not
find-cut = Cut off
find-not-cut = Not cut off
find-beside = Beside other events
find-anyhow = Beside anything
find-during = During
find-not-during = Not during
find-overlaps = Overlapping
find-not-overlaps = Not overlapping
find-after-onset = Soon after onset of
find-after-offset = Soon after offset of
find-within = Within, in seconds
find-others = Which code
find-clear = Clear
find-hint = Say what to look for: matches are listed here and underlined on the timeline.
find-bad-pattern = Not a regular expression: { $problem }
find-count = { $count ->
    [0] No match
    [one] 1 match
   *[other] { $count } matches
}
find-all = With all matches
find-select = Select all
find-delete = Delete…
## Interval coding

intervals-label = Windows
intervals-progress = { $judged } of { $all }
intervals-start = Judge windows
intervals-next = Next unjudged
intervals-leave = Leave
intervals-plays-on = Plays on
intervals-plays-on-note = After an answer the video plays on with the next window
intervals-note = The video stops at the end of each window and asks.
intervals-place = Window { $number } of { $all } · { $start } – { $end }
intervals-watching = Watch to its end
intervals-question-of = question { $number } of { $all }
intervals-ask-one-zero = What occurred in it?
intervals-ask-momentary = What holds at its end?
intervals-ask-predominant = What held for most of it?
intervals-none = None of these
intervals-confirm = { $count ->
    [one] Keep 1 code
   *[other] Keep { $count } codes
}
intervals-again = Watch again
intervals-back = Back
intervals-first = Start with “Judge windows” first: these keys answer at the end of a window.
intervals-video-first = Open the video first, then judge its windows.
intervals-all-judged = Every window is judged.
intervals-left = { $count ->
    [one] This was the last window. One before it is not judged yet: “Next unjudged” goes there.
   *[other] This was the last window. { $count } before it are not judged yet: “Next unjudged” goes there.
}

## Continuous rating

rating-label = Continuous rating
rating-channel = What is rated
rating-record = Record
rating-recording = Recording: what is rated now takes the place of what was there.
rating-armed = Ready: playing records.
rating-off = Not recording. The pad can be tried out.
rating-rate = { $rate } a second
rating-stick = Gamepad
rating-hint = Point on the pad, turn the wheel, or while recording press ↑ and ↓ (steps of { $step }) or a digit. A gamepad’s stick works once one of its buttons was pressed.
rating-erase-from = Erase from here…
rating-erase-to = Erase from { $at } to here

## Consensus

unsettled-not-two-to-six = A consensus is made from two to six codings of a session.
unsettled-not-there = A coding that this consensus is made from is no longer in the project. What is coded stays as it is.
unsettled-other-session = These codings are of different sessions.
unsettled-other-scheme = These codings follow different schemes. A consensus takes one scheme.
unsettled-blind = A blind coding has not been handed in yet.
unsettled-no-common-time = There is no part of the session that all of these codings are about.
place-consensus = Consensus
codings-consensus = Consensus…
codings-consensus-note = Step through where coders differ, and make a consensus
compare-consensus = Consensus
compare-consensus-note = Settle where these coders differ, one disagreement after the other
consensus-begin-title = Make a consensus
consensus-lead = Step through where coders differ and decide each by one key. What they agree on is taken unasked. The result is a coding of its own, with a log of all decisions; those can be changed at any time.
consensus-too-few = This session has no two codings by one scheme that can be settled yet. Begin a second coding from the menu beside the coder’s name; a blind one is settled once it is handed in.
consensus-earlier = Go on with
consensus-another = Begin another
consensus-codings = Codings to settle
consensus-name = Whose it is, by name
consensus-name-default = Consensus
consensus-tolerance = Tolerance, s
consensus-tolerance-range = The tolerance is 0 to 10 seconds.
consensus-tolerance-note = Edges of one change, and points of one code, that lie no farther apart than the tolerance count as agreement. Continuous ratings become their mean.
consensus-edges = An edge within the tolerance is put
consensus-edges-mean = at the mean of all
consensus-edges-first = where the first coding has it
consensus-start = Begin
consensus-title = Disagreements
consensus-of = From { $coders }
consensus-open = Open this coding
consensus-open-note = Show what is settled so far on the coding page
consensus-progress-label = Disagreements decided
consensus-progress = { $done } of { $count } decided
consensus-done = All disagreements are decided.
consensus-no-questions = There is no disagreement: these codings agree within the tolerance, and the consensus holds all of it.
consensus-none = Nothing to decide.
consensus-behind = A coding, the scheme or the session has changed since.
consensus-renew = Bring up to date
consensus-answers = As one of the coders has it
consensus-take = Take what { $coder } has
consensus-cannot = Leaves a gap where none may be, or nothing is there
consensus-other = Or another code
consensus-other-many = Or these codes
consensus-other-value = Or another value
consensus-take-chosen = Take these
consensus-note = Note
consensus-skip = Skip
consensus-skip-note = Leaves it open on purpose: nothing is coded there
consensus-reopen = Take back
consensus-reopened = The decision is taken back.
consensus-told = Decided: { $what }. { $done } of { $count } decided.
consensus-decided = ✓ { $what }
consensus-as-coder = as { $coder }
consensus-skipped = skipped
consensus-whole = whole session
consensus-not-judged = not judged
consensus-not-rated = not rated
consensus-report = How disagreements were settled
consensus-channel = Channel
consensus-all = Disagreements
consensus-column-other = Other
consensus-column-skipped = Skipped
consensus-column-open = Open
consensus-column-met = Within tolerance
consensus-column-met-note = Edges and points that lay apart by no more than the tolerance, taken unasked
consensus-log-csv = Log of decisions (CSV)
consensus-log-csv-note = Every decision with what each coder said, and what is open
consensus-report-csv = Report (CSV)
consensus-report-csv-note = How many were settled which way, by channel
consensus-file-log = decisions
consensus-file-report = report
consensus-no-file = There is nothing to write: a coding that this consensus is made from is missing.
