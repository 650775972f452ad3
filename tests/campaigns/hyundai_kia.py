"""What objectives, the official ranking and fairness rules do to the Hyundai-Kia plan, for ``docs/programmes.md``.

Times are processor time, as multiples of the plain plan's in the same run: reading left out, rounding and audit in.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from planner.intake import read_programme
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.programme.rules import Rules
from planner.solving.outcome import Limits
from planner.study.comparison import Comparison, compare
from planner.study.planning import Planned, make_plan
from planner.study.prices import find_prices
from planner.study.ranking import make_ranking
from tests.campaigns.page import eok, table

MODEL = Path(__file__).parents[2] / "models" / "hyundai-kia-2026.yaml"
DEPLOYMENTS = (0.5, 0.7, 0.9, 0.999999)
GINI_CEILINGS = (0.6, 0.5, 0.4)
GAIN = "support_per_baseline_t"
NO_CEILING = 1
"""A Gini ceiling that says nothing, but has the plan state its coefficient."""


class Timed(NamedTuple):
    """A plan and the processor time that it took [s]."""

    planned: Planned
    seconds: float

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.planned.plan

    @property
    def share(self) -> str:
        """The time as a multiple of the plain plan's."""
        return f"{self.seconds / plain().seconds:.1f}"


@functools.cache
def programme() -> Programme:
    """The programme of the model file."""
    return read_programme(MODEL).programme


def timed(objective: Any = None, gini: float | None = None) -> Timed:
    """The best plan with another objective, or with a ceiling on inequality beside the model's own rules; audited."""
    rules = programme().rules.model_dump(mode="json")
    if objective is not None:
        rules["objective"] = objective
    if gini is not None:
        rules["fairness"].append({"gini": gini, "of": GAIN})
    asked = replace(programme(), rules=Rules.model_validate(rules))
    started = time.process_time()
    planned = make_plan(asked, Limits())
    return Timed(planned, time.process_time() - started)


@functools.cache
def plain() -> Timed:
    """The best plan of the model as it is."""
    return timed()


def ratio() -> str:
    """Most tonnes per won under several least deployments, beside most tonnes and the official ranking."""
    head = (
        "",
        "tonnes [t]",
        "fresh money [억]",
        "of the budgets",
        "t per million won",
        "upgrades",
        "suppliers",
        "status",
        "time",
    )
    budgets = sum(won for funder in programme().funders.values() for won in funder.budget.values())
    rows = []
    for name, found in {
        "most tonnes": plain(),
        **{f"most per won, {100 * least:g} % deployed": timed(_ratio(least)) for least in DEPLOYMENTS},
    }.items():
        rows.append([*_row(name, found.plan, budgets), found.plan.status, found.share])
    started = time.process_time()
    ranking = make_ranking(programme())
    seconds = time.process_time() - started
    rows.append([*_row("official ranking", ranking.plan, budgets), "a list", f"{seconds / plain().seconds:.1f}"])
    compared = compare(programme(), plain().plan, ranking.plan)
    broken = ", ".join(f"`{finding.row}`" for finding in ranking.broken) or "none"
    return f"{table(head, rows)}\n\n{_who_changes(compared)} Rules that the list does not keep: {broken}."


def _ratio(least: float) -> dict[str, Any]:
    return {"ratio": {"of": "lifetime_tonnes", "per": "fresh_won", "deploy_at_least": least}}


def _row(name: str, plan: Plan, budgets: int) -> list[str]:
    figures = plan.indicators
    return [
        name,
        f"{figures.lifetime_tonnes:,.0f}",
        eok(figures.fresh_won),
        f"{figures.fresh_won / budgets:.2%}",
        f"{figures.tonnes_per_million_won or 0:.3f}",
        f"{figures.upgrades_funded:,}",
        f"{figures.suppliers_funded:,}",
    ]


def _who_changes(compared: Comparison) -> str:
    tonnes = compared.figure("lifetime_tonnes")
    return (
        f"The plan is {tonnes.difference:,.0f} t ({tonnes.relative:.1%}) ahead of the ranking. "
        f"{len(compared.only_plan):,} awards are in the plan alone, {len(compared.only_other):,} in the ranking alone; "
        f"{len(compared.changed):,} upgrades have another year or part and {compared.same:,} are the same; "
        f"{len(compared.suppliers_only_plan):,} suppliers are in the plan alone, "
        f"{len(compared.suppliers_only_other):,} in the ranking alone."
    )


def fairness() -> str:
    """Each fairness rule's figure, shadow price and price by solving again without it."""
    head = ("rule", "asked", "in the plan", "shadow price", "price [t]", "price [%]")
    rows = []
    for price in find_prices(programme(), Limits()).prices:
        tight = min(price.figures, key=lambda figure: abs(figure.value - figure.level), default=None)
        name = "all of them" if price.rule is None else f"fairness rule {price.rule}: `{tight.rule if tight else ''}`"
        shadow = sum(figure.shadow_price or 0 for figure in price.figures)
        figures = ["", "", ""] if tight is None else [f"{tight.level:.3f}", f"{tight.value:.3f}", f"{shadow:,.2f}"]
        rows.append([name, *figures, f"{price.price:,.0f}", f"{price.share or 0:.3%}"])
    return table(head, rows)


def equality() -> str:
    """The most for the worst off, leximin, and Gini ceilings, each with what it costs."""
    head = ("", "Gini", "least gain [won/t]", "tonnes [t]", "price [%]", "suppliers", "steps or cuts", "time")
    rows = [_equal("as it is", timed(gini=NO_CEILING), "")]
    for name, kind in (("max-min, then tonnes", "max_min"), ("leximin, then tonnes", "leximin")):
        found = timed([{kind: {"of": GAIN}}, {"maximise": "lifetime_tonnes"}], NO_CEILING)
        rows.append(_equal(name, found, f"{found.plan.levels[0].steps or 1} steps"))
    for ceiling in GINI_CEILINGS:
        found = timed(gini=ceiling)
        work = f"{found.planned.cuts.found:,} cuts, {found.planned.cuts.rounds} rounds"
        rows.append(_equal(f"Gini at most {ceiling}", found, work))
    return table(head, rows)


def _equal(name: str, found: Timed, work: str) -> list[str]:
    plan = found.plan
    gini = next(figure.value for figure in plan.fairness if figure.rule.startswith("gini"))
    least = f"{plan.levels[0].value:,.0f}" if plan.levels else ""
    tonnes = float(plan.indicators.lifetime_tonnes)
    free = float(plain().plan.indicators.lifetime_tonnes)
    return [
        name,
        f"{gini:.3f}",
        least,
        f"{tonnes:,.0f}",
        f"{1 - tonnes / free:.2%}",
        f"{plan.indicators.suppliers_funded:,}",
        work,
        found.share,
    ]


TABLES: Mapping[str, Callable[[], str]] = {"ratio": ratio, "fairness": fairness, "equality": equality}
