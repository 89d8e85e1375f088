//! The program as people run it: exit codes, what is printed where, and what happens to the folders around
//! it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop anywhere")]

#[path = "cli/accessibility.rs"]
mod accessibility;
#[cfg(unix)]
#[path = "cli/confined.rs"]
mod confined;
#[path = "cli/desk.rs"]
mod desk;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[path = "cli/faults.rs"]
mod faults;
#[path = "cli/forged.rs"]
mod forged;
#[path = "cli/hosting.rs"]
mod hosting;
#[path = "cli/init.rs"]
mod init;
#[path = "cli/inputs.rs"]
mod inputs;
#[path = "cli/killed.rs"]
mod killed;
#[path = "cli/messages.rs"]
mod messages;
#[path = "cli/new.rs"]
mod new;
#[path = "cli/output.rs"]
mod output;
#[path = "cli/pdf.rs"]
mod pdf;
#[path = "cli/poster.rs"]
mod poster;
#[path = "cli/privacy.rs"]
mod privacy;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[path = "common/random.rs"]
#[allow(dead_code, reason = "each test program uses a part of this")]
mod random;
#[path = "cli/rebuild.rs"]
mod rebuild;
#[path = "cli/rows.rs"]
mod rows;
#[path = "cli/schema.rs"]
mod schema;
#[path = "cli/seals.rs"]
mod seals;
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[path = "cli/steps.rs"]
mod steps;
#[path = "cli/translate.rs"]
mod translate;
#[path = "cli/withheld.rs"]
mod withheld;
