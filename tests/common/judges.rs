//! Programs that are not ours, and how they are run: pinned in `tests/judges`, or the system's. One that is
//! not there is a failure that says how to install it.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The folder of the judges.
pub fn judges() -> PathBuf {
    let judges = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/judges");
    assert!(
        judges.join("node_modules/axe-core").is_dir(),
        "the judges are not installed: run `npm ci --ignore-scripts` in tests/judges"
    );
    judges
}

/// The first of these programs that is there.
pub fn program(names: &[&str], install: &str) -> PathBuf {
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|all| std::env::split_paths(&all).collect()).unwrap_or_default();
    let found = names
        .iter()
        .find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()));
    found.unwrap_or_else(|| panic!("`{}` is not installed: {install}", names[0]))
}

/// The end of a program that hangs; no machine is so busy that one that does not would take so long.
const LIMIT: Duration = Duration::from_secs(1200);

/// Runs a program to its end; what it says is shown when it finds a fault.
pub fn judge(mut command: Command) {
    let said = tempfile::NamedTempFile::new().expect("a temporary file");
    let to = || Stdio::from(File::options().append(true).open(said.path()).expect("the file to write to"));
    let mut running = command
        .stdin(Stdio::null())
        .stdout(to())
        .stderr(to())
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let started = Instant::now();
    let ended = loop {
        match running.try_wait().expect("a child") {
            Some(status) => break Some(status),
            None if started.elapsed() > LIMIT => {
                running.kill().expect("to end it");
                running.wait().expect("its end");
                break None;
            }
            None => std::thread::sleep(Duration::from_millis(50)),
        }
    };
    let said = fs::read_to_string(said.path()).unwrap_or_default();
    match ended {
        Some(status) if status.success() => println!("{said}"),
        Some(status) => panic!("{command:?}: {status}\n{said}"),
        None => panic!("{command:?} did not end within {} seconds\n{said}", LIMIT.as_secs()),
    }
}
