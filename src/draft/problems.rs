//! What is wrong with a scheme, each problem with its place, so that a form can lead there.

use super::kinds::range;
use super::{ColorTrouble, color_trouble, key_conflicts};
use crate::coding::{Act, Conflict};
use crate::decimal::Decimal;
use crate::model::{Channel, ChannelId, ChannelKind, CodeId, CodingScheme, Key, Modifier, ModifierId, ModifierKind};
use crate::time::Millis;
use std::collections::{HashMap, HashSet};

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The project cannot take the scheme in.
    Error,
    /// It can be coded with, but not as it was meant.
    Warning,
    /// Something that a good scheme has is missing.
    Hint,
}

/// Where a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    /// What is said of the scheme as a whole.
    Scheme,
    /// A channel's name and settings.
    Channel(ChannelId),
    /// A code.
    Code(CodeId),
    /// A question.
    Modifier(ModifierId),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The scheme has no name.
    NoName,
    /// The scheme has no channels.
    NoChannels,
    /// The channel has no name.
    NoChannelName,
    /// Another channel about the same partner has the same name.
    ChannelTwice,
    /// The channel holds codes and has none.
    NoCodes,
    /// The lowest value of the scale is not below the highest, or one of them is out of range.
    EmptyScale,
    /// The value at rest is off the scale.
    NeutralOffScale,
    /// The period of samples is not between 20 and 1,000 ms.
    BadPeriod,
    /// The step is not above zero.
    BadStep,
    /// A value that is explained is off the scale.
    AnchorOffScale(Decimal),
    /// A value is explained twice.
    AnchorTwice(Decimal),
    /// The window is not between 1 s and 10 min.
    BadWindow,
    /// The pause is longer than 10 min, or negative.
    BadPause,
    /// The shortest length, or the shortest stop, is not between 1 ms and 10 min.
    BadLength,
    /// Rules or a default code that the kind of the channel cannot have.
    RulesDoNotFit,
    /// The code has no label.
    NoLabel,
    /// Another code of the channel has the same label.
    LabelTwice,
    /// The code has no definition.
    NoDefinition,
    /// The code is marked by a key and has none.
    NoKey,
    /// Another code has the same key.
    KeyTaken {
        /// The key.
        key: Key,
        /// The other code.
        by: CodeId,
    },
    /// The key is the first of another's two, or its first is another's key.
    KeyAmbiguous {
        /// The key.
        key: Key,
        /// The other code.
        by: CodeId,
    },
    /// The page itself uses the key.
    KeyReserved {
        /// The key.
        key: Key,
        /// What for.
        act: Act,
    },
    /// The color is hard to see, or to tell from another.
    Color(ColorTrouble),
    /// The question has no text.
    NoQuestion,
    /// The question has no options.
    NoOptions,
    /// An option is blank.
    BlankOption,
    /// An option is there twice.
    OptionTwice(String),
    /// The lowest number is above the highest.
    EmptyRange,
    /// It is asked about a code of another channel.
    ForeignCode,
    /// Ids, or the channels of a pass, contradict one another: a fault of the program that wrote it.
    Broken,
}

impl What {
    /// How much it weighs.
    pub fn grade(&self) -> Grade {
        match self {
            Self::NoName
            | Self::EmptyScale
            | Self::NeutralOffScale
            | Self::BadPeriod
            | Self::BadStep
            | Self::AnchorOffScale(_)
            | Self::AnchorTwice(_)
            | Self::BadWindow
            | Self::BadPause
            | Self::BadLength
            | Self::RulesDoNotFit
            | Self::KeyTaken { .. }
            | Self::NoOptions
            | Self::BlankOption
            | Self::OptionTwice(_)
            | Self::EmptyRange
            | Self::ForeignCode
            | Self::Broken => Grade::Error,
            Self::NoChannels
            | Self::NoChannelName
            | Self::ChannelTwice
            | Self::NoCodes
            | Self::NoLabel
            | Self::LabelTwice
            | Self::KeyAmbiguous { .. }
            | Self::KeyReserved { .. }
            | Self::Color(_)
            | Self::NoQuestion => Grade::Warning,
            Self::NoDefinition | Self::NoKey => Grade::Hint,
        }
    }
}

/// A problem and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub what: What,
}

