"""All upgrades that are not funded, at a speed that lets thousands be asked about: by linear programmes alone.

What is not about one upgrade alone, such as a purse with more money, is solved once and answers for all: each purse's
budget of a year, and each rule's level, goes through a few sizes, and the first that brings an upgrade in is told, with
the one before as its step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planner.languages import T, Text
from planner.study.alterations import Forced as MustHave
from planner.study.why.answer import Enough, Explained, Explanation, Forced, NotEnough
from planner.study.why.explaining import Explaining, part_to_cut
from planner.study.why.searching import LateError, Search, is_enough
from planner.study.why.two_digits import number_of, size_of
from planner.study.why.ways import Way, cost_way, own_way, purse_ways, purses, rule_ways

SIZES_OF_PURSES = 30
"""Through how many sizes each budget of a year goes, from a thousandth of the largest up to that, evenly in ratio."""

SIZES_OF_RULES = 10

NARROWEST = 1_000
"""The smallest size of a sweep is the largest over this."""


def rejected_upgrades(
    explaining: Explaining, asked: Sequence[str] | None = None, say: Callable[[Text], None] = lambda _: None
) -> Explanation:
    """The upgrades of which less than half is awarded, of those asked about where some are.

    Of whole projects a linear programme is no plan: there each is explained by whole plans, one by one.
    """
    names = list(explaining.programme.upgrades) if asked is None else list(asked)
    plain = [explaining.plain(name) for name in names]
    rejected = [one for one in plain if not one.is_in]
    if explaining.again.is_relaxed:
        return explaining.explained([one.upgrade_id for one in rejected])
    return _Batch(explaining, rejected, say).explanation()


class _Batch:
    """The rejected upgrades of one plan; each sweep is gone through once."""

    def __init__(self, explaining: Explaining, rejected: Sequence[Explained], say: Callable[[Text], None]) -> None:
        self._explaining = explaining
        self._rejected = rejected
        self._say = say
        self._late = False

    def explanation(self) -> Explanation:
        """All of them; what the time limit left out is said of each."""
        explaining = self._explaining
        self._costs_known()
        found = []
        for place, plain in enumerate(self._rejected, start=1):
            if place % 100 == 0:
                self._say(T("{place} of {count}", place=place, count=len(self._rejected)))
            found.append(self._explained(plain))
        return Explanation(
            explaining.plan,
            explaining.value.name,
            explaining.value.unit,
            tuple(found),
            self._late,
            explaining.again.told,
        )

    def _costs_known(self) -> None:
        possible = [one.upgrade_id for one in self._rejected if one.upgrade_id not in self._explaining.options.refusals]
        if possible:
            self._explaining.again.prepare_costs(possible)
            self._explaining.again.prepare_contents(possible)

    def _explained(self, plain: Explained) -> Explained:
        changes = list(self._changes(plain))
        return replace(
            plain,
            forced=self._forced(plain.upgrade_id),
            enough=tuple(one for one in changes if isinstance(one, Enough)),
            not_enough=tuple(one for one in changes if isinstance(one, NotEnough)),
        )

    def _forced(self, upgrade_id: str) -> Forced:
        """By the linear programme; a refusal stands against it whatever is solved."""
        refusal = self._explaining.options.refusals.get(upgrade_id)
        if refusal is not None:
            return Forced(None, "linear", (refusal,))
        try:
            value = self._explaining.quick.value(MustHave(upgrade_id))
        except LateError:
            self._late = True
            return Forced(None, "linear", unsure=True)
        if value is None:
            return Forced(None, "linear", (T("no plan holds it and keeps every rule"),))
        return Forced(self._explaining.loss_of_linear(value), "linear")

    def _changes(self, plain: Explained) -> Iterator[Enough | NotEnough]:
        explaining = self._explaining
        upgrade = explaining.programme.upgrades[plain.upgrade_id]
        options = explaining.reasons.options.get(plain.upgrade_id, ())
        if not options:
            return
        part = None if plain.weighing is None else part_to_cut(plain.weighing)
        cost = cost_way(upgrade)
        if cost is not None:
            yield self._noted(Search(plain.upgrade_id, explaining.quick).smallest(cost, _times(cost, part)))
        own = own_way(upgrade, options)
        if own is not None:
            yield self._noted(Search(plain.upgrade_id, explaining.quick).smallest(own, _times(own, part)))
        for funder in purses(explaining.programme, upgrade):
            ways = purse_ways(explaining.programme, funder, explaining.again.levels)
            if ways is not None:
                yield self._least_swept(plain.upgrade_id, ways.years)
        for way in rule_ways(explaining.rules_that_matter(upgrade), upgrade):
            yield self._least_swept(plain.upgrade_id, [way])

    def _noted(self, found: Enough | NotEnough) -> Enough | NotEnough:
        self._late = self._late or (isinstance(found, NotEnough) and found.stopped)
        return found

    def _least_swept(self, upgrade_id: str, ways: Sequence[Way]) -> Enough | NotEnough:
        """The first size of a sweep that brings it in, of the way in which that is the smallest change."""
        found = [one for way in ways if isinstance(one := self._swept(upgrade_id, way), Enough)]
        if found:
            return min(found, key=lambda one: one.change)
        first = ways[0]
        return NotEnough(first.kind, first.says, first.unit, first.before, first.after(first.furthest), self._late)

    def _swept(self, upgrade_id: str, way: Way) -> Enough | None:
        before, share_before = 0, 0.0
        try:
            for number in _sizes(way):
                share = self._explaining.quick.share(upgrade_id, way, number)
                if is_enough(share):
                    step = abs(way.after(number) - way.after(before))
                    return way.enough(number, step=step, share=share or 0.0, share_below=share_before, checked="linear")
                before, share_before = number, share or 0.0
        except LateError:
            self._late = True
        return None


def _sizes(way: Way) -> Iterator[int]:
    """The numbers of the sizes that a sweep goes through, the smallest first."""
    count = SIZES_OF_PURSES if way.kind == "budget" else SIZES_OF_RULES
    largest = size_of(way.furthest)
    last = 0
    for place in range(count):
        number = min(way.furthest, number_of(largest * NARROWEST ** ((place + 1) / count - 1)))
        if number > last:
            last = number
            yield number


def _times(way: Way, part: float | None) -> float | None:
    return None if part is None else float(way.before) * part
