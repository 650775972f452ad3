"""Published multi-dimensional knapsacks, stated as programmes: a model file and tables, no code of the planner's.

    maximise    sum_j v_j x_j
    subject to  sum_j a_ij x_j <= b_i  for each resource i,   x_j 0 or 1

A resource is a purse, a project is an upgrade, and what it takes of a resource is a cost line that this purse pays
whole. Its value is its tonnes: it saves for one year, the only one that counts. One unit of a resource is a million
won, one unit of value a tonne, so that values are exact to a thousandth.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
from ruamel.yaml import YAML

from planner.intake import read_programme
from planner.programme.programme import Programme
from planner.units import WON_PER_SOLVER_UNIT

DATA = Path(__file__).parent / "knapsacks"
YEAR = 2026


class Knapsack(NamedTuple):
    """A published instance and its published optimum. ``uses`` has a row for each resource."""

    name: str
    source: str
    values: tuple[Decimal, ...]
    uses: tuple[tuple[int, ...], ...]
    budgets: tuple[int, ...]
    optimum: Decimal

    def value(self, chosen: Iterable[int]) -> Decimal:
        """The value of the chosen projects."""
        return sum((self.values[j] for j in chosen), Decimal(0))

    def fits(self, chosen: Sequence[int]) -> bool:
        """Whether every resource suffices for the chosen projects."""
        return all(sum(row[j] for j in chosen) <= budget for row, budget in zip(self.uses, self.budgets, strict=True))


def knapsacks() -> Iterator[Knapsack]:
    """All instances. Those of one file share their projects: some take only the first so many of them."""
    for path in sorted(DATA.glob("*.yaml")):
        data = YAML(typ="safe").load(path)
        for name, case in data["cases"].items():
            count = case.get("projects", len(data["values"]))
            yield Knapsack(
                name,
                data["source"],
                tuple(Decimal(str(value)) for value in data["values"][:count]),
                tuple(tuple(row[:count]) for row in data["uses"]),
                tuple(case["budgets"]),
                Decimal(str(case["optimum"])),
            )


def project(number: int) -> str:
    """The id of the project with that place in the list of values."""
    return f"P{number + 1:03d}"


def resource(number: int) -> str:
    """The id of the purse with that place in the list of budgets."""
    return f"R{number + 1:02d}"


def written(knapsack: Knapsack, folder: Path) -> Path:
    """Write the instance as a model file and its tables into the folder, and give the model's path."""
    _write(folder / "tables" / "suppliers.csv", ["supplier_id", "tier"], [["FIRM", 1]])
    _write(
        folder / "tables" / "upgrades.csv",
        ["upgrade_id", "supplier_id", "technology", "tonnes", "life_years"],
        [[project(j), "FIRM", "project", value, 1] for j, value in enumerate(knapsack.values)],
    )
    _write(
        folder / "tables" / "cost_lines.csv",
        ["upgrade_id", "year_offset", "won", "payer"],
        [
            [project(j), 0, use * WON_PER_SOLVER_UNIT, resource(i)]
            for (i, row), j in product(enumerate(knapsack.uses), range(len(knapsack.values)))
            if (use := row[j])
        ],
    )
    model = folder / "model.yaml"
    funders = [
        {"id": resource(i), "kind": "government", "budget": {YEAR: budget * WON_PER_SOLVER_UNIT}}
        for i, budget in enumerate(knapsack.budgets)
    ]
    stated = {
        "programme": knapsack.name,
        "inputs": "tables",
        "years": {"award": [YEAR, YEAR], "count_until": YEAR},
        "projects": "whole",
        "funders": funders,
    }
    with model.open("w", encoding="utf-8") as stream:
        YAML(typ="safe").dump(stated, stream)
    return model


def programme_of(knapsack: Knapsack, folder: Path) -> Programme:
    """The instance as the planner reads it from its files."""
    return read_programme(written(knapsack, folder)).programme


def _write(path: Path, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])


def best_of_all(knapsack: Knapsack) -> Decimal:
    """The best value over every selection, each tried; for up to 20 projects.

    Selections are built up by one project after the other, so that what each takes is a sum of two known ones.
    """
    takes = np.zeros((1, len(knapsack.budgets)), dtype=np.int64)
    worth = np.zeros(1, dtype=np.int64)
    for value, use in zip(knapsack.values, zip(*knapsack.uses, strict=True), strict=True):
        takes = np.vstack([takes, takes + np.array(use)])
        worth = np.concatenate([worth, worth + int(value * 1_000)])
    fitting = (takes <= np.array(knapsack.budgets)).all(axis=1)
    return Decimal(int(worth[fitting].max())) / 1_000
