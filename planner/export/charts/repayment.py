"""What tier 1 gives back, year by year: within the award years, when it can be spent again, and after them."""

from __future__ import annotations

from collections import Counter

from planner.export.charts.amounts import Money
from planner.export.charts.bars import Part, stacked
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import AMBER, DEEP
from planner.export.numbers import won_in_words
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.programme import Programme


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A bar a year; none where nothing is given back."""
    owed: Counter[int] = Counter()
    for due in plan.repayments:
        owed[due.year] += due.owed_won
    if not any(owed.values()):
        return None
    last = plan.model.years.award[1]
    again, later = frame.words(T("Falls due within the award years")), frame.words(T("Falls due after them"))
    money = Money.for_size(max(owed.values()))
    parts = [
        Part(
            str(year),
            again if year <= last else later,
            money.of(owed[year]),
            frame.words(T("{year}: {won} fall due", year=year, won=won_in_words(owed[year]))),
        )
        for year in range(min(owed), max(owed) + 1)
    ]
    says = T(
        "What suppliers of tier 1 owe in each year, {won} in all. What falls due until {year} can be spent again "
        "within the programme.",
        won=won_in_words(sum(owed.values())),
        year=last,
    )
    return Picture(
        "repayment",
        frame.words(T("Repayment by year")),
        frame.words(says),
        stacked(
            parts,
            [kind for kind in (again, later) if any(part.kind == kind for part in parts)],
            frame.words(money.title),
            frame,
            (DEEP, AMBER) if any(part.kind == again for part in parts) else (AMBER,),
        ),
        frame,
    )
