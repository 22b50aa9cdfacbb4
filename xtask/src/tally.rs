//! Counts tests by what their runners print.

use std::ops::AddAssign;

/// How many tests passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
}

impl Tally {
    /// Adds up `test result: ok. 3 passed; 0 failed; …` of Cargo's test runners and `3 passed, 0 failed` of the browser tests.
    pub(crate) fn read(lines: &[String]) -> Self {
        let mut tally = Self::default();
        for line in lines {
            let counts = line
                .strip_prefix("test result: ")
                .and_then(|result| result.split_once(". "))
                .and_then(|(_, counts)| counts.split_once("; "))
                .or_else(|| line.split_once(", "));
            let Some((passed, rest)) = counts else { continue };
            // After the browser tests' line nothing follows, after Cargo's the other counts.
            let failed = rest.split(';').next().unwrap_or(rest);
            let number = |text: &str, word: &str| text.strip_suffix(word)?.parse::<usize>().ok();
            if let (Some(passed), Some(failed)) = (number(passed, " passed"), number(failed, " failed")) {
                tally += Self { passed, failed };
            }
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_runners_are_added_up() {
        #[track_caller]
        fn check(output: &str, passed: usize, failed: usize) {
            let lines: Vec<String> = output.lines().map(str::to_owned).collect();
            assert_eq!(Tally::read(&lines), Tally { passed, failed });
        }
        check("", 0, 0);
        check("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s", 3, 0);
        check("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 filtered out", 2, 1);
        check("test a::b ... ok\n12 passed, 3 failed", 12, 3);
        check(
            "test result: ok. 1 passed; 0 failed; 0 ignored\nnoise\ntest result: ok. 4 passed; 0 failed; 0 ignored",
            5,
            0,
        );
        check("so far 12 passed, 3 failed", 0, 0);
        check("12 passed, 3 failed in Firefox", 0, 0);
    }
}
