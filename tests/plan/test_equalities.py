"""Ratios stated as equalities are met within a won by moving won between payers, and only where they may move."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.plan.equalities import meet
from planner.programme.rules import CoFunding


@dataclass
class Pot:
    """Money of a year; nobody gives more than it has, and ``fixed`` payers give and take nothing."""

    paid: dict[str, int]
    year: int = 2026
    fixed: set[str] = field(default_factory=set)

    def room(self, giver: str, taker: str) -> int:
        return 0 if {giver, taker} & self.fixed else self.paid[giver]


def rule(ratio: Fraction) -> CoFunding:
    return CoFunding.model_validate({"funder": "OEM", "of": "GOV", "at_least": ratio, "at_most": ratio})


@settings(derandomize=True, deadline=None)
@given(st.fractions(0, 1, max_denominator=50), st.integers(0, 10**12), st.integers(-5, 5))
def test_two_payers_meet(ratio: Fraction, total: int, off: int):
    """A few won off the exact parting: afterwards within a won of it, the sum unchanged."""
    oem = min(total, max(0, int(ratio * total / (1 + ratio)) + off))
    pot = Pot({"GOV": total - oem, "OEM": oem})
    meet(rule(ratio), ratio, [pot], [])
    assert sum(pot.paid.values()) == total
    assert abs(pot.paid["OEM"] - ratio * pot.paid["GOV"]) <= 1


def test_named_lines_count_but_do_not_move():
    """The OEM has paid 30 by name; of 100 shared won GOV gives 100 and has to: 30 against a quarter of 120."""
    pot = Pot({"GOV": 90, "OEM": 10})
    meet(rule(Fraction(1, 3)), Fraction(1, 3), [pot], [((2026, "OEM"), 30), ((2026, "GOV"), 20)])
    assert pot.paid == {"GOV": 98, "OEM": 2} or abs(30 + pot.paid["OEM"] - Fraction(20 + pot.paid["GOV"], 3)) <= 1
    assert sum(pot.paid.values()) == 100


def test_a_third_payer_helps_where_the_two_do_not_meet_in_one_pot():
    """GOV and MSS share one pot, the OEM stands alone with 25: GOV must come to 100 at a quarter."""
    pots = [Pot({"GOV": 90, "MSS": 20}), Pot({"OEM": 25})]
    meet(rule(Fraction(1, 4)), Fraction(1, 4), pots, [])
    assert abs(25 - Fraction(pots[0].paid["GOV"], 4)) <= 1
    assert sum(pots[0].paid.values()) == 110


def test_nobody_moves_who_may_not():
    pot = Pot({"GOV": 90, "OEM": 10}, fixed={"OEM"})
    meet(rule(Fraction(1)), Fraction(1), [pot], [])
    assert pot.paid == {"GOV": 90, "OEM": 10}
