//! Which folders report their changes: takes the system's list of mounts, says whether the files of a
//! folder may be changed elsewhere without notice to this machine.

use std::path::Path;

/// File systems whose files may be changed elsewhere: on a network, on the host of a virtual machine,
/// through FUSE.
const SHARED: [&str; 23] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "drvfs",
    "fakeowner",
    "fuse",
    "fuseblk",
    "glusterfs",
    "gpfs",
    "grpcfuse",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "osxfs",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// Whether `folder`, an absolute path without links, gives no reliable events; `mounts` is
/// `/proc/self/mountinfo`.
pub(super) fn is_silent(mounts: &str, folder: &Path) -> bool {
    kind(mounts, folder)
        .is_some_and(|kind| SHARED.contains(&kind) || kind.starts_with("fuse.") || kind == "vmhgfs")
}

/// The file system type of `folder`: that of the innermost mount that contains it, the last one if several
/// are at one place.
fn kind<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let mount = |line: &'m str| {
        let (before, after) = line.split_once(" - ")?;
        let at = unescape(before.split(' ').nth(4)?);
        folder.starts_with(&at).then(|| (at.len(), after.split(' ').next().unwrap_or_default()))
    };
    mounts.lines().filter_map(mount).max_by_key(|(len, _)| *len).map(|(_, kind)| kind)
}

/// White space and backslashes in names are escaped as octal numbers.
fn unescape(path: &str) -> String {
    path.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
        40 22 0:30 / /srv/share\\040one rw - nfs4 server:/share rw\n\
        41 40 0:31 / /srv/share\\040one/local rw - tmpfs tmpfs rw\n\
        42 22 0:32 / /mnt/host rw - fuse.sshfs host: rw\n";

    #[test]
    fn the_deepest_mount_decides() {
        for (folder, silent) in [
            ("/srv/site/content", false),
            ("/srv/share one/site", true),
            ("/srv/share one/local/site", false),
            ("/srv/share one more", false),
            ("/mnt/host", true),
        ] {
            assert_eq!(is_silent(MOUNTS, Path::new(folder)), silent, "{folder}");
        }
        assert!(!is_silent("", Path::new("/anywhere")) && !is_silent("not a list", Path::new("/anywhere")));
    }
}
