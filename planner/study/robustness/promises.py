"""What a plan promises, as numbers that samples are held against: its accounts, what comes back, its tonnes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from planner.plan.figures import measured
from planner.plan.guaranteed import worst_shortfall
from planner.plan.plan import POOL_PREFIX, Award, Plan
from planner.plan.proof import reached_by
from planner.plan.reclaims import tied_won
from planner.programme.funder import CarryLimit, Funder
from planner.programme.programme import Programme
from planner.programme.upgrade import Upgrade
from planner.study.robustness.assumptions import Drawn, Range
from planner.units import KG_PER_TONNE

type Account = tuple[str, int]
"""A payer and a year."""


class Tied(NamedTuple):
    """Support tied to an award's tonnes [won], the lifetime tonnes promised [t], and the shortfall that is free."""

    won: int
    promised: float
    free: float


@dataclass(frozen=True)
class Awarded:
    """An award that is not signed yet: what is paid for it, by account, and its tonnes by measure."""

    upgrade: Upgrade
    cost: Range
    paid: Mapping[Account, int]
    tonnes: Mapping[str, Range]
    tied: Tied | None


@dataclass(frozen=True)
class Owed:
    """What a supplier owes to a pool, by year, in planned years [won]."""

    supplier_id: str
    pool: str
    by_year: Mapping[int, int]


@dataclass(frozen=True)
class Purse:
    """What a funder has by planned year, is signed to pay, and can carry over [won]."""

    funder: str
    there: Mapping[int, int]
    fixed: Mapping[int, int]
    carries: float


@dataclass(frozen=True)
class Tonnes:
    """Tonnes that are promised in a measure [t]; those of signed awards are known. ``key`` names the promise."""

    key: str
    measure: str
    promised: float
    known: float


@dataclass(frozen=True)
class Promises:
    """All of it. ``openings``: what each pool holds at first; ``pool_fixed``: what pools are signed to pay."""

    awarded: tuple[Awarded, ...]
    owed: tuple[Owed, ...]
    purses: tuple[Purse, ...]
    openings: Mapping[str, int]
    pool_fixed: Mapping[Account, int]
    tonnes: tuple[Tonnes, ...]
    years: tuple[int, ...]
    drawn: Drawn


OBJECTIVE = "promised"
"""The promise of the objective, or of the lifetime tonnes where the objective is none of tonnes."""


def promises_of(programme: Programme, plan: Plan, drawn: Drawn) -> Promises:
    """What is to be held against samples."""
    first = programme.rules.years.planned_from
    planned = [award for award in plan.awards if award.year >= first and not award.committed]
    tonnes = tuple(_tonnes(programme, plan))
    measures = {promise.measure for promise in tonnes} | {"lifetime_tonnes"}
    signed: dict[Account, int] = defaultdict(int)
    for award in plan.awards:
        for payment in award.payments if award.committed else ():
            signed[payment.payer, payment.year] += payment.won
    years = sorted({row.year for row in plan.funders if row.year >= first})
    return Promises(
        awarded=tuple(_awarded(programme, award, drawn, measures) for award in planned),
        owed=tuple(_owed(plan, first)),
        purses=tuple(_purse(funder, plan, signed, first) for funder in programme.funders.values()),
        openings={row.pool: row.opening for row in plan.pools if row.year == first},
        pool_fixed={key: won for key, won in signed.items() if key[0].startswith(POOL_PREFIX)},
        tonnes=tonnes,
        years=tuple(years),
        drawn=drawn,
    )


def _awarded(programme: Programme, award: Award, drawn: Drawn, measures: set[str]) -> Awarded:
    upgrade = programme.upgrades[award.upgrade_id]
    share = award.cost_won / upgrade.total_won
    ranges = {measure: drawn.tonnes(upgrade, award.year, measure) for measure in measures}
    rule, promised = programme.rules.clawback, float(award.tonnes)
    tied = None
    if rule is not None and promised > 0:
        tied = Tied(tied_won(rule, award.support_won), promised, float(rule.free_shortfall))
    paid: dict[Account, int] = defaultdict(int)
    for payment in award.payments:
        paid[payment.payer, payment.year] += payment.won
    tonnes = {m: Range(r.low * share, r.high * share, r.planned * share) for m, r in ranges.items()}
    return Awarded(upgrade, drawn.cost(upgrade), paid, tonnes, tied)


def _owed(plan: Plan, first: int) -> list[Owed]:
    by_supplier: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for due in plan.repayments:
        if due.year >= first:
            by_supplier[due.supplier_id, due.pool][due.year] = due.owed_won + due.arrears_won
    return [Owed(supplier_id, pool, by_year) for (supplier_id, pool), by_year in sorted(by_supplier.items())]


def _purse(funder: Funder, plan: Plan, signed: Mapping[Account, int], first: int) -> Purse:
    rows = [row for row in plan.funders if row.funder == funder.id and row.year >= first]
    there = {row.year: row.budget + row.lent + (row.carried_in if row.year == first else 0) for row in rows}
    fixed = {row.year: signed.get((funder.id, row.year), 0) for row in rows}
    limit = funder.carry_over
    carries = float(limit.at_most) if isinstance(limit, CarryLimit) else float("inf") if limit == "all" else 0.0
    return Purse(funder.id, there, fixed, carries)


def _tonnes(programme: Programme, plan: Plan) -> list[Tonnes]:
    """The promise of the objective, then the targets'."""
    promised = _of_objective(programme, plan)
    targets = [
        Tonnes(target.rule, target.of, target.target_t, _known(programme, plan, target.of)) for target in plan.targets
    ]
    return [promised, *targets]


def _of_objective(programme: Programme, plan: Plan) -> Tonnes:
    for objective, reached in zip(programme.rules.objective, reached_by(programme, plan), strict=True):
        if objective.maximise is not None:
            measure = objective.maximise
            return Tonnes(OBJECTIVE, measure, float(reached.value), _known(programme, plan, measure))
    lifetime = (
        Fraction(plan.indicators.lifetime_tonnes)
        - worst_shortfall(programme, plan.awards, "lifetime_tonnes") / KG_PER_TONNE
    )
    return Tonnes(OBJECTIVE, "lifetime_tonnes", float(lifetime), _known(programme, plan, "lifetime_tonnes"))


def _known(programme: Programme, plan: Plan, measure: str) -> float:
    """Tonnes of signed awards in a measure [t]: they are as they were counted."""
    signed = {
        (award.upgrade_id, award.year): {year: int(t * KG_PER_TONNE) for year, t in award.tonnes_by_year.items()}
        for award in plan.awards
        if award.committed
    }
    return float(measured(programme, signed, measure) / KG_PER_TONNE) if signed else 0.0
