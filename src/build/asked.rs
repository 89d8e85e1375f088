//! Questions with their answers, each answered once however many targets ask it.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::track::{Asked, Digest, Question};

/// A question's answer; none as long as it has not been asked.
type Answer = OnceLock<Digest>;

/// The digests of the answers to all questions asked so far, from many threads, in a table by number: the first block has
/// room for one, each other one for twice as many as the one before. A block is made when it is needed, and never moved.
#[derive(Debug, Default)]
pub(super) struct AskedOnce {
    blocks: [OnceLock<Box<[Answer]>>; u32::BITS as usize],
}

impl AskedOnce {
    /// Answers those of a trace's questions that are new.
    pub(super) fn add(&self, trace: &[Asked], answer: impl Fn(&Question) -> Digest) {
        for asked in trace {
            let known = self.answer(*asked);
            // Now, while what it is about has just been looked at; and outside the lock. Who is second takes the first one's.
            if known.get().is_none() {
                let digest = answer(&asked.question());
                known.get_or_init(|| digest);
            }
        }
    }

    fn answer(&self, asked: Asked) -> &Answer {
        let place = asked.index() + 1;
        let (block, size) = (place.ilog2(), 1 << place.ilog2());
        let answers = self.blocks[block as usize].get_or_init(|| std::iter::repeat_with(OnceLock::new).take(size).collect());
        &answers[place - size]
    }

    /// The questions in order with their answers, and for each number its place among them.
    pub(super) fn ranked(&self) -> (Vec<(Question, Digest)>, Vec<u32>) {
        let answers = self.blocks.iter().enumerate().filter_map(|(block, answers)| Some(((1 << block) - 1, answers.get()?)));
        let numbered = answers.flat_map(|(first, answers)| (first..).map(Asked::at).zip(answers.iter()));
        let answered: Vec<(Asked, Digest)> = numbered.filter_map(|(asked, answer)| Some((asked, *answer.get()?))).collect();
        let questions = Asked::questions(answered.iter().map(|(asked, _)| *asked));
        let mut all: Vec<(Question, (Asked, Digest))> = questions.into_iter().zip(answered).collect();
        all.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut ranks = vec![0; all.iter().map(|(_, (asked, _))| asked.index() + 1).max().unwrap_or(0)];
        for (rank, (_, (asked, _))) in all.iter().enumerate() {
            ranks[asked.index()] = rank as u32;
        }
        (all.into_iter().map(|(question, (_, digest))| (question, digest)).collect(), ranks)
    }
}
