//! The posters of a build: sets those whose answers have changed, many at a time; gives the results. They
//! come before all pages, because a page links only to a poster that could be made.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::run::{BuildContext, BuildObserver, TargetResult};
use crate::diag::{self, Diagnostic};
use crate::plan::{DrawTask, PosterForm, Target};
use crate::poster::{DrawnPages as Drawn, PosterJob, PosterJobs, Press, WIDTH, set_each};
use crate::site::EntryId;
use crate::track::{PosterKey, Question, QuestionKind, recording};

/// A poster: its record and language, and the outputs to be written of it.
struct PosterTask<'a> {
    id: EntryId,
    lang: String,
    targets: Vec<(&'a Target, PosterForm)>,
}

/// Makes the planned posters and removes from the plan those that could not be made. Gives the others by
/// output path.
///
/// # Errors
/// Mistakes in a layout, or errors of the disk, together with the earlier warnings.
pub(super) fn make<'a>(
    (work, jobs): (&BuildContext<'_>, &PosterJobs),
    planned: &mut Vec<(&'a Target, Option<usize>)>,
    warnings: &mut Vec<Diagnostic>,
    progress: &dyn BuildObserver,
) -> Result<HashMap<&'a str, TargetResult>, Vec<Diagnostic>> {
    let orders = orders(work, planned);
    let (mut made, mut left_out) = (HashMap::new(), HashSet::new());
    let (mut broken, found): (Vec<Diagnostic>, Vec<Diagnostic>) =
        diagnostics_of_planned(work, jobs, planned).into_iter().partition(Diagnostic::is_error);
    warnings.extend(found);
    for (order, result) in orders.iter().zip(set_all((work, jobs), &orders, progress)) {
        match result {
            Ok((files, found)) => {
                made.extend(files);
                warnings.extend(found);
            }
            Err(found) if diag::any_error(&found) => broken.extend(found),
            Err(found) => {
                warnings.extend(found);
                left_out.extend(order.targets.iter().map(|(target, _)| target.path.text().clone()));
            }
        }
    }
    if !broken.is_empty() {
        broken.append(warnings);
        diag::limit_per_file(&mut broken);
        return Err(broken);
    }
    draw_links(work, planned, &left_out);
    planned.retain(|(target, _)| !left_out.contains(target.path.text()));
    work.gateway.leave_out(left_out);
    Ok(made)
}

/// Has those pages drawn again that may link to a poster which the last build left out and this one has, or
/// the reverse: that depends on the machine, not on what the pages asked.
fn draw_links(
    work: &BuildContext<'_>,
    planned: &mut [(&Target, Option<usize>)],
    left_out: &HashSet<Arc<str>>,
) {
    let Some((old, _)) = work.old else { return };
    let site = &work.gateway.site;
    let differs = |(target, _): &(&Target, _)| match &target.draw {
        DrawTask::Poster(id, lang, _)
            if old.file(&target.path).is_some() == left_out.contains(target.path.text()) =>
        {
            let entry = &site.entries[*id];
            let lang = entry.text_lang(lang.as_deref(), &site.config);
            let key = PosterKey { lang, source: entry.source() };
            let asked = Question::new(QuestionKind::Poster, key.to_string());
            old.questions.binary_search_by(|(question, _)| question.cmp(&asked)).ok()?.try_into().ok()
        }
        _ => None,
    };
    let differing: HashSet<u32> = planned.iter().filter_map(differs).collect();
    let asks = |at: &usize| old.files[*at].asked.iter().any(|asked| differing.contains(asked));
    for (target, kept) in planned.iter_mut().filter(|_| !differing.is_empty()) {
        if !matches!(target.draw, DrawTask::Poster(..)) {
            *kept = kept.filter(|at| !asks(at));
        }
    }
}

/// The posters that are out of date.
fn orders<'a>(work: &BuildContext<'_>, planned: &[(&'a Target, Option<usize>)]) -> Vec<PosterTask<'a>> {
    let site = &work.gateway.site;
    let mut orders: BTreeMap<(EntryId, String), PosterTask<'a>> = BTreeMap::new();
    for (target, kept) in planned {
        if let (DrawTask::Poster(id, lang, form), None) = (&target.draw, kept) {
            let lang = site.entries[*id].text_lang(lang.as_deref(), &site.config).to_owned();
            let order = orders.entry((*id, lang.clone())).or_insert_with(|| PosterTask {
                id: *id,
                lang,
                targets: Vec::new(),
            });
            order.targets.push((target, *form));
        }
    }
    orders.into_values().collect()
}

/// The diagnostics of every poster, made again or not.
fn diagnostics_of_planned(
    work: &BuildContext<'_>,
    jobs: &PosterJobs,
    planned: &[(&Target, Option<usize>)],
) -> Vec<Diagnostic> {
    let site = &work.gateway.site;
    let one = |(target, _): &(&Target, Option<usize>)| match &target.draw {
        DrawTask::Poster(id, lang, PosterForm::Pdf) => {
            let lang = site.entries[*id].text_lang(lang.as_deref(), &site.config);
            jobs.job(site, *id, lang).found.clone()
        }
        _ => Vec::new(),
    };
    planned.iter().flat_map(one).collect()
}

/// The result of a poster: its files with the diagnostics, or the reasons why there are none.
type Set<'a> = Result<(Vec<(&'a str, TargetResult)>, Vec<Diagnostic>), Vec<Diagnostic>>;

fn set_all<'a>(
    (work, jobs): (&BuildContext<'_>, &PosterJobs),
    orders: &[PosterTask<'a>],
    progress: &dyn BuildObserver,
) -> Vec<Set<'a>> {
    if orders.is_empty() {
        return Vec::new();
    }
    let press = Press::new(&work.gateway.theme, work.system, work.gateway.fonts_digest(), orders.len());
    let job = |order: &PosterTask<'_>| jobs.job(&work.gateway.site, order.id, &order.lang);
    set_each(
        orders,
        |order| job(order).turn(),
        |order| {
            let result = set(work, &job(order), &press, order);
            order.targets.iter().for_each(|_| progress.step());
            result
        },
    )
}

/// Sets one poster and writes its files.
fn set<'a>(work: &BuildContext<'_>, job: &PosterJob, press: &Press<'_>, order: &PosterTask<'a>) -> Set<'a> {
    let gateway = work.gateway;
    let pictured = order.targets.iter().any(|(_, form)| *form == PosterForm::Png);
    let sheet = press.set(job, if pictured { Drawn::First(WIDTH) } else { Drawn::None })?;
    let ((), trace) = recording(|| gateway.ask_poster(order.id, &order.lang));
    // A poster with warnings is set again in every build, so that they are reported again.
    let trace = if sheet.warnings.is_empty() { trace } else { Vec::new() };
    let mut files = Vec::new();
    for (target, form) in &order.targets {
        let bytes = match form {
            PosterForm::Pdf => sheet.pdf.as_slice(),
            PosterForm::Png => sheet.drawn.first().map_or(&[][..], Vec::as_slice),
        };
        files.push((&*target.path, work.put(target, bytes, trace.clone()).map_err(|fault| vec![*fault])?));
    }
    Ok((files, sheet.warnings))
}
