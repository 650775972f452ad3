"""Reading a workbook beside the least that reading it can cost: ``python -m benchmarks.reading``.

The least is python-calamine laying out the values of every sheet, and pydantic validating every row of the tables from
these values, blank cells left out. Beside it stands the whole of ``planner check``: the guard, the layout, every cell
with its place, every row, and every check between rows; and, to know what of it is pydantic's, the rows again from
values that are parsed already. Each runs in a process of its own, one after the other; the processor's seconds are told
as ratios within one run.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTENDERS = ("calamine", "pydantic", "parsed", "planner")


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the workbook, read it in every way as often as asked, print the table."""
    asked = _asked(arguments)
    if asked.child is not None:
        _child(asked.child, asked.workbook)
        return
    with tempfile.TemporaryDirectory() as name:
        book = asked.workbook or _workbook(Path(name), asked)
        runs = [{contender: _run(contender, book) for contender in CONTENDERS} for _ in range(asked.repeat)]
        size = book.stat().st_size
    print(
        f"Workbook of {runs[0]['planner']['upgrades']:,.0f} upgrades, {size / 1e6:.1f} MB; repeats: {asked.repeat}.\n"
    )
    print(_table(runs))
    packages = ", ".join(f"{name} {version(name)}" for name in ("python-calamine", "pydantic"))
    print(f"\nPython {platform.python_version()}, {packages}.")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--tier1", type=int, default=1_800, help="tier-1 suppliers of the made-up chain")
    parser.add_argument("--tier2", type=int, default=23_200, help="tier-2 suppliers")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--workbook", type=Path, help="read this one instead of a made-up one")
    parser.add_argument("--child", choices=CONTENDERS, help=argparse.SUPPRESS)
    return parser.parse_args(arguments)


def _workbook(folder: Path, asked: argparse.Namespace) -> Path:
    """A made-up chain as a workbook."""
    chain = ["--tier1", asked.tier1, "--tier2", asked.tier2, "--seed", asked.seed]
    _python("planner", "sample", folder / "chain", *chain)
    _python("planner", "convert", folder / "chain" / "model.yaml", folder / "chain.xlsx")
    return folder / "chain.xlsx"


def _run(contender: str, book: Path) -> dict[str, float]:
    result: dict[str, float] = json.loads(_python("benchmarks.reading", "--child", contender, "--workbook", book))
    return result


def _python(module: str, *arguments: object) -> str:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout


def _child(contender: str, book: Path) -> None:
    """One contender, measured; prints seconds of the processor and the most memory [MB]."""
    work = {"calamine": _calamine, "pydantic": _pydantic, "parsed": _parsed, "planner": _planner}[contender](book)
    gc.collect()
    start = time.process_time()
    upgrades = work()
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    print(json.dumps({"seconds": seconds, "memory": memory, "upgrades": upgrades}))


def _calamine(book: Path) -> Callable[[], int]:
    from python_calamine import CalamineWorkbook

    def read() -> int:
        workbook = CalamineWorkbook.from_path(str(book))
        return sum(len(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names)

    return read


def _pydantic(book: Path) -> Callable[[], int]:
    """Every row of the tables, from the values as they lie in the sheets; laying them out is not timed."""
    from python_calamine import CalamineWorkbook

    from planner.intake.sheets import TABLES

    workbook = CalamineWorkbook.from_path(str(book))
    tables = []
    for kind in TABLES:
        header, _, *rows = workbook.get_sheet_by_name(kind.name).to_python()
        named = [
            {name: value for name, value in zip(header, row, strict=True) if value != "" and name != "needs"}
            for row in rows
        ]
        tables.append((kind.row, named))
    return lambda: sum(len([model.model_validate(values) for values in rows]) for model, rows in tables)


def _parsed(book: Path) -> Callable[[], int]:
    """Every row of the tables, from its parsed values; reading them first is not timed."""
    from planner.intake.sheets import TABLES
    from planner.intake.table import Habits
    from planner.intake.workbook.book import opened
    from planner.intake.workbook.sheet_table import read_sheet

    workbook = opened(book)
    tables = [(kind.row, [dict(row.values) for row in read_sheet(workbook, kind, Habits()).rows]) for kind in TABLES]
    return lambda: sum(len([model.model_validate(values) for values in rows]) for model, rows in tables)


def _planner(book: Path) -> Callable[[], int]:
    from planner.intake.programme import read_programme

    return lambda: len(read_programme(book).programme.upgrades)


def _table(runs: Sequence[dict[str, dict[str, float]]]) -> str:
    best = {name: min(run[name]["seconds"] for run in runs) for name in CONTENDERS}
    memory = {name: max(run[name]["memory"] for run in runs) for name in CONTENDERS}
    least = best["calamine"] + best["pydantic"]
    said = {
        "calamine": "calamine lays out the values",
        "pydantic": "pydantic validates the rows",
        "parsed": "(pydantic validates rows that are parsed already)",
        "planner": "reading and checking the programme",
    }
    lines = ["| what | processor seconds | ratio | most memory |", "|---|---|---|---|"]
    for name in CONTENDERS:
        lines.append(f"| {said[name]} | {best[name]:.2f} | {best[name] / least:.2f} | {memory[name]:,.0f} MB |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
