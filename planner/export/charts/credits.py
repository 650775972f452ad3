"""Credits against the cap: of the OEM's part, what the limit on its obligation lets it use, and what is above."""

from __future__ import annotations

from fractions import Fraction

from planner.export.charts.bars import Part, marked, stacked
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import AMBER, DEEP, GREEN, GREY
from planner.export.numbers import tonnes_in_words
from planner.export.wording import Joined
from planner.languages import T
from planner.plan.plan import Plan
from planner.programme.crediting import most_usable_kilograms
from planner.programme.programme import Programme
from planner.units import KG_PER_TONNE


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A bar a year, by whose the credits are, and a mark at the cap of the year; none where there are no credits."""
    offsets = plan.model.offsets
    if offsets is None or not any(credit.creditable_t for credit in plan.credits):
        return None
    kinds = {
        "usable_t": frame.words(T("Lead firms', usable within the cap")),
        "surplus_t": frame.words(T("Lead firms', above the cap")),
        "supplier_t": frame.words(T("Suppliers'")),
        "state_t": frame.words(T("The state's")),
    }
    used = dict(zip(kinds, (DEEP, AMBER, GREEN, GREY), strict=True))
    stated = {"usable_t", "supplier_t" if offsets.split.supplier else "", "state_t" if offsets.split.state else ""}
    shown = [kind for kind in kinds if kind in stated or sum(getattr(credit, kind) for credit in plan.credits) >= 1]
    parts = [
        Part(
            str(credit.year),
            kinds[kind],
            float(getattr(credit, kind)),
            f"{credit.year}, {kinds[kind]}: {frame.words(tonnes_in_words(getattr(credit, kind)))}",
        )
        for credit in plan.credits
        for kind in shown
    ]
    surplus = sum(credit.surplus_t for credit in plan.credits)
    says = Joined(
        [
            T("Creditable tonnes by year and whose they are; the red marks are the most that the lead firm may use."),
            T("{tonnes} are above that cap.", tonnes=tonnes_in_words(surplus))
            if surplus
            else T("Nothing is above that cap."),
        ],
        " ",
    )
    bars = stacked(
        parts,
        [kinds[kind] for kind in shown],
        frame.words(T("t CO2e per year")),
        frame,
        tuple(used[kind] for kind in shown),
    )
    marks = [(str(year), tonnes) for year, tonnes in caps(plan).items()]
    return Picture(
        "credits",
        frame.words(T("Credits against the cap")),
        frame.words(says),
        marked(bars, marks, T("Cap"), frame),
        frame,
    )


def caps(plan: Plan) -> dict[int, Fraction]:
    """The most that the lead firm may use in each year of credits [t]."""
    offsets = plan.model.offsets
    if offsets is None:
        return {}
    return {credit.year: Fraction(most_usable_kilograms(offsets, credit.year), KG_PER_TONNE) for credit in plan.credits}
