//! Mistakes in a ledger: entries with invalid amounts or outside the period, impossible balances, and
//! periods of a fund that do not follow each other.

use rust_decimal::Decimal;

use super::super::check::Check;
use super::super::exact::{money, or_zero};
use super::super::kind::RecordBefore;
use super::{Ledger, LedgerEntry, Statement, Totals, codes};
use crate::diag::{Diagnostic, Location, Words, words};

/// The checks that need nothing else of the site.
pub(super) fn check(ledger: &Ledger, check: &mut Check) {
    needed(ledger, check);
    period(ledger, check);
    let are_sums =
        ledger.entries().iter().enumerate().fold(true, |are, (at, one)| entry(at, one, check) && are);
    // If an entry is invalid, mistakes in the sums would only be its consequences.
    if are_sums {
        balances(ledger, check);
    }
}

/// A ledger that says anything must give its fund, its period and its opening balance.
fn needed(ledger: &Ledger, check: &mut Check) {
    let Ledger { fund, period, opening, closing, entries, .. } = ledger;
    let says_anything =
        fund.is_some() || period.is_some() || opening.is_some() || closing.is_some() || entries.is_some();
    if !says_anything {
        return;
    }
    for (is_there, name, zh) in [
        (fund.is_some(), "fund", "资金"),
        (period.is_some(), "period", "期间"),
        (opening.is_some(), "opening", "期初"),
    ] {
        if !is_there {
            check.missing(name, (zh, name));
        }
    }
}

fn period(ledger: &Ledger, check: &mut Check) {
    let Some(period) = ledger.period else { return };
    let (from, until) = (period.from, period.until);
    let backwards = check.in_order(
        &codes::PERIOD_BACKWARDS,
        ("period.from", Some(from)),
        ("period.until", Some(until)),
        |from, until| {
            words!(
                "期间止于 {until}，早于开始的 {from}",
                "the period ends on {until}, before it starts on {from}"
            )
        },
        ("开始在这里", "it starts here"),
    );
    if let Some(fault) = backwards {
        fault.help(Words::fixed("请核对这两个日期", "check the two dates"));
        return;
    }
    for (at, entry) in ledger.entries().iter().enumerate() {
        if (from..=until).contains(&entry.date) {
            continue;
        }
        let day = entry.date;
        check.add_with(format!("entries.{at}.date"), &codes::ENTRY_OUTSIDE_PERIOD, || {
            let message = words!(
                "{day} 不在 {from} 至 {until} 之内",
                "{day} is not between {from} and {until}, the days that this ledger covers"
            );
            Diagnostic::new(&codes::ENTRY_OUTSIDE_PERIOD, message).help(Words::fixed(
                "改正日期，或把这一笔记到它所在的那一期",
                "correct the date, or enter it in the ledger of its own period",
            ))
        });
    }
}

/// Whether an entry has exactly one amount, either income or expense, which is not negative.
fn entry(at: usize, entry: &LedgerEntry, check: &mut Check) -> bool {
    let mut is_sum = true;
    for (field, amount) in [("income", entry.income), ("expense", entry.expense)] {
        let Some(amount) = amount.filter(|amount| amount.0 < Decimal::ZERO) else { continue };
        is_sum = false;
        check.add_with(format!("entries.{at}.{field}"), &codes::NEGATIVE_AMOUNT, || {
            let message = words!("{amount} 小于零", "{amount} is less than zero");
            Diagnostic::new(&codes::NEGATIVE_AMOUNT, message).help(Words::fixed(
                "退回的钱记在另一边：退回的支出写进收入，退回的收入写进支出",
                "enter a refund on the other side: an expense that came back is income, and the reverse",
            ))
        });
    }
    let (income, expense) = (or_zero(entry.income), or_zero(entry.expense));
    let has_none = entry.income.is_none() && entry.expense.is_none();
    if has_none || !(income.is_zero() || expense.is_zero()) {
        is_sum = false;
        let path = if has_none { format!("entries.{at}.income") } else { format!("entries.{at}.expense") };
        check.add_with(path, &codes::ENTRY_NEEDS_ONE_AMOUNT, || one_amount(has_none));
    }
    is_sum
}

