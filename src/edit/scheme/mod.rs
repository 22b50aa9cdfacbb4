//! Coding schemes of a study: taken in, changed while they are in use, taken out.
//!
//! A changed scheme is given whole. What it shares with the old one is told by ids: a channel, code or modifier whose id the old scheme has is
//! the same one, whatever it is called now; one with another id is new and gets an id of the project's own. [`carry`] says what becomes of the
//! events, and [`Impact`] counts that beforehand, by the same code.

mod carry;
mod impact;
mod settle;

pub use impact::{Effect, Impact};

use super::plan::{named, take_id};
use super::{Refusal, Step};
use crate::model::{CodeId, CodingScheme, ModifierId, Project, SchemeId};
use carry::Passage;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Where the events of a code go that the changed scheme lacks. Those of a code that is merged into no other are deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// A code of the old scheme that the new one lacks.
    pub code: CodeId,
    /// A code of the new one.
    pub into: CodeId,
}

/// An option of a modifier that is called otherwise now: answers follow it. An option that is gone takes its answers along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenamedOption {
    /// Which modifier.
    pub modifier: ModifierId,
    /// The option as it was called.
    pub from: String,
    /// As it is called now.
    pub to: String,
}

/// A change of a scheme: what it is to be, and what of the old one lives on in it under another id or name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchemeChange {
    /// The scheme as it is to be. Its own id and version are the project's affair.
    pub to: CodingScheme,
    /// Where events of removed codes go.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub merged: Vec<Merge>,
    /// Options with new names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<RenamedOption>,
}

/// Takes a scheme into the study, with ids of the project's own.
pub(super) fn add(project: &Project, scheme: &CodingScheme) -> Result<Vec<Step>, Refusal> {
    let mut scheme = scheme.clone();
    scheme.name = named(&scheme.name)?;
    if !scheme.violations().is_empty() {
        return Err(Refusal::BrokenScheme);
    }
    let mut next_id = project.next_id;
    let mut full = None;
    scheme.renumber(&mut || {
        take_id(&mut next_id).map_or_else(
            |refusal| {
                full = Some(refusal);
                u32::MAX
            },
            |id| id.0,
        )
    });
    if let Some(refusal) = full {
        return Err(refusal);
    }
    Ok(vec![
        Step::Scheme { index: project.schemes.len(), before: None, after: Some(Box::new(scheme)) },
        Step::NextId { before: project.next_id, after: next_id },
    ])
}

/// Takes a scheme out of the study that nothing is coded by.
pub(super) fn remove(project: &Project, scheme: SchemeId) -> Result<Vec<Step>, Refusal> {
    let index = scheme_index(project, scheme)?;
    if is_used(project, scheme) {
        return Err(Refusal::SchemeInUse);
    }
    Ok(vec![Step::Scheme { index, before: Some(Box::new(project.schemes[index].clone())), after: None }])
}

/// Changes a scheme together with everything that was coded by it.
pub(super) fn change(project: &Project, scheme: SchemeId, change: &SchemeChange) -> Result<Vec<Step>, Refusal> {
    let index = scheme_index(project, scheme)?;
    let old = &project.schemes[index];
    let mut to = change.to.clone();
    (to.id, to.version, to.name) = (old.id, old.version, named(&to.name)?);
    if !to.violations().is_empty() {
        return Err(Refusal::BrokenScheme);
    }
    let mut next_id = project.next_id;
    let settled = settle::settle(&mut to, old, &mut next_id)?;
    if to == *old {
        return Ok(Vec::new());
    }
    if is_used(project, scheme) {
        to.version = old.version.saturating_add(1);
    }
    let merged = change.merged.iter().map(|merge| match settled.get(&merge.into) {
        Some(into) => Merge { into: *into, ..*merge },
        None => *merge,
    });
    let passage = Passage::new(old, &to, merged, &change.options).ok_or(Refusal::NotThere)?;
    let mut steps = Vec::new();
    for (index, observation) in project.observations.iter().enumerate().filter(|(_, o)| o.scheme == scheme) {
        if let Some((tracks, _)) = passage.carry(&observation.tracks) {
            let mut after = observation.clone();
            (after.tracks, after.scheme_version) = (tracks, to.version);
            let before = Some(Box::new(observation.clone()));
            steps.push(Step::Observation { index, before, after: Some(Box::new(after)) });
        } else {
            let (before, after) = (observation.scheme_version, to.version);
            steps.push(Step::SchemeVersion { observation: index, before, after });
        }
    }
    steps.push(Step::Scheme { index, before: Some(Box::new(old.clone())), after: Some(Box::new(to)) });
    steps.push(Step::NextId { before: project.next_id, after: next_id });
    Ok(steps)
}

fn scheme_index(project: &Project, id: SchemeId) -> Result<usize, Refusal> {
    project.schemes.iter().position(|scheme| scheme.id == id).ok_or(Refusal::NotThere)
}

fn is_used(project: &Project, id: SchemeId) -> bool {
    project.observations.iter().any(|observation| observation.scheme == id)
}

/// New ids of codes by the ids they were given with.
type Settled = HashMap<CodeId, CodeId>;
