//! What is drawn of a covenant: whether it is in force, which vote adopted it, and what each version
//! changed.

use serde::Serialize;

use super::super::Facts;
use super::super::Own;
use super::super::kind::{ShownRecord, ViewContext};
use super::adoption::Adoption;
use super::versions::{ArticleChange, changes};
use super::{ADOPTED_BY, Covenant, CovenantFacts, CovenantState, SUPERSEDES};
use crate::front::prose::Prose;
use crate::front::scalar::Day;

/// The most versions that a page lists, newest first.
const MAX_VERSIONS: usize = 50;

/// What is drawn of a covenant.
#[derive(Serialize)]
pub struct CovenantView<'v> {
    /// Its state today; none if it was withdrawn.
    pub state: Option<CovenantState>,
    /// The name of this version.
    pub version: Option<&'v Prose>,
    /// The first day on which it is in force.
    pub effective: Option<Day>,
    /// The vote that adopted it.
    pub adoption: Option<Adoption>,
    /// All versions, newest first, if there are several.
    pub versions: Vec<VersionView>,
}

/// A version of a covenant.
#[derive(Serialize)]
pub struct VersionView {
    /// Its source.
    pub source: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub lang: String,
    /// The name of the version.
    pub version: Option<String>,
    /// The first day on which it is in force.
    pub effective: Option<Day>,
    /// Its state today; none if it was withdrawn.
    pub state: Option<CovenantState>,
    /// Whether it is the version that the page is about.
    pub own: bool,
    /// What it changed in the previous version, article by article; none if there is no previous version,
    /// or the two are not in the same language.
    pub changes: Option<Vec<ArticleChange>>,
}

pub(super) fn view<'v>(
    covenant: &'v Covenant,
    facts: &CovenantFacts,
    context: &ViewContext<'_>,
) -> CovenantView<'v> {
    let own = context.shown.own();
    CovenantView {
        state: facts.state_unless_withdrawn(own.common),
        version: covenant.version.as_ref(),
        effective: covenant.begins(own.common),
        adoption: context.shown.named(own.source, ADOPTED_BY).map(|record| Adoption::of(record, context)),
        versions: versions(own, context),
    }
}

/// The versions of a covenant, newest first; empty if it is the only one.
fn versions(own: ShownRecord<'_>, context: &ViewContext<'_>) -> Vec<VersionView> {
    let mut line = vec![own];
    let is_new = |line: &[ShownRecord<'_>], one: &ShownRecord<'_>| {
        matches!(one.own, Own::Covenant(_)) && line.iter().all(|known| known.source != one.source)
    };
    while let Some(later) = line.last().and_then(|last| {
        let all = context.shown.naming(last.source, SUPERSEDES);
        all.into_iter().find(|one| one.common.withdrawn.is_none())
    }) && is_new(&line, &later)
    {
        line.push(later);
    }
    line.reverse();
    while let Some(older) = line.last().and_then(|last| context.shown.named(last.source, SUPERSEDES))
        && is_new(&line, &older)
        && line.len() < MAX_VERSIONS
    {
        line.push(older);
    }
    if line.len() == 1 {
        return Vec::new();
    }
    let pairs = line.iter().enumerate().map(|(at, one)| (one, line.get(at + 1)));
    pairs.filter_map(|(one, before)| version(one, before, one.source == own.source)).collect()
}

fn version(one: &ShownRecord<'_>, before: Option<&ShownRecord<'_>>, own: bool) -> Option<VersionView> {
    let Own::Covenant(covenant) = one.own else { return None };
    let Facts::Covenant(facts) = one.facts else { return None };
    let before = before.filter(|before| before.lang == one.lang);
    Some(VersionView {
        source: one.source.to_owned(),
        title: one.title.to_owned(),
        lang: one.lang.to_owned(),
        version: covenant.version.as_ref().map(|version| version.0.clone()),
        effective: covenant.begins(one.common),
        state: facts.state_unless_withdrawn(one.common),
        own,
        changes: before.map(|before| changes(&before.body.articles, &one.body.articles)),
    })
}
