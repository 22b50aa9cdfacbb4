//! Settling where codings differ: by keyboard, with a break, undone, taken away.

use super::access::check;
use super::steps;
use crate::page::Page;
use anyhow::{Context, Result, anyhow, ensure};
use attune::color::BRIGHT;
use attune::decimal::Decimal;
use attune::edit::{Command, Editor};
use attune::formats::native;
use attune::model::{
    Channel, ChannelId, ChannelKind, Code, CodeId, CodingScheme, GlobalScale, IntervalRule, Judgment, NewProject,
    ObservationId, Project, Role, SchemeId, Score,
};
use attune::time::{Millis, Span};
use serde_json::json;

/// Begins a consensus of two of the demo's coders, and waits for the first disagreement.
async fn begin(page: &Page) -> Result<usize> {
    page.open("#/").await?;
    page.click("try-demo").await?;
    page.until("the demo's video", "q('video')?.videoWidth > 0 && settled()").await?;
    page.click("place-compare").await?;
    page.click("compare-consensus").await?;
    page.element("consensus-start").await?;
    check(page, "the form of a consensus").await?;
    page.js("document.querySelectorAll('[data-testid=consensus-coding]')[2].click();", vec![]).await?;
    page.fill_in("consensus-name", "Both").await?;
    page.fill_in("consensus-tolerance", "0.3").await?;
    page.press("Enter").await?;
    page.until("its own address", "/^#\\/consensus\\/.+\\/\\d+$/.test(location.hash)").await?;
    page.element("consensus-card").await?;
    check(page, "a disagreement").await?;
    let text = page.text("consensus-progress").await?;
    let count = text.split(' ').nth(2).context("0 of N decided")?.parse()?;
    ensure!(count > 3, "the demo's coders differ: {text}");
    Ok(count)
}

/// Waits until so many of so many are decided.
async fn decided(page: &Page, done: usize, count: usize) -> Result<()> {
    let text =
        if done == count { "All disagreements are decided.".to_owned() } else { format!("{done} of {count} decided") };
    page.until_with("the progress", "q('consensus-progress').textContent === args[0]", vec![json!(text)]).await?;
    Ok(())
}

/// Decides the question that is asked, by a key that answers it.
async fn decide(page: &Page, nth: usize) -> Result<()> {
    let open = "return [...document.querySelectorAll('[data-testid=consensus-answer]')]
        .map((answer) => answer.disabled ? '' : answer.querySelector('kbd').textContent).join('');";
    let letters = page.js(open, vec![]).await?.as_str().unwrap_or_default().to_lowercase();
    let letter = letters.chars().nth(nth % letters.len().max(1));
    page.press(&letter.map_or("s".to_owned(), String::from)).await
}

