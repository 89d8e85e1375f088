//! Mistakes between a covenant and the records that it names: the vote that adopted it, and the version
//! that it replaces.

use super::super::check::Check;
use super::super::kind::DeriveContext;
use super::super::{KindId, Own, Record};
use super::{ADOPTED_BY, Covenant, SUPERSEDES, adoption, codes};
use crate::diag::{Words, words};
use crate::front::shape::Choice;

/// The longest sequence of versions that is followed: longer ones are made by machines.
const MAX_VERSIONS: usize = 1_000;

pub(super) fn check_named(covenant: &Covenant, context: &DeriveContext<'_>, check: &mut Check) {
    if let Some(record) = context.others.written_named(context.source, ADOPTED_BY) {
        check_adoption(record, context, check);
    }
    let Some(before) = context.others.written_named(context.source, SUPERSEDES) else { return };
    let Own::Covenant(older) = &before.own else {
        let Choice { zh, name } = before.kind().choice();
        let path = &before.source.path;
        check
            .add(
                SUPERSEDES,
                &codes::SUPERSEDES_NO_COVENANT,
                words!("“{path}”是{zh}，不是公约", "`{path}` is of the kind {name}, not a covenant"),
            )
            .help(Words::fixed("写旧版公约的路径", "write the path of the earlier covenant"));
        return;
    };
    if check_circle(context, check) {
        return;
    }
    check_single(before, context, check);
    if let Some((own, before)) = covenant.begins(context.common).zip(older.begins(&before.common))
        && own < before
    {
        check
            .add(
                if covenant.effective.is_some() { "effective" } else { "date" },
                &codes::EFFECTIVE_BEFORE_OLDER,
                words!(
                    "{own} 施行，早于被它取代的旧版施行的 {before}",
                    "it takes effect on {own}, before the version that it supersedes, which does on {before}"
                ),
            )
            .help(Words::fixed("请核对两版施行的日期", "check the days on which both take effect"));
    }
}

fn check_adoption(record: &Record, context: &DeriveContext<'_>, check: &mut Check) {
    let finished = context.others.named(ADOPTED_BY);
    let path = &record.source.path;
    if record.common.withdrawn.is_some() {
        check
            .add(
                ADOPTED_BY,
                &codes::NOT_ADOPTED,
                words!("“{path}”已经撤回", "`{path}` was withdrawn, and with it what it adopted"),
            )
            .help(Words::fixed(
                "写仍然有效的那一次会议或征询；没有的，把公约也撤回",
                "name the one that stands; if there is none, withdraw the covenant too",
            ));
        return;
    }
    if finished.is_some_and(|finished| adoption::is_adopted(finished.facts)) {
        return;
    }
    let decides = matches!(record.kind(), KindId::Meeting | KindId::Consultation);
    let Choice { zh, name } = record.kind().choice();
    let message = match decides {
        true => words!("“{path}”没有通过任何事项", "`{path}` has passed or adopted nothing"),
        false => words!(
            "“{path}”是{zh}，不是会议或意见征询",
            "`{path}` is of the kind {name}, neither a meeting nor a consultation"
        ),
    };
    check.add(ADOPTED_BY, &codes::NOT_ADOPTED, message).help(match decides {
        true => Words::fixed(
            "结果公布后再写这一项；在那以前写 draft: true",
            "name it once its result is there; until then write `draft: true`",
        ),
        false => Words::fixed("写通过它的会议或意见征询的路径", "write the path of the one that adopted it"),
    });
}

/// Whether following `supersedes` leads back to the covenant; reported once, at the first of them by source.
fn check_circle(context: &DeriveContext<'_>, check: &mut Check) -> bool {
    let next = |source: &str| context.others.written_named(source, SUPERSEDES).map(|next| &*next.source.path);
    let line: Vec<&str> = std::iter::successors(next(context.source), |source| next(source))
        .take(MAX_VERSIONS)
        .take_while(|source| *source != context.source)
        .collect();
    // Without the covenant itself at the end of it, the line ends, or leads into a circle further on.
    let last = line.last().copied().unwrap_or(context.source);
    if next(last) != Some(context.source) {
        return false;
    }
    if line.iter().all(|other| context.source < *other) {
        let all = [&[context.source], &*line, &[context.source]].concat().join(" → ");
        check
            .add(
                SUPERSEDES,
                &codes::SUPERSEDES_CIRCLE,
                words!("公约互相取代：{all}", "these covenants supersede each other in a circle: {all}"),
            )
            .help(Words::fixed("最早的一版不写 supersedes", "the first version has no `supersedes`"));
    }
    true
}

/// Of two that supersede the same version, the second by source is reported.
fn check_single(before: &Record, context: &DeriveContext<'_>, check: &mut Check) {
    if context.common.withdrawn.is_some() {
        return;
    }
    let all = context.others.written_naming(&before.source.path, SUPERSEDES);
    let mut first = all.into_iter().filter(|other| other.common.withdrawn.is_none());
    let Some(first) = first.next().filter(|first| *first.source.path != *context.source) else { return };
    let (first, before) = (&first.source.path, &before.source.path);
    check
        .add(
            SUPERSEDES,
            &codes::SUPERSEDED_TWICE,
            words!("“{before}”已经由“{first}”取代", "`{before}` is already superseded by `{first}`"),
        )
        .help(words!(
            "在后的一版写 supersedes: {first}",
            "write `supersedes: {first}` in the later of the two"
        ));
}
