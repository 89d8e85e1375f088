//! Mistakes in the counts of each place.

use std::cell::LazyCell;
use std::collections::{HashMap, HashSet};

use super::super::{Consultation, codes};
use super::{QuestionCheck, counts_owners, heads_of_places};
use crate::config::Register;
use crate::diag::{Candidates, Diagnostic, Words, codes as general, words};
use crate::front::scalar::Count;
use crate::record::check::{Check, repeats};
use crate::record::exact::total;

/// Checks the places of each question against the register: each is in it, and none has more people than it
/// says. A bare name that several places share is resolved from the record.
pub(super) fn check_register(consultation: &Consultation, register: &Register, check: &mut Check) {
    let several = consultation.questions.is_some();
    for (at, asked) in consultation.asked().iter().enumerate() {
        let question = if several { format!("questions.{at}.") } else { String::new() };
        for (at, row) in asked.by_place.iter().enumerate() {
            let path = format!("{question}by_place.{at}");
            if register.fault(&row.place).is_some_and(|code| code.id == general::UNKNOWN_PLACE.id) {
                check.push(format!("{path}.place"), register.unresolved(&row.place));
            }
            if let (Some(place), Some(eligible)) = (register.find(&row.place), row.eligible) {
                let value = (&*format!("{path}.eligible"), counts_owners(asked));
                heads_of_places(eligible, &[place], value, register, check);
            }
        }
    }
}

impl QuestionCheck<'_> {
    pub(super) fn by_place(&mut self) {
        let rows = self.asked.by_place;
        if rows.is_empty() {
            return;
        }
        self.option_names();
        self.place_names();
        (0..rows.len()).for_each(|at| self.row(at));
        let eligible = self.consultation.eligible.as_ref().and_then(|e| e.people);
        let returned = self.consultation.ballots.as_ref().and_then(|b| b.returned);
        let counts = rows.iter().map(|row| row.eligible).collect();
        self.column(counts, eligible, "eligible.people", ("应参加", "eligible"));
        let counts = rows.iter().map(|row| row.returned).collect();
        self.column(counts, returned, "ballots.returned", ("收回", "returned"));
        self.option_columns();
    }

    /// Every option that a place counts must be an option of the question.
    fn option_names(&mut self) {
        let options = self.asked.options;
        let labels: HashSet<&str> = options.iter().map(|option| &*option.label).collect();
        let names = LazyCell::new(|| Candidates::of(options.iter().map(|option| &*option.label)));
        for (at, row) in self.asked.by_place.iter().enumerate() {
            let counted = row.options.iter().flat_map(|options| options.iter());
            for (label, _) in counted.filter(|(label, _)| !labels.contains(label)) {
                let path = Check::key(self.at(&format!("by_place.{at}.options.{label}")));
                let near = || names.nearest(label).and_then(|near| options.get(near));
                self.check.add_with(path, &codes::UNKNOWN_OPTION, || {
                    Diagnostic::new(
                        &codes::UNKNOWN_OPTION,
                        words!("没有“{label}”这个选项", "there is no option “{label}”"),
                    )
                    .help(match near().map(|option| &*option.label) {
                        Some(near) => words!("是不是“{near}”？", "did you mean “{near}”?"),
                        None => Words::fixed(
                            "选项要与 options 里的 label 一字不差",
                            "name an option exactly as its `label` in `options`",
                        ),
                    })
                });
            }
        }
    }

    /// No place may be counted in two rows.
    fn place_names(&mut self) {
        let rows = self.asked.by_place;
        for (at, first) in repeats(rows.iter().map(|row| row.place.trim())) {
            let (place, path) = (&*rows[at].place, |at| self.at(&format!("by_place.{at}.place")));
            let (path, first) = (path(at), path(first));
            self.check
                .add(
                    path,
                    &codes::DUPLICATE_PLACE_COUNT,
                    words!("“{place}”的计数写了两次", "the count of `{place}` is given twice"),
                )
                .note(first, Words::fixed("第一次在这里", "first here"))
                .help(Words::fixed("合成一行，或改正地点", "make one row of them, or correct the place"));
        }
    }

    /// The votes for an option in all places add up to its total.
    fn option_columns(&mut self) {
        let rows = self.asked.by_place;
        // By name, since both the options and the rows may be many.
        let mut columns: HashMap<&str, Vec<Count>> = HashMap::new();
        for (label, count) in
            rows.iter().flat_map(|row| row.options.iter()).flat_map(|options| options.iter())
        {
            columns.entry(label).or_default().push(*count);
        }
        for (at, option) in self.asked.options.iter().enumerate() {
            // A row has each name once: where there are fewer counts than rows, some rows do not give it.
            let counts = columns.get(&*option.label).filter(|counts| counts.len() == rows.len());
            let path = self.at(&format!("options.{at}.people"));
            self.column(counts.cloned(), option.people, &path, (&option.label, &option.label));
        }
    }

    /// In each place no more ballots come back than there are people, and no more are for the options than
    /// came back.
    fn row(&mut self, at: usize) {
        let row = &self.asked.by_place[at];
        let options = row.options.as_ref().map(|options| total(options.iter().map(|(_, people)| people)));
        let (Some(Count(returned)), path) = (row.returned, self.at(&format!("by_place.{at}"))) else {
            return;
        };
        if let Some(Count(eligible)) = row.eligible.filter(|eligible| eligible.0 < returned) {
            self.check
                .add(
                    format!("{path}.returned"),
                    &codes::BALLOTS_OUT_OF_ORDER,
                    words!(
                        "收回的比应参加的人多：{returned} 大于 {eligible}",
                        "more ballots returned than people eligible: {returned} is more than {eligible}"
                    ),
                )
                .note(format!("{path}.eligible"), Words::fixed("另一个数在这里", "the other number is here"))
                .help(Words::fixed(
                    "收回 ≤ 应参加，请核对这一处的计票单",
                    "returned ≤ eligible: check the count sheet of this place",
                ));
        }
        if let Some(options) = options.filter(|options| *options > returned) {
            self.check
                .add(
                    format!("{path}.options"),
                    &codes::BALLOTS_DO_NOT_ADD_UP,
                    words!(
                        "各选项合计 {options}，收回的只有 {returned}",
                        "the options make {options}, but only {returned} were returned"
                    ),
                )
                .note(format!("{path}.returned"), Words::fixed("收回张数在这里", "returned here"))
                .help(Words::fixed("请核对这一处的计票单", "check the count sheet of this place"));
        }
    }

    /// If every row gives the number, a column of the table must sum to the total.
    fn column(
        &mut self,
        counts: Option<Vec<Count>>,
        whole: Option<Count>,
        path_of_whole: &str,
        (zh, en): (&str, &str),
    ) {
        let (Some(counts), Some(Count(whole))) = (counts, whole) else { return };
        let sum = total(&counts);
        if sum == whole {
            return;
        }
        let path = self.at("by_place");
        self.check
            .add(
                path,
                &codes::PLACES_DO_NOT_ADD_UP,
                words!(
                    "各处“{zh}”合计 {sum}，总数是 {whole}",
                    "“{en}” of all places adds up to {sum}, the total is {whole}"
                ),
            )
            .note(path_of_whole, Words::fixed("总数在这里", "the total is here"))
            .help(Words::fixed(
                "每处都要列出，各处之和等于总数",
                "list every place: they must add up to the total",
            ));
    }
}
