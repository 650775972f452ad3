"""The abatement cost curve: its figures, all candidates in its order, and the points that it is drawn of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from planner.export.candidates import Candidate, candidates, cut_off
from planner.export.columns import Cell, Column, Kind, Place, Signal, Table, filled
from planner.export.cost_steps import MOST_STEPS, cost_steps
from planner.export.wording import Capital
from planner.export.workbook.marginal import dearest_marginal_tonne
from planner.languages import T, Text
from planner.plan.plan import Plan
from planner.programme.programme import Programme


@dataclass(frozen=True)
class CurveRow:
    """A candidate, and the tonnes that all candidates up to it come to [t]; none where it saves nothing."""

    candidate: Candidate
    reached: Fraction | None


@dataclass(frozen=True)
class Point:
    """A point of the picture: tonnes across, and the height of each line that goes through it [won/t]."""

    tonnes: Fraction
    funded: Fraction | None = None
    left: Fraction | None = None
    cut_off: Fraction | None = None
    marginal: Fraction | None = None


@dataclass(frozen=True)
class Curve:
    """What the sheets of the curve show of a plan; worked out once.

    ``cut_off``: up to where the plan's tonnes would be reached by cost alone; ``dearest``: the dearest tonne that is
    funded; ``marginal``: the price of the next tonne [won/t].
    """

    rows: tuple[CurveRow, ...]
    cut_off: Fraction | None
    dearest: Fraction | None
    marginal: Fraction | None

    @classmethod
    def of(cls, plan: Plan, programme: Programme) -> Self:
        """The candidates of a plan, and the lines to hold them against."""
        found = candidates(plan, programme)
        prices = [one.won_per_tonne for one in found if one.awarded and one.won_per_tonne is not None]
        by_cost_alone = cut_off([one for one in found if one.saves])[1] if prices else None
        return cls(tuple(_added_up(found)), by_cost_alone, max(prices, default=None), dearest_marginal_tonne(plan))

    @property
    def saving(self) -> list[Candidate]:
        """The candidates that stand on the curve: those that save anything."""
        return [row.candidate for row in self.rows if row.reached is not None]

    @property
    def tonnes(self) -> Fraction:
        """The tonnes of all candidates [t]."""
        return max((row.reached for row in self.rows if row.reached is not None), default=Fraction(0))


def _added_up(found: Sequence[Candidate]) -> Iterator[CurveRow]:
    reached = Fraction(0)
    for candidate in found:
        if candidate.saves:
            reached += candidate.lifetime_tonnes or 0
        yield CurveRow(candidate, reached if candidate.saves else None)


def candidates_table(curve: Curve) -> Table[CurveRow]:
    """A row a candidate, in the order of the curve."""
    return Table(
        title=T("Candidates"),
        says=T(
            "All candidates, the cheapest lifetime tonne first, as the abatement cost curve draws them. Tonnes are "
            "those of the whole upgrade from the years of its awards; without an award, from its first possible year."
        ),
        columns=_COLUMNS,
        rows=curve.rows,
        frozen_columns=2,
        key="Candidates",
    )


def points_table(curve: Curve) -> Table[Point]:
    """Two points a step, after those of the level lines."""
    points = list(_points(curve))
    says = T("What the picture of the abatement cost curve is drawn of: two points a step; an empty cell is a gap.")
    if len(curve.saving) > MOST_STEPS:
        says = T("{says} {thinned}", says=says, thinned=thinned_words(curve))
    first, *lines = _POINTS
    return Table(T("Points of the curve"), says, (first, *filled(lines, points)), points)


def thinned_words(curve: Curve) -> Text:
    """What was joined, where there are more candidates than steps."""
    return T(
        "{candidates:,} candidates are drawn as {steps:,} steps: neighbours are joined at their mean cost, funded and "
        "other parts each by themselves; tonnes and cost add up as before.",
        candidates=len(curve.saving),
        steps=len(cost_steps(curve.saving)),
    )


def _points(curve: Curve) -> Iterator[Point]:
    if curve.cut_off is not None:
        for tonnes in (Fraction(0), curve.tonnes):
            yield Point(tonnes, cut_off=curve.cut_off, marginal=curve.marginal)
    yield Point(Fraction(0))
    for step in cost_steps(curve.saving):
        for tonnes in (step.start, step.end):
            funded, left = (step.won_per_tonne, None) if step.funded else (None, step.won_per_tonne)
            yield Point(tonnes, funded, left)


def _won_per_tonne(place: Place) -> str | None:
    return f"={place.cell('cost')}/{place.cell('tonnes')}" if place.item.candidate.saves else None


def _support_per_tonne(row: CurveRow) -> Cell:
    return row.candidate.support_per_tonne


_COLUMNS: tuple[Column[CurveRow], ...] = (
    Column("supplier", T("Supplier"), Kind.TEXT, lambda row: row.candidate.supplier.supplier_id),
    Column("name", T("Name"), Kind.TEXT, lambda row: row.candidate.supplier.name),
    Column("tier", T("Tier"), Kind.MARK, lambda row: row.candidate.supplier.tier),
    Column("region", T("Region"), Kind.TEXT, lambda row: row.candidate.supplier.region),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda row: row.candidate.upgrade.upgrade_id),
    Column("technology", T("Technology"), Kind.TEXT, lambda row: row.candidate.upgrade.technology),
    Column("cost", T("Cost"), Kind.WON, lambda row: row.candidate.cost_won, "sum"),
    Column("tonnes", T("Lifetime tonnes"), Kind.TONNES, lambda row: row.candidate.lifetime_tonnes, "sum"),
    Column(
        "won_per_tonne",
        T("Cost per tonne"),
        Kind.WON_PER_TONNE,
        lambda row: row.candidate.won_per_tonne,
        formula=_won_per_tonne,
        name="cost",
    ),
    Column("reached", T("Tonnes, added up"), Kind.TONNES, lambda row: row.reached),
    Column("awarded", T("Share awarded"), Kind.PERCENT, lambda row: row.candidate.awarded, signal=Signal.BAR),
    Column("support", T("Support"), Kind.WON, lambda row: row.candidate.support_won, "sum"),
    Column("support_per_tonne", T("Support per tonne"), Kind.WON_PER_TONNE, _support_per_tonne, name="support"),
)

_POINTS: tuple[Column[Point], ...] = (
    Column("tonnes", T("Lifetime tonnes, added up (t CO2e)"), Kind.TONNES, lambda row: row.tonnes),
    Column("funded", Capital(T("funded")), Kind.WON_PER_TONNE, lambda row: row.funded),
    Column("left", Capital(T("not funded")), Kind.WON_PER_TONNE, lambda row: row.left),
    Column("cut_off", T("By cost alone: up to here"), Kind.WON_PER_TONNE, lambda row: row.cut_off),
    Column("marginal", T("Next tonne, dearest purse (won of the purse)"), Kind.WON_PER_TONNE, lambda row: row.marginal),
)
