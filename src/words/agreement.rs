//! Measures of agreement and what a comparison leaves out, in words.

use super::say;
use crate::analysis::compare::{Basis, Note, Obstacle, Reason, Statistic};
use crate::model::ChannelId;
use crate::t;

/// The name of a measure, short enough for a column.
pub fn statistic(statistic: Statistic) -> String {
    match statistic {
        Statistic::Percent => t!("measure-percent"),
        Statistic::Positive => t!("measure-positive"),
        Statistic::Negative => t!("measure-negative"),
        Statistic::Kappa => t!("measure-kappa"),
        Statistic::KappaMax => t!("measure-kappa-max"),
        Statistic::Pabak => t!("measure-pabak"),
        Statistic::Prevalence => t!("measure-prevalence"),
        Statistic::Bias => t!("measure-bias"),
        Statistic::Ac1 => t!("measure-ac1"),
        Statistic::Pi => t!("measure-pi"),
        Statistic::Conger => t!("measure-conger"),
        Statistic::Light => t!("measure-light"),
        Statistic::Randolph => t!("measure-randolph"),
        Statistic::Alpha => t!("measure-alpha"),
        Statistic::Accuracy => t!("measure-accuracy"),
        Statistic::KappaUnit => t!("measure-kappa-unit"),
        Statistic::KappaUnitFirst => t!("measure-kappa-unit-first"),
        Statistic::KappaUnitSecond => t!("measure-kappa-unit-second"),
        Statistic::KappaEvents => t!("measure-kappa-events"),
        Statistic::EasyDiag => t!("measure-easydiag"),
        Statistic::EasyDiagMatched => t!("measure-easydiag-matched"),
        Statistic::Linked => t!("measure-linked"),
        Statistic::KappaSequence => t!("measure-kappa-sequence"),
        Statistic::KappaTimed => t!("measure-kappa-timed"),
        Statistic::AlphaU => t!("measure-alpha-u"),
        Statistic::UAlpha => t!("measure-u-alpha"),
        Statistic::UAlphaBinary => t!("measure-u-alpha-binary"),
        Statistic::UAlphaCodes => t!("measure-cu-alpha"),
        Statistic::Gamma => t!("measure-gamma"),
        Statistic::GammaCodes => t!("measure-gamma-cat"),
        Statistic::Precision => t!("measure-precision"),
        Statistic::Recall => t!("measure-recall"),
        Statistic::F1 => t!("measure-f1"),
        Statistic::OnsetBias => t!("measure-onset-bias"),
        Statistic::OnsetMae => t!("measure-onset-mae"),
        Statistic::OffsetBias => t!("measure-offset-bias"),
        Statistic::OffsetMae => t!("measure-offset-mae"),
        Statistic::Overlap => t!("measure-overlap"),
        Statistic::CountRatio => t!("measure-count-ratio"),
        Statistic::IccAgreement => t!("measure-icc-a1"),
        Statistic::IccConsistency => t!("measure-icc-c1"),
        Statistic::Concordance => t!("measure-ccc"),
        Statistic::Pearson => t!("measure-pearson"),
        Statistic::ValueBias => t!("measure-value-bias"),
        Statistic::ValueDeviation => t!("measure-value-sd"),
        Statistic::ValueError => t!("measure-value-mae"),
        Statistic::IoaMean => t!("measure-ioa-mean"),
        Statistic::IoaExact => t!("measure-ioa-exact"),
        Statistic::IoaInterval => t!("measure-ioa-interval"),
        Statistic::IoaScored => t!("measure-ioa-scored"),
        Statistic::IoaUnscored => t!("measure-ioa-unscored"),
        Statistic::BorisKappa => t!("measure-boris-kappa"),
        Statistic::BorisIdentity => t!("measure-boris-identity"),
        Statistic::BorisPieces => t!("measure-boris-pieces"),
        Statistic::BorisTime => t!("measure-boris-time"),
        Statistic::ElanFleiss => t!("measure-elan-fleiss"),
        Statistic::ElanFleissMatched => t!("measure-elan-fleiss-matched"),
        Statistic::ElanOverlap => t!("measure-elan-overlap"),
        Statistic::Interact => t!("measure-interact"),
        Statistic::ElanKappa => t!("measure-elan-kappa"),
    }
}

