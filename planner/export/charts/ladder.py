"""What the next money buys: the gain of some more won in each purse and year."""

from __future__ import annotations

from planner.export.charts.amounts import Money
from planner.export.charts.frame import Frame
from planner.export.charts.matrix import Cell, matrix
from planner.export.charts.picture import Picture
from planner.export.measures import Unit
from planner.export.numbers import counted, figure, won_in_words
from planner.export.wording import Joined, Verbatim, payer_name
from planner.languages import T, Text
from planner.study.rungs import Ladder, Rung


def picture(ladder: Ladder, frame: Frame) -> Picture | None:
    """A row a purse, a column a year and one for all of them; none where no purse has a rung."""
    if not ladder.rungs:
        return None
    purses = list(dict.fromkeys(rung.purse for rung in ladder.rungs))
    years: list[int | None] = [*sorted({rung.year for rung in ladder.rungs if rung.year is not None})]
    if any(rung.year is None for rung in ladder.rungs):
        years.append(None)
    rungs = {(rung.purse, rung.year): rung for rung in ladder.rungs}
    rules = ladder.plan.model
    names = [frame.words(payer_name(rules, purse)) for purse in purses]
    all_years = frame.words(T("all years"))
    short = frame.words(T("all")) if frame.is_narrow else all_years
    cells = [
        [_cell(rungs.get((purse, year)), name, all_years, ladder, frame) for year in years]
        for purse, name in zip(purses, names, strict=True)
    ]
    drawing = matrix(names, [short if year is None else str(year) for year in years], cells, frame)
    return Picture(
        "ladder", frame.words(T("What the next money buys")), frame.words(_says(ladder)), drawing.chart(), frame
    )


def _says(ladder: Ladder) -> Text:
    parts: list[Text] = [
        T(
            "What {won} more in a purse gain, by the year of its budget [{unit} per million won].",
            won=Money.for_size(ladder.amount_won).says(ladder.amount_won),
            unit=Unit(ladder.unit),
        )
    ]
    if not all(rung.whole_plan for rung in ladder.rungs):
        parts.append(T("Some gains are those of the linear programme, before whole won."))
    if ladder.stopped:
        parts.append(T("A limit stopped a search: some gains are only known to lie between bounds."))
    return Joined(parts, " ")


def _cell(rung: Rung | None, name: str, all_years: str, ladder: Ladder, frame: Frame) -> Cell:
    if rung is None:
        return Cell(0.0, "", "")
    come = len(rung.comes_in)
    says = T(
        "{purse}, {year}: {gained} {unit} for {won} more; {upgrades}",
        purse=Verbatim(name),
        year=all_years if rung.year is None else rung.year,
        gained=figure(rung.gained, 1),
        unit=Unit(ladder.unit),
        won=won_in_words(rung.added_won),
        upgrades=counted(come, T("1 upgrade comes in"), T("{count} upgrades come in")),
    )
    return Cell(rung.per_million, frame.words(figure(rung.per_million, 1)), frame.words(says))
