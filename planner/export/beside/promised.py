"""What an earlier plan promised to come back, beside what came, supplier by supplier: of pairs of different years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from planner.export.promised import Promised, promised
from planner.plan.plan import Plan
from planner.study.beside.comparison import Beside, Pair
from planner.study.beside.held import Held


@dataclass(frozen=True)
class PromisedRow:
    """A supplier's years before the later plan begins: what the earlier plan said would fall due, and what is known."""

    pair: Pair
    earlier: Held
    later: Held
    in_earlier_won: int
    known: Promised

    @property
    def until(self) -> int:
        """The last year that counts."""
        return self.later.plan.model.years.planned_from - 1


def promised_rows(found: Beside) -> list[PromisedRow]:
    """The rows pair by pair, those of whom most did not come first; none of plans that begin with the same year."""
    return [row for pair in found.pairs for row in _of_pair(pair)]


def _of_pair(pair: Pair) -> Iterator[PromisedRow]:
    earlier, later = sorted((pair.reference, pair.other), key=_first_year)
    first = _first_year(later)
    if _first_year(earlier) == first:
        return
    then = _due_before(earlier.plan, first)
    known = {one.supplier_id: one for one in promised(later.plan)}
    rows = [
        PromisedRow(pair, earlier, later, then[name], known.get(name, Promised(name, 0, 0, 0)))
        for name in sorted({*then, *known})
    ]
    yield from sorted(rows, key=lambda row: -row.known.missing)


def _first_year(held: Held) -> int:
    return held.plan.model.years.planned_from


def _due_before(plan: Plan, year: int) -> Counter[str]:
    """What falls due before a year by supplier [won]; arrears are asked again, and count where they first fell due."""
    due: Counter[str] = Counter()
    for each in plan.repayments:
        if each.year < year and each.owed_won:
            due[each.supplier_id] += each.owed_won
    return due
