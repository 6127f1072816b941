//! Gzip and zstd, told by their first bytes.

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::input::Input;

const GZIP: &[u8] = &[0x1F, 0x8B];
const ZSTD: &[u8] = &[0x28, 0xB5, 0x2F, 0xFD];

/// A zstd frame that carries no content: `50`–`5F`, `2A 4D 18`.
const ZSTD_SKIPPABLE: &[u8] = &[0x2A, 0x4D, 0x18];

/// The stream decompressed, where it is compressed.
pub(super) fn decompressed(reader: Box<dyn Read + Send>) -> io::Result<Input> {
    let mut input = Input::new(reader);
    let head = input.peek(4)?;
    if head.starts_with(GZIP) {
        Ok(Input::new(Box::new(MultiGzDecoder::new(input))))
    } else if head.starts_with(ZSTD) || is_skippable(head) {
        Ok(Input::new(Box::new(ZstdFrames::Between(input))))
    } else {
        Ok(input)
    }
}

/// Whether a stream that begins with these bytes (four are enough) is gzip or zstd.
pub fn is_compressed(head: &[u8]) -> bool {
    head.starts_with(GZIP) || head.starts_with(ZSTD) || is_skippable(head)
}

fn is_skippable(head: &[u8]) -> bool {
    head.first().is_some_and(|first| first & 0xF0 == 0x50) && head[1..].starts_with(ZSTD_SKIPPABLE)
}

/// Reads frame after frame; the decoder knows only one.
enum ZstdFrames {
    Between(Input),
    Inside(Box<StreamingDecoder<Input, ruzstd::decoding::FrameDecoder>>),
    Done,
}

impl Read for ZstdFrames {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if into.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(self, Self::Done) {
                Self::Done => return Ok(0),
                Self::Between(input) => *self = next_frame(input)?,
                Self::Inside(mut decoder) => {
                    let read = decoder.read(into)?;
                    if read > 0 {
                        *self = Self::Inside(decoder);
                        return Ok(read);
                    }
                    *self = Self::Between(decoder.into_inner());
                }
            }
        }
    }
}

fn next_frame(mut input: Input) -> io::Result<ZstdFrames> {
    loop {
        let head = input.peek(8)?;
        if head.is_empty() {
            return Ok(ZstdFrames::Done);
        }
        let skipped = match head {
            [_, _, _, _, a, b, c, d] if is_skippable(&head[..4]) => u64::from(u32::from_le_bytes([*a, *b, *c, *d])) + 8,
            _ => break,
        };
        io::copy(&mut input.by_ref().take(skipped), &mut io::sink())?;
    }
    let decoder = StreamingDecoder::new(input).map_err(io::Error::other)?;
    Ok(ZstdFrames::Inside(Box::new(decoder)))
}
