"""What the readers make of hostile files: ``python -m tests.campaigns.hostile_files``.

Makes each file of ``tests/intake/hostile.py``, reads it in a process of its own and writes docs/hostile-files.md: what
is said, how long the refusal took and how much memory it needed, beside what the interpreter and the modules need.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from tests.campaigns.page import table
from tests.intake.hostile import FILES, HostileFile

PAGE = Path(__file__).parents[2] / "docs" / "hostile-files.md"
LIMIT_SECONDS = 1.0
LIMIT_MB = 200

HEAD = """\
# Hostile files

Each of these files was made to keep a reader busy, to fill its memory, to fetch something or to start something. None
may: each is refused in under {seconds:g} second and {limit} MB, with its place and its remedy; nothing is fetched and
nothing is started.

- **Seconds** are those of the refusal itself, from the call of the reader until the last fault is known, worded in
  English. **MB** are those that it needs at most beside the interpreter and its modules ({base} MB, of which a good
  programme needs {good} MB to be read): `resource.getrusage(RUSAGE_SELF).ru_maxrss` at its end, less before the call.
  Every file was read in a process of its own.
- **Size** is that of the file on the disk.
- Where a file has many faults the first is shown.

This page is written by `python -m tests.campaigns.hostile_files`, which makes the files (`tests/intake/hostile.py`).
On the machine of this run ({machine}): {refused} of {count} refused, the slowest in {slowest:.2f} s, the largest with
{largest:.0f} MB.

"""


class Outcome(NamedTuple):
    """What was said of a file, and what that took."""

    codes: list[str]
    line: str
    seconds: float
    before_mb: float
    peak_mb: float


def peak_mb() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6


def read(file: HostileFile, folder: Path) -> Outcome:
    """The outcome in this process."""
    file.reader.prepare()
    before = peak_mb()
    start = time.perf_counter()
    faults = file.reader.read(folder / file.name)
    lines = [fault.to("en") for fault in faults]
    seconds = time.perf_counter() - start
    return Outcome([fault.code for fault in faults], lines[0] if lines else "", seconds, before, peak_mb())


def outcome(file: HostileFile) -> tuple[Outcome | None, int]:
    """The outcome in processes of their own, one that makes the file and one that reads it; and the file's size.

    None where the reader did not come to an end within a minute, or came to a bad one.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _process("make", file, folder)
        size = (folder / file.name).stat().st_size
        try:
            return Outcome(*json.loads(_process("read", file, folder))), size
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            return None, size


def _process(task: str, file: HostileFile, folder: Path) -> str:
    command = [sys.executable, "-m", "tests.campaigns.hostile_files", task, file.name, str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


def page() -> str:
    """The page as this machine writes it."""
    import platform

    outcomes = []
    for file in FILES:
        found, size = outcome(file)
        outcomes.append((file, found, size))
        sys.stderr.write(f"{file.name}: {found and (found.codes[:1], round(found.seconds, 2), round(found.peak_mb))}\n")
    hostile = [entry for entry in outcomes if not entry[0].good]
    done = [found for _, found, _ in hostile if found is not None and found.codes]
    good = next(found for file, found, _ in outcomes if file.good and found is not None)
    head = HEAD.format(
        seconds=LIMIT_SECONDS,
        limit=LIMIT_MB,
        base=round(good.before_mb),
        good=round(good.peak_mb - good.before_mb),
        machine=f"{platform.system()}, {platform.machine()}, Python {platform.python_version()}",
        refused=len(done),
        count=len(hostile),
        slowest=max(found.seconds for found in done),
        largest=max(found.peak_mb - found.before_mb for found in done),
    )
    rows = [_row(file, found, size) for file, found, size in hostile]
    return head + table(["File", "Size", "Seconds", "MB", "What is said"], rows) + "\n"


def _row(file: HostileFile, found: Outcome | None, size: int) -> list[str]:
    measured = f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size / 1e3:,.1f} kB"
    if found is None:
        return [file.what, measured, "**over 60**", "", "**no end**"]
    line = found.line if len(found.line) <= 200 else found.line[:200] + " …"
    told = f"`{line}`" if found.codes else "**read without a fault**"
    memory = f"{found.peak_mb - found.before_mb:,.0f}"
    seconds = f"{found.seconds:.2f}"
    if found.seconds >= LIMIT_SECONDS:
        seconds = f"**{seconds}**"
    if found.peak_mb - found.before_mb >= LIMIT_MB:
        memory = f"**{memory}**"
    return [file.what, measured, seconds, memory, told.replace("|", "\\|")]


def _file(name: str) -> HostileFile:
    return next(file for file in FILES if file.name == name)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", name, folder]:
            (Path(folder) / name).write_bytes(_file(name).make())
        case ["read", name, folder]:
            sys.stdout.write(json.dumps(read(_file(name), Path(folder))))
        case _:
            PAGE.write_text(page(), encoding="utf-8")
            sys.stdout.write(f"{PAGE}\n")
