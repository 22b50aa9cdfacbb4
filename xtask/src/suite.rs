//! Runs the package `tests/browser` on the release build, served as from a sub-path of a static host.

use crate::browsers::Browsers;
use crate::display::Display;
use crate::dist::{self, Profile};
use crate::paths::{cargo, dist, scratch};
use crate::run::{Outcome, announce, step, stream};
use crate::server::Server;
use std::fs;
use std::process::ExitStatus;

/// A path such as a lab's site might have: the app must not expect to live at the root.
const PREFIX: &str = "/lab/attune/";

/// Runs the suite's command `test` or `bench`. The engines that are there are named in the environment:
///
/// | variable | value |
/// | --- | --- |
/// | `ATTUNE_URL` | where the app is served; ends with a slash |
/// | `ATTUNE_DIST` | the folder that is served |
/// | `ATTUNE_SCRATCH` | a folder for clips, profiles, screenshots |
/// | `ATTUNE_CHROMIUM`, `ATTUNE_CHROMEDRIVER` | a browser and its driver; both absent where they cannot be had |
/// | `ATTUNE_FIREFOX`, `ATTUNE_GECKODRIVER` | |
/// | `ATTUNE_MINIBROWSER`, `ATTUNE_WEBKITDRIVER` | needs `DISPLAY`, which is set |
/// | `ATTUNE_FFMPEG` | what makes the clips |
pub(crate) fn run(command: &str, filter: Option<&str>, browsers: &Browsers) -> Outcome<(ExitStatus, Vec<String>)> {
    dist::make(Profile::Release)?;
    step("Building the browser tests", cargo().args(["build", "--package", "browser-tests"]))?;
    let scratch = scratch();
    fs::create_dir_all(&scratch).map_err(|why| format!("cannot create {}: {why}", scratch.display()))?;
    let server = Server::start(&dist(), PREFIX, 0).map_err(|why| format!("cannot serve on 127.0.0.1: {why}"))?;
    let display = if browsers.webkit.is_ok() { Display::start()? } else { None };

    let mut suite = cargo();
    suite.args(["run", "--package", "browser-tests", "--quiet", "--", command]).args(filter);
    suite.env("ATTUNE_URL", &server.url).env("ATTUNE_DIST", dist()).env("ATTUNE_SCRATCH", scratch);
    for (browser, program, driver) in [
        (&browsers.chromium, "ATTUNE_CHROMIUM", "ATTUNE_CHROMEDRIVER"),
        (&browsers.firefox, "ATTUNE_FIREFOX", "ATTUNE_GECKODRIVER"),
        (&browsers.webkit, "ATTUNE_MINIBROWSER", "ATTUNE_WEBKITDRIVER"),
    ] {
        if let Ok(browser) = browser {
            suite.env(program, &browser.program).env(driver, &browser.driver);
        }
    }
    if let Ok(ffmpeg) = &browsers.ffmpeg {
        suite.env("ATTUNE_FFMPEG", ffmpeg);
    }
    if let Some(display) = &display {
        suite.env("DISPLAY", &display.name).env("GDK_BACKEND", "x11").env_remove("WAYLAND_DISPLAY");
    }
    announce(&format!("Driving the browsers at {}", server.url));
    stream(&mut suite)
}
