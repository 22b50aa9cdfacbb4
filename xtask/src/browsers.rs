//! Finds the browsers that the tests drive, and on a Debian-like machine installs them.

use crate::paths;
use crate::run::{Outcome, announce, ask, step};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

const CHROMIUM: &[&str] = &["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
const CHROMEDRIVER: &[&str] = &["chromedriver", "chromium.chromedriver"];
const FIREFOX: &[&str] = &["firefox-esr", "firefox"];
const WEBKIT_DRIVER: &[&str] = &["WebKitWebDriver"];

/// Debian's packages, each with the programs that would do in its place.
const PACKAGES: &[(&str, &[&str])] = &[
    ("chromium", CHROMIUM),
    ("chromium-driver", CHROMEDRIVER),
    ("firefox-esr", FIREFOX),
    ("webkit2gtk-driver", WEBKIT_DRIVER),
    ("xvfb", &["Xvfb"]),
    ("ffmpeg", &["ffmpeg"]),
    ("brotli", &["brotli"]),
    // What WebKit decodes H.264, AAC, HEVC and AV1 with.
    ("gstreamer1.0-libav", &[]),
    ("gstreamer1.0-plugins-bad", &[]),
    ("gstreamer1.0-plugins-good", &[]),
    ("gstreamer1.0-gl", &[]),
    ("fonts-dejavu-core", &[]),
];

/// A browser and the program that drives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    pub(crate) driver: PathBuf,
}

/// What can be driven here. An error says in one line why an engine cannot.
pub(crate) struct Browsers {
    pub(crate) chromium: Outcome<Browser>,
    pub(crate) firefox: Outcome<Browser>,
    pub(crate) webkit: Outcome<Browser>,
    pub(crate) ffmpeg: Outcome<PathBuf>,
}

impl Browsers {
    /// Why something is missing: one line each, empty if all is there.
    pub(crate) fn missing(&self) -> Vec<String> {
        let engines =
            self.engines().into_iter().filter_map(|(name, found)| Some(format!("{name}: {}", found.as_ref().err()?)));
        engines.chain(self.ffmpeg.as_ref().err().map(|why| format!("clips: {why}"))).collect()
    }

    /// What is there, one line each.
    pub(crate) fn present(&self) -> Vec<String> {
        let describe =
            |browser: &Browser| format!("{}, driven by {}", browser.program.display(), browser.driver.display());
        let engines = self.engines().into_iter();
        engines.filter_map(|(name, found)| Some(format!("{name}: {}", describe(found.as_ref().ok()?)))).collect()
    }

    fn engines(&self) -> [(&'static str, &Outcome<Browser>); 3] {
        [("Chromium", &self.chromium), ("Firefox", &self.firefox), ("WebKit", &self.webkit)]
    }
}

/// Installs what is missing and may be installed, and says what there is. Done once, however often it is asked.
pub(crate) fn get() -> &'static Browsers {
    static BROWSERS: OnceLock<Browsers> = OnceLock::new();
    BROWSERS.get_or_init(|| {
        install();
        Browsers {
            chromium: chromium(),
            firefox: firefox(),
            webkit: webkit(),
            ffmpeg: first(&["ffmpeg"], "", "ffmpeg"),
        }
    })
}

fn chromium() -> Outcome<Browser> {
    let program = first(CHROMIUM, "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "chromium")?;
    Ok(Browser { program, driver: first(CHROMEDRIVER, "", "chromium-driver")? })
}

fn firefox() -> Outcome<Browser> {
    let program = first(FIREFOX, "/Applications/Firefox.app/Contents/MacOS/firefox", "firefox-esr")?;
    let driver = paths::program(&["geckodriver"]).map_or_else(tools::geckodriver, Ok)?;
    Ok(Browser { program, driver })
}

fn webkit() -> Outcome<Browser> {
    let driver = first(WEBKIT_DRIVER, "", "webkit2gtk-driver")?;
    let program = mini_browser().ok_or("WebKitGTK's MiniBrowser is not where it is expected")?;
    if paths::program(&["Xvfb"]).is_none() && env::var_os("DISPLAY").is_none() {
        return Err("there is no display for it (Debian: apt-get install xvfb)".into());
    }
    Ok(Browser { program, driver })
}

/// The small browser that comes with WebKit: not on the `PATH`, and in a folder that depends on distribution and machine.
fn mini_browser() -> Option<PathBuf> {
    let libraries = fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path());
    let folders = libraries.chain(["/usr/libexec".into(), "/usr/lib".into(), "/usr/lib64".into()]);
    folders
        .flat_map(|folder| {
            ["webkit2gtk-4.1", "webkit2gtk-4.0", "webkitgtk-6.0"].map(|api| folder.join(api).join("MiniBrowser"))
        })
        .find(|file| file.is_file())
}

/// The first program found by name or at its usual place; otherwise the line that says what to install.
fn first(names: &[&str], usual_place: &str, package: &str) -> Outcome<PathBuf> {
    let usual_place = Path::new(usual_place);
    paths::program(names)
        .or_else(|| usual_place.is_file().then(|| usual_place.to_owned()))
        .ok_or_else(|| format!("{} is not installed (Debian: apt-get install {package})", names[0]))
}

/// Installs what lacks, on a machine with apt where we are root or may become so without a password. Where that fails the
/// tests go on with the browsers there are, and say what is missing.
fn install() {
    let packages = lacking_packages();
    if packages.is_empty() || paths::program(&["apt-get"]).is_none() {
        return;
    }
    let Some(privileged) = privileged() else {
        announce(&format!("To run all tests, install: sudo apt-get install {}", packages.join(" ")));
        return;
    };
    let apt = |arguments: &[&str]| {
        let mut command = Command::new(privileged[0]);
        command.args(&privileged[1..]).args(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments);
        command
    };
    let outcome = step("Reading the lists of packages", &mut apt(&["update"])).and_then(|()| {
        // One unknown name would fail the whole installation; Ubuntu has no firefox-esr, for one.
        let (known, unknown): (Vec<&str>, Vec<&str>) = packages.into_iter().partition(|package| {
            ask(Command::new("apt-cache").args(["show", package])).is_some_and(|text| !text.is_empty())
        });
        if !unknown.is_empty() {
            announce(&format!("This system does not package {}", unknown.join(", ")));
        }
        let mut arguments = vec!["install", "--yes", "--no-install-recommends"];
        arguments.extend(&known);
        step(&format!("Installing {}", known.join(" ")), &mut apt(&arguments))
    });
    if let Err(why) = outcome {
        announce(&why);
    }
}

/// The packages that are not installed and whose programs are not there from elsewhere.
fn lacking_packages() -> Vec<&'static str> {
    let installed = |package: &str| {
        ask(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Abbrev}", package]))
            .is_some_and(|status| status.starts_with("ii"))
    };
    PACKAGES
        .iter()
        .filter(|(package, programs)| paths::program(programs).is_none() && !installed(package))
        .map(|(package, _)| *package)
        .collect()
}

/// What to put before a command that needs to be root; `None` if that would ask for a password.
fn privileged() -> Option<&'static [&'static str]> {
    if ask(Command::new("id").arg("-u"))? == "0" {
        return Some(&["env"]);
    }
    ask(Command::new("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}