pub(super) async fn disagreements_are_settled_by_keyboard(page: &mut Page) -> Result<()> {
    let count = begin(page).await?;
    let first = page.text("consensus-place").await?;
    // The first coder's word, with a note; the video plays the next moment again and again.
    page.press("n").await?;
    page.type_text("seen twice").await?;
    page.press("Enter").await?;
    page.press("a").await?;
    decided(page, 1, count).await?;
    page.until("what was done, to be read out", "q('consensus-told').textContent.includes(`1 of `)").await?;
    page.until_with("the next one", "q('consensus-place').textContent !== args[0]", vec![json!(first)]).await?;
    page.until("the video to run", "!document.querySelector('video').paused").await?;
    // Another code than both coders', then none of it.
    page.press("1").await?;
    page.until("a code taken or chosen", "q('consensus-progress').textContent.startsWith('2 ') || q('consensus-card').querySelector('.consensus-code[aria-pressed=true]')").await?;
    if !page.text("consensus-progress").await?.starts_with("2 ") {
        page.press("t").await?;
    }
    decided(page, 2, count).await?;
    page.press("s").await?;
    decided(page, 3, count).await?;
    // Back to the first by K, whose decision is changed and taken back, which can be undone.
    for _ in 0..3 {
        page.press("k").await?;
    }
    page.until_with("the first again", "q('consensus-place').textContent === args[0]", vec![json!(first)]).await?;
    ensure!(page.value("consensus-note").await? == "seen twice", "its note");
    page.press("u").await?;
    decided(page, 2, count).await?;
    page.press("Control+z").await?;
    decided(page, 3, count).await?;
    page.press("u").await?;
    decided(page, 2, count).await?;
    // A break: everything is there again after a reload, and what is asked is what is open.
    page.saved().await?;
    page.reload().await?;
    page.element("consensus-card").await?;
    decided(page, 2, count).await?;
    page.until_with("the first open one", "q('consensus-place').textContent === args[0]", vec![json!(first)]).await?;
    // Buttons do it too, and the focus stays among them.
    page.press("Tab").await?;
    page.js("document.querySelector('[data-testid=consensus-answer]:not([disabled])').focus();", vec![]).await?;
    page.press("Enter").await?;
    decided(page, 3, count).await?;
    page.until("the focus on the next card", "document.activeElement.closest('.consensus-card')").await?;
    for done in 4..=count {
        decide(page, done).await?;
        decided(page, done, count).await?;
    }
    ensure!(page.text("consensus-report").await?.contains("Skipped"), "a report");

    let log = page.download_from("consensus-download", "consensus-log-csv").await?.text;
    let lines: Vec<&str> = log.lines().collect();
    ensure!(lines[0].contains(",coder_1_said,coder_2_said,decision,result,note,holds"), "{}", lines[0]);
    ensure!(lines.iter().filter(|line| line.ends_with(",yes")).count() == count, "each is decided once: {log}");
    ensure!(log.contains(",seen twice,") && log.contains(",skipped,") && log.contains(",taken back,"), "{log}");
    let report = page.download_from("consensus-download", "consensus-report-csv").await?.text;
    ensure!(report.lines().count() > 2 && report.contains(",300,mean,"), "{report}");

    // The result is a coding of its own, and not coded by hand.
    page.click("consensus-open").await?;
    page.until("the coding page", "location.hash.startsWith('#/code/') && q('event-row')").await?;
    page.until("whose it is", "q('observation-select').selectedOptions[0].textContent.includes('Both')").await?;
    page.js("document.querySelector('.code')?.click();", vec![]).await?;
    page.until("why not", "[...document.querySelectorAll('[data-testid=notice]')].some((notice) => notice.textContent.includes('made by consensus'))").await?;
    // Its menu leads back.
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.element("consensus-card").await?;
    decided(page, count, count).await?;
    // The demo is left as it was; an address of what is gone begins anew.
    page.click("codings").await?;
    page.click("remove-coding").await?;
    page.click("remove-coding-confirm").await?;
    page.element("consensus-start").await?;
    page.saved().await
}

pub(super) async fn a_change_of_a_coding_is_told_and_taken_over(page: &mut Page) -> Result<()> {
    begin(page).await?;
    let address = page.js("return location.hash;", vec![]).await?;
    ensure!(!page.is_present("consensus-behind").await?, "nothing changed yet");
    page.click("place-code").await?;
    page.until("an event", "q('event-row')").await?;
    page.press("Control+a").await?;
    page.press("Delete").await?;
    page.js("location.hash = args[0];", vec![address]).await?;
    page.element("consensus-behind").await?;
    page.click("consensus-renew").await?;
    page.until("up to date", "!q('consensus-behind')").await?;
    page.press("Control+z").await?;
    page.element("consensus-behind").await?;
    page.press("Control+z").await?;
    page.until("as it was", "!q('consensus-behind')").await?;
    page.press("Control+z").await?;
    page.element("consensus-start").await?;
    // The demo is one for all scenarios.
    page.saved().await
}

pub(super) async fn codings_that_agree_leave_nothing_to_settle(page: &mut Page) -> Result<()> {
    steps::project_with_clip(page, "Agreed").await?;
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.until("what is missing", "q('consensus-hindrance')?.textContent.includes('two codings')").await?;
    page.click("place-code").await?;
    page.click("codings").await?;
    page.click("second-coding").await?;
    page.fill_in("second-coder", "Casey").await?;
    page.js("q('second-blind').click();", vec![]).await?;
    page.click("second-create").await?;
    page.until("the second coding", "q('observation-select').selectedOptions[0].textContent.includes('Casey')").await?;
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.click("consensus-start").await?;
    page.until("that there is none", "q('consensus-progress')?.textContent.includes('no disagreement')").await?;
    page.element("consensus-none").await?;
    Ok(())
}

