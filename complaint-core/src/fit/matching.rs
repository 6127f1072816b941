//! Facts as labelled and as found in; how many match out.

use unicode_normalization::UnicodeNormalization;

use super::metrics::Counts;

/// What does not count; the columns are described in the file.
const TABLE: &str = include_str!("matching.tsv");

/// A text inside another one must have at least this share of its length.
const LEAST_SHARE: f64 = 0.7;

fn rows(what: &str) -> impl Iterator<Item = &'static str> {
    TABLE
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| l.split_once('\t'))
        .filter(move |(w, _)| *w == what)
        .map(|(_, t)| t)
}

/// The text without width, spaces, punctuation and titles of people.
fn normalized(text: &str) -> String {
    let wide: String = text.nfkc().collect();
    let untitled = wide.strip_suffix('\n').unwrap_or(&wide);
    let untitled = rows("ending").find_map(|e| untitled.strip_suffix(e)).unwrap_or(untitled);
    let removed: Vec<char> = rows("remove").flat_map(str::chars).collect();
    untitled.chars().filter(|c| !c.is_whitespace() && !removed.contains(c)).collect()
}

/// Equal, or one inside the other with most of its length.
fn same(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (x, y) = (a.chars().count() as f64, b.chars().count() as f64);
    a == b || ((a.contains(b) || b.contains(a)) && x.min(y) >= LEAST_SHARE * x.max(y))
}

/// Matches each labelled fact with at most one found fact, in order.
pub(super) fn compare(gold: &[String], given: &[String]) -> Counts {
    let mut left: Vec<String> = given.iter().map(|t| normalized(t)).collect();
    let mut counts = Counts::default();
    for fact in gold.iter().map(|t| normalized(t)) {
        match left.iter().position(|l| same(&fact, l)) {
            Some(at) => {
                left.remove(at);
                counts.hits += 1;
            }
            None => counts.misses += 1,
        }
    }
    counts.false_alarms = left.len() as u32;
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_widths_and_spaces_do_not_count() {
        assert_eq!(normalized("「佐伯」 さん"), "佐伯");
        assert_eq!(normalized("３，９８０ 円"), "3980円");
        assert!(same("A-1023-4", "A-1023"));
        assert!(!same("A-1023-456", "A-1023"));
        assert!(!same("", ""));
    }

    #[test]
    fn each_fact_matches_once() {
        let texts = |l: &[&str]| l.iter().map(ToString::to_string).collect::<Vec<_>>();
        let c = compare(&texts(&["8月4日", "8月5日"]), &texts(&["8月4日", "8月4日", "9月1日"]));
        assert_eq!((c.hits, c.misses, c.false_alarms), (1, 1, 2));
    }
}
