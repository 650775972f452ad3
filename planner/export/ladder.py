"""What the next money of each purse buys, as a table: of figures, and of who comes in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from planner.export.columns import AnyTable, Column, Kind, Table
from planner.export.measures import Unit
from planner.export.objectives import deployment_name, objective_names
from planner.export.wording import Joined
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
        Table(T("The next money"), Joined(notes(found), " "), columns(found), found.rungs, 2),
        Table(
            T("Who changes"),
            T("Upgrades that are funded with a purse's further money and not without, and the other way round."),
            _ENTRIES,
            list(_entries(found)),
            3,
        ),
    )


def notes(found: Ladder) -> tuple[Text, ...]:
    """How the figures were found, what they are of, and what shadow prices leave out."""
    return (_found(found), *further_notes(found))


def further_notes(found: Ladder) -> tuple[Text, ...]:
    """What gains are of, what shadow prices leave out, and why they or their ranges are not known; where it matters."""
    return (*_told(found), *_left_out(found), *_unknown(found))


def _found(found: Ladder) -> Text:
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


def _told(found: Ladder) -> Iterator[Text]:
    """Which objective gains are of, where that is not the only one."""
    rules = found.plan.model
    if found.number is None:
        yield T("The objectives of the model compare gains: told is what becomes of the lifetime tonnes.")
    elif len(rules.objective) > 1:
        yield T(
            "Gains are those of objective {number} of {count}: {objective}.",
            number=found.number,
            count=len(rules.objective),
            objective=objective_names(rules)[found.number - 1],
        )
        if found.number > 1:
            yield T("The objectives before it come first, also in what is done with more money.")


def _left_out(found: Ladder) -> Iterator[Text]:
    """What grows with a budget, so that more of it is worth something else than its shadow price says."""
    rules = found.plan.model
    if not _has_prices(found):
        return
    if rules.ratio is not None and isinstance(rules.ratio.deploy_at_least, Fraction):
        yield T(
            "With the budgets the least deployment grows too ({least}): gains count that, and may be below 0 for it; "
            "shadow prices leave it out.",
            least=deployment_name(rules.ratio),
        )
    if any(rule.share is not None for rule in rules.reserved):
        yield T("With the budgets grows what is reserved of them: gains count that, shadow prices leave it out.")


def _unknown(found: Ladder) -> Iterator[Text]:
    """Why there is no shadow price, or no range of it."""
    rules = found.plan.model
    if not _has_prices(found):
        yield (
            T("The plan's shadow prices are those of its last objective: there are none of the one told here.")
            if found.number != len(rules.objective)
            else T("Shadow prices are known only where upgrades can be divided.")
        )
    elif any(rung.holds_from_won is None for rung in found.rungs):
        yield (
            T("How far shadow prices hold is not known of a ratio, nor of the last of several objectives.")
            if rules.ratio is not None or len(rules.objective) > 1
            else T("Where no range is shown, it is not known how far the shadow price holds.")
        )


def _has_prices(found: Ladder) -> bool:
    return any(rung.shadow_price is not None for rung in found.rungs)


def years(rung: Rung) -> Text | str:
    """The year of a rung, or that it is all of them."""
    return T("all years") if rung.year is None else str(rung.year)


def unit_per_million(found: Ladder) -> Text:
    """The unit of shadow prices and of gains for each million won."""
    unit = f"({found.unit})" if " per " in found.unit else found.unit
    return Unit(f"{unit} per million won")


def columns(found: Ladder) -> tuple[Column[Rung], ...]:
    """All that is told of a rung."""
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
        yield Column("least", T("Proven at least"), Kind.FIGURE, lambda rung: rung.gained_least, unit=found.unit)
        yield Column("most", T("Proven at most"), Kind.FIGURE, lambda rung: rung.gained_most, unit=found.unit)


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
