//! Questions with their answers: each is answered once, however many targets ask it.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::track::{Digest, Question, QuestionId, QuestionKind};

/// A question with the digest of its answer; empty until it is first asked.
type AnswerCell = OnceLock<(Question, Digest)>;

/// The digests of the answers to all questions asked so far, shared by many threads, in a table by number:
/// the first block has room for one entry, each later one for twice as many as the one before. A block is
/// made when it is needed, and never moved.
#[derive(Debug, Default)]
pub(super) struct AnswerTable {
    blocks: [OnceLock<Box<[AnswerCell]>>; u32::BITS as usize],
}

impl AnswerTable {
    /// Answers the questions of a trace that have no answer yet.
    pub(super) fn add(&self, trace: &[QuestionId], answer: impl Fn(&Question) -> Digest) {
        for asked in trace {
            let known = self.answer(*asked);
            // Answered right away, while its subject is still in the processor's cache, and outside the
            // lock. A second thread uses the first one's answer.
            if known.get().is_none() {
                let question = asked.question();
                let digest = answer(&question);
                known.get_or_init(|| (question, digest));
            }
        }
    }

    fn answer(&self, asked: QuestionId) -> &AnswerCell {
        let place = asked.index() + 1;
        let (block, size) = (place.ilog2(), 1 << place.ilog2());
        let answers = self.blocks[block as usize]
            .get_or_init(|| std::iter::repeat_with(OnceLock::new).take(size).collect());
        &answers[place - size]
    }

    /// The questions in order with their answers, and the rank of each by its number.
    pub(super) fn ranked(self) -> (Vec<(Question, Digest)>, Vec<u32>) {
        let blocks = self
            .blocks
            .into_iter()
            .enumerate()
            .filter_map(|(block, answers)| Some(((1 << block) - 1, answers.into_inner()?)));
        let numbered = blocks.flat_map(|(first, answers)| (first..).zip(answers));
        let answered: Vec<_> =
            numbered.filter_map(|(number, answer)| Some((number, answer.into_inner()?))).collect();
        let mut all: Vec<PendingAnswer> =
            answered.into_par_iter().map(|(number, answered)| PendingAnswer::of(number, answered)).collect();
        all.par_sort_unstable_by(|a, b| a.order().cmp(&b.order()));
        let mut ranks = vec![0; all.iter().map(|one| one.number + 1).max().unwrap_or(0)];
        for (rank, one) in all.iter().enumerate() {
            ranks[one.number] = rank as u32;
        }
        (all.into_par_iter().map(|one| one.answered).collect(), ranks)
    }
}

/// A question with its answer, to be sorted.
struct PendingAnswer {
    /// The first bytes of its key: usually enough for comparing it, without fetching the key itself.
    start: u128,
    number: usize,
    answered: (Question, Digest),
}

impl PendingAnswer {
    fn of(number: usize, answered: (Question, Digest)) -> PendingAnswer {
        let mut start = [0; 16];
        start.iter_mut().zip(answered.0.key.bytes()).for_each(|(to, byte)| *to = byte);
        PendingAnswer { start: u128::from_be_bytes(start), number, answered }
    }

    /// The sort key: it gives the same order as that of questions.
    fn order(&self) -> (QuestionKind, u128, &str) {
        let Question { kind, key } = &self.answered.0;
        (*kind, self.start, key)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn questions_are_ranked_in_their_order(keys in prop::collection::vec("[a-b/\u{0}里]{0,18}", 0..40)) {
            let once = AnswerTable::default();
            let kinds = [QuestionKind::Card, QuestionKind::Name, QuestionKind::Fonts].into_iter().cycle();
            let asked = keys.iter().zip(kinds).map(|(key, kind)| QuestionId::of(kind, key));
            let asked: Vec<QuestionId> = asked.collect();
            once.add(&asked, Digest::of_value);
            let (questions, ranks) = once.ranked();
            prop_assert!(questions.is_sorted_by(|(a, _), (b, _)| a < b));
            for asked in asked {
                let (question, digest) = &questions[ranks[asked.index()] as usize];
                prop_assert_eq!(question, &asked.question());
                prop_assert_eq!(*digest, Digest::of_value(question));
            }
        }
    }
}
