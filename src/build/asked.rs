//! Questions with their answers, each kept once however many targets ask it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::track::{Digest, Question, Quick, Trace};

const SHARDS: usize = 32;

type Shard = HashMap<Question, (u32, Digest), Quick>;

/// All questions asked so far, from many threads, each with a number and the digest of its answer.
#[derive(Debug, Default)]
pub(super) struct AskedOnce {
    shards: [Mutex<Shard>; SHARDS],
    next: AtomicU32,
}

impl AskedOnce {
    /// The numbers of a trace's questions; those that are new are answered.
    pub(super) fn add(&self, trace: Trace, answer: impl Fn(&Question) -> Digest) -> Vec<u32> {
        trace.into_iter().map(|question| self.add_one(question, &answer)).collect()
    }

    /// The number of a question.
    pub(super) fn add_one(&self, question: Question, answer: impl Fn(&Question) -> Digest) -> u32 {
        let at = (Digest::of(question.key.as_bytes()).0 % SHARDS as u64) as usize;
        if let Some((number, _)) = self.shard(at).get(&question) {
            return *number;
        }
        // Now, while what it is about has just been looked at; and outside the lock. Who is second takes the first one's.
        let digest = answer(&question);
        self.shard(at).entry(question).or_insert_with(|| (self.next.fetch_add(1, Ordering::Relaxed), digest)).0
    }

    fn shard(&self, at: usize) -> MutexGuard<'_, Shard> {
        self.shards[at].lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The questions in order with their answers, and for each number its place among them.
    pub(super) fn ranked(self) -> (Vec<(Question, Digest)>, Vec<u32>) {
        let shards = self.shards.into_iter().map(|shard| shard.into_inner().unwrap_or_else(PoisonError::into_inner));
        let mut numbered: Vec<(Question, (u32, Digest))> = shards.flatten().collect();
        numbered.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let mut ranks = vec![0; numbered.len()];
        for (rank, (_, (number, _))) in numbered.iter().enumerate() {
            ranks[*number as usize] = rank as u32;
        }
        (numbered.into_iter().map(|(question, (_, digest))| (question, digest)).collect(), ranks)
    }
}