/// Every problem of a scheme, what weighs most first and else in the order of the scheme. It has errors exactly if a project would not
/// take it in.
pub fn problems(scheme: &CodingScheme) -> Vec<Problem> {
    let mut found = Found(Vec::new());
    if scheme.name.trim().is_empty() {
        found.add(Place::Scheme, What::NoName);
    }
    if scheme.channels.is_empty() {
        found.add(Place::Scheme, What::NoChannels);
    }
    let mut names = HashSet::new();
    for channel in &scheme.channels {
        let place = Place::Channel(channel.id);
        if channel.name.trim().is_empty() {
            found.add(place, What::NoChannelName);
        } else if !names.insert((channel.role, channel.name.trim())) {
            found.add(place, What::ChannelTwice);
        }
        check_kind(channel, &mut found);
        check_rules(channel, &mut found);
        check_codes(channel, &mut found);
        for modifier in &channel.modifiers {
            check_modifier(modifier, channel, &mut found);
        }
    }
    check_keys(scheme, &mut found);
    // Whatever a program may have written and no form can.
    let known = found.0.iter().any(|problem| problem.what.grade() == Grade::Error && problem.what != What::NoName);
    if !known && !scheme.violations().is_empty() {
        found.add(Place::Scheme, What::Broken);
    }
    found.0.sort_by_key(|problem| problem.what.grade());
    found.0
}

struct Found(Vec<Problem>);

impl Found {
    fn add(&mut self, place: Place, what: What) {
        self.0.push(Problem { place, what });
    }
}

fn is_between(value: Millis, low: i64, high: i64) -> bool {
    (low..=high).contains(&value.0)
}

fn check_kind(channel: &Channel, found: &mut Found) {
    let place = Place::Channel(channel.id);
    match channel.kind {
        ChannelKind::State { .. } | ChannelKind::Point => {}
        ChannelKind::Interval(rule) => {
            if !is_between(rule.length, 1000, 600_000) {
                found.add(place, What::BadWindow);
            }
            if !is_between(rule.pause, 0, 600_000) {
                found.add(place, What::BadPause);
            }
        }
        ChannelKind::Rating(scale) => {
            if scale.neutral.is_some_and(|neutral| !(scale.min..=scale.max).contains(&neutral)) {
                found.add(place, What::NeutralOffScale);
            }
            if !is_between(scale.period, 20, 1000) {
                found.add(place, What::BadPeriod);
            }
        }
        ChannelKind::Global(scale) => {
            if scale.step <= Decimal(0) {
                found.add(place, What::BadStep);
            }
        }
    }
    let Some((min, max)) = range(channel.kind) else {
        if !channel.anchors.is_empty() {
            found.add(place, What::RulesDoNotFit);
        }
        return;
    };
    let in_range = |value: Decimal| -Decimal::MAX.0 <= value.0 && value <= Decimal::MAX;
    if min >= max || !in_range(min) || !in_range(max) {
        found.add(place, What::EmptyScale);
    }
    if !channel.codes.is_empty() {
        found.add(place, What::RulesDoNotFit);
    }
    let mut seen = HashSet::new();
    for anchor in &channel.anchors {
        if !(min..=max).contains(&anchor.value) {
            found.add(place, What::AnchorOffScale(anchor.value));
        }
        if !seen.insert(anchor.value) {
            found.add(place, What::AnchorTwice(anchor.value));
        }
    }
    if channel.anchors.windows(2).any(|pair| pair[0].value > pair[1].value) {
        found.add(place, What::RulesDoNotFit);
    }
}

fn check_rules(channel: &Channel, found: &mut Found) {
    let rules = channel.rules;
    let place = Place::Channel(channel.id);
    if [rules.shortest, rules.bridge].into_iter().flatten().any(|length| !is_between(length, 1, 600_000)) {
        found.add(place, What::BadLength);
    }
    let gapless = channel.kind == ChannelKind::State { exclusive: true };
    let default_fits = rules.default_code.is_none_or(|code| rules.exhaustive && channel.code(code).is_some());
    if !default_fits || (rules.exhaustive && !gapless) {
        found.add(place, What::RulesDoNotFit);
    }
}

fn check_codes(channel: &Channel, found: &mut Found) {
    if channel.codes.is_empty() && range(channel.kind).is_none() {
        found.add(Place::Channel(channel.id), What::NoCodes);
    }
    let mut labels = HashSet::new();
    for code in &channel.codes {
        let place = Place::Code(code.id);
        if code.label.trim().is_empty() {
            found.add(place, What::NoLabel);
        } else if !labels.insert(code.label.trim()) {
            found.add(place, What::LabelTwice);
        }
        if let Some(trouble) = color_trouble(channel, code.id) {
            found.add(place, What::Color(trouble));
        }
        if code.definition.trim().is_empty() {
            found.add(place, What::NoDefinition);
        }
        if code.key.is_none() && channel.is_marked() {
            found.add(place, What::NoKey);
        }
    }
}

