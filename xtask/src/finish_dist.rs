//! The last step of a Trunk build: the program is cut into parts, the worker gets its name, the page's inline scripts become files.
//!
//! Trunk starts the app by an inline module script, which `script-src 'self'` forbids; a nonce needs a server that knows about it and a
//! hash would be wrong after the next edit. So the script moves into a file beside the page, named after its content.

use crate::content_name::content_name;
use crate::run::Outcome;
use crate::server::POLICY_OF_PAGE;
use crate::split::{name_worker, split};
use std::path::PathBuf;
use std::{env, fs};

/// A page without inline scripts, and the files they went to.
#[derive(Debug, PartialEq)]
struct Finished {
    page: String,
    /// Name and content of each script file.
    scripts: Vec<(String, String)>,
}

/// The command `finish-dist`, called by Trunk's `post_build` hook with the folder in its environment.
pub(crate) fn finish_dist(_: &[&str]) -> Outcome {
    let folder = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let folder = folder.ok_or("TRUNK_STAGING_DIR is not set; `cargo xtask build` builds dist/ and finishes it")?;
    let file = folder.join("index.html");
    let page = fs::read_to_string(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?;
    let loader = split(&folder)?;
    let finished = finish(&page, &loader, &name_worker(&folder)?)?;
    for (name, content) in &finished.scripts {
        fs::write(folder.join(name), content).map_err(|why| format!("cannot write {name}: {why}"))?;
    }
    fs::write(&file, finished.page).map_err(|why| format!("cannot write {}: {why}", file.display()))
}

/// Moves every inline script out of the page, lets the page load the `loader` of the parts early, and tells it the `worker`'s script. Fails
/// when the page is not what Trunk 0.21 makes of `public/index.html`.
fn finish(page: &str, loader: &str, worker: &str) -> Outcome<Finished> {
    if !page.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY_OF_PAGE}\">")) {
        return Err("the built page does not carry the Content-Security-Policy of xtask/src/server.rs".into());
    }
    let mut finished = Finished { page: String::new(), scripts: Vec::new() };
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once("<script") {
        let (attributes, tail) = tag.split_once('>').ok_or("the built page has a <script that does not end")?;
        let (content, after) = tail.split_once("</script>").ok_or("the built page has a <script> without </script>")?;
        finished.page += before;
        if attributes.contains(" src=") {
            finished.page.extend(["<script", attributes, ">", content, "</script>"]);
        } else {
            let content = content.trim();
            let name = content_name("start", content.as_bytes(), "js");
            finished.page.extend(["<script", attributes, " src=\"./", &name, "\"></script>"]);
            finished.scripts.push((name, format!("{content}\n")));
        }
        rest = after;
    }
    finished.page += rest;
    let early = "<link rel=\"modulepreload\" ";
    let found = finished.page.find(early).ok_or("the built page loads no module early")?;
    let links = format!(
        "{early}href=\"./{loader}\" crossorigin=\"anonymous\">\n<meta name=\"attune-worker\" content=\"./{worker}\">\n"
    );
    finished.page.insert_str(found, &links);

    match finished.scripts.as_slice() {
        [(_, start)] if start.contains("import init") && start.contains("await init(") => {}
        scripts => return Err(format!("expected one inline script that starts the app, found {scripts:?}")),
    }
    for forbidden in ["<style", " style=", " onload=", " onclick=", " onerror=", "javascript:"] {
        if finished.page.contains(forbidden) {
            return Err(format!("the built page has `{forbidden}`, which its Content-Security-Policy forbids"));
        }
    }
    Ok(finished)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a page that Trunk 0.21.14 built from `public/index.html`.
    fn page(body: &str) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en\">\n  <head>\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY_OF_PAGE}\">\n\
             <link rel=\"stylesheet\" href=\"./base-7d1d5b4c4b1d2f5e.css\"/>\n\
             <script src=\"./boot-cb97ba55d1e4bd3b.js\"></script>\n\
             <link rel=\"modulepreload\" href=\"./attune-d10a03f79d1a2f13.js\" crossorigin=\"anonymous\">\n\
             <link rel=\"preload\" href=\"./attune-d10a03f79d1a2f13_bg.wasm\" crossorigin=\"anonymous\" as=\"fetch\" \
             type=\"application/wasm\"></head>\n  <body>\n{body}</body>\n</html>\n"
        )
    }

    const START: &str = "\n<script type=\"module\">\nimport init, * as bindings from './attune-d10a03f79d1a2f13.js';\n\
        const wasm = await init({ module_or_path: './attune-d10a03f79d1a2f13_bg.wasm' });\n\n\nwindow.wasmBindings = bindings;\n\n\n\
        dispatchEvent(new CustomEvent(\"TrunkApplicationStarted\", {detail: {wasm}}));\n\n</script>";

    #[test]
    fn the_starting_script_moves_into_a_file_named_after_its_content() {
        let finished = finish(&page(START), "parts-1.js", "worker-1.js").unwrap();
        let [(name, content)] = finished.scripts.as_slice() else { panic!("{:?}", finished.scripts) };
        assert!(
            content.starts_with(
                "import init, * as bindings from './attune-d10a03f79d1a2f13.js';\nconst wasm = await init("
            )
        );
        assert!(content.ends_with("{detail: {wasm}}));\n"));
        let preload = "<link rel=\"modulepreload\" href=\"./parts-1.js\" crossorigin=\"anonymous\">\n\
            <meta name=\"attune-worker\" content=\"./worker-1.js\">\n";
        assert_eq!(
            finished.page.replacen(preload, "", 1),
            page(&format!("\n<script type=\"module\" src=\"./{name}\"></script>"))
        );
        assert!(finished.page.contains(preload));

        let other = finish(&page(&START.replace("d10a", "e20b")), "parts-1.js", "worker-1.js").unwrap();
        assert_ne!(&other.scripts[0].0, name);
        assert_eq!(finish(&page(START), "parts-1.js", "worker-1.js").unwrap(), finished);
    }

    #[test]
    fn a_page_of_another_shape_is_refused() {
        #[track_caller]
        fn check(page: &str, expect: &str) {
            let why = finish(page, "parts-1.js", "worker-1.js").unwrap_err();
            assert!(why.contains(expect), "{why}");
        }
        check(&page(""), "expected one inline script");
        check(&page("<script>alert(1)</script>"), "expected one inline script");
        check(&page(&format!("{START}<script>alert(1)</script>")), "expected one inline script");
        check(&page(START).replace("</script>", ""), "without </script>");
        check(&page(&format!("<p style=\"color: red\">{START}")), "style=");
        check(&page(START).replace("default-src 'none'", "default-src *"), "Content-Security-Policy");
    }

    #[test]
    fn the_page_in_the_sources_carries_the_policy() {
        let source = fs::read_to_string(crate::paths::root().join("public/index.html")).unwrap();
        assert!(source.contains(&format!("content=\"{POLICY_OF_PAGE}\"")));
    }
}
