"""What must hold whatever bytes the readers are given; what does not hold is a finding."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from planner.errors import Fault
from planner.intake.reading import RowCount
from planner.languages import LANGUAGES

LIMIT_SECONDS = 5.0  # of the processor: other programs may run beside
LIMIT_MB = 1_000
_LONGEST_LINE = 20_000
_HARMLESS = ("open", "import", "compile", "exec", "sys.", "marshal.", "code.", "os.listdir", "os.scandir",
             "object.", "cpython.", "gc.", "glob.", "pathlib.", "array.", "ctypes.", "mmap.", "tempfile.")  # fmt: skip
_COMMANDS = frozenset(map(chr, (*range(0x20), *range(0x7F, 0xA0))))
_MAY_WRITE = frozenset("wax+")


class Broken(AssertionError):  # noqa: N818 - it is a verdict
    """A property that does not hold; the first word says which."""


def check_said(said: Iterable[Fault], places: Sequence[str]) -> None:
    """Every fault has a wording in each language that any terminal can show, and a place that one of these begins."""
    for fault in said:
        if not fault.place.startswith(tuple(places)):
            raise Broken(f"place: {fault.code} at {fault.place!r}")
        for language in LANGUAGES:
            line = fault.to(language)
            if "{" in fault.problem.template and not line:
                raise Broken(f"wording: {fault.code} in {language}")
            if len(line) > _LONGEST_LINE:
                raise Broken(f"long: {fault.code} in {language} has {len(line)} characters")
            try:
                line.encode()
            except UnicodeEncodeError as error:
                raise Broken(f"unprintable: {fault.code} in {language}: {line[:200]!a}") from error
            if not _COMMANDS.isdisjoint(line):
                raise Broken(f"terminal: {fault.code} in {language} commands the terminal: {line[:200]!a}")


def check_counts(counts: Iterable[RowCount]) -> None:
    """No row is lost."""
    for count in counts:
        if count.read + count.refused != count.present or min(count.read, count.refused) < 0:
            raise Broken(f"counts: {count}")


class Watch:
    """Looks on while bytes are read: no file outside a folder is written, nothing is fetched, nothing is started."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._on = False
        self._seen: list[str] = []

    def begin(self) -> None:
        """Look on from now on, to the end of the process: Python lets go of no such hook."""
        sys.addaudithook(self._look)

    def _look(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on or (event != "open" and event.startswith(_HARMLESS)):
            return
        if event == "open":
            path, mode, flags = arguments
            writes = _MAY_WRITE & set(mode) if isinstance(mode, str) else isinstance(flags, int) and flags & 0b11
            if not writes or str(path).startswith(self._folder):
                return
        if event.startswith(("os.", "shutil.", "socket.", "subprocess.", "urllib.", "open", "ftplib.", "http.")):
            self._seen.append(f"{event} {arguments!r}"[:300])

    @contextmanager
    def on(self) -> Iterator[None]:
        """While the readers run. Raises :class:`Broken` for what they did beside reading, or did too slowly."""
        self._on, self._seen = True, []
        before, start = _peak_mb(), time.process_time()
        try:
            yield
        finally:
            self._on = False
        seconds, grown = time.process_time() - start, _peak_mb() - before
        if self._seen:
            raise Broken(f"outside: {self._seen[0]}")
        if seconds > LIMIT_SECONDS:
            raise Broken(f"slow: {seconds:.1f} s")
        if grown > LIMIT_MB:
            raise Broken(f"large: {grown:.0f} MB")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
