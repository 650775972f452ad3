"""Same data, same plan: ``python -m tests.campaigns.same_plan``.

Solves every shipped model, made-up chains and programmes full of ties in other orders, formats and languages, each in a
process of its own, with other seeds of Python's hashes, one and two threads, and in every Python named by ``--python``.
Writes docs/same-plan.md; ends with 1 where two hashes differ, with 2 where a Python named is not there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from planner.intake import read_programme
from tests.campaigns.page import table
from tests.campaigns.same_plan.forms import FEW, FORMS
from tests.campaigns.same_plan.subjects import Subject, made_up, subjects

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "same-plan.md"

HEAD = """\
# Same data, same plan

A plan is the same, to the won and with the same hash, whatever order the rows, columns, sheets, rules and keys stand
in, whether they come as a workbook or as files, in Korean or in English, in whatever process, with one thread or two,
in whatever Python that is supported. That holds for every search that ends by proof or by its gap; one that the clock
stops promises nothing. How it comes about:

- **What order says nothing is put into one order** before anything depends on it: tables by their ids, rules by what
  they say (`planner/programme/canonical.py`). The rows that the solver gets are then the same, and so is its way. A
  rule keeps the number by which its author knows it (`cap[2,...]`), so the numbers in reports are those of the file;
  the hashes leave them out. The order of objectives, of first and last year, and of size classes says something and
  counts.
- **What is left open, the published order decides** (`planner/solving/tie_break.py`): less fresh money, then earlier
  tonnes, then code-point order. Who was decided by it alone is counted and told: a supplier is *decided by tie-break*
  when some plan that is equally good in all objectives gives it other awards, another share or another year. In parts
  this is found out exactly, from the directions that leave every objective as it is; for whole projects by looking for
  other selections, so many that it may end with "at least". `tie_break` in the plan names them; it is no part of the
  plan's hash, as it says nothing of what is paid.

Written by `{command}` in {pythons}. "Forms" are ways to write the same data down: {forms}. Where a plan takes long
there are fewer. Each process has its own seed of Python's hashes; one has one thread, one two, one is in the other
Python, and these solve three forms each.

"""


@dataclass(frozen=True)
class Process:
    """How a process is started: its Python, the seed of Python's hashes, the threads of HiGHS."""

    python: str
    hash_seed: str = "0"
    threads: int | None = None

    def __str__(self) -> str:
        return f"{self.python}, hash seed {self.hash_seed}, threads {self.threads or 'as it likes'}"

    def run(self, subject: Subject, models: Sequence[Path]) -> list[dict[str, object]]:
        """What each of these models came to. Raises ``CalledProcessError`` where one cannot be solved."""
        command = [self.python, "-m", "tests.campaigns.same_plan.told", *map(str, models)]
        command += [] if self.threads is None else ["--threads", str(self.threads)]
        command += [] if subject.gap is None else ["--gap", str(subject.gap)]
        environment = os.environ | {"PYTHONHASHSEED": self.hash_seed, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environment)
        return [json.loads(line) for line in done.stdout.splitlines()]


@dataclass
class Found:
    """What the variants of one subject came to."""

    subject: Subject
    forms: int
    processes: int = 0
    names: list[str] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    status: str = ""
    ties: object = None

    def add(self, names: Sequence[str], said: Sequence[dict[str, object]]) -> None:
        """Note what a process said of the forms named."""
        self.processes += 1
        self.names += names
        self.plans += [str(one["plan"]) for one in said]
        self.inputs += [str(one["inputs"]) for one in said]
        self.status, self.ties = str(said[0]["status"]), said[0]["ties"]

    @property
    def is_same(self) -> bool:
        """Whether all came to one plan from one set of inputs."""
        return len(set(self.plans)) == 1 and len(set(self.inputs)) == 1

    def differences(self) -> str:
        """The forms that did not come to what the first came to, a line each."""
        first = self.inputs[0], self.plans[0]
        others = zip(self.names, self.inputs, self.plans, strict=True)
        return "".join(f"  {name}: {i[:12]} {p}\n" for name, i, p in others if (i, p) != first)

    def row(self) -> tuple[object, ...]:
        """The subject's row of the table."""
        ties = "-" if self.ties is None else self.ties
        counts = len(self.plans), len(set(self.inputs)), len(set(self.plans))
        return (self.subject.name, self.status.replace("_", " "), self.forms, self.processes, *counts, ties)


