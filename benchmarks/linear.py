"""Contenders on one linear programme, in one run: ``python -m benchmarks.linear --tier1 370 --tier2 5000 --seed 1``."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.register import names
from benchmarks.result import Result
from benchmarks.table import Repeat, notes, table

ROOT = Path(__file__).parents[1]
AGREEMENT = 1e-6
"""Optima that differ by more than this share are not those of the same problem."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the problem, run every contender as often as asked, print the table."""
    asked = _asked(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        size = _python("benchmarks.problem", folder, asked.tier1, asked.tier2, asked.seed).split()
        repeats = [_repeat(folder) for _ in range(asked.repeat)]
    report = "\n".join(
        [_problem(asked, size), agreement(repeats), "", table(repeats), "", *notes(repeats), _machine(), ""]
    )
    print(report)
    if asked.markdown is not None:
        asked.markdown.write_text(report, encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linear", description=__doc__)
    parser.add_argument("--tier1", type=int, required=True, help="tier-1 suppliers")
    parser.add_argument("--tier2", type=int, required=True, help="tier-2 suppliers")
    parser.add_argument("--seed", type=int, default=1, help="seed of the made-up chain")
    parser.add_argument("--repeat", type=int, default=1, help="how often each contender runs")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the report there too")
    return parser.parse_args(arguments)


def _repeat(folder: Path) -> Repeat:
    """Every contender once, one after the other, so that a busy minute of the machine meets all of them."""
    return {name: Result.from_json(_python("benchmarks.child", name, folder)) for name in names()}


def _python(module: str, *arguments: object) -> str:
    """What a module prints, run in a process of its own; its complaints go to this one's error stream."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout


def _problem(asked: argparse.Namespace, size: Sequence[str]) -> str:
    rows, columns, coefficients = (f"{int(number):,}" for number in size)
    return (
        f"Made-up chain of {asked.tier1:,} + {asked.tier2:,} suppliers, seed {asked.seed}: "
        f"{rows} rows x {columns} columns, {coefficients} coefficients; repeats: {asked.repeat}."
    )


def agreement(repeats: Sequence[Repeat]) -> str:
    """The contenders' common optimum. Raises ``SystemExit`` where they disagree: then no time means anything."""
    optima = [result.optimum for repeat in repeats for result in repeat.values()]
    apart = [abs(optimum - optima[0]) / abs(optima[0]) for optimum in optima]
    if not all(difference <= AGREEMENT for difference in apart):
        raise SystemExit(f"The contenders disagree about the optimum: {optima}")
    return (
        f"All contenders reach the same optimum: {optima[0]:,.3f} t; the largest difference is {max(apart):.0e} of it."
    )


def _machine() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in ("highspy", "PuLP", "numpy"))
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, {versions}."


if __name__ == "__main__":
    main()
