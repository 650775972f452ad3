"""The tables on capital budgeting in ``docs/programmes.md``, which ``tests.campaigns.programmes`` writes.

The published knapsacks are solved by CBC as well, from a plain statement (``pip install 'pulp[cbc]'``).
"""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pulp

from planner.intake import read_programme
from planner.plan.plan import Award, Plan
from planner.programme.programme import Programme
from planner.solving.outcome import Limits
from planner.study.planning import make_plan
from tests.campaigns.page import table
from tests.literature.knapsack import Knapsack, knapsacks, written

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "models" / "capital-budgeting.yaml"
LITERATURE = ROOT / "tests" / "literature"
PARTS = "projects=divisible"
MILLION = 1_000_000

VARIANTS: Mapping[str, tuple[str, ...]] = {
    "the model": (),
    "in parts (linear programme)": (PARTS,),
    "nobody must renew boiler and switchgear": ("fairness=[]",),
    "no purse carries anything over": ("funders.CAPITAL.carry_over=none", "funders.BOND.carry_over=none"),
    "the bond carries all over": ("funders.BOND.carry_over=all",),
    "1,000 million won more of capital in 2026": ("funders.CAPITAL.budget.2026=7_000_000_000",),
}


@functools.cache
def solve(model: Path, *overrides: str) -> tuple[Programme, Plan]:
    """The programme and its best plan, audited. Raises ``AssertionError`` where it is not proven best."""
    programme = read_programme(model, overrides).programme
    plan = make_plan(programme, Limits()).plan
    assert plan.status == "optimal", (model, overrides, plan.status)
    return programme, plan


def projects() -> str:
    """Each project of the example: what is chosen, when it begins, and who pays."""
    programme, plan = solve(MODEL)
    awards = {award.supplier_id: award for award in plan.awards}
    head = ("project", "options", "chosen", "begins", "worth at its start", *programme.funders)
    return table(head, [_project(programme, name, awards.get(name)) for name in programme.suppliers])


def _project(programme: Programme, name: str, award: Award | None) -> list[object]:
    options = [upgrade for upgrade in programme.upgrades.values() if upgrade.supplier_id == name]
    title = f"**{name}**" if any(option.mandatory for option in options) or name in _must_choose(programme) else name
    if award is None:
        return [title, len(options), "-", "", "", *("" for _ in programme.funders)]
    chosen = programme.upgrades[award.upgrade_id].technology.replace("_", " ")
    paid = (_million(award.payers[funder]) if funder in award.payers else "" for funder in programme.funders)
    return [title, len(options), chosen, award.year, f"{award.tonnes:,.0f}", *paid]


def _must_choose(programme: Programme) -> tuple[str, ...]:
    return programme.rules.groups["in_some_way"].supplier or ()


def purses() -> str:
    """Each purse of the example over all years, and what one more million won is worth in the linear programme."""
    programme, plan = solve(MODEL)
    _, parts = solve(MODEL, PARTS)
    prices = {price.rule: price.price for price in parts.shadow_prices}
    years = range(programme.rules.years.award[0], programme.rules.years.award[1] + 1)
    head = ("purse", "budgets", "spent", "lapsed", "left", *(f"one more in {year} is worth" for year in years))
    rows = []
    for funder in programme.funders:
        accounts = [account for account in plan.funders if account.funder == funder]
        rows.append(
            [
                funder,
                _million(sum(account.budget for account in accounts)),
                _million(sum(account.spent for account in accounts)),
                _million(sum(account.lapsed for account in accounts)),
                _million(accounts[-1].carried_out),
                *(f"{prices.get(f'budget[{funder},{year}]', 0):.3f}" for year in years),
            ]
        )
    return table(head, rows)


def variants() -> str:
    """What the rules of the example cost."""
    values = {title: solve(MODEL, *overrides)[1].objective.value for title, overrides in VARIANTS.items()}
    base = values["the model"]
    head = ("", "present value [million won]", "beside the model")
    return table(head, [[title, f"{value:,.1f}", f"{value - base:+,.1f}"] for title, value in values.items()])


