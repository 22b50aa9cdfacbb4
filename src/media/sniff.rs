//! What a file is, told by its first bytes, so that a refusal can name what is wrong and how to mend it.

/// What a file's first bytes say it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// No bytes at all.
    Empty,
    /// MP4 or `QuickTime`.
    Mp4,
    /// `WebM` or Matroska.
    Matroska,
    /// AVI.
    Avi,
    /// MPEG program or transport stream (DVD, camcorder, broadcast).
    Mpeg,
    /// Windows Media.
    Asf,
    /// Flash video.
    Flv,
    /// Ogg.
    Ogg,
    /// WAV sound.
    Wav,
    /// MP3 sound.
    Mp3,
    /// A picture.
    Image,
    /// A zip archive, or an office document.
    Zip,
    /// PDF.
    Pdf,
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
        use FileKind::{Asf, Avi, Flv, Matroska, Mp3, Mp4, Mpeg, Ogg, Wav};
        matches!(self, Mp4 | Matroska | Avi | Mpeg | Asf | Flv | Ogg | Wav | Mp3)
    }
}

/// Tells what a file is from its first bytes; a few hundred are enough.
pub fn sniff(head: &[u8]) -> FileKind {
    let at = |offset: usize, magic: &[u8]| head.get(offset..offset + magic.len()) == Some(magic);
    if head.is_empty() {
        return FileKind::Empty;
    }
    if [&b"ftyp"[..], b"moov", b"mdat", b"wide", b"free", b"skip"].iter().any(|magic| at(4, magic)) {
        return FileKind::Mp4;
    }
    let table: [(usize, &[u8], FileKind); 17] = [
        (0, b"\x1a\x45\xdf\xa3", FileKind::Matroska),
        (8, b"AVI ", FileKind::Avi),
        (8, b"WAVE", FileKind::Wav),
        (8, b"WEBP", FileKind::Image),
        (0, b"\x00\x00\x01\xba", FileKind::Mpeg),
        (0, b"\x00\x00\x01\xb3", FileKind::Mpeg),
        (0, b"\x30\x26\xb2\x75", FileKind::Asf),
        (0, b"FLV\x01", FileKind::Flv),
        (0, b"OggS", FileKind::Ogg),
        (0, b"ID3", FileKind::Mp3),
        (0, b"\xff\xfb", FileKind::Mp3),
        (0, b"\xff\xf3", FileKind::Mp3),
        (0, b"\x89PNG", FileKind::Image),
        (0, b"\xff\xd8\xff", FileKind::Image),
        (0, b"GIF8", FileKind::Image),
        (0, b"PK\x03\x04", FileKind::Zip),
        (0, b"%PDF", FileKind::Pdf),
    ];
    if let Some((.., kind)) = table.iter().find(|(offset, magic, _)| at(*offset, magic)) {
        return *kind;
    }
    // Transport streams repeat a sync byte every 188 bytes, with a 4-byte time stamp before it on AVCHD cameras.
    if (at(0, b"\x47") && at(188, b"\x47")) || (at(4, b"\x47") && at(196, b"\x47")) {
        return FileKind::Mpeg;
    }
    if is_text(head) {
        let first = head.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xef\xbb\xbf".contains(byte));
        return if first == Some(&b'{') { FileKind::Json } else { FileKind::Text };
    }
    FileKind::Unknown
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
            (b"\x00\x00\x00\x20ftypisom", FileKind::Mp4),
            (b"\x1a\x45\xdf\xa3\x01", FileKind::Matroska),
            (b"RIFF\x00\x00\x00\x00AVI LIST", FileKind::Avi),
            (b"RIFF\x00\x00\x00\x00WAVEfmt ", FileKind::Wav),
            (&transport, FileKind::Mpeg),
            (b"\xef\xbb\xbf {\"a\":1}", FileKind::Json),
            ("caf\u{e9}\n".as_bytes(), FileKind::Text),
            (&"caf\u{e9}".as_bytes()[..4], FileKind::Text),
            (b"\x00\x01\x02", FileKind::Unknown),
        ] {
            assert_eq!(sniff(head), expect, "{head:?}");
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
