"""One batch of futures of a plan: what its accounts, its pools, its tonnes and its tied support come to in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.plan.plan import OWN, POOL_PREFIX
from planner.study.robustness.assumptions import Shape
from planner.study.robustness.drawing import Draws, Sampled
from planner.study.robustness.promises import Account, Promises, Purse, Tied

HALF_A_WON = 0.5
"""An account that is short of less keeps its rule: factors are not whole."""


@dataclass(frozen=True)
class Futures:
    """A number for each sample: what each purse and each pool is short of at worst [won]; tonnes by promise [t]; own
    money, money that did not come back, and money taken back where tonnes fell short [won]."""

    purses: Mapping[str, Sampled]
    pools: Mapping[str, Sampled]
    tonnes: Mapping[str, Sampled]
    spent: Sampled
    own: Sampled
    not_returned: Sampled
    taken_back: Sampled


def futures_of(promises: Promises, draws: Draws, shape: Shape) -> Futures:
    """What comes of the plan in each sample of the batch."""
    nothing = np.zeros(draws.samples)
    paid: dict[Account, Sampled] = {}
    by_measure: dict[str, Sampled] = {}
    own, taken_back = nothing.copy(), nothing.copy()
    for award in promises.awarded:
        name = award.upgrade.upgrade_id
        more = award.cost.low + award.cost.span * draws.within(f"cost {name}", shape, award.cost.mode)
        others = more if promises.drawn.payers_pay else 1.0
        for (payer, year), won in award.paid.items():
            if payer != OWN:
                paid[payer, year] = paid.get((payer, year), nothing) + won * others
        own += sum(award.paid.values()) * more - sum(w for (p, _), w in award.paid.items() if p != OWN) * others
        lifetime = award.tonnes["lifetime_tonnes"]
        place = draws.within(f"tonnes {name}", shape, lifetime.mode)
        for measure, tonnes in award.tonnes.items():
            by_measure[measure] = by_measure.get(measure, nothing) + (tonnes.low + tonnes.span * place)
        if award.tied is not None:
            taken_back += _taken_back(award.tied, lifetime.low + lifetime.span * place)
    returned, not_returned = _returned(promises, draws)
    return Futures(
        purses={purse.funder: _short(purse, paid, nothing) for purse in promises.purses},
        pools=_pools(promises, paid, returned, nothing),
        tonnes={p.key: by_measure.get(p.measure, nothing) + p.known for p in promises.tonnes},
        spent=sum((won for (payer, _), won in paid.items() if not payer.startswith(POOL_PREFIX)), nothing),
        own=own,
        not_returned=not_returned,
        taken_back=taken_back,
    )


def _taken_back(tied: Tied, achieved: Sampled) -> Sampled:
    """As reading 40 takes it back, with the tonnes that are achieved in the place of the low estimate [won]."""
    missing = (tied.promised - np.maximum(achieved, 0.0)) / tied.promised
    return np.where(achieved < (1 - tied.free) * tied.promised, np.floor(tied.won * missing), 0.0)


def _returned(promises: Promises, draws: Draws) -> tuple[dict[tuple[str, int], Sampled], Sampled]:
    """What comes into each pool by year, and what in all does not come [won]."""
    drawn = promises.drawn
    returned: dict[tuple[str, int], Sampled] = {}
    lost = np.zeros(draws.samples)
    for owed in promises.owed:
        part = drawn.lost * draws.happens(f"default {owed.supplier_id}", drawn.default)
        lost += sum(owed.by_year.values()) * part
        for year, won in owed.by_year.items():
            returned[owed.pool, year] = returned.get((owed.pool, year), 0.0) + won * (1 - part)
    return returned, lost


def _short(purse: Purse, paid: Mapping[Account, Sampled], nothing: Sampled) -> Sampled:
    """The most that the purse lacks in any year; what an overdrawn year lacks is not asked of the next."""
    short, carried = nothing, nothing
    for year in sorted(purse.there):
        left = purse.there[year] - purse.fixed[year] + carried - paid.get((purse.funder, year), nothing)
        short = np.maximum(short, -left)
        carried = np.clip(left, 0.0, purse.carries)
    return short


def _pools(
    promises: Promises,
    paid: Mapping[Account, Sampled],
    returned: Mapping[tuple[str, int], Sampled],
    nothing: Sampled,
) -> dict[str, Sampled]:
    """The most that each pool that pays is overdrawn by at the end of any year."""
    names = sorted({payer for payer, _ in [*paid, *promises.pool_fixed] if payer.startswith(POOL_PREFIX)})
    found = {}
    for name in names:
        pool = name.removeprefix(POOL_PREFIX)
        short, balance = nothing, nothing + promises.openings.get(pool, 0)
        for year in promises.years:
            came = returned.get((pool, year), nothing)
            balance = balance + came - paid.get((name, year), nothing) - promises.pool_fixed.get((name, year), 0)
            short = np.maximum(short, -balance)
        found[pool] = short
    return found
