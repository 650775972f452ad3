"""Gains that are compared: somebody is measured, and everybody measured has what gains are divided by."""

from __future__ import annotations

from collections.abc import Iterator

from planner.errors import Fault
from planner.intake import faults
from planner.intake.checks.named import NamedBenefit, benefits_named
from planner.intake.draft import Draft
from planner.programme.eligible import divisor_of, eligible_upgrades, measured_suppliers

_COLUMNS = {"baseline_t": "baseline_t", "revenue": "revenue_won"}
"""The columns that say what gains are divided by; a cost is known from the upgrades."""


def measured_and_divided(draft: Draft) -> Iterator[Fault]:
    """Asked only of sound rules and whole tables: who is eligible depends on nearly all of them."""
    benefits = [named for named in benefits_named(draft.rules) if named.benefit.group in (None, *draft.rules.groups)]
    if not benefits or not draft.is_sound:
        return
    programme = draft.programme
    eligible = eligible_upgrades(programme)
    said: set[tuple[str, str]] = set()
    for named in benefits:
        measured = measured_suppliers(programme, named.benefit, eligible)
        if not measured and _asks_for_somebody(named):
            yield faults.NOBODY_MEASURED.at(draft.model.place(*named.path))
        per = named.benefit.per
        if per not in _COLUMNS:
            continue
        for supplier in measured:
            key = supplier.supplier_id, _COLUMNS[per]
            if key not in said and divisor_of(per, supplier, eligible[supplier.supplier_id]) is None:
                said.add(key)
                place = draft.tables.suppliers.place(draft.supplier_rows[key[0]].line, key[1])
                yield faults.NO_DIVISOR.at(place, id=key[0], column=key[1], rule=draft.model.place(*named.path))


def _asks_for_somebody(named: NamedBenefit) -> bool:
    """Whether it is an objective: a rule about nobody is kept by every plan, but a best for nobody says nothing."""
    return named.path[0] == "objective"
