"""The capital budget's model file: what must be is there, and a plain integer programme of the tables agrees."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pulp
import pytest

from planner.plan.plan import Plan
from tests.campaigns.capital_budgeting import solve

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "models" / "capital-budgeting.yaml"
STARTS = range(2026, 2030)
YEARS = range(2026, 2031)
BUDGETS = {
    "CAPITAL": (6_000, 5_000, 4_000, 3_000, 1_000),
    "UPKEEP": (900, 900, 900, 900, 900),
    "BOND": (3_000, 0, 2_000, 0, 0),
    "STATE": (0, 1_500, 1_000, 500, 0),
}
CARRIED = {"CAPITAL": 19_000, "UPKEEP": 0, "BOND": 1_000, "STATE": 0}
"""Million won: the model file's, typed again. The capital carries all, which is never more than all budgets."""

MUST_CHOOSE = ("BOILER", "SWITCHGEAR")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_with()


def plan_with(*overrides: str) -> Plan:
    """Proven optimal; some of them are also on the page of the programmes, and solved once."""
    return solve(MODEL, *overrides)[1]


def rows(table: str) -> list[dict[str, str]]:
    with (ROOT / "inputs" / "capital-budgeting" / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_what_must_be_is_chosen_in_its_years(plan: Plan):
    """The roof by 2027 and the waste water by 2028, though they are worth less than nothing; a boiler; switchgear."""
    years = {award.upgrade_id: award.year for award in plan.awards}
    assert years["ROOF-1"] <= 2027
    assert years["WASTEWATER-1"] in (2027, 2028)
    chosen = [award.supplier_id for award in plan.awards]
    assert all(chosen.count(project) == 1 for project in MUST_CHOOSE)


def test_switchgear_only_because_it_must_be(plan: Plan):
    """Without the rule nobody would renew it."""
    free = plan_with("fairness=[]")
    assert "SWITCHGEAR" not in {award.supplier_id for award in free.awards}
    assert free.objective.value > plan.objective.value


def test_a_plain_integer_programme_of_the_tables_agrees(plan: Plan):
    assert plan.objective.value == pytest.approx(plain_optimum(), abs=1e-3)


def test_one_more_million_is_worth_its_price():
    """In parts: ten million won more of the capital of 2026 bring ten times its price."""
    parts = plan_with("projects=divisible")
    (price,) = (price.price for price in parts.shadow_prices if price.rule == "budget[CAPITAL,2026]")
    richer = plan_with("projects=divisible", "funders.CAPITAL.budget.2026=6_010_000_000")
    assert richer.objective.value - parts.objective.value == pytest.approx(10 * price, abs=0.01)


def plain_optimum() -> float:
    """Most present value, in million won: a variable for each option and start, a balance for each purse and year."""
    lp = pulp.LpProblem("capital", pulp.LpMaximize)
    options = {row["upgrade_id"]: row for row in rows("upgrades.csv")}
    starts: dict[tuple[str, int], Any] = {
        (name, year): lp.add_variable(f"x_{name}_{year}".replace("-", "_"), cat="Binary")
        for name, row in options.items()
        for year in STARTS
        if int(row["first_year"] or 2026) <= year <= int(row["last_year"] or 2029)
    }
    lp.setObjective(
        pulp.lpSum(int(options[name]["tonnes"]) / 1.08 ** (year - 2026) * x for (name, year), x in starts.items())
    )
    of_project: dict[str, list[Any]] = defaultdict(list)
    for (name, _), x in starts.items():
        of_project[options[name]["supplier_id"]].append(x)
    for project, chosen in of_project.items():
        lp.addConstraint(pulp.lpSum(chosen) <= 1)
        if project in (*MUST_CHOOSE, "ROOF", "WASTEWATER"):
            lp.addConstraint(pulp.lpSum(chosen) >= 1)
    for last in STARTS:
        second, first = (
            pulp.lpSum(x for (name, year), x in starts.items() if name == wanted and year <= last)
            for wanted in ("LINE-2-1", "LINE-1")
        )
        lp.addConstraint(second <= first)
    _balances(lp, starts)
    status = lp.solve(pulp.HiGHS(msg=False, mip_rel_gap=0.0))
    return float(status.objective)


def _balances(lp: Any, starts: dict[tuple[str, int], Any]) -> None:
    """Each purse pays what names it; what names none is green here, and capital and bond pay it together."""
    due: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for line in rows("cost_lines.csv"):
        for (name, year), x in starts.items():
            if name == line["upgrade_id"]:
                due[line["payer"], year + int(line["year_offset"])].append(int(line["won"]) // 1_000_000 * x)
    bond = {year: lp.add_variable(f"bond_{year}", 0) for year in YEARS}
    spent = {(purse, year): pulp.lpSum(due[purse, year]) for purse in BUDGETS for year in YEARS}
    for year in YEARS:
        spent["BOND", year] = spent["BOND", year] + bond[year]
        spent["CAPITAL", year] = spent["CAPITAL", year] + pulp.lpSum(due["", year]) - bond[year]
        lp.addConstraint(bond[year] <= pulp.lpSum(due["", year]))
    for purse, budgets in BUDGETS.items():
        carried: Any = 0
        for year, budget in zip(YEARS, budgets, strict=True):
            kept = lp.add_variable(f"kept_{purse}_{year}", 0, CARRIED[purse])
            lp.addConstraint(spent[purse, year] + kept <= budget + carried)
            carried = kept
    late = [amounts for (_, year), amounts in due.items() if year not in YEARS]
    assert not any(late)
