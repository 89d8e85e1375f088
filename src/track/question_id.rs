//! Questions as numbers. While a site is drawn the same few are asked by every page: a number is compared,
//! sorted and kept more cheaply than the words it stands for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use super::digest::FastBuildHasher;
use super::question::{Question, QuestionKind};

/// The number of a question: the same as long as the program runs, and in another run another one. Their
/// order says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId(u32);

/// The number of each key, for each sort of question.
type IdsByKey = [HashMap<Arc<str>, QuestionId, FastBuildHasher>; QuestionKind::ALL.len()];

/// None yet. (Of arrays, only those of 32 and fewer have this by themselves.)
fn no_ids() -> IdsByKey {
    std::array::from_fn(|_| HashMap::default())
}

/// All questions this program has ever met: in a long watch also those about records that have gone since,
/// half a kilobyte each.
struct QuestionRegistry {
    numbers: IdsByKey,
    questions: Vec<Question>,
}

static ALL: LazyLock<Mutex<QuestionRegistry>> =
    LazyLock::new(|| Mutex::new(QuestionRegistry { numbers: no_ids(), questions: Vec::new() }));

thread_local! {
    /// Those that many pages ask, as far as this thread has met them: it need not wait for others to look
    /// them up.
    static MET: RefCell<IdsByKey> = RefCell::new(no_ids());
}

fn all() -> MutexGuard<'static, QuestionRegistry> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

impl QuestionId {
    /// The number of a question.
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

    /// The question of this number.
    pub fn question(self) -> Question {
        all().questions[self.0 as usize].clone()
    }

    /// The questions of many numbers.
    pub fn questions(asked: impl IntoIterator<Item = QuestionId>) -> Vec<Question> {
        let all = all();
        asked.into_iter().map(|asked| all.questions[asked.0 as usize].clone()).collect()
    }

    /// Its place in a table by number.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether many pages ask the same of this sort; each of the others is asked by few, and to keep it twice
/// would cost more.
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

/// The number of one question, looked up when it is first asked: a record is named by many pages.
#[derive(Debug, Default)]
pub struct CachedQuestionId(AtomicU32);

impl CachedQuestionId {
    /// The number of that question, which is the same each time.
    pub fn of(&self, kind: QuestionKind, key: &Arc<str>) -> QuestionId {
        // One more than the number; 0 before it is known. Who looks it up at the same time finds the same.
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
