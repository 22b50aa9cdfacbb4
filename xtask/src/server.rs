//! Serves a folder on 127.0.0.1, as strictly as a good host would: with the app's Content-Security-Policy, and under any path.

use crate::http::{Part, Request, media_type, write_head};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// What the page may load: its own files, blobs and WebAssembly. `public/index.html` carries the same.
pub(crate) const POLICY_OF_PAGE: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; \
    font-src 'self'; base-uri 'none'; form-action 'none'";

const NOT_FOUND: &str =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not found</title><p>There is no such page here.";

/// How long a client may be silent.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server; it runs until the process ends.
pub(crate) struct Server {
    /// The address of the folder's `index.html`; ends with a slash.
    pub(crate) url: String,
}

/// What is served, and where.
struct Site {
    /// Canonical, so that a link that leads out of it can be told.
    folder: PathBuf,
    /// Begins and ends with a slash.
    prefix: String,
}

impl Server {
    /// Serves `folder` under `prefix`, which begins and ends with a slash; port 0 means any free one.
    pub(crate) fn start(folder: &Path, prefix: &str, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let url = format!("http://{}{prefix}", listener.local_addr()?);
        let site = Arc::new(Site { folder: folder.canonicalize()?, prefix: prefix.to_owned() });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                // A client that goes away in mid-answer, as a seeking video does, is no error of ours.
                thread::spawn(move || site.answer(stream).ok());
            }
        });
        Ok(Self { url })
    }
}

impl Site {
    fn answer(&self, mut stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        match Request::read(BufReader::new(&stream))? {
            None => write_page(&stream, true, "400 Bad Request", &[], "Not a request."),
            Some(request) => self.respond(&mut stream, &request),
        }?;
        stream.shutdown(Shutdown::Write)
    }

    fn respond(&self, stream: &mut TcpStream, request: &Request) -> io::Result<()> {
        let with_body = match request.method.as_str() {
            "GET" => true,
            "HEAD" => false,
            _ => {
                return write_page(
                    stream,
                    true,
                    "405 Method Not Allowed",
                    &[("Allow", "GET, HEAD")],
                    "GET and HEAD only.",
                );
            }
        };
        if self.prefix.strip_suffix('/') == Some(&request.path) && !request.path.is_empty() {
            return write_page(stream, with_body, "301 Moved Permanently", &[("Location", &self.prefix)], "");
        }
        let Some(path) = self.file(&request.path) else {
            return write_page(stream, with_body, "404 Not Found", &[], NOT_FOUND);
        };
        let mut file = File::open(&path)?;
        let size = file.metadata()?.len();
        let (status, bytes) = match request.part(size) {
            Part::Whole => ("200 OK", 0..=size.saturating_sub(1)),
            Part::Bytes(bytes) => ("206 Partial Content", bytes),
            Part::Outside => {
                let range = format!("bytes */{size}");
                return write_page(stream, with_body, "416 Range Not Satisfiable", &[("Content-Range", &range)], "");
            }
        };
        let length = size.min(bytes.end() - bytes.start() + 1);
        let (length_text, range) = (length.to_string(), format!("bytes {}-{}/{size}", bytes.start(), bytes.end()));
        let mut headers = vec![("Content-Type", media_type(&path.to_string_lossy())), ("Content-Length", &length_text)];
        if status.starts_with("206") {
            headers.push(("Content-Range", &range));
        }
        write_all_headers(&mut *stream, status, &headers)?;
        if with_body {
            file.seek(SeekFrom::Start(*bytes.start()))?;
            io::copy(&mut file.take(length), stream)?;
        }
        Ok(())
    }

    /// The file that a decoded path names, if it lies in the folder.
    fn file(&self, path: &str) -> Option<PathBuf> {
        let inside = path.strip_prefix(&self.prefix)?;
        let plain = |part: &str| part != ".." && part != "." && !part.contains(['\\', ':', '\0']);
        if inside.starts_with('/') || !inside.split('/').all(plain) {
            return None;
        }
        let mut file = self.folder.join(inside).canonicalize().ok()?;
        if file.is_dir() {
            file.push("index.html");
        }
        (file.starts_with(&self.folder) && file.is_file()).then_some(file)
    }
}

/// Answers with a short page of our own.
fn write_page(
    mut stream: impl Write,
    with_body: bool,
    status: &str,
    extra: &[(&str, &str)],
    page: &str,
) -> io::Result<()> {
    let length = page.len().to_string();
    let mut headers = vec![("Content-Type", media_type(".html")), ("Content-Length", &length)];
    headers.extend(extra);
    write_all_headers(&mut stream, status, &headers)?;
    if with_body { stream.write_all(page.as_bytes()) } else { Ok(()) }
}

