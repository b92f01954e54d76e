//! decode(encode(text)) == text, for every encoding that is read.

use encoding_rs::{BIG5, GB18030};
use luoshi_document::{Document, FaultKind, decode, decode_owned};
use proptest::prelude::*;

/// Sentences of a city that does not exist.
pub(crate) const SIMPLIFIED: &[&str] = &[
    "过去五年，云岭市地区生产总值由812.4亿元增加到1205.6亿元，年均增长6.8%。",
    "全市粮食总产量达到320万吨，牧业年度牲畜存栏稳定在480万头只以上。",
    "一、五年工作回顾",
    "“十四五”期间，新增城镇就业12.6万人，城镇登记失业率控制在4%以内。",
    "城乡居民人均可支配收入分别增长7.1%和8.9%。",
    "（三）坚决打好污染防治攻坚战，森林覆盖率提高1.5个百分点。",
    "新建改造农村公路2,350公里；完成老旧小区改造86个、惠及1.9万户。",
    "各位代表：现在，我代表市人民政府作工作报告，请予审议。",
    "到2028年，绿化覆盖率达到45%以上，单位GDP能耗下降13.5%。",
];

pub(crate) const TRADITIONAL: &[&str] = &[
    "過去五年，雲嶺市地區生產總值由812.4億元增加到1205.6億元，年均增長6.8%。",
    "全市糧食總產量達到320萬噸，牲畜存欄穩定在480萬頭以上。",
    "一、五年工作回顧",
    "城鄉居民收入分別增長7.1%和8.9%，新增就業12.6萬人。",
    "（三）堅決完成國家計劃，鋼鐵產量比上年增加一倍。",
    "我們的任務是發展工業和農業，改善人民的生活。",
    "各位代表：現在，我代表政府向大會報告工作，請予審議。",
];

fn text(sentences: &'static [&'static str]) -> impl Strategy<Value = String> {
    let end = prop::sample::select(vec!["\n", "\r\n", "", "\n\n"]);
    prop::collection::vec((prop::sample::select(sentences), end), 1..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(sentence, end)| [sentence, end]).collect())
}

fn read(bytes: &[u8]) -> Document {
    decode(bytes, "x.txt").expect("a text")
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

fn check(bytes: &[u8], text: &str, encoding: &str, mark: bool) {
    let document = read(bytes);
    assert_eq!((document.text.as_str(), document.encoding, document.mark), (text, encoding, mark));
    assert!(document.faults.is_empty(), "{:?}", document.faults);
    assert_eq!(decode_owned(bytes.to_vec(), "x.txt").expect("a text"), document);
}

proptest! {
    #[test]
    fn every_encoding_gives_the_text_back(text in text(SIMPLIFIED)) {
        check(text.as_bytes(), &text, "utf-8", false);
        check(&[b"\xef\xbb\xbf", text.as_bytes()].concat(), &text, "utf-8", true);
        check(&[&b"\xff\xfe"[..], &wide(&text, u16::to_le_bytes)].concat(), &text, "utf-16le", true);
        check(&[&b"\xfe\xff"[..], &wide(&text, u16::to_be_bytes)].concat(), &text, "utf-16be", true);
        check(&wide(&text, u16::to_le_bytes), &text, "utf-16le", false);
        check(&wide(&text, u16::to_be_bytes), &text, "utf-16be", false);
        check(&GB18030.encode(&text).0, &text, "gb18030", false);
        check(&[b"\x84\x31\x95\x33", &*GB18030.encode(&text).0].concat(), &text, "gb18030", true);
    }

    #[test]
    fn traditional_text_in_either_legacy_encoding(text in text(TRADITIONAL)) {
        check(&BIG5.encode(&text).0, &text, "big5", false);
        check(&GB18030.encode(&text).0, &text, "gb18030", false);
    }

    #[test]
    fn any_bytes_give_a_text_whose_faults_are_in_place(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        super::hostile::sound(&bytes);
    }

    #[test]
    fn any_pieces_of_markup_and_text(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                &b"<!doctype html>"[..], b"<div>", b"</div>", b"<div class=content>", b"<nav>", b"</nav>", b"<p>", b"</p>",
                b"<table>", b"</table>", b"<tr>", b"</tr>", b"<td rowspan=3>", b"<td colspan=2>", b"</td>", b"<h2>", b"</h1>",
                b"<a href=x>", b"</a>", b"<ul><li>", b"<li>", b"</ul>", b"<span hidden>", b"</span>", b"<b>", b"<!--", b"-->",
                b"<script>", b"</script>", b"<title>", b"</title>", b"<pre>", b"<svg/>", b"<br>", b"&nbsp;", b"&#", b"&lt;",
                b"\"", b"'", b"=", b">", b"<", b" ", b"\n", b"\0", b"\xff", b"\xe5\xb8", b"\xc0\x80", b"\xed\xa0\x80",
                "全市新增就业3.2万人。".as_bytes(), "来源：日报".as_bytes(), "一".as_bytes(), b"\xc8\xab\xca\xd0\n",
            ]),
            0..60,
        ),
    ) {
        super::hostile::sound(&pieces.concat());
        super::hostile::sound(&[&b"<html><body>"[..], &pieces.concat()].concat());
    }

    #[test]
    fn any_change_to_a_legacy_text(
        text in text(SIMPLIFIED),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..20),
    ) {
        let mut bytes = GB18030.encode(&text).0.into_owned();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        super::hostile::sound(&bytes);
    }

    #[test]
    fn a_damaged_text_keeps_all_that_was_sound(
        text in text(SIMPLIFIED),
        damage in prop::collection::vec((any::<prop::sample::Index>(), 0xF8_u8..=0xFF), 1..4),
    ) {
        // Bytes put between characters: exactly these become U+FFFD.
        let mut bytes: Vec<Vec<u8>> = text.chars().map(|c| c.to_string().into_bytes()).collect();
        for (place, byte) in &damage {
            let at = place.index(bytes.len());
            bytes[at].insert(0, *byte);
        }
        let document = read(&bytes.concat());
        assert_eq!(document.encoding, "utf-8");
        assert_eq!(document.text.chars().filter(|c| *c != '\u{FFFD}').collect::<String>(), text);
        assert_eq!(document.text.chars().filter(|c| *c == '\u{FFFD}').count(), damage.len());
        let listed: u32 = document.faults.iter().map(|fault| fault.span.end - fault.span.start).sum();
        assert_eq!(listed as usize, damage.len());
        super::hostile::sound(&bytes.concat());
    }
}

