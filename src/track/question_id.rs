//! Questions as numbers: takes a question, gives its number. While a site is drawn, every page asks the
//! same few questions, and numbers are compared, sorted and stored more cheaply than texts.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use super::digest::FastBuildHasher;
use super::question::{Question, QuestionKind};

/// The number of a question: constant while the program runs, but different in another run. The order of
/// numbers has no meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(u32);

/// The number of each key, by sort of question.
type IdsByKey = [HashMap<Arc<str>, QuestionId, FastBuildHasher>; QuestionKind::ALL.len()];

/// An empty table. (Only arrays of up to 32 elements implement `Default`.)
fn no_ids() -> IdsByKey {
    std::array::from_fn(|_| HashMap::default())
}

/// All questions that this program has ever seen: in a long watch, this includes those about records that
/// no longer exist, half a kilobyte each.
struct QuestionRegistry {
    numbers: IdsByKey,
    questions: Vec<Question>,
}

static ALL: LazyLock<Mutex<QuestionRegistry>> =
    LazyLock::new(|| Mutex::new(QuestionRegistry { numbers: no_ids(), questions: Vec::new() }));

thread_local! {
    /// The common questions that this thread has seen: looking these up does not wait for other threads.
    static MET: RefCell<IdsByKey> = RefCell::new(no_ids());
}

fn all() -> MutexGuard<'static, QuestionRegistry> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

impl QuestionId {
    /// The number of a question, which is assigned if need be.
    pub fn of(kind: QuestionKind, key: &str) -> QuestionId {
        if !is_common(kind) {
            return all().number(kind, key, || key.into());
        }
        MET.with_borrow_mut(|met| {
            let met = &mut met[kind as usize];
            if let Some(asked) = met.get(key) {
                return *asked;
            }
            let asked = all().number(kind, key, || key.into());
            met.insert(key.into(), asked);
            asked
        })
    }

    /// The question with this number.
    pub fn question(self) -> Question {
        all().questions[self.0 as usize].clone()
    }

    /// The questions with these numbers.
    pub fn questions(asked: impl IntoIterator<Item = QuestionId>) -> Vec<Question> {
        let all = all();
        asked.into_iter().map(|asked| all.questions[asked.0 as usize].clone()).collect()
    }

    /// Its index in a table by number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether many pages ask the same question of this sort; other questions are asked by few, and storing
/// them twice would cost more.
fn is_common(kind: QuestionKind) -> bool {
    use QuestionKind::{Asset, Config, Crumb, Fragment, Nav, Section, Template, Texts};
    matches!(kind, Asset | Config | Crumb | Fragment | Nav | Section | Template | Texts)
}

impl QuestionRegistry {
    fn number(&mut self, kind: QuestionKind, key: &str, shared: impl FnOnce() -> Arc<str>) -> QuestionId {
        let numbers = &mut self.numbers[kind as usize];
        if let Some(asked) = numbers.get(key) {
            return *asked;
        }
        let (key, asked) = (shared(), QuestionId(self.questions.len().try_into().unwrap_or(u32::MAX)));
        numbers.insert(key.clone(), asked);
        self.questions.push(Question { kind, key });
        asked
    }
}

/// The number of one question, looked up when it is first needed: many pages name the same record.
#[derive(Debug, Default)]
pub struct CachedQuestionId(AtomicU32);

impl CachedQuestionId {
    /// The number of the given question, which must be the same in each call.
    pub fn of(&self, kind: QuestionKind, key: &Arc<str>) -> QuestionId {
        // One more than the number; 0 if it is not known yet. Threads that look it up at the same time find
        // the same.
        match self.0.load(Ordering::Relaxed).checked_sub(1) {
            Some(number) => QuestionId(number),
            None => {
                let asked = all().number(kind, key, || key.clone());
                self.0.store(asked.0 + 1, Ordering::Relaxed);
                asked
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_has_one_number_in_all_threads() {
        let here = QuestionId::of(QuestionKind::Card, "notices/one.md");
        let there =
            std::thread::spawn(|| QuestionId::of(QuestionKind::Card, "notices/one.md")).join().unwrap();
        assert_eq!(here, there);
        assert_eq!(here.question(), Question::new(QuestionKind::Card, "notices/one.md"));
        assert_ne!(here, QuestionId::of(QuestionKind::Name, "notices/one.md"));
        assert_ne!(here, QuestionId::of(QuestionKind::Card, "notices/two.md"));
    }
}
