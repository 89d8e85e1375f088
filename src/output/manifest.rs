//! The manifest: what a build wrote, the questions of each file, and the digest of every answer.
//!
//! It is plain text, sorted, and contains only digests and the names of published things: no clock, no
//! absolute path, no name of a draft. Two clean builds of one site give identical manifests.

use std::io;
use std::sync::Arc;

use rayon::prelude::*;

use crate::output_path::OutputPath;
use crate::track::{Digest, Question, QuestionKind};

/// What a build wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// The digest of all inputs; none while files are being replaced.
    pub inputs: Option<Digest>,
    /// The span of civil time, in seconds, in which the passing of time changes nothing.
    pub holds: (i64, i64),
    /// The warnings of the build, as lines of JSON; none if they cannot be kept.
    pub warnings: Option<Vec<String>>,
    /// Rotated photos, sorted, with what is published of them, so that they need not be decoded again.
    pub turned: Vec<TurnedFile>,
    /// Every question that was asked, sorted, with the digest of its answer.
    pub questions: Vec<(Question, Digest)>,
    /// Every file, sorted by path.
    pub files: Vec<OutputFile>,
}

/// A photo that was rotated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedFile {
    /// The digest of its original bytes and of the program that rotated it.
    pub of: Digest,
    /// The number of bytes published.
    pub bytes: u64,
    /// Their SHA-256 in hexadecimal.
    pub sha256: String,
}

/// One file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path below the output folder.
    pub path: OutputPath,
    /// The number of its bytes.
    pub len: u64,
    /// Their digest; 0 while the file is being replaced.
    pub digest: Digest,
    /// Its questions, by their index in the manifest.
    pub asked: Arc<[u32]>,
}

impl OutputFile {
    /// A file that is ours, with nothing else known about it.
    pub(super) fn doubted(path: OutputPath) -> OutputFile {
        OutputFile { path, len: 0, digest: Digest::default(), asked: [].into() }
    }
}

const HEAD: &str = "lilong-manifest 1";

/// How many lines are made at once.
const PART: usize = 1024;
/// How many such parts may wait to be written.
const PARTS: usize = 8;

/// The start of a line that was appended to the manifest before a file was replaced.
pub(super) const DOUBT: &str = "x ";

impl Manifest {
    /// The file of that path.
    pub fn file(&self, path: &str) -> Option<&OutputFile> {
        let at = self.files.binary_search_by(|file| (*file.path).cmp(path)).ok()?;
        self.files.get(at)
    }

    /// Whether any file is below the folder with that path.
    pub fn has_folder(&self, path: &str) -> bool {
        let inside = format!("{path}/");
        let at = self.files.partition_point(|file| *file.path < *inside);
        self.files.get(at).is_some_and(|file| file.path.starts_with(&inside))
    }

    /// Files that are not in the next build, whose manifest is `new`.
    pub fn removed_in(&self, new: &Manifest) -> Vec<OutputPath> {
        let mut there = new.files.iter().map(|file| &file.path).peekable();
        let is_gone = |file: &&OutputFile| {
            while there.next_if(|path| **path < file.path).is_some() {}
            there.peek().is_none_or(|path| **path != file.path)
        };
        self.files.iter().filter(is_gone).map(|file| file.path.clone()).collect()
    }

    /// The questions of a file, with the digests of the answers.
    pub fn trace(&self, file: &OutputFile) -> impl Iterator<Item = &(Question, Digest)> {
        file.asked.iter().filter_map(|at| self.questions.get(*at as usize))
    }

    /// The text of the manifest.
    pub fn write(&self) -> String {
        let mut text = Vec::new();
        // Writing to memory cannot fail.
        let _ = self.write_to(&mut text);
        String::from_utf8(text).unwrap_or_default()
    }

    /// Writes the text a few parts at a time, since it grows with the site.
    ///
    /// # Errors
    /// Errors of `to`.
    pub fn write_to(&self, to: &mut (impl io::Write + Send)) -> io::Result<()> {
        let mut text = String::new();
        let inputs = self.inputs.map_or_else(|| "-".to_owned(), |inputs| inputs.to_string());
        text.push_str(&format!("{HEAD}\ninputs {inputs}\nholds {} {}\n", self.holds.0, self.holds.1));
        match &self.warnings {
            Some(warnings) => warnings.iter().for_each(|warning| text.push_str(&format!("w {warning}\n"))),
            None => text.push_str("w -\n"),
        }
        for TurnedFile { of, bytes, sha256 } in &self.turned {
            text.push_str(&format!("t {of} {bytes} {sha256}\n"));
        }
        to.write_all(text.as_bytes())?;
        write_lines(to, &self.questions, |text, (question, digest)| push_question(text, question, *digest))?;
        write_lines(to, &self.files, push_file)
    }