#[test]
fn single_short_sentences() {
    for text in ["落实", "增长6.5%", "粮食产量", "一、总则", "到2025年"] {
        assert_eq!(read(&GB18030.encode(text).0).text, text);
    }
    for text in ["糧食產量", "國務院總理", "增長百分之六", "政府工作報告"] {
        assert_eq!(read(&BIG5.encode(text).0).text, text);
    }
    for text in ["全市粮食总产量", "开工率85%"] {
        assert_eq!(read(&wide(text, u16::to_le_bytes)).text, text);
        assert_eq!(read(&wide(text, u16::to_be_bytes)).text, text);
    }
    // The pair of characters that made an old editor famous: its GBK bytes are well-formed UTF-8 but for one.
    assert_eq!(read(&GB18030.encode("联通").0).text, "联通");
    assert_eq!(read(b"").text, "");
    assert_eq!(read(b"\xef\xbb\xbf").text, "");
    assert_eq!(read(b"\xff\xfe").text, "");
}

#[test]
fn gb18030_of_2022() {
    // Characters moved out of the private area in 2022, and the four-byte forms that took their old places.
    for (bytes, c) in [
        (&b"\xa6\xd9"[..], '\u{FE10}'),
        (b"\xa6\xed", '\u{FE18}'),
        (b"\xfe\x59", '\u{9FB4}'),
        (b"\xfe\xa0", '\u{9FBB}'),
        (b"\xa8\xbc", '\u{1E3F}'),
        (b"\x81\x35\xf4\x37", '\u{E7C7}'),
        (b"\x95\x32\x90\x31", '\u{20087}'),
        (b"\x82\x35\x8f\x33", '\u{9FA6}'),
    ] {
        let sentence = GB18030.encode("云岭市的地名，人名用字：").0;
        let document = read(&[&*sentence, bytes].concat());
        assert_eq!(document.text.chars().next_back(), Some(c), "{bytes:02x?}");
        assert!(document.faults.is_empty());
    }
}

#[test]
fn two_encodings_in_one_file() {
    let (first, second, third) = (SIMPLIFIED[0], SIMPLIFIED[1], SIMPLIFIED[3]);
    let bytes = [first.as_bytes(), b"\n", first.as_bytes(), b"\n", &GB18030.encode(second).0, b"\n", third.as_bytes()];
    let document = read(&bytes.concat());
    assert_eq!(document.text, [first, "\n", first, "\n", second, "\n", third].concat());
    assert_eq!(document.encoding, "utf-8");
    assert_eq!(document.faults.len(), 1);
    assert_eq!(document.faults[0].kind, FaultKind::OtherEncoding("gb18030"));
    let run: String = document.text.chars().take(document.faults[0].span.end as usize).collect();
    assert!(run.ends_with(&format!("{second}\n")));

    let gb = GB18030.encode(first).0;
    let document = read(&[&*gb, b"\n", &*gb, b"\n", &*gb, b"\n", second.as_bytes(), b"\n", &*gb].concat());
    assert_eq!(document.text, [first, "\n", first, "\n", first, "\n", second, "\n", first].concat());
    assert_eq!(document.encoding, "gb18030");
    assert_eq!(document.faults.len(), 1);
    assert_eq!(document.faults[0].kind, FaultKind::OtherEncoding("utf-8"));
}

#[test]
fn english_with_the_quotes_of_windows() {
    let document = read(b"The council\x92s plan \x96 \x93Growing together\x94 \x96 adds 1,200 homes by 2030.\n");
    assert_eq!(document.text, "The council’s plan – “Growing together” – adds 1,200 homes by 2030.\n");
    assert_eq!(document.encoding, "windows-1252");
}

#[test]
fn utf7_stays_what_it_is() {
    let document = read(b"+/v8- +ADw-script+AD4- 6.5%");
    assert_eq!(document.text, "+/v8- +ADw-script+AD4- 6.5%");
}