/// A study of ten seconds in which two coders differ in the second of five windows, for two seconds of a state, and in a score.
fn differing() -> Result<Project> {
    let code = |id: u32, label: &str| Code::new(CodeId(id), label, BRIGHT[id as usize % BRIGHT.len()]);
    let rule = IntervalRule { length: Millis(2000), pause: Millis(0), judgment: Judgment::OneZero };
    let (min, max, step) = (Decimal::whole(1), Decimal::whole(5), Decimal::whole(1));
    let channel = |id, name, kind, codes| Channel { codes, ..Channel::new(ChannelId(id), Role::Child, name, kind) };
    let channels = vec![
        channel(1, "Signs", ChannelKind::Interval(rule), vec![code(10, "Looks"), code(11, "Smiles")]),
        channel(2, "Touch", ChannelKind::State { exclusive: false }, vec![code(20, "Stroke"), code(21, "Hold")]),
        channel(3, "Warmth", ChannelKind::Global(GlobalScale { min, max, step }), vec![]),
    ];
    let scheme = CodingScheme {
        id: SchemeId(0),
        name: "Ways".into(),
        version: 1,
        source: "made for a test".into(),
        description: String::new(),
        channels,
        passes: Vec::new(),
    };
    let new = NewProject {
        uid: "consensus-ways".into(),
        name: "Ways to settle".into(),
        session: "Visit".into(),
        coder: "Robin".into(),
        scheme,
    };
    let mut editor = Editor::new(Project::new(new));
    let (session, scheme) = (editor.project().sessions[0].id, editor.project().schemes[0].clone());
    let [signs, touch, warmth] = [0, 1, 2].map(|nth| scheme.channels[nth].clone());
    let window = Span::new(Millis(0), Millis(10_000));
    let mut commands = vec![
        Command::SetWindow { session, window },
        Command::StartObservation { session, coder: "Casey".into(), scheme: scheme.id, assignment: None },
    ];
    let first = editor.project().observations[0].id;
    // The next ids are those of the second coder and coding.
    let second = ObservationId(editor.project().next_id + 1);
    for (observation, judged, touched, value) in [(first, 0, 4000, 2), (second, 1, 6000, 5)] {
        let (channel, onset, codes) = (signs.id, Millis(2000), vec![signs.codes[judged].id]);
        commands.push(Command::Judge { observation, channel, onset, codes });
        let span = Span::new(Millis(1000), Millis(touched)).context("a span")?;
        commands.push(Command::PlaceState { observation, channel: touch.id, code: touch.codes[0].id, span });
        let score = Some(Score { value: Decimal::whole(value), note: String::new(), evidence: Vec::new() });
        commands.push(Command::Rate { observation, channel: warmth.id, score });
    }
    for command in commands {
        editor.dispatch(&command).map_err(|why| anyhow!("{command:?}: {why:?}"))?;
    }
    Ok(editor.project().clone())
}

pub(super) async fn windows_states_and_scores_are_settled(page: &mut Page) -> Result<()> {
    let file = page.config.scratch.join("consensus-ways.attune.json");
    std::fs::write(&file, native::write(&differing()?).bytes)?;
    page.open("#/").await?;
    page.upload("input-open-file", &file).await?;
    page.element("codings").await?;
    page.click("codings").await?;
    page.click("open-consensus").await?;
    page.click("consensus-start").await?;
    decided(page, 0, 3).await?;
    // Both signs were there: figures choose, T takes them.
    page.until("a window", "q('consensus-place').textContent.startsWith('Child Signs')").await?;
    page.press("1").await?;
    page.press("2").await?;
    page.until(
        "both chosen",
        "document.querySelectorAll('.consensus-card .consensus-code[aria-pressed=true]').length === 2",
    )
    .await?;
    page.press("t").await?;
    decided(page, 1, 3).await?;
    page.until("a state", "q('consensus-place').textContent.startsWith('Child Touch: Stroke')").await?;
    page.press("b").await?;
    decided(page, 2, 3).await?;
    page.until("the score", "q('consensus-place').textContent.startsWith('Child Warmth')").await?;
    // A value off the scale is refused, one on it is taken.
    page.press("o").await?;
    page.type_text("9").await?;
    page.press("Enter").await?;
    page.until("why not", "q('notice')?.textContent.includes('no answer')").await?;
    page.fill_in("consensus-other", "4").await?;
    page.press("Enter").await?;
    decided(page, 3, 3).await?;
    let log = page.download_from("consensus-download", "consensus-log-csv").await?.text;
    for part in [",Looks,Smiles,codes,Looks; Smiles,,yes", ",coder,Casey,,yes", ",2,5,value,4,,yes"] {
        ensure!(log.contains(part), "{part} in {log}");
    }
    page.saved().await?;
    Ok(())
}
