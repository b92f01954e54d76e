//! Reports made of pieces: from any bytes a text that looks like a page, so that chance reaches the grammar and not only
//! its first look at a character.

/// Pieces of reports, of an invented region. A few are no words at all: what pages and people add.
const PIECES: &[&str] = &[
    "全市",
    "粮食产量",
    "地区生产总值",
    "城镇居民人均可支配收入",
    "新增就业",
    "水稻种植面积",
    "森林覆盖率",
    "单位GDP能耗",
    "每万人口发明专利拥有量",
    "城乡低保标准",
    "贫困人口",
    "新建",
    "改造",
    "达到",
    "增长",
    "下降",
    "提高到",
    "增加到",
    "降至",
    "由",
    "从",
    "到",
    "至",
    "其中",
    "分别",
    "分别增长",
    "同比增长",
    "比上年",
    "与2005年相比",
    "高于全国",
    "位居全省",
    "占",
    "年均",
    "累计",
    "完成",
    "实现",
    "突破",
    "超过",
    "不低于",
    "不超过",
    "约",
    "近",
    "以上",
    "以下",
    "左右",
    "以内",
    "余",
    "多",
    "翻一番",
    "翻两番",
    "增长近一倍",
    "3.5倍",
    "第3位",
    "全国首位",
    "第六次",
    "三大",
    "两个",
    "一带",
    "“十四五”",
    "市委",
    "云泽市",
    "通辽市",
    "人民政府",
    "办公室",
    "县委书记",
    "副市长",
    "林远山",
    "同志",
    "强调",
    "工程",
    "规划",
    "行动",
    "国家",
    "示范区",
    "授予",
    "荣获",
    "称号",
    "先进集体",
    "全国文明城市",
    "有限公司",
    "云政发〔2023〕12号",
    "十三五",
    "“",
    "”",
    "《",
    "》",
    "（",
    "）",
    "(",
    ")",
    "、",
    "，",
    "。",
    "；",
    "：",
    "！",
    "…",
    "—",
    "－",
    "～",
    "-",
    "/",
    "·",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2028}",
    "\t",
    " ",
    "　",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "</script>",
    "一、",
    "（二）",
    "3.",
    "第四章 ",
    "# ",
    "第十二条　",
    "（图）",
    "图为",
    "△",
    "本报记者 林青 摄",
    "（周原 摄）",
    "■ ",
    "今年",
    "去年",
    "五年来",
    "到2030年",
    "2025年",
    "二〇二六年",
    "3月15日",
    "13月32日",
    "上半年",
    "年底前",
    "前三季度",
    "1",
    "2",
    "12",
    "0",
    "3.14",
    "6.5%",
    "6.5％",
    "0.3个百分点",
    "百分之七",
    "千分之二",
    "三分之一",
    "1/3",
    "0分之1",
    "八成",
    "六成多",
    "15，750，000",
    "1,234",
    "1 2 3",
    "１２３",
    "两万三千",
    "2万2千",
    "百余",
    "几十",
    "上千",
    "零",
    "〇",
    "O",
    "l",
    "一",
    "十",
    "百",
    "千",
    "万",
    "亿",
    "万亿",
    "亩",
    "公顷",
    "平方公里",
    "斤",
    "万吨",
    "亿元",
    "元/吨",
    "万千瓦",
    "亿千瓦时",
    "人次",
    "户",
    "套",
    "个",
    "%",
    "‰",
    "个百分点",
    "美元",
    "立方米",
    "吨标准煤",
    "倍",
    "位",
    "岁",
    "元",
    "云泽市",
    "青河县",
    "呼伦贝尔",
    "北京",
    "我省",
    "城镇",
    "农村",
    "规模以上",
    "發展",
    "糧食產量",
    "萬億",
    "Development",
    "GDP",
    "5G",
    "99999999999999999999999999999999",
    "0.00000000000000000000000000001",
    "1e400",
    "①",
    "㈠",
    "Ⅲ",
    "½",
    "٣",
    "𠀀",
    "👷",
];

/// A stream of choices taken from bytes; when they are used up it goes on from what they were.
#[derive(Debug)]
pub struct Chance<'a> {
    bytes: &'a [u8],
    state: u64,
}

impl<'a> Chance<'a> {
    pub fn new(bytes: &'a [u8], seed: u64) -> Self {
        Self { bytes, state: seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1 }
    }

    /// Whether bytes remain.
    pub fn more(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// The next number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        if let Some((first, rest)) = self.bytes.split_first_chunk::<2>() {
            self.bytes = rest;
            return usize::from(u16::from_le_bytes(*first)) % limit.max(1);
        }
        self.bytes = &[];
        // xorshift64
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % limit.max(1)
    }
}

/// A text of about `length` pieces; now and then a stretch comes twice, as on torn pages, or a piece many times.
pub fn text(chance: &mut Chance<'_>, length: usize) -> String {
    let mut out = String::new();
    for _ in 0..length {
        match chance.below(64) {
            0 => {
                let from = chance.below(out.len() + 1);
                let from = (from..=out.len()).find(|i| out.is_char_boundary(*i)).unwrap_or(out.len());
                let again: String = out[from..].chars().take(200).collect();
                out.push_str(&again);
            }
            1 => {
                let piece = PIECES[chance.below(PIECES.len())];
                for _ in 0..chance.below(40) {
                    out.push_str(piece);
                }
            }
            2 => out.extend(char::from_u32(chance.below(0x3000) as u32)),
            3 => out.extend(char::from_u32(0x4E00 + chance.below(0x5000) as u32)),
            4..10 => out.push_str("。\n"),
            _ => out.push_str(PIECES[chance.below(PIECES.len())]),
        }
    }
    out
}

/// `text` with a few characters changed, left out, doubled or moved.
pub fn mutated(text: &str, chance: &mut Chance<'_>, changes: usize) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..changes {
        if chars.is_empty() {
            break;
        }
        let at = chance.below(chars.len());
        let end = (at + 1 + chance.below(12)).min(chars.len());
        match chance.below(6) {
            0 => drop(chars.drain(at..end)),
            1 => chars.insert(at, '\n'),
            2 => {
                let piece: Vec<char> = chars[at..end].to_vec();
                let to = chance.below(chars.len() + 1);
                chars.splice(to..to, piece);
            }
            3 => {
                let piece = PIECES[chance.below(PIECES.len())];
                chars.splice(at..at, piece.chars());
            }
            4 => chars[at] = chars[end - 1],
            _ => chars.swap(at, end - 1),
        }
    }
    chars.into_iter().collect()
}
