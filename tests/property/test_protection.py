"""Protected plans against every set of things that may go wrong, one by one, in plain exact numbers."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

import pulp
import pytest

from planner.errors import InfeasibleError
from planner.formulation.assemble import assemble
from planner.plan.plan import Award, Plan
from planner.programme.funder import CarryLimit, Funder
from planner.programme.options import Options
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.audit.builders import programme_of, purse, rules_of, supplier_of, upgrade_of
from tests.property.cases import draw

RANGES = {"cost": "0.25", "tonnes": "0.5"}
SEEDS = [seed for seed in range(40) if "ratio" not in draw(seed).rules["objective"]]


def drawn(seed: int, **protect: Any) -> Programme:
    """The seed's programme, protected."""
    rules = {"uncertainty": {"ranges": RANGES, "protect": protect, "default": {"lost": "0.5"}}}
    return draw(seed).with_rules(**rules).programme()


def planned(programme: Programme) -> Plan | None:
    try:
        return make_plan(programme, Limits()).plan
    except InfeasibleError:
        return None


def sets(items: list[str], most: int) -> Iterator[frozenset[str]]:
    for size in range(min(most, len(items)) + 1):
        yield from map(frozenset, combinations(items, size))


def ledger_holds(funder: Funder, spent: dict[int, Fraction], lent: dict[int, int], years: range) -> bool:
    carried = Fraction(0)
    for year in years:
        left = funder.budget.get(year, 0) + lent.get(year, 0) + carried - spent.get(year, Fraction(0))
        if left < 0:
            return False
        limit = funder.carry_over
        carried = min(left, Fraction(limit.at_most)) if isinstance(limit, CarryLimit) else left * (limit == "all")
    return True


def part_over(programme: Programme, award: Award) -> Fraction:
    upgrade = programme.upgrades[award.upgrade_id]
    if upgrade.cost_high_won is not None:
        return max(Fraction(0), Fraction(upgrade.cost_high_won, upgrade.total_won) - 1)
    return Fraction(RANGES["cost"])


@pytest.mark.parametrize("chunk", range(4))
def test_budgets_and_pools_hold_whatever_goes_wrong(chunk: int):
    """Every set of up to two overruns, with every set of up to one default: no purse and no pool is overdrawn."""
    checked = 0
    for seed in SEEDS[chunk::4]:
        programme = drawn(seed, budgets=2, repayments=1)
        plan = planned(programme)
        if plan is None:
            continue
        assert plan.proof == "certified", seed
        upgrades = sorted({award.upgrade_id for award in plan.awards})
        debtors = sorted({due.supplier_id for due in plan.repayments})
        for over in sets(upgrades, 2):
            assert_purses_hold(programme, plan, over)
            for gone in sets(debtors, 1):
                assert_pools_hold(programme, plan, over, gone)
        checked += len(upgrades) > 1
    assert checked


def paid(programme: Programme, plan: Plan, over: frozenset[str]) -> dict[str, dict[int, Fraction]]:
    found: dict[str, dict[int, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for award in plan.awards:
        more = 1 + (part_over(programme, award) if award.upgrade_id in over else 0)
        for payment in award.payments:
            found[payment.payer][payment.year] += payment.won * more
    return found


def assert_purses_hold(programme: Programme, plan: Plan, over: frozenset[str]) -> None:
    spent = paid(programme, plan, over)
    years = range(programme.rules.years.award[0], programme.rules.years.award[1] + 20)
    for funder in programme.rules.funders:
        lent = {row.year: row.lent for row in plan.funders if row.funder == funder.id}
        assert ledger_holds(funder, spent[funder.id], lent, years), (funder.id, over)


def assert_pools_hold(programme: Programme, plan: Plan, over: frozenset[str], gone: frozenset[str]) -> None:
    spent, loss = paid(programme, plan, over), programme.rules.repayment.loss if programme.rules.repayment else 0
    for pool in {row.pool for row in plan.pools}:
        balance = Fraction(0)
        for year in programme.rules.years.award_years:
            for due in plan.repayments:
                if due.pool == pool and due.year == year:
                    balance += due.owed_won * (1 - loss) * (Fraction(1, 2) if due.supplier_id in gone else 1)
            balance -= spent[f"pool:{pool}"].get(year, 0)
            assert balance >= 0, (pool, year, over, gone)


def test_more_protection_is_never_better():
    """The objective falls, or stays, with each thing more that may go wrong."""
    for seed in SEEDS[:5]:
        for kind in ("budgets", "tonnes", "repayments"):
            found = [planned(drawn(seed, **{kind: at_once})) for at_once in (0, 1, "1.5", 3)]
            values = [-1.0 if plan is None else plan.objective.value for plan in found]
            slack = 1e-6 * max(1.0, abs(values[0])) + 0.01
            assert all(later <= first + slack for first, later in pairwise(values)), (seed, kind)


@pytest.mark.parametrize("seed", range(25))
def test_whole_projects_against_brute_force(seed: int):
    """Every selection of up to six upgrades, under every set that may go wrong: the same guaranteed tonnes."""
    rng = random.Random(seed)
    count, at_once = rng.randint(2, 6), rng.randint(1, 3)
    rows = [
        {"cost": 10 * rng.randint(1, 9), "high": rng.randint(0, 5), "tonnes": rng.randint(1, 60), "low": rng.random()}
        for _ in range(count)
    ]
    budget = sum(row["cost"] for row in rows) // 2
    lows = [Fraction(int(row["tonnes"] * row["low"])) for row in rows]
    programme = programme_of(
        rules_of(
            projects="whole",
            funders=[purse("GOV", budget={2026: budget})],
            uncertainty={"protect": {"budgets": at_once, "tonnes": at_once}},
        ),
        [supplier_of("S")],
        [
            upgrade_of(
                f"U{place}",
                "S",
                row["cost"],
                cost_high_won=row["cost"] * (10 + row["high"]) // 10,
                tonnes=row["tonnes"],
                tonnes_low=low,
            )
            for place, (row, low) in enumerate(zip(rows, lows, strict=True))
        ],
    )
    best = Fraction(0)
    for size in range(count + 1):
        for chosen in combinations(range(count), size):
            worse = list(sets([str(place) for place in chosen], at_once))
            cost = sum(rows[place]["cost"] for place in chosen)
            more = max(sum(rows[int(p)]["cost"] * rows[int(p)]["high"] // 10 for p in bad) for bad in worse)
            if cost + more <= budget:
                tonnes = sum(rows[place]["tonnes"] for place in chosen)
                best = max(best, tonnes - max(sum(rows[int(p)]["tonnes"] - lows[int(p)] for p in b) for b in worse))
    plan = make_plan(programme, Limits()).plan
    assert plan.status == "optimal"
    assert plan.objective.value == float(best)


def test_another_solver_finds_the_same_optimum():
    """HiGHS without presolve on the programme that PuLP hands it, to a millionth."""
    compared = 0
    for seed in SEEDS[:15]:
        programme = drawn(seed, budgets="1.5", tonnes=2, repayments=1)
        plan = planned(programme)
        if plan is None or plan.objective.bound is None or programme.rules.objective[0].maximise is None:
            continue
        assembled = assemble(programme, Options.of(programme))
        problem = assembled.lp.problem
        problem.setObjective(pulp.lpSum_vars_coefs(assembled.levels[0].value))
        solver = pulp.HiGHS(msg=False, presolve="off", mip_rel_gap=0.0)
        stats = problem.solve(solver)
        assert plan.objective.bound == pytest.approx(float(stats.objective), rel=1e-6, abs=1e-4), seed
        compared += 1
    assert compared >= 5