def rationing() -> str:
    """The textbook cases: published, and what the planner finds."""
    head = ("", "published", "the planner's plan", "chosen")
    _, parts = solve(LITERATURE / "lorie-savage-1955" / "model.yaml", PARTS)
    _, whole = solve(LITERATURE / "lorie-savage-1955" / "model.yaml", "projects=whole")
    _, again = solve(LITERATURE / "brealey-myers" / "model.yaml", PARTS)
    _, again_whole = solve(LITERATURE / "brealey-myers" / "model.yaml", "projects=whole")
    budgets = ("budget[FIRM,1955]", "budget[FIRM,1956]")
    prices = {price.rule: price.price for price in parts.shadow_prices}
    return table(
        head,
        [
            ["Lorie and Savage, in parts", "70.2727", f"{_tonnes(parts) / 1_000:.4f}", _shares(parts)],
            ["shadow prices", "0.136364, 1.863636", ", ".join(f"{prices[rule]:.6f}" for rule in budgets), ""],
            ["Lorie and Savage, whole", "70", _worth(_tonnes(whole) / 1_000), _shares(whole)],
            ["Brealey and Myers, in parts", "36.25", _worth(_tonnes(again)), _shares(again)],
            ["Brealey and Myers, whole", "34", _worth(_tonnes(again_whole)), _shares(again_whole)],
        ],
    )


def _shares(plan: Plan) -> str:
    awards = sorted(plan.awards, key=lambda award: award.upgrade_id)
    return ", ".join(
        award.upgrade_id if award.share == 1 else f"{award.share:.3f} of {award.upgrade_id}" for award in awards
    )


def published_knapsacks() -> str:
    """Every published instance: its size, its optimum, the planner's, CBC's, and the linear programme's."""
    head = ("instance", "projects", "resources", "published optimum", "the planner's plan", "CBC", "in parts")
    return table(head, list(_knapsack_rows()))


def _knapsack_rows() -> Iterator[list[object]]:
    for knapsack in knapsacks():
        with tempfile.TemporaryDirectory() as folder:
            model = written(knapsack, Path(folder))
            whole, parts = (_tonnes(solve(model, *overrides)[1]) for overrides in ((), (PARTS,)))
        cbc = best_by_cbc(knapsack)
        assert whole == cbc == knapsack.optimum, knapsack.name
        size = [len(knapsack.values), len(knapsack.budgets)]
        yield [knapsack.name, *size, *map(_worth, (knapsack.optimum, whole, cbc)), f"{parts:,.1f}"]


def best_by_cbc(knapsack: Knapsack) -> Decimal:
    """The optimum of the instance, stated plainly and solved by CBC, to the thousandth."""
    lp = pulp.LpProblem("knapsack", pulp.LpMaximize)
    taken = [lp.add_variable(f"x{number}", cat="Binary") for number in range(len(knapsack.values))]
    lp.setObjective(pulp.lpSum(float(value) * x for value, x in zip(knapsack.values, taken, strict=True)))
    for row, budget in zip(knapsack.uses, knapsack.budgets, strict=True):
        lp.addConstraint(pulp.lpSum(use * x for use, x in zip(row, taken, strict=True)) <= budget)
    stats = lp.solve(pulp.COIN_CMD(msg=False, gapRel=0.0))
    return Decimal(round(float(stats.objective) * 1_000)) / 1_000


def _tonnes(plan: Plan) -> Decimal:
    return plan.indicators.lifetime_tonnes


def _worth(value: Decimal) -> str:
    """To the thousandth, without zeros at the end."""
    return f"{value:,.3f}".rstrip("0").rstrip(".")


def _million(won: int) -> str:
    return f"{won / MILLION:,.0f}"


TABLES: Mapping[str, Callable[[], str]] = {
    "capital-budgeting": projects,
    "capital-purses": purses,
    "capital-variants": variants,
    "capital-rationing": rationing,
    "knapsacks": published_knapsacks,
}
"""The tables by the names of their marks."""
