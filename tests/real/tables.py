"""The audits as an inputs folder of the planner."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from planner.programme.quantities import written
from tests.real.audits import Audits

LIFE_YEARS = 10
"""Assumed for every recommendation: the audits give no life."""

SUPPLIERS = ("supplier_id", "tier", "region", "size", "process", "revenue_won")
UPGRADES = (
    "upgrade_id",
    "supplier_id",
    "technology",
    "cost_won",
    "electricity_mwh",
    "gas_gj",
    "other_t",
    "saving_won",
    "life_years",
)


def write_inputs(audits: Audits, folder: Path) -> None:
    """Write suppliers.csv and upgrades.csv; there are no links, because who sells to whom is not known."""
    folder.mkdir(parents=True, exist_ok=True)
    plants = audits.plants.values()
    _write(folder / "suppliers.csv", SUPPLIERS, ([getattr(plant, column) for column in SUPPLIERS] for plant in plants))
    _write(
        folder / "upgrades.csv",
        UPGRADES,
        (
            [
                recommendation.upgrade_id,
                recommendation.plant.supplier_id,
                recommendation.technology,
                recommendation.cost_won,
                _cell(recommendation.electricity_mwh),
                _cell(recommendation.gas_gj),
                _cell(recommendation.other_t),
                recommendation.saving_won,
                LIFE_YEARS,
            ]
            for recommendation in audits.used
        ),
    )


def _cell(amount: Fraction) -> int | float | str:
    """An exact number as a cell; nothing of a stream is blank."""
    return written(amount) if amount else ""


def _write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