def tried(subject: Subject, folder: Path, processes: Sequence[Process]) -> Found:
    """One subject in all its forms and processes; the first process solves every form, the others a few."""
    reading = read_programme(subject.model)
    names = [name for name in FORMS if name in FEW or not subject.takes_long]
    written = {}
    for number, name in enumerate(names):
        inside = folder / f"{number}"
        inside.mkdir(parents=True)
        written[name] = FORMS[name](reading, inside, random.Random(number))
    found = Found(subject, forms=len(written) + 1)
    forms = {"as it is": subject.model, **written}
    found.add(list(forms), processes[0].run(subject, list(forms.values())))
    few = ["as it is"] if subject.takes_long else ["as it is", *FEW]
    others = [process for process in processes[1:] if process.threads is None or not subject.takes_long]
    for process in others:
        found.add([f"{name}, {process}" for name in few], process.run(subject, [forms[name] for name in few]))
    return found


def pythons(asked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The Pythons named that can run the planner, each with its version; says which cannot."""
    for python in [sys.executable, *asked]:
        try:
            probe = "import sys, highspy, pulp, pydantic; print('.'.join(map(str, sys.version_info[:3])))"
            done = subprocess.run([python, "-c", probe], check=True, capture_output=True, text=True)
        except (OSError, subprocess.CalledProcessError):
            click.echo(f"{python}: not there, or without the pinned packages; left out")
            continue
        yield python, done.stdout.strip()


def main() -> int:
    """Run the campaign."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaigns.same_plan", description=__doc__)
    parser.add_argument("--python", action="append", default=[], metavar="PATH", help="another Python; may be repeated")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this programme; may be repeated")
    parser.add_argument("--small", action="store_true", help="only what is made up; writes nothing")
    asked = parser.parse_args()
    there = list(pythons(asked.python))
    own = there[0][0]
    processes = [Process(own), Process(own, "1", threads=1), Process(own, "2", threads=2)]
    processes += [Process(python, "3") for python, _ in there[1:]]
    found = []
    with tempfile.TemporaryDirectory() as scratch:
        offered = made_up(Path(scratch) / "made-up") if asked.small else subjects(Path(scratch) / "made-up")
        for number, subject in enumerate(offered):
            if not asked.only or subject.name in asked.only:
                found.append(tried(subject, Path(scratch) / f"forms-{number}", processes))
                click.echo("  ".join(str(cell) for cell in found[-1].row()))
                click.echo(found[-1].differences(), nl=False)
    versions = sorted({version for _, version in there})
    if not asked.only and not asked.small:
        PAGE.write_text(page(found, versions), encoding="utf-8")
    click.echo(f"Python {', '.join(versions)}; not the same: {sum(not one.is_same for one in found)}")
    missing = len(there) < 1 + len(asked.python)
    return 1 if not all(one.is_same for one in found) else 2 if missing else 0


def page(found: Sequence[Found], versions: Sequence[str]) -> str:
    """The page of documentation."""
    head = (
        "Programme",
        "ends",
        "forms",
        "processes",
        "plans made",
        "inputs",
        "different plans",
        "decided by tie-break",
    )
    text = HEAD.format(
        command="python -m tests.campaigns.same_plan --python PATH",
        pythons=" and ".join(f"Python {version}" for version in versions),
        forms=", ".join(FORMS),
    )
    return text + table(head, [one.row() for one in found]) + "\n"


if __name__ == "__main__":
    sys.exit(main())
