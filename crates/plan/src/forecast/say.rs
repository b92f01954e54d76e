//! A forecast in a sentence.

use super::{Forecast, Method};
use crate::Sentence;

impl Forecast {
    /// From what it was made, at what pace, and how far to trust it.
    #[must_use]
    pub fn why(&self) -> Sentence {
        let (count, first, last) = (self.count, self.first_year, self.last_year);
        // One place more than the series has, with its sign; a minus, not a hyphen.
        let places = self.places + 1;
        let pace = format!("{:+.places$}", self.pace.unwrap_or(0.0)).replace('-', "−");
        let sentence = match self.method {
            Method::Blend => Sentence::new(
                format!(
                    "由{first}—{last}年的{count}个值推算，明年约{pace}；同类序列五次里有四次落在80%区间内，二十次里有十九次落在95%区间内。"
                ),
                format!(
                    "From the {count} values of {first}–{last}: {pace} in the year to come; of such series four in five \
                     came out within the band of 80 %, nineteen in twenty within that of 95 %."
                ),
            ),
            Method::Short => Sentence::new(
                format!(
                    "{first}—{last}年只有{count}个值，看不出自己的规律；区间取自其他序列同样短的开头，明年约{pace}。"
                ),
                format!(
                    "Only {count} values in {first}–{last}, too few to show how this series moves: the bands are what \
                     so short beginnings of other series needed; {pace} in the year to come."
                ),
            ),
            Method::Still => Sentence::new(
                format!("{first}—{last}年的{count}个值完全相同：会变动多大从未见过，所以只延续原值，不给区间。"),
                format!(
                    "The {count} values of {first}–{last} are all alike: how far they can move was never seen, so the \
                     value goes on and has no band."
                ),
            ),
            Method::Level => Sentence::new(
                format!("只有{last}年一个值：知道水平，看不出走势。"),
                format!("One value, that of {last}: a level and no trend."),
            ),
        };
        let far = self.points.last().is_some_and(|point| point.year > self.learnt_until);
        let banded = matches!(self.method, Method::Blend | Method::Short);
        if !(far && banded) {
            return sentence;
        }
        let until = self.learnt_until;
        sentence.and(&Sentence::new(
            format!("{until}年以后，比学习所用的年限更远。"),
            format!("Years after {until} lie further ahead than the method was learnt from."),
        ))
    }
}
