//! Addresses: which screen is shown, as the part of the address after `#`.

use crate::model::{ObservationId, SchemeId};

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The list of projects.
    Home,
    /// The coding page of a project.
    Code {
        /// The project's uid.
        project: String,
    },
    /// Codings of a session side by side, with the videos of its coding page.
    Compare {
        /// The project's uid.
        project: String,
        /// What follows the question mark: see [`compare::Settings`](crate::analysis::compare::Settings::query).
        settings: String,
    },
    /// Settling where codings differ, with the videos of the coding page.
    Consensus {
        /// The project's uid.
        project: String,
        /// Which consensus; `None` to begin one.
        observation: Option<ObservationId>,
    },
    /// The codebook of a project, over its coding page.
    Codebook {
        /// The project's uid.
        project: String,
    },
    /// The editor of a project's coding schemes, over its coding page.
    Scheme {
        /// The project's uid.
        project: String,
        /// Which scheme; `None` for that of the coding that is shown.
        scheme: Option<SchemeId>,
    },
    /// Fails on purpose: shows what a crash looks like and that nothing is lost.
    Crash,
}

impl Route {
    /// Reads `location.hash`, with or without its `#`. Anything unknown is home.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.trim_start_matches('#');
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let path = path.trim_matches('/');
        match path.split('/').collect::<Vec<_>>().as_slice() {
            ["code", uid] if is_uid(uid) => Self::Code { project: (*uid).to_owned() },
            ["compare", uid] if is_uid(uid) => Self::Compare { project: (*uid).to_owned(), settings: query.to_owned() },
            ["consensus", uid] if is_uid(uid) => Self::Consensus { project: (*uid).to_owned(), observation: None },
            ["consensus", uid, id] if is_uid(uid) && id.parse::<u32>().is_ok() => {
                Self::Consensus { project: (*uid).to_owned(), observation: id.parse().ok().map(ObservationId) }
            }
            ["codebook", uid] if is_uid(uid) => Self::Codebook { project: (*uid).to_owned() },
            ["scheme", uid] if is_uid(uid) => Self::Scheme { project: (*uid).to_owned(), scheme: None },
            ["scheme", uid, id] if is_uid(uid) && id.parse::<u32>().is_ok() => {
                Self::Scheme { project: (*uid).to_owned(), scheme: id.parse().ok().map(SchemeId) }
            }
            ["crash"] => Self::Crash,
            _ => Self::Home,
        }
    }

    /// The hash to link to.
    pub fn href(&self) -> String {
        match self {
            Self::Home => "#/".to_owned(),
            Self::Code { project } => format!("#/code/{project}"),
            Self::Compare { project, settings } if settings.is_empty() => format!("#/compare/{project}"),
            Self::Compare { project, settings } => format!("#/compare/{project}?{settings}"),
            Self::Consensus { project, observation: None } => format!("#/consensus/{project}"),
            Self::Consensus { project, observation: Some(ObservationId(id)) } => format!("#/consensus/{project}/{id}"),
            Self::Codebook { project } => format!("#/codebook/{project}"),
            Self::Scheme { project, scheme: None } => format!("#/scheme/{project}"),
            Self::Scheme { project, scheme: Some(SchemeId(id)) } => format!("#/scheme/{project}/{id}"),
            Self::Crash => "#/crash".to_owned(),
        }
    }

    /// Whether it lies over the coding page.
    pub fn covers_coding(&self) -> bool {
        matches!(self, Self::Codebook { .. } | Self::Scheme { .. })
    }

    /// Whether it takes the place of all of the coding page but its videos.
    pub fn is_beside_coding(&self) -> bool {
        matches!(self, Self::Compare { .. } | Self::Consensus { .. })
    }

    /// The uid of the project that it shows, if it shows one.
    pub fn project(&self) -> Option<&str> {
        match self {
            Self::Code { project }
            | Self::Compare { project, .. }
            | Self::Consensus { project, .. }
            | Self::Codebook { project }
            | Self::Scheme { project, .. } => Some(project),
            Self::Home | Self::Crash => None,
        }
    }
}

fn is_uid(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        for route in [
            Route::Home,
            Route::Crash,
            Route::Code { project: "0b4e-7".into() },
            Route::Compare { project: "0b4e-7".into(), settings: String::new() },
            Route::Compare { project: "0b4e-7".into(), settings: "a=1&onset=20".into() },
            Route::Consensus { project: "0b4e-7".into(), observation: None },
            Route::Consensus { project: "0b4e-7".into(), observation: Some(ObservationId(12)) },
            Route::Codebook { project: "0b4e-7".into() },
            Route::Scheme { project: "0b4e-7".into(), scheme: None },
            Route::Scheme { project: "0b4e-7".into(), scheme: Some(SchemeId(12)) },
        ] {
            assert_eq!(Route::parse(&route.href()), route);
        }
    }

    #[test]
    fn unknown_addresses_lead_home() {
        for hash in [
            "",
            "#",
            "#/",
            "#/code",
            "#/code/",
            "#/code/a b",
            "#/code/a/b",
            "#/codebook",
            "#/compare?a=1",
            "#/consensus/",
            "#/consensus/a/b",
            "#/scheme/a/b",
            "#/scheme/",
            "#/nothing",
        ] {
            assert_eq!(Route::parse(hash), Route::Home, "{hash}");
        }
    }
}
