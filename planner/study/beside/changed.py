"""Whose awards are others in another plan: who comes in, who leaves, who gets more, less, or in other years."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from planner.plan.plan import Award, Plan

type Shares = Mapping[int, float]
"""The share of an upgrade awarded by year."""

type ChangeKind = Literal["in", "out", "more", "less", "moved"]

_ROUNDING = 1e-9
"""Shares are rounded for reading; this is well above that, and far below any award of a won."""


@dataclass(frozen=True)
class Changed:
    """An upgrade with its awards in the reference and in the other plan."""

    upgrade_id: str
    supplier_id: str
    kind: ChangeKind
    reference: tuple[Award, ...]
    other: tuple[Award, ...]

    @property
    def support_won(self) -> int:
        """By how much its support is more in the other plan [won]."""
        return sum(award.support_won for award in self.other) - sum(award.support_won for award in self.reference)

    @property
    def tonnes(self) -> Decimal:
        """By how much its lifetime tonnes are more in the other plan [t]."""
        return sum((award.tonnes for award in self.other), Decimal(0)) - sum(
            (award.tonnes for award in self.reference), Decimal(0)
        )

    def comes_about(self, shares: Shares) -> bool:
        """Whether the change is there in a third plan, which awards these shares.

        Who comes in must be in, who leaves must be out; of more and less at least half must have come; awards in other
        years must lie nearer to those of the other plan.
        """
        if self.kind == "in":
            return _total(shares) > _ROUNDING
        if self.kind == "out":
            return _total(shares) <= _ROUNDING
        was, now = shares_of(self.reference), shares_of(self.other)
        if self.kind == "moved":
            return _apart(shares, now) < _apart(shares, was)
        return (_total(shares) - _total(was)) / (_total(now) - _total(was)) >= 0.5 - _ROUNDING


def changed_awards(reference: Plan, other: Plan) -> tuple[tuple[Changed, ...], int]:
    """The upgrades whose awards differ by more than rounding to whole won, and how many both fund alike."""
    before, after = by_upgrade(reference.awards), by_upgrade(other.awards)
    found, same = [], 0
    for upgrade_id in sorted({*before, *after}):
        awards = before.get(upgrade_id, ()), after.get(upgrade_id, ())
        kind = _kind(*awards)
        if kind is None:
            same += 1
        else:
            found.append(Changed(upgrade_id, (awards[0] or awards[1])[0].supplier_id, kind, *awards))
    return tuple(found), same


def by_upgrade(awards: Iterable[Award]) -> dict[str, tuple[Award, ...]]:
    """The awards of each upgrade."""
    found: dict[str, tuple[Award, ...]] = {}
    for award in awards:
        found[award.upgrade_id] = (*found.get(award.upgrade_id, ()), award)
    return found


def shares_of(awards: Iterable[Award]) -> Shares:
    """What they award by year."""
    return {award.year: award.share for award in awards}


def _kind(reference: tuple[Award, ...], other: tuple[Award, ...]) -> ChangeKind | None:
    if not reference or not other:
        return "out" if reference else "in"
    was, now = shares_of(reference), shares_of(other)
    wons = len(reference) + len(other)
    of_a_won = [award.share / award.cost_won for award in (*reference, *other) if award.cost_won]
    rounding = _ROUNDING + wons * max(of_a_won, default=0.0)
    more = _total(now) - _total(was)
    if abs(more) > rounding:
        return "more" if more > 0 else "less"
    return "moved" if _apart(was, now) > rounding else None


def _total(shares: Shares) -> float:
    return sum(shares.values())


def _apart(one: Shares, other: Shares) -> float:
    """How much would have to be moved from year to year, twice."""
    return sum(abs(one.get(year, 0.0) - other.get(year, 0.0)) for year in {*one, *other})