    /// Reads what `write` wrote; none for anything else, so that the next build is a clean one. This
    /// includes a manifest with a path that no output can have.
    pub fn parse(text: &str) -> Option<Manifest> {
        let mut lines = text.lines();
        if lines.next()? != HEAD || !text.ends_with('\n') {
            return None;
        }
        let inputs = lines.next()?.strip_prefix("inputs ")?;
        let (from, until) = lines.next()?.strip_prefix("holds ")?.split_once(' ')?;
        let mut manifest = Manifest {
            inputs: Digest::parse(inputs),
            holds: (from.parse().ok()?, until.parse().ok()?),
            warnings: Some(Vec::new()),
            ..Manifest::default()
        };
        let mut doubted = Vec::new();
        for line in lines {
            match line.split_once(' ')? {
                ("x", path) => doubted.push(OutputPath::new(path).ok()?),
                ("w", "-") => manifest.warnings = None,
                ("w", warning) => manifest.warnings.as_mut()?.push(warning.to_owned()),
                ("t", rest) => manifest.turned.push(parse_turned(rest)?),
                ("q", rest) => {
                    let (digest, question) = rest.split_once(' ')?;
                    manifest.questions.push((Question::parse(question)?, Digest::parse(digest)?));
                }
                ("f", rest) => manifest.files.push(parse_file(rest)?),
                _ => return None,
            }
        }
        // Files are found by binary search.
        if !manifest.files.is_sorted_by(|a, b| a.path < b.path) {
            return None;
        }
        manifest.doubt(doubted);
        Some(manifest)
    }

    /// Marks files so that they are drawn again, whatever is known of them.
    fn doubt(&mut self, mut paths: Vec<OutputPath>) {
        if paths.is_empty() {
            return;
        }
        paths.sort_unstable();
        paths.dedup();
        self.files.retain(|file| paths.binary_search(&file.path).is_err());
        self.files.extend(paths.into_iter().map(OutputFile::doubted));
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        (self.inputs, self.warnings) = (None, None);
    }

    /// Reads only what a build that may change nothing needs: the first lines, the warnings, the digest of
    /// the machine's fonts, and paths with lengths.
    pub fn parse_head(text: &str) -> Option<(Manifest, Vec<(&str, u64)>)> {
        let start = text.find("\nq ").or_else(|| text.find("\nf ")).map_or(text.len(), |at| at + 1);
        // The fonts of posters are the only question that is not answered by files of the site; it sorts
        // before all others.
        let first = text
            .get(start..)?
            .lines()
            .next()
            .filter(|line| line.split(' ').nth(2) == Some(QuestionKind::Fonts.name()));
        let start = first.map_or(start, |line| start + line.len() + 1);
        let manifest = Manifest::parse(text.get(..start)?)?;
        let files = text.get(text.find("\nf ").map_or(text.len(), |at| at + 1)..)?;
        let file = |line: &'_ str| -> Option<()> { line.strip_prefix("f ").map(|_| ()) };
        let mut listed = Vec::new();
        for line in files.lines() {
            file(line)?;
            let mut parts = line.splitn(5, ' ').skip(2);
            let len = parts.next()?.parse().ok()?;
            listed.push((parts.nth(1).filter(|path| OutputPath::is(path))?, len));
        }
        Some((manifest, listed))
    }
}

/// Writes a line for each of many items. Lines are made in parallel, and never all in memory at once.
fn write_lines<T: Sync>(
    to: &mut (impl io::Write + Send),
    things: &[T],
    push: impl Fn(&mut String, &T) + Sync,
) -> io::Result<()> {
    let lines = |part: &[T]| {
        let mut text = String::with_capacity(PART * 80);
        part.iter().for_each(|thing| push(&mut text, thing));
        text
    };
    let mut parts = things.chunks(PARTS * PART);
    let mut next = || -> Vec<String> {
        parts.next().map(|parts| parts.par_chunks(PART).map(lines).collect()).unwrap_or_default()
    };
    let mut texts = next();
    // The next lines are made while these are written.
    while !texts.is_empty() {
        let write = || texts.iter().try_for_each(|text| to.write_all(text.as_bytes()));
        let (written, made) = rayon::join(write, &mut next);
        written?;
        texts = made;
    }
    Ok(())
}

// There is a line for each question and file: formatting them with `write!` would take as long as drawing a
// page.
fn push_question(text: &mut String, question: &Question, digest: Digest) {
    text.push_str("q ");
    digest.push(text);
    [" ", question.kind.name(), " ", &question.key, "\n"].into_iter().for_each(|word| text.push_str(word));
}