/// What it answers, and when it misleads; goes on after its name.
pub fn meaning(statistic: Statistic) -> String {
    match statistic {
        Statistic::Percent => t!("measure-percent-means"),
        Statistic::Positive => t!("measure-positive-means"),
        Statistic::Negative => t!("measure-negative-means"),
        Statistic::Kappa => t!("measure-kappa-means"),
        Statistic::KappaMax => t!("measure-kappa-max-means"),
        Statistic::Pabak => t!("measure-pabak-means"),
        Statistic::Prevalence => t!("measure-prevalence-means"),
        Statistic::Bias => t!("measure-bias-means"),
        Statistic::Ac1 => t!("measure-ac1-means"),
        Statistic::Pi => t!("measure-pi-means"),
        Statistic::Conger => t!("measure-conger-means"),
        Statistic::Light => t!("measure-light-means"),
        Statistic::Randolph => t!("measure-randolph-means"),
        Statistic::Alpha => t!("measure-alpha-means"),
        Statistic::Accuracy => t!("measure-accuracy-means"),
        Statistic::KappaUnit => t!("measure-kappa-unit-means"),
        Statistic::KappaUnitFirst => t!("measure-kappa-unit-first-means"),
        Statistic::KappaUnitSecond => t!("measure-kappa-unit-second-means"),
        Statistic::KappaEvents => t!("measure-kappa-events-means"),
        Statistic::EasyDiag => t!("measure-easydiag-means"),
        Statistic::EasyDiagMatched => t!("measure-easydiag-matched-means"),
        Statistic::Linked => t!("measure-linked-means"),
        Statistic::KappaSequence => t!("measure-kappa-sequence-means"),
        Statistic::KappaTimed => t!("measure-kappa-timed-means"),
        Statistic::AlphaU => t!("measure-alpha-u-means"),
        Statistic::UAlpha => t!("measure-u-alpha-means"),
        Statistic::UAlphaBinary => t!("measure-u-alpha-binary-means"),
        Statistic::UAlphaCodes => t!("measure-cu-alpha-means"),
        Statistic::Gamma => t!("measure-gamma-means"),
        Statistic::GammaCodes => t!("measure-gamma-cat-means"),
        Statistic::Precision => t!("measure-precision-means"),
        Statistic::Recall => t!("measure-recall-means"),
        Statistic::F1 => t!("measure-f1-means"),
        Statistic::OnsetBias => t!("measure-onset-bias-means"),
        Statistic::OnsetMae => t!("measure-onset-mae-means"),
        Statistic::OffsetBias => t!("measure-offset-bias-means"),
        Statistic::OffsetMae => t!("measure-offset-mae-means"),
        Statistic::Overlap => t!("measure-overlap-means"),
        Statistic::CountRatio => t!("measure-count-ratio-means"),
        Statistic::IccAgreement => t!("measure-icc-a1-means"),
        Statistic::IccConsistency => t!("measure-icc-c1-means"),
        Statistic::Concordance => t!("measure-ccc-means"),
        Statistic::Pearson => t!("measure-pearson-means"),
        Statistic::ValueBias => t!("measure-value-bias-means"),
        Statistic::ValueDeviation => t!("measure-value-sd-means"),
        Statistic::ValueError => t!("measure-value-mae-means"),
        Statistic::IoaMean => t!("measure-ioa-mean-means"),
        Statistic::IoaExact => t!("measure-ioa-exact-means"),
        Statistic::IoaInterval => t!("measure-ioa-interval-means"),
        Statistic::IoaScored => t!("measure-ioa-scored-means"),
        Statistic::IoaUnscored => t!("measure-ioa-unscored-means"),
        Statistic::BorisKappa => t!("measure-boris-kappa-means"),
        Statistic::BorisIdentity => t!("measure-boris-identity-means"),
        Statistic::BorisPieces => t!("measure-boris-pieces-means"),
        Statistic::BorisTime => t!("measure-boris-time-means"),
        Statistic::ElanFleiss => t!("measure-elan-fleiss-means"),
        Statistic::ElanFleissMatched => t!("measure-elan-fleiss-matched-means"),
        Statistic::ElanOverlap => t!("measure-elan-overlap-means"),
        Statistic::Interact => t!("measure-interact-means"),
        Statistic::ElanKappa => t!("measure-elan-kappa-means"),
    }
}

