"""The size of a file that may be read: a pipe or a device bears a name too, but would be waited for in vain."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def size_of(path: Path) -> int:
    """Bytes of the file. Raises ``OSError`` where there is none, or where it is neither file nor folder."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
    return status.st_size
