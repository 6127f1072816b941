//! What holds for any text: coverage, order, character boundaries, never
//! empty, time in proportion.

use complaint_core::text::NewestPart;
use proptest::prelude::*;

/// Both lists cover the body in order, on character boundaries, and a body
/// with text has a newest part with text.
pub(super) fn check(body: &str, part: &NewestPart) {
    let mut spans: Vec<_> = part.newest.clone();
    spans.extend(part.asides.iter().map(|aside| aside.span.clone()));
    spans.sort_by_key(|span| span.start);
    let mut end = 0;
    for span in &spans {
        assert_eq!(span.start, end, "a gap or an overlap in {body:?}: {part:?}");
        assert!(span.start < span.end && body.get(span.clone()).is_some());
        end = span.end;
    }
    assert_eq!(end, body.len());
    assert!(part.newest.is_sorted_by_key(|span| span.start));
    assert!(part.asides.is_sorted_by_key(|aside| aside.span.start));
    let blank = |text: &str| {
        text.chars()
            .all(|c| c.is_whitespace() || "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{2060}\u{feff}".contains(c))
    };
    assert!(blank(body) || !blank(&part.text(body)), "nothing newest in {body:?}: {part:?}");
}

#[test]
fn long_bodies_take_time_in_proportion() {
    let hostile = [
        "> a\n",
        "From: a@b.jp\nDate: 2024/01/01\nSubject: x\n\n",
        "お名前：x\n内容：y\n",
        "内容：\n",
        "----\n",
        "2024年1月1日 <a@b.jp>\n",
        "-----Original Message-----\nFrom: x\n\n",
        "【",
        "：",
        ">",
        "\r",
        "--- 1/11に送った文 ---\nx\n",
        "iPhoneから送信\n",
        "2024/01/01 ",
        "a@b",
        "-",
        "On 2024/01/01 10:00, X wrote:\n",
        "---------- Forwarded message ---------\n",
        "《\n》\n",
        "佐藤\n03-0000-0000\n",
        "本メールは機密。",
        "x\n----\n",
        "From: x\n\n",
        "a\n> b\n",
    ];
    for piece in hostile {
        let time = |bytes: usize| {
            let body = piece.repeat(bytes / piece.len());
            let start = std::time::Instant::now();
            check(&body, &NewestPart::find(&body));
            start.elapsed()
        };
        let (one, eight) = (time(50_000), time(400_000));
        // Quadratic would be 64 times; the machine may be busy.
        assert!(eight < one * 30 + std::time::Duration::from_millis(300), "{piece:?}: {one:?}, {eight:?}");
    }
}

/// Lines that mean something here, in any order.
fn piece() -> impl Strategy<Value = String> {
    let lines = [
        "困る。",
        "",
        "> 前",
        "＞ 前",
        ">_<",
        "----",
        "-- ",
        "佐藤 花子",
        "TEL 03-0000-0000",
        "iPhoneから送信",
        "2024年1月1日(月) 10:00 山田 <a@example.jp>:",
        "On Mon, 1 Jan 2024 at 10:00, X",
        "<a@b.jp> wrote:",
        "-----Original Message-----",
        "差出人: a@b.jp",
        "送信日時: 2024/01/01",
        "件名: x",
        "宛先: y",
        "---------- Forwarded message ---------",
        "【お名前】佐藤",
        "【お問い合わせ内容】",
        "【お問い合わせ内容】x",
        "お名前：x",
        "内容：y",
        "--- 1/11に送った文 ---",
        "本メールは機密です。破棄してください。",
        "Do You Yahoo!?",
        "《",
        "》x",
        "送信日時: 2024/01/01",
        "　",
        "\u{200b}",
    ];
    prop_oneof![
        8 => prop::sample::select(lines.map(str::to_owned).to_vec()),
        1 => "\\PC{0,20}",
        1 => "[>＞|》 【】：:0-9@a-z\\-\u{3042}]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn laws_hold_for_any_text(body in any::<String>()) {
        check(&body, &NewestPart::find(&body));
    }

    #[test]
    fn laws_hold_for_lines_of_mail(
        lines in prop::collection::vec((piece(), prop::sample::select(vec!["\n", "\r\n", "\r"])), 0..30),
    ) {
        let body: String = lines.into_iter().map(|(line, end)| line + end).collect();
        check(&body, &NewestPart::find(&body));
    }
}
