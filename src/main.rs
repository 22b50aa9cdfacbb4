//! In the browser: puts the app on the page. On the command line the program has nothing to do yet.

fn main() {
    #[cfg(target_arch = "wasm32")]
    attune::app::mount();
}
