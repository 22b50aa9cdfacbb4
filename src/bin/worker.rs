//! In a worker of the browser: carries out the page's long jobs. On the command line the program has nothing to do.

fn main() {
    #[cfg(target_arch = "wasm32")]
    attune::platform::labor::serve();
}