fn check_modifier(modifier: &Modifier, channel: &Channel, found: &mut Found) {
    let place = Place::Modifier(modifier.id);
    if modifier.name.trim().is_empty() {
        found.add(place, What::NoQuestion);
    }
    match &modifier.kind {
        ModifierKind::One { options } | ModifierKind::Many { options } => {
            if options.is_empty() {
                found.add(place, What::NoOptions);
            }
            if options.iter().any(|option| option.trim().is_empty()) {
                found.add(place, What::BlankOption);
            }
            let mut seen = HashSet::new();
            if let Some(twice) = options.iter().find(|option| !seen.insert(option.as_str())) {
                found.add(place, What::OptionTwice(twice.clone()));
            }
        }
        ModifierKind::Number { min, max, .. } => {
            if min.zip(*max).is_some_and(|(min, max)| min > max) {
                found.add(place, What::EmptyRange);
            }
        }
        ModifierKind::Text => {}
    }
    if modifier.codes.iter().any(|code| channel.code(*code).is_none()) {
        found.add(place, What::ForeignCode);
    }
}

fn check_keys(scheme: &CodingScheme, found: &mut Found) {
    let mut seen = HashMap::new();
    let mut twice = HashSet::new();
    for code in scheme.channels.iter().flat_map(|channel| &channel.codes) {
        let Some(key) = &code.key else { continue };
        if let Some(by) = seen.get(key) {
            twice.insert(code.id);
            found.add(Place::Code(code.id), What::KeyTaken { key: key.clone(), by: *by });
        } else {
            seen.insert(key.clone(), code.id);
        }
    }
    for conflict in key_conflicts(scheme).into_iter().filter(|conflict| !twice.contains(&conflict.loser())) {
        let place = Place::Code(conflict.loser());
        found.add(
            place,
            match conflict {
                Conflict::Taken { key, by, .. } | Conflict::Ambiguous { key, by, .. } => What::KeyAmbiguous { key, by },
                Conflict::Reserved { key, act, .. } => What::KeyReserved { key, act },
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Draft, blank};
    use crate::schemes;

    fn whats(scheme: &CodingScheme, grade: Grade) -> Vec<What> {
        problems(scheme).into_iter().map(|problem| problem.what).filter(|what| what.grade() == grade).collect()
    }

    #[test]
    fn schemes_that_ship_have_neither_errors_nor_warnings() {
        for scheme in schemes::all() {
            for grade in [Grade::Error, Grade::Warning] {
                let found = whats(&scheme, grade);
                assert_eq!(found, [], "{}", scheme.name);
            }
        }
    }

    #[test]
    fn a_blank_scheme_lacks_a_name_and_channels() {
        let found: Vec<What> = problems(&blank()).into_iter().map(|problem| problem.what).collect();
        assert_eq!(found, [What::NoName, What::NoChannels]);
    }

    #[test]
    fn a_key_that_is_taken_or_reserved_is_told_at_the_code_that_goes_without() {
        let mut scheme = schemes::dyadic_micro();
        let codes: Vec<CodeId> = scheme.channels[0].codes.iter().map(|code| code.id).collect();
        let key = scheme.channels[0].codes[0].key.clone();
        scheme.channels[0].codes[1].key.clone_from(&key);
        scheme.channels[0].codes[2].key = Some(Key(" ".into()));
        let found = problems(&scheme);
        let at = |code: CodeId| {
            let own = found.iter().find(|problem| problem.place == Place::Code(code));
            own.map(|problem| problem.what.clone())
        };
        assert_eq!(at(codes[1]), key.map(|key| What::KeyTaken { key, by: codes[0] }));
        assert_eq!(at(codes[2]), Some(What::KeyReserved { key: Key(" ".into()), act: Act::PlayPause }));
        assert_eq!(found[0].what.grade(), Grade::Error, "what weighs most comes first");
    }

    #[test]
    fn a_fault_that_no_form_can_make_is_told_as_one() {
        let mut draft = Draft::of(schemes::dyadic_micro());
        let twice = draft.scheme.channels[0].clone();
        draft.scheme.channels[1].id = twice.id;
        assert_eq!(whats(&draft.scheme, Grade::Error), [What::Broken]);
    }
}
