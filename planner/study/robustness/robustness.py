"""The out-of-sample check: plans held against the same futures, and what they promise beside what they keep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.study.robustness.assumptions import Assumptions, Drawn, Given, assumed
from planner.study.robustness.drawing import Draws, Sampled
from planner.study.robustness.futures import HALF_A_WON, Futures, futures_of
from planner.study.robustness.promises import OBJECTIVE, Promises, promises_of
from planner.study.robustness.rates import Rate, Spread
from planner.units import tonnes

type Kept = npt.NDArray[np.bool_]
"""Whether something is kept, sample by sample."""

BATCH = 10_000
"""So many samples are worked on at once."""


@dataclass(frozen=True)
class Checked:
    """A plan and what came of it.

    ``promised`` and ``planned``: tonnes in the measure of the objective [t], as it counts them and if all comes as
    planned. ``rates`` by what is kept: ``budgets`` (all purses in all years), ``pools`` (all of them), ``promised``
    (the tonnes of the objective), ``all`` (budgets, pools and all tonnes), ``budget[FUNDER]`` and ``target[1]`` each by
    itself. ``spreads`` by amount: tonnes of the objective's measure [t], and won. ``tonnes``: its samples.
    """

    name: str
    plan: Plan
    measure: str
    promised: float
    planned: float
    rates: Mapping[str, Rate]
    spreads: Mapping[str, Spread]
    tonnes: Sampled


@dataclass(frozen=True)
class Robustness:
    """The plans checked on the same samples; the first is the one that the others are held against."""

    plans: tuple[Checked, ...]
    samples: int
    seed: int
    assumptions: Assumptions


@dataclass(frozen=True)
class Held:
    """A plan, what it is called, and the programme that it was made from."""

    name: str
    plan: Plan
    programme: Programme


def check_robustness(plans: Sequence[Held], samples: int, seed: int, given: Given) -> Robustness:
    """Hold each plan against the same futures. ``given``: what is assumed in place of what the models say."""
    assumptions = assumed((held.programme.rules for held in plans), given)
    checked = tuple(_checked(held, samples, seed, assumptions) for held in plans)
    return Robustness(checked, samples, seed, assumptions)


def _checked(held: Held, samples: int, seed: int, assumptions: Assumptions) -> Checked:
    promises = promises_of(held.programme, held.plan, Drawn(held.programme, assumptions))
    found = [futures_of(promises, draws, assumptions.shape) for draws in _batches(samples, seed)]
    kept = {name: Rate(int(held_in.sum()), samples) for name, held_in in _kept(promises, found).items()}
    objective = promises.tonnes[0]
    return Checked(
        name=held.name,
        plan=held.plan,
        measure=objective.measure,
        promised=objective.promised,
        planned=_planned(promises),
        rates=kept,
        spreads={name: Spread.of(amounts) for name, amounts in _amounts(found).items()},
        tonnes=np.concatenate([futures.tonnes[OBJECTIVE] for futures in found]),
    )


def _batches(samples: int, seed: int) -> Iterator[Draws]:
    for batch, first in enumerate(range(0, samples, BATCH)):
        yield Draws(seed, batch, min(BATCH, samples - first))


def _planned(promises: Promises) -> float:
    """The tonnes of the objective's measure, if all comes as planned [t]."""
    measure, known = promises.tonnes[0].measure, promises.tonnes[0].known
    return known + sum(award.tonnes[measure].planned for award in promises.awarded)


def _kept(promises: Promises, found: Sequence[Futures]) -> dict[str, Kept]:
    """Whether each promise is kept, sample by sample."""
    kept = {f"budget[{purse.funder}]": _is_met(found, "purses", purse.funder) for purse in promises.purses}
    budgets = _all(kept.values(), found)
    pools = _all((_is_met(found, "pools", pool) for pool in (found[0].pools if found else ())), found)
    reached = {
        promise.key: np.concatenate([futures.tonnes[promise.key] >= promise.promised - _GRAM for futures in found])
        for promise in promises.tonnes
    }
    every = {"budgets": budgets, "pools": pools, **reached}
    return {**every, "all": _all(every.values(), found), **kept}


_GRAM = tonnes(1) / 1000
"""Tonnes are added up in floating point."""


def _is_met(found: Sequence[Futures], kind: str, name: str) -> Kept:
    return np.concatenate([getattr(futures, kind)[name] <= HALF_A_WON for futures in found])


def _all(kept: Iterable[Kept], found: Sequence[Futures]) -> Kept:
    together = np.ones(sum(len(futures.own) for futures in found), dtype=bool)
    for one in kept:
        together &= one
    return together


def _amounts(found: Sequence[Futures]) -> dict[str, Sampled]:
    """What is told of each future as an amount: tonnes [t], then won."""
    promised = np.concatenate([futures.tonnes[OBJECTIVE] for futures in found])
    short = np.concatenate([sum(futures.purses.values(), np.zeros(len(futures.own))) for futures in found])
    pools = np.concatenate([sum(futures.pools.values(), np.zeros(len(futures.own))) for futures in found])
    return {
        "tonnes": promised,
        "spent_won": _joined(found, "spent"),
        "budgets_short_won": short,
        "pools_short_won": pools,
        "pools_short": np.concatenate([_short_pools(futures) for futures in found]),
        "own_won": _joined(found, "own"),
        "not_returned_won": _joined(found, "not_returned"),
        "taken_back_won": _joined(found, "taken_back"),
    }


def _short_pools(futures: Futures) -> Sampled:
    """How many pools are overdrawn in some year."""
    return sum(
        ((short > HALF_A_WON).astype(np.float64) for short in futures.pools.values()), np.zeros(len(futures.own))
    )


def _joined(found: Sequence[Futures], name: str) -> Sampled:
    return np.concatenate([getattr(futures, name) for futures in found])
