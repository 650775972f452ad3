"""What budgets can never pay is refused where that is proven, and only there; each case worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import Fault
from planner.intake import ReadingError, read_programme

UPGRADES = """\
upgrade_id,supplier_id,technology,cost_won,tonnes,life_years,first_year,last_year,mandatory,support_rate_min
a,S,kiln,100000000,100,10,,,yes,
b,S,kiln,60000000,80,10,2027,2027,yes,
c,S,kiln,50000000,70,10,,,,
"""

HALF = "support_rates: [{at_most: 0.5}]\n"


def model(budget: str, more: str = "", projects: str = "whole", carry: str = "none") -> str:
    return (
        "programme: purses\ninputs: tables\nyears: {award: [2026, 2028], count_until: 2040}\n"
        f"projects: {projects}\nobjective: {{maximise: lifetime_tonnes}}\n"
        f"funders: [{{id: STATE, kind: government, carry_over: {carry}, budget: {{{budget}}}}}]\n{more}"
    )


def said(folder: Path, text: str, upgrades: str = UPGRADES, lines: str = "") -> list[Fault]:
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "model.yaml").write_text(text)
    (folder / "tables" / "suppliers.csv").write_text("supplier_id,tier\nS,1\nT,2\n")
    (folder / "tables" / "upgrades.csv").write_text(upgrades)
    if lines:
        (folder / "tables" / "cost_lines.csv").write_text(lines)
        (folder / "tables" / "links.csv").write_text("buyer_id,seller_id,share\nS,T,1\n")
    try:
        return list(read_programme(folder / "model.yaml").remarks)
    except ReadingError as error:
        return list(error.faults)


def codes(found: list[Fault]) -> list[str]:
    return [fault.code for fault in found if fault.code[0] in "EW"]


def test_mandatory_upgrades_above_the_budget_of_their_only_year(tmp_path: Path) -> None:
    # At half the cost, b asks 30 million in 2027, whatever other years have; the support may be a won less.
    (fault,) = said(tmp_path, model("2026: 90_000_000, 2027: 25_000_000, 2028: 0", HALF))
    assert (fault.code, fault.place) == ("E-429", "upgrades.csv › line 3, mandatory")
    assert "need 29999999 won in 2027; STATE have 25000000: 4999999 too little (lines 3)" in str(fault)


def test_mandatory_upgrades_above_all_budgets_together(tmp_path: Path) -> None:
    # Half of 160 million are 80; 70 are there in all, though each year alone could pay one of them.
    (fault,) = said(tmp_path, model("2026: 10_000_000, 2027: 30_000_000, 2028: 30_000_000", HALF))
    assert fault.code == "E-429"
    assert "need 79999998 won in 2026-2028; STATE have 70000000" in str(fault)
    assert "(lines 2, 3)" in str(fault)


@pytest.mark.parametrize(
    "budget", ["2026: 50_000_000, 2027: 30_000_000, 2028: 0", "2026: 0, 2027: 30_000_000, 2028: 50_000_000"]
)
def test_mandatory_upgrades_within_the_budgets_are_accepted(tmp_path: Path, budget: str) -> None:
    assert codes(said(tmp_path, model(budget, HALF))) == []


def test_carried_money_counts(tmp_path: Path) -> None:
    budget = "2026: 80_000_000, 2027: 0, 2028: 0"
    assert codes(said(tmp_path, model(budget, HALF))) == ["E-418"]
    assert codes(said(tmp_path, model(budget, HALF, carry="all"))) == []


def test_the_least_rate_that_is_accepted_counts(tmp_path: Path) -> None:
    # b accepts a tenth: 6 million.
    frugal = UPGRADES.replace("2027,2027,yes,", "2027,2027,yes,0.1")
    assert codes(said(tmp_path, model("2026: 50_000_000, 2027: 6_000_000, 2028: 0", HALF), frugal)) == []
    (fault,) = said(tmp_path, model("2026: 50_000_000, 2027: 5_000_000, 2028: 0", HALF), frugal)
    assert fault.code == "E-429"


def test_a_named_payer_must_have_its_lines(tmp_path: Path) -> None:
    upgrades = UPGRADES.replace("100000000", "").replace("60000000", "").replace(",yes", ",", 1)
    lines = "upgrade_id,year_offset,won,payer\na,0,5000000,STATE\nb,1,60000000,STATE\n"
    # The line of b falls due in 2028.
    (fault,) = said(tmp_path, model("2026: 90_000_000, 2027: 90_000_000, 2028: 50_000_000"), upgrades, lines)
    assert fault.code == "E-429"
    assert "need 60000000 won in 2028" in str(fault)
    assert codes(said(tmp_path, model("2028: 60_000_000"), upgrades, lines)) == []


def test_money_that_comes_back_is_not_foretold(tmp_path: Path) -> None:
    """A pool may pay tier 2 with what tier 1 gives back: how much, only the plan tells."""
    upgrades = UPGRADES.replace("b,S,", "b,T,").replace(",yes", ",", 1)
    lines = "upgrade_id,year_offset,won,payer\n"
    budget = "2026: 50_000_000, 2027: 25_000_000, 2028: 0"
    assert codes(said(tmp_path, model(budget, HALF), upgrades, lines)) == ["E-429"]
    pool = HALF + "repayment: {base: [STATE], ratio: 1, instalments: 2, pool: programme}\n"
    assert codes(said(tmp_path, model(budget, pool), upgrades, lines)) == []


NOBODY = UPGRADES.replace(",yes", ",")


def test_nothing_is_affordable(tmp_path: Path) -> None:
    # The cheapest asks for 50 million (a won may be lost in rounding); all years together have 45.
    (fault,) = said(tmp_path, model("2026: 15_000_000, 2027: 15_000_000, 2028: 15_000_000"), NOBODY)
    assert (fault.code, fault.place) == ("E-430", "upgrades.csv › line 4, cost_won")
    assert 'even "c" asks for 49999999 won' in str(fault)


def test_support_counts_and_not_the_cost(tmp_path: Path) -> None:
    # Half of c is 25 million, which 2026 has.
    assert codes(said(tmp_path, model("2026: 25_000_000, 2027: 0, 2028: 0", HALF), NOBODY)) == []
    assert codes(said(tmp_path, model("2026: 24_000_000, 2027: 0, 2028: 0", HALF), NOBODY)) == ["E-430"]


def test_a_part_can_always_be_paid(tmp_path: Path) -> None:
    assert codes(said(tmp_path, model("2026: 1_000_000, 2027: 0, 2028: 0", projects="divisible"), NOBODY)) == []


NEEDS = """\
upgrade_id,supplier_id,technology,cost_won,tonnes,life_years,alternative_group,needs,mandatory,divisible
a,S,kiln,10000000,10,10,g,,,
b,S,kiln,10000000,10,10,g,a,,
c,S,kiln,10000000,10,10,g,,,
d,S,kiln,10000000,10,10,,a,,
"""
RICH = "2026: 90_000_000, 2027: 90_000_000, 2028: 90_000_000"


def test_an_upgrade_needs_its_own_alternative(tmp_path: Path) -> None:
    (fault,) = said(tmp_path, model(RICH), NEEDS)
    assert (fault.code, fault.place) == ("E-427", "upgrades.csv › line 3, needs")
    # A half of each is a plan.
    assert codes(said(tmp_path, model(RICH, projects="divisible"), NEEDS)) == []
    # Whole are all of them, whatever is marked.
    marked = NEEDS.replace("g,a,,", "g,a,,yes")
    assert codes(said(tmp_path, model(RICH, projects="whole"), marked)) == ["E-427"]
    both = NEEDS.replace("g,,,\nb", "g,,,yes\nb").replace("g,a,,", "g,a,,yes")
    assert codes(said(tmp_path, model(RICH, projects="as_marked"), both)) == []
    assert codes(said(tmp_path, model(RICH, projects="as_marked"), NEEDS)) == ["E-427"]


def test_what_is_needed_is_excluded_by_a_mandatory_alternative(tmp_path: Path) -> None:
    upgrades = NEEDS.replace("g,a,,", ",,,").replace("10,10,g,,,\nd", "10,10,g,,yes,\nd")
    (fault,) = said(tmp_path, model(RICH, projects="divisible"), upgrades)
    assert (fault.code, fault.place) == ("E-428", "upgrades.csv › line 5, needs")
    assert 'its alternative "c" in line 4 is mandatory' in str(fault)


def test_numbers_that_no_solver_weighs_together(tmp_path: Path) -> None:
    upgrades = NEEDS.replace("g,a,,", ",,,").replace("d,S,kiln,10000000,10", "d,S,kiln,90,20000000000")
    found = [fault for fault in said(tmp_path, model(RICH), upgrades) if fault.code == "W-404"]
    assert [fault.place for fault in found] == ["upgrades.csv › line 5, tonnes"]
    assert "20000000000 is more than a billion times 10 in upgrades.csv › line 2, tonnes" in str(found[0])
    million = model("2026: 90_000_000_001")
    (money,) = (
        fault for fault in said(tmp_path, million, upgrades) if fault.code == "W-404" and "model" in fault.place
    )
    assert "upgrades.csv › line 5, cost_won" in str(money)
