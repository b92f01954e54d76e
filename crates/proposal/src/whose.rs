//! Of whom a sentence speaks, where it is not the place of the document.

use crate::lexicon::Lexicon;
use crate::material::{CLAUSE_COMMAS, CLAUSE_ENDS, Material};
use luoshi_reader::NameClass;

impl Material<'_> {
    /// A body that the sentence of a figure is about, other than the government itself: 蒙能集团要….
    pub(crate) fn another_body(&self, sentence: usize, at: u32) -> Option<String> {
        let spans = &self.reading.sentences.get(sentence)?.spans;
        let begin = spans.iter().map(|s| s.start()).min()?;
        let head: String = self.text.words(spans).chars().take(16).collect();
        if let Some(owner) = Lexicon::get().words("owners").iter().find(|w| head.contains(**w)) {
            return head.split_once(owner).map(|(name, _)| format!("{name}{owner}"));
        }
        let mut bodies = self.reading.names.iter().filter(|n| n.class == NameClass::Body);
        // 河东新区产业升级，企业利润增长6%: of the new district, though a clause before says so.
        let first = head.split(CLAUSE_COMMAS).next().unwrap_or("");
        if let Some(area) =
            Lexicon::get().words("areas").iter().find_map(|w| first.split_once(*w).map(|(n, _)| format!("{n}{w}")))
        {
            return Some(area);
        }
        if let Some(other) = self.firms(begin, at).or_else(|| self.made_into(begin, at)) {
            return Some(other);
        }
        let near = |n: &&luoshi_reader::Name| {
            n.spans.first().is_some_and(|s| {
                s.start() >= begin && s.end() <= at && {
                    let before = self.text.before(s.start(), CLAUSE_ENDS, 60);
                    before.chars().count() <= 1
                }
            })
        };
        let found = bodies.rfind(near)?;
        let ours = self.home.as_ref().is_some_and(|home| found.text.contains(home.name.as_str()));
        let office = Lexicon::get().words("ours").iter().any(|w| found.text.starts_with(w));
        (!ours && !office).then(|| found.text.clone())
    }

    /// What stands of its sentence before a place.
    fn sentence_before(&self, begin: u32, at: u32) -> String {
        self.text.before(at, &['。', '；', '！', ';'], at.saturating_sub(begin) as usize)
    }

    /// The firms that a clause of the same sentence before a place is about, where none behind it speaks of the place again:
    /// 省属企业改革深化，研发投入增长12%.
    fn firms(&self, begin: u32, at: u32) -> Option<String> {
        /// So many characters a name of a firm may have before its end.
        const NAME: usize = 12;
        let known = Lexicon::get();
        let before = self.sentence_before(begin, at);
        for clause in clauses_of_another(&before) {
            if let Some(firms) = known.words("firms").iter().find(|w| clause.starts_with(**w)) {
                // 龙头企业达到32家 counts them, and speaks of the place.
                return (!clause.chars().any(|c| c.is_ascii_digit())).then(|| (*firms).to_owned());
            }
            let head: String = clause.chars().take(NAME).collect();
            let end = known.words("firm.ends").iter().find_map(|w| head.find(w).map(|at| at + w.len()));
            // 引进甲公司 is what the place did.
            if let Some(end) = end.filter(|_| !known.words("firm.verbs").iter().any(|w| clause.starts_with(w))) {
                return head.get(..end).map(str::to_owned);
            }
        }
        None
    }

    /// The area that a clause before a place makes into something, of which what follows is told:
    /// 将东湖示范区建设成为一流园区，研发投入达到3%.
    fn made_into(&self, begin: u32, at: u32) -> Option<String> {
        let known = Lexicon::get();
        let before = self.sentence_before(begin, at);
        for clause in clauses_of_another(&before) {
            let area = known.words("takes").iter().find_map(|w| clause.split_once(*w)).and_then(|(_, rest)| {
                let end = known.words("areas").iter().find_map(|w| rest.find(w).map(|at| at + w.len()))?;
                let behind = rest.get(end..)?;
                let makes = known.words("makes.into").iter().any(|w| behind.starts_with(w));
                makes.then(|| rest.get(..end).map(str::to_owned)).flatten()
            });
            if area.is_some() {
                return area;
            }
        }
        None
    }
}

/// The clauses before that of a number, the nearest first, as far back as one speaks of the place again; none where its own does.
/// What stands in its own clause is told by its name and its scope.
fn clauses_of_another(before: &str) -> impl Iterator<Item = &str> {
    let place = Lexicon::get().words("of.place");
    let clauses = before.split(['，', ',', '：', ':']).rev();
    clauses.take_while(move |clause| !place.iter().any(|w| clause.starts_with(*w))).skip(1)
}
