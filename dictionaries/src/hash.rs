//! The stable hash that stands for a word or feature in every table.

/// 64-bit FNV-1a with a final mix, so that all bits are usable.
pub const fn hash64(bytes: &[u8]) -> u64 {
    let mut h: u64 = 0xcbf2_9ce4_8422_2325;
    let mut i = 0;
    while i < bytes.len() {
        h = (h ^ bytes[i] as u64).wrapping_mul(0x0000_0100_0000_01b3);
        i += 1;
    }
    mix(h)
}

/// 32 bits of [`hash64`]: the id of a base form.
pub const fn word_hash(word: &str) -> u32 {
    let h = hash64(word.as_bytes());
    (h ^ (h >> 32)) as u32
}

/// The finalizer of MurmurHash3 (public domain, Austin Appleby).
pub const fn mix(mut h: u64) -> u64 {
    h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    h ^ (h >> 33)
}

/// The key of a feature: its template and the ids of its parts.
pub const fn feature_key(template: u8, parts: &[u32]) -> u64 {
    let mut h = 0x9e37_79b9_7f4a_7c15 ^ (template as u64);
    let mut i = 0;
    while i < parts.len() {
        h = (h ^ parts[i] as u64).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h ^= h >> 29;
        i += 1;
    }
    h ^ (h >> 32)
}
