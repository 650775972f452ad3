"""What the next money of each purse buys, as a table: of figures, and of who comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.export.columns import AnyTable, Column, Kind, Table
from planner.export.measures import Unit
from planner.languages import T, Text
from planner.study.rungs import Ladder, Rung


@dataclass(frozen=True)
class Entry:
    """An upgrade that comes in, or leaves, with a rung's money."""

    rung: Rung
    upgrade_id: str
    enters: bool


def tables(found: Ladder) -> tuple[AnyTable, ...]:
    """The rungs, and the upgrades that change with each."""
    return (
        Table(T("The next money"), note(found), _columns(found), found.rungs, 2),
        Table(
            T("Who changes"),
            T("Upgrades that are funded with a purse's further money and not without, and the other way round."),
            _ENTRIES,
            list(_entries(found)),
            3,
        ),
    )


def note(found: Ladder) -> Text:
    """How the figures were found."""
    if all(rung.whole_plan for rung in found.rungs):
        return T(
            "Each purse has {won} won more, alone, and a plan is made again. Shadow prices are the plan's, for one "
            "more million won; they hold at least for budgets within the range.",
            won=f"{found.amount_won:,}",
        )
    return T(
        "Each purse has {won} won more, alone, and the linear programme is solved again; a plan in whole won may "
        "differ by a little. Shadow prices are the plan's, for one more million won; they hold at least for budgets "
        "within the range.",
        won=f"{found.amount_won:,}",
    )


def years(rung: Rung) -> Text | str:
    """The year of a rung, or that it is all of them."""
    return T("all years") if rung.year is None else str(rung.year)


def unit_per_million(found: Ladder) -> Text:
    """The unit of shadow prices and of gains for each million won."""
    unit = f"({found.unit})" if " per " in found.unit else found.unit
    return Unit(f"{unit} per million won")


def _columns(found: Ladder) -> tuple[Column[Rung], ...]:
    return (
        Column("purse", T("Purse"), Kind.TEXT, lambda rung: rung.purse),
        Column("year", T("Year"), Kind.TEXT, years),
        Column("budget", T("Budget"), Kind.WON, lambda rung: rung.budget_won),
        Column("added", T("Added"), Kind.WON, lambda rung: rung.added_won),
        Column("gained", T("Gained [{unit}]", unit=Unit(found.unit)), Kind.FIGURE, lambda rung: rung.gained),
        *_bounds(found),
        Column(
            "per_million",
            T("Gained [{unit}]", unit=unit_per_million(found)),
            Kind.FIGURE,
            lambda rung: rung.per_million,
        ),
        Column("spent", T("Fresh money spent more"), Kind.WON, lambda rung: rung.spent_won),
        Column("comes_in", T("Upgrades that come in"), Kind.COUNT, lambda rung: len(rung.comes_in)),
        Column("leaves", T("Upgrades that leave"), Kind.COUNT, lambda rung: len(rung.leaves)),
        Column(
            "shadow_price",
            T("Shadow price [{unit}]", unit=unit_per_million(found)),
            Kind.FIGURE,
            lambda rung: rung.shadow_price,
        ),
        Column("from", T("Holds at least from"), Kind.WON, lambda rung: rung.holds_from_won),
        Column("until", T("Holds at least until"), Kind.WON, _until),
    )


def _bounds(found: Ladder) -> Iterator[Column[Rung]]:
    """Where a search was stopped, a gain is only known to lie between two bounds."""
    if any(rung.gained_least != rung.gained_most for rung in found.rungs):
        yield Column("least", T("Proven at least"), Kind.FIGURE, lambda rung: rung.gained_least)
        yield Column("most", T("Proven at most"), Kind.FIGURE, lambda rung: rung.gained_most)


def _until(rung: Rung) -> int | Text | None:
    endless = rung.holds_from_won is not None and rung.holds_until_won is None
    return T("without end") if endless else rung.holds_until_won


def _entries(found: Ladder) -> Iterator[Entry]:
    for rung in found.rungs:
        yield from (Entry(rung, upgrade_id, True) for upgrade_id in rung.comes_in)
        yield from (Entry(rung, upgrade_id, False) for upgrade_id in rung.leaves)


_ENTRIES: tuple[Column[Entry], ...] = (
    Column("purse", T("Purse"), Kind.TEXT, lambda entry: entry.rung.purse),
    Column("year", T("Year"), Kind.TEXT, lambda entry: years(entry.rung)),
    Column("upgrade", T("Upgrade"), Kind.TEXT, lambda entry: entry.upgrade_id),
    Column("change", T("Change"), Kind.TEXT, lambda entry: T("comes in") if entry.enters else T("leaves")),
)
