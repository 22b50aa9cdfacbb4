//! As much of HTTP/1.1 as a static file server needs: the head of a request, one byte range, a response.

use std::io::{self, BufRead, Write};
use std::ops::RangeInclusive;

/// A request longer than this is refused, in bytes.
const LONGEST_HEAD: u64 = 16 * 1024;

/// The head of a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path, decoded, without query; it begins with a slash.
    pub(crate) path: String,
    /// The value of the `Range` header.
    pub(crate) range: Option<String>,
}

/// What part of a file a request asks for.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Whole,
    Bytes(RangeInclusive<u64>),
    /// The range lies outside of the file.
    Outside,
}

impl Request {
    /// Reads the head. `None`: this is no request that we understand.
    pub(crate) fn read(stream: impl BufRead) -> io::Result<Option<Self>> {
        let mut stream = stream.take(LONGEST_HEAD);
        let mut first = String::new();
        stream.read_line(&mut first)?;
        let mut words = first.split_whitespace();
        let (Some(method), Some(target), Some(_version)) = (words.next(), words.next(), words.next()) else {
            return Ok(None);
        };
        let Some(path) = decode(target.split(['?', '#']).next().unwrap_or(target)) else { return Ok(None) };
        let mut request = Self { method: method.to_owned(), path, range: None };
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line)? == 0 {
                return Ok(None); // the head ended before its empty line
            }
            if line.trim().is_empty() {
                return Ok(request.path.starts_with('/').then_some(request));
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("range")
            {
                request.range = Some(value.trim().to_owned());
            }
        }
    }

    /// The part of a file of `size` bytes that is asked for. What is no single byte range means the whole, as RFC 9110 allows.
    pub(crate) fn part(&self, size: u64) -> Part {
        let range = self.range.as_deref().and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
        let Some((first, last)) = range else { return Part::Whole };
        let end = size.saturating_sub(1);
        let bytes = match (first.parse::<u64>(), last.parse::<u64>()) {
            (Ok(first), Ok(last)) if first <= last => first..=last.min(end),
            (Ok(first), Err(_)) if last.is_empty() => first..=end,
            (Err(_), Ok(length)) if first.is_empty() => {
                if length == 0 {
                    return Part::Outside;
                }
                size.saturating_sub(length)..=end
            }
            _ => return Part::Whole,
        };
        if *bytes.start() < size { Part::Bytes(bytes) } else { Part::Outside }
    }
}

/// Undoes percent-encoding. `None` when the result is not UTF-8 or the encoding is broken.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| u8::try_from(char::from(byte?).to_digit(16)?).ok();
            bytes.push(digit(rest.next())? * 16 + digit(rest.next())?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Writes status line and headers, and closes the connection with the response: simple, and quick enough on one machine.
pub(crate) fn write_head(mut stream: impl Write, status: &str, headers: &[(&str, &str)]) -> io::Result<()> {
    let mut head = format!("HTTP/1.1 {status}\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    head.push_str("Connection: close\r\n\r\n");
    stream.write_all(head.as_bytes())
}

/// The media type of a file by its extension.
pub(crate) fn media_type(path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    match extension.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_request_is_read() {
        #[track_caller]
        fn check(head: &str, expect: Option<(&str, &str, Option<&str>)>) {
            let request = Request::read(head.as_bytes()).unwrap();
            let parts = request.as_ref().map(|r| (r.method.as_str(), r.path.as_str(), r.range.as_deref()));
            assert_eq!(parts, expect);
        }
        check("GET / HTTP/1.1\r\nHost: x\r\n\r\n", Some(("GET", "/", None)));
        check("HEAD /a%20b.js?v=1 HTTP/1.1\r\nRANGE: bytes=0-1\r\n\r\n", Some(("HEAD", "/a b.js", Some("bytes=0-1"))));
        check("GET /%2e%2e/secret HTTP/1.1\r\n\r\n", Some(("GET", "/../secret", None)));
        check("GET /%ff HTTP/1.1\r\n\r\n", None);
        check("GET /%4 HTTP/1.1\r\n\r\n", None);
        check("GET /%+4 HTTP/1.1\r\n\r\n", None);
        check("GET http://elsewhere/ HTTP/1.1\r\n\r\n", None);
        check("GET / HTTP/1.1\r\nHost: x\r\n", None);
        check("nonsense\r\n\r\n", None);
        check("", None);
    }

    #[test]
    fn a_head_without_end_is_given_up() {
        let endless = io::Cursor::new(b"GET / HTTP/1.1\r\n".to_vec()).chain(io::repeat(b'x'));
        assert_eq!(Request::read(io::BufReader::new(endless)).unwrap(), None);
    }

    #[test]
    fn a_range_is_cut_to_the_file() {
        #[track_caller]
        fn check(range: &str, size: u64, expect: &Part) {
            let request = Request { method: "GET".into(), path: "/".into(), range: Some(range.into()) };
            assert_eq!(&request.part(size), expect);
        }
        check("bytes=0-9", 100, &Part::Bytes(0..=9));
        check("bytes=90-", 100, &Part::Bytes(90..=99));
        check("bytes=90-1000", 100, &Part::Bytes(90..=99));
        check("bytes=-10", 100, &Part::Bytes(90..=99));
        check("bytes=-1000", 100, &Part::Bytes(0..=99));
        check("bytes=100-", 100, &Part::Outside);
        check("bytes=-0", 100, &Part::Outside);
        check("bytes=0-", 0, &Part::Outside);
        check("bytes=9-0", 100, &Part::Whole);
        check("bytes=0-1,5-6", 100, &Part::Whole);
        check("lines=0-1", 100, &Part::Whole);
        check("bytes=x-y", 100, &Part::Whole);
    }
}
