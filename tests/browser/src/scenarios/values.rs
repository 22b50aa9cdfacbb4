//! Ratings and scores compared: numbers, values against each other, sessions that are opened from a point.

use crate::page::Page;
use anyhow::{Context, Result, ensure};
use attune::decimal::Decimal;
use attune::demo::{Clip, project};
use attune::formats::native;
use attune::model::{
    Channel, ChannelId, ChannelKind, EntryMode, EventId, GlobalScale, ObservationId, Project, RatingScale, Role,
    Samples, Score, SessionId, Track,
};
use attune::time::Millis;
use serde_json::json;

/// How many sessions were coded by two.
const SESSIONS: u32 = 8;

/// The demo in eight sessions, each coded by two, who also rated a curve and a score.
pub(crate) fn eight_sessions() -> Result<Project> {
    let mut project = project("eight-sessions".into(), Clip::Mp4);
    project.name = "Eight sessions".into();
    let mut next = project.next_id;
    let mut take = || {
        next += 1;
        next - 1
    };
    let whole = Decimal::whole;
    let [curve, score] = [(); 2].map(|()| ChannelId(take()));
    let scale = RatingScale { min: whole(1), max: whole(7), neutral: None, period: Millis(500) };
    let global = GlobalScale { min: whole(1), max: whole(5), step: Decimal(500) };
    let scheme = project.schemes.first_mut().context("a scheme")?;
    scheme.channels.push(Channel::new(curve, Role::Child, "Arousal", ChannelKind::Rating(scale)));
    scheme.channels.push(Channel::new(score, Role::Parent, "Sensitivity", ChannelKind::Global(global)));
    project.observations.truncate(2);
    for (coder, observation) in (0..).zip(&mut project.observations) {
        for channel in [curve, score] {
            observation.tracks.push(Track::new(channel, EntryMode::Toggle));
        }
        let track = observation.tracks.iter_mut().rev().nth(1).context("a track")?;
        // Two waves, the second of which lags and is half a point higher for a while.
        let value = |at: i64| {
            let wave = 4000 + (at * 7 + coder * 3) % 29 * 100 - 1400;
            Decimal(if coder == 1 && at > 60 { wave + 500 } else { wave })
        };
        track.samples = vec![Samples { onset: Millis(0), values: (0..150).map(value).collect() }];
    }
    let (session, own) = (project.sessions.first().context("a session")?.clone(), project.observations.clone());
    for nth in 0..SESSIONS {
        let id = if nth == 0 { session.id } else { SessionId(take()) };
        if nth > 0 {
            let mut other = session.clone();
            (other.id, other.name) = (id, format!("Free play {}", nth + 1));
            for media in &mut other.media {
                media.id = attune::model::MediaId(take());
            }
            project.sessions.push(other);
        }
        for (coder, observation) in (0_u32..).zip(&own) {
            let mut copy = observation.clone();
            let score = i32::try_from(1000 + (nth * 5 + coder * (nth % 3)) % 9 * 500)?;
            let track = copy.tracks.last_mut().context("a track")?;
            track.score =
                Some(Score { value: Decimal(score.min(5000).into()), note: String::new(), evidence: Vec::new() });
            if nth == 0 {
                let place = usize::try_from(coder)?;
                project.observations[place] = copy;
                continue;
            }
            (copy.id, copy.session) = (ObservationId(take()), id);
            for track in &mut copy.tracks {
                // Every session has fewer events than the one before.
                let kept = track.events.len() - track.events.len() * usize::try_from(nth)? / 10;
                track.events.truncate(kept);
                track.events.iter_mut().for_each(|event| event.id = EventId(take()));
            }
            project.observations.push(copy);
        }
    }
    project.next_id = next;
    let violations = project.violations();
    ensure!(violations.is_empty(), "{violations:?}");
    Ok(project)
}

/// Opens the comparison of the first of these sessions.
pub(crate) async fn compare(page: &Page) -> Result<()> {
    let file = page.config.scratch.join("eight.attune.json");
    std::fs::write(&file, native::write(&eight_sessions()?).bytes)?;
    page.open("#/").await?;
    page.upload("input-open-file", &file).await?;
    page.click("place-compare").await?;
    page.until("the numbers", "document.querySelectorAll('[data-testid=compare-row]').length > 1").await?;
    Ok(())
}

