"""What the solver is given are the exact rows of the programme, each number rounded to the nearest float at most a few
times.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planner.formulation.assemble import assemble
from planner.formulation.exact import ExactFormulation, assemble_exactly, exact_terms
from planner.intake import read_programme
from planner.programme.options import Options
from planner.programme.programme import Programme
from tests.formulation.tiny_programmes import PROGRAMMES

MODELS = Path(__file__).parents[2] / "models"
CLOSE = Fraction(1, 10**13)
"""Sums of some hundreds of floats are as close as this to the exact sum."""


def same_rows(programme: Programme) -> None:
    """Every row and every objective of the two formulations, number by number."""
    options = Options.of(programme)
    rounded, exact = assemble(programme, options), assemble_exactly(programme, options)
    lp = exact.lp
    assert isinstance(lp, ExactFormulation)
    assert list(lp.exact_rows) == list(rounded.lp.rows)
    for name, constraint in rounded.lp.rows.items():
        row = lp.exact_rows[name]
        given = {variable.name: coefficient for variable, coefficient in constraint.items()}
        assert close(given, row.terms), name
        assert close({"limit": -constraint.constant}, {"limit": row.limit}), name
    for level, other in zip(rounded.levels, exact.levels, strict=True):
        for terms, exact_ones in ((level.value, other.value), (level.won, other.won)):
            found: dict[str, float] = {}
            for variable, coefficient in terms:
                found[variable.name] = found.get(variable.name, 0.0) + coefficient
            assert close(found, exact_terms(exact_ones))


def close(given: dict[str, float], exact: object) -> bool:
    assert isinstance(exact, dict)
    size = max((abs(value) for value in exact.values()), default=Fraction(0))
    names = given.keys() | exact.keys()
    return all(abs(Fraction(given.get(name, 0.0)) - exact.get(name, 0)) <= CLOSE * size for name in names)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_every_family_of_rules(name: str) -> None:
    same_rows(PROGRAMMES[name]())


@pytest.mark.parametrize("model", sorted(MODELS.glob("*.yaml")), ids=lambda path: path.stem)
def test_shipped_programmes(model: Path) -> None:
    same_rows(read_programme(model).programme)
