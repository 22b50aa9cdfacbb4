//! Cuts the built program into what the first page needs and parts that are loaded when they are first asked for.
//!
//! Trunk knows no such parts. Its hook lets this build their files from Cargo's own output, in place of Trunk's: wasm-split cuts the
//! program, wasm-bindgen makes the first part ready for the browser, and the others become files named after their content.

use crate::content_name::content_name;
use crate::paths::cargo;
use crate::run::{Outcome, ask, step};
use crate::tools::{self, WASM};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// What wasm-split calls the file that loads the parts, and the first part's imports name.
const LOADER: &str = "./__wasm_split.js";

/// Replaces the program in a folder that Trunk has built. Gives the name of the file that loads the parts.
pub(crate) fn split(staging: &Path) -> Outcome<String> {
    let program = program_name(staging)?;
    let release = is_release();
    let target = target_folder()?;
    let compiled = target.join(WASM).join(if release { "release" } else { "debug" }).join("attune.wasm");
    let folder = target.join("parts");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|why| format!("cannot empty {}: {why}", folder.display()))?;
    }
    fs::create_dir_all(&folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))?;

    let mut cut = Command::new(tools::wasm_split()?);
    cut.args(["--out-name", &program]).arg(&compiled).arg(&folder);
    step("Cutting the program into parts", &mut cut)?;

    let mut bind = Command::new(tools::wasm_bindgen()?.join(format!("wasm-bindgen{}", env::consts::EXE_SUFFIX)));
    // The parts find the first one's memory and table by the names that its linker exported.
    bind.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", &program]);
    if release {
        bind.args(["--remove-name-section", "--remove-producers-section"]);
    }
    bind.arg("--out-dir").arg(staging).arg(folder.join(format!("{program}.wasm")));
    step("Making the program ready for the browser", &mut bind)?;

    let mut loader = read(&folder.join(LOADER))?;
    for part in parts(&folder, &program)? {
        let bytes = fs::read(folder.join(&part)).map_err(|why| format!("cannot read {part}: {why}"))?;
        let bytes =
            if release { without_custom_sections(&bytes).ok_or(format!("{part} is no program"))? } else { bytes };
        let name = content_name(&title(&part), &bytes, "wasm");
        write(&staging.join(&name), &bytes)?;
        loader = replace(&loader, &part, &name)?;
    }
    let name = content_name("parts", loader.as_bytes(), "js");
    write(&staging.join(&name), loader.as_bytes())?;
    let script = staging.join(format!("{program}.js"));
    // The module's name within the program stays; only where it is loaded from changes.
    let [from, to] = [LOADER, &format!("./{name}")].map(|module| format!("from \"{module}\""));
    write(&script, replace(&read(&script)?, &from, &to)?.as_bytes())?;
    Ok(name)
}

/// What Trunk calls the worker's program, which is not cut.
const WORKER: &str = "worker";

/// Names the worker's files after their content, and lets its script start the program. Gives the script's name.
pub(crate) fn name_worker(staging: &Path) -> Outcome<String> {
    let (module, script) = (staging.join(format!("{WORKER}_bg.wasm")), staging.join(format!("{WORKER}.js")));
    let bytes = fs::read(&module).map_err(|why| format!("cannot read {}: {why}", module.display()))?;
    let bytes = if is_release() { without_custom_sections(&bytes).ok_or("the worker is no program")? } else { bytes };
    let name = content_name(WORKER, &bytes, "wasm");
    write(&staging.join(&name), &bytes)?;
    let text = started(&replace(&read(&script)?, &format!("{WORKER}_bg.wasm"), &name)?)?;
    for old in [module, script] {
        fs::remove_file(&old).map_err(|why| format!("cannot remove {}: {why}", old.display()))?;
    }
    let name = content_name(WORKER, text.as_bytes(), "js");
    write(&staging.join(&name), text.as_bytes())?;
    Ok(name)
}

/// A module of wasm-bindgen that starts its program when it is loaded.
fn started(script: &str) -> Outcome<String> {
    const START: &str = "__wbg_init";
    if script.contains(&format!("{START} as default")) {
        Ok(format!("{script}\n{START}();\n"))
    } else {
        Err(format!("the worker's script has no {START}"))
    }
}

fn is_release() -> bool {
    env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release")
}

