//! Every number of a statement, with its class.

use super::range::ranges;
use super::token::{Reader, Step, Token, begins_number};
use super::words::RecogniseWords;
use super::{NumberClass, NumberItem};
use crate::number::{digit, is_numeral};
use crate::quantity::{Quantity, Scanner, Shape};
use crate::time::{Time, TimeKind};

/// What is known of the statement a number stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) words: &'a RecogniseWords,
    pub(super) scanner: &'a Scanner,
    pub(super) quantities: &'a [Quantity],
    pub(super) times: &'a [Time],
}

/// Every number of `text`, and every range, in order of place; of two that begin together the longer comes first.
pub(super) fn numbers(text: &[char], setting: &Setting<'_>) -> Vec<NumberItem> {
    let reader = Reader { text, words: setting.words, scanner: setting.scanner };
    let tokens = tokens(&reader, setting);
    let mut out = ranges(&reader, &tokens);
    for (token, class) in tokens {
        if token.class == NumberClass::Range {
            continue;
        }
        if let Some(inner) = token.inner {
            out.push(NumberItem {
                range: token.number.clone(),
                value: Some(inner.normalized()),
                low: None,
                high: None,
                ends: None,
                class: NumberClass::Cardinal,
            });
        }
        out.push(NumberItem {
            range: token.range,
            value: token.value.map(crate::Value::normalized),
            low: None,
            high: None,
            ends: None,
            class,
        });
    }
    out.sort_by_key(|n| (n.range.start, std::cmp::Reverse(n.range.end), n.class != NumberClass::Range));
    out
}

fn tokens(reader: &Reader<'_>, setting: &Setting<'_>) -> Vec<(Token, NumberClass)> {
    let mut out: Vec<(Token, NumberClass)> = Vec::new();
    let (mut quantity, mut time) = (0, 0);
    let mut at = 0;
    while let Some(&c) = reader.text.get(at) {
        if !(c.is_ascii_alphanumeric() || matches!(c, '第' | '对' | '负' | '-') || begins_number(c)) {
            at += 1;
            continue;
        }
        while setting.times.get(time).is_some_and(|t| t.range.end <= at) {
            time += 1;
        }
        let inside = setting.times.get(time).filter(|t| t.range.start <= at);
        if inside.is_some_and(|t| t.kind == TimeKind::Plan) && !c.is_ascii_alphanumeric() && c != '第' {
            // “十四五” is the name of a plan; 十四 and 五 are no numbers of their own.
            let run = reader.text.iter().skip(at).take_while(|c| is_numeral(**c)).count().max(1);
            at += run;
            continue;
        }
        let token = match reader.step(at) {
            Step::To(to) => {
                at = to.max(at + 1);
                continue;
            }
            Step::Number(token) => token,
        };
        at = token.range.end.max(at + 1);
        while setting.quantities.get(quantity).is_some_and(|q| q.range.end <= token.number.start) {
            quantity += 1;
        }
        let mut class = token.class;
        if class == NumberClass::Cardinal {
            if inside.is_some_and(|t| !matches!(t.kind, TimeKind::Duration | TimeKind::Frequency | TimeKind::Now)) {
                class = NumberClass::Date;
            } else if setting
                .quantities
                .get(quantity)
                .is_some_and(|q| q.range.start < token.number.end && names(reader.text, q, &token))
            {
                class = NumberClass::Name;
            }
        }
        out.push((token, class));
    }
    out
}

/// Whether the number counts the parts of a slogan: 三大攻坚战, “两个屏障”; not “五”.
fn names(text: &[char], quantity: &Quantity, token: &Token) -> bool {
    let quoted = token.range.start.checked_sub(1).and_then(|i| text.get(i)) == Some(&'“');
    let alone = quoted && text.get(token.range.end) == Some(&'”');
    // Without a measure word and outside quotes the numeral stands for itself: 是四不是五.
    let slogan = quantity.unit.is_some() || quantity.rule == "name.quoted" || text.get(token.range.end) == Some(&'大');
    quantity.shape == Shape::Name && slogan && !alone || side_by_side(text, token, quantity)
}

/// Two digits side by side that nothing follows to be counted are a name more often than a number: 九九, 三八.
fn side_by_side(text: &[char], token: &Token, quantity: &Quantity) -> bool {
    token.range.len() == 2
        && quantity.unit.is_none()
        && text.get(token.range.clone()).is_some_and(|w| w.iter().all(|c| digit(*c).is_some_and(|d| d > 0)))
}
