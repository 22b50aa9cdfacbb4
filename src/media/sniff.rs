//! What a file is, told by its first bytes, so that a refusal can name what is wrong and how to mend it.

use infer::MatcherType;

/// What a file's first bytes say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// No bytes at all.
    Empty,
    /// MP4 or `QuickTime`.
    Mp4,
    /// WebM or Matroska.
    Matroska,
    /// AVI.
    Avi,
    /// MPEG program or transport stream (DVD, camcorder, broadcast).
    Mpeg,
    /// Windows Media.
    WindowsMedia,
    /// Another kind of film.
    OtherVideo,
    /// Sound.
    Audio,
    /// A picture.
    Image,
    /// Zip, gzip and the like; many programs' own files are zip archives.
    Archive,
    /// PDF, Word, Excel, …
    Document,
    /// Text in UTF-16, as some editors save it.
    Utf16Text,
    /// JSON text, such as a project file.
    Json,
    /// Other text.
    Text,
    /// None of these.
    Unknown,
}

impl FileKind {
    /// Whether it is a film or sound that some program can play.
    pub fn is_media(self) -> bool {
        use FileKind::{Audio, Avi, Matroska, Mp4, Mpeg, OtherVideo, WindowsMedia};
        matches!(self, Mp4 | Matroska | Avi | Mpeg | WindowsMedia | OtherVideo | Audio)
    }
}

/// Tells what a file is from its first bytes; a few hundred are enough.
pub fn sniff(head: &[u8]) -> FileKind {
    if head.is_empty() {
        return FileKind::Empty;
    }
    let text = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head);
    if text.trim_ascii_start().starts_with(b"{") {
        return FileKind::Json; // `{\n "moov"` would count as a QuickTime video
    }
    if head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]) {
        return FileKind::Utf16Text;
    }
    // Transport streams, which the library does not know, repeat a sync byte every 188 bytes, after a 4-byte time stamp on AVCHD cameras.
    let sync = |offset: usize| head.get(offset) == Some(&0x47);
    if (sync(0) && sync(188)) || (sync(4) && sync(196)) {
        return FileKind::Mpeg;
    }
    match infer::get(head) {
        Some(kind) => by_type(kind.matcher_type(), kind.mime_type()),
        None if is_text(head) => FileKind::Text,
        None => FileKind::Unknown,
    }
}

fn by_type(matcher: MatcherType, mime: &str) -> FileKind {
    match (matcher, mime) {
        (MatcherType::Video, "video/mp4" | "video/x-m4v" | "video/quicktime") => FileKind::Mp4,
        (MatcherType::Video, "video/x-matroska" | "video/webm") => FileKind::Matroska,
        (MatcherType::Video, "video/x-msvideo") => FileKind::Avi,
        (MatcherType::Video, "video/mpeg") => FileKind::Mpeg,
        (MatcherType::Video, "video/x-ms-wmv") => FileKind::WindowsMedia,
        (MatcherType::Video, _) => FileKind::OtherVideo,
        (MatcherType::Audio, _) => FileKind::Audio,
        (MatcherType::Image, _) => FileKind::Image,
        (MatcherType::Book | MatcherType::Doc, _) | (_, "application/pdf") => FileKind::Document,
        (MatcherType::Archive, _) => FileKind::Archive,
        (MatcherType::Text, _) => FileKind::Text,
        (MatcherType::App | MatcherType::Font | MatcherType::Custom, _) => FileKind::Unknown,
    }
}

/// UTF-8 without control characters; the cut at the end may fall within a character.
fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or(""),
        Err(_) => return false,
    };
    !valid.is_empty() && !valid.chars().any(|c| c.is_control() && !c.is_whitespace())
}

/// How the picture of a film is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VideoCodec {
    /// H.264 / AVC.
    H264,
    /// H.265 / HEVC: phones and newer cameras; many browsers cannot decode it.
    Hevc,
    /// MPEG-4 part 2 (`DivX`, Xvid).
    Mpeg4,
    /// Motion JPEG.
    Mjpeg,
    /// Apple `ProRes`.
    ProRes,
    /// AV1.
    Av1,
    /// VP9.
    Vp9,
}

