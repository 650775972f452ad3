"""Regions beside one another: support, tonnes, and tonnes for a million won of support."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from planner.export.charts.frame import Frame
from planner.export.charts.lettering import fitted
from planner.export.charts.picture import Picture
from planner.export.charts.placed import SIZE, Box, Placed, Word
from planner.export.colours import AMBER, DEEP, GREEN
from planner.export.numbers import MoneyUnit, figure
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme
from planner.units import EOK, MILLION

_ROW, _BAR, _HEADING = 22, 14, 26
"""Height of a row, of a bar and of a heading [px]."""

_MOST = 20
"""More regions than this are told together at the end."""


@dataclass(frozen=True)
class _Region:
    name: str
    support_won: int
    tonnes: Fraction

    @property
    def per_million(self) -> Fraction | None:
        """Lifetime tonnes for each million won of support."""
        return self.tonnes * MILLION / self.support_won if self.support_won else None


@dataclass(frozen=True)
class _Panel:
    """A measure: its heading, and for each region a length and the figure at the end of the bar."""

    heading: Text
    colour: str
    values: tuple[Fraction, ...]
    figures: tuple[Text, ...]


def picture(plan: Plan, programme: Programme, frame: Frame) -> Picture | None:
    """Bars a region, the most support first; none where suppliers are of one region only."""
    regions = _regions(plan, programme, frame)
    if len(regions) < 2:
        return None
    panels = _panels(regions)
    beside = 1 if frame.is_narrow else len(panels)
    drawing = Placed(frame, (len(panels) // beside) * (_HEADING + _ROW * len(regions) + 8))
    names = 96.0 if frame.is_narrow else 120.0
    wide = (drawing.width - names) / beside
    for place, panel in enumerate(panels):
        x = names + (place % beside) * wide
        y = (place // beside) * (_HEADING + _ROW * len(regions) + 8)
        _draw(drawing, panel, regions, (x, y), wide)
        if place % beside == 0:
            for row, region in enumerate(regions):
                middle = y + _HEADING + _ROW * (row + 0.5)
                drawing.words.append(Word(names - 8, middle, fitted(region.name, names - 10, SIZE), "right"))
    says = T("Support, funders' and returned money, and what it cuts, by region; the most support first.")
    return Picture("regions", frame.words(T("Support and tonnes by region")), frame.words(says), drawing.chart(), frame)


def _draw(drawing: Placed, panel: _Panel, regions: list[_Region], corner: tuple[float, float], wide: float) -> None:
    x, y = corner
    longest = max((value for value in panel.values), default=Fraction(0)) or Fraction(1)
    room = wide - 74
    words = drawing.frame.words
    drawing.words.append(Word(x, y + 10, fitted(words(panel.heading), wide - 4, SIZE + 0.5), bold=True))
    for row, (value, says) in enumerate(zip(panel.values, panel.figures, strict=True)):
        top = y + _HEADING + _ROW * row
        length = max(0.0, float(value / longest) * room)
        hover = f"{regions[row].name}, {words(panel.heading)}: {words(says)}"
        drawing.boxes.append(Box(x, top + (_ROW - _BAR) / 2, length, _BAR, panel.colour, hover))
        drawing.words.append(Word(x + length + 5, top + _ROW / 2, words(says)))


def _panels(regions: list[_Region]) -> tuple[_Panel, ...]:
    unit = MoneyUnit.EOK_WON if max(region.support_won for region in regions) >= EOK else MoneyUnit.MILLION_WON
    support = tuple(Fraction(region.support_won, unit.value) for region in regions)
    per_million = tuple(region.per_million or Fraction(0) for region in regions)
    return (
        _Panel(T("Support ({unit})", unit=unit.words), DEEP, support, tuple(figure(value, 1) for value in support)),
        _Panel(
            T("Lifetime tonnes (t)"),
            GREEN,
            tuple(region.tonnes for region in regions),
            tuple(figure(region.tonnes, 0) for region in regions),
        ),
        _Panel(T("t per million won of support"), AMBER, per_million, tuple(figure(each, 1) for each in per_million)),
    )


def _regions(plan: Plan, programme: Programme, frame: Frame) -> list[_Region]:
    """All regions of the programme, also those that get nothing; beyond twenty together."""
    support: Counter[str] = Counter()
    kilograms: Counter[str] = Counter()
    for supplier in programme.suppliers.values():
        support[supplier.region or ""] += 0
    for award in plan.awards:
        region = programme.suppliers[award.supplier_id].region or ""
        support[region] += award.support_won
        kilograms[region] += int(award.tonnes.scaleb(3))
    names = sorted(support, key=lambda name: (-support[name], name))
    shown = names if len(names) <= _MOST else names[: _MOST - 1]
    rest = names[len(shown) :]
    regions = [
        _Region(name or frame.words(T("not stated")), support[name], Fraction(kilograms[name], 1000)) for name in shown
    ]
    if rest:
        together = T("{count} others", count=figure(len(rest), 0))
        tonnes = Fraction(sum(kilograms[name] for name in rest), 1000)
        regions.append(_Region(frame.words(together), sum(support[name] for name in rest), tonnes))
    return regions
