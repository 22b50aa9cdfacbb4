//! Names of columns, each once.

use std::collections::{HashMap, HashSet};

/// Makes names unique by a number in parentheses, in the order they come.
#[derive(Debug, Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    next: HashMap<String, u32>,
}

impl Names {
    pub(super) fn unique(&mut self, name: &str) -> String {
        if self.taken.insert(name.to_owned()) {
            return name.to_owned();
        }
        let next = self.next.entry(name.to_owned()).or_insert(2);
        loop {
            let numbered = format!("{name} ({next})");
            *next += 1;
            if self.taken.insert(numbered.clone()) {
                return numbered;
            }
        }
    }
}

/// A field as text. What is not UTF-8 is taken for Latin-1, in which older programs write µ and Ω.
pub(super) fn decoded(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_comes_twice() {
        let mut names = Names::default();
        let made = ["HR", "HR (2)", "HR", "HR", ""].map(|name| names.unique(name));
        assert_eq!(made, ["HR", "HR (2)", "HR (3)", "HR (4)", ""]);
    }

    #[test]
    fn latin_1_is_read() {
        assert_eq!(decoded(b"EDA [\xb5S]"), "EDA [µS]");
        assert_eq!(decoded("EDA [µS]".as_bytes()), "EDA [µS]");
    }
}