fn one_amount(has_none: bool) -> Diagnostic {
    let message = match has_none {
        true => Words::fixed("这一笔没有写收入或支出", "this entry says neither income nor expense"),
        false => Words::fixed("这一笔又有收入又有支出", "this entry says both income and expense"),
    };
    Diagnostic::new(&codes::ENTRY_NEEDS_ONE_AMOUNT, message).help(Words::fixed(
        "一笔只写其中一项；又收又付的，写成两笔",
        "write one of the two; make two entries of what came in and what went out",
    ))
}

fn balances(ledger: &Ledger, check: &mut Check) {
    let Some(sums) = Statement::of(ledger) else { return };
    if ledger.overdraft.is_none_or(|overdraft| !overdraft.0) {
        not_below_zero(ledger, &sums, check);
    }
    let Totals { opening, income, expense, closing: computed } = sums.totals;
    if let Some(closing) = ledger.closing.filter(|closing| closing.0 != computed.0) {
        check
            .add(
                "closing",
                &codes::CLOSING_DOES_NOT_ADD_UP,
                words!(
                    "期末写 {closing}，算出来是 {computed}",
                    "the closing balance is given as {closing}, and comes to {computed}"
                ),
            )
            .note("opening", Words::fixed("期初结余在这里", "the opening balance is here"))
            .help(words!(
                "期初 {opening} + 收入 {income} − 支出 {expense} = {computed}：核对明细，或删去期末",
                "{opening} at the beginning + {income} income − {expense} expense = {computed}: check the \
                 entries, or leave `closing` out"
            ));
    }
}

/// Reports where the balance first falls below zero.
fn not_below_zero(ledger: &Ledger, sums: &Statement, check: &mut Check) {
    let is_below = |balance: &Decimal| *balance < Decimal::ZERO;
    let (path, balance) = match sums.balances.iter().position(|balance| is_below(&balance.0)) {
        _ if is_below(&sums.totals.opening.0) => ("opening".to_owned(), sums.totals.opening),
        Some(at) => {
            let side = if ledger.entries()[at].expense.is_some() { "expense" } else { "income" };
            (format!("entries.{at}.{side}"), sums.balances[at])
        }
        None => return not_below_zero_by_day(ledger, sums, check),
    };
    check
        .add(
            path,
            &codes::BALANCE_BELOW_ZERO,
            words!("这里结余是 {balance}，小于零", "here the balance is {balance}, below zero"),
        )
        .help(Words::fixed(
            "核对金额和先后；确实垫付的，加一行 overdraft: true",
            "check the amounts and their order; if somebody did advance money, add `overdraft: true`",
        ));
}

/// Tells on which day the balance falls below zero where the order of the entries hides it.
fn not_below_zero_by_day(ledger: &Ledger, sums: &Statement, check: &mut Check) {
    let days = ledger.balance_by_day(sums);
    let Some(low) = days.iter().find(|day| day.value.0 < Decimal::ZERO) else { return };
    let paid = |entry: &LedgerEntry| entry.date == low.date && entry.change() < Decimal::ZERO;
    let Some(at) = ledger.entries().iter().rposition(paid) else { return };
    let (day, balance) = (low.date, low.value);
    check
        .add(
            format!("entries.{at}.date"),
            &codes::BALANCE_BELOW_ZERO,
            words!(
                "按日期排，{day} 这天结束时结余是 {balance}，小于零",
                "by the dates, the balance at the end of {day} is {balance}, below zero"
            ),
        )
        .help(Words::fixed(
            "核对这一笔和前后各笔的日期；确实垫付的，加一行 overdraft: true",
            "check the dates of this entry and of those around it; if somebody did advance money, add \
             `overdraft: true`",
        ));
}

/// The diagnostic for a second statement of a fund that begins on the same day.
pub(super) fn same_period(ledger: &Ledger) -> Diagnostic {
    let fund = ledger.fund.as_deref().unwrap_or_default();
    let from = ledger.period.map(|period| period.from.to_string()).unwrap_or_default();
    let message =
        words!("“{fund}”从 {from} 起的一期已经有了", "there is a ledger of `{fund}` from {from} already");
    Diagnostic::new(&codes::PERIODS_OVERLAP, message).help(overlap_help())
}

