"""Bad files through the real command line, in both languages: how it ends, what it prints, and in what time."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planner.errors import ExitCode
from planner.languages import LANGUAGES, Language
from tests.campaigns.bad_inputs.case import Case, Expected
from tests.campaigns.bad_inputs.judge import SECONDS

_ENDS = {
    "refused": ExitCode.BAD_INPUT,
    "merging": ExitCode.BAD_INPUT,
    "infeasible": ExitCode.INFEASIBLE,
    "accepted": ExitCode.DONE,
    "warned": ExitCode.DONE,
}
_HANGUL = re.compile("[가-힣]")


@dataclass(frozen=True)
class Run:
    """A run of the command: what is wrong with it, nothing where empty, and how long it took [s]."""

    case: int
    language: Language
    wrong: str
    seconds: float


def runs(case: Case, variant: int) -> Iterator[Run]:
    """The runs of one bad file, in each language."""
    for language in LANGUAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _, expected, path = case.made(variant, folder)
            before = sorted(folder.rglob("*"))
            started = _processor_time()
            done = subprocess.run(
                [sys.executable, "-m", "planner", *_words(expected, path), "--lang", language],
                capture_output=True,
                check=False,
                cwd=Path(__file__).parents[3],
                env={**os.environ, "PYTHONUTF8": "1"},
                timeout=120,
            )
            seconds = _processor_time() - started
            wrote = sorted(folder.rglob("*")) != before
        yield Run(case.number, language, _wrong(expected, done, language, seconds, wrote=wrote), seconds)


def _processor_time() -> float:
    """What all commands so far have taken [s]."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _words(expected: Expected, path: Path) -> list[str]:
    if expected.ending == "merging":
        return ["import", *(str(path.parent / name) for name in expected.files), "--into", str(path.parent / "new")]
    return ["solve" if expected.ending == "infeasible" else "check", str(path)]


def _wrong(
    expected: Expected, done: subprocess.CompletedProcess[bytes], language: Language, seconds: float, *, wrote: bool
) -> str:
    printed = (done.stdout + done.stderr).decode()
    line = next((line for line in printed.splitlines() if line.startswith(f"{expected.code} ")), "")
    if done.returncode != _ENDS[expected.ending]:
        return f"ended with {done.returncode}: {printed[-300:]}"
    if "Traceback" in printed:
        return printed[-600:]
    if wrote:
        return "something was written"
    if seconds > SECONDS:
        return f"took {seconds:.1f} s"
    if expected.ending != "infeasible" and not line:
        return f"no line with {expected.code}: {printed[-300:]}"
    in_korean = bool(_HANGUL.search(line.partition(": ")[2]))
    return "" if language == "en" or expected.ending == "infeasible" or in_korean else f"not in Korean: {line}"
