//! Tools that Cargo and rustup can install: each in a folder of its own in the user's cache, named after its version, so that another
//! clone finds it there and two versions never meet.

use crate::browsers;
use crate::paths::{cargo, root, tool_cache};
use crate::run::{Outcome, announce, ask, step};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target the app is built for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// How most programs are asked for their version.
const VERSION: &str = "--version";

/// A program from the package registry.
struct Tool {
    package: &'static str,
    version: String,
    programs: &'static [&'static str],
    /// The question that a program which works answers; with its version, if it is asked for that.
    probe: &'static str,
    flags: &'static [&'static str],
    minutes: &'static str,
}

/// Trunk in the version that `Trunk.toml` asks for. Gives the folder of its program.
pub(crate) fn trunk() -> Outcome<PathBuf> {
    let version =
        quoted_after(&read("Trunk.toml")?, "trunk-version = \"=").ok_or("Trunk.toml names no trunk-version")?;
    // Without its default features Trunk builds no TLS, which only its downloads would use.
    let flags = &["--locked", "--no-default-features"];
    install(&Tool { package: "trunk", version, programs: &["trunk"], probe: VERSION, flags, minutes: "about 3 min" })
}

/// wasm-bindgen's programs in the version of `Cargo.lock`: they refuse code built with another. Gives their folder.
pub(crate) fn wasm_bindgen() -> Outcome<PathBuf> {
    let programs = &["wasm-bindgen", "wasm-bindgen-test-runner"];
    let version = locked_version(&read("Cargo.lock")?, "wasm-bindgen").ok_or("Cargo.lock has no wasm-bindgen")?;
    let package = "wasm-bindgen-cli";
    install(&Tool { package, version, programs, probe: VERSION, flags: &[], minutes: "about 2 min" })
}

/// The program that cuts a program into parts, in the version that goes with the crate of the split points. Gives the program.
pub(crate) fn wasm_split() -> Outcome<PathBuf> {
    let folder = install(&Tool {
        package: "wasm_split_cli_support",
        version: "0.2.4".to_owned(),
        programs: &["wasm-split-cli"],
        probe: "--help", // it does not tell its version
        flags: &["--locked", "--features", "build-binary"],
        minutes: "about 1 min",
    })?;
    Ok(program_in(&folder, "wasm-split-cli"))
}

/// The driver of Firefox, which Debian does not package. Gives the program.
pub(crate) fn geckodriver() -> Outcome<PathBuf> {
    let (version, programs) = ("0.37.1".to_owned(), &["geckodriver"]);
    let flags = &["--locked"];
    let folder =
        install(&Tool { package: "geckodriver", version, programs, probe: VERSION, flags, minutes: "about 1 min" })?;
    Ok(program_in(&folder, "geckodriver"))
}

/// Adds what the Rust toolchain lacks: the wasm32 target.
pub(crate) fn wasm_target() -> Outcome {
    let sysroot =
        ask(Command::new("rustc").current_dir(root()).args(["--print", "sysroot"])).ok_or("cannot run rustc")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).join("lib").is_dir() {
        return Ok(());
    }
    let mut rustup = Command::new("rustup");
    step(&format!("Adding the target {WASM}"), rustup.current_dir(root()).args(["target", "add", WASM]))
}

/// Adds rustfmt and clippy where rustup's minimal profile left them out.
pub(crate) fn components() -> Outcome {
    for (component, command) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if ask(cargo().args([command, "--version"])).is_none() {
            let mut rustup = Command::new("rustup");
            step(&format!("Adding {component}"), rustup.current_dir(root()).args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// The command `setup`: all that the other commands would install on the way.
pub(crate) fn setup(_: &[&str]) -> Outcome {
    wasm_target()?;
    components()?;
    trunk()?;
    wasm_bindgen()?;
    wasm_split()?;
    let browsers = browsers::get();
    for line in browsers.present().into_iter().chain(browsers.missing()) {
        announce(&line);
    }
    Ok(())
}

/// Installs a tool unless it is there, and gives the folder of its programs.
fn install(tool: &Tool) -> Outcome<PathBuf> {
    let home = tool_cache()?.join(format!("{}-{}", tool.package, tool.version));
    let folder = home.join("bin");
    if works(tool, &folder) {
        return Ok(folder);
    }
    let title = format!("Installing {} {} in {} ({})", tool.package, tool.version, home.display(), tool.minutes);
    // Unoptimized: it builds three times faster, and the tools are as quick for our purposes.
    // `--force` replaces what a stopped installation or a newer system library left broken.
    let mut command = cargo();
    command.args(["install", tool.package, "--version", &tool.version, "--debug", "--force", "--root"]).arg(&home);
    command.args(tool.flags).env("CARGO_PROFILE_DEV_DEBUG", "0");
    command.env_remove("CARGO_TARGET_DIR"); // not among the user's own builds
    step(&title, &mut command)?;
    if works(tool, &folder) {
        Ok(folder)
    } else {
        Err(format!("{} was installed in {}, but does not answer as {}", tool.package, folder.display(), tool.version))
    }
}

/// Whether all programs of a tool run, and say that they are the version asked for, if they say so at all.
fn works(tool: &Tool, folder: &Path) -> bool {
    tool.programs.iter().all(|name| {
        ask(Command::new(program_in(folder, name)).arg(tool.probe))
            .is_some_and(|answer| tool.probe != VERSION || answer.split_whitespace().any(|word| word == tool.version))
    })
}

/// A program in its folder.
pub(crate) fn program_in(folder: &Path, name: &str) -> PathBuf {
    folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

fn read(file: &str) -> Outcome<String> {
    fs::read_to_string(root().join(file)).map_err(|why| format!("cannot read {file}: {why}"))
}

/// The text between `start` and the next quotation mark.
fn quoted_after(text: &str, start: &str) -> Option<String> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// The version of a package in a `Cargo.lock`.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    quoted_after(lock, &format!("name = \"{package}\"\nversion = \""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_tells_the_version() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "leptos"), None);
    }

    #[test]
    fn trunk_is_pinned_and_uses_the_locked_wasm_bindgen() {
        let trunk = read("Trunk.toml").unwrap();
        assert!(quoted_after(&trunk, "trunk-version = \"=").is_some());
        let lock = read("Cargo.lock").unwrap();
        assert_eq!(quoted_after(&trunk, "wasm_bindgen = \""), locked_version(&lock, "wasm-bindgen"));
    }

    #[test]
    fn a_half_installed_tool_does_not_work() {
        let tool =
            Tool { package: "x", version: "1.0.0".into(), programs: &["x"], probe: VERSION, flags: &[], minutes: "" };
        let folder = std::env::temp_dir().join(format!("attune-xtask-tool-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(program_in(&folder, "x"), "half a prog").unwrap();
        assert!(!works(&tool, &folder));
        fs::remove_dir_all(&folder).unwrap();
    }
}
