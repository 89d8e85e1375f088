//! The program: hands over to the command line's module.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: lilong::Allocator = lilong::Allocator;

fn main() -> ExitCode {
    lilong::cli::main()
}
