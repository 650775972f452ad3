"""Small programmes whose best plans are worked out by hand, and their integer programmes."""

from __future__ import annotations

from typing import Any

from planner.certificate.building import integer_programme
from planner.certificate.programme import Column, IntegerProgramme, IntegerRow, IntegerSum, OrderedSums
from planner.certificate.weak_duality import Claim
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of

M = 1_000_000
STEP = 1_000_000
"""Bounds of columns are in millionths."""


def two_upgrades(budget: int = 150 * M, **rules: Any) -> Programme:
    """U cuts 10 t for 100 M, V 8 t for 100 M; the purse holds 150 M: U whole, half of V, 14 t."""
    return programme_of(
        rules_of(funders=[purse("GOV", budget={2026: budget})], **rules),
        [supplier_of("S")],
        [upgrade_of("U", "S", 100 * M, tonnes=10), upgrade_of("V", "S", 100 * M, tonnes=8)],
    )


def three_projects(**rules: Any) -> Programme:
    """E2: P cuts 600 t for 60 M, Q 480 t for 50 M, R 441 t for 45 M; 100 M in all. Best is Q and R, 921 t for 95 M."""
    return programme_of(
        rules_of(projects="whole", funders=[purse("GOV", budget={2026: 100 * M})], **rules),
        [supplier_of(name) for name in "ABC"],
        [
            upgrade_of("P", "A", 60 * M, tonnes=600),
            upgrade_of("Q", "B", 50 * M, tonnes=480),
            upgrade_of("R", "C", 45 * M, tonnes=441),
        ],
    )


def exact_of(programme: Programme) -> IntegerProgramme:
    """Its integer programme; every column must have bounds."""
    exact = integer_programme(programme, Options.of(programme))
    assert exact is not None
    return exact


def column(name: str, lower: int, upper: int, *, whole: bool = False) -> Column:
    """A column between two whole numbers of the solver's unit."""
    return Column(name, lower * STEP, upper * STEP, whole)


def row(name: str, terms: dict[int, int], sense: Any, limit: int) -> IntegerRow:
    """A row of whole numbers."""
    return IntegerRow(name, terms, sense, limit, 1, 0, None)


def claim(
    columns: list[Column], rows: list[IntegerRow], value: dict[int, int], *sums: OrderedSums, divisor: int = 1
) -> Claim:
    """The claim that the value is at most something on these rows."""
    named = {one.name: one for one in rows}
    return Claim(columns, named, {one.name: one for one in sums}, IntegerSum(value, divisor))