/// Writes the head of a response, with the headers that every response has.
fn write_all_headers(stream: impl Write, status: &str, headers: &[(&str, &str)]) -> io::Result<()> {
    let policy = format!("{POLICY_OF_PAGE}; frame-ancestors 'none'");
    let mut all = vec![
        ("Content-Security-Policy", policy.as_str()),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        // The names of dist/ stay the same from build to build where Trunk does not hash them.
        ("Cache-Control", "no-cache"),
        ("Accept-Ranges", "bytes"),
    ];
    all.extend(headers);
    write_head(stream, status, &all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::sync::OnceLock;

    /// A served folder with a few files, and a secret beside it.
    fn site() -> &'static Server {
        static SERVER: OnceLock<Server> = OnceLock::new();
        SERVER.get_or_init(|| {
            let outer = std::env::temp_dir().join(format!("attune-xtask-server-{}", std::process::id()));
            let folder = outer.join("dist");
            fs::create_dir_all(folder.join("demo")).unwrap();
            fs::write(outer.join("secret.txt"), "secret").unwrap();
            fs::write(folder.join("index.html"), "<!doctype html>page").unwrap();
            fs::write(folder.join("app_bg.wasm"), b"\0asm").unwrap();
            fs::write(folder.join("demo/a clip.webm"), "0123456789").unwrap();
            fs::write(folder.join("empty.js"), "").unwrap();
            #[cfg(unix)]
            std::os::unix::fs::symlink(outer.join("secret.txt"), folder.join("link.txt")).unwrap();
            Server::start(&folder, "/some/lab/", 0).unwrap()
        })
    }

    /// Sends a request as it stands; gives the head and the body of the answer.
    fn send(request: &str) -> (String, String) {
        let address = site().url.trim_start_matches("http://").split('/').next().unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_owned(), body.to_owned())
    }

    fn get(path: &str) -> (String, String) {
        send(&format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n"))
    }

    #[test]
    fn the_address_leads_to_the_page_under_its_prefix() {
        assert!(site().url.starts_with("http://127.0.0.1:") && site().url.ends_with("/some/lab/"));
        let (head, body) = get("/some/lab/");
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains("\r\nContent-Type: text/html; charset=utf-8"), "{head}");
        assert!(head.contains("\r\nCache-Control: no-cache"), "{head}");
        assert!(head.contains("default-src 'none'") && head.contains("; frame-ancestors 'none'"), "{head}");
        assert_eq!(body, "<!doctype html>page");

        let (head, _) = get("/some/lab");
        assert!(head.starts_with("HTTP/1.1 301 ") && head.contains("\r\nLocation: /some/lab/"), "{head}");
    }

    #[test]
    fn files_have_their_media_type() {
        let (head, body) = get("/some/lab/app_bg.wasm?v=1");
        assert!(head.contains("\r\nContent-Type: application/wasm\r\n"), "{head}");
        assert_eq!(body, "\0asm");
        let (head, body) = get("/some/lab/empty.js");
        assert!(head.contains("\r\nContent-Length: 0"), "{head}");
        assert_eq!(body, "");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for path in [
            "/",
            "/index.html",
            "/some/lab/missing.js",
            "/some/lab/demo/",
            "/some/lab/../secret.txt",
            "/some/lab/%2e%2e/secret.txt",
            "/some/lab/demo/..%2f..%2fsecret.txt",
            "/some/lab/..%5csecret.txt",
            "/some/lab//etc/passwd",
            "/some/lab/link.txt",
            "/some/lab/index.html%00.js",
        ] {
            let (head, body) = get(path);
            assert!(head.starts_with("HTTP/1.1 404 Not Found\r\n"), "{path}: {head}");
            assert_eq!(body, NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn a_part_of_a_clip_is_served() {
        let range = |range: &str| send(&format!("GET /some/lab/demo/a%20clip.webm HTTP/1.1\r\nRange: {range}\r\n\r\n"));
        let (head, body) = range("bytes=2-5");
        assert!(head.starts_with("HTTP/1.1 206 Partial Content\r\n"), "{head}");
        assert!(
            head.contains("\r\nContent-Range: bytes 2-5/10\r\n") && head.contains("\r\nContent-Length: 4\r\n"),
            "{head}"
        );
        assert!(head.contains("\r\nAccept-Ranges: bytes\r\n"), "{head}");
        assert_eq!(body, "2345");
        assert_eq!(range("bytes=-3").1, "789");
        let (head, body) = range("bytes=10-");
        assert!(head.starts_with("HTTP/1.1 416 ") && head.contains("\r\nContent-Range: bytes */10"), "{head}");
        assert_eq!(body, "");
    }

    #[test]
    fn only_reading_is_allowed() {
        let (head, body) = send("HEAD /some/lab/ HTTP/1.1\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("\r\nContent-Length: 19"), "{head}");
        assert_eq!(body, "");
        let (head, _) = send("POST /some/lab/ HTTP/1.1\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 405 ") && head.contains("\r\nAllow: GET, HEAD"), "{head}");
        let (head, _) = send("nonsense\r\n\r\n");
        assert!(head.starts_with("HTTP/1.1 400 "), "{head}");
    }
}