/// What numbers are counted in.
pub fn basis(basis: Basis) -> String {
    match basis {
        Basis::Time => t!("compare-basis-time"),
        Basis::Units => t!("compare-basis-units"),
        Basis::Events => t!("compare-basis-events"),
        Basis::Values => t!("compare-basis-values"),
        Basis::Program => t!("compare-basis-program"),
    }
}

/// Why there is no number, or no interval.
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::Undefined(why) => say::undefined(why),
        Reason::FewBlocks => t!("compare-few-blocks"),
        Reason::NotAsked => t!("compare-not-asked"),
        Reason::Dependent => t!("compare-dependent"),
        Reason::NoInterval => t!("compare-no-interval"),
        Reason::TooMany => t!("compare-too-many"),
    }
}

/// Why codings cannot be compared.
pub fn obstacle(obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::TooFew => t!("compare-one-coding"),
        Obstacle::TooMany => t!("compare-too-many-codings"),
        Obstacle::NotThere => t!("compare-not-there"),
        Obstacle::OtherSession { .. } => t!("compare-other-session"),
        Obstacle::Blind { .. } => t!("compare-blind"),
        Obstacle::NoCommonTime => t!("compare-no-common-time"),
        Obstacle::NoCommonChannel => t!("compare-no-common-channel"),
        Obstacle::NothingCoded => t!("compare-nothing-coded"),
    }
}

/// What to do about it.
pub fn obstacle_help(obstacle: Obstacle) -> String {
    match obstacle {
        Obstacle::TooFew => t!("compare-one-coding-help"),
        Obstacle::TooMany => t!("compare-too-many-codings-help"),
        Obstacle::NotThere => t!("compare-not-there-help"),
        Obstacle::OtherSession { .. } => t!("compare-other-session-help"),
        Obstacle::Blind { .. } => t!("compare-blind-help"),
        Obstacle::NoCommonTime => t!("compare-no-common-time-help"),
        Obstacle::NoCommonChannel => t!("compare-no-common-channel-help"),
        Obstacle::NothingCoded => t!("compare-nothing-coded-help"),
    }
}

/// What was left out of a comparison, or done to what was coded; with the names of coders by place, and of a channel by its id.
pub fn note(note: &Note, coder: impl Fn(usize) -> String, channel: impl Fn(ChannelId) -> String) -> String {
    match note {
        Note::WindowFromEvents => t!("compare-note-window"),
        Note::OtherVersion { coding, version } => {
            t!("compare-note-version", coder = coder(*coding), version = version.to_string())
        }
        Note::OtherScheme { coding } => t!("compare-note-scheme", coder = coder(*coding)),
        Note::ChannelWithout { channel: of, coding } => {
            t!("compare-note-channel", channel = channel(*of), coder = coder(*coding))
        }
        Note::CodesWithout { channel: of, coding, codes, events } => t!(
            "compare-note-codes",
            channel = channel(*of),
            coder = coder(*coding),
            codes = codes.join(", "),
            events = *events
        ),
        Note::OpenClosed { channel: of, coding, count } => {
            t!("compare-note-open", channel = channel(*of), coder = coder(*coding), count = *count)
        }
        Note::NoEvents { channel: of, coding } => {
            t!("compare-note-none", channel = channel(*of), coder = coder(*coding))
        }
        Note::Outside { channel: of, coding, count } => {
            t!("compare-note-outside", channel = channel(*of), coder = coder(*coding), count = *count)
        }
        Note::Unscorable { channel: of, length } => {
            t!("compare-note-unscorable", channel = channel(*of), seconds = format!("{:.1}", length.seconds()))
        }
        Note::NothingScorable { channel: of } => t!("compare-note-nothing", channel = channel(*of)),
    }
}
