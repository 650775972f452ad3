"""Where and when upgrades can be awarded, and what they need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.chain import unknown_supplier
from planner.intake.checks.circles import circles
from planner.intake.checks.costs import unknown_upgrade
from planner.intake.draft import Draft
from planner.intake.row_reader import says_nothing
from planner.intake.table import rows_with


def at_known_suppliers(draft: Draft) -> Iterator[Fault]:
    """Upgrades belong to suppliers."""
    if not draft.knows_suppliers:
        return
    table = draft.tables.upgrades
    for row, name in rows_with(table, "supplier_id"):
        if name not in draft.supplier_rows:
            yield unknown_supplier(draft, table.place(row.line, "supplier_id"), name)


def some_award_year(draft: Draft) -> Iterator[Fault]:
    """First and last year leave at least one of the programme's award years."""
    table = draft.tables.upgrades
    first_award, last_award = draft.rules.years.award
    for row in table.rows:
        first, last = row.values.get("first_year"), row.values.get("last_year")
        if draft.has("years") and first is not None and first > last_award:
            place = table.place(row.line, "first_year")
            yield faults.NO_AWARD_YEAR.at(place, year=first, first=first_award, last=last_award)
        elif draft.has("years") and last is not None and last < first_award:
            place = table.place(row.line, "last_year")
            yield faults.NO_AWARD_YEAR.at(place, year=last, first=first_award, last=last_award)
        elif first is not None and last is not None and first > last:
            yield faults.START_AFTER_END.at(table.place(row.line, "first_year"), first=first, last=last)


def known_needs(draft: Draft) -> Iterator[Fault]:
    """What an upgrade needs is another upgrade."""
    table = draft.tables.upgrades
    for row, needs in rows_with(table, "needs"):
        for name in needs:
            place = table.place(row.line, "needs")
            if name == row.values.get("upgrade_id"):
                yield faults.NEEDS_ITSELF.at(place, id=name)
            elif draft.knows_upgrades and name not in draft.upgrade_rows:
                yield unknown_upgrade(draft, place, name)


def no_circular_needs(draft: Draft) -> Iterator[Fault]:
    """Upgrades do not wait for each other."""
    table = draft.tables.upgrades
    edges = {name: row.values.get("needs", ()) for name, row in draft.upgrade_rows.items()}
    for circle in circles(edges):
        lines = sorted(draft.upgrade_rows[name].line for name in circle[:-1])
        yield faults.CIRCULAR_NEEDS.at(
            table.place(lines[0], "needs"), circle=" → ".join(circle), lines=table.rows_named(lines)
        )


def needs_in_time(draft: Draft) -> Iterator[Fault]:
    """What an upgrade needs can be awarded no later than the upgrade itself."""
    if not draft.has("years"):
        return
    table = draft.tables.upgrades
    for row, needs in rows_with(table, "needs"):
        end = _last_year(draft, row.values)
        for name in needs:
            needed = draft.upgrade_rows.get(name)
            start = None if needed is None else _first_year(draft, needed.values)
            if needed is None or start is None or end is None or _no_year(draft, row.values):
                continue
            if start > end and not _no_year(draft, needed.values):
                yield faults.NEEDED_TOO_LATE.at(
                    table.place(row.line, "needs"),
                    needed=name,
                    line=table.row(needed.line),
                    start=start,
                    id=row.values.get("upgrade_id", "?"),
                    end=end,
                )


def needs_not_excluded(draft: Draft) -> Iterator[Fault]:
    """What an upgrade needs is not excluded: by the upgrade itself, being its alternative, or by a mandatory one."""
    table = draft.tables.upgrades
    mandatory = {group: row for row, group in rows_with(table, "alternative_group") if row.values.get("mandatory")}
    for row, needs in rows_with(table, "needs"):
        for name in needs:
            needed = draft.upgrade_rows.get(name)
            group = None if needed is None else needed.values.get("alternative_group")
            if needed is None or group is None or needed is row:
                continue
            place, id_ = table.place(row.line, "needs"), row.values.get("upgrade_id", "?")
            chosen = mandatory.get(group)
            if chosen is not None and chosen is not needed:
                other = chosen.values.get("upgrade_id", "?")
                yield faults.NEEDED_EXCLUDED.at(place, id=id_, needed=name, other=other, line=table.row(chosen.line))
            elif group == row.values.get("alternative_group") and _both_whole(draft, row.values, needed.values):
                yield faults.NEEDS_ALTERNATIVE.at(place, id=id_, needed=name, group=group, line=table.row(needed.line))


def _both_whole(draft: Draft, *rows: Mapping[str, Any]) -> bool:
    """Whether no part of these upgrades can be awarded: halves of two alternatives exclude each other not."""
    if not draft.has("projects") or draft.rules.projects == "divisible":
        return False
    return draft.rules.projects == "whole" or not any(values.get("divisible", True) for values in rows)


def one_mandatory_alternative(draft: Draft) -> Iterator[Fault]:
    """Of upgrades that exclude each other at most one is mandatory."""
    table = draft.tables.upgrades
    mandatory: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, group in rows_with(table, "alternative_group"):
        if row.values.get("mandatory"):
            mandatory[group].append((row.line, row.values.get("upgrade_id", "?")))
    for (first_line, first), *others in mandatory.values():
        for line, name in others:
            place = table.place(line, "mandatory")
            yield faults.MANDATORY_ALTERNATIVES.at(place, id=name, other=first, line=table.row(first_line))


def _no_year(draft: Draft, values: Mapping[str, Any]) -> bool:
    """Whether a row leaves no award year at all, which is said already."""
    first, last = _first_year(draft, values), _last_year(draft, values)
    return first is not None and last is not None and first > last


def groups_are_meant(draft: Draft) -> Iterator[Fault]:
    """A word for nothing is no group of alternatives: its rows would exclude each other."""
    table = draft.tables.upgrades
    rows: dict[str, list[int]] = defaultdict(list)
    for row, group in rows_with(table, "alternative_group"):
        if says_nothing(group):
            rows[group].append(row.line)
    for group, lines in rows.items():
        if len(lines) > 1:
            place = table.place(lines[0], "alternative_group")
            yield faults.GROUP_OF_NOTHING.at(place, found=group, rows=table.rows_named(lines))


def _first_year(draft: Draft, values: Mapping[str, Any]) -> int | None:
    """The first award year that a row leaves; None where its cell was refused."""
    if "first_year" not in values:
        return None
    first = draft.rules.years.award[0]
    return max(first, values["first_year"] or first)


def _last_year(draft: Draft, values: Mapping[str, Any]) -> int | None:
    """The last award year that a row leaves; None where its cell was refused."""
    if "last_year" not in values:
        return None
    last = draft.rules.years.award[1]
    return min(last, values["last_year"] or last)
