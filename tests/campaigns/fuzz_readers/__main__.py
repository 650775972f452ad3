"""Bytes against the readers: ``python -m tests.campaigns.fuzz_readers --work fuzz``.

Gives each target its minutes of atheris, one after the other on one core, and goes on after a finding: each sort of
finding is kept in the work folder with the shortest bytes that lead to it and what happened. A second run goes on with
what the first one learned. What came of the findings stands in docs/fuzzing.md, whose figures ``--write`` writes.

    python -m tests.campaigns.fuzz_readers --minutes csv=12 model=12 workbook=24 rules=6 maps=6 --work fuzz
    python -m tests.campaigns.fuzz_readers --replay csv fuzz/csv/findings/0123abcd.bin

Needs Linux and atheris (extra ``dev``; wheels for Python 3.12 and 3.13).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.campaigns.fuzz_readers.page import summary, write_page

MINUTES = {"csv": 12.0, "model": 12.0, "workbook": 24.0, "rules": 6.0, "maps": 6.0}
_RAM = Path("/dev/shm")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.fuzz_readers")
    parser.add_argument("--minutes", nargs="*", default=[], metavar="TARGET=MINUTES")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "fuzz")
    parser.add_argument("--write", action="store_true", help="write the figures of all runs so far into the page")
    parser.add_argument("--replay", nargs=2, metavar=("TARGET", "FILE"))
    return parser.parse_args()


def replay(target: str, file: Path) -> None:
    """Give one file to a target without the fuzzer; what it breaks is raised."""
    from tests.campaigns.fuzz_readers.targets import Targets

    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        targets = Targets(Path(folder))
        targets.watch.begin()
        targets.take(target)(file.read_bytes())
        sys.stdout.write(f"nothing broken in {time.perf_counter() - start:.2f} s\n")


def run(target: str, minutes: float, work: Path) -> None:
    """Fuzz a target in processes of its own: one that the fuzzer ends before its time is followed by another."""
    end = time.monotonic() + minutes * 60
    (work / target).mkdir(parents=True, exist_ok=True)
    with (work / f"{target}.log").open("ab") as log:
        while (left := int(end - time.monotonic())) > 5:
            with tempfile.TemporaryDirectory(dir=_RAM if _RAM.is_dir() else None) as folder:
                command = [sys.executable, "-B", "-m", "tests.campaigns.fuzz_readers.child"]
                subprocess.run([*command, target, str(left), str(work), folder], stdout=log, stderr=log, check=False)


def main() -> None:
    """The command."""
    given = _arguments()
    if given.replay:
        replay(given.replay[0], Path(given.replay[1]))
        return
    minutes = {name: float(value) for name, _, value in (text.partition("=") for text in given.minutes)} or MINUTES
    for target, amount in minutes.items():
        run(target, amount, given.work)
    sys.stdout.write(summary(given.work))
    if given.write:
        write_page(given.work)


if __name__ == "__main__":
    main()
