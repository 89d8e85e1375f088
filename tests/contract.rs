//! The contract's arithmetic, seen from outside: a record is written, the open data is read. Every expected
//! value stands in the contract (`content-model.md`), or follows from it with pencil and paper.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

#[path = "contract/cadence.rs"]
mod cadence;
#[path = "contract/changing.rs"]
mod changing;
mod common;
#[path = "contract/consultations.rs"]
mod consultations;
#[path = "contract/covenants.rs"]
mod covenants;
#[path = "contract/elections.rs"]
mod elections;
#[path = "contract/figures.rs"]
mod figures;
#[path = "contract/fingerprints.rs"]
mod fingerprints;
#[path = "contract/ledgers.rs"]
mod ledgers;
#[path = "contract/lists.rs"]
mod lists;
#[path = "contract/matters.rs"]
mod matters;
#[path = "contract/meetings.rs"]
mod meetings;
#[path = "contract/moments.rs"]
mod moments;
#[path = "contract/privacy.rs"]
mod privacy;
#[path = "contract/privacy_attached.rs"]
mod privacy_attached;
#[path = "contract/privacy_written.rs"]
mod privacy_written;
#[path = "contract/projects.rs"]
mod projects;
#[path = "contract/records.rs"]
mod records;
#[path = "contract/registers.rs"]
mod registers;
#[path = "contract/reports.rs"]
mod reports;
#[path = "contract/rosters.rs"]
mod rosters;
#[path = "contract/rows.rs"]
mod rows;
#[path = "contract/rows_xlsx.rs"]
mod rows_xlsx;
#[path = "contract/seals.rs"]
mod seals;
#[path = "contract/series.rs"]
mod series;

use common::Site;
use serde_json::Value;

/// A site that holds one record of `kind`, with this front matter beside title and date.
fn with(kind: &str, front: &str) -> Site {
    let mut site = Site::new();
    site.write(
        "content/records/a.md",
        format!("---\nkind: {kind}\ntitle: 标题\ndate: 2026-11-01\n{front}---\n正文。\n"),
    );
    site
}

/// The one record of a kind in the open data of 2026.
fn record(site: &mut Site, kind: &str) -> Value {
    site.build();
    let data = site.data(kind, "2026");
    assert_eq!(data.as_array().map(Vec::len), Some(1));
    data[0].clone()
}

/// The facts of one record of `kind`.
fn facts(kind: &str, front: &str) -> Value {
    record(&mut with(kind, front), kind)["facts"].clone()
}
