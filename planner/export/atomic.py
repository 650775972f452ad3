"""Files that are either the old or the new one, never a part."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from planner.errors import UsageError
from planner.languages import T

_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def refuse_protected(path: Path) -> None:
    """Raise ``UsageError`` where a file is there that is write-protected: somebody wants it kept as it is.

    The marks of the file count, also for an administrator, whom the system would let write it all the same.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return
    if stat.S_ISREG(mode) and not mode & _MAY_WRITE:
        raise UsageError(
            T(
                "{file} is write-protected, so it is left as it is. Name another file, or take the protection off it "
                "first (chmod u+w, or Properties in Windows).",
                file=str(path),
            )
        )


def replace_file(path: Path, content: bytes) -> None:
    """Put the content under that name: written beside it first, then moved there in one step.

    Raises ``UsageError`` where the file cannot be written or is protected; nothing is left behind then.
    """
    refuse_protected(path)
    beside = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        try:
            _write_through(beside, content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            T(
                "{file} cannot be written: {reason}. Is the folder there, and the file closed in other programs?",
                file=str(path),
                reason=error.strerror or type(error).__name__,
            )
        ) from error


def _write_through(path: Path, content: bytes) -> None:
    """The bytes are on the disk when this returns, so that the move cannot come before them."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
