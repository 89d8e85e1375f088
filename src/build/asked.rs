//! Questions, each kept once however many targets ask it.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::track::{Digest, Question, Quick, Trace};

const SHARDS: usize = 32;

/// All questions asked so far, from many threads, each with a number.
#[derive(Debug, Default)]
pub(super) struct AskedOnce {
    shards: [Mutex<HashMap<Question, u32, Quick>>; SHARDS],
    next: AtomicU32,
}

impl AskedOnce {
    /// The numbers of a trace's questions.
    pub(super) fn add(&self, trace: Trace) -> Vec<u32> {
        trace.into_iter().map(|question| self.add_one(question)).collect()
    }

    /// The number of a question.
    pub(super) fn add_one(&self, question: Question) -> u32 {
        let shard = &self.shards[(Digest::of(question.key.as_bytes()).0 % SHARDS as u64) as usize];
        let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
        *shard.entry(question).or_insert_with(|| self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// The questions in order, and for each number its place among them.
    pub(super) fn ranked(self) -> (Vec<Question>, Vec<u32>) {
        let mut numbered: Vec<(Question, u32)> = Vec::new();
        for shard in self.shards {
            numbered.extend(shard.into_inner().unwrap_or_else(PoisonError::into_inner));
        }
        numbered.sort_unstable();
        let mut ranks = vec![0; numbered.len()];
        for (rank, (_, number)) in numbered.iter().enumerate() {
            ranks[*number as usize] = rank as u32;
        }
        (numbered.into_iter().map(|(question, _)| question).collect(), ranks)
    }
}
