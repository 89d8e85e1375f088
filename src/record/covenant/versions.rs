//! What changed from one version of a covenant to the next, article by article: takes the articles of both,
//! gives those that differ, each with the text deleted and inserted. Pure.

use std::ops::Range;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::markdown::Article;

/// An article that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleChange {
    /// What became of it.
    pub kind: ChangeKind,
    /// Its anchor in the new version, or in the old one if it was removed; empty for the text before the
    /// first article.
    pub id: String,
    /// Its name, likewise; empty for the text before the first article.
    pub name: String,
    /// Its previous name, if that was different.
    pub was: Option<String>,
    /// Its text, in segments that were kept, deleted or inserted.
    pub pieces: Vec<DiffSegment>,
}

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// Its text changed.
    Changed,
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// Only its number changed.
    Renumbered,
}

/// A segment of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiffSegment {
    /// Whether it was kept, deleted or inserted.
    pub kind: DiffKind,
    /// Its words.
    pub text: String,
}

/// What became of a segment of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DiffKind {
    /// It is in both versions.
    Same,
    /// Only in the old one.
    Deleted,
    /// Only in the new one.
    Inserted,
}

/// The articles that differ, in the order of the new version; removed ones are listed where they were.
pub(super) fn changes(old: &[Article], new: &[Article]) -> Vec<ArticleChange> {
    let texts = |all: &[Article]| -> Vec<String> { all.iter().map(|one| one.text.clone()).collect() };
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let (before, after) = (&old[op.old_range()], &new[op.new_range()]);
        match op {
            DiffOp::Equal { .. } => changes.extend(before.iter().zip(after).filter_map(renumbered)),
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                replaced(before, after, &mut changes);
            }
        }
    }
    changes
}

fn renumbered((before, after): (&Article, &Article)) -> Option<ArticleChange> {
    (before.name != after.name).then(|| ArticleChange {
        kind: ChangeKind::Renumbered,
        id: after.id.clone(),
        name: after.name.clone(),
        was: Some(before.name.clone()),
        pieces: Vec::new(),
    })
}

/// Adds what became of each article, for old articles that others replaced.
fn replaced(old: &[Article], new: &[Article], changes: &mut Vec<ArticleChange>) {
    let partners = partners(old, new);
    let is_gone = |at: &usize| !partners.contains(&Some(*at));
    let mut gone = (0..old.len()).filter(is_gone).peekable();
    for (after, partner) in new.iter().zip(&partners) {
        while let Some(at) = gone.next_if(|at| partner.is_some_and(|partner| *at < partner)) {
            changes.push(changed(Some(&old[at]), None));
        }
        changes.push(changed(partner.map(|at| &old[at]), Some(after)));
    }
    changes.extend(gone.map(|at| changed(Some(&old[at]), None)));
}

/// For each new article, the old one that it corresponds to: one with the same number and a similar text,
/// else one with a similar text, else the one with the same number.
fn partners(old: &[Article], new: &[Article]) -> Vec<Option<usize>> {
    type Fits = fn(&Article, &Article) -> bool;
    let same_number: Fits = |before, after| before.id == after.id;
    let similar: Fits = |before, after| is_similar(&before.text, &after.text);
    let both: Fits = |before, after| before.id == after.id && is_similar(&before.text, &after.text);
    let mut partners: Vec<Option<usize>> = vec![None; new.len()];
    for fits in [both, similar, same_number] {
        for (at, after) in new.iter().enumerate() {
            if partners[at].is_none() {
                partners[at] = (0..old.len())
                    .find(|before| !partners.contains(&Some(*before)) && fits(&old[*before], after));
            }
        }
    }
    partners
}

/// What became of an article: of the old one, the new one, or both.
fn changed(before: Option<&Article>, after: Option<&Article>) -> ArticleChange {
    let text = |article: Option<&Article>| article.map_or("", |article| article.text.as_str()).to_owned();
    let (kind, shown) = match (before, after) {
        (_, Some(after)) if before.is_some() => (ChangeKind::Changed, Some(after)),
        (None, after) => (ChangeKind::Added, after),
        (before, _) => (ChangeKind::Removed, before),
    };
    let name = shown.map(|article| article.name.clone()).unwrap_or_default();
    ArticleChange {
        kind,
        id: shown.map(|article| article.id.clone()).unwrap_or_default(),
        was: before.map(|before| before.name.clone()).filter(|was| *was != name),
        name,
        pieces: pieces(&text(before), &text(after)),
    }
}

