//! Elections: validity, who is elected, ties and run-offs.

use serde_json::{Value, json};

use super::{facts, with};

/// An election of `seats` among 200 electors, with these votes for A, B, C and so on.
fn election(rule: &str, seats: u64, returned: u64, votes: &[u64]) -> Value {
    facts("election", &front(rule, seats, returned, votes))
}

fn front(rule: &str, seats: u64, returned: u64, votes: &[u64]) -> String {
    let candidate = |(name, votes): (char, &u64)| format!("  - {{name: {name}, votes: {votes}}}\n");
    let candidates: String = ('A'..='Z').zip(votes).map(candidate).collect();
    format!(
        "seats: {seats}\nelectors: 200\nballots: {{issued: 190, returned: {returned}, valid: {returned}, \
         invalid: 0}}\nrule: {rule}\ncandidates:\n{candidates}"
    )
}

#[test]
fn who_has_more_than_half_of_the_ballots_is_elected_most_votes_first() {
    assert_eq!(
        election("double-majority", 2, 150, &[80, 20, 120, 30]),
        json!({"turnout": "0.7500", "valid": true, "elected": ["C", "A"], "tie": false})
    );
}

#[test]
fn an_election_in_which_half_of_the_electors_voted_is_void() {
    let void = json!({"turnout": "0.5000", "valid": false, "elected": [], "tie": false});
    assert_eq!(election("double-majority", 1, 100, &[99]), void);
    assert_eq!(election("plurality", 1, 100, &[99])["elected"], json!(["A"]), "any number will do");
}

#[test]
fn empty_seats_go_to_a_run_off_with_one_candidate_more() {
    let runoff = election("double-majority", 3, 150, &[100, 60, 50, 50, 40]);
    assert_eq!(runoff["elected"], json!(["A"]));
    assert_eq!(runoff["runoff"], json!({"seats": 2, "candidates": ["B", "C", "D"]}));
    let edge = election("double-majority", 2, 150, &[100, 60, 50, 50, 40]);
    assert_eq!(edge["runoff"], json!({"seats": 1, "candidates": ["B", "C", "D"]}), "a tie at the edge");
}

#[test]
fn a_tie_across_the_last_seat_puts_exactly_the_tied_in_the_run_off() {
    let tie = election("plurality", 2, 150, &[100, 60, 60, 60, 20]);
    assert_eq!((&tie["elected"], &tie["tie"]), (&json!(["A"]), &json!(true)));
    assert_eq!(tie["runoff"], json!({"seats": 1, "candidates": ["B", "C", "D"]}));
    let settled = election("plurality", 4, 150, &[100, 60, 60, 60, 20]);
    assert_eq!(
        (&settled["tie"], &settled["runoff"]),
        (&json!(false), &Value::Null),
        "a tie that decides nothing"
    );
}

#[test]
fn a_third_of_the_ballots_is_enough_in_a_run_off_and_one_less_is_not() {
    assert_eq!(election("runoff", 1, 150, &[50, 49])["elected"], json!(["A"]));
    assert_eq!(election("runoff", 1, 151, &[50, 49])["elected"], json!([]));
}

#[test]
fn a_rule_of_ones_own_says_of_which_ballots_and_whether_there_is_a_run_off() {
    let rule = "{turnout: \"2/3\", elected: \">1/2\", of: valid}";
    let valid = front(rule, 1, 140, &[66, 64]).replace("valid: 140, invalid: 0", "valid: 131, invalid: 9");
    let facts = facts("election", &valid);
    assert_eq!((&facts["valid"], &facts["elected"]), (&json!(true), &json!(["A"])), "66 of 131");
    assert_eq!(election(rule, 1, 133, &[70])["valid"], json!(false), "133 of 200 are less than two thirds");
    let none = election(rule, 1, 140, &[70, 70]);
    assert_eq!((&none["elected"], &none["runoff"]), (&json!([]), &Value::Null));
}

#[test]
fn before_the_count_there_are_no_facts() {
    assert_eq!(facts("election", "seats: 1\nelectors: 200\ncandidates: [{name: A}]\n"), json!({}));
}

#[test]
fn more_ballots_than_were_given_out_void_an_election_where_the_author_says_so() {
    let mut site = with("election", &front("plurality", 1, 191, &[100]));
    assert!(site.try_build().is_err(), "it is an error until somebody says that it is so");
    let declared = front("plurality", 1, 191, &[100]) + "declared: {valid: false}\n";
    assert_eq!(facts("election", &declared)["valid"], json!(false));
}

#[test]
fn a_declaration_that_differs_is_an_error() {
    let elected = |names: &str| {
        let text =
            front("plurality", 2, 150, &[100, 60, 40]) + &format!("declared: {{elected: [{names}]}}\n");
        with("election", &text).try_build().is_ok()
    };
    assert!(elected("B, A") && elected("A, B"), "in any order");
    assert!(!elected("A, C") && !elected("A"));
}
