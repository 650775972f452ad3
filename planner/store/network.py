"""Whether a file lies on another computer's disk, where SQLite's write-ahead log must not be used."""

from __future__ import annotations

import sys
from pathlib import Path

MOUNTS = Path("/proc/self/mounts")

REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "lustre", "beegfs", "davfs", "ncpfs"}
)
"""File systems that several computers may write to at once; those of FUSE that go over a network begin as below."""

_REMOTE_FUSE = ("fuse.sshfs", "fuse.davfs", "fuse.gcsfuse", "fuse.s3fs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph")


def on_network(file: Path, mounts: Path = MOUNTS) -> bool:
    """Whether the file's folder is known to lie on another computer; where the system does not tell: no."""
    if sys.platform == "win32":
        return str(file).startswith("\\\\")
    kind = _kind(file.parent.resolve(), mounts)
    return kind in REMOTE or kind.startswith(_REMOTE_FUSE)


def _kind(folder: Path, mounts: Path) -> str:
    """The file system of the mount that the folder lies in: the longest that begins its path, the last of equals."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    found, kind = -1, ""
    for line in lines:
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = Path(parts[1].replace("\\040", " "))
        if (folder == point or point in folder.parents) and len(point.parts) >= found:
            found, kind = len(point.parts), parts[2]
    return kind
