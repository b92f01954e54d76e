//! The language, by its letters.

use crate::view::View;

/// About so many letters say enough. They are taken from all parts of the text: a page may begin in one script and go
/// on in another.
const SAMPLE: usize = 8000;
/// One traditional character in so many makes the script traditional; in such a text it is about every third.
const TRADITIONAL: usize = 8;

/// Code of the language (and script) and the block that shows it.
pub(super) fn of(views: &[View], original: &[char]) -> Option<(&'static str, usize)> {
    let (mut han, mut traditional, mut latin, mut mongolian, mut cyrillic, mut tibetan, mut arabic) =
        (0, 0, 0, 0, 0, 0, 0);
    let mut longest = (0, 0);
    let total: usize = views.iter().map(View::len).sum();
    let step = 1 + total / SAMPLE;
    let mut skip = 0;
    for (block, view) in views.iter().enumerate() {
        if view.len() > longest.1 {
            longest = (block, view.len());
        }
        let mut see = |folded: char, place: u32| {
            // Most are Han characters that stand as they are written today.
            let written = original.get(place as usize).copied().unwrap_or(folded);
            match folded {
                '\u{3400}'..='\u{9fff}' => {
                    han += 1;
                    if written != folded {
                        traditional += usize::from(written != '〇' && written != '○');
                    }
                }
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\u{1800}'..='\u{18af}' => mongolian += 1,
                '\u{400}'..='\u{4ff}' => cyrillic += 1,
                '\u{f00}'..='\u{fff}' => tibetan += 1,
                '\u{600}'..='\u{6ff}' => arabic += 1,
                _ => {}
            }
        };
        if step == 1 {
            view.chars.iter().zip(&view.at).for_each(|(c, at)| see(*c, *at));
            continue;
        }
        let mut at = skip;
        while let (Some(c), Some(place)) = (view.chars.get(at), view.at.get(at)) {
            see(*c, *place);
            at += step;
        }
        // The next block goes on in the same stride.
        skip = at.saturating_sub(view.len());
    }
    let han_text = if traditional * TRADITIONAL > han { "zh-Hant" } else { "zh-Hans" };
    // A Han character says about as much as a word of five letters.
    let counts = [
        (han * 3, han_text),
        (latin, "en"),
        (mongolian, "mn-Mong"),
        (cyrillic, "mn-Cyrl"),
        (tibetan, "bo"),
        (arabic, "ug"),
    ];
    counts.into_iter().filter(|(n, _)| *n > 0).max_by_key(|(n, _)| *n).map(|(_, code)| (code, longest.0))
}
