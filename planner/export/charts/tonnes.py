"""Tonnes by year, and the targets that stand beside them."""

from __future__ import annotations

from fractions import Fraction

from planner.export.charts.bars import Part, marked, stacked
from planner.export.charts.frame import Frame
from planner.export.charts.picture import Picture
from planner.export.colours import GREEN
from planner.export.numbers import tonnes_in_words
from planner.export.wording import Joined
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.measures import year_of
from planner.programme.programme import Programme


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """A bar a counting year, a mark at the target of a year; none where nothing is cut."""
    tonnes = plan.indicators.tonnes_by_year
    if not any(tonnes.values()):
        return None
    saved = frame.words(T("Tonnes cut"))
    parts = [
        Part(
            str(year),
            saved,
            float(tonnes.get(year, 0)),
            f"{year}: {frame.words(tonnes_in_words(tonnes.get(year, 0), T('t/yr')))}",
        )
        for year in plan.model.years.counting_years
    ]
    drawing = stacked(parts, [saved], frame.words(T("t CO2e per year")), frame, (GREEN,))
    targets = yearly_targets(plan)
    if targets:
        drawing = marked(drawing, [(str(year), asked) for year, asked in targets], T("Target"), frame)
    return Picture("tonnes", frame.words(T("Tonnes by year")), frame.words(_says(plan)), drawing, frame)


def yearly_targets(plan: Plan) -> list[tuple[int, Fraction]]:
    """What rules ask of single years [t]."""
    years = ((year_of(target.of), target.target_t) for target in plan.targets)
    return [(year, Fraction(asked)) for year, asked in years if year is not None]


def _says(plan: Plan) -> Text:
    parts: list[Text] = [
        T(
            "What the awards cut in each year until {year}; {tonnes} in all.",
            year=plan.model.years.count_until,
            tonnes=tonnes_in_words(plan.indicators.lifetime_tonnes),
        )
    ]
    if yearly_targets(plan):
        parts.append(T("The red marks are the targets of single years."))
    return Joined(parts, " ")
