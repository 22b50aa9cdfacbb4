//! Writing the project file.

use super::v1;
use crate::formats::Exported;
use crate::model::Project;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use std::io;

/// Writes a project. Nothing is lost: [`read`](super::read) gives an equal one back.
///
/// A project that breaks a rule is written all the same, since its marks must not be lost; `read` will say which rule it breaks.
pub fn write(project: &Project) -> Exported {
    Exported { bytes: to_json(&v1::File::new(project), PROJECT_DEPTH), losses: Vec::new() }
}

/// Writes a file's form. Lists and objects nested deeper than `expanded` stay on one line each.
pub(super) fn to_json(file: &impl Serialize, expanded: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, OnePerLine::new(expanded));
    #[expect(clippy::expect_used, reason = "a Vec takes every byte, and every key of the form is a text")]
    file.serialize(&mut serializer).expect("the saved form has a JSON form");
    bytes.push(b'\n');
    bytes
}

/// In a project file, events and codes lie just below this depth.
const PROJECT_DEPTH: usize = 7;

/// Breaks lines as the pretty form does, down to a depth.
struct OnePerLine {
    depth: usize,
    expanded: usize,
    pretty: PrettyFormatter<'static>,
}

impl OnePerLine {
    fn new(expanded: usize) -> Self {
        // One space: indentation is a tenth of the file even so.
        Self { depth: 0, expanded, pretty: PrettyFormatter::with_indent(b" ") }
    }

    fn formatter(&mut self) -> Either<'_> {
        if self.depth <= self.expanded { Either::Pretty(&mut self.pretty) } else { Either::Compact(CompactFormatter) }
    }
}

enum Either<'a> {
    Pretty(&'a mut PrettyFormatter<'static>),
    Compact(CompactFormatter),
}

/// Passes a call on to the formatter for the current depth.
macro_rules! pass_on {
    ($self:ident.$method:ident($($arg:expr),*)) => {
        match $self.formatter() {
            Either::Pretty(pretty) => pretty.$method($($arg),*),
            Either::Compact(mut compact) => compact.$method($($arg),*),
        }
    };
}

impl Formatter for OnePerLine {
    fn begin_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        pass_on!(self.begin_array(writer))
    }

    fn end_array<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let result = pass_on!(self.end_array(writer));
        self.depth -= 1;
        result
    }

    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        pass_on!(self.begin_array_value(writer, first))
    }

    fn end_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        pass_on!(self.end_array_value(writer))
    }

    fn begin_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth += 1;
        pass_on!(self.begin_object(writer))
    }

    fn end_object<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        let result = pass_on!(self.end_object(writer));
        self.depth -= 1;
        result
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        pass_on!(self.begin_object_key(writer, first))
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        pass_on!(self.begin_object_value(writer))
    }

    fn end_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        pass_on!(self.end_object_value(writer))
    }
}