fn push_file(text: &mut String, file: &OutputFile) {
    text.push_str("f ");
    file.digest.push(text);
    text.push(' ');
    text.push_str(&file.len.to_string());
    text.push(' ');
    let mut before = 0;
    for (at, asked) in file.asked.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&(asked - before).to_string());
        before = *asked;
    }
    [" ", &file.path, "\n"].into_iter().for_each(|word| text.push_str(word));
}

fn parse_turned(rest: &str) -> Option<TurnedFile> {
    let mut parts = rest.split(' ');
    let (of, bytes) = (Digest::parse(parts.next()?)?, parts.next()?.parse().ok()?);
    let sha256 = parts.next().filter(|sha256| is_sha256(sha256))?.to_owned();
    parts.next().is_none().then_some(TurnedFile { of, bytes, sha256 })
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

fn parse_file(rest: &str) -> Option<OutputFile> {
    let mut parts = rest.splitn(4, ' ');
    let digest = Digest::parse(parts.next()?)?;
    let len = parts.next()?.parse().ok()?;
    let mut asked = Vec::new();
    let mut before = 0_u32;
    for step in parts.next()?.split(',').filter(|step| !step.is_empty()) {
        before = before.checked_add(step.parse().ok()?)?;
        asked.push(before);
    }
    Some(OutputFile { path: OutputPath::new(parts.next()?).ok()?, len, digest, asked: asked.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(path: &str) -> OutputPath {
        OutputPath::new(path).unwrap()
    }

    #[test]
    fn what_is_written_is_read_again() {
        let manifest = Manifest {
            inputs: Some(Digest(7)),
            holds: (i64::MIN, 99),
            warnings: Some(vec!["{\"a\": 1}".to_owned()]),
            turned: vec![TurnedFile { of: Digest(5), bytes: 7, sha256: "0a".repeat(32) }],
            questions: vec![
                (Question::new(QuestionKind::Card, "notices/a b.md"), Digest(1)),
                (Question::new(QuestionKind::Topics, ""), Digest(2)),
            ],
            files: vec![
                OutputFile { path: path("a b.html"), len: 3, digest: Digest(9), asked: [0, 1].into() },
                OutputFile { path: path("c.css"), len: 0, digest: Digest(8), asked: [].into() },
            ],
        };
        let text = manifest.write();
        assert_eq!(Manifest::parse(&text), Some(manifest.clone()));
        let (head, files) = Manifest::parse_head(&text).unwrap();
        assert_eq!((head.inputs, head.warnings), (manifest.inputs, manifest.warnings));
        assert_eq!(files, [("a b.html", 3), ("c.css", 0)]);
    }

    #[test]
    fn what_was_about_to_be_replaced_is_drawn_again() {
        let written =
            |name: &str| OutputFile { path: path(name), len: 3, digest: Digest(9), asked: [].into() };
        let manifest = Manifest {
            inputs: Some(Digest(7)),
            warnings: Some(Vec::new()),
            files: vec![written("a"), written("c")],
            ..Manifest::default()
        };
        let text = format!("{}x c\nx b\nx c\n", manifest.write());
        let read = Manifest::parse(&text).unwrap();
        let known: Vec<(&str, u64)> = read.files.iter().map(|file| (&*file.path, file.len)).collect();
        assert_eq!(known, [("a", 3), ("b", 0), ("c", 0)]);
        assert_eq!((read.inputs, read.warnings), (None, None));
        assert_eq!(Manifest::parse_head(&text), None);
        assert_eq!(Manifest::parse(&text[..text.len() - 1]), None, "a line that is not whole");
    }

    #[test]
    fn anything_else_is_no_manifest() {
        for text in ["", "hello", "lilong-manifest 1\n", "lilong-manifest 1\ninputs x\nholds 1 2\nz\n"] {
            assert_eq!(Manifest::parse(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_names_no_output_is_no_manifest() {
        let head = "lilong-manifest 1\ninputs -\nholds 1 2\n";
        let digest = Digest::default();
        let file = |path: &str| format!("f {digest} 3  {path}\n");
        for path in
            ["../x", "/etc/x", "a/../../x", "..", "", ".htaccess", "a\\b", "C:x", "a/nul", "a//b", "~x"]
        {
            for text in
                [file(path), format!("{}{}", file("a"), file(path)), format!("{}x {path}\n", file("a"))]
            {
                let text = format!("{head}{text}");
                assert_eq!(Manifest::parse(&text), None, "{text}");
                assert_eq!(Manifest::parse_head(&text), None, "{text}");
            }
        }
        let twice = format!("{head}{}{}", file("b"), file("a"));
        assert_eq!(Manifest::parse(&twice), None, "files that are not in order");
        assert!(Manifest::parse(&format!("{head}{}x a/b\n", file("a"))).is_some());
    }
}