fn overlap_help() -> Words {
    Words::fixed(
        "改正期间；重新公布的，把旧的一期写上 withdrawn（撤回）",
        "correct the period; if this one replaces the other, give that one `withdrawn`",
    )
}

/// Checks that a period of a fund continues from the end of the previous one, in time and in money.
pub(super) fn check_continuation(ledger: &Ledger, before: &RecordBefore<'_, Ledger>, check: &mut Check) {
    let Some((period, last)) = ledger.period.zip(before.own.period) else { return };
    let (from, until) = (period.from, last.until);
    let note = |fault: Diagnostic, path: &str, words: Words| {
        let Location { file, span } = (before.locate)(path);
        fault.note(file, span, words)
    };
    let ends_here = || Words::fixed("上一期止于这里", "the period before ends here");
    if from <= until {
        let message = words!(
            "从 {from} 起，上一期到 {until} 才结束",
            "this period starts on {from}, and the one before ends on {until}"
        );
        let fault = Diagnostic::new(&codes::PERIODS_OVERLAP, message).help(overlap_help());
        check.push("period.from", note(fault, "period.until", ends_here()));
        return;
    }
    if until.0.tomorrow().is_ok_and(|next| next < from.0) {
        if !before.is_next {
            return;
        }
        let message = words!(
            "从 {from} 起，上一期到 {until} 就结束了",
            "this period starts on {from}, and the one before ended on {until}"
        );
        let fault = Diagnostic::new(&codes::PERIODS_APART, message).help(Words::fixed(
            "补上中间的一期，或改正期间",
            "add the period between the two, or correct the dates",
        ));
        check.push("period.from", note(fault, "period.until", ends_here()));
        return;
    }
    match ledger.currency() == before.own.currency() {
        true => opening_follows(ledger, before, check, &note),
        false => currency_changes(ledger, before, check, &note),
    }
}

/// Adds a note that points at a value of the previous period, given by its path.
type NoteBefore<'a> = dyn Fn(Diagnostic, &str, Words) -> Diagnostic + 'a;

fn before_is_here() -> Words {
    Words::fixed("上一期在这里", "the period before is here")
}

fn currency_changes(
    ledger: &Ledger,
    before: &RecordBefore<'_, Ledger>,
    check: &mut Check,
    note: &NoteBefore<'_>,
) {
    let (now, then) = (ledger.currency(), before.own.currency());
    let message =
        words!("这一期是 {now}，上一期是 {then}", "this period is in {now}, the one before in {then}");
    let fault = Diagnostic::new(&codes::CURRENCY_CHANGES, message).help(Words::fixed(
        "一笔资金只用一种币种；换了币种，另起一个资金名称",
        "keep a fund in one currency; give the money in the other one the name of another fund",
    ));
    let path = |ledger: &Ledger| if ledger.currency.is_some() { "currency" } else { "fund" };
    check.push(path(ledger), note(fault, path(before.own), before_is_here()));
}

fn opening_follows(
    ledger: &Ledger,
    before: &RecordBefore<'_, Ledger>,
    check: &mut Check,
    note: &NoteBefore<'_>,
) {
    let Some((opening, last)) = ledger.opening.zip(before.facts.statement.as_ref()) else { return };
    let (opening, closing) = (money(opening.0), last.totals.closing);
    if opening.0 == closing.0 {
        return;
    }
    let message = words!(
        "期初 {opening}，上一期的期末是 {closing}",
        "the opening balance is {opening}, and the period before closed with {closing}"
    );
    let fault = Diagnostic::new(&codes::OPENING_DOES_NOT_FOLLOW, message).help(words!(
        "写 {closing}，或改正上一期的明细",
        "write {closing}, or correct the entries of the period before"
    ));
    let place = if before.own.closing.is_some() { "closing" } else { "entries" };
    check.push("opening", note(fault, place, before_is_here()));
}
