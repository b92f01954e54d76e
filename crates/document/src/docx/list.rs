//! The numbers of lists: Word stores how to count, and counts when it shows the page.

use super::numeral::Form;
use super::style::{Numbered, Style, Styles, font_of};
use super::symbol;
use crate::package::PackageError;
use crate::package::xml::{Element, Space, Step, Xml};
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;
/// Characters of a label. Word allows a few dozen.
const LABEL: usize = 100;

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    form: Form,
    /// `第%1章`, `%1.%2`.
    label: String,
    /// All numbers in digits, whatever their levels say.
    legal: bool,
    /// The level after which it begins anew: 0 for never, else counted from 1; the one above where nothing is said.
    restart: Option<u32>,
    /// The style of paragraphs that stand on this level.
    style: Option<String>,
    font: Option<String>,
    hidden: bool,
}

#[derive(Debug, Clone, Default)]
struct Pattern {
    levels: Vec<Level>,
    /// A style that names the list whose pattern is meant.
    through: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    pattern: u32,
    /// Levels that begin elsewhere or look otherwise.
    starts: HashMap<u32, u32>,
    levels: HashMap<u32, Level>,
}

/// The lists of a file, and how far each has been counted.
#[derive(Default)]
pub(super) struct Lists {
    patterns: HashMap<u32, Pattern>,
    known: HashMap<u32, List>,
    /// By pattern: lists of one pattern count on from each other.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists that have begun at a level where they are to begin anew.
    begun: std::collections::HashSet<(u32, usize)>,
}

impl Lists {
    pub(super) fn read(text: &str) -> Result<Self, PackageError> {
        let mut xml = Xml::new(text);
        let mut lists = Self::default();
        loop {
            match xml.next()? {
                Step::Open(element) if element.space == Space::Word => match element.name() {
                    "abstractNum" => {
                        let id = element.number("abstractNumId").unwrap_or(u32::MAX);
                        let pattern = pattern(&mut xml)?;
                        lists.patterns.insert(id, pattern);
                    }
                    "num" => {
                        let id = element.number("numId").unwrap_or(u32::MAX);
                        let list = list(&mut xml)?;
                        lists.known.insert(id, list);
                    }
                    _ => {}
                },
                Step::End => return Ok(lists),
                Step::Open(_) | Step::Close | Step::Text(_) => {}
            }
        }
    }

    /// Counts a paragraph and gives its label; nothing for one without a number.
    pub(super) fn count(&mut self, direct: Numbered, style: Option<&Style>, styles: &Styles) -> Option<String> {
        let inherited = style.map(|style| style.numbered).unwrap_or_default();
        let id = direct.list.or(inherited.list).filter(|id| *id != 0)?;
        let list = self.known.get(&id)?;
        let (key, pattern) = pattern_of(list, &self.patterns, &self.known, styles)?;
        let by_style = || {
            let named = style?.counted_as.as_deref()?;
            pattern.levels.iter().position(|level| level.style.as_deref() == Some(named))
        };
        let level = direct
            .level
            .or(inherited.level)
            .map(|level| level as usize)
            .or_else(by_style)
            .unwrap_or_default()
            .min(LEVELS - 1);
        let at = |level: usize| list.levels.get(&(level as u32)).or_else(|| pattern.levels.get(level));
        let own = at(level)?;
        let start = |level: usize| {
            let stated = list.starts.get(&(level as u32)).copied();
            stated.or_else(|| at(level)?.start).unwrap_or(1)
        };

        let counts = self.counts.entry(key).or_default();
        // A list with a start of its own begins there when it is first met; after that it counts on.
        let anew = list.starts.contains_key(&(level as u32)) && self.begun.insert((id, level));
        if let Some(count) = counts.get_mut(level) {
            *count = Some(match *count {
                Some(number) if !anew => number.saturating_add(1),
                _ => start(level),
            });
        }
        for deeper in level + 1..LEVELS {
            let restart = at(deeper).and_then(|level| level.restart).unwrap_or(deeper as u32);
            if restart != 0
                && level < restart as usize
                && let Some(count) = counts.get_mut(deeper)
            {
                *count = None;
            }
        }
        if own.hidden {
            return None;
        }
        if own.form == Form::Bullet {
            return Some(bullet(own));
        }
        let number = |level: usize| counts.get(level).copied().flatten().unwrap_or_else(|| start(level));
        let mut text = String::new();
        let mut rest = own.label.chars().peekable();
        while let Some(c) = rest.next() {
            match rest.peek().and_then(|c| c.to_digit(10)).filter(|digit| c == '%' && (1..=9).contains(digit)) {
                Some(digit) => {
                    rest.next();
                    let level = digit as usize - 1;
                    let form = if own.legal { Form::Decimal } else { at(level).map(|l| l.form).unwrap_or_default() };
                    form.write(number(level), &mut text);
                }
                None => text.push(c),
            }
        }
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }
}