/// The words of a text: each Han character, punctuation mark and line end is one.
fn words(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// The segments that were kept, deleted and inserted, in reading order.
fn pieces(old: &str, new: &str) -> Vec<DiffSegment> {
    let (old, new) = (words(old), words(new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let mut pieces: Vec<DiffSegment> = Vec::new();
    let mut add = |kind: DiffKind, words: &[&str]| match pieces.last_mut() {
        _ if words.is_empty() => {}
        Some(last) if last.kind == kind => last.text.push_str(&words.concat()),
        _ => pieces.push(DiffSegment { kind, text: words.concat() }),
    };
    for (before, after, stays) in readable(&ops) {
        if stays {
            add(DiffKind::Same, &new[after]);
        } else {
            add(DiffKind::Deleted, &old[before]);
            add(DiffKind::Inserted, &new[after]);
        }
    }
    pieces
}

/// The most unchanged words between two changed ones that are shown as replaced together with them: people
/// read a phrase that was replaced, not letters.
const MAX_BETWEEN: usize = 2;

/// The operations, with changes merged where hardly a word between them is unchanged.
fn readable(ops: &[DiffOp]) -> Vec<(Range<usize>, Range<usize>, bool)> {
    let mut joined: Vec<(Range<usize>, Range<usize>, bool)> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let is_between = at > 0 && at + 1 < ops.len() && op.new_range().len() <= MAX_BETWEEN;
        let stays = matches!(op, DiffOp::Equal { .. }) && !is_between;
        match joined.last_mut().filter(|(.., before)| !*before && !stays) {
            Some((before, after, _)) => {
                (before.end, after.end) = (op.old_range().end, op.new_range().end);
            }
            None => joined.push((op.old_range(), op.new_range(), stays)),
        }
    }
    joined
}

/// Whether at least half of the words of two texts are the same, in the same order.
fn is_similar(old: &str, new: &str) -> bool {
    let (old, new) = (words(old), words(new));
    let ops = capture_diff_slices(Algorithm::Myers, &old, &new);
    let same: usize =
        ops.iter().filter(|op| matches!(op, DiffOp::Equal { .. })).map(|op| op.new_range().len()).sum();
    4 * same >= old.len() + new.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::parse;

    fn articles(text: &str) -> Box<[Article]> {
        parse(text).with_articles(text).articles
    }

    /// Each change as a line: `[-deleted-]{+inserted+}`.
    fn described(old: &str, new: &str) -> Vec<String> {
        let line = |change: &ArticleChange| {
            let piece = |piece: &DiffSegment| match piece.kind {
                DiffKind::Same => piece.text.clone(),
                DiffKind::Deleted => format!("[-{}-]", piece.text),
                DiffKind::Inserted => format!("{{+{}+}}", piece.text),
            };
            let was = change.was.as_ref().map(|was| format!(" ({was})")).unwrap_or_default();
            let pieces: String = change.pieces.iter().map(piece).collect();
            format!("{:?} {}{was}: {pieces}", change.kind, change.name)
        };
        changes(&articles(old), &articles(new)).iter().map(line).collect()
    }

    #[test]
    fn what_changed_is_reported_word_by_word() {
        assert_eq!(
            described(
                "第一条　轿厢内不吸烟。\n\n第二条　早上七点到九点不运家具。\n",
                "第一条　轿厢内不吸烟。\n\n第二条　早上七点半到九点不运装修材料。\n"
            ),
            ["Changed 第二条: 早上七点{+半+}到九点不运[-家具-]{+装修材料+}。"]
        );
    }

    #[test]
    fn a_new_article_renumbers_those_below_it_and_changes_none_of_them() {
        let old = "第一条　先出后进。\n\n第二条　不吸烟。\n\n第三条　电动自行车不进轿厢。\n";
        let new = "第一条　先出后进。\n\n第二条　轿厢内不放广告。\n\n第三条　不吸烟。\n\n\
                   第四条　电动自行车和电池不进轿厢。\n";
        assert_eq!(
            described(old, new),
            [
                "Added 第二条: {+轿厢内不放广告。+}",
                "Renumbered 第三条 (第二条): ",
                "Changed 第四条 (第三条): 电动自行车{+和电池+}不进轿厢。",
            ]
        );
    }

    #[test]
    fn what_is_gone_stands_where_it_was() {
        let old = "说明。\n\n第一条　甲甲甲甲。\n\n第二条　乙乙乙乙。\n\n第三条　丙丙丙丙。\n";
        assert_eq!(
            described(old, "第一条　甲甲甲甲。\n\n第二条　丁丁丁丁丁丁。\n"),
            [
                "Removed : [-说明。-]",
                "Changed 第二条: [-乙乙乙乙-]{+丁丁丁丁丁丁+}。",
                "Removed 第三条: [-丙丙丙丙。-]"
            ]
        );
        assert_eq!(described(old, old), Vec::<String>::new());
    }
}
