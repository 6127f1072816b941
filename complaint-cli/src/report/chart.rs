//! Periods in; bars and a line with their places in an SVG out.

use complaint_core::verdict::{Kind, Target};
use serde::Serialize;

use super::{book::Book, lists::Facet, periods::Periods, sheet::Number};

/// Size of the drawing and what is left for words at its foot and sides (on the
/// right half a date, which may stand below the last bar).
const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 180.0;
const FOOT: f64 = 20.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 30.0;
/// Words at the foot, at most.
const TICKS: usize = 10;

/// Bars of mails, and how angry complaints were.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    width: f64,
    height: f64,
    /// Key of the words for a period.
    step: &'static str,
    /// The number that the highest bar reaches.
    top: u64,
    bars: Vec<Bar>,
    /// `x,y` of the mean anger of each period with a complaint.
    anger: String,
}

#[derive(Debug, Serialize)]
struct Bar {
    label: String,
    /// Shown at the foot.
    tick: bool,
    x: f64,
    width: f64,
    /// From the foot upwards: calm, complaints, angry complaints.
    parts: [Part; 3],
    incoming: Number,
    complaints: Number,
    angry: Number,
    mean_anger: Option<f64>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Part {
    y: f64,
    height: f64,
}

impl Chart {
    pub(super) fn new(periods: &Periods, book: &mut Book<'_>) -> Self {
        let spans = &periods.spans;
        let incoming = |b: &Book<'_>, (from, to): &(String, String)| {
            b.count(Facet::Incoming, |d| d >= from.as_str() && d < to.as_str())
        };
        let top = spans.iter().map(|s| incoming(book, s)).max().unwrap_or(0).max(1);
        let slot = (WIDTH - LEFT - RIGHT) / spans.len().max(1) as f64;
        let every = spans.len().div_ceil(TICKS);
        let bars: Vec<Bar> = spans
            .iter()
            .enumerate()
            .map(|(i, span)| {
                let x = LEFT + slot * i as f64;
                let mut bar = Bar::new(span, (x, slot, top), book);
                bar.tick = i % every == 0;
                bar
            })
            .collect();
        let point = |b: &Bar| b.mean_anger.map(|m| format!("{:.1},{:.1}", b.x + b.width / 2.0, height_of(m / 4.0)));
        let anger = bars.iter().filter_map(point).collect::<Vec<_>>().join(" ");
        Self { width: WIDTH, height: HEIGHT, step: periods.step.key(), top, bars, anger }
    }
}

/// The y of a share of the height.
fn height_of(share: f64) -> f64 {
    (HEIGHT - FOOT) * (1.0 - share)
}

impl Bar {
    fn new((from, to): &(String, String), (x, slot, top): (f64, f64, u64), book: &mut Book<'_>) -> Self {
        let within = |d: &str| d >= from.as_str() && d < to.as_str();
        let [incoming, complaints, angry] = [Facet::Incoming, Facet::Kind(Kind::Complaint), Facet::Angry]
            .map(|f| book.over(f, (&format!("from-{from}"), from), within));
        let levels = (0..=4u8).map(|a| {
            let count = |t: &Target| book.count(Facet::TargetAnger(*t, a), within);
            Target::ALL.iter().map(count).sum::<u64>() * u64::from(a)
        });
        let sum: u64 = levels.sum();
        let mean_anger = (complaints.n > 0).then(|| (sum as f64 / complaints.n as f64 * 10.0).round() / 10.0);
        let mut y = HEIGHT - FOOT;
        let counts = [incoming.n.saturating_sub(complaints.n), complaints.n.saturating_sub(angry.n), angry.n];
        let parts = counts.map(|n| {
            let height = round((HEIGHT - FOOT) * n as f64 / top as f64);
            y -= height;
            Part { y: round(y), height }
        });
        let (x, width) = (round(x + slot * 0.1), round(slot * 0.8));
        Self { label: from.clone(), tick: false, x, width, parts, incoming, complaints, angry, mean_anger }
    }
}

fn round(x: f64) -> f64 {
    (x * 10.0).round() / 10.0
}
