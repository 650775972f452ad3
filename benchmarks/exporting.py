"""Writing a large plan beside the least that writing it can cost: ``python -m benchmarks.exporting --awards 20000``.

The plan is made, not solved: of a made-up chain the first upgrades are awarded, half of each paid by a funder, in
budgets that are large enough; it keeps its rules. The least is XlsxWriter alone writing the cells of the planner's own
workbook: the same values, formulas and sheets, one format a column, once with all cells in memory and once row by row
(``constant_memory``). Each runs in a process of its own, one after the other; the processor's seconds are told as
ratios to the latter's within one run. The audit, which a plan that was just solved brings along, is timed by itself.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import io
import json
import pickle
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from planner.audit import AuditReport
    from planner.plan.plan import Plan
    from planner.programme.programme import Programme

    type Material = tuple[Plan, Programme, AuditReport]
    type Cell = tuple[str, int, int, Any, Any]

ROOT = Path(__file__).parents[1]
LEAST = "XlsxWriter alone, row by row"
CONTENDERS = ("XlsxWriter alone, in memory", LEAST, "audit", "xlsx", "csv", "json", "html")
UPGRADES_A_SUPPLIER = 3.5
"""Fewer than the made-up chain has, so that there are enough."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the plan, write it in every way as often as asked, print the table."""
    asked = _asked(arguments)
    if asked.child is not None:
        _child(asked.child, asked.folder)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = json.loads(_python("--child", "make", "--folder", folder, "--awards", asked.awards))
        names = [each for each in CONTENDERS if each not in asked.without]
        runs = [
            {each: json.loads(_python("--child", each, "--folder", folder)) for each in names}
            for _ in range(asked.repeat)
        ]
    print(
        f"Plan of {made['awards']:,} awards to {made['suppliers']:,} suppliers; workbook of {made['cells']:,} cells.\n"
    )
    print(_table(runs))
    print(f"\nThe best of {asked.repeat}; Python {platform.python_version()}, XlsxWriter {version('xlsxwriter')}.")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exporting", description=__doc__)
    parser.add_argument("--awards", type=int, default=20_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--without", nargs="*", default=(), choices=CONTENDERS)
    parser.add_argument("--child", choices=("make", *CONTENDERS), help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.child == "make":
        print(json.dumps(_make(asked.folder, asked.awards)))
        sys.exit()
    return asked


def _python(*arguments: object) -> str:
    command = [sys.executable, "-m", "benchmarks.exporting", *map(str, arguments)]
    return subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE, text=True).stdout


def _make(folder: Path, awards: int) -> dict[str, int]:
    """The plan with its programme, its audit, and the cells of its workbook, in files for the others."""
    from planner.audit import audit

    plan, programme = made_plan(folder, awards)
    report = audit(programme, plan)
    if not report.passed:
        raise SystemExit(f"The made plan breaks a rule: {report.broken[0]}")
    (folder / "material").write_bytes(pickle.dumps((plan, programme, report)))
    cells = _cells((plan, programme, report))
    (folder / "cells").write_bytes(pickle.dumps(cells))
    return {"awards": len(plan.awards), "suppliers": plan.indicators.suppliers_funded, "cells": len(cells)}


def made_plan(folder: Path, awards: int) -> tuple[Plan, Programme]:
    """A plan that awards so many upgrades of a made-up chain, one year after the other, and its programme."""
    from planner.intake import read_programme
    from planner.sample import write_sample
    from tests.audit.builders import plan_of

    suppliers = round(awards / UPGRADES_A_SUPPLIER)
    model = write_sample(folder / "chain", suppliers // 15, suppliers - suppliers // 15, 1)
    programme = _with_large_budgets(read_programme(model).programme)
    years = programme.rules.years.award_years
    made = []
    for number, upgrade in enumerate(list(programme.upgrades.values())[:awards]):
        funder = "GOV" if programme.suppliers[upgrade.supplier_id].tier == 1 else "SME"
        half = upgrade.total_won // 2
        made.append((upgrade.upgrade_id, years[number % len(years)], {funder: half, "own": upgrade.total_won - half}))
    return plan_of(programme, *made), programme


def _with_large_budgets(programme: Programme) -> Programme:
    """The programme with money for everything, and without the rules that share it out."""
    from planner.programme.programme import Programme
    from planner.programme.rules import Rules

    data = programme.rules.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    kept = {key: data[key] for key in ("programme", "inputs", "years", "projects", "factors", "repayment")}
    kept["support_rates"] = [{"at_most": 0.5}]
    kept["funders"] = [
        {**funder, "budget": dict.fromkeys(programme.rules.years.award_years, 10**13)} for funder in data["funders"]
    ]
    tables = (list(programme.suppliers.values()), programme.links, list(programme.upgrades.values()))
    return Programme.of(Rules.model_validate(kept), *tables, programme.files, programme.products)


def _cells(material: Material) -> list[Cell]:
    """Every cell of the planner's workbook in the order in which it is written: sheet, row, column, value, formula."""
    from xlsxwriter.worksheet import Worksheet

    found: list[Cell] = []

    def kept(kind: str) -> Any:
        original = getattr(Worksheet, kind)

        def write(sheet: Any, row: int, column: int, value: Any, form: Any = None, result: Any = None) -> Any:
            found.append((sheet.get_name(), row, column, value, result if kind == "write_formula" else None))
            more = (result,) if kind == "write_formula" else ()
            return original(sheet, row, column, value, form, *more)

        return mock.patch.object(Worksheet, kind, write)

    with kept("write_string"), kept("write_number"), kept("write_formula"), kept("write_blank"):
        _xlsx(material)()
    return found


def _child(contender: str, folder: Path) -> None:
    """One contender, measured; prints seconds of the processor and the most memory beside what was loaded [MB]."""
    cells = contender.startswith("XlsxWriter")
    material = pickle.loads((folder / ("cells" if cells else "material")).read_bytes())
    work = _WORK[contender](material)
    gc.collect()
    before = _forget_the_peak()
    start = time.process_time()
    size = work()
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "memory": _memory("VmHWM") - before, "size": size}))


