"""What must be reached and what is reached, and the plan's part in what sectors have to cut."""

from __future__ import annotations

from dataclasses import dataclass

from planner.export.columns import Column, Kind, Number, Place, Table, filled
from planner.export.measures import Unit, measure_name
from planner.export.rulebook.rows import row_words
from planner.export.wording import Capital
from planner.export.workbook.tonnes_by_award import year_name
from planner.languages import T, Text
from planner.plan.objectives import tonnes_unit
from planner.plan.plan import ContributionFigure, Plan, TargetFigure
from planner.plan.shadow_prices import TONNE, RowPrices
from planner.programme.measures import year_of


@dataclass(frozen=True)
class TargetRow:
    """Tonnes asked, tonnes in the plan, in one unit; a row name where a rule asks for them."""

    says: Text
    measure: Text
    asked: Number
    tonnes: Number
    unit: str
    binds: bool
    of: str
    price: float | None = None
    price_unit: Text | None = None

    @property
    def reached(self) -> float:
        """The plan's part of what is asked."""
        return float(self.tonnes) / float(self.asked)


def table(plan: Plan) -> Table[TargetRow]:
    """A row a target, then a row for each sector's."""
    rows = [
        *(_target(figure, plan) for figure in plan.targets),
        *(_contribution(figure, plan) for figure in plan.contributions),
    ]
    return Table(
        title=T("Targets"),
        says=T(
            "Tonnes that rules ask of the plan, and what sectors have to cut, which binds nothing. The shadow price "
            "says what one more tonne asked costs in the last objective; it is known where upgrades can be divided."
        ),
        columns=(*_ASKED, _tonnes(plan), *_REACHED, *filled(_PRICE, rows)),
        rows=rows,
        frozen_columns=1,
    )


def _target(figure: TargetFigure, plan: Plan) -> TargetRow:
    return TargetRow(
        says=row_words(plan.model, figure.rule).says,
        measure=Capital(measure_name(figure.of, plan.model)),
        asked=figure.target_t,
        tonnes=figure.tonnes,
        unit=tonnes_unit(figure.of),
        binds=True,
        of=figure.of,
        price=figure.shadow_price,
        price_unit=price_unit(plan, TONNE),
    )


def _contribution(figure: ContributionFigure, plan: Plan) -> TargetRow:
    return TargetRow(
        says=T("What {sector} has to cut in {year}", sector=figure.sector, year=figure.year),
        measure=Capital(measure_name(f"tonnes_in_{figure.year}", plan.model)),
        asked=figure.sector_t,
        tonnes=figure.tonnes,
        unit="t",
        binds=False,
        of=f"tonnes_in_{figure.year}",
    )


def price_unit(plan: Plan, row_unit: str) -> Text:
    """The unit of the shadow price of a row: the last objective's over the row's."""
    last = plan.levels[-1] if plan.levels else plan.objective
    return Unit(RowPrices({}, unit=last.unit).per(row_unit))


def _tonnes(plan: Plan) -> Column[TargetRow]:
    """What the plan reaches, summed from the awards; of discounted tonnes the figure alone."""

    def formula(place: Place) -> str | None:
        summed = _SUMMED.get(place.item.of)
        year = year_of(place.item.of)
        if year is not None and year in plan.model.years.counting_years:
            summed = year_name(year)
        return f"=SUM({summed})" if summed and plan.awards else None

    return Column("tonnes", T("In the plan"), Kind.TONNES, lambda row: row.tonnes, formula=formula)


_SUMMED = {"lifetime_tonnes": "Awards_tonnes_t", "annual_tonnes": "Awards_first_year_t"}

_ASKED: tuple[Column[TargetRow], ...] = (
    Column("says", T("What is asked"), Kind.SENTENCE, lambda row: row.says),
    Column("binds", T("A rule"), Kind.TEXT, lambda row: T("yes") if row.binds else T("no")),
    Column("measure", T("Measure"), Kind.TEXT, lambda row: row.measure),
    Column("asked", T("Asked"), Kind.TONNES, lambda row: row.asked),
)

_REACHED: tuple[Column[TargetRow], ...] = (
    Column("unit", T("Unit"), Kind.TEXT, lambda row: Unit(row.unit)),
    Column(
        "reached",
        T("Plan over what is asked"),
        Kind.PERCENT,
        lambda row: row.reached,
        formula=lambda place: f"={place.cell('tonnes')}/{place.cell('asked')}",
    ),
)

_PRICE: tuple[Column[TargetRow], ...] = (
    Column("price", T("Shadow price"), Kind.FIGURE, lambda row: row.price),
    Column(
        "price_unit",
        T("Unit of the price"),
        Kind.TEXT,
        lambda row: row.price_unit if row.price is not None else None,
    ),
)