/// The codec named in the ends of a file, where containers keep that name. Only for messages: a name in passing can mislead it.
pub fn video_codec(ends: &[&[u8]]) -> Option<VideoCodec> {
    let table: [(&[u8], VideoCodec); 16] = [
        (b"hvc1", VideoCodec::Hevc),
        (b"hev1", VideoCodec::Hevc),
        (b"V_MPEGH/ISO/HEVC", VideoCodec::Hevc),
        (b"avc1", VideoCodec::H264),
        (b"V_MPEG4/ISO/AVC", VideoCodec::H264),
        (b"apcn", VideoCodec::ProRes),
        (b"apch", VideoCodec::ProRes),
        (b"apcs", VideoCodec::ProRes),
        (b"av01", VideoCodec::Av1),
        (b"V_AV1", VideoCodec::Av1),
        (b"vp09", VideoCodec::Vp9),
        (b"V_VP9", VideoCodec::Vp9),
        (b"MJPG", VideoCodec::Mjpeg),
        (b"XVID", VideoCodec::Mpeg4),
        (b"DIVX", VideoCodec::Mpeg4),
        (b"mp4v", VideoCodec::Mpeg4),
    ];
    let holds = |needle: &[u8]| ends.iter().any(|end| end.windows(needle.len()).any(|window| window == needle));
    table.iter().find(|(name, _)| holds(name)).map(|(_, codec)| *codec)
}

/// The ffmpeg command that makes a file every browser plays: H.264 and AAC in MP4, constant frame rate kept as it is, a key frame every second so that
/// steps back are quick. Quoted for Windows, macOS and Linux shells alike.
pub fn conversion_command(file_name: &str) -> String {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    // A quote or a dollar sign in a name would end the quoting; such names are rare enough to be left to the user as a question mark.
    let safe = |name: &str| name.replace(['"', '$', '`', '\\', '\n', '\r'], "?");
    format!(
        "ffmpeg -i \"{}\" -c:v libx264 -crf 18 -pix_fmt yuv420p -force_key_frames \"expr:gte(t,n_forced)\" -c:a aac -movflags +faststart \"{} (converted).mp4\"",
        safe(file_name),
        safe(stem)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_tell_the_kind() {
        let transport: Vec<u8> = (0..400).map(|i| if i % 188 == 0 { 0x47 } else { 0xff }).collect();
        for (head, expect) in [
            (&b""[..], FileKind::Empty),
            (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41\0\0\0\x08free", FileKind::Mp4),
            (b"\x1a\x45\xdf\xa3\x93\x42\x82\x88matroska\x42\x87\x81\x01\x42\x85\x81\x01", FileKind::Matroska),
            (b"RIFF\x24\x10\x00\x00AVI LIST\xc0\0\0\0hdrlavih", FileKind::Avi),
            (b"RIFF\x24\x10\x00\x00WAVEfmt \x10\0\0\0", FileKind::Audio),
            (b"PK\x03\x04\x14\0\0\0\x08\0", FileKind::Archive),
            (b"%PDF-1.7\n1 0 obj\n", FileKind::Document),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", FileKind::Image),
            (b"\xff\xfea\0b\0", FileKind::Utf16Text),
            (&transport, FileKind::Mpeg),
            (b"\xef\xbb\xbf {\"a\":1}", FileKind::Json),
            ("caf\u{e9}\n".as_bytes(), FileKind::Text),
            (&"caf\u{e9}".as_bytes()[..4], FileKind::Text),
            (b"\x00\x01\x02", FileKind::Unknown),
        ] {
            let mut head = head.to_vec();
            if !matches!(expect, FileKind::Empty | FileKind::Text) {
                head.extend([0x9b, 0x80].repeat(200)); // the library wants more than the first few bytes
            }
            assert_eq!(sniff(&head), expect, "{head:?}");
        }
    }

    #[test]
    fn codecs_are_found_in_either_end() {
        assert_eq!(video_codec(&[b"....", b"stsd....hvc1...."]), Some(VideoCodec::Hevc));
        assert_eq!(video_codec(&[b"....V_VP9....", b""]), Some(VideoCodec::Vp9));
        assert_eq!(video_codec(&[b"", b"...."]), None);
    }

    #[test]
    fn the_command_names_the_file_and_cannot_be_escaped_from() {
        let command = conversion_command("Dyad 014.avi");
        assert!(command.starts_with("ffmpeg -i \"Dyad 014.avi\" "));
        assert!(command.ends_with("\"Dyad 014 (converted).mp4\""));
        assert!(!conversion_command("a\"; rm -rf $HOME; \".avi").contains("$HOME"));
    }
}
