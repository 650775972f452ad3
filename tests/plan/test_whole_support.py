"""What an award asks for, where the supplier takes any support between a least and the full rate."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest

from planner.plan.choice import Choice
from planner.plan.whole_support import Asked, asked
from planner.programme.options import Option
from tests.audit.builders import line_of, upgrade_of


def option(payers_of_the_second: tuple[str, ...]) -> Option:
    """U of 600 won now and 400 a year later, half to seven tenths of it as support, from 2026 on."""
    upgrade = upgrade_of("U", "S", None, cost_lines=(line_of("U", 0, 600), line_of("U", 1, 400)), support_rate_min=0.5)
    shared = (SimpleNamespace(offset=0, payers=("GOV",)), SimpleNamespace(offset=1, payers=payers_of_the_second))
    made: Any = SimpleNamespace(
        upgrade=upgrade, year=2026, key=("U", 2026), rate=Fraction(7, 10), least_rate=Fraction(1, 2), shared=shared
    )
    return cast(Option, made)


@pytest.mark.parametrize(
    ("chosen", "payers", "support"),
    [
        ((300, 300), ("GOV",), (300, 300)),
        ((Fraction(29_999, 100), 300), ("GOV",), (300, 300)),
        ((Fraction(29_998, 100), 300), ("GOV",), (299, 300)),
        ((100, 100), ("GOV",), (400, 100)),
        ((100, 0), (), (500, 0)),
        ((550, 0), ("GOV",), (550, 0)),
        ((0, 0), ("GOV",), (500, 0)),
        ((600, 400), ("GOV",), (300, 400)),
        ((700, -5), ("GOV",), (600, 0)),
    ],
)
def test_support_between_the_rates(chosen, payers, support):
    """Whole won, 500 to 700 in all: what lacks is asked where somebody may pay, the first year first, and in no year
    more than is due; what is too much is left off the first year first. A hundredth of a won below a whole one is that.
    """
    wanted = {("U", 2026, 2026 + offset): Fraction(won) for offset, won in enumerate(chosen)}
    found = asked(option(payers), 1_000, Choice({}, wanted, ()))
    own = {2026: 600 - support[0], 2027: 400 - support[1]}
    assert found == Asked(
        {}, {2026 + y: won for y, won in enumerate(support) if won}, {year: won for year, won in own.items() if won}
    )