def _forget_the_peak() -> float:
    """Give freed memory back and count the peak from here on, on Linux; what is held now [MB]."""
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory("VmRSS")


def _memory(kind: str) -> float:
    """What the process holds (VmRSS), or has held at most (VmHWM) [MB]."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(kind)) * 1024 / 1e6


def _alone(cells: list[Cell], *, row_by_row: bool) -> Callable[[], int]:
    """XlsxWriter with the same cells; importing it is timed, as it is for the planner."""

    def write() -> int:
        import xlsxwriter

        content = io.BytesIO()
        book = xlsxwriter.Workbook(content, {"constant_memory": row_by_row, "strings_to_formulas": False})
        sheets: dict[str, Any] = {}
        formats: dict[tuple[str, int], Any] = {}
        for name, row, column, value, result in cells:
            sheet = sheets.get(name) or sheets.setdefault(name, book.add_worksheet(name))
            form = formats.get((name, column))
            if form is None:
                form = formats[name, column] = book.add_format({"num_format": "#,##0"})
            if result is not None:
                sheet.write_formula(row, column, value, form, result)
            elif value is None:
                sheet.write_blank(row, column, None, form)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, form)
            else:
                sheet.write_number(row, column, value, form)
        book.close()
        return len(content.getvalue())

    return write


def _audit(material: Material) -> Callable[[], int]:
    from planner.audit import audit

    plan, programme, _ = material
    return lambda: len(audit(programme, plan).findings)


def _xlsx(material: Material) -> Callable[[], int]:
    return _document(material, "xlsx")


def _document(material: Material, form: str) -> Callable[[], int]:
    """What the planner writes, its audit given."""
    from planner.export.choices import Choices
    from planner.export.writing import write

    plan, programme, report = material

    def written() -> int:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"plan.{form}"
            write(plan, programme, path, Choices("ko"), report)
            return path.stat().st_size

    return written


_WORK: dict[str, Callable[[Any], Callable[[], int]]] = {
    "XlsxWriter alone, in memory": lambda cells: _alone(cells, row_by_row=False),
    LEAST: lambda cells: _alone(cells, row_by_row=True),
    "audit": _audit,
    "xlsx": _xlsx,
    "csv": lambda material: _document(material, "csv"),
    "json": lambda material: _document(material, "json"),
    "html": lambda material: _document(material, "html"),
}


def _table(runs: Sequence[dict[str, dict[str, float]]]) -> str:
    least = min(run[LEAST]["seconds"] for run in runs)
    said = {"audit": "(the audit of the plan)", "xlsx": "the planner's workbook", "csv": "its table of awards, CSV"}
    said |= {"json": "its plan file, JSON", "html": "its report, HTML"}
    lines = ["| what | processor seconds | ratio | memory | file |", "|---|---:|---:|---:|---:|"]
    for name in runs[0]:
        seconds = min(run[name]["seconds"] for run in runs)
        memory, size = (max(run[name][figure] for run in runs) for figure in ("memory", "size"))
        file = "" if name == "audit" else f"{size / 1e6:.1f} MB"
        lines.append(f"| {said.get(name, name)} | {seconds:.2f} | {seconds / least:.2f} | {memory:,.0f} MB | {file} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
