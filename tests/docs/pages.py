"""Pages whose steps can be done: commands with what they print, files to write, cells to fill in, in the page's order.

A step is one of

* a ``console`` block: lines after ``$`` are typed, ``# ends with 3`` after a command is its exit code where that is not
  0; the other lines are printed by it, to either stream, and ``...`` stands for lines that are left out;
* a ``csv`` or ``yaml`` block after a paragraph that names a file and ends with a colon: tables are written, models get
  it at their end;
* a ``pycon`` block: statements after ``>>>`` are run, one after the other with the names of those before; the other
  lines are all that each prints;
* a table of sheet, cell and value after a paragraph that names a workbook: the cells are filled in.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from doctest import DocTestParser
from pathlib import Path

import planner
from planner.cli.edge import run

ROOT = Path(planner.__file__).parents[1]
DOCS = ROOT / "docs"
CHECKER = ROOT / "planner" / "standalone" / "check_plan.py"
PAGES = ("tutorial.md", "how-to-officer.md", "how-to-procurement.md", "how-to-next-year.md", "python.md")

_STEP = re.compile(
    r"(?P<named>[^\n]*)\n\n(?:```(?P<kind>console|pycon|csv|yaml)\n(?P<block>.*?)^```$"
    r"|(?P<cells>^\|[^\n]*\n\|[-|]+\|(?:\n\|[^\n]*)+))",
    re.DOTALL | re.MULTILINE,
)
_ENDS_WITH = re.compile(r"  # (?:ends with|종료 코드) (\d)$")
_FILE = re.compile(r"`([\w./-]+\.(?:csv|yaml|xlsx))`")
_CELL = re.compile(r"^\| `([^`]+)` \| `([A-Z]+\d+)` \| `([^`]*)` \|$", re.MULTILINE)


@dataclass(frozen=True)
class Command:
    """A command with its exit code and the lines that the page shows of what it prints."""

    line: str
    ends_with: int
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Statement:
    """A statement in Python, as the page has it, and what the page shows of what it prints."""

    typed: str
    source: str
    shown: str


@dataclass(frozen=True)
class Written:
    """A file of the page: a table is written, a model gets the text at its end."""

    path: str
    text: str


@dataclass(frozen=True)
class Filled:
    """Cells of a workbook with what is written into them; whole numbers as numbers."""

    workbook: str
    cells: tuple[tuple[str, str, str], ...]


type Step = Command | Statement | Written | Filled


def steps(page: str) -> Iterator[Step]:
    """What the page has its reader do, in its order."""
    blocks = list(_STEP.finditer(page))
    for kind in ("console", "pycon"):
        assert sum(found["kind"] == kind for found in blocks) == page.count(f"```{kind}"), "a blank line before each"
    for found in blocks:
        named = _FILE.findall(found["named"])
        if found["kind"] == "console":
            yield from _commands(found["block"])
        elif found["kind"] == "pycon":
            yield from _statements(found["block"])
        elif found["kind"] and named and found["named"].endswith(":"):
            yield Written(named[-1], found["block"])
        elif found["cells"] and (cells := _CELL.findall(found["cells"])):
            yield Filled(named[-1], tuple(cells))


def _commands(block: str) -> Iterator[Command]:
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        typed, *printed = part.splitlines()
        code = _ENDS_WITH.search(typed)
        shown = tuple(line.rstrip() for line in printed if line.strip() not in ("", "..."))
        yield Command(_ENDS_WITH.sub("", typed), int(code[1]) if code else 0, shown)


def _statements(block: str) -> Iterator[Statement]:
    for example in DocTestParser().get_examples(block):
        lines = example.source.splitlines()
        typed = "\n".join(f"{'...' if place else '>>>'} {line}" for place, line in enumerate(lines))
        yield Statement(typed, example.source, example.want)


class Reader:
    """Somebody who does what a page says, in the current folder."""

    def __init__(self) -> None:
        self._names: dict[str, object] = {}

    def do(self, step: Step) -> int:
        """Do it and give the exit code of a command, else 0."""
        if isinstance(step, Command):
            return self._run(shlex.split(step.line))
        if isinstance(step, Statement):
            exec(compile(step.source, "<page>", "single"), self._names)
        elif isinstance(step, Written):
            self._write(step)
        else:
            self._fill(step)
        return 0

    def _run(self, words: list[str]) -> int:
        if words[0] == "planner":
            return run(words[1:])
        assert words[0] == "python", "pages run planner and the checker that needs nothing but Python"
        shutil.copy(CHECKER, CHECKER.name)
        done = subprocess.run([sys.executable, "-X", "utf8", *words[1:]], capture_output=True, text=True, check=False)
        sys.stdout.write(done.stdout)
        sys.stderr.write(done.stderr)
        return done.returncode

    def _write(self, step: Written) -> None:
        path = Path(step.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.suffix == ".yaml" and path.exists() else ""
        path.write_text(before + step.text, encoding="utf-8")

    def _fill(self, step: Filled) -> None:
        from openpyxl import load_workbook

        book = load_workbook(step.workbook)
        for sheet, cell, value in step.cells:
            book[sheet][cell] = int(value) if value.isdecimal() else value or None
        book.save(step.workbook)