/// The name that Trunk gave the program, such as `attune-a09b5758f801fb31`.
fn program_name(staging: &Path) -> Outcome<String> {
    let mut names: Vec<String> =
        files(staging)?.iter().filter_map(|name| Some(name.strip_suffix("_bg.wasm")?.to_owned())).collect();
    names.retain(|name| name != WORKER);
    match (names.pop(), names.is_empty()) {
        (Some(name), true) => Ok(name),
        _ => Err(format!("expected one program in {}", staging.display())),
    }
}

/// The files of all parts but the first.
fn parts(folder: &Path, program: &str) -> Outcome<Vec<String>> {
    let first = format!("{program}.wasm");
    let is_part = |name: &String| name.strip_suffix(".wasm").is_some() && *name != first;
    Ok(files(folder)?.into_iter().filter(is_part).collect())
}

/// What a person calls a part: `split_code.wasm` is `code`.
fn title(part: &str) -> String {
    let stem = part.strip_suffix(".wasm").unwrap_or(part);
    stem.strip_prefix("split_").unwrap_or(stem).replace('_', "-")
}

/// Where Cargo builds; the user may have set it to another place.
fn target_folder() -> Outcome<PathBuf> {
    let metadata = ask(cargo().args(["metadata", "--format-version", "1", "--no-deps", "--offline"]));
    let metadata = metadata.ok_or("cargo metadata gives no answer")?;
    let (_, rest) = metadata.split_once("\"target_directory\":\"").ok_or("cargo metadata names no target folder")?;
    let (folder, _) = rest.split_once('"').ok_or("cargo metadata ends early")?;
    Ok(PathBuf::from(folder.replace("\\\\", "\\")))
}

fn files(folder: &Path) -> Outcome<Vec<String>> {
    let entries = fs::read_dir(folder).map_err(|why| format!("cannot list {}: {why}", folder.display()))?;
    let mut names: Vec<String> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    Ok(names)
}

fn read(file: &Path) -> Outcome<String> {
    fs::read_to_string(file).map_err(|why| format!("cannot read {}: {why}", file.display()))
}

fn write(file: &Path, bytes: &[u8]) -> Outcome {
    fs::write(file, bytes).map_err(|why| format!("cannot write {}: {why}", file.display()))
}

/// Replaces what must be there: a name that is not found would leave a file that nobody loads.
fn replace(text: &str, from: &str, to: &str) -> Outcome<String> {
    if text.contains(from) { Ok(text.replace(from, to)) } else { Err(format!("expected {from} in a built script")) }
}

/// A WebAssembly module without its custom sections, which hold names for debuggers. `None` if it is not one.
fn without_custom_sections(module: &[u8]) -> Option<Vec<u8>> {
    let mut kept = module.get(..8).filter(|header| header.starts_with(b"\0asm"))?.to_vec();
    let mut at = 8;
    while at < module.len() {
        let (length, width) = leb128(module.get(at + 1..)?)?;
        let end = at.checked_add(1 + width)?.checked_add(length)?;
        let section = module.get(at..end)?;
        if section[0] != 0 {
            kept.extend_from_slice(section);
        }
        at = end;
    }
    Some(kept)
}

/// An unsigned number of seven bits a byte, lowest first, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(usize, usize)> {
    let mut value = 0_usize;
    for (index, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_left_out() {
        let module = b"\0asm\x01\0\0\0\x01\x02ab\x00\x81\x00n\x03\x01c";
        assert_eq!(without_custom_sections(module).unwrap(), b"\0asm\x01\0\0\0\x01\x02ab\x03\x01c");
        assert_eq!(without_custom_sections(b"\0asm\x01\0\0\0\x01\x09ab"), None);
        assert_eq!(without_custom_sections(b"<!doctype html>"), None);
        assert_eq!(without_custom_sections(b"\0as"), None);
    }

    #[test]
    fn the_workers_script_starts_its_program() {
        let script = "async function __wbg_init() {}\nexport { initSync, __wbg_init as default };\n";
        assert_eq!(started(script).unwrap(), format!("{script}\n__wbg_init();\n"));
        assert!(started("export default init;").is_err());
    }

    #[test]
    fn lengths_are_read_in_groups_of_seven_bits() {
        assert_eq!(leb128(&[0x7f]), Some((127, 1)));
        assert_eq!(leb128(&[0xe5, 0x8e, 0x26]), Some((624_485, 3)));
        assert_eq!(leb128(&[0x80, 0x80]), None);
    }

    #[test]
    fn a_part_is_called_by_what_it_holds() {
        assert_eq!(title("split_code.wasm"), "code");
        assert_eq!(title("chunk_1.wasm"), "chunk-1");
    }
}
