//! Continuous ratings as tidy CSV: one row a sample, for statistics programs.
//!
//! RFC 4180: UTF-8, comma, CRLF, a header line, quotes where needed, texts guarded as in [`csv`](super::csv). Columns:
//!
//! | column | holds |
//! | --- | --- |
//! | `session`, `coder` | names |
//! | `subject` | name of the session's subject in that role; may be empty |
//! | `role` | whom the channel is about: `parent`, `child` or `other` |
//! | `channel` | name |
//! | `time_ms` | when the sample was taken, in whole milliseconds on the session clock |
//! | `value` | a decimal number of up to three places |
//!
//! Rows come by observation as given, then by channel, then by time. Samples lie one period of the channel apart; what was not rated has no row.

use super::csv::guarded;
use super::role_word;
use crate::model::{Observation, Project};
use std::borrow::Cow;

/// The columns, in their order.
pub const COLUMNS: [&str; 7] = ["session", "coder", "subject", "role", "channel", "time_ms", "value"];

/// Writes the ratings of observations of a project. `None` where nothing was rated.
pub fn write(project: &Project, observations: &[Observation]) -> Option<Vec<u8>> {
    if observations.iter().flat_map(|observation| &observation.tracks).all(|track| track.samples.is_empty()) {
        return None;
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    csv.write_record(COLUMNS).ok()?;
    for observation in observations {
        let session = project.session(observation.session)?;
        let coder = guarded(project.coder(observation.coder).map_or("", |coder| &coder.name));
        let scheme = project.scheme(observation.scheme)?;
        for (track, channel) in observation.tracks.iter().zip(&scheme.channels) {
            let Some(scale) = channel.rating() else { continue };
            let subject = project.subject_in(session, channel.role).map_or("", |subject| &subject.name);
            let names = [
                guarded(&session.name),
                coder.clone(),
                guarded(subject),
                Cow::Borrowed(role_word(channel.role)),
                guarded(&channel.name),
            ];
            for samples in &track.samples {
                for (value, nth) in samples.values.iter().zip(0_i64..) {
                    let at = samples.onset.0 + nth * scale.period.0;
                    let numbers = [at.to_string(), value.to_string()];
                    let cells = names.iter().map(|name| name.as_bytes()).chain(numbers.iter().map(String::as_bytes));
                    csv.write_record(cells).ok()?;
                }
            }
        }
    }
    csv.into_inner().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Decimal;
    use crate::model::{Channel, ChannelId, ChannelKind, NewProject, RatingScale, Role, Samples};
    use crate::schemes;
    use crate::time::Millis;

    #[test]
    fn a_row_a_sample_and_none_in_a_gap() {
        let scale = RatingScale { min: Decimal::whole(-1), max: Decimal::whole(1), neutral: None, period: Millis(20) };
        let channel = Channel::new(ChannelId(1), Role::Child, "=Affect", ChannelKind::Rating(scale));
        let scheme = crate::model::CodingScheme { channels: vec![channel], ..schemes::dyadic_micro() };
        let new =
            NewProject { uid: "u".into(), name: "n".into(), session: "Visit, 1".into(), coder: "AB".into(), scheme };
        let mut project = Project::new(new);
        assert_eq!(write(&project, &project.observations), None);
        let stretch = |onset, values: &[i64]| Samples {
            onset: Millis(onset),
            values: values.iter().map(|value| Decimal(*value)).collect(),
        };
        project.observations[0].tracks[0].samples = vec![stretch(40, &[0, -250]), stretch(1000, &[1000])];
        let text = String::from_utf8(write(&project, &project.observations).unwrap()).unwrap();
        let expected = [
            "session,coder,subject,role,channel,time_ms,value",
            "\"Visit, 1\",AB,,child,'=Affect,40,0",
            "\"Visit, 1\",AB,,child,'=Affect,60,-0.25",
            "\"Visit, 1\",AB,,child,'=Affect,1000,1",
            "",
        ];
        assert_eq!(text, expected.join("\r\n"));
    }
}
