"""Clawback: what is tied, and what is taken back where tonnes fall short, to the won and the kilogram."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.audit import audit
from planner.audit.reclaim_statements import taken_back
from planner.programme.rules import Clawback

from .builders import broken_rows, plan_of, programme_of, rules_of, supplier_of, upgrade_of


@pytest.mark.parametrize(
    ("free", "reached", "back"),
    [
        ("0", 1_000, 0),
        ("0", 999, 0),
        ("0", 990, 5),
        ("0.1", 900, 0),
        ("0.1", 899, 50),
        ("0", 0, 501),
        ("0", -200, 501),
        ("0", 1_500, 0),
        ("1", -200, 501),
        ("1", 0, 0),
    ],
)
def test_taken_back(free, reached, back):
    """Of 501 tied won for 1,000 kg: 1 kg short gives 0.501 won, 10 kg 5.01, 101 kg beyond a free tenth 50.6, all that
    is missing all of it; below nothing is nothing reached.
    """
    rule = Clawback(tied_share="1/2", free_shortfall=free)
    assert taken_back(rule, 501, 1_000, reached) == back


@pytest.mark.parametrize("promised", [0, -5])
def test_nothing_promised(promised):
    """Where no tonnes are promised, nothing is taken back."""
    assert taken_back(Clawback(tied_share=1), 501, promised, -9) == 0


def test_reclaims():
    """A third of U: 333 won, half of it tied, 166; 3 t in three years, of which 999 kg a year count; at least 1.001 t a
    year, 333 kg (333.333) each. V has no low estimate.
    """
    trial = programme_of(
        rules_of(years={"award": [2026, 2026], "count_until": 2028}, clawback={"tied_share": 0.5}),
        [supplier_of("S")],
        [upgrade_of("U", "S", tonnes=3, tonnes_low="1.001", life_years=9), upgrade_of("V", "S")],
    )
    plan = plan_of(trial, ("U", 2026, {"GOV": 333}), ("V", 2026, {"GOV": 500}))
    (reclaim,) = plan.reclaims
    assert (reclaim.upgrade_id, reclaim.year, reclaim.tied_won) == ("U", 2026, 166)
    assert (reclaim.promised_t, reclaim.low_t) == (Decimal("2.997"), Decimal("0.999"))
    assert reclaim.reclaimed_won == 166 * (2_997 - 999) // 2_997 == 110
    assert audit(trial, plan).passed
    off = reclaim.model_copy(update={"reclaimed_won": 111})
    assert broken_rows(trial, plan.model_copy(update={"reclaims": (off,)}).sealed()) == {
        "reclaims[U,2026,reclaimed_won]"
    }


def test_no_reclaims_without_a_clawback():
    """Low estimates alone take nothing back."""
    trial = programme_of(rules_of(), [supplier_of("S")], [upgrade_of("U", "S", tonnes_low=0)])
    assert plan_of(trial, ("U", 2026, {"GOV": 1_000})).reclaims == ()
