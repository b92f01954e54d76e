//! `luoshi plan`: from what was read to a plan; a plan as files.

mod export;
mod import;
pub(super) mod source;

use crate::args::{Ended, PlanWork};
use crate::i18n::Words;

pub(crate) fn run(work: &PlanWork, words: &Words) -> Ended {
    match work {
        PlanWork::Export(args) => export::run(args, words),
        PlanWork::Import(args) => import::run(args, words),
    }
}
