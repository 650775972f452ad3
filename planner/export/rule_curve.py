"""The objective along the levels of a fairness rule, as a table and as a native chart of it."""

from __future__ import annotations

from planner.export.colours import DEEP
from planner.export.columns import AnyTable, Column, Kind, Table
from planner.export.measures import Unit
from planner.export.rulebook.shares import fairness_words
from planner.export.workbook.charts.look import Axis, dress, markers
from planner.export.workbook.places import FIRST_ROW
from planner.export.workbook.sheet import Book, Sheet
from planner.languages import T, Text
from planner.study.points import Curve, Point

TITLE = T("Levels of the rule")

_LEVEL, _VALUE = range(2)
_PIXELS = {"width": 720, "height": 400}


def tables(curve: Curve) -> tuple[AnyTable, ...]:
    """One table: a level a row."""
    return (Table(TITLE, note(curve), _columns(curve), curve.points, 1),)


def note(curve: Curve) -> Text:
    """The rule, and where no plan can keep it any more."""
    rules = curve.plan.model
    words = fairness_words(rules.fairness[curve.rule - 1], rules)
    if curve.ends_between is None:
        return T("{rule} The programme is solved again at each level.", rule=words)
    kept, broken = (level_words(curve, level) for level in curve.ends_between)
    return T(
        "{rule} The programme is solved again at each level; some plan keeps {kept}, and none keeps {broken}.",
        rule=words,
        kept=kept,
        broken=broken,
    )


def level_words(curve: Curve, level: float) -> str:
    """A level as people write it: shares in percent."""
    return f"{level * 100:,.4g} %" if is_share(curve) else f"{level:,.10g}"


def is_share(curve: Curve) -> bool:
    """Whether the level is a share of a whole: that of a floor or a cap."""
    return hasattr(curve.plan.model.fairness[curve.rule - 1], "floor")


def _columns(curve: Curve) -> tuple[Column[Point], ...]:
    kind = Kind.PERCENT if is_share(curve) else Kind.FIGURE
    stated = curve.level
    return (
        Column("level", T("Level"), kind, lambda point: point.level),
        Column(
            "value",
            T("Objective [{unit}]", unit=Unit(curve.unit)),
            Kind.FIGURE,
            lambda point: point.value,
        ),
        Column("bound", T("Proven bound"), Kind.FIGURE, lambda point: point.bound),
        Column("remark", T("Remark"), Kind.TEXT, lambda point: _remark(point, stated)),
    )


def _remark(point: Point, stated: float) -> Text | None:
    if not point.answered:
        return T("no answer of the solver")
    if point.value is None:
        return T("no plan")
    return T("as the model states it") if point.level == stated else None


def draw(book: Book, curve: Curve) -> None:
    """The chart, beside the table that it is drawn from."""
    worksheet = book.workbook.get_worksheet_by_name(TITLE.to(book.language))
    last = FIRST_ROW + len(curve.points) - 1
    chart = book.workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    name = worksheet.get_name()
    chart.add_series(
        {
            "categories": [name, FIRST_ROW, _LEVEL, last, _LEVEL],
            "values": [name, FIRST_ROW, _VALUE, last, _VALUE],
            "line": {"color": DEEP, "width": 2.0},
            **markers(DEEP, "circle", 6),
        }
    )
    chart.show_blanks_as("gap")
    sheet = Sheet(worksheet, book)
    across = Axis(T("Level"), "0 %", most=1.0) if is_share(curve) else Axis(T("Level"), "#,##0.###")
    upwards = Axis(T("Objective [{unit}]", unit=Unit(curve.unit)))
    dress(sheet, chart, T("Levels of fairness rule {number}", number=curve.rule), across, upwards, legend=False)
    chart.set_size(_PIXELS)
    worksheet.insert_chart(FIRST_ROW, 5, chart)
