//! Defects of bodies one by one: what comes out, and which warning names the loss.

use complaint_core::mail::{Mail, warning};

use super::encode;

fn parse(header: &[u8], body: &[u8]) -> Mail {
    let mail = [b"From: a@example.jp\nDate: Thu, 07 Aug 2025 21:14:00 +0900\n", header, b"\n\n", body].concat();
    Mail::parse(&mail).unwrap()
}

fn body(content_type: &str, bytes: &[u8]) -> Mail {
    parse(format!("Content-Type: {content_type}").as_bytes(), bytes)
}

fn codes(mail: &Mail) -> Vec<&str> {
    mail.warnings.iter().map(|warning| warning.code.as_str()).collect()
}

#[test]
fn bodies() {
    let jis = "text/plain; charset=iso-2022-jp";
    let cases: Vec<(&str, Vec<u8>, &str, &[&str])> = vec![
        (jis, b"\x1b$B$3$l\x1b(B\x1b$B$O\x1b(B".to_vec(), "これは", &[]),
        (jis, b"\x1b$B$3$l\n$3".to_vec(), "これ\n$3", &[]),
        (jis, b"\x1b$B$3$l\x1b(B\x1b".to_vec(), "これ", &[]),
        (jis, b"\x1b$B$3$l\x1b$".to_vec(), "これ", &[]),
        (jis, b"\x1b$B-!-j\x1b(B".to_vec(), "①㈱", &[]),
        (jis, b"\x1b(I123\x1b(B".to_vec(), "ｱｲｳ", &[]),
        (jis, b"\x0e123\x0fA".to_vec(), "ｱｲｳA", &[]),
        (jis, b"\x1b$B$3\x1b(B\xb1\xb2".to_vec(), "こｱｲ", &[]),
        (jis, b"\x1b(J\\1,000~\x1b(B".to_vec(), "\u{A5}1,000~", &[]),
        (jis, b"\x1b$@$3\x1b(J".to_vec(), "こ", &[]),
        (jis, b"\x1b$(D\"/\x1b(B".to_vec(), "˘", &[]),
        (jis, b"\x1b$Bu!\x1b(B".to_vec(), "〓", &[warning::EMOJI_REPLACED]),
        (jis, b"\x1b$GFj\x0fA".to_vec(), "〓〓A", &[warning::EMOJI_REPLACED]),
        ("text/plain; charset=shift_jis", b"\xf8\x9f".to_vec(), "〓", &[warning::EMOJI_REPLACED]),
        ("text/plain", b"\x1b$B$3$l\x1b(B".to_vec(), "これ", &[warning::CHARSET_GUESSED]),
        ("text/plain; charset=", "これ".as_bytes().to_vec(), "これ", &[warning::CHARSET_GUESSED]),
        ("text/plain; charset=utf-8", b"a\xffb".to_vec(), "a\u{FFFD}b", &[warning::BYTES_REPLACED]),
        ("text/plain; charset=us-ascii", b"plain".to_vec(), "plain", &[]),
        ("text/plain; charset=iso-8859-1", b"d\xe9j\xe0 vu".to_vec(), "déjà vu", &[]),
        ("text/plain; charset=shift_jis", b"\xd4\xcf\xc0\xde \xca\xc5\xba".to_vec(), "ﾔﾏﾀﾞ ﾊﾅｺ", &[]),
        ("text/plain; charset=euc-kr", encode::text("안녕하세요", "euc-kr"), "안녕하세요", &[]),
        ("text/plain; charset=gb2312", encode::text("你好，世界", "gbk"), "你好，世界", &[]),
        ("text/plain", b"d\xe9j\xe0 vu, gar\xe7on".to_vec(), "déjà vu, garçon", &[warning::CHARSET_GUESSED]),
        ("text", "これ".as_bytes().to_vec(), "これ", &[warning::CHARSET_GUESSED]),
        ("application/octet-stream", b"text".to_vec(), "text", &[warning::BODY_RAW]),
        ("text/plain; charset=utf-8", b" \n\n".to_vec(), "", &[warning::NO_TEXT]),
        ("text/html; charset=utf-8", b"<p> </p>".to_vec(), "", &[warning::NO_TEXT]),
        ("text/html; charset=utf-8", b"a&lt;b&gt;&amp;&nbsp;&#x3042;&yen;1".to_vec(), "a<b>& あ\u{A5}1", &[]),
        ("text/html; charset=utf-8", "長い\n  文を \n折る a\nb".as_bytes().to_vec(), "長い文を折る a b", &[]),
        ("text/html; charset=utf-8", b"<ol start=3><li>a<li>b</ol>c".to_vec(), "3. a\n4. b\nc", &[]),
        ("text/html; charset=utf-8", b"<table><tr><th>a<td>b<tr><td>c</table>".to_vec(), "a\tb\nc", &[]),
        (
            "text/html; charset=utf-8",
            b"a<br><br>b<p>c</p>d<pre>e\n  f</pre>".to_vec(),
            "a\n\nb\n\nc\n\nd\n\ne\n  f",
            &[],
        ),
        ("text/html; charset=utf-8", b"<!--x--><![if !vml]>a<style>b".to_vec(), "a", &[]),
    ];
    for (content_type, bytes, expected, warnings) in cases {
        let mail = body(content_type, &bytes);
        let what = format!("{content_type}: {}", String::from_utf8_lossy(&bytes));
        assert_eq!(mail.body, expected, "{what}");
        assert_eq!(codes(&mail), warnings, "{what}");
    }
}