/// Chooses a row by the end of its name.
pub(crate) async fn choose(page: &Page, name: &str) -> Result<()> {
    let of = "qa('compare-row').find((row) => row.dataset.name.endsWith(args[0]))";
    page.js(&format!("{of}.querySelector('.link-row').focus();"), vec![json!(name)]).await?;
    page.press("Enter").await?;
    page.until_with(name, &format!("{of}?.classList.contains('current')"), vec![json!(name)]).await?;
    Ok(())
}

pub(super) async fn curves_and_scores_have_numbers_and_figures(page: &mut Page) -> Result<()> {
    compare(page).await?;
    // A curve: its samples are points that play their moment.
    choose(page, "Arousal").await?;
    page.until("an ICC", "document.querySelector('.compare-row.current [data-column=icc-a1] button')").await?;
    page.until("all samples", "q('compare-says').textContent.startsWith('150 samples')").await?;
    page.until("where they lie apart", "q('moments-title').textContent.startsWith('Farther apart')").await?;
    page.until("such moments", "qa('moment').length > 1").await?;
    page.js("q('compare-matrix').focus();", vec![]).await?;
    page.press("ArrowRight").await?;
    page.until("the first sample", "/^0:00.000–0:00.500 · Gold: .+ · Rater A: /.test(q('compare-says').textContent)")
        .await?;
    page.press("Enter").await?;
    page.until("its moment", "q('moment-place').textContent.startsWith('1 of 1 · 0:00.000')").await?;
    // A score: its sessions are points that open.
    choose(page, "Sensitivity").await?;
    page.choose("compare-figure", "", "differences").await?;
    page.until("all sessions", "/^8 sessions .+ limits of agreement/.test(q('compare-says').textContent)").await?;
    page.until("an interval", "document.querySelector('.compare-row.current [data-column=icc-a1] small')").await?;
    page.js("q('compare-matrix').focus();", vec![]).await?;
    page.press("ArrowRight").await?;
    page.press("ArrowRight").await?;
    page.until("another session", "q('compare-says').textContent.startsWith('Free play ')").await?;
    let session = page.text("compare-says").await?;
    let session = session.split(" · ").next().context("a name")?.to_owned();
    page.press("Enter").await?;
    page.until_with(
        "that session",
        "q('observation-select').selectedOptions[0].textContent.startsWith(args[0])",
        vec![json!(session)],
    )
    .await?;
    page.until("its codings in the address", "/[?&]of=\\d+\\.\\d+/.test(location.hash)").await?;
    page.until("its numbers", "q('compare').getAttribute('aria-busy') === 'false' && q('compare-row')").await?;
    let figure = page.download_from("compare-download", "compare-svg").await?.text;
    ensure!(figure.contains("1.96 SD") && figure.contains("Mean of both"), "{figure}");
    Ok(())
}

pub(super) async fn codes_are_scored_session_by_session(page: &mut Page) -> Result<()> {
    compare(page).await?;
    page.choose("compare-figure", "", "values").await?;
    page.until("the sessions", "q('compare-says').textContent.startsWith('8 sessions coded by both')").await?;
    choose(page, "Object").await?;
    let figure = page.download_from("compare-download", "compare-svg").await?.text;
    ensure!(figure.contains("% of time"), "{figure}");
    let file = page.download_from("compare-download", "compare-numbers-csv").await?.text;
    let lines: Vec<Vec<&str>> = file.lines().map(|line| line.split(',').collect()).collect();
    let place = |name: &str| lines[0].iter().position(|column| *column == name).context("a column");
    let (statistic, n_of) = (place("statistic")?, place("n_of")?);
    for of in ["samples", "sessions"] {
        ensure!(lines[1..].iter().any(|line| line[statistic] == "icc-a1" && line[n_of] == of), "ICC over {of}: {file}");
    }
    Ok(())
}
