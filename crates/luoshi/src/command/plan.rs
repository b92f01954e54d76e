//! `luoshi plan`: from what was read to a plan; a plan as files.

mod apply;
mod export;
mod import;
mod propose;
mod publish;
mod revert;
pub(super) mod source;
mod workbook;

pub(super) use apply::text as file_text;

use crate::args::{Ended, PlanWork};
use crate::i18n::Words;

pub(crate) fn run(work: &PlanWork, words: &Words) -> Ended {
    match work {
        PlanWork::Propose(args) => propose::run(args, words),
        PlanWork::Apply(args) => apply::run(args, words),
        PlanWork::Revert(args) => revert::run(args, words),
        PlanWork::Publish(args) => publish::run(args, words),
        PlanWork::Export(args) => export::run(args, words),
        PlanWork::Import(args) => import::run(args, words),
    }
}