/// A list's pattern, through the style that it may name instead of one.
fn pattern_of<'p>(
    list: &List,
    patterns: &'p HashMap<u32, Pattern>,
    lists: &HashMap<u32, List>,
    styles: &Styles,
) -> Option<(u32, &'p Pattern)> {
    let mut key = list.pattern;
    // A style names a list that names a pattern; a circle has no end.
    for _ in 0..4 {
        let pattern = patterns.get(&key)?;
        let Some(through) = pattern.through.as_deref().filter(|_| pattern.levels.is_empty()) else {
            return Some((key, pattern));
        };
        key = lists.get(&styles.list(through)?)?.pattern;
    }
    None
}

/// A sign that Word draws from a font of pictures becomes its character; one without a character a plain dot.
fn bullet(level: &Level) -> String {
    let font = level.font.as_deref().unwrap_or("Symbol");
    let known = |c: char| if symbol::is_private(c) { symbol::character(font, c as u32) } else { Some(c) };
    let text: String = level.label.chars().map(|c| known(c).unwrap_or('•')).collect();
    let text = text.trim();
    // A letter of a font of pictures stands for the picture: Wingdings l is a dot.
    let letter = symbol::is_pictorial(font) && text.chars().all(|c| c.is_ascii_alphanumeric());
    if letter || text.is_empty() { "•".to_owned() } else { text.to_owned() }
}

fn pattern(xml: &mut Xml<'_>) -> Result<Pattern, PackageError> {
    let mut pattern = Pattern::default();
    loop {
        match xml.next()? {
            Step::Open(element) if element.space == Space::Word && element.name() == "lvl" => {
                let at = element.number("ilvl").map_or(LEVELS, |at| at as usize);
                let level = level(xml)?;
                if at < LEVELS {
                    if pattern.levels.len() <= at {
                        pattern.levels.resize(at + 1, Level::default());
                    }
                    if let Some(place) = pattern.levels.get_mut(at) {
                        *place = level;
                    }
                }
            }
            Step::Open(element) => {
                if element.name() == "numStyleLink" {
                    pattern.through = element.value().map(std::borrow::Cow::into_owned);
                }
                xml.skip()?;
            }
            Step::Close => return Ok(pattern),
            Step::Text(_) => {}
            Step::End => return Err(PackageError::Markup),
        }
    }
}

fn list(xml: &mut Xml<'_>) -> Result<List, PackageError> {
    let mut list = List::default();
    // The level an override speaks of.
    let mut of = None;
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Step::Open(element) => {
                depth += 1;
                match element.name() {
                    "abstractNumId" => list.pattern = element.number("val").unwrap_or(u32::MAX),
                    "lvlOverride" => of = element.number("ilvl").filter(|level| (*level as usize) < LEVELS),
                    "startOverride" => {
                        if let (Some(of), Some(start)) = (of, element.number("val")) {
                            list.starts.insert(of, start);
                        }
                    }
                    "lvl" => {
                        let level = level(xml)?;
                        depth -= 1;
                        if let Some(of) = of {
                            list.levels.insert(of, level);
                        }
                    }
                    _ => {}
                }
            }
            Step::Close => depth -= 1,
            Step::Text(_) => {}
            Step::End => return Err(PackageError::Markup),
        }
    }
    Ok(list)
}

fn level(xml: &mut Xml<'_>) -> Result<Level, PackageError> {
    let mut level = Level::default();
    let mut depth = 1_usize;
    while depth > 0 {
        match xml.next()? {
            Step::Open(element) => {
                depth += 1;
                property(&mut level, &element);
            }
            Step::Close => depth -= 1,
            Step::Text(_) => {}
            Step::End => return Err(PackageError::Markup),
        }
    }
    Ok(level)
}

fn property(level: &mut Level, element: &Element<'_>) {
    let owned = || element.value().map(std::borrow::Cow::into_owned);
    match element.name() {
        "start" => level.start = element.number("val"),
        "numFmt" => {
            level.form = Form::of(&element.value().unwrap_or_default(), element.get("format").as_deref());
        }
        "lvlText" => level.label = owned().unwrap_or_default().chars().take(LABEL).collect(),
        "isLgl" => level.legal = element.is_on(),
        "lvlRestart" => level.restart = element.number("val"),
        "pStyle" => level.style = owned(),
        "rFonts" => level.font = font_of(element),
        "vanish" => level.hidden = element.is_on(),
        _ => {}
    }
}
