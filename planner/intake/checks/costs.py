"""What upgrades cost, and who is named to pay it."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.draft import Draft
from planner.intake.faults import mentioned
from planner.intake.guessing import lost_zeros
from planner.intake.table import rows_with
from planner.languages import T


def one_kind_of_cost(draft: Draft) -> Iterator[Fault]:
    """Every upgrade has its cost as one sum or as cost lines: one of the two, not both."""
    upgrades, cost_lines = draft.tables.upgrades, draft.tables.cost_lines
    listed = {name for _, name in rows_with(cost_lines, "upgrade_id")}
    lines_readable = cost_lines.count is None or (not cost_lines.blocked and "upgrade_id" in cost_lines.columns)
    if upgrades.rows and cost_lines.count is None and "cost_won" not in upgrades.columns:
        yield faults.MISSING_COLUMN.at(upgrades.file, column="cost_won", meaning=T("Cost [won]."))
        return
    for row, name in rows_with(upgrades, "upgrade_id"):
        if "cost_won" not in row.values:
            continue
        given = row.values["cost_won"] is not None
        if given and name in listed:
            yield faults.COST_TWICE.at(upgrades.place(row.line, "cost_won"), id=name, table=cost_lines.name)
        if not given and name not in listed and lines_readable:
            yield faults.NO_COST.at(upgrades.place(row.line, "cost_won"), id=name, table=cost_lines.name)


def some_cost(draft: Draft) -> Iterator[Fault]:
    """No upgrade is free: tonnes over nothing are no ratio."""
    upgrades = draft.tables.upgrades
    for row, name in rows_with(upgrades, "upgrade_id"):
        free = row.values.get("cost_won") == 0
        if row.item is not None and row.item.cost_lines and draft.tables.cost_lines.is_whole:
            free = row.item.total_won == 0
        if free:
            yield faults.ZERO_COST.at(upgrades.place(row.line, "cost_won"), id=name)


def lines_of_known_upgrades(draft: Draft) -> Iterator[Fault]:
    """Cost lines belong to upgrades."""
    if not draft.knows_upgrades:
        return
    table = draft.tables.cost_lines
    for row, name in rows_with(table, "upgrade_id"):
        if name not in draft.upgrade_rows:
            yield unknown_upgrade(draft, table.place(row.line, "upgrade_id"), name)


def unknown_upgrade(draft: Draft, place: str, name: str) -> Fault:
    """The fault of an upgrade id that is not in the table, with the id that was probably meant."""
    near = draft.upgrades_meant.guess(name)
    if near is None:
        return faults.UNKNOWN_UPGRADE.at(place, id=name, table=draft.tables.upgrades.name)
    if lost_zeros(name, near):
        return faults.UNKNOWN_UPGRADE_WITHOUT_ZEROS.at(place, id=name, table=draft.tables.upgrades.name, guess=near)
    return faults.UNKNOWN_UPGRADE_WITH_GUESS.at(place, id=name, table=draft.tables.upgrades.name, guess=near)


def payers_are_funders(draft: Draft) -> Iterator[Fault]:
    """Who is named to pay a cost line is a funder of the model."""
    funders = draft.funder_ids
    if funders is None:
        return
    table = draft.tables.cost_lines
    for row, payer in rows_with(table, "payer"):
        if payer not in funders:
            place = table.place(row.line, "payer")
            yield faults.PAYER_IS_NO_FUNDER.at(place, id=payer, known=mentioned(sorted(funders)))
